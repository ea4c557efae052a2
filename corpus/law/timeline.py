"""From recorded forces to intervals: readings of one fact joined, provisions within their work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.model import (
    UNKNOWN,
    End,
    EndKind,
    Force,
    ForceState,
    Interval,
    LegalDate,
    OriginKind,
)

RANK = {kind: rank for rank, kind in enumerate(OriginKind)}
"""Where two readings of one fact disagree, the later member of `OriginKind` is believed."""

UNDATED_ENDS = frozenset(
    {
        "repealed_by_undated", "annulled_by_undated", "terminated_by_undated", "replaced_by_undated",
        "implemented_ended_undated",
    }
)  # fmt: skip
"""Reasons of a force that says: something ends this, from a day that is not recorded."""

TERM = "term"
"""Reason of a force that follows from a term: what is concluded for one is so with every provision."""

EXCEPTED = "expiry_but_for_parts"
"""Reason of an end from which the text leaves out provisions: some of them may have another."""

EXPIRY = "expiry"
"""Reason of an end that a text tells of itself."""

_PLANNED = frozenset({TERM, EXPIRY, EXCEPTED})
"""Reasons of an end told beforehand: what another work ends may have ended sooner."""

AGAIN = "_again"
"""Ends the reason of what a repeal leaves of a provision that a later wording has under the same number."""

IN_PART = "_in_part"
"""Ends the reason of a record that a work was repealed in part, and nobody has said in which."""

DOUBTED_ENDS = UNDATED_ENDS | {f"{code}{AGAIN}" for code in ("repealed_by", "annulled_by", "terminated_by")}
"""Reasons of a force that says: something may have ended this, nobody can say whether and when."""


def cause(reason: str) -> str:
    """The code of what brought it about, whether its day and its provision are sure or not.

    >>> cause("repealed_by_undated"), cause("repealed_by_again")
    ('repealed_by', 'repealed_by')
    """
    return reason.removesuffix("_undated").removesuffix(AGAIN).removesuffix(IN_PART)


AMENDED = "amended"
"""Reason of a record that a text was amended on a day: it had begun before, whatever its wording says."""

RETROACTIVE = "retroactive"
"""Reason of a beginning that is told beside the day of effect, and before it: it is believed."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One interval of force after all readings of it were joined; each end knows its evidence."""

    state: ForceState
    eid: str | None
    interval: Interval
    start_by: Force
    end_by: Force


def join(forces: Iterable[Force]) -> tuple[Joined, ...]:
    """Join what several readings say of the same interval.

    An end that one leaves unknown is filled from another. A known end beats an open one (who said
    "open" did not know of the repeal), unless a person said so. Two different days of equal rank
    become one uncertain date that spans both; of unequal rank the higher is believed. Intervals
    that lie apart are different facts (a work that lapsed and was revived).
    """
    groups: dict[tuple[ForceState, str | None], list[Force]] = defaultdict(list)
    for force in forces:
        if force.state is not ForceState.CONTINUED:  # bounds no interval
            groups[force.state, force.eid].append(force)
    return tuple(joined for group in groups.values() for joined in _join_group(group))


def _join_group(group: list[Force]) -> list[Joined]:
    merged: list[Joined] = []
    for force in sorted(group, key=lambda force: RANK[force.origin.kind], reverse=True):
        new = Joined(force.state, force.eid, force.interval, force, force)
        same = _same_fact(merged, new)
        if same is None:
            merged.append(new)
        else:
            merged[same] = _filled(merged[same], new)
    return merged


def _same_fact(merged: list[Joined], new: Joined) -> int | None:
    """Which of the intervals `new` speaks of: of those it may overlap, one that could end on its end."""
    possible = [place for place, old in enumerate(merged) if not _apart(old.interval, new.interval)]
    if not possible:
        return None
    end = new.interval.end.at
    inside = [p for p in possible if end is None or merged[p].interval.covers(end.earliest) is not False]
    return (inside or possible)[0]


def _apart(one: Interval, other: Interval) -> bool:
    return _before(one.end, other.start) or _before(other.end, one.start)


def _before(end: End, start: End) -> bool:
    """Whether an interval that ends so is over when one that starts so begins (touching is apart)."""
    return end.at is not None and start.at is not None and end.at.latest <= start.at.earliest


def _filled(old: Joined, new: Joined) -> Joined:
    start, start_by = _agreed(old.interval.start, old.start_by, new.interval.start, new.start_by)
    end, end_by = (
        _cut_short(start, old, new)
        or _cut_short(start, new, old)
        or (_agreed(old.interval.end, old.end_by, new.interval.end, new.end_by))
    )
    return Joined(old.state, old.eid, Interval(start, end), start_by, end_by)


def _cut_short(start: End, planned: Joined, other: Joined) -> tuple[End, Force] | None:
    """What another work does to an end that was told beforehand: it may come sooner, whoever told it."""
    last, by = planned.interval.end, other.end_by
    if planned.end_by.reason not in _PLANNED or last.at is None or by.reason in _PLANNED:
        return None
    sooner = other.interval.end.at
    if sooner is not None:
        return (other.interval.end, by) if sooner.latest <= last.at.earliest else None
    return (_by_then(start, last), by) if by.reason in DOUBTED_ENDS else None


