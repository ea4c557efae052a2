"""Choosing the reader of a file by its content first, its name second."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

from corpus.language.detection import detect
from ingest.document import RawDocument, Reader
from ingest.errors import NotADocument, TooLarge, UnknownFormat, UnreadableFile
from ingest.readers.archive import ZipReader
from ingest.readers.doc import DocReader
from ingest.readers.documents_in_order import in_order
from ingest.readers.docx import DocxReader
from ingest.readers.html import HtmlReader
from ingest.readers.json import JsonReader
from ingest.readers.jsonl import JsonLinesReader
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.markdown import MarkdownReader
from ingest.readers.markers import opens_division
from ingest.readers.ocr_choice import Recogniser
from ingest.readers.parallel import by_language
from ingest.readers.pdf import PdfReader
from ingest.readers.picture import SIGNATURES as SCANS
from ingest.readers.picture import PictureReader
from ingest.readers.rtf import RtfReader
from ingest.readers.safe_xml import BROKEN_ZIP
from ingest.readers.text import TextReader
from ingest.readers.xml import XmlReader

VERSION = "5"
"""Raised whenever a reader reads the same bytes differently, so that files are read again."""
HEAD = 4096
_SAMPLE = 10_000
"""Characters from which the language of a document is told."""
_TABLES = frozenset({".csv", ".tsv", ".tab", ".xlsx", ".xls", ".xlsm", ".ods", ".parquet", ".sqlite", ".db"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".svg", ".ico"})
_SETTINGS = frozenset(
    {".yaml", ".yml", ".toml", ".ini", ".cfg", ".lock", ".css", ".js", ".py", ".sh", ".xsd", ".xsl"}
)
_SIGNATURES = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"BM", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "a compressed file; unpack it first"),
    (b"Rar!", "a compressed file; unpack it first"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_IN_ORDER = frozenset({"pdf", "picture", "html", "text", "markdown", "zip"})
"""Readers that see to the order of Arabic themselves, or leave it to those within."""
_ABOUT = re.compile(
    r"(?:readme|licen[cs]e|data_licen[cs]e|changelog|contributing|notice|copying|sources|schema)(?:[._-].*)?",
    re.I,
)
"""Names of files that describe a collection, unless an article or a chapter opens in them."""


def readers(
    limits: Limits = DEFAULT, depth: int = 0, recogniser: Recogniser | None = None
) -> tuple[Reader, ...]:
    """Every reader, the more particular first. Without a `recogniser` no picture is read."""

    def read_inner(path: Path, inner: int) -> Iterator[RawDocument]:
        return _read(path, limits, inner, recogniser)

    return (
        PdfReader(limits, recogniser),
        PictureReader(limits, recogniser),
        DocxReader(limits),
        DocReader(limits),
        ZipReader(limits, read_inner, depth),
        RtfReader(limits),
        HtmlReader(limits),
        XmlReader(limits),
        JsonLinesReader(limits),
        JsonReader(limits),
        MarkdownReader(limits),
        TextReader(limits),
    )


def reader_for(
    path: Path, limits: Limits = DEFAULT, depth: int = 0, recogniser: Recogniser | None = None
) -> Reader:
    """The surest reader. Raises NotADocument, UnknownFormat, EncryptedFile or UnreadableFile."""
    head = _head(path)
    if not (recogniser and head.startswith(tuple(SCANS))):
        _refuse(path, head)
    every = readers(limits, depth, recogniser)
    scored = [(reader.accepts(path, head), -place, reader) for place, reader in enumerate(every)]
    score, _, reader = max(scored, key=lambda entry: entry[:2])
    if score <= 0 or (reader.name == "text" and _is_binary(head)):
        raise UnknownFormat(f"{path}: no reader knows this kind of file", path=str(path))
    return reader


def is_read_by_lines(path: Path) -> bool:
    """Whether no more than a line of a file is held at a time, so that it may be as large as it likes.

    Raises an IngestError where no reader knows it.
    """
    return isinstance(reader_for(path), JsonLinesReader)


def read_file(
    path: Path, limits: Limits = DEFAULT, recogniser: Recogniser | None = None
) -> Iterator[RawDocument]:
    """The documents in a file, lazily; their notices name `path`. Raises an IngestError.

    `recogniser` reads the pages that are only pictures; without it they stay unread.
    """
    return _read(path, limits, 0, recogniser)


def _read(path: Path, limits: Limits, depth: int, recogniser: Recogniser | None) -> Iterator[RawDocument]:
    reader = reader_for(path, limits, depth, recogniser)
    found = False
    try:
        for document in reader.read(path):
            if not document.blocks and not document.tree:
                continue
            found = True
            if _ABOUT.fullmatch(path.name) and _describes(document):
                raise NotADocument(f"{path}: describes a collection", path=str(path))
            typed = replace(document, media_type=document.media_type or reader.media_types[0])
            if reader.name not in _IN_ORDER:
                typed = in_order(typed, str(path))
            yield from map(_with_titles, by_language(typed))
    except RecursionError as error:
        raise TooLarge(f"{path}: nested too deeply", path=str(path)) from error
    if not found:
        raise NotADocument(f"{path}: holds no text", path=str(path))


def _with_titles(document: RawDocument) -> RawDocument:
    """The document's own title (`und`) under its language, once that can be told."""
    own = document.hints.titles.get("und")
    if own is None:
        return document
    text = document.text[:_SAMPLE] or "\n".join(top.full_text() for top in document.tree or ())[:_SAMPLE]
    language = detect(own, document.hints.language or detect(text))
    titles = {language if code == "und" else code: title for code, title in document.hints.titles.items()}
    return replace(document, hints=replace(document.hints, titles=titles))


