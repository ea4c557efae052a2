"""From which day a change has effect: that on which the provision that makes it has force itself."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from corpus.law.effects import taking_effect
from corpus.law.status import status_of
from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    Deposit,
    End,
    EndKind,
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
from corpus.store.store import Store

RULE = Origin(OriginKind.RULE, "test")
TEXT = Origin(OriginKind.TEXT, "amendment")


def on(day: str) -> End:
    return End(EndKind.KNOWN, LegalDate.parse(day))


def force(start: str, eid: str | None = None, territory: str = "") -> Force:
    return Force(ForceState.IN_FORCE, Interval(on(start), UNKNOWN), RULE, eid, territory)


def repeal(eid: str | None = "art_2") -> Relation:
    return Relation(RelationType.REPEALS, "Decree 1/2030", TEXT, eid, target_eid="art_5")


def test_a_change_takes_effect_with_its_act() -> None:
    dated = taking_effect(repeal(), [force("2031-02-01")])
    assert str(dated.effective.start) == "2031-02-01"


def test_a_provision_that_begins_later_changes_later() -> None:
    forces = [force("2031-02-01"), force("2032-01-01", "art_2")]
    assert str(taking_effect(repeal("art_2__para_3"), forces).effective.start) == "2032-01-01"
    assert str(taking_effect(repeal("art_4"), forces).effective.start) == "2031-02-01"


def test_what_the_relation_says_itself_stands() -> None:
    told = Relation(RelationType.REPEALS, "Decree 1/2030", TEXT, effective=Interval(on("2030-07-01"), OPEN))
    assert taking_effect(told, [force("2031-02-01")]) is told


@pytest.mark.parametrize(
    "forces",
    [
        [],
        [force("2031-02-01", territory="Isle of Skarn")],
        [
            Force(ForceState.IN_FORCE, Interval(on("2031-02-01"), on("2031-08-01")), RULE),
            Force(ForceState.IN_FORCE, Interval(on("2033-02-01"), UNKNOWN), RULE),
        ],
    ],
    ids=["nothing recorded", "another territory", "lapsed and revived"],
)
def test_a_day_that_nobody_knows_stays_unknown(forces: list[Force]) -> None:
    assert taking_effect(repeal(), forces).effective.start == UNKNOWN


def test_a_citation_has_no_effect() -> None:
    cited = Relation(RelationType.CITES, "Decree 1/2030", TEXT)
    assert taking_effect(cited, [force("2031-02-01")]) is cited


def deposit(slug: str, *, forces: tuple[Force, ...] = (), relations: tuple[Relation, ...] = ()) -> Deposit:
    articles = tuple(
        Provision(
            f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", str(number), text=f"{slug} {number}"
        )
        for number in (2, 5)
    )
    return Deposit(
        Source(f"{slug}.txt", hashlib.sha256(slug.encode()).hexdigest(), 10, "text/plain"),
        Work(slug),
        Expression("en"),
        articles,
        work_given=True,
        forces=forces,
        relations=relations,
    )


def test_a_repeal_ends_a_provision_when_the_force_of_the_repealing_act_is_told(store: Store) -> None:
    """It may be told later, by another source: then the repealed work has changed too."""
    whole = Relation(
        RelationType.REPEALS, "old", TEXT, "art_2", target_slug="old", target_eid="art_5", partial=True
    )
    store.deposit(
        [deposit("old", forces=(Force(ForceState.IN_FORCE, Interval(on("2030-01-01"), OPEN), RULE),))]
    )
    store.deposit([deposit("new", relations=(whole,))])
    old = store.find("old", LOCAL)
    assert status_of(old.forces, date(2032, 1, 1), "art_5").state is State.UNKNOWN
    before = store.change

    store.deposit([deposit("new", forces=(force("2031-02-01"),))])

    old = store.find("old", LOCAL)
    assert status_of(old.forces, date(2031, 1, 31), "art_5").state is State.IN_FORCE
    assert status_of(old.forces, date(2031, 2, 1), "art_5").state is State.ENDED
    assert old.change > before
    (incoming,) = old.incoming
    (outgoing,) = store.find("new", LOCAL).relations
    assert str(incoming[1].effective.start) == str(outgoing.effective.start) == "2031-02-01"
