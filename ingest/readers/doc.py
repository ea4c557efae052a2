"""Word documents of before 2007 (binary .doc): the text in its piece table, without tables of data.

[MS-DOC]: the File Information Block tells where the piece table is; each piece is a run of
characters in one byte (windows-1252) or two (UTF-16).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import olefile

from corpus.tables import CELL
from ingest.document import BlockKind, RawDocument
from ingest.errors import EncryptedFile, NotADocument, NoUsableText, UnknownFormat, UnreadableFile
from ingest.readers.flow import Flow
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.source_file import read_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD97 = 0xA5EC
_ENCRYPTED, _TABLE1 = 0x0100, 0x0200
_TEXT_LENGTH, _PIECE_TABLE = 0x4C, 0x1A2
"""Offsets in the block: characters of the main text; place and length of the piece table."""
_PIECES = 2
_COMPRESSED = 0x40000000
_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15|\x15")
_CELL, _ROW_END = "\x07", "\x07\x07"


class DocReader:
    """Reads the text of binary Word documents."""

    name = "doc"
    media_types: tuple[str, ...] = ("application/msword",)

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """The signature of compound files, which Excel and others share."""
        if not head.startswith(OLE):
            return 0.0
        return 0.9 if path.suffix.lower() in {".doc", ".dot"} else 0.6

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        data = read_bytes(path, self._limits.whole_file)
        try:
            text = _text(data, path)
        except (OSError, struct.error, IndexError, ValueError, MemoryError) as error:
            raise UnreadableFile(f"{path}: damaged Word document: {error}", path=str(path)) from error
        flow = Flow()
        for line in _lines(text):
            flow.add(line, BlockKind.TABLE if CELL in line else BlockKind.PARAGRAPH)
        if not flow.blocks:
            raise NoUsableText(f"{path}: the document holds no text", path=str(path))
        yield RawDocument(flow.blocks)


def _text(data: bytes, path: Path) -> str:
    with olefile.OleFileIO(BytesIO(data)) as archive:
        if archive.exists("EncryptedPackage"):
            raise EncryptedFile(f"{path}: the document needs a password", path=str(path))
        if not archive.exists("WordDocument"):
            _refuse(archive, path)
        main = archive.openstream("WordDocument").read()
        magic, flags = struct.unpack_from("<H8xH", main)
        if magic != _WORD97:
            raise UnknownFormat(f"{path}: written by Word before 1997; convert it to .docx", path=str(path))
        if flags & _ENCRYPTED:
            raise EncryptedFile(f"{path}: the document needs a password", path=str(path))
        table = archive.openstream("1Table" if flags & _TABLE1 else "0Table").read()
    (length,) = struct.unpack_from("<i", main, _TEXT_LENGTH)
    place, size = struct.unpack_from("<ii", main, _PIECE_TABLE)
    return "".join(_pieces(main, table[place : place + size]))[: max(0, length)]


def _refuse(archive: olefile.OleFileIO, path: Path) -> None:
    if archive.exists("Workbook") or archive.exists("Book"):
        raise NotADocument(f"{path}: an Excel workbook, a table", path=str(path))
    raise UnknownFormat(
        f"{path}: an Office file that is no Word document; convert it to .docx", path=str(path)
    )


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    """The pieces of text in order: positions first, then eight bytes for each piece."""
    start = 0
    while clx[start] != _PIECES:  # property lists come first
        start += 3 + struct.unpack_from("<H", clx, start + 1)[0]
    (size,) = struct.unpack_from("<I", clx, start + 1)
    plc = clx[start + 5 : start + 5 + size]
    count = (len(plc) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}i", plc)
    for index in range(count):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        length = positions[index + 1] - positions[index]
        if place & _COMPRESSED:
            offset = (place & ~_COMPRESSED) // 2
            yield main[offset : offset + length].decode("cp1252", "replace")
        else:
            yield main[place : place + 2 * length].decode("utf-16-le", "replace")


def _lines(text: str) -> Iterator[str]:
    """Paragraphs, and rows of tables with their cells joined; field codes go, their results stay."""
    previous = ""
    while previous != text:
        previous, text = text, _FIELD_CODE.sub("", text)
    text = text.replace("\x0b", "\r").replace("\x0c", "\r").replace("\x1e", "-").replace("\x1f", "")
    for part in text.split(_ROW_END):
        head, *rest = re.split(f"\r(?=[^\r]*{_CELL})", part) if _CELL in part else [part]
        if not rest and _CELL not in head:
            yield from head.split("\r")
            continue
        *paragraphs, row = part.rsplit("\r", maxsplit=part.count("\r") if _is_row(part) else 0)
        yield from paragraphs
        yield row.replace(_CELL, CELL)


def _is_row(part: str) -> bool:
    return "\r" in part