def _by_then(start: End, last: End) -> End:
    """An end on a day that nobody has recorded, at the latest on that of another."""
    if last.at is None or start.at is None:
        return last if last.at else UNKNOWN
    return End.on(LegalDate(start.at.latest, last.at.latest, last.at.printed))


def _agreed(old: End, old_by: Force, new: End, new_by: Force) -> tuple[End, Force]:
    """One end out of two, `old` being of higher or equal rank."""
    if old.kind is EndKind.OPEN and old_by.origin.kind is not OriginKind.PERSON:
        overtaken = new.kind is EndKind.KNOWN or new_by.reason in DOUBTED_ENDS
        return (new, new_by) if overtaken else (old, old_by)
    if old.at is None:
        tells = new.kind is not EndKind.UNKNOWN or new_by.reason in DOUBTED_ENDS
        return (new, new_by) if old.kind is EndKind.UNKNOWN and tells else (old, old_by)
    if new.at is None or RANK[new_by.origin.kind] < RANK[old_by.origin.kind]:
        return old, old_by
    if RETROACTIVE in (old_by.reason, new_by.reason):
        return (old, old_by) if old_by.reason == RETROACTIVE else (new, new_by)
    return End(EndKind.KNOWN, agreed_date(old.at, new.at)), old_by


def agreed_date(one: LegalDate, other: LegalDate) -> LegalDate:
    """What two equally good readings of a date leave: the more precise, else all from one to the other.

    >>> agreed_date(LegalDate.parse("2009-05"), LegalDate.parse("2009-05-14")).isoformat()
    '2009-05-14'
    """
    if other.earliest <= one.earliest and one.latest <= other.latest:
        return one
    if one.earliest <= other.earliest and other.latest <= one.latest:
        return other
    return LegalDate(
        min(one.earliest, other.earliest),
        max(one.latest, other.latest),
        f"{one.printed} / {other.printed}",
        one.calendar,
    )


def ancestors(eid: str) -> tuple[str, ...]:
    """The eIds that contain this one by its own name, outermost first, itself last.

    >>> ancestors("annex_1__art_2__para_1")
    ('annex_1', 'annex_1__art_2', 'annex_1__art_2__para_1')
    """
    parts = eid.split("__")
    return tuple("__".join(parts[: count + 1]) for count in range(len(parts)))


def in_force(joined: Sequence[Joined], eid: str | None) -> list[Joined]:
    """The intervals of force of a provision: its own, with what they leave open taken from around it."""
    around = [item for item in joined if item.state is ForceState.IN_FORCE and item.eid is None]
    around = [_of_parts(item) for item in around] if eid else around
    for name in ancestors(eid) if eid else ():
        own = [item for item in joined if item.state is ForceState.IN_FORCE and item.eid == name]
        around = [_within(item, around) for item in own] or around
    return around


def _of_parts(item: Joined) -> Joined:
    """Of an end that leaves out provisions no provision can be told before that day."""
    start, end = item.interval.start, item.interval.end
    if item.end_by.reason != EXCEPTED or start.at is None or end.at is None:
        return item
    return Joined(item.state, item.eid, Interval(start, _by_then(start, end)), item.start_by, item.end_by)


def _within(own: Joined, around: list[Joined]) -> Joined:
    """A provision begins with its act where not said otherwise, and does not outlive it by silence."""
    outer = next((item for item in around if not _apart(item.interval, own.interval)), None)
    if outer is None:
        return own
    start, start_by = own.interval.start, own.start_by
    if start.kind is EndKind.UNKNOWN:
        start, start_by = outer.interval.start, outer.start_by
    end, end_by = own.interval.end, own.end_by
    if end.kind is not EndKind.KNOWN:
        end, end_by = outer.interval.end, outer.end_by
        if own.end_by.reason in DOUBTED_ENDS:
            end, end_by = _by_then(start, end), own.end_by
    return Joined(own.state, own.eid, Interval(start, end), start_by, end_by)


def alive(
    forces: Iterable[Force], eid: str | None = None, valid: Interval | None = None
) -> tuple[date | None, date | None]:
    """The days [from, to) outside which a wording is known not to be law: what the as-of filter keeps.

    None where nothing bounds it. Provisional application counts as alive.
    """
    joined = join(force for force in forces if not force.territory)
    chain = {None, *ancestors(eid)} if eid else {None}
    spans = in_force(joined, eid)
    if spans:
        spans += [item for item in joined if item.state is ForceState.PROVISIONAL and item.eid in chain]
    starts = [item.interval.start.at for item in spans]
    ends = [item.interval.end.at for item in spans]
    known_starts = [at.earliest for at in starts if at is not None]
    known_ends = [at.latest for at in ends if at is not None]
    first = min(known_starts) if spans and len(known_starts) == len(spans) else None
    last = max(known_ends) if spans and len(known_ends) == len(spans) else None
    if valid is not None and valid.start.at is not None:
        first = max(first or date.min, valid.start.at.earliest)
    if valid is not None and valid.end.at is not None:
        last = min(last or date.max, valid.end.at.latest)
    return first, last
