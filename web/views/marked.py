"""A passage cut to what can be taken in at a glance, with the words that matched marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.tables import cell_places

EXCERPT_CHARACTERS = {"zh": 170, "ja": 170}
"""Han characters say about two and a half times as much each."""
EXCERPT_DEFAULT = 420
"""Five or six lines of Latin text: enough for the sentence around the match."""
_SENTENCE_ENDS = ".;:!?。；：！？؟\n"
_LOOK_BACK = 120
"""How far before the window a sentence may begin for the cut to move there."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, marked or not."""

    text: str
    marked: bool = False
    url: str = ""
    """Where a citation leads."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Pieces in order, and whether text was left out before and after."""

    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool


def excerpt(text: str, highlights: Sequence[tuple[int, int]], language: str) -> Excerpt:
    """The stretch of `text` that holds most highlights, cut between words."""
    length = EXCERPT_CHARACTERS.get(language.partition("-")[0], EXCERPT_DEFAULT)
    if len(text) <= length * 1.25:
        return Excerpt(pieces(text, highlights, 0, len(text)), False, False)
    start = _sentence_start(text, _densest(highlights, length))
    stop = _word_end(text, min(start + length, len(text)))
    return Excerpt(pieces(text, highlights, start, stop), start > 0, stop < len(text))


def rows(text: str, highlights: Sequence[tuple[int, int]]) -> tuple[tuple[tuple[Piece, ...], ...], ...]:
    """The rows of a table, each of cells, with the words that matched marked."""
    made: list[tuple[tuple[Piece, ...], ...]] = []
    start = 0
    for line in text.split("\n"):
        places = cell_places(line)
        made.append(tuple(pieces(text, highlights, start + first, start + last) for first, last in places))
        start += len(line) + 1
    return tuple(made)


def pieces(text: str, highlights: Sequence[tuple[int, int]], start: int, stop: int) -> tuple[Piece, ...]:
    """`text[start:stop]` in marked and unmarked runs."""
    made: list[Piece] = []
    at = start
    for first, last in sorted(highlights):
        first, last = max(first, at), min(last, stop)
        if first >= last:
            continue
        made += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    made.append(Piece(text[at:stop]))
    return tuple(piece for piece in made if piece.text)


def linked(
    found: Sequence[Piece], links: Sequence[tuple[int, int, str]], start: int = 0
) -> tuple[Piece, ...]:
    """The same pieces cut at links (from, to, address) as well; the first piece begins at `start`."""
    made: list[Piece] = []
    at = start
    for piece in found:
        end = at + len(piece.text)
        cuts = sorted(
            {at, end, *(cut for first, last, _ in links for cut in (first, last) if at < cut < end)}
        )
        for first, last in pairwise(cuts):
            url = next((url for begin, stop, url in links if begin <= first and last <= stop), "")
            made.append(Piece(piece.text[first - at : last - at], piece.marked, url))
        at = end
    return tuple(made)


def _densest(highlights: Sequence[tuple[int, int]], length: int) -> int:
    """Where a window of `length` holds most highlighted characters; the earliest of equals."""
    starts = [first for first, _ in highlights] or [0]
    return max(
        starts,
        key=lambda at: (sum(min(b, at + length) - a for a, b in highlights if at <= a < at + length), -at),
    )


def _sentence_start(text: str, at: int) -> int:
    """The beginning of the sentence around `at`, or of the word where the sentence is long."""
    for place in range(at, max(at - _LOOK_BACK, 0), -1):
        if text[place - 1] in _SENTENCE_ENDS:
            return place + len(text[place:at]) - len(text[place:at].lstrip())
    if at <= _LOOK_BACK:
        return 0
    blank = text.rfind(" ", at - _LOOK_BACK, at - _LOOK_BACK // 2)
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    """The end of the word before `at`, where words have blanks between them."""
    blank = text.rfind(" ", at - 30, at)
    return blank if at < len(text) and blank > 0 else at
