"""How sure character recognition is of a text made of several parts."""

from __future__ import annotations

from collections.abc import Iterable


def weighed(parts: Iterable[tuple[int, float | None]]) -> float | None:
    """The mean confidence of parts by their lengths; parts that were not recognised do not count.

    The mean, not the lowest: it is about the share of letters that are right, and one smudged word does
    not make an article doubtful.

    >>> weighed([(30, 0.5), (10, 0.9), (500, None)]), weighed([(500, None)])
    (0.6, None)
    """
    recognised = [(length, sure) for length, sure in parts if sure is not None and length]
    total = sum(length for length, _ in recognised)
    return round(sum(length * sure for length, sure in recognised) / total, 4) if total else None
