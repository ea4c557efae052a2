from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.law.status import ReasonCode, status_of
from corpus.law.timeline import alive
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Extent,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    State,
)

IN, PROVISIONAL, SUSPENDED = ForceState.IN_FORCE, ForceState.PROVISIONAL, ForceState.SUSPENDED


def end(text: str) -> End:
    return {"open": OPEN, "?": UNKNOWN}.get(text) or End.on(text)


def force(
    start: str,
    to: str,
    state: ForceState = IN,
    eid: str | None = None,
    kind: OriginKind = OriginKind.TEXT,
    reason: str = "",
    territory: str = "",
) -> Force:
    return Force(state, Interval(end(start), end(to)), Origin(kind), eid, territory, reason)


CIRCULAR = force("2021-11-15", "open")
WORK_CASES = [
    # forces, day, state, reason
    ((), "2022-01-01", State.UNKNOWN, ReasonCode.NO_EVIDENCE),
    ((force("?", "?"),), "2022-01-01", State.UNKNOWN, ReasonCode.START_UNKNOWN),
    ((CIRCULAR,), "2021-11-14", State.NOT_YET_IN_FORCE, ReasonCode.NOT_BEFORE),
    ((CIRCULAR,), "2021-11-15", State.IN_FORCE, ReasonCode.IN_FORCE_SINCE),
    ((force("2021-11-15", "?"),), "2021-11-14", State.NOT_YET_IN_FORCE, ReasonCode.NOT_BEFORE),
    ((force("2021-11-15", "?"),), "2022-01-01", State.UNKNOWN, ReasonCode.BEGAN_END_UNKNOWN),
    ((force("?", "open"),), "2022-01-01", State.UNKNOWN, ReasonCode.START_UNKNOWN),
    ((force("?", "2023-10-05"),), "2023-10-05", State.ENDED, ReasonCode.ENDED_ON),
    ((force("2015-05-15", "2021-11-15"),), "2021-11-14", State.IN_FORCE, ReasonCode.IN_FORCE_SINCE),
    ((force("2015-05-15", "2021-11-15"),), "2021-11-15", State.ENDED, ReasonCode.ENDED_ON),
    # a partial date leaves the days inside it unknown, and no others
    ((force("2011-03", "open"),), "2011-02-28", State.NOT_YET_IN_FORCE, ReasonCode.NOT_BEFORE),
    ((force("2011-03", "open"),), "2011-03-15", State.UNKNOWN, ReasonCode.DATE_UNCERTAIN),
    ((force("2011-03", "open"),), "2011-03-31", State.IN_FORCE, ReasonCode.IN_FORCE_SINCE),
    ((force("2001", "2011"),), "2010-12-31", State.IN_FORCE, ReasonCode.IN_FORCE_SINCE),
    ((force("2001", "2011"),), "2011-06-01", State.UNKNOWN, ReasonCode.DATE_UNCERTAIN),
    ((force("2001", "2011"),), "2011-12-31", State.ENDED, ReasonCode.ENDED_ON),
    # lapsed and revived
    ((force("2000-01-01", "2005-01-01"), force("2010-01-01", "open")), "2007-01-01", State.ENDED, "ended_on"),
    ((force("2000-01-01", "2005-01-01"), force("2010-01-01", "open")), "2012-01-01", State.IN_FORCE, None),
    # suspension
    ((CIRCULAR, force("2022-01-01", "2022-07-01", SUSPENDED)), "2022-03-01", State.SUSPENDED, None),
    ((CIRCULAR, force("2022-01-01", "2022-07-01", SUSPENDED)), "2022-07-01", State.IN_FORCE, None),
    ((CIRCULAR, force("2022-01-01", "?", SUSPENDED)), "2023-01-01", State.UNKNOWN, "suspension_uncertain"),
    ((CIRCULAR, force("2022-01-01", "open", SUSPENDED)), "2023-01-01", State.SUSPENDED, "suspended_since"),
    ((CIRCULAR, force("2020-01-01", "open", SUSPENDED)), "2021-01-01", State.NOT_YET_IN_FORCE, None),
    ((force("2015-01-01", "?"), force("2022-01-01", "open", SUSPENDED)), "2023-01-01", State.SUSPENDED, None),
    # territory
    ((force("2011-03-01", "open", territory="Norvale Isles"),), "2020-01-01", State.UNKNOWN, None),
]


@pytest.mark.parametrize(("forces", "day", "state", "reason"), WORK_CASES)
def test_the_status_of_a_work(forces: tuple[Force, ...], day: str, state: State, reason: str | None) -> None:
    status = status_of(forces, date.fromisoformat(day))
    assert status.state is state
    assert reason is None or status.reason.code == reason


