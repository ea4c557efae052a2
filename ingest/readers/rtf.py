"""Rich Text Format: its text, nothing of its looks but bold and the rows of tables."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.tables import CELL
from ingest.document import BlockKind, RawDocument
from ingest.errors import NotADocument
from ingest.readers.flow import Flow
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.source_file import read_bytes

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_SKIPPED = frozenset(
    b"fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf"
    b" filetbl listtable listoverridetable rsidtbl generator themedata datastore latentstyles object"
    b" fldinst xmlnstbl"
    b" mmathPr colorschememapping bkmkstart bkmkend annotation atnid atnauthor nonshppict".split()
)
_SIGNS = {
    b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’",
    b"bullet": "•",
    b"ldblquote": "“", b"rdblquote": "”", b"emspace": " ", b"enspace": " ", b"~": "\xa0", b"_": "-", b"-": "",
}  # fmt: skip
_CHARSETS = {
    0: "cp1252", 128: "shift_jis", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Group:
    """What a group inherits: whether it is passed over, its code page, bytes that stand for a character."""

    skipped: bool = False
    bold: bool = False
    codec: str = "cp1252"
    fallback: int = 1


@dataclass
class _State:
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    stack: list[_Group] = field(default_factory=lambda: [_Group()])
    pending: int = 0
    raw: bytearray = field(default_factory=bytearray)
    font: int | None = None


class RtfReader:
    """Reads the paragraphs and table rows of an RTF file."""

    name = "rtf"
    media_types: tuple[str, ...] = ("application/rtf", "text/rtf")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """The opening group."""
        return 0.95 if head.lstrip().startswith(b"{\\rtf") else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document."""
        flow = Flow()
        line: list[str] = []
        row: list[str] = []
        for event, text in _events(read_bytes(path, self._limits.whole_file)):
            if event == "text":
                line.append(text)
            elif event == "cell":
                row.append("".join(line))
                line.clear()
            elif event == "row":
                cells = (_whole(cell).strip().replace("\n", " ") for cell in row)
                flow.add(CELL.join(cells), BlockKind.TABLE)
                row.clear()
            else:
                _paragraphs(flow, "".join(line))
                line.clear()
        _paragraphs(flow, "".join(line))
        if not flow.blocks:
            raise NotADocument(f"{path}: the file has no text", path=str(path))
        yield RawDocument(flow.blocks)


def _paragraphs(flow: Flow, text: str) -> None:
    for part in _whole(text).split("\n"):
        flow.add(part)


def _whole(text: str) -> str:
    """The text with the halves of pairs joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _events(data: bytes) -> Iterator[tuple[str, str]]:
    """`text` with its characters, `par`, `cell`, `row` in order."""
    state = _State()
    for token in _TOKEN.finditer(data):
        group = state.stack[-1]
        if token["hex"] is not None:
            if state.pending:
                state.pending -= 1
            elif not group.skipped:
                state.raw.append(int(token["hex"], 16))
            continue
        if state.raw:
            yield "text", state.raw.decode(group.codec, "replace")
            state.raw.clear()
        if token["brace"]:
            _brace(state, token["brace"])
        elif token["text"] is not None:
            yield from _text(state, group, token["text"])
        elif token["sign"] is not None:
            yield from _sign(state, group, token["sign"])
        else:
            yield from _word(state, group, token["word"], token["number"])


def _brace(state: _State, brace: bytes) -> None:
    if brace == b"{":
        state.stack.append(state.stack[-1])
    elif len(state.stack) > 1:
        state.stack.pop()


def _text(state: _State, group: _Group, raw: bytes) -> Iterator[tuple[str, str]]:
    used = min(state.pending, len(raw))
    state.pending -= used
    if not group.skipped and raw[used:]:
        yield "text", raw[used:].decode(group.codec, "replace")


def _sign(state: _State, group: _Group, sign: bytes) -> Iterator[tuple[str, str]]:
    if sign == b"*":
        state.stack[-1] = replace(group, skipped=True)
    elif sign in b"\r\n":
        yield "par", ""
    elif not group.skipped:
        yield "text", _SIGNS.get(sign, sign.decode("latin-1") if sign in b"\\{}" else "")


def _word(state: _State, group: _Group, word: bytes, number: bytes | None) -> Iterator[tuple[str, str]]:
    value = int(number) if number else None
    if word in _SKIPPED:
        state.stack[-1] = replace(group, skipped=True)
    if word in {b"f", b"fcharset", b"ansicpg", b"uc", b"b"}:
        _property(state, word, value)
    elif group.skipped:
        return
    elif word == b"u" and value is not None:
        state.pending = group.fallback
        yield "text", _character(value)
    elif word in {b"par", b"sect", b"page"}:
        yield "par", ""
    elif word in {b"cell", b"row"}:
        yield word.decode(), ""
    elif word in _SIGNS:
        yield "text", _SIGNS[word]


def _property(state: _State, word: bytes, value: int | None) -> None:
    group = state.stack[-1]
    if word == b"ansicpg" and value:
        codec = "gb18030" if value == 936 else f"cp{value}"
        state.stack[-1] = replace(group, codec=_known(codec))
        state.codec = _known(codec)
    elif word == b"uc":
        state.stack[-1] = replace(group, fallback=value if value is not None else 1)
    elif word == b"f" and value is not None:
        state.font = value
        state.stack[-1] = replace(group, codec=state.fonts.get(value, state.codec))
    elif word == b"fcharset" and value is not None and state.font is not None:
        state.fonts[state.font] = _CHARSETS.get(value, state.codec) if value else state.codec


def _known(codec: str) -> str:
    try:
        codecs.lookup(codec)
    except LookupError:
        return "cp1252"
    return codec


def _character(value: int) -> str:
    """An escaped character, whose code is signed in 16 bits; halves of a pair are joined in `_whole`."""
    return chr(value % 0x10000)
