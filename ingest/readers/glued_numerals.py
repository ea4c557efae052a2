"""Roman numbers of articles that touch the word behind them: `ARTICLE iimembership1. the members …`.

Some collections have lost the line breaks around headings. Where such a number ends, only the
sequence can tell (`iin…` is i or ii): the run of rising numbers that explains most is taken, and a
blank put behind each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.language.patterns import any_of
from corpus.language.signs import roman
from corpus.language.table import tables
from corpus.model import ProvisionKind

_NUMERAL = re.compile(r"[ivxl]{1,9}")
_FEWEST = 3
"""Articles in a run: fewer may be chance."""
_LEAST_SHARE = 0.5
"""Share of the places at which a number touches a word that the run must explain."""
_WHOLE, _IN_PART, _NOT_GLUED = 1.0, 0.3, 0.5
_LEFT_OUT = -0.5
_MOST_PLACES = 3_000
"""A text with more has no few numbers to be parted, and would cost seconds."""
_WINDOW = 40
"""Places back that a number may follow on."""
_LAST_WORD = re.compile(r"([^\W\d_]+)['’\s]*$")
_BACK = 24


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number may stand: possible values with the ends of their signs; whether it touches a word."""

    values: dict[int, int]
    glued: bool

    def weight(self, value: int) -> float:
        """What a value counts: a reference within the text may look like an article that is not glued."""
        if not self.glued:
            return _NOT_GLUED
        return _WHOLE if self.values[value] == max(self.values.values()) else _IN_PART


def part_numerals(text: str) -> str:
    """The text with a blank behind each Roman number of an article that touches the next word.

    >>> part_numerals("article imembers meet. article iithey vote. article iiiit ends.")
    'article i members meet. article ii they vote. article iii it ends.'
    """
    places = [place for match in _articles().finditer(text) if (place := _place(text, match))]
    if not _FEWEST <= sum(place.glued for place in places) <= len(places) <= _MOST_PLACES:
        return text
    parted = [step for run in _runs(places) for step in run if places[step[0]].glued]
    if len(parted) < _LEAST_SHARE * sum(place.glued for place in places):
        return text
    ends = [places[at].values[value] for at, value in parted]
    bounds = [0, *ends, len(text)]
    return " ".join(text[begin:end] for begin, end in pairwise(bounds))


def _place(text: str, article: re.Match[str]) -> _Place | None:
    """What may be read behind the word for an article; nothing where the word is referred to."""
    signs = _NUMERAL.match(text, article.end())
    before = _LAST_WORD.search(text, max(0, article.start() - _BACK), article.start())
    referred = before is not None and before[1].lower() in _small_words() and not article[0].isupper()
    if signs is None or referred:
        return None
    whole = re.compile(r"\w+").match(text, article.end())
    if whole is None or whole[0] in _small_words():
        return None
    if whole.end() == signs.end():
        value = roman(signs[0])
        return _Place({value: signs.end()}, glued=False) if value else None
    ends = range(article.end() + 1, signs.end() + 1)
    values = {value: end for end in ends if (value := roman(text[article.end() : end])) is not None}
    return _Place(values, glued=True)


def _runs(places: Sequence[_Place], first: int = 0) -> list[list[tuple[int, int]]]:
    """The best run, and those before and behind it: a text may hold a convention and its amended wording."""
    run = _best_run(places)
    if sum(places[at].glued for at, _ in run) < _FEWEST:
        return []
    begin, end = run[0][0], run[-1][0] + 1
    here = [(at + first, value) for at, value in run]
    return [*_runs(places[:begin], first), here, *_runs(places[end:], first + end)]


def _best_run(places: Sequence[_Place]) -> list[tuple[int, int]]:
    """The rising numbers over the places that read best, as (place, value).

    A number as long as its signs allow counts most; leaving out numbers costs, so that one missed
    heading does not shift the others.
    """
    scores: list[dict[int, tuple[float, tuple[int, int] | None]]] = []
    for at, place in enumerate(places):
        row: dict[int, tuple[float, tuple[int, int] | None]] = {}
        for value in place.values:
            best: tuple[float, tuple[int, int] | None] = (_LEFT_OUT * (value - 1), None)
            for before in range(max(0, at - _WINDOW), at):
                for lower, (score, _) in scores[before].items():
                    if lower < value and score + _LEFT_OUT * (value - lower - 1) > best[0]:
                        best = score + _LEFT_OUT * (value - lower - 1), (before, lower)
            row[value] = best[0] + place.weight(value), best[1]
        scores.append(row)
    return _traced(scores)


def _traced(scores: Sequence[dict[int, tuple[float, tuple[int, int] | None]]]) -> list[tuple[int, int]]:
    ends = [(row[value][0], at, value) for at, row in enumerate(scores) for value in row]
    step = max(ends)[1:] if ends else None
    run: list[tuple[int, int]] = []
    while step is not None:
        run.append(step)
        step = scores[step[0]][step[1]][1]
    return run[::-1]


@cache
def _articles() -> re.Pattern[str]:
    names = {name for words in tables() for name in words.divisions.get(ProvisionKind.ARTICLE, ())}
    plain = [name for name in names if name.isalpha()]
    return re.compile(rf"(?<![^\W\d_]){any_of(plain)}\s{{1,3}}(?=[ivxl])", re.IGNORECASE)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for words in tables() for word in words.words)
