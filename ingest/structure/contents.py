"""Tables of contents: their lines name articles that are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.structure.candidates import Candidate, in_contents
from ingest.structure.lines import Line

_SHORTEST_RUN = 4
"""Headings in a row, without text between them, from which they may be a table of contents."""
_BETWEEN = 1
"""Lines that may stand between two of them (a heading that took two lines)."""
_LONGEST_LINE = 160
_REPEATED = 0.6
"""Share of the run that must come again later in the document."""


def contents_lines(lines: Sequence[Line], candidates: Sequence[Candidate]) -> set[int]:
    """Indices of the lines of tables of contents: those with page numbers, and runs that come again."""
    found = {c.index for c in candidates if in_contents(lines[c.index])}
    counts = Counter(c.identity for c in candidates)
    for run in _runs(lines, candidates):
        again = sum(1 for c in run if counts[c.identity] > sum(c.identity == o.identity for o in run))
        if again >= _REPEATED * len(run):
            found.update(c.index for c in run)
    return found


def _runs(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Runs of candidates on short lines with next to nothing between them."""
    runs: list[list[Candidate]] = []
    run: list[Candidate] = []
    for current in candidates:
        if len(lines[current.index].text) > _LONGEST_LINE:
            continue
        if run and not _adjacent(lines, run[-1].index, current.index):
            runs.append(run)
            run = []
        run.append(current)
    runs.append(run)
    return [run for run in runs if len(run) >= _SHORTEST_RUN]


def _adjacent(lines: Sequence[Line], first: int, second: int) -> bool:
    between = lines[first + 1 : second]
    return len(between) <= _BETWEEN and all(len(line.text) <= _LONGEST_LINE for line in between)
