"""Days that follow from rules of a text once what they count from is recorded.

`on the thirtieth day following the deposit of the twenty-second instrument` gives a day when the acts of the
parties are in the base; `shall remain in force for five years` when it is known when it entered into force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from corpus.errors import InvalidIdentifier
from corpus.law.periods import reached
from corpus.law.status import AWAITS
from corpus.law.timeline import TERM, in_force, join
from corpus.model import (
    UNKNOWN,
    ActionType,
    End,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    PartyAction,
)
from corpus.model.timing import Event, TimeRule

_INSTRUMENTS = frozenset(
    {
        ActionType.RATIFICATION, ActionType.ACCEPTANCE, ActionType.APPROVAL, ActionType.ACCESSION,
        ActionType.FORMAL_CONFIRMATION, ActionType.DEFINITIVE_SIGNATURE,
    }
)  # fmt: skip
_OF_ANOTHER = frozenset({ActionType.SUCCESSION, ActionType.CONTINUATION})
"""Who succeeded tells that somebody before had consented, whose instrument may have counted."""
REACHED = "instruments_reached"


def settled(forces: Sequence[Force], actions: Iterable[PartyAction]) -> tuple[Force, ...]:
    """The forces, and behind them those that follow from rules and from acts of parties."""
    known = list(actions)
    entered = (*forces, *_by_instruments(forces, known))
    return (*entered, *_by_term(entered), *_joined_late(known))


def _joined_late(actions: Sequence[PartyAction]) -> Iterator[Force]:
    """Up to the last day on which somebody became a party the treaty had not ended."""
    joining = [action for action in actions if action.action in _INSTRUMENTS | _OF_ANOTHER and action.date]
    last = max(joining, key=_earliest, default=None)
    if last:
        end = End.on(LegalDate.of(_earliest(last) + timedelta(days=1)))
        origin = replace(last.origin, detail=last.party)
        interval = Interval(UNKNOWN, end)
        yield Force(ForceState.CONTINUED, interval, origin, reason=str(last.action), detail=last.party)


def _by_instruments(forces: Sequence[Force], actions: Sequence[PartyAction]) -> Iterator[Force]:
    for force in forces:
        rule = _rule(force) if force.reason == f"{AWAITS}{Event.INSTRUMENTS}" else None
        if rule is None or rule.open or not rule.count:
            continue
        day = nth_instrument(actions, rule.count)
        begins = reached(day, rule.period) if day else None
        if begins:
            yield _following(force, Interval(End.on(begins), UNKNOWN), REACHED)


def nth_instrument(actions: Iterable[PartyAction], count: int) -> LegalDate | None:
    """On which day the Nth instrument was deposited, by what is recorded; None where too little is.

    A party counts once. Instruments without a day may have come at any time, and a succession tells of
    a predecessor whose instrument may have counted without being recorded: with so many more before, the
    day is uncertain from the earliest to the latest that it can be.
    """
    first: dict[str, PartyAction] = {}
    others: set[str] = set()
    for action in actions:
        if action.action in _OF_ANOTHER:
            others.add(action.party)
        elif action.action in _INSTRUMENTS:
            known = first.get(action.party)
            if known is None or _earliest(action) < _earliest(known):
                first[action.party] = action
    dated = [action.date for action in first.values() if action.date]
    unsure = len(first) - len(dated) + len(others - set(first))
    if len(dated) < count:
        return None
    early = sorted(day.earliest for day in dated)
    late = sorted(day.latest for day in dated)
    if count - unsure < 1:
        return None
    return LegalDate(early[count - unsure - 1], late[count - 1])


def _earliest(action: PartyAction) -> date:
    return action.date.earliest if action.date else date.max


def _by_term(forces: Sequence[Force]) -> Iterator[Force]:
    """What a term says, counted from a certain entry into force."""
    terms = [force for force in forces if force.reason == TERM and force.interval == Interval()]
    if not terms:
        return
    starts = {item.interval.start.at for item in in_force(join(forces), None) if item.interval.start.at}
    if len(starts) != 1:
        return
    (start,) = starts
    for force in terms:
        rule = _rule(force)
        end = reached(start, rule.period) if rule and rule.event is Event.ENTRY else None
        if rule and end:
            found = _following(force, Interval(UNKNOWN, End.on(end)), TERM)
            yield replace(found, state=ForceState.CONTINUED) if rule.open else found


def _following(force: Force, interval: Interval, reason: str) -> Force:
    """The record that follows from a rule: by a rule of ours, with the span of the words that say it."""
    origin = Origin(OriginKind.RULE, force.origin.detail, force.origin.span)
    return replace(force, interval=interval, origin=origin, reason=reason)


def _rule(force: Force) -> TimeRule | None:
    try:
        return TimeRule.parse(force.origin.detail)
    except InvalidIdentifier:
        return None
