"""Whether an article tells how a procedure goes, by its signs, and which lines then belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from corpus.model import ItemKind, ProcedureItem

_TOLD_ANYWHERE: Final = frozenset({ItemKind.DEADLINE, ItemKind.FEE})
"""Lines that any article may tell."""
_ONCE: Final = frozenset({ItemKind.BODY, ItemKind.PAPER})
"""Lines that an article tells once, however often it names them."""
_FEWEST: Final = 2
"""Signs of a procedure: one alone is as often found elsewhere (of 46 steps so told 19 were right),"""
_SURE: Final = 3
"""and with so many also a deed that names no request, paper or permit belongs to it."""


class Sign(StrEnum):
    """What is found in an article that tells of a procedure."""

    NAMED = "named"
    """Its heading, or that of what holds it, names a procedure."""
    ASKED = "asked"
    """Somebody asks for something."""
    HANDED = "handed"
    """Papers are handed in."""
    RECEIVED = "received"
    """An authority receives something."""
    GRANTED = "granted"
    """It is about what an authority grants (a visa, a licence)."""
    ANSWERED = "answered"
    """An authority issues, registers or decides something."""


_EXCHANGE: Final = frozenset({Sign.HANDED, Sign.RECEIVED, Sign.GRANTED, Sign.ANSWERED})
"""Signs that tell a procedure without a request: papers are handed in, and something is granted for them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that may be one of a procedure."""

    item: ProcedureItem
    name: str = ""
    """What is told once, without articles and in small letters."""
    firm: bool = False
    """The clause that tells it names a request, a paper, or what is granted."""
    listed: bool = False
    """It is one of a list of papers, which tells of a procedure by itself."""


@dataclass(slots=True)
class Gathered:
    """What one article tells, until all of it is read."""

    final: bool = False
    """A final clause of a treaty, which tells deadlines and fees only."""
    lines: list[Line] = field(default_factory=list)
    signs: set[Sign] = field(default_factory=set)

    def settled(self) -> list[ProcedureItem]:
        """The lines that hold."""
        kept: list[Line] = []
        for line in self.lines:
            kind = line.item.kind
            if kind not in _TOLD_ANYWHERE and (self.final or not _belongs(line, self.signs)):
                continue
            if kind in _ONCE and any(kind is one.item.kind and _same(line, one) for one in kept):
                continue
            kept.append(line)
        return [line.item for line in kept]


def _same(line: Line, told: Line) -> bool:
    """What was told before is named again, in short or at length (`the Board` of Appeal)."""
    longer = line.item.kind is ItemKind.BODY and line.name.startswith(told.name)
    return longer or line.name in told.name


def _belongs(line: Line, signs: set[Sign]) -> bool:
    """Whether the article tells of a procedure, of which the line is one."""
    if line.listed:
        return True
    count = len(signs - {Sign.ANSWERED})
    told = count >= _FEWEST and not signs.isdisjoint({Sign.NAMED, Sign.ASKED})
    told = told or signs >= _EXCHANGE
    if line.item.kind is ItemKind.PAPER:
        return told or signs >= {Sign.HANDED, Sign.GRANTED}
    return told and (line.firm or count >= _SURE)