def _describes(document: RawDocument) -> bool:
    """Whether nothing in the document opens like a provision."""
    return document.tree is None and sum(opens_division(block.text) for block in document.blocks) < 2


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", path=str(path)) from error
    if not head.strip(b" \t\r\n\x00"):
        raise NotADocument(f"{path}: the file is empty", path=str(path))
    return head


def _refuse(path: Path, head: bytes) -> None:
    """What is no document, by signature or (for text) by name."""
    for signature, what in _SIGNATURES:
        if head.startswith(signature) and not (signature in (b"BM", b"MZ") and _is_text(head)):
            raise NotADocument(f"{path}: {what}", path=str(path))
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise NotADocument(f"{path}: a picture", path=str(path))
    if head.startswith(b"PK"):
        _refuse_office(path)
    elif not head.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        _refuse_by_name(path)


def _refuse_by_name(path: Path) -> None:
    kinds = ((_TABLES, "a table"), (_PICTURES, "a picture"), (_SETTINGS, "settings or a program"))
    for suffixes, what in kinds:
        if path.suffix.lower() in suffixes:
            raise NotADocument(f"{path}: {what}", path=str(path))


def _refuse_office(path: Path) -> None:
    """Excel and PowerPoint are zip archives too."""
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except BROKEN_ZIP:
        return
    if any(name.startswith("xl/") for name in names):
        raise NotADocument(f"{path}: an Excel workbook, a table", path=str(path))
    if any(name.startswith("ppt/") for name in names):
        raise NotADocument(f"{path}: a presentation", path=str(path))
    if "mimetype" in names and "content.xml" in names:
        raise UnknownFormat(f"{path}: an OpenDocument file; convert it to .docx", path=str(path))


def _is_text(head: bytes) -> bool:
    return not _is_binary(head)


def _is_binary(head: bytes) -> bool:
    """Bytes that no text has, in a share that no damage explains."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE)):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        return sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head) > 0.3 * len(head)
    except UnicodeDecodeError:
        pass
    zeros = head.count(0)
    if (
        zeros
        and (head[0::2].count(0) > 0.8 * zeros or head[1::2].count(0) > 0.8 * zeros)
        and zeros > len(head) // 4
    ):
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1b\x1c")
    return controls > 0.05 * len(head)
