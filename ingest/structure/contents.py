"""Tables of contents, before or behind the text: their lines name articles that are none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate, in_contents
from ingest.structure.lines import Line

_SHORTEST_RUN = 4
"""Headings in a row, without text between them, from which they may be a table of contents."""
_BETWEEN = 1
"""Lines that may stand between two of them (a heading that took two lines)."""
_LONGEST_LINE = 320
_LONGEST_BETWEEN = 160
_REPEATED = 0.6
"""Share of the run that must stand elsewhere in the document with text under it."""
_MORE_TEXT = 40
"""Characters by which the text there must be more than twice what stands here."""


def contents_lines(lines: Sequence[Line], candidates: Sequence[Candidate]) -> set[int]:
    """Indices of the lines of tables of contents: those with page numbers, and runs that stand elsewhere."""
    found = {c.index for c in candidates if in_contents(lines[c.index])}
    lengths = _lengths(lines, candidates)
    longest: dict[tuple[ProvisionKind, str], int] = {}
    for c in candidates:
        if lengths[c.index] > lengths.get(longest.get(c.identity, -1), -1):
            longest[c.identity] = c.index
    for run in _runs(lines, candidates):
        inside = {c.index for c in run}
        elsewhere = sum(
            1
            for c in run
            if longest[c.identity] not in inside
            and lengths[longest[c.identity]] > 2 * lengths[c.index] + _MORE_TEXT
        )
        if elsewhere >= _REPEATED * len(run):
            found |= inside
    return found


def _lengths(lines: Sequence[Line], candidates: Sequence[Candidate]) -> dict[int, int]:
    """Characters from each candidate to the next."""
    ends = [c.index for c in candidates] + [len(lines)]
    return {a: sum(len(line.text) for line in lines[a:b]) for a, b in pairwise(ends)}


def _runs(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Runs of candidates on short lines with next to nothing between them."""
    runs: list[list[Candidate]] = []
    run: list[Candidate] = []
    for current in candidates:
        if len(lines[current.index].text) > _LONGEST_LINE:
            continue
        if run and (_begins_anew(run[-1], current) or not _adjacent(lines, run[-1].index, current.index)):
            runs.append(run)
            run = []
        run.append(current)
    runs.append(run)
    return [run for run in runs if len(run) >= _SHORTEST_RUN]


def _begins_anew(before: Candidate, after: Candidate) -> bool:
    """Whether the numbering falls back: the contents end and the text begins, or the other way round."""
    first, second = before.opening.numeral, after.opening.numeral
    return bool(before.kind is after.kind and first and second and second.order <= first.order)


def _adjacent(lines: Sequence[Line], first: int, second: int) -> bool:
    between = lines[first + 1 : second]
    return len(between) <= _BETWEEN and all(len(line.text) <= _LONGEST_BETWEEN for line in between)
