"""Comparing two wordings of a work, provision by provision and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.law.alignment import HAN, Pair, align, words_only
from corpus.model import EndKind, Provision
from corpus.store.views import StoredExpression

_WORD = re.compile(rf"\s+|[{HAN}]|[^\W_{HAN}]+|.", re.DOTALL)
"""A unit of comparison: a blank, one Han or kana character, a word, or one sign."""


class Op(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Change(StrEnum):
    """What happened to a provision."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    """In its words, wherever it stands now."""
    RENUMBERED = "renumbered"
    MOVED = "moved"
    """To another unit, in the same words."""
    FORMAL = "formal"
    """Marks, blanks and capitals only."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """One provision that differs, under its eId in the later wording (the earlier, if removed).

    `was` is its eId in the earlier wording where its own number or place is another.
    """

    eid: str
    label: str
    change: Change
    runs: tuple[Run, ...]
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """The expression that held on a day; `certain` unless its recorded interval does not tell."""

    expression: StoredExpression
    certain: bool


def wording_on(expressions: Iterable[StoredExpression], day: date) -> Wording | None:
    """The wording that holds on `day`: one whose interval covers it, else one that may cover it.

    Among several the one that began last goes first, since later wordings are made from earlier.
    """
    held = [(each, each.expression.valid.covers(day)) for each in expressions]
    possible = [(each, covers) for each, covers in held if covers is not False]
    if not possible:
        return None
    best, covers = max(possible, key=lambda pair: (pair[1] is True, _began(pair[0])))
    return Wording(best, covers is True)


def _began(expression: StoredExpression) -> date:
    start = expression.expression.valid.start
    return start.at.latest if start.kind is EndKind.KNOWN and start.at else date.min


def compare(before: Sequence[Provision], after: Sequence[Provision]) -> list[ProvisionChange]:
    """The provisions whose own words, number or place differ, in the order of the later wording.

    Which is which is told by `align`. A removed one stands where it stood.
    """
    return [change for pair in align(before, after) if (change := _change(pair))]


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts as runs that stayed, went or came.

    >>> [str(run.op) for run in word_runs("within 48 hours", "within 24 hours")]
    ['equal', 'delete', 'insert', 'equal']
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(_runs(matcher.get_opcodes(), old, new))


def _runs(opcodes: Iterable[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Run]:
    for op, a, b, c, d in opcodes:
        if op == "equal":
            yield Run(Op.EQUAL, "".join(old[a:b]))
            continue
        if a < b:
            yield Run(Op.DELETE, "".join(old[a:b]))
        if c < d:
            yield Run(Op.INSERT, "".join(new[c:d]))


def _change(pair: Pair) -> ProvisionChange | None:
    old, new = pair.before, pair.after
    if new is None:
        assert old is not None
        return ProvisionChange(old.eid, old.label, Change.REMOVED, (Run(Op.DELETE, _printed(old)),))
    if old is None:
        return ProvisionChange(new.eid, new.label, Change.ADDED, (Run(Op.INSERT, _printed(new)),))
    kind = _kind(old, new, pair.moved)
    if kind is None:
        return None
    elsewhere = pair.moved or _number(old) != _number(new)
    was = old.eid if elsewhere and old.eid != new.eid else None
    return ProvisionChange(new.eid, new.label, kind, word_runs(_printed(old), _printed(new)), was)


def _kind(old: Provision, new: Provision, moved: bool) -> Change | None:
    """What is most of what happened; None: nothing that is printed of the provision itself."""
    if words_only(_own(old)) != words_only(_own(new)):
        return Change.CHANGED
    if moved:
        return Change.MOVED
    if _number(old) != _number(new):
        return Change.RENUMBERED
    return Change.FORMAL if _printed(old) != _printed(new) else None


def _number(provision: Provision) -> str | None:
    """The number that is printed; what only is counted shifts with its neighbours."""
    return provision.number if provision.label else None


def _own(provision: Provision) -> str:
    return f"{provision.heading} {provision.text}"


def _printed(provision: Provision) -> str:
    """What is printed of the provision itself."""
    parts = (provision.label, provision.heading, provision.text)
    return " ".join(part for part in parts if part)
