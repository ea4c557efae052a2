"""Tables of contents, before or behind the text: their lines name articles that are none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate, in_contents
from ingest.structure.lines import Line

_SHORTEST_RUN = 4
"""Headings in a row, without text between them, from which they may be a table of contents."""
_SHORTEST_LIST = 2
"""The same right below a line that says that they are one, where each stands again below."""
_BETWEEN = 1
"""Lines that may stand between two of them (a heading that took two lines)."""
_LONGEST_OPENER = 40
_LONGEST_LINE = 320
_LONGEST_BETWEEN = 160
_LONGEST_TITLE = 80
"""Longest title that may end with a stop; a longer line that does is a sentence."""
_REPEATED = 0.6
"""Share of the run that must stand elsewhere in the document with text under it."""
_REPEATED_IN_BARE = 0.25
"""The same for a list under its own heading with nothing but itself behind it: the text may lack much."""
_OTHER_TEXT = 0.05
_MORE_TEXT = 40
"""Characters by which the text there must be more than twice what stands here."""


def contents_lines(
    lines: Sequence[Line], candidates: Sequence[Candidate], openers: re.Pattern[str]
) -> set[int]:
    """Indices of the lines of tables of contents.

    Lines with page numbers; runs of headings that stand elsewhere with text under them; and what
    follows a line that says so (`openers`: Contents, Mục lục) as far as it stands elsewhere.
    """
    found = {c.index for c in candidates if in_contents(lines[c.index])}
    for index, line in enumerate(lines):
        if len(line.bare) <= _LONGEST_OPENER and openers.fullmatch(line.bare):
            found |= _listed_below(index, candidates, lines)
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
            # What has its own longest text here ends the list: the first article behind it.
            found |= {
                c.index for c in run if longest[c.identity] != c.index or lengths[c.index] <= _LONGEST_BETWEEN
            }
    return found


def _listed_below(opener: int, candidates: Sequence[Candidate], lines: Sequence[Line]) -> set[int]:
    """What a contents line lists: headings that stand elsewhere, above it or below its list.

    The list ends where its first entry comes again, or one of its articles: that is the text's own.
    (Sections come again in each chapter.) Behind the text, everything that stands above is its list.
    """
    above = {c.identity for c in candidates if c.index < opener}
    seen: set[tuple[ProvisionKind, str]] = set()
    inside: set[int] = set()
    first: tuple[ProvisionKind, str] | None = None
    for c in candidates:
        if c.index <= opener:
            continue
        if c.kind is ProvisionKind.ARTICLE and c.identity in seen and c.identity not in above:
            if 2 * len(seen & above) < len(seen):
                break
            continue
        if inside and c.identity == first and c.identity not in above:
            break
        first = c.identity if not inside else first
        seen.add(c.identity)
        inside.add(c.index)
    outside = {c.identity for c in candidates if c.index not in inside}
    again = sum(1 for identity in seen if identity in outside)
    needed = _REPEATED_IN_BARE if _is_bare(lines[opener + 1 :], inside, opener + 1) else _REPEATED
    right_below = inside == set(range(opener + 1, opener + 1 + len(inside)))
    shortest = _SHORTEST_LIST if right_below and again == len(seen) else _SHORTEST_RUN
    return inside if len(inside) >= shortest and again >= needed * len(seen) else set()


def _is_bare(lines: Sequence[Line], inside: set[int], first: int) -> bool:
    """Whether next to nothing but the list stands from its opener to the end of the document."""
    letters = {True: 0, False: 0}
    for index, line in enumerate(lines, first):
        letters[index in inside] += sum(map(str.isalpha, line.text))
    return letters[False] <= _OTHER_TEXT * letters[True]


def _lengths(lines: Sequence[Line], candidates: Sequence[Candidate]) -> dict[int, int]:
    """Characters from each candidate to the next."""
    ends = [c.index for c in candidates] + [len(lines)]
    return {a: sum(len(line.text) for line in lines[a:b]) for a, b in pairwise(ends)}


def _runs(lines: Sequence[Line], candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Runs of candidates on short lines with next to nothing between them."""
    runs: list[list[Candidate]] = []
    run: list[Candidate] = []
    for current in candidates:
        if len(lines[current.index].text) > _LONGEST_LINE or _says_something(lines[current.index]):
            continue
        if run and (_begins_anew(run[-1], current) or not _adjacent(lines, run[-1].index, current.index)):
            runs.append(run)
            run = []
        run.append(current)
    runs.append(run)
    return [run for run in runs if len(run) >= _SHORTEST_RUN]


def _says_something(line: Line) -> bool:
    """Whether a line is a sentence and no title.

    The articles of a decision that issues a regulation are a line each, and their numbers come
    again in the regulation: they are no contents of it.
    """
    return len(line.text) > _LONGEST_TITLE and line.text.rstrip(" /").endswith((".", "。", "؛", ";"))


def _begins_anew(before: Candidate, after: Candidate) -> bool:
    """Whether the numbering falls back: the contents end and the text begins, or the other way round."""
    first, second = before.opening.numeral, after.opening.numeral
    return bool(before.kind is after.kind and first and second and second.order <= first.order)


def _adjacent(lines: Sequence[Line], first: int, second: int) -> bool:
    between = lines[first + 1 : second]
    return len(between) <= _BETWEEN and all(len(line.text) <= _LONGEST_BETWEEN for line in between)
