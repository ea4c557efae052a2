"""The one place that decides a status: a pure function of recorded forces and a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from corpus.law.rewording import Rewording
from corpus.law.timeline import (
    AGAIN,
    AMENDED,
    DOUBTED_ENDS,
    IN_PART,
    TERM,
    Joined,
    ancestors,
    in_force,
    join,
)
from corpus.model import EndKind, Extent, Force, ForceState, Interval, Reason, State, Status

AWAITS = "awaits_"
"""Begins the reason of a force that enters by a rule whose day nobody has recorded (`awaits_publication`)."""


class ReasonCode(StrEnum):
    """Why a status is what it is: the keys of the sentences in the message catalogues.

    Parameters where known: `since`, `until` (ISO), `rule` and `evidence` (the reason and detail
    of the deciding `Force`), `origin` (its `OriginKind`); of words that others changed, `evidence` and
    `provision` (the work that does, and where).
    """

    NO_EVIDENCE = "no_evidence"
    """Nothing is recorded."""
    ONLY_SOME_TERRITORIES = "only_some_territories"
    """What is recorded holds for territories that were not asked for."""
    IN_FORCE_SINCE = "in_force_since"
    CONTINUED_UNTIL = "continued_until"
    """It began on `since`, and had not ended before `until`; what came then is not told."""
    BEGAN_END_UNKNOWN = "began_end_unknown"
    """It began on `since`; nobody has recorded whether it ended."""
    START_UNKNOWN = "start_unknown"
    """It has not ended, but nobody has recorded when it began."""
    RULE_UNSETTLED = "rule_unsettled"
    """It begins by a rule (`rule`); on which day its event came, nobody has recorded."""
    DATE_UNCERTAIN = "date_uncertain"
    """The day lies between the earliest and the latest day (`since`, `until`) of an uncertain date."""
    END_UNDATED = "end_undated"
    """Something ends it (`evidence`), from a day that is not recorded."""
    NUMBER_AGAIN = "number_again"
    """What had this number was ended (`evidence`); whether this wording has the same under it is not sure."""
    PARTS_UNNAMED = "parts_unnamed"
    """A part of the work was ended (`evidence`), and nobody has recorded which: it may be this provision."""
    NOT_BEFORE = "not_before"
    PROVISIONALLY_APPLIED = "provisionally_applied"
    PROVISIONAL_END_UNKNOWN = "provisional_end_unknown"
    ENDED_ON = "ended_on"
    SUSPENDED_SINCE = "suspended_since"
    SUSPENSION_UNCERTAIN = "suspension_uncertain"
    """A suspension may or may not hold on the day."""
    WORDING_SUPERSEDED = "wording_superseded"
    WORDING_LATER = "wording_later"
    REWORDED = "reworded"
    """Another work (`evidence`) changes its words from `since` on, and this wording has not these."""
    CORRECTED = "corrected"
    """Another work (`evidence`) corrects its words; nobody has recorded whether this wording has it."""


_NOTHING_BEGAN = frozenset({ReasonCode.NO_EVIDENCE, ReasonCode.RULE_UNSETTLED})


def status_of(
    forces: Iterable[Force],
    on: date,
    eid: str | None = None,
    expression_valid: Interval | None = None,
    *,
    territory: str = "",
    reworded: Rewording | None = None,
) -> Status:
    """The status of a work, or of its provision `eid`, on a day.

    In force is said only of a day that a recorded interval certainly covers. A day inside the
    range of an uncertain date, or after a start with no recorded end, is unknown. Of a work, the
    provisions known to be in another state make the extent PART. `expression_valid` tells that
    the wording asked about is not that day's, `reworded` that others have changed its words by
    then. Forces of other territories do not count.
    """
    recorded = tuple(forces)
    usable = [force for force in recorded if force.territory in ("", territory)]
    if recorded and not usable:
        return Status(State.UNKNOWN, Reason(ReasonCode.ONLY_SOME_TERRITORIES))
    joined, continued = join(usable), [one for one in usable if one.state is ForceState.CONTINUED]
    status = _decide(joined, continued, on, eid)
    if eid is None:
        status = _with_parts(status, joined, continued, on)
    else:
        status = _without_parts(status, continued, on, expression_valid)
    return _of_words(_of_wording(status, expression_valid, on), reworded)


def _decide(joined: Sequence[Joined], continued: Sequence[Force], on: date, eid: str | None) -> Status:
    chain = {None, *ancestors(eid)} if eid else {None}
    status = _force_on(in_force(joined, eid), on)
    shown = [one for one in continued if one.eid == eid or (one.eid is None and one.reason == TERM)]
    status = _continued(shown, status, on)
    relevant = [item for item in joined if item.eid in chain]
    status = _provisional([x for x in relevant if x.state is ForceState.PROVISIONAL], status, on)
    return _suspended([x for x in relevant if x.state is ForceState.SUSPENDED], status, on)


def _force_on(intervals: Sequence[Joined], on: date) -> Status:
    """The state by intervals of force alone."""
    if not intervals:
        return Status(State.UNKNOWN, Reason(ReasonCode.NO_EVIDENCE))
    verdicts = [(item, item.interval.covers(on)) for item in intervals]
    for item, covers in verdicts:
        if covers:
            return _status(State.IN_FORCE, ReasonCode.IN_FORCE_SINCE, item, item.start_by, item.end_by)
    for item, covers in verdicts:
        if covers is None:
            return _why_unknown(item, on)
    past = [item for item in intervals if item.interval.end.at and on >= item.interval.end.at.latest]
    if past:
        last = max(past, key=lambda item: item.interval.end.at.latest if item.interval.end.at else on)
        return _status(State.ENDED, ReasonCode.ENDED_ON, last, last.end_by)
    first = min(intervals, key=lambda item: item.interval.start.at.earliest if item.interval.start.at else on)
    return _status(State.NOT_YET_IN_FORCE, ReasonCode.NOT_BEFORE, first, first.start_by)


def _why_unknown(item: Joined, on: date) -> Status:
    start, end = item.interval.start, item.interval.end
    if item.end_by.reason in DOUBTED_ENDS and (end.at is None or end.at.earliest <= on):
        again = item.end_by.reason.endswith(AGAIN)
        code = ReasonCode.NUMBER_AGAIN if again else ReasonCode.END_UNDATED
        return _status(State.UNKNOWN, code, item, item.end_by)
    for date_, by in ((start.at, item.start_by), (end.at, item.end_by)):
        if date_ is not None and date_.earliest <= on < date_.latest:
            dates = {"since": date_.earliest.isoformat(), "until": date_.latest.isoformat()}
            reason = Reason(ReasonCode.DATE_UNCERTAIN, dates | _evidence(by))
            return Status(State.UNKNOWN, reason, grounds=(by,))
    if start.kind is EndKind.UNKNOWN:
        if item.start_by.reason.startswith(AWAITS):
            return _status(State.UNKNOWN, ReasonCode.RULE_UNSETTLED, item, item.start_by)
        return _status(State.UNKNOWN, ReasonCode.START_UNKNOWN, item, item.end_by)
    return _status(State.UNKNOWN, ReasonCode.BEGAN_END_UNKNOWN, item, item.start_by)


def _continued(records: Sequence[Force], status: Status, on: date) -> Status:
    """Where the end is not recorded: in force as long as something shows that it had not ended.

    A day of effect behind an amendment is that of the new wording: when the work began is not known.
    """
    begins = status.grounds[0].interval.start.at if status.state is State.NOT_YET_IN_FORCE else None
    amended = [one for one in records if one.reason == AMENDED and one.interval.end.at]
    if begins and any(one.interval.end.at.latest <= begins.latest for one in amended if one.interval.end.at):
        return Status(
            State.UNKNOWN, Reason(ReasonCode.START_UNKNOWN, _evidence(amended[0])), grounds=tuple(amended)
        )
    if status.reason.code != ReasonCode.BEGAN_END_UNKNOWN:
        return status
    shown = [(one.interval.end.at.earliest, one) for one in records if one.interval.end.at]
    last = max(shown, key=lambda pair: pair[0], default=None)
    if last is None or on >= last[0]:
        return status
    began = {name: value for name, value in status.reason.params.items() if name == "since"}
    params = began | {"until": last[0].isoformat()} | _evidence(last[1])
    return Status(
        State.IN_FORCE, Reason(ReasonCode.CONTINUED_UNTIL, params), grounds=(*status.grounds, last[1])
    )


def _provisional(intervals: Sequence[Joined], status: Status, on: date) -> Status:
    """Provisional application comes before entry into force; it is not force (VCLT article 25)."""
    applied = next((item for item in intervals if item.interval.covers(on)), None)
    if applied is not None and status.state in (State.NOT_YET_IN_FORCE, State.UNKNOWN):
        known_not = status.state is State.NOT_YET_IN_FORCE or status.reason.code in _NOTHING_BEGAN
        state = State.NOT_YET_IN_FORCE if known_not else State.UNKNOWN
        found = _status(state, ReasonCode.PROVISIONALLY_APPLIED, applied, applied.start_by)
        return replace(found, provisional=True)
    unsure = next((item for item in intervals if item.interval.covers(on) is None), None)
    if unsure is not None and status.reason.code in _NOTHING_BEGAN:
        return _status(State.UNKNOWN, ReasonCode.PROVISIONAL_END_UNKNOWN, unsure, unsure.start_by)
    return status


def _suspended(intervals: Sequence[Joined], status: Status, on: date) -> Status:
    """A suspension takes the force away for a time; where it may hold, nobody can say "in force"."""
    if status.state not in (State.IN_FORCE, State.UNKNOWN):
        return status
    for item in intervals:
        if item.interval.covers(on):
            return _status(State.SUSPENDED, ReasonCode.SUSPENDED_SINCE, item, item.start_by, item.end_by)
    for item in intervals:
        if item.interval.covers(on) is None and status.state is State.IN_FORCE:
            return _status(State.UNKNOWN, ReasonCode.SUSPENSION_UNCERTAIN, item, item.start_by)
    return status


def _with_parts(status: Status, joined: Sequence[Joined], continued: Sequence[Force], on: date) -> Status:
    """Name the provisions that are known to be in another state than the work."""
    eids = dict.fromkeys(item.eid for item in joined if item.eid is not None)
    states = {eid: _decide(joined, continued, on, eid).state for eid in eids}
    apart = {eid: s for eid, s in states.items() if s not in (status.state, State.UNKNOWN)}
    if not apart:
        return status
    return replace(
        status,
        extent=Extent.PART,
        ended_eids=tuple(eid for eid, state in apart.items() if state is State.ENDED),
        suspended_eids=tuple(eid for eid, state in apart.items() if state is State.SUSPENDED),
        pending_eids=tuple(eid for eid, state in apart.items() if state is State.NOT_YET_IN_FORCE),
    )


def _without_parts(status: Status, records: Sequence[Force], on: date, valid: Interval | None) -> Status:
    """Where some part was ended that nobody has named, no provision is sure, but in wordings begun since."""
    begun = valid.start.at if valid else None
    for one in records:
        day = one.interval.start.at
        came = day is None or day.earliest <= on
        has_it = day is not None and begun is not None and day.latest <= begun.earliest
        doubted = status.state in (State.IN_FORCE, State.SUSPENDED) and one.reason.endswith(IN_PART)
        if doubted and came and not has_it:
            since = {"since": day.isoformat()} if day else {}
            reason = Reason(ReasonCode.PARTS_UNNAMED, since | _evidence(one))
            return Status(State.UNKNOWN, reason, grounds=(one,))
    return status


def _of_wording(status: Status, valid: Interval | None, on: date) -> Status:
    """A wording that is known not to be that day's is not law on it, whatever the work is."""
    if valid is None or valid.covers(on) is not False:
        return status
    if valid.end.at is not None and on >= valid.end.at.latest:
        if status.state is State.ENDED:
            return status
        until = {"until": valid.end.at.isoformat()}
        return Status(State.ENDED, Reason(ReasonCode.WORDING_SUPERSEDED, until))
    if status.state in (State.ENDED, State.NOT_YET_IN_FORCE):
        return status
    return Status(State.NOT_YET_IN_FORCE, Reason(ReasonCode.WORDING_LATER, {"since": str(valid.start)}))


def _of_words(status: Status, reworded: Rewording | None) -> Status:
    """A provision may be in force; that it is so in words which others have replaced, nobody can say."""
    if reworded is None or status.state not in (State.IN_FORCE, State.SUSPENDED):
        return status
    by = {"evidence": reworded.by} | ({"provision": reworded.provision} if reworded.provision else {})
    if reworded.corrects:
        return Status(State.UNKNOWN, Reason(ReasonCode.CORRECTED, by))
    since = {"since": reworded.start.at.isoformat()} if reworded.start.at is not None else {}
    return Status(State.UNKNOWN, Reason(ReasonCode.REWORDED, since | by))


def _status(state: State, code: ReasonCode, item: Joined, *by: Force) -> Status:
    """A state with its reason, the dates that are known and the records that decide, the first named."""
    dates = {"since": item.interval.start.at, "until": item.interval.end.at}
    known = {name: at.isoformat() for name, at in dates.items() if at is not None}
    return Status(state, Reason(code, known | _evidence(by[0])), grounds=tuple(dict.fromkeys(by)))


def _evidence(by: Force) -> dict[str, str]:
    given = {"rule": by.reason, "evidence": by.detail, "origin": str(by.origin.kind)}
    return {name: value for name, value in given.items() if value}