PROVISIONAL_CASES = [
    ((force("2014-01-01", "2016-02-01", PROVISIONAL),), "2015-01-01", State.NOT_YET_IN_FORCE, True),
    (
        (force("2014-01-01", "open", PROVISIONAL), force("2016-02-01", "open")),
        "2015-01-01",
        State.NOT_YET_IN_FORCE,
        True,
    ),
    (
        (force("2014-01-01", "open", PROVISIONAL), force("2016-02-01", "open")),
        "2017-01-01",
        State.IN_FORCE,
        False,
    ),
    ((force("2014-01-01", "?", PROVISIONAL),), "2015-01-01", State.UNKNOWN, False),
    ((force("2014-01-01", "open", PROVISIONAL), force("?", "open")), "2015-01-01", State.UNKNOWN, True),
    ((force("2014-01-01", "open", PROVISIONAL), force("?", "2014-06-01")), "2015-01-01", State.ENDED, False),
]


@pytest.mark.parametrize(("forces", "day", "state", "provisional"), PROVISIONAL_CASES)
def test_provisional_application_is_not_force(
    forces: tuple[Force, ...], day: str, state: State, provisional: bool
) -> None:
    status = status_of(forces, date.fromisoformat(day))
    assert (status.state, status.provisional) == (state, provisional)


PROVISION_CASES = [
    # forces of provisions beside the circular's own, eid, day, state
    ((), "art_9", "2022-01-01", State.IN_FORCE),
    ((force("?", "2022-05-01", eid="art_9"),), "art_9", "2022-04-30", State.IN_FORCE),
    ((force("?", "2022-05-01", eid="art_9"),), "art_9", "2022-05-01", State.ENDED),
    ((force("?", "2022-05-01", eid="art_9"),), "art_9__para_2", "2022-05-01", State.ENDED),
    ((force("?", "2022-05-01", eid="art_9"),), "art_90", "2022-05-01", State.IN_FORCE),
    ((force("?", "2022-05-01", eid="art_9__para_2"),), "art_9", "2022-05-01", State.IN_FORCE),
    ((force("2021-01-01", "?", eid="art_9"),), "art_9", "2021-06-01", State.IN_FORCE),
    ((force("2021-01-01", "?", eid="art_9"),), "art_8", "2021-06-01", State.NOT_YET_IN_FORCE),
    ((force("2022-07-01", "?", eid="art_9"),), "art_9", "2022-01-01", State.NOT_YET_IN_FORCE),
    ((force("2022-01-01", "2022-07-01", SUSPENDED, "art_9"),), "art_9", "2022-03-01", State.SUSPENDED),
    ((force("2022-01-01", "2022-07-01", SUSPENDED, "art_9"),), "art_8", "2022-03-01", State.IN_FORCE),
    ((force("2022-01-01", "2022-07-01", SUSPENDED),), "art_8", "2022-03-01", State.SUSPENDED),
]


@pytest.mark.parametrize(("forces", "eid", "day", "state"), PROVISION_CASES)
def test_the_status_of_a_provision(forces: tuple[Force, ...], eid: str, day: str, state: State) -> None:
    assert status_of((CIRCULAR, *forces), date.fromisoformat(day), eid).state is state


def test_a_provision_does_not_outlive_its_work_by_silence() -> None:
    forces = (force("2015-05-15", "2021-11-15"), force("2016-01-01", "open", eid="art_9"))
    assert status_of(forces, date(2022, 1, 1), "art_9").state is State.ENDED
    saved = (force("2015-05-15", "2021-11-15"), force("2016-01-01", "2023-01-01", eid="art_9"))
    assert status_of(saved, date(2022, 1, 1), "art_9").state is State.IN_FORCE


def test_a_work_in_part_names_its_parts() -> None:
    forces = (
        CIRCULAR,
        force("?", "2022-05-01", eid="chp_4"),
        force("2022-01-01", "open", SUSPENDED, "art_3"),
        force("2030-01-01", "?", eid="art_40"),
    )
    status = status_of(forces, date(2023, 1, 1))
    assert (status.state, status.extent) == (State.IN_FORCE, Extent.PART)
    assert status.ended_eids == ("chp_4",)
    assert status.suspended_eids == ("art_3",)
    assert status.pending_eids == ("art_40",)
    assert status_of(forces, date(2021, 12, 1)).ended_eids == ()


