"""Word documents (OOXML): headings, counted labels, tables, notes, text boxes, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from ingest.document import BlockKind, Hints, RawDocument
from ingest.errors import NotADocument, UnreadableFile
from ingest.readers.clean import clean
from ingest.readers.docx_numbering import Numbering, read_numbering
from ingest.readers.docx_styles import Style, find, font_of, numbering_of, read_styles, switched
from ingest.readers.flow import Flow, table_text
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.safe_xml import BROKEN_ZIP, attribute, local, member, parse_xml
from ingest.readers.source_file import read_bytes
from ingest.readers.vietnamese_encodings import by_font

Decode = Callable[[str], str]

_MAIN = "word/document.xml"
_SKIPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sectPr", "Fallback", "txbxContent"}
)
_PLACING = (3, 2)
"""Rows and columns. As in HTML, a table this small without borders, or at the very beginning, only
places text: the head and the foot of a letter."""
_SYMBOLS = {"F0B7": "•", "F0A7": "▪", "F02D": "-"}


class DocxReader:
    """Reads the text of a Word document as Word shows it, deleted and hidden text left out."""

    name = "docx"
    media_types: tuple[str, ...] = (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """A zip archive named like Word's, or that holds a document of Word's."""
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        if path.suffix.lower() in {".docx", ".docm", ".dotx", ".dotm"}:
            return 0.95
        try:
            with ZipFile(path) as archive:
                return 0.95 if _MAIN in archive.namelist() else 0.0
        except BROKEN_ZIP:
            return 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        size = self._limits.whole_file
        read_bytes(path, size)
        try:
            with ZipFile(path) as archive:
                parts = _parts(archive, str(path), self._limits)
        except BROKEN_ZIP as error:
            raise UnreadableFile(f"{path}: not a readable Word document: {error}", path=str(path)) from error
        walker = _Walker(read_styles(parts.get("styles")), read_numbering(parts.get("numbering")))
        body = find(parts["document"], "body")
        if body is None:
            raise UnreadableFile(f"{path}: the document has no body", path=str(path))
        walker.container(body)
        walker.notes(parts.get("footnotes"), parts.get("endnotes"))
        if not walker.flow.blocks:
            raise NotADocument(f"{path}: the document has no text", path=str(path))
        yield RawDocument(walker.flow.blocks, hints=_hints(parts.get("core")))


def _parts(archive: ZipFile, path: str, limits: Limits) -> dict[str, etree._Element]:
    names = {
        "document": _MAIN, "styles": "word/styles.xml", "numbering": "word/numbering.xml",
        "footnotes": "word/footnotes.xml", "endnotes": "word/endnotes.xml", "core": "docProps/core.xml",
    }  # fmt: skip
    infos = {info.filename: info for info in archive.infolist()}
    if _MAIN not in infos:
        raise UnreadableFile(f"{path}: {_MAIN} is missing", path=path)
    return {
        part: parse_xml(member(archive, infos[name], path, limits), f"{path}/{name}", limits)
        for part, name in names.items()
        if name in infos
    }


def _hints(core: etree._Element | None) -> Hints:
    """Document properties are what an office program left there: kept, never taken for metadata."""
    if core is None:
        return Hints()
    fields = {f"docx.{local(child)}": clean(child.text or "") for child in core}
    return Hints(extra={name: text for name, text in fields.items() if text})


@dataclass
class _Walker:
    styles: dict[str, Style]
    numbering: Numbering
    flow: Flow = field(default_factory=Flow)
    _note_ids: list[tuple[str, str]] = field(default_factory=list)

    def container(self, element: etree._Element) -> None:
        """Paragraphs and tables of a body, a cell or a text box."""
        for child in element:
            name = local(child)
            if name == "p":
                self._paragraph(child)
            elif name == "tbl":
                self._table(child)
            elif name in {"sdt", "sdtContent", "customXml", "ins", "smartTag"}:
                self.container(child)

    def notes(self, *roots: etree._Element | None) -> None:
        """The notes that were referred to, in that order, at the end."""
        for kind, root in zip(("footnote", "endnote"), roots, strict=True):
            texts = {attribute(note, "id"): self._text(note) for note in root} if root is not None else {}
            for number, (noted, identity) in enumerate(self._note_ids, 1):
                if noted == kind and clean(texts.get(identity, "")):
                    self.flow.add(f"[{number}] {texts[identity]}", BlockKind.FOOTNOTE)

    def _paragraph(self, paragraph: etree._Element) -> None:
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        style = self._style(properties)
        label = self._label(properties, style)
        level = self._level(properties, style)
        kind = BlockKind.HEADING if level else BlockKind.LIST_ITEM if label else BlockKind.PARAGRAPH
        lines = self._text(paragraph, by_font(style.font)).split("\n")
        bold = style.bold or _all_bold(paragraph)
        if level:
            lines = [" ".join(lines)]
        for index, line in enumerate(lines):
            text = f"{label} {line}" if label and index == 0 and clean(line) else line
            self.flow.add(text, kind, level=level, bold=bold)
        for box in paragraph.iter():
            if local(box) == "txbxContent" and not _in_fallback(box):
                self.container(box)

    def _style(self, properties: etree._Element | None) -> Style:
        name = find(properties, "pStyle") if properties is not None else None
        usual = self.styles.get("", Style())
        return self.styles.get(attribute(name, "val") or "", usual) if name is not None else usual

    def _label(self, properties: etree._Element | None, style: Style) -> str:
        own = find(properties, "numPr") if properties is not None else None
        number_id, depth = numbering_of(own) if own is not None else (style.number_id, style.depth)
        number_id = number_id or style.number_id
        return self.numbering.next(number_id, depth) if number_id and number_id != "0" else ""

    def _level(self, properties: etree._Element | None, style: Style) -> int | None:
        outline = find(properties, "outlineLvl") if properties is not None else None
        text = attribute(outline, "val") if outline is not None else None
        if text and text.isdecimal():
            return int(text) + 1 if int(text) < 9 else None
        return style.level

    def _text(self, element: etree._Element, read: Decode | None = None) -> str:
        """The visible text below an element; line breaks as line feeds. `read` undoes the style's font."""
        parts: list[str] = []
        self._collect(element, parts, read)
        return "".join(parts)

    def _collect(self, element: etree._Element, parts: list[str], read: Decode | None) -> None:
        for child in element:
            name = local(child)
            if name in _SKIPPED or (name == "r" and _is_hidden(child)):
                continue
            if name == "t":
                parts.append(read(child.text or "") if read else child.text or "")
            elif name in {"footnoteReference", "endnoteReference"}:
                self._note_ids.append((name.removesuffix("Reference"), attribute(child, "id") or ""))
                parts.append(f" [{len(self._note_ids)}]")
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name == "sym":
                parts.append(_SYMBOLS.get((attribute(child, "char") or "").upper(), ""))
            else:
                font = font_of(child) if name == "r" else ""
                self._collect(child, parts, by_font(font) if font else read)
                parts.extend("\n" if name == "p" else "")

    def _table(self, table: etree._Element) -> None:
        rows = [list(_cells(row)) for row in _rows(table)]
        columns = max(map(len, rows), default=0)
        nested = any(local(element) == "tbl" for row in rows for cell in row for element in cell.iter())
        placing = not _has_borders(table) or not self.flow.blocks
        small = placing and len(rows) <= _PLACING[0] and columns <= _PLACING[1]
        noted = len(self._note_ids)
        texts = [[self._text(cell).replace("\n", " ") for cell in row] for row in rows]
        if columns < 2 or nested or small or is_parallel(texts):
            del self._note_ids[noted:]
            for row in rows:
                for cell in row:
                    self.container(cell)
            return
        self.flow.add(table_text(texts), BlockKind.TABLE)


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in {"sdt", "sdtContent", "ins", "customXml"}:
            yield from _cells(child)


def _has_borders(table: etree._Element) -> bool:
    borders = find(table, "tblBorders")
    sides = list(borders) if borders is not None else []
    drawn = any((attribute(side, "val") or "none") not in {"none", "nil"} for side in sides)
    style = find(table, "tblStyle")
    return drawn or (style is not None and "grid" in (attribute(style, "val") or "").lower())


def _is_hidden(run: etree._Element) -> bool:
    properties = next((child for child in run if local(child) == "rPr"), None)
    return properties is not None and bool(switched(properties, "vanish"))


def _all_bold(paragraph: etree._Element) -> bool:
    """Whether every run with letters is bold by itself."""
    runs = [
        run
        for run in paragraph.iter()
        if local(run) == "r" and any(c.isalpha() for c in "".join(map(str, run.itertext())))
    ]
    return bool(runs) and all(switched(run, "b") for run in runs)


def _in_fallback(element: etree._Element) -> bool:
    return any(local(ancestor) == "Fallback" for ancestor in element.iterancestors())
