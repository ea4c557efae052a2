"""From an HTML element to blocks: headings, paragraphs, list items with counted labels, tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from ingest.document import BlockKind
from ingest.readers.clean import clean
from ingest.readers.flow import Flow, table_text
from ingest.readers.list_labels import HTML_STYLES, label
from ingest.readers.markers import numbers_itself
from ingest.readers.parallel_rows import is_parallel
from ingest.readers.vietnamese_encodings import by_font

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements within a line."""
_BOLD = frozenset({"b", "strong"})
_PRESERVED = re.compile(r"white-?space\s*:\s*pre|whitespace-pre|(?:^|\s)pre(?:$|\s)")
_ENUMERATOR = re.compile(
    r"[-–—•·]|[(（]?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[^\W\d_]|[ivxIVX]{1,6}|[一二三四五六七八九十]{1,3})[.)）、]?"
)
_LONE = re.compile(r"\(?\w{1,4}[.)]")
"""A label in an element of its own, to be joined with the text that follows it."""
_PLACING = (3, 2)
"""A table without header cells and at most this many rows and columns only places text: the head of
a Vietnamese document (issuer beside motto) and its foot (recipients beside signature) are such."""
_NOTE_SIZE = 4
"""A raised number of at most this many characters is the mark of a note."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class _List:
    ordered: bool
    style: str
    value: int


@dataclass
class HtmlWalker:
    """Walks an element once, in order; `deepest` bounds the recursion, deeper parts give plain text."""

    flow: Flow
    deepest: int
    _text: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int | None = None
    _label: str = ""
    _language: str | None = None
    _bold: int = 0
    _bold_letters: int = 0
    _preserved: int = 0
    _decode: Callable[[str], str] | None = None

    def walk(self, element: HtmlElement, depth: int = 0) -> None:
        """Add the blocks of `element` (not of its tail) to the flow."""
        if depth > self.deepest:
            self._add_text(" ".join(element.itertext()))
            return
        tag = element.tag if isinstance(element.tag, str) else ""
        outer = self._decode
        if font := _font(element):
            self._decode = by_font(font)
        if tag in INLINE:
            self._inline(element, tag, depth)
        elif tag == "br":
            self._break()
        else:
            self._block(element, tag, depth)
        self._decode = outer

    def flush(self) -> None:
        """End the open block."""
        text = "".join(self._text)
        letters = sum(letter.isalpha() for letter in text)
        bold = letters > 0 and self._bold_letters == letters
        self._text, self._bold_letters = [], 0
        if self._kind is BlockKind.LIST_ITEM and _LONE.fullmatch(clean(text)):
            self._label = clean(text)
        elif clean(text):
            if self._label and not numbers_itself(clean(text)):
                text = f"{self._label} {text}"
            self._label = ""
            self.flow.add(text, self._kind, level=self._level, language=self._language, bold=bold)

    def _children(self, element: HtmlElement, depth: int) -> None:
        self._add_text(element.text)
        for child in element:
            self.walk(child, depth + 1)
            self._add_text(child.tail)

    def _add_text(self, text: str | None) -> None:
        if not text:
            return
        text = self._decode(text) if self._decode else text
        parts = re.split(r"\n\s*", text) if self._preserved else [text]
        for index, part in enumerate(parts):
            if index:
                self._break()
            self._text.append(part)
            if self._bold:
                self._bold_letters += sum(letter.isalpha() for letter in part)

    def _break(self) -> None:
        """A line break ends a block, except within a heading."""
        if self._level is None:
            self.flush()
        else:
            self._text.append(" ")

    def _inline(self, element: HtmlElement, tag: str, depth: int) -> None:
        if tag == "sup":
            self._add_text(self._raised(clean("".join(element.itertext()))))
            return
        bold = tag in _BOLD
        self._bold += bold
        self._children(element, depth)
        self._bold -= bold

    def _raised(self, text: str) -> str:
        """A number stays raised at the start of a block and behind a unit; else it marks a note."""
        before = "".join(self._text).rstrip(" \n\t\xa0")
        if not text.isdecimal() or len(text) > _NOTE_SIZE:
            return text
        if not before or before.endswith(("m", "M")) or before[-1:].isdecimal() or before.endswith("("):
            return text.translate(_RAISED) if not before.endswith("(") else text
        return f" [{text}]"

    def _block(self, element: HtmlElement, tag: str, depth: int) -> None:
        if (
            tag not in {"div", "section", "article", "body", "p", "summary", "details"}
            or element.text
            or len(element)
        ):
            self.flush()
        outer = (self._kind, self._level, self._language, self._preserved)
        self._language = element.get("lang") or self._language
        self._kind, self._level = self._kind_of(element, tag)
        names = f"{element.get('class', '')} {element.get('style', '')}"
        self._preserved += tag == "pre" or bool(_PRESERVED.search(names))
        if tag == "table":
            self._table(element, depth)
        elif tag in {"ol", "ul", "menu", "dl"}:
            self._list(element, tag, depth)
        elif tag == "li":
            self._item(element, depth)
        else:
            self._children(element, depth)
        self.flush()
        self._kind, self._level, self._language, self._preserved = outer

    def _kind_of(self, element: HtmlElement, tag: str) -> tuple[BlockKind, int | None]:
        if tag in _HEADINGS:
            return BlockKind.HEADING, _HEADINGS[tag]
        if tag == "li":
            return BlockKind.LIST_ITEM, None
        if tag in {"blockquote", "q"}:
            return BlockKind.QUOTATION, None
        if re.search(r"(?:^|[\s_-])foot-?notes?(?:$|[\s_-])|oj-note", element.get("class", "")):
            return BlockKind.FOOTNOTE, None
        keeps = self._kind in {BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE}
        return (self._kind if keeps else BlockKind.PARAGRAPH), None

    def _list(self, element: HtmlElement, tag: str, depth: int) -> None:
        style = re.search(r"list-style(?:-type)?\s*:\s*([\w-]+)", element.get("style", ""))
        name = (style[1] if style else "") or element.get("type", "1")
        start = element.get("start", "1")
        first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
        ordered = tag == "ol" and name != "none"
        self._lists.append(_List(ordered, HTML_STYLES.get(name, "decimal"), first))
        self._children(element, depth)
        self._lists.pop()

    def _item(self, element: HtmlElement, depth: int) -> None:
        if self._lists and self._lists[-1].ordered:
            current = self._lists[-1]
            value = element.get("value", "")
            current.value = int(value) if re.fullmatch(r"\d{1,6}", value) else current.value
            self._label = f"{label(current.style, current.value)}."
            current.value += 1
        self._children(element, depth)
        self.flush()
        self._label = ""

    def _table(self, element: HtmlElement, depth: int) -> None:
        """A table of data becomes one block; a table that only places text is walked."""
        rows = element.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
        for caption in element.xpath("./caption"):
            self.walk(caption, depth + 1)
        columns = max(map(len, rows), default=0)
        placing = len(rows) <= _PLACING[0] and columns <= _PLACING[1] and not element.xpath(".//th")
        cells = [[" ".join(_cell_lines(cell)) for cell in row] for row in rows]
        if (
            element.xpath(".//table")
            or columns < 2
            or placing
            or (all(_is_enumerator(row[0]) for row in rows if len(row)) and columns == 2)
            or is_parallel(cells)
        ):
            self._laid_out(rows, depth)
        else:
            self.flow.add(table_text(cells), BlockKind.TABLE, language=self._language)

    def _laid_out(self, rows: list[HtmlElement], depth: int) -> None:
        for row in rows:
            self.flush()
            for cell in row:
                if cell is row[0] and len(row) > 1 and _is_enumerator(cell):
                    self._label = clean("".join(cell.itertext()))
                else:
                    self.walk(cell, depth + 1)
            self.flush()
            self._label = ""


def _font(element: HtmlElement) -> str:
    """The font that the element asks for."""
    style = re.search(r"font-family\s*:\s*([^;,]+)", element.get("style", ""))
    return style[1] if style else element.get("face", "")


def _is_enumerator(cell: HtmlElement) -> bool:
    text = clean("".join(cell.itertext()))
    return not text or bool(_ENUMERATOR.fullmatch(text))


def _cell_lines(cell: HtmlElement) -> list[str]:
    return [text for text in map(clean, cell.itertext()) if text]
