"""All that a text says of force besides the plain day of effect of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.law.status import AWAITS
from corpus.model import Force, ForceState, Interval, Origin, OriginKind, Relation
from corpus.model.timing import Event, TimeRule
from ingest.force.amended import amended
from ingest.force.ends import ends
from ingest.force.parts import Begun
from ingest.force.pauses import provisional, retroactive, suspending, suspensions
from ingest.force.said import Said
from ingest.metadata.entry import Bases, FoundRule, rules_of_entry
from ingest.metadata.head import Head
from ingest.metadata.own import Own


@dataclass(frozen=True, slots=True)
class ForceReading:
    """Records of force, and the relations with works that the text suspends."""

    forces: tuple[Force, ...] = ()
    relations: tuple[Relation, ...] = ()


def read_forces(said: Said, head: Head, bases: Bases, told: Begun, *, dated: bool) -> ForceReading:
    """Read the records; `dated`: the text gives a day of effect for the whole, so its rule is no news."""
    forces = [
        *(() if dated else _rule(said.own, head)),
        *told.apart,
        *ends(said, bases),
        *suspensions(said),
        *provisional(said, bases),
        *retroactive(said),
        *amended(head),
    ]
    return ForceReading(tuple(dict.fromkeys(forces)), tuple(suspending(said)))


def _rule(own: Own, head: Head) -> Iterator[Force]:
    """By which rule the whole begins, where it gives no day: the first that is understood."""
    found = list(rules_of_entry(own, head.words))
    best = next((one for one in found if one.rule.event is not Event.OTHER), next(iter(found), None))
    if best:
        rule = _asking(best)
        place = own.place(best.part, best.begin, best.end)
        origin = Origin(OriginKind.TEXT, str(rule), place)
        reason = f"{AWAITS}{rule.event}"
        yield Force(ForceState.IN_FORCE, Interval(), origin, reason=reason, detail=best.part.eid)


def _asking(found: FoundRule) -> TimeRule:
    """The rule, open where the text asks for more than it says."""
    rule = found.rule
    return TimeRule(rule.event, rule.count, rule.period, open=not found.settled)
