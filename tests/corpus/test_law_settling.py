"""Days that follow from rules, from acts of parties, and from what a text details."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.dependents import Parent, doubtful_basis, forces_of_dependent, rules
from corpus.law.effects import forces_from
from corpus.law.settling import nth_instrument, settled
from corpus.law.status import status_of
from corpus.model import (
    OPEN,
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
    Relation,
    RelationType,
    State,
)

TEXT = Origin(OriginKind.TEXT)


def act(party: str, day: str, action: ActionType = ActionType.RATIFICATION) -> PartyAction:
    return PartyAction(party, action, TEXT, LegalDate.parse(day) if day else None)


def rule(text: str, reason: str) -> Force:
    return Force(
        ForceState.IN_FORCE, Interval(), Origin(OriginKind.TEXT, text), reason=reason, detail="art_9"
    )


THREE = [act("Norvale", "2001-02-01"), act("Cardena", "2001-05-03"), act("Veloria", "2003-01-15")]
AWAITS = rule("instruments 3 + 30 days after", "awaits_instruments")


def state(forces: tuple[Force, ...], day: str, eid: str | None = None) -> tuple[State, str]:
    status = status_of(forces, date.fromisoformat(day), eid)
    return status.state, status.reason.code


def test_the_third_instrument_brings_it_into_force() -> None:
    forces = settled([AWAITS], THREE)
    assert state(forces, "2003-02-13") == (State.NOT_YET_IN_FORCE, "not_before")
    assert state(forces, "2003-02-14") == (State.UNKNOWN, "began_end_unknown")
    found = status_of(forces, date(2003, 2, 1))
    assert found.reason.params["rule"] == "instruments_reached"
    assert [ground.detail for ground in found.grounds] == ["art_9"]


def test_who_joined_later_shows_that_it_had_not_ended() -> None:
    forces = settled([AWAITS], [*THREE, act("Montclair", "2010-06-01", ActionType.ACCESSION)])
    assert state(forces, "2010-06-01") == (State.IN_FORCE, "continued_until")
    assert state(forces, "2010-06-02") == (State.UNKNOWN, "began_end_unknown")
    assert state(forces, "2005-01-01", "art_1") == (State.UNKNOWN, "began_end_unknown")


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        (THREE[:2], None),
        ([*THREE[:2], act("Cardena", "2004-01-01")], None),
        ([*THREE[:2], act("Veloria", "2003-01-15", ActionType.SIGNATURE)], None),
        ([*THREE, act("Lam Hai", "", ActionType.RATIFICATION)], "2001-05-03/2003-01-15"),
        ([*THREE, act("New Velor", "2013-01-01", ActionType.SUCCESSION)], "2001-05-03/2003-01-15"),
        (THREE, "2003-01-15"),
    ],
)
def test_the_nth_instrument(acts: list[PartyAction], found: str | None) -> None:
    day = nth_instrument(acts, 3)
    assert (day.isoformat() if day else None) == found


@given(st.lists(st.dates(date(1990, 1, 1), date(2020, 1, 1)), min_size=1, max_size=12), st.integers(1, 12))
def test_the_nth_of_certain_instruments_is_the_nth_day(days: list[date], count: int) -> None:
    acts = [act(f"State {place}", day.isoformat()) for place, day in enumerate(days)]
    found = nth_instrument(acts, count)
    assert (found.day if found else None) == (sorted(days)[count - 1] if count <= len(days) else None)


def test_a_rule_that_asks_for_more_gives_no_day() -> None:
    forces = settled([rule("instruments 3 + 30 days after, open", "awaits_instruments")], THREE)
    assert state(forces, "2009-01-01") == (State.UNKNOWN, "rule_unsettled")


def began(day: str) -> Force:
    return Force(ForceState.IN_FORCE, Interval(End.on(day), UNKNOWN), TEXT, reason="stated_in_text")


def test_a_term_ends_and_a_renewed_one_is_unknown_behind_its_first() -> None:
    fixed = settled([began("2011-05-03"), rule("entry + 5 years after", "term")], [])
    assert state(fixed, "2016-05-02", "art_1") == (State.IN_FORCE, "in_force_since")
    assert state(fixed, "2016-05-03") == (State.ENDED, "ended_on")
    renewed = settled([began("2011-05-03"), rule("entry + 5 years after, open", "term")], [])
    assert state(renewed, "2016-05-02", "art_1") == (State.IN_FORCE, "continued_until")
    assert state(renewed, "2016-05-03") == (State.UNKNOWN, "began_end_unknown")


def test_a_term_without_a_beginning_tells_nothing() -> None:
    forces = settled([rule("entry + 5 years after", "term")], [])
    assert state(forces, "2016-05-03") == (State.UNKNOWN, "start_unknown")


def relation(kind: RelationType, start: str = "", eid: str | None = None, **more: bool) -> Relation:
    effective = Interval(End.on(start) if start else UNKNOWN, UNKNOWN)
    return Relation(
        kind, "parent", TEXT, target_eid=eid, effective=effective, partial=more.get("partial", False)
    )


def test_what_is_amended_on_a_day_had_not_ended() -> None:
    changes = [("later", relation(RelationType.AMENDS, "2018-01-01", "art_3"))]
    forces = (began("2011-05-03"), *forces_from(changes))
    assert state(forces, "2018-01-01") == (State.IN_FORCE, "continued_until")
    assert state(forces, "2018-01-02") == (State.UNKNOWN, "began_end_unknown")
    assert state(forces, "2015-01-01", "art_4") == (State.UNKNOWN, "began_end_unknown")


def test_a_suspension_without_a_day_leaves_no_one_sure() -> None:
    whole = Force(ForceState.IN_FORCE, Interval(End.on("2011-05-03"), OPEN), TEXT)
    forces = (whole, *forces_from([("other", relation(RelationType.SUSPENDS))]))
    assert state(forces, "2015-01-01") == (State.UNKNOWN, "suspension_uncertain")


def ended(day: str) -> list[Force]:
    return [Force(ForceState.IN_FORCE, Interval(End.on("2010-01-01"), End.on(day)), TEXT)]


IMPLEMENTS = relation(RelationType.IMPLEMENTS)


@pytest.mark.parametrize(
    ("parents", "systems", "reasons"),
    [
        ([Parent("law", IMPLEMENTS, ended("2020-01-01"))], {"vn"}, ["implemented_ended"]),
        ([Parent("law", IMPLEMENTS, ended("2020-01-01"))], set(), []),
        ([Parent("law", IMPLEMENTS, ended("2016-06-30"))], {"vn"}, []),
        ([Parent("law", IMPLEMENTS, ended("2025-04-01"))], {"vn"}, ["implemented_ended_undated"]),
        ([Parent("law", relation(RelationType.BASED_ON), ended("2020-01-01"))], {"vn"}, []),
        ([Parent("law", IMPLEMENTS, [began("2010-01-01")])], {"vn"}, []),
        (
            [
                Parent("law", IMPLEMENTS, ended("2020-01-01")),
                Parent("code", IMPLEMENTS, [began("2010-01-01")]),
            ],
            {"vn"},
            ["implemented_ended_undated"],
        ),
    ],
)
def test_a_detailing_text_ends_by_a_rule_of_its_system(
    parents: list[Parent], systems: set[str], reasons: list[str]
) -> None:
    assert [force.reason for force in forces_of_dependent(parents, systems)] == reasons


def test_an_ended_basis_is_a_doubt_and_no_end() -> None:
    parents = [Parent("law", relation(RelationType.BASED_ON), ended("2020-01-01"))]
    assert doubtful_basis(parents) == ("law",)
    whole = Force(ForceState.IN_FORCE, Interval(End.on("2015-01-01"), OPEN), TEXT)
    assert state((whole, *forces_of_dependent(parents, {"vn"})), "2021-01-01")[0] is State.IN_FORCE


def test_a_doubt_takes_away_that_it_is_open() -> None:
    whole = Force(ForceState.IN_FORCE, Interval(End.on("2015-01-01"), OPEN), TEXT)
    sure = forces_of_dependent([Parent("law", IMPLEMENTS, ended("2020-01-01"))], {"vn"})
    assert state((whole, *sure), "2021-01-01") == (State.ENDED, "ended_on")
    doubt = forces_of_dependent([Parent("law", IMPLEMENTS, ended("2025-06-01"))], {"vn"})
    assert state((whole, *doubt), "2026-01-01") == (State.UNKNOWN, "end_undated")


def test_every_rule_has_a_source_and_says_what_is_unsure() -> None:
    assert all(rule.source and rule.says and rule.unsure for rule in rules())
