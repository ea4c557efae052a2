"""What is told of a work that others name by its title alone, which another work may have too."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from corpus.law.effects import forces_from
from corpus.law.status import ReasonCode, status_of
from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    State,
    Work,
)
from corpus.store.resolving import is_doubtful
from corpus.store.store import Store

TEXT = Origin(OriginKind.TEXT, "amendment")
TITLE = "Ostermere Act on Consular Posts"
LAW = Force(ForceState.IN_FORCE, Interval(End.on("1990-06-01"), OPEN), TEXT)
SINCE = Interval(End.on("2010-01-01"), UNKNOWN)
DAY = date(2011, 1, 1)

Days = tuple[date | None, date | None]


def day(text: str) -> Days:
    told = LegalDate.parse(text) if text else None
    return (told.earliest, told.latest) if told else (None, None)


@pytest.mark.parametrize(
    ("printed", "citing", "cited", "doubtful"),
    [
        (TITLE, "2009-05-01", "1990-03-02", False),
        (TITLE, "2009-05-01", "1990", False),
        (TITLE, "2009-05-01", "2009-05-01", False),
        (f"{TITLE} 1990", "2009-05-01", "1990-03-02", False),
        (f"{TITLE} 1975", "2009-05-01", "1990-03-02", True),
        (f"{TITLE} of 2 March 1990", "2009-05-01", "1990-03-02", False),
        (TITLE, "2009-05-01", "", True),
        (TITLE, "", "1990-03-02", True),
        (TITLE, "1990-02", "1990-02-15", True),
        (TITLE, "1980-01-01", "1990-03-02", True),
    ],
)
def test_whether_another_work_of_the_title_may_be_meant(
    printed: str, citing: str, cited: str, doubtful: bool
) -> None:
    assert is_doubtful(printed, day(citing), day(cited)) is doubtful


@pytest.mark.parametrize(
    "kind", [RelationType.REPEALS, RelationType.REPLACES, RelationType.ANNULS, RelationType.SUSPENDS]
)
def test_what_may_mean_another_ends_nothing_and_leaves_no_one_sure(kind: RelationType) -> None:
    sure = Relation(kind, TITLE, TEXT, "art_2", effective=SINCE)
    assert status_of([LAW, *forces_from([("act-9", sure)])], DAY).state is not State.IN_FORCE
    unsure = replace(sure, candidates=("posts",))
    status = status_of([LAW, *forces_from([("act-9", unsure)])], DAY)
    assert status.state is State.UNKNOWN
    assert status.reason.code in (ReasonCode.END_UNDATED, ReasonCode.SUSPENSION_UNCERTAIN)


@pytest.mark.parametrize("kind", [RelationType.AMENDS, RelationType.INSERTS, RelationType.COMMENCES])
def test_what_may_mean_another_does_not_show_that_it_goes_on(kind: RelationType) -> None:
    """That a work was amended shows that it had not ended: only of the work that was meant."""
    began = replace(LAW, interval=Interval(End.on("1990-06-01"), UNKNOWN))
    sure = Relation(kind, TITLE, TEXT, "art_2", effective=SINCE)
    unsure = replace(sure, candidates=("posts",))
    before = date(2009, 6, 1)
    assert status_of([began, *forces_from([("act-9", unsure)])], before).state is State.UNKNOWN
    if kind is not RelationType.COMMENCES:
        assert status_of([began, *forces_from([("act-9", sure)])], before).state is State.IN_FORCE


@pytest.mark.parametrize("day_", [date(1995, 1, 1), DAY])
def test_an_amendment_that_names_no_provision_never_goes_on_for_a_provision(day_: date) -> None:
    """That the work had not ended tells nothing of an article, nor of the days behind the amendment."""
    began = replace(LAW, interval=Interval(End.on("1990-06-01"), UNKNOWN))
    amends = Relation(RelationType.AMENDS, "Act 5/1990", TEXT, "art_2", effective=SINCE)
    forces = [began, *forces_from([("act-9", amends)])]
    assert status_of(forces, day_, "art_4").state is State.UNKNOWN
    assert (status_of(forces, day_).state is State.IN_FORCE) is (day_ < date(2010, 1, 1))


def deposit(slug: str, adopted: str, *, forces: tuple[Force, ...] = (), title: str = "") -> Deposit:
    article = Provision("art_2", ProvisionKind.ARTICLE, "Article 2", "2", text=f"{slug} ends something.")
    repeal = Relation(RelationType.REPEALS, f"the {TITLE}", TEXT, "art_2", effective=SINCE)
    source = Source(f"{slug}.txt", hashlib.sha256(slug.encode()).hexdigest(), 10, "text/plain")
    work = Work(slug, titles={"en": title or slug}, adopted=LegalDate.parse(adopted) if adopted else None)
    relations = () if title else (repeal,)
    return Deposit(
        source, work, Expression("en"), (article,), work_given=True, forces=forces, relations=relations
    )


@pytest.mark.parametrize(("adopted", "state"), [("1990-03-02", State.ENDED), ("", State.UNKNOWN)])
def test_a_repeal_by_title_in_the_store(store: Store, adopted: str, state: State) -> None:
    store.deposit([deposit("posts", adopted, forces=(LAW,), title=TITLE), deposit("act-9", "2009-05-01")])
    posts = store.find("posts", LOCAL)
    assert [slug for slug, _ in posts.incoming] == ["act-9"]
    assert status_of(posts.forces, DAY).state is state
