"""A long work in parts: as much text on one page as stays light, cut only between articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.model import ABOVE_ARTICLES, Provision

PART_CHARACTERS = 120_000
"""A part of so many characters, with its contents, is sent in under 100 kB (a test weighs it)."""


WHOLE = "all"
"""Asks for everything on one page, to be printed or searched in the browser."""


@dataclass(frozen=True, slots=True)
class Part:
    """The provisions of one page of a work (pruned trees), and which page it is of how many."""

    provisions: tuple[Provision, ...]
    number: int
    of: int


def part_of(provisions: Sequence[Provision], eid: str = "", asked: str = "") -> Part:
    """The part in which `eid` lies, else the part asked for (the nearest there is), else the first."""
    groups = _groups(provisions)
    if len(groups) <= 1 or asked == WHOLE:
        return Part(tuple(provisions), 1, 1)
    number = int(asked) if asked.isdecimal() else 1
    place = _place_of(eid, provisions, groups) if eid else None
    chosen = min(max(number, 1), len(groups)) - 1 if place is None else place
    keep = frozenset(id(unit) for unit in groups[chosen])
    return Part(_pruned(provisions, keep), chosen + 1, len(groups))


def size(provision: Provision) -> int:
    """Characters of text in a provision and below it."""
    return sum(len(node.text) + len(node.heading) + len(node.label) for node in provision.walk())


def _groups(provisions: Sequence[Provision]) -> list[list[Provision]]:
    """Units in reading order, packed as full as the limit allows."""
    groups: list[list[Provision]] = []
    room = 0
    for unit in _units(provisions):
        needed = size(unit)
        if not groups or needed > room:
            groups.append([])
            room = PART_CHARACTERS
        groups[-1].append(unit)
        room -= needed
    return groups


def _units(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """What is not cut: articles and the like; of a container or an oversized annex, what is in it."""
    for provision in provisions:
        divisible = provision.kind in ABOVE_ARTICLES or size(provision) > PART_CHARACTERS
        if divisible and provision.children:
            yield from _units(provision.children)
        else:
            yield provision


def _place_of(eid: str, provisions: Sequence[Provision], groups: Sequence[Sequence[Provision]]) -> int | None:
    """The group in which a provision lies; of a container that is spread over several, the first."""
    named = next((node for root in provisions for node in root.walk() if node.eid == eid), None)
    if named is None:
        return None
    inside = {id(node) for node in named.walk()}
    for place, group in enumerate(groups):
        if any(id(unit) in inside or any(node is named for node in unit.walk()) for unit in group):
            return place
    return None


def _pruned(provisions: Sequence[Provision], keep: frozenset[int]) -> tuple[Provision, ...]:
    """The tree with only the kept units, and of what is above them the headings."""
    kept: list[Provision] = []
    for provision in provisions:
        if id(provision) in keep:
            kept.append(provision)
        elif children := _pruned(provision.children, keep):
            kept.append(replace(provision, children=children))
    return tuple(kept)
