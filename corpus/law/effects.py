"""The effect of relations on force, and of the force of a chapter on its articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from corpus.law.timeline import IN_PART, in_force, join
from corpus.model import (
    REVERSE,
    UNKNOWN,
    End,
    EndKind,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    Provision,
    Relation,
    RelationType,
)

_ENDS_WHOLE: dict[RelationType, str] = {
    RelationType.REPEALS: "repealed_by",
    RelationType.ANNULS: "annulled_by",
    RelationType.TERMINATES: "terminated_by",
    RelationType.REPLACES: "replaced_by",
}
_ENDS_PROVISION: dict[RelationType, str] = {
    kind: code for kind, code in _ENDS_WHOLE.items() if code != "replaced_by"
}
"""A provision that is replaced has a new wording; it has not ended."""


CHANGES: Final = frozenset(
    {
        RelationType.AMENDS,
        RelationType.INSERTS,
        RelationType.REPLACES,
        RelationType.REPLACES_WORDS,
        RelationType.REPEALS,
        RelationType.ANNULS,
        RelationType.SUSPENDS,
        RelationType.EXTENDS,
        RelationType.TERMINATES,
        RelationType.RENUMBERS,
    }
)
"""What a provision does to another work from the day on which it has force itself."""


def taking_effect(relation: Relation, forces: Iterable[Force]) -> Relation:
    """The relation with the day from which the provision that makes it has force, where it tells none itself.

    `forces` are those of the work that makes it, chapters' carried to their articles. Of a provision that
    had force several times, or in some territories only, the day stays unknown.
    """
    if relation.type not in CHANGES or relation.effective.start.kind is not EndKind.UNKNOWN:
        return relation
    # In an order of their own: which wording of one day is kept must not hang on which file came first.
    everywhere = join(sorted((force for force in forces if not force.territory), key=_as_printed))
    intervals = in_force(everywhere, relation.from_eid)
    if len(intervals) != 1 or intervals[0].interval.start.kind is not EndKind.KNOWN:
        return relation
    return replace(relation, effective=replace(relation.effective, start=intervals[0].interval.start))


def _as_printed(force: Force) -> tuple[str, str]:
    ends = (force.interval.start.at, force.interval.end.at)
    start, end = (at.printed or "" if at else "" for at in ends)
    return start, end


def forces_from(incoming: Iterable[tuple[str, Relation]]) -> Iterator[Force]:
    """What relations from other works do to the force of this one; each with the other's slug as detail.

    A repeal with a date ends; one without a date makes an "open" end unknown, for nobody can
    say any more that it goes on. A repeal "in part" that names no provision ends none, but of each
    provision nobody can say any more that it goes on. A suspension without a day may hold on any. Where
    the other work may have meant another text (`candidates`), it tells no day and nothing that it goes on.
    """
    for slug, relation in incoming:
        origin = Origin(OriginKind.RULE, f"relation:{relation.type}", relation.origin.span)
        effect = _effect(relation)
        if effect is not None:
            state, interval, reason = effect
            eid = relation.located or relation.target_eid
            yield Force(state, interval, origin, eid, reason=reason, detail=slug)
        shown = _shown_alive(relation)
        if shown is not None:
            reason = REVERSE[relation.type]
            yield Force(ForceState.CONTINUED, Interval(UNKNOWN, shown), origin, reason=reason, detail=slug)


def _shown_alive(relation: Relation) -> End | None:
    """A work that is changed on a day has not ended before it: nobody amends what is no law any more."""
    changes = relation.type in CHANGES - {RelationType.SUSPENDS, RelationType.TERMINATES}
    ends_it = relation.type in _ENDS_WHOLE and relation.target_eid is None and not relation.partial
    day = _start(relation).at
    if not changes or ends_it or day is None or day.earliest == date.max:
        return None
    return End.on(day.earliest + timedelta(days=1))


def _effect(relation: Relation) -> tuple[ForceState, Interval, str] | None:
    whole = relation.target_eid is None
    start = _start(relation)
    if relation.partial and whole:
        code = _ENDS_PROVISION.get(relation.type)
        return (ForceState.CONTINUED, Interval(start, UNKNOWN), f"{code}{IN_PART}") if code else None
    code = (_ENDS_WHOLE if whole else _ENDS_PROVISION).get(relation.type)
    if code is not None:
        dated = start.kind is EndKind.KNOWN
        end = start if dated else UNKNOWN
        return ForceState.IN_FORCE, Interval(UNKNOWN, end), code if dated else f"{code}_undated"
    if relation.type is RelationType.SUSPENDS:
        return ForceState.SUSPENDED, replace(relation.effective, start=start), "suspended_by"
    if relation.type is RelationType.COMMENCES and start.kind is EndKind.KNOWN:
        return ForceState.IN_FORCE, Interval(start, UNKNOWN), "commenced_by"
    return None


def _start(relation: Relation) -> End:
    """From when on it has effect on this work: unknown where another may be meant."""
    return UNKNOWN if relation.candidates else relation.effective.start


def spread(forces: Sequence[Force], trees: Iterable[Sequence[Provision]]) -> tuple[Force, ...]:
    """Carry the force of a chapter to its articles, whose eIds (`art_36`) do not name the chapter."""
    wanted = {force.eid for force in forces if force.eid}
    inherited: dict[str, dict[str, None]] = defaultdict(dict)
    for tree in trees:
        for provision in tree:
            _collect(provision, (), wanted, inherited)
    copies = (
        replace(force, eid=eid) for force in forces if force.eid for eid in inherited.get(force.eid, ())
    )
    return (*forces, *copies)


def _collect(
    root: Provision, above: tuple[str, ...], wanted: set[str], inherited: dict[str, dict[str, None]]
) -> None:
    """Note for each wanted container the eIds below it that its own does not begin."""
    pending = [(root, above)]
    while pending:
        provision, containers = pending.pop()
        lost = tuple(eid for eid in containers if not provision.eid.startswith(f"{eid}__"))
        for eid in lost:
            inherited[eid][provision.eid] = None
        if lost:
            containers = tuple(eid for eid in containers if eid not in lost)
        if provision.eid in wanted:
            containers = (*containers, provision.eid)
        pending.extend((child, containers) for child in reversed(provision.children))
