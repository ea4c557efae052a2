"""Gaps in the numbers of articles: what is missing between the least and the greatest of a numbering."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

_SHORTEST: Final = 3
"""Articles that make a numbering: of two, the second may be quoted."""
_WHOLE_NUMBER = re.compile(r"(\d+)(?![\d.])")


def gaps(articles: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """What is missing in each numbering of a text (an annex may have its own), by the eId above it.

    `articles` are eIds with numbers. A numbering may begin anywhere: an extract begins where it begins.

    >>> list(gaps([("art_4", "4"), ("art_5", "5"), ("art_9", "9"), ("annex_1__art_1", "1")]))
    [('', [(6, 8)])]
    """
    numberings: dict[str, list[int]] = defaultdict(list)
    for eid, number in articles:
        if match := _WHOLE_NUMBER.match(number):
            numberings[numbering_of(eid)].append(int(match[1]))
    for above, numbers in numberings.items():
        whole = max(numbers) - min(numbers) + 1 == len(set(numbers))
        if len(numbers) >= _SHORTEST and not whole:
            yield above, list(missing_runs(numbers))


def numbering_of(eid: str) -> str:
    """The eId above an article, which tells its numbering: empty for the main one."""
    return eid.rpartition("__")[0]


def whole_number(number: str) -> int | None:
    """The number of an article of a plain numbering.

    >>> whole_number("36bis"), whole_number("31-1"), whole_number("23.4.LQ.1")
    (36, 31, None)
    """
    match = _WHOLE_NUMBER.match(number)
    return int(match[1]) if match else None


def missing_runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The runs of whole numbers that are missing between the least and the greatest.

    >>> list(missing_runs([1, 2, 5, 3, 9]))
    [(4, 4), (6, 8)]
    """
    for one, other in pairwise(sorted(set(numbers))):
        if other - one > 1:
            yield one + 1, other - 1
