"""One provision through the wordings of its work: what it said when, and what changed from one to the next.

It is followed from wording to wording as `align` pairs them: a provision that another was put before is
the same under its new number. Where wordings do not meet, nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus.law.alignment import Pair, align
from corpus.law.comparison import Change, kind_of
from corpus.model import End, EndKind, Interval, Provision
from corpus.store.views import StoredExpression


class Junction(StrEnum):
    """How a wording follows the one before it."""

    FIRST = "first"
    TOUCHING = "touching"
    GAP = "gap"
    """Between them lie days of which no wording is recorded."""
    UNRECORDED = "unrecorded"
    """Until when the one before held, or from when this one does, is not recorded."""
    OVERLAPPING = "overlapping"
    """Both held at once, for some (a multilateral amendment)."""


@dataclass(frozen=True, slots=True)
class Step:
    """A time in which the provision read the same. `provision` None: it is not in this wording.

    `expressions` are the wordings in which it stands so; `interval` is from the first to the last.
    `change` is what happened at its beginning; None: nothing, or nothing is there to compare with.
    """

    interval: Interval
    expressions: tuple[StoredExpression, ...]
    provision: Provision | None
    junction: Junction
    before: Provision | None = None
    change: Change | None = None
    pairs: tuple[Pair, ...] = ()
    """It and all that is within it, before and now; empty where nothing changed."""


def placed(expressions: Iterable[StoredExpression]) -> list[StoredExpression]:
    """Those whose time is known at one end at least, in its order."""
    known = [each for each in expressions if _at(each) is not None]
    return sorted(known, key=lambda each: (_at(each) or date.min, each.id))


def unplaced(expressions: Iterable[StoredExpression]) -> list[StoredExpression]:
    """Those of which nobody has said when they held."""
    return [each for each in expressions if _at(each) is None]


def history(expressions: Sequence[StoredExpression], eid: str, base: StoredExpression) -> tuple[Step, ...]:
    """The steps of the provision `eid` of the wording `base`, one of `expressions`, in their order."""
    at = next(place for place, each in enumerate(expressions) if each.id == base.id)
    here = provision_of(base, eid)
    before = list(_traced(base, here, expressions[:at][::-1]))[::-1]
    after = list(_traced(base, here, expressions[at + 1 :]))
    return tuple(_steps(expressions, [*before, here, *after]))


def _traced(
    holder: StoredExpression, node: Provision | None, others: Iterable[StoredExpression]
) -> Iterator[Provision | None]:
    """The provision in each of the others, the nearest first; where one has none, from the last."""
    for each in others:
        found = _follow(holder, each, node)
        yield found
        if found is not None:
            holder, node = each, found


def provision_of(stored: StoredExpression, eid: str) -> Provision | None:
    """The provision with this eId, else the one with this wId."""
    nodes = [node for root in stored.provisions for node in root.walk()]
    return next((n for n in nodes if n.eid == eid), None) or next((n for n in nodes if n.wid == eid), None)


def _follow(here: StoredExpression, there: StoredExpression, node: Provision | None) -> Provision | None:
    """The same provision in a neighbouring wording; None: it has none such."""
    if node is None:
        return None
    twin = provision_of(there, node.eid)
    if twin is not None and _says(twin) == _says(node):
        return twin
    for pair in align(here.provisions, there.provisions):
        if pair.before is not None and pair.before.eid == node.eid and pair.before.kind is node.kind:
            return provision_of(there, pair.after.eid) if pair.after else None
    return None


def _says(node: Provision) -> tuple[str, str, str]:
    return node.label, node.heading, node.full_text()


def _steps(expressions: Sequence[StoredExpression], found: Sequence[Provision | None]) -> Iterator[Step]:
    current: Step | None = None
    for stored, node in zip(expressions, found, strict=True):
        valid = stored.expression.valid
        if current is None:
            current = Step(valid, (stored,), node, Junction.FIRST)
            continue
        junction = _junction(current.interval, valid)
        if junction is Junction.TOUCHING and _same(current.provision, node):
            whole = Interval(current.interval.start, valid.end)
            current = replace(current, interval=whole, expressions=(*current.expressions, stored))
            continue
        yield current
        current = _next(current, stored, node, junction)
    if current is not None:
        yield current


def _next(before: Step, stored: StoredExpression, node: Provision | None, junction: Junction) -> Step:
    was = before.provision
    valid = stored.expression.valid
    if was is None or node is None:
        change = None if was is node else Change.ADDED if was is None else Change.REMOVED
        return Step(valid, (stored,), node, junction, was, change)
    if _same(was, node):
        return Step(valid, (stored,), node, junction, was)
    pairs = tuple(align([was], [node]))
    return Step(valid, (stored,), node, junction, was, _change(pairs), pairs)


def _change(pairs: Iterable[Pair]) -> Change | None:
    """What is most of what happened to a provision with all that is within it."""
    kinds = [kind for pair in pairs if (kind := kind_of(pair)) is not None]
    if not kinds:
        return None
    if kinds[0] in (Change.MOVED, Change.RENUMBERED) and set(kinds) <= {kinds[0], Change.FORMAL}:
        return kinds[0]
    return Change.FORMAL if set(kinds) == {Change.FORMAL} else Change.CHANGED


def _same(one: Provision | None, other: Provision | None) -> bool:
    if one is None or other is None:
        return one is other
    return _says(one) == _says(other)


def _junction(before: Interval, after: Interval) -> Junction:
    if before.end.at is None or after.start.at is None:
        return Junction.OVERLAPPING if before.end.kind is EndKind.OPEN else Junction.UNRECORDED
    if before.end.at.latest < after.start.at.earliest:
        return Junction.GAP
    if before.end.at.earliest > after.start.at.latest:
        return Junction.OVERLAPPING
    return Junction.TOUCHING


def _at(stored: StoredExpression) -> date | None:
    """By which day a wording is put in order: its beginning, else its end."""
    valid = stored.expression.valid
    if valid.start.kind is EndKind.OPEN:
        return date.min
    return _day(valid.start) or _day(valid.end)


def _day(end: End) -> date | None:
    return end.at.earliest if end.at else None
