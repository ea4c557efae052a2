"""Articles worded within an amending article without quotation marks.

`Article 1. Behind article 16 are inserted: / Art. 16a. … / Art. 16b. … / Article 2.`: what stands between an
article that announces it by a colon and the article that follows it in number belongs to the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from corpus.language.patterns import any_of
from corpus.language.table import table
from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.eids import COMPONENTS
from ingest.structure.lines import Line
from ingest.structure.sequence import follows

_ANNOUNCES = (":", "：")
_SURE = 0.6
"""Confidence by its looks alone of the article that follows behind what is worded."""
_CUE = 300
"""Characters before the colon in which the announcement tells of a change."""
_FAR = 3
"""Numbers between an article and what it words from which nothing was lost between them."""
_MOST = 80
"""Articles that one amending article words at most."""


def worded_within(
    lines: Sequence[Line],
    chosen: Mapping[int, Candidate],
    candidates: Sequence[Candidate],
    codes: Sequence[str],
) -> set[int]:
    """Indices of the lines that are worded within an article though no mark says so.

    `chosen` are the articles so far; among all `candidates` is the one that follows behind. Where none
    follows, or what is worded has the very number that follows, the announcement must tell of a change
    in one of the languages `codes`.
    """
    order = sorted(index for index, c in chosen.items() if c.kind is ProvisionKind.ARTICLE)
    sure = [c for c in candidates if c.kind is ProvisionKind.ARTICLE and c.confidence >= _SURE]
    found: set[int] = set()
    for first, second in pairwise(order):
        if first in found or not _announced(lines, second):
            continue
        amends = bool(_amends(tuple(codes)).search(lines[second - 1].text[-_CUE:]))
        same = _goes_on(chosen[first], chosen[second])
        if same and not amends:
            continue
        again = chosen[second].identity
        later = [
            c.index
            for c in sure
            if c.index > second and (c.identity == again if same else _goes_on(chosen[first], c))
        ]
        end = later[0] if later else _end(chosen, order, first, second) if amends else None
        between = [chosen[index] for index in order if second <= index < (end or second)]
        few = len(between) <= _MOST
        if end and few and not _counts_from_one(between) and not _has_component(chosen, second, end):
            found |= set(range(second, end))
    return found


def _end(chosen: Mapping[int, Candidate], order: Sequence[int], first: int, second: int) -> int | None:
    """Behind the last heading of the articles that the last article words, which are of far numbers."""
    before, after = chosen[first].opening.numeral, chosen[second].opening.numeral
    if before is None or after is None or after.order[0] - before.order[0] < _FAR:
        return None
    return order[-1] + 1


@cache
def _amends(codes: tuple[str, ...]) -> re.Pattern[str]:
    """Words that tell of a change to another text, as parts of words."""
    phrases = [p for code in codes if (words := table(code)) for p in words.formulas.get("amends", ())]
    return re.compile(any_of(phrases) if phrases else "(?!)", re.IGNORECASE)


def _announced(lines: Sequence[Line], index: int) -> bool:
    """Whether the line above ends with a colon."""
    return index > 0 and lines[index - 1].text.rstrip(" \u00a0*_").endswith(_ANNOUNCES)


def _goes_on(before: Candidate, after: Candidate) -> bool:
    first, second = before.opening.numeral, after.opening.numeral
    return first is not None and second is not None and follows(first.order, second.order)


def _counts_from_one(articles: Sequence[Candidate]) -> bool:
    """Whether they are an instrument of their own, such as the regulation that an article approves."""
    numerals = [c.opening.numeral for c in articles]
    return bool(numerals) and numerals[0] is not None and numerals[0].value == 1 and (
        len(numerals) == 1 or _goes_on(articles[0], articles[1])
    )  # fmt: skip


def _has_component(chosen: Mapping[int, Candidate], begin: int, end: int) -> bool:
    return any(begin <= index < end and c.kind in COMPONENTS for index, c in chosen.items())
