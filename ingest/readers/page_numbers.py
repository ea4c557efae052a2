"""Numbers of pages in words."""

from __future__ import annotations

from collections.abc import Iterable


def page_list(numbers: Iterable[int]) -> str:
    """Page numbers with runs joined.

    >>> page_list([7, 1, 2, 3]), page_list([4])
    ('pages 1-3, 7', 'page 4')
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    text = ", ".join("-".join(map(str, run)) for run in runs)
    return f"page{'s' if len(runs) > 1 or len(runs[:1] and runs[0]) > 1 else ''} {text}"