JOINS = [
    # two readings of one interval, then the state on a day
    ("known beats open", ("2015-05-15", "open", "manifest"), ("?", "2021-11-15", "rule"), State.ENDED),
    ("a person said open", ("2015-05-15", "open", "person"), ("?", "2021-11-15", "rule"), State.IN_FORCE),
    ("unknown is filled", ("2015-05-15", "?", "text"), ("?", "open", "manifest"), State.IN_FORCE),
    ("rank", ("2022-06-01", "open", "text"), ("2015-05-15", "open", "manifest"), State.IN_FORCE),
    ("equal ranks", ("2021-06-01", "open", "text"), ("2022-06-01", "open", "text"), State.UNKNOWN),
]


@pytest.mark.parametrize(("name", "one", "other", "state"), JOINS)
def test_readings_of_one_interval_are_joined(
    name: str, one: tuple[str, str, str], other: tuple[str, str, str], state: State
) -> None:
    forces = [force(start, to, kind=OriginKind(kind)) for start, to, kind in (one, other)]
    day = date(2022, 1, 1)
    assert status_of(forces, day).state is state, name
    assert status_of(reversed(forces), day).state is state, f"{name}, whichever came first"


def test_an_undated_repeal_leaves_no_one_sure() -> None:
    undated = force("?", "?", kind=OriginKind.RULE, reason="repealed_by_undated")
    status = status_of((CIRCULAR, undated), date(2023, 1, 1))
    assert (status.state, status.reason.code) == (State.UNKNOWN, ReasonCode.END_UNDATED)


def test_another_wording_is_not_that_days_law() -> None:
    valid = Interval(End.on("2023-10-05"), OPEN)
    early = status_of((CIRCULAR,), date(2022, 1, 1), expression_valid=valid)
    assert (early.state, early.reason.code) == (State.NOT_YET_IN_FORCE, ReasonCode.WORDING_LATER)
    former = Interval(End.on("2021-11-15"), End.on("2023-10-05"))
    late = status_of((CIRCULAR,), date(2024, 1, 1), expression_valid=former)
    assert (late.state, late.reason.code) == (State.ENDED, ReasonCode.WORDING_SUPERSEDED)
    assert status_of((CIRCULAR,), date(2022, 1, 1), expression_valid=former).state is State.IN_FORCE
    assert status_of((CIRCULAR,), date(2024, 1, 1), expression_valid=Interval()).state is State.IN_FORCE


def test_the_reason_names_the_evidence() -> None:
    given = Force(IN, Interval(End.on("2015-05-15"), OPEN), Origin(OriginKind.TEXT), reason="final_clause")
    assert status_of((given,), date(2020, 1, 1)).reason.params == {
        "since": "2015-05-15",
        "rule": "final_clause",
        "origin": "text",
    }


ALIVE = [
    ((), None, (None, None)),
    ((CIRCULAR,), None, (date(2021, 11, 15), None)),
    ((force("?", "2023-10-05"),), None, (None, date(2023, 10, 5))),
    ((CIRCULAR, force("?", "2022-05", eid="art_9")), "art_9", (date(2021, 11, 15), date(2022, 5, 31))),
    ((CIRCULAR, force("2021-01-01", "2021-11-15", PROVISIONAL)), None, (date(2021, 1, 1), None)),
    ((force("2000-01-01", "2005-01-01"), force("2010-01-01", "open")), None, (date(2000, 1, 1), None)),
    ((force("2000-01-01", "2005-01-01", territory="Isles"),), None, (None, None)),
]


@pytest.mark.parametrize(("forces", "eid", "bounds"), ALIVE)
def test_alive(forces: tuple[Force, ...], eid: str | None, bounds: tuple[date | None, date | None]) -> None:
    assert alive(forces, eid) == bounds


def test_alive_within_the_validity_of_a_wording() -> None:
    valid = Interval(End.on("2023-10-05"), End.on("2024-01-01"))
    assert alive((CIRCULAR,), None, valid) == (date(2023, 10, 5), date(2024, 1, 1))
    assert alive((), None, Interval()) == (None, None)


days = st.dates(date(2000, 1, 1), date(2030, 12, 31))
ends = st.one_of(st.just(OPEN), st.just(UNKNOWN), days.map(End.on), st.just(End.on("2015")))
forces_ = st.lists(
    st.builds(
        Force,
        st.sampled_from(ForceState),
        st.builds(Interval, ends, ends),
        st.builds(Origin, st.sampled_from(OriginKind)),
        st.sampled_from([None, None, "art_1", "art_1__para_2"]),
    ),
    max_size=5,
)


