"""What is told of a work, a provision or a search: once, on its day, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from watched_base import (
    FIRST,
    TREATY,
    Ministry,
    article,
    at,
    deposit,
    does,
    ministry,
    ratifies,
    treaty,
)

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    OPEN,
    AlertKind,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    RelationType,
    SavedSearch,
    State,
    Watched,
)
from search_api.watching import searches
from search_api.watching.errors import NothingWatched, SearchTooWide

LONG_AGO = date(2020, 1, 1)
SOON = FIRST + timedelta(days=10)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Ministry]:
    with ministry(tmp_path) as made:
        made.read(treaty(LONG_AGO))
        yield made


DEEDS = [
    (RelationType.AMENDS, "art_1", "amended"),
    (RelationType.INSERTS, "art_3", "amended"),
    (RelationType.REPLACES, "art_1", "amended"),
    (RelationType.REPLACES, None, "repealed"),
    (RelationType.REPEALS, None, "repealed"),
    (RelationType.REPEALS, "art_2", "repealed"),
    (RelationType.ANNULS, None, "repealed"),
    (RelationType.SUSPENDS, "art_2", "suspended"),
    (RelationType.CORRECTS, "art_2", "corrected"),
]


@pytest.mark.parametrize(("kind", "eid", "told"), DEEDS)
def test_a_deed_is_told_when_it_is_recorded_and_when_its_day_comes(
    base: Ministry, kind: RelationType, eid: str | None, told: str
) -> None:
    watch = base.watch()
    base.read(deposit("law-a", does(kind, SOON, eid)))
    assert base.look() == 1
    assert base.told(watch) == [(told, "coming", "law-a")]
    assert base.look() == 0
    base.pass_days(10)
    assert base.look() == 1
    assert base.told(watch)[1:] == [(told, "come", "law-a")]
    base.pass_days(1)
    assert base.look() == 0


def test_what_is_recorded_late_is_told_once_and_what_has_no_day_says_so(base: Ministry) -> None:
    watch = base.watch()
    base.read(deposit("law-a", does(RelationType.AMENDS, LONG_AGO, "art_1")))
    base.read(deposit("law-b", does(RelationType.REPEALS, None, "art_2")))
    base.look()
    assert sorted(base.told(watch)) == [("amended", "come", "law-a"), ("repealed", "undated", "law-b")]
    (repealed, amended) = base.store.watches.alerts(watch.number)
    assert (amended.title, amended.by_title) == ("Lagoon treaty", "Law a")
    assert [(each.eid, each.label) for each in amended.provisions] == [("art_1", "Article 1")]
    assert (amended.evidence.code, amended.evidence.eid) == ("amends", "art_1")
    assert amended.day
    assert amended.day.day == LONG_AGO
    assert repealed.status.state is State.UNKNOWN, "repealed, and nobody knows when"


def test_what_was_so_before_is_not_told_nor_told_again_when_it_is_read_again(base: Ministry) -> None:
    base.read(deposit("law-a", does(RelationType.AMENDS, LONG_AGO, "art_1")))
    watch = base.watch()
    again = deposit("law-a", does(RelationType.AMENDS, LONG_AGO, "art_1"), title="Law A, read again")
    base.read(again)
    assert base.look() == 0
    base.withdraw("law-a")
    base.look()
    base.read(again)
    base.look()
    assert base.told(watch) == []


def test_one_cause_is_told_once_however_many_provisions_it_touches(base: Ministry) -> None:
    watch = base.watch()
    relations = [does(RelationType.AMENDS, SOON, eid) for eid in ("art_1", "art_2")]
    base.read(deposit("law-a", *relations, does(RelationType.CITES)))
    assert base.look() == 1
    (alert,) = base.store.watches.alerts(watch.number)
    assert [each.eid for each in alert.provisions] == ["art_1", "art_2"]


def test_who_cites_is_told_once_with_the_day_of_his_adoption(base: Ministry) -> None:
    watch = base.watch()
    cites = does(RelationType.CITES, eid="art_1"), does(RelationType.CITES, eid="art_2")
    base.read(deposit("law-a", *cites, adopted="2026-02-03"))
    assert base.look() == 1
    (alert,) = base.store.watches.alerts(watch.number)
    assert (alert.kind, alert.evidence.work) == (AlertKind.CITED, "law-a")
    assert alert.day
    assert alert.day.isoformat() == "2026-02-03"
    base.read(deposit("law-a", *cites, does(RelationType.CITES), adopted="2026-02-03"))
    assert base.look() == 0


def test_entry_into_force_comes_with_time_and_with_the_ministrys_midnight(tmp_path: Path) -> None:
    with ministry(tmp_path) as base:
        base.read(deposit(TREATY))
        watch = base.watch()
        base.read(treaty(SOON))
        base.look()
        coming = [("new_version", "coming", ""), ("entered_into_force", "coming", "")]
        assert sorted(base.told(watch)) == sorted(coming)
        base.pass_days(9)
        assert base.look() == 0
        base.pass_days(1)
        assert base.look() == 2
        alert = next(
            each
            for each in base.store.watches.alerts(watch.number)
            if each.kind is AlertKind.ENTERED_INTO_FORCE
        )
        assert (alert.status.state, alert.on) == (State.IN_FORCE, SOON)


def test_an_end_of_itself_and_a_suspension_with_its_end(tmp_path: Path) -> None:
    clause = Origin(OriginKind.TEXT, "term")
    days = [FIRST + timedelta(days=each) for each in (5, 10, 20)]
    forces = (
        Force(ForceState.IN_FORCE, Interval(at(LONG_AGO), at(days[2])), clause, reason="term"),
        Force(ForceState.SUSPENDED, Interval(at(days[0]), at(days[1])), clause, reason="final_clause"),
    )
    with ministry(tmp_path) as base:
        base.read(deposit(TREATY, forces=forces))
        watch = base.watch()
        assert base.look() == 0
        for _ in range(25):
            base.pass_days(1)
            base.look()
        found = base.store.watches.alerts(watch.number)[::-1]
        assert [(each.kind.value, each.on) for each in found] == [
            ("suspended", days[0]),
            ("resumed", days[1]),
            ("ended", days[2]),
        ]


def test_a_party_and_its_day(base: Ministry) -> None:
    watch = base.watch()
    base.read(treaty(LONG_AGO, ratifies("Norvale", LONG_AGO), ratifies("Marjana", None)))
    assert base.look() == 2
    found = base.store.watches.alerts(watch.number)
    assert {(each.evidence.party, each.evidence.code) for each in found} == {
        ("Norvale", "ratification"),
        ("Marjana", "ratification"),
    }
    assert {each.phase.value for each in found} == {"come"}


def test_a_new_wording_is_told_with_its_language_and_source(base: Ministry) -> None:
    watch = base.watch(None, AlertKind.NEW_VERSION)
    newer = (article(1, "Pilots shall board at the mole."), article(2, "Dues are paid before sailing."))
    valid = Interval(at(SOON), OPEN)
    base.read(deposit(TREATY, articles=newer, valid=valid, path="newer.txt"))
    assert base.look() == 1
    (alert,) = base.store.watches.alerts(watch.number)
    assert (alert.evidence.language, alert.evidence.source) == ("en", "newer.txt")


# --- one provision ---------------------------------------------------------------------------------


def test_a_provision_is_told_of_what_concerns_it_alone(base: Ministry) -> None:
    one, two = base.watch(Watched(TREATY, "art_1")), base.watch(Watched(TREATY, "art_2"))
    base.read(deposit("law-a", does(RelationType.AMENDS, SOON, "art_1")))
    base.read(deposit("law-b", does(RelationType.CITES, eid="art_2__para_1")))
    base.read(deposit("law-c", does(RelationType.AMENDS, SOON)))
    base.read(deposit("law-d", does(RelationType.REPEALS, SOON)))
    base.look()
    assert sorted(base.told(one)) == [("amended", "coming", "law-a"), ("repealed", "coming", "law-d")]
    assert sorted(base.told(two)) == [("cited", "come", "law-b"), ("repealed", "coming", "law-d")]


def test_a_provision_is_followed_under_its_new_number(tmp_path: Path) -> None:
    old, new = Interval(at(LONG_AGO), at(SOON)), Interval(at(SOON), OPEN)
    pilots, dues = "Pilots shall board in the lagoon by day and by night.", "Dues are paid before sailing."
    before = (article(1, pilots), article(2, dues))
    after = (article(1, "Anchors are laid outside the fairway."), article(2, pilots), article(3, dues))
    with ministry(tmp_path) as base:
        base.read(deposit(TREATY, articles=before, valid=old))
        watch = base.watch(Watched(TREATY, "art_1"))
        base.read(deposit(TREATY, articles=after, valid=new, path="newer.txt"))
        base.look()
        assert [
            (each.kind.value, each.evidence.code) for each in base.store.watches.alerts(watch.number)
        ] == [("new_version", "renumbered")]
        later = SOON + timedelta(days=30)
        base.read(deposit("law-a", does(RelationType.AMENDS, later, "art_1")))
        base.read(deposit("law-b", does(RelationType.AMENDS, later, "art_2")))
        base.pass_days(11)
        base.look()
        assert [each for each in base.told(watch) if each[2]] == [("amended", "coming", "law-b")]


def test_what_is_not_there_cannot_be_watched(base: Ministry) -> None:
    for wrong in (Watched("nowhere"), Watched(TREATY, "art_99")):
        with pytest.raises(NotFound):
            base.watch(wrong)
    with pytest.raises(NothingWatched):
        base.watch(Watched())
    with pytest.raises(NothingWatched):
        base.watch(Watched(TREATY), AlertKind.NEW_HIT)


def test_a_work_that_went_says_so_and_comes_back(base: Ministry) -> None:
    watch = base.watch()
    base.withdraw(TREATY)
    assert base.look() == 0
    assert base.store.watches.of("local")[0].fault == "not_found"
    base.read(treaty(LONG_AGO))
    assert base.look() == 0
    assert base.store.watches.of("local")[0].fault == ""
    assert base.told(watch) == []


# --- searches --------------------------------------------------------------------------------------

PILOTS = Watched(search=SavedSearch("pilots lagoon"))


def test_a_search_tells_of_each_work_once(base: Ministry) -> None:
    base.index()
    watch = base.watch(PILOTS)
    base.read(deposit("harbour-law", articles=(article(4, "Of pilots in the Lagoon of Norvale."),)))
    base.read(deposit("dock-law", articles=(article(4, "Pilots elsewhere."),)))
    assert base.look() == 0, "the index does not have it yet"
    base.index()
    assert base.look() == 1
    (alert,) = base.store.watches.alerts(watch.number)
    assert (alert.work, alert.provisions[0].eid, alert.kind) == ("harbour-law", "art_4", AlertKind.NEW_HIT)
    base.read(deposit("harbour-law", articles=(article(5, "Pilots, and the lagoon."),), path="more.txt"))
    base.index()
    assert base.look() == 0


def test_a_search_of_the_law_in_force_finds_what_enters_it(base: Ministry) -> None:
    base.index()
    watch = base.watch(PILOTS)
    words = (article(4, "Of pilots in the Lagoon."),)
    force = Force(ForceState.IN_FORCE, Interval(at(SOON), OPEN), Origin(OriginKind.TEXT))
    base.read(deposit("harbour-law", articles=words, forces=(force,), valid=Interval(at(SOON), OPEN)))
    base.index()
    assert base.look() == 0
    base.pass_days(10)
    assert base.look() == 1
    assert base.told(watch) == [("new_hit", "come", "")]


def test_words_that_only_build_the_sentence_need_not_be_there(base: Ministry) -> None:
    base.index()
    assert base.desk.preview(Watched(search=SavedSearch("the pilots of a lagoon")), LOCAL).found == 1
    assert base.desk.preview(Watched(search=SavedSearch("pilots AND dues")), LOCAL).found == 0
    assert base.desk.preview(Watched(search=SavedSearch("", {"kind": ("treaty",)})), LOCAL).found == 1


def test_a_search_for_nothing_or_for_everything_is_refused(
    base: Ministry, monkeypatch: pytest.MonkeyPatch
) -> None:
    base.index()
    for nothing in ("", "…"):
        with pytest.raises(NothingWatched):
            base.watch(Watched(search=SavedSearch(nothing)))
    monkeypatch.setattr(searches, "MOST_FOUND", 0)
    with pytest.raises(SearchTooWide):
        base.watch(PILOTS)


# --- how many it would have been -------------------------------------------------------------------


def test_the_last_year_is_counted_by_the_texts_days_else_by_those_of_recording(base: Ministry) -> None:
    base.today = date.today()
    last_month, long_ago = base.today - timedelta(days=30), base.today - timedelta(days=800)
    base.read(deposit("law-a", does(RelationType.AMENDS, last_month, "art_1")))
    base.read(deposit("law-b", does(RelationType.AMENDS, long_ago, "art_1")))
    base.read(deposit("law-c", does(RelationType.AMENDS, None, "art_1")))
    base.read(deposit("law-d", does(RelationType.CITES), adopted=last_month.isoformat()))
    base.read(deposit("law-e", does(RelationType.CITES), adopted=long_ago.isoformat()))
    base.read(deposit("law-f", does(RelationType.CITES)))
    found = base.desk.preview(Watched(TREATY), LOCAL).last_year
    assert (found.dated, found.recorded, found.total) == (2, 2, 4)
    only = base.desk.preview(Watched(TREATY), LOCAL, [AlertKind.AMENDED]).last_year
    assert (only.dated, only.recorded) == (1, 1)


def test_a_pause_loses_nothing(base: Ministry) -> None:
    watch = base.watch()
    base.store.watches.put(replace(watch, paused=True))
    base.read(deposit("law-a", does(RelationType.AMENDS, SOON, "art_1")))
    assert base.look() == 0
    base.store.watches.put(replace(watch, paused=False))
    assert base.look() == 1


def test_other_kinds_are_known_without_being_told(base: Ministry) -> None:
    watch = base.watch(None, AlertKind.REPEALED)
    base.read(deposit("law-a", does(RelationType.AMENDS, SOON, "art_1")))
    assert base.look() == 0
    base.store.watches.put(replace(watch, kinds=frozenset(AlertKind)))
    base.read(deposit("law-b", does(RelationType.AMENDS, SOON, "art_1")))
    assert base.look() == 1
    assert base.told(watch) == [("amended", "coming", "law-b")]
