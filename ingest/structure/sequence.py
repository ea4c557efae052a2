"""Which candidates are articles: those whose numbers rise.

A heading is recognised by its looks and by its place in the sequence. The best chain of
candidates is found by dynamic programming over a short window: each has a weight by its looks,
each step a reward (the next number) or a price (a gap, a fall, a return to 1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import log2

from corpus.language.numerals import Numeral
from ingest.structure.candidates import Candidate

_WINDOW = 24
"""How many candidates back a predecessor is looked for: more false ones in a row are not seen."""
_FARTHEST = 500
"""The same with those that are surely quoted: as many articles one law may insert into another."""
_OFFSET = 0.45
"""Confidence that counts for nothing: below it a candidate needs the sequence on its side."""
_NEXT = 1.0
_FIRST = 0.5
_GAP = -0.25
_WORST_GAP = -1.5
_SAME = -1.6
_FALL = -2.5
_RESTART = -1.0
_RESTART_AT_BOUNDARY = 0.4
_MAIN_SERIES = 0.6
"""Share of the candidates from which a subject of a codification is the document's own."""
_OTHER_SERIES = 0.9
"""A step between numbers that do not compare (30.4.NĐ.1 and 30.4.TT.1.1)."""


def choose(candidates: Sequence[Candidate], boundaries: Sequence[int]) -> list[Candidate]:
    """The chain of candidates of one kind that reads best as a numbering: of each line one at most.

    `boundaries` are line indices (rising) at which a numbering may begin anew: annexes, divisions.
    """
    best: list[float] = []
    previous: list[int] = []
    for i, current in enumerate(candidates):
        score, back = _first_step(current, boundaries), -1
        for j in _before(candidates, i):
            step = best[j] + _step(candidates[j], current, boundaries)
            if step > score:
                score, back = step, j
        best.append(score + 2 * (current.confidence - _OFFSET))
        previous.append(back)
    return _trace(candidates, best, previous)


def _before(candidates: Sequence[Candidate], i: int) -> Iterator[int]:
    """The candidates on earlier lines that may come before the one at `i`; quoted ones do not count."""
    seen = 0
    for j in range(i - 1, max(-1, i - 1 - _FARTHEST), -1):
        if candidates[j].index != candidates[i].index:
            yield j
        seen += candidates[j].confidence > 0
        if seen == _WINDOW:
            return


def of_main_series(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without numbers of another code: in `Điều 23.4.LQ.1` the 23.4 stays the same.

    A codification numbers its articles by subject; an article of another subject is a reference.
    """
    subjects = [_subject(c) for c in candidates]
    common = Counter(subject for subject in subjects if subject).most_common(1)
    if not common or common[0][1] < _MAIN_SERIES * len(candidates):
        return list(candidates)
    return [c for c, subject in zip(candidates, subjects, strict=True) if subject == common[0][0]]


def _subject(candidate: Candidate) -> str:
    numeral = candidate.opening.numeral
    series = _series_of(numeral.normalised) if numeral else ()
    return ".".join(numeral.normalised.split(".")[:2]) if numeral and series else ""


def begins_anew(before: Numeral, after: Numeral) -> bool:
    """Whether the numbering begins again: at 1, below what came before."""
    return _is_one(after) and len(after.order) == 1 and after.order < before.order


def _trace(candidates: Sequence[Candidate], best: list[float], previous: list[int]) -> list[Candidate]:
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    if best[at] <= 0:
        return []
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = previous[at]
    return chain[::-1]


def _first_step(current: Candidate, boundaries: Sequence[int]) -> float:
    numeral = current.opening.numeral
    if numeral is None or numeral.value is None:
        return 0.0
    if numeral.value <= 1:
        return _FIRST
    return max(_WORST_GAP, _GAP * log2(numeral.value))


def _step(before: Candidate, after: Candidate, boundaries: Sequence[int]) -> float:
    first, second = before.opening.numeral, after.opening.numeral
    if first is None or second is None:
        return 0.0
    price = _price(first.normalised, first.order, second.normalised, second.order)
    if price in (_SAME, _RESTART) and _is_one(second) and _between(boundaries, before, after):
        return _RESTART_AT_BOUNDARY
    return price


@lru_cache(maxsize=65_536)
def _price(first: str, before: tuple[int, ...], second: str, after: tuple[int, ...]) -> float:
    """What the step from one number to another is worth, wherever it is made."""
    if _series_of(first) != _series_of(second):
        return _OTHER_SERIES
    if follows(before, after):
        return _NEXT
    if after == before:
        return _SAME
    if after > before:
        return max(_WORST_GAP, _GAP * log2(1 + _distance(before, after)))
    return _RESTART if _starts(after) else _FALL


def _is_one(numeral: Numeral) -> bool:
    return numeral.value in (0, 1) and _starts(numeral.order)


def _starts(order: tuple[int, ...]) -> bool:
    """Whether a numbering may begin with the number: 1, 0, 1.1."""
    return order[:1] in ((0,), (1,)) and sum(1 for part in order if part) <= 2


@lru_cache(maxsize=4096)
def _series_of(normalised: str) -> tuple[str, ...]:
    """What makes a numbering of its own: the letters within a composite number."""
    parts = normalised.replace("-", ".").split(".")
    letters = tuple(part for part in parts if part.isalpha() and part.isupper() and len(parts) > 2)
    return (*letters, str(len(parts)), *parts[:-1]) if letters else ()


def follows(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether `b` is what comes after `a`: 36 → 37, 36 → 36bis, 36bis → 37, 1.4 → 2.1."""
    if not a or not b:
        return False
    if len(b) == 1 or (len(b) > 1 and b[1] == 0 and b[0] != a[0]):
        return b[0] == a[0] + 1
    if b[0] == a[0] and b[1:2] == (0,):
        return len(a) == 1 or (a[1:2] == (0,) and 0 < b[2] - a[2] <= 2)
    if len(a) == len(b) and a[:-1] == b[:-1]:
        return b[-1] == a[-1] + 1
    if len(a) >= 2 and len(b) >= 2 and b[0] == a[0] and b[1] == a[1] + 1:
        return True
    if len(b) >= 2 and b[1] == 1 and b[0] in (a[0], a[0] + 1):
        return True
    return len(b) > len(a) and b[: len(a)] == a


def _distance(before: tuple[int, ...], after: tuple[int, ...]) -> int:
    for a, b in zip(before, after, strict=False):
        if a != b:
            return min(abs(b - a), 1000)
    return 1


def _between(boundaries: Sequence[int], before: Candidate, after: Candidate) -> bool:
    at = bisect_right(boundaries, before.index)
    return at < len(boundaries) and boundaries[at] <= after.index