@given(forces_, days, st.sampled_from([None, "art_1", "art_1__para_2", "art_2"]))
def test_in_force_only_where_a_recorded_interval_reaches(
    forces: list[Force], day: date, eid: str | None
) -> None:
    """Whatever is recorded: "in force" needs a start that is certainly not after the day."""
    if status_of(forces, day, eid).state is State.IN_FORCE:
        starts = [item.interval.start for item in forces if item.state is IN]
        assert any(start is OPEN or (start.at and start.at.latest <= day) for start in starts)


@given(forces_, days, st.sampled_from([None, "art_1", "art_2"]))
def test_alive_never_drops_what_may_be_law(forces: list[Force], day: date, eid: str | None) -> None:
    first, last = alive(forces, eid)
    dropped = (first is not None and day < first) or (last is not None and day >= last)
    if dropped:
        assert status_of(forces, day, eid).state not in (State.IN_FORCE, State.SUSPENDED)


@given(forces_, days)
def test_the_order_of_readings_does_not_matter_for_a_single_fact(forces: list[Force], day: date) -> None:
    ranked = [item for item in forces if item.eid is None and item.state is IN]
    if len(ranked) == 2:
        assert status_of(ranked, day).state is status_of(ranked[::-1], day).state


def test_days_after_the_end_stay_ended() -> None:
    forces = (force("2015-05-15", "2021-11-15"),)
    for offset in range(0, 4000, 97):
        day = date(2021, 11, 15) + timedelta(days=offset)
        assert status_of(forces, day).state is State.ENDED


CONTINUED = ForceState.CONTINUED


def test_what_had_not_ended_is_in_force_up_to_that_day_and_unknown_behind() -> None:
    forces = [force("2011-05-03", "?"), force("?", "2016-05-03", CONTINUED, reason="term")]
    assert status_of(forces, date(2016, 5, 2), "art_1").reason.code == ReasonCode.CONTINUED_UNTIL
    assert status_of(forces, date(2016, 5, 3)).reason.code == ReasonCode.BEGAN_END_UNKNOWN
    assert status_of(forces, date(2011, 5, 2)).state is State.NOT_YET_IN_FORCE
    ended = [*forces, force("?", "2013-01-01", reason="repealed_by", kind=OriginKind.RULE)]
    assert status_of(ended, date(2014, 1, 1)).state is State.ENDED


def test_that_the_whole_was_amended_tells_nothing_of_its_provisions() -> None:
    forces = [force("2011-05-03", "?"), force("?", "2016-05-03", CONTINUED, reason="amended_by")]
    assert status_of(forces, date(2015, 1, 1)).state is State.IN_FORCE
    assert status_of(forces, date(2015, 1, 1), "art_1").state is State.UNKNOWN


def test_a_day_of_effect_behind_an_amendment_is_that_of_the_wording() -> None:
    forces = [force("2023-05-01", "?"), force("?", "2022-12-31", CONTINUED, reason="amended")]
    assert status_of(forces, date(2022, 6, 1)).state is State.UNKNOWN
    assert status_of(forces, date(2023, 4, 1)).state is State.UNKNOWN


def test_of_an_end_that_leaves_out_parts_no_provision_is_sure_before() -> None:
    forces = [force("2026-04-15", "?"), force("?", "2027-03-01", reason="expiry_but_for_parts")]
    assert status_of(forces, date(2026, 6, 1)).state is State.IN_FORCE
    assert status_of(forces, date(2026, 6, 1), "art_3").state is State.UNKNOWN
    assert status_of(forces, date(2027, 3, 1), "art_3").state is State.ENDED


def test_a_retroactive_beginning_is_believed_beside_the_day_of_effect() -> None:
    forces = [force("2019-06-01", "open"), force("2019-01-01", "?", reason="retroactive")]
    for order in (forces, forces[::-1]):
        assert status_of(order, date(2019, 2, 1)).state is State.IN_FORCE


def test_a_rule_without_its_day_is_the_reason() -> None:
    awaits = force("?", "?", reason="awaits_publication")
    assert status_of([awaits], date(2019, 2, 1)).reason.code == ReasonCode.RULE_UNSETTLED
    assert status_of([awaits], date(2019, 2, 1)).grounds == (awaits,)
    given_day = force("2018-01-01", "?", kind=OriginKind.MANIFEST, reason="manifest")
    assert status_of([awaits, given_day], date(2017, 2, 1)).state is State.NOT_YET_IN_FORCE


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_what_continued_never_reaches_behind_its_day(until: date, day: date) -> None:
    forces = [force("2010-01-01", "?"), force("?", until.isoformat(), CONTINUED, reason="term")]
    in_force = status_of(forces, day).state is State.IN_FORCE
    assert in_force == (date(2010, 1, 1) <= day < until)
