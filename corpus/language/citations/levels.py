"""The levels of a text, outermost first, and addresses made of them: `annex_1`, `art_5__para_2__point_a`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEVELS = (
    "recital", "annex", "protocol", "book", "part", "title", "chp", "sec", "subsec", "art", "asec",
    "para", "subpara", "point", "subpoint",
)  # fmt: skip
"""Names of levels as in eIds; subpara is an unnumbered paragraph within a numbered one (alinéa),
asec a section within an article (article 1, section A), in addresses sec."""
DIVISIONS = frozenset(LEVELS[3:9])
ARTICLE = "art"
RANK = {level: rank for rank, level in enumerate(LEVELS)}
Levels = tuple[str, ...]
"""Levels for which one word stands, outermost first: пункт is a paragraph or a point."""
_SEGMENT = re.compile(r"(?P<level>[a-z]+)_(?:nn_)?(?P<number>.+)")


class Ranked:
    """What a word for provisions makes: it may stand for several levels, outermost first."""

    __slots__ = ()
    levels: Levels

    @property
    def outermost(self) -> int:
        """The rank of the outermost level it may be."""
        return RANK[self.levels[0]]

    @property
    def innermost(self) -> int:
        """The rank of the innermost level it may be."""
        return RANK[self.levels[-1]]


@dataclass(frozen=True, slots=True)
class Step(Ranked):
    """One step of an address: of the levels for which its word stands, the first that fits is meant."""

    levels: Levels
    number: str


Path = tuple[Step, ...]
"""Steps, outermost first."""


def step(level: str, number: str) -> Step:
    """A step of one certain level."""
    return Step((level,), number)


def settled(path: Path) -> list[tuple[str, str]]:
    """Each step with its level: the first it may be that lies within the one before.

    A numeral part of an article is its paragraph; one within a paragraph is a point, whatever it is called.
    """
    found: list[tuple[str, str]] = []
    rank = -1
    for one in path:
        of_division = found and found[-1][0] in DIVISIONS and one.levels == (ARTICLE, "sec")
        level = next((level for level in one.levels if RANK[level] > rank), one.levels[-1])
        level = "sec" if of_division else level
        if level == "para" and rank >= RANK["para"]:
            level = "point" if rank == RANK["para"] else "subpoint"
        rank = RANK[level]
        found.append((level, one.number))
    return found


def address(path: Path) -> str | None:
    """The address of a path; what stands above an article is left out, as in eIds, but not its annex."""
    steps = settled(path)
    levels = [level for level, _ in steps]
    if ARTICLE in levels:
        steps = [each for each in steps if each[0] not in DIVISIONS]
    named = [("sec" if level == "asec" else level, number) for level, number in steps]
    return "__".join(f"{level}_{number}" if number else level for level, number in named) or None


def path_of(eid: str) -> Path:
    """The path of an eId, as far as its steps are levels that citations name."""
    steps = []
    for segment in eid.split("__"):
        found = _SEGMENT.fullmatch(segment)
        if found and found["level"] in RANK:
            steps.append(step(found["level"], found["number"]))
        elif segment in RANK:
            steps.append(step(segment, ""))
    return tuple(steps)


def within(path: Path, level: str) -> Path:
    """The path up to the step of this level, that included; empty where it has none."""
    for index, one in enumerate(path):
        if one.levels == (level,):
            return path[: index + 1]
    return ()


def last_at(path: Path, levels: Iterable[str]) -> Path:
    """The path up to its innermost step at one of these levels."""
    wanted = frozenset(levels)
    for index in range(len(path), 0, -1):
        if wanted & set(path[index - 1].levels):
            return path[:index]
    return ()


def exactly_at(path: Path, levels: Levels) -> Path:
    """The path up to its innermost step that was named by a word for just these levels."""
    for index in range(len(path), 0, -1):
        if path[index - 1].levels == levels:
            return path[:index]
    return ()


def replaced(path: Path, number: str) -> Path:
    """The same path with another number at its end."""
    return (*path[:-1], Step(path[-1].levels, number))


def joined(outer: Sequence[Step], inner: Sequence[Step]) -> Path:
    """One path within another."""
    return (*outer, *inner)
