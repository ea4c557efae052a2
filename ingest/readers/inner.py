"""The inside of an article that a format gives as one text: numbered paragraphs and points.

A line opens a paragraph only where its enumerator is the next one of its series, so that "2. of the
Convention" at a line's start, or a list quoted from elsewhere, makes no provision.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.language.signs import han, roman
from corpus.model import ProvisionKind
from ingest.readers.clean import clean_lines
from ingest.readers.markers import ends_sentence
from ingest.readers.tree import Node

_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ABJAD = "أبجدهوزحطي"
_HIJAI = "أبتثجحخدذرزس"
_CYRILLIC = "абвгдежзиклмнопрст"


@dataclass(frozen=True, slots=True)
class _Style:
    """One way to print an enumerator, its rank (0 paragraph, 1 point, 2 subpoint), its values."""

    pattern: re.Pattern[str]
    rank: int
    values: Callable[[str], tuple[int, ...]]


def _alphabetic(text: str) -> tuple[int, ...]:
    """Every place that a letter may have: Vietnamese has no f, and Arabic counts in two orders."""
    alphabets = (_LATIN, _VIETNAMESE, _ABJAD, _HIJAI, _CYRILLIC)
    return tuple(alphabet.index(text) + 1 for alphabet in alphabets if text in alphabet and len(text) == 1)


def _digits(text: str) -> tuple[int, ...]:
    return (int(text),)


def _roman(text: str) -> tuple[int, ...]:
    value = roman(text)
    return (value,) if value else ()


def _han(text: str) -> tuple[int, ...]:
    value = han(text)
    return (value,) if value else ()


_HAN = "[〇一二三四五六七八九十百]{1,4}"
_STYLES = tuple(
    _Style(re.compile(pattern), rank, values)
    for pattern, rank, values in (
        (r"(\d{1,3})[.．](?!\d)\s*", 0, _digits),
        (r"(\d{1,3})\s?[-–]\s+", 0, _digits),
        (r"[（(](\d{1,3})[）)]\s*", 0, _digits),
        (r"(\d{1,3})\)\s*", 0, _digits),
        (rf"({_HAN})、\s*", 0, _han),
        (rf"[（(]({_HAN})[）)]\s*", 1, _han),
        (r"[（(]([a-zđ])[）)]\s*", 1, _alphabetic),
        (r"([a-zđ])[.)]\s+", 1, _alphabetic),
        (r"([أ-ي])\s?[-–.)]\s*", 1, _alphabetic),
        (r"([а-т])\)\s*", 1, _alphabetic),
        (r"[（(]([ivx]{1,6})[）)]\s*", 2, _roman),
        (r"([ivx]{1,6})[.)]\s+", 2, _roman),
    )
)
_KINDS = (ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT)
_LONGEST_HEADING = 160
_GLUED = re.compile(r"(?<=[:;；：])\s*(?=[（(][a-z0-9一二三四五六七八九十]{1,3}[)）])")


@dataclass
class _Open:
    """A series of enumerators that is open: its style, its last value, the node it hangs from."""

    style: _Style
    value: int
    node: Node
    rank: int


def fill(node: Node, text: str) -> Node:
    """Put `text` into `node`: unnumbered lines before the first number are its own text.

    A text without numbers is the node's own text if it is one line, else one paragraph a line.
    """
    lines = _without_heading(node, clean_lines(_GLUED.sub("\n", text)).split("\n"))
    series: list[_Open] = []
    plain: list[str] = []
    for line in lines:
        opened = _opened(line, series)
        if opened is None:
            if series:
                series[-1].node.text = f"{series[-1].node.text}\n{line}".strip()
            else:
                plain.append(line)
            continue
        style, value, label, rest = opened
        _add(node, series, style, value, label, rest)
    _own_text(node, plain, numbered=bool(series))
    return node


def _without_heading(node: Node, lines: list[str]) -> list[str]:
    """Take a first line that stands apart as the heading of an article that has none."""
    first, rest = lines[0], lines[1:]
    apart = bool(rest) and (not rest[0] or any(style.pattern.match(rest[0]) for style in _STYLES))
    short = 0 < len(first) <= _LONGEST_HEADING and not ends_sentence(first)
    numbered = any(style.pattern.match(first) for style in _STYLES)
    if node.kind is ProvisionKind.ARTICLE and not node.heading and apart and short and not numbered:
        node.heading, lines = first, rest
    return [line for line in lines if line]


def _own_text(node: Node, lines: list[str], *, numbered: bool) -> None:
    if numbered or len(lines) < 2 or node.kind is not ProvisionKind.ARTICLE:
        node.text = "\n".join(part for part in (node.text, *lines) if part)
    else:
        node.children[:0] = [Node(ProvisionKind.PARAGRAPH, text=line) for line in lines]


def _opened(line: str, series: list[_Open]) -> tuple[_Style, int, str, str] | None:
    """The enumerator of the line, if it continues an open series or begins one at its first value."""
    candidates = [(style, match) for style in _STYLES if (match := style.pattern.match(line))]
    for wanted in (*reversed(series), None):
        for style, match in candidates:
            for value in style.values(match[1]):
                goes_on = wanted is not None and wanted.style is style and value == wanted.value + 1
                begins = wanted is None and value == 1
                if goes_on or begins:
                    return style, value, match[0].strip(), line[match.end() :]
    return None


def _add(node: Node, series: list[_Open], style: _Style, value: int, label: str, rest: str) -> None:
    while any(entry.style is style for entry in series):
        if series.pop().style is style:
            break
    parent = series[-1].node if series else node
    above = series[-1].rank if series else -1
    rank = min(max(style.rank, above + 1), len(_KINDS) - 1)
    number = str(value) if style.values is not _alphabetic else re.sub(r"\W", "", label)
    child = Node(_KINDS[rank], label=label, number=number)
    parent.children.append(child)
    series.append(_Open(style, value, child, rank))
    again = _opened(rest, series)
    if again and again[1] == 1:
        _add(node, series, *again)
    else:
        child.text = rest
