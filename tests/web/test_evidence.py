"""What a status rests on leads to the provision that says it, in the work itself or in another."""

from __future__ import annotations

from datetime import date

from corpus.law.effects import forces_from
from corpus.law.rewording import missing
from corpus.law.status import status_of
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Work,
)
from corpus.store.views import StoredExpression, StoredWork, Transition
from web.messages import messages
from web.views.evidence import Evidence, evidence, transitional
from web.wording import Wording

TEXT = Origin(OriginKind.TEXT)
WORDING = Wording(messages("en"))
DAY = date(2036, 1, 1)


def stored(kind: RelationType) -> StoredWork:
    """A law of three articles whose last says when it begins; another act does something to Article 2."""
    articles = tuple(
        Provision(f"art_{n}", ProvisionKind.ARTICLE, f"Article {n}", str(n), text=f"Text {n}.")
        for n in (1, 2, 3)
    )
    shown = StoredExpression(1, Expression("en", Interval(End.on("2031-01-01"), UNKNOWN)), articles, ())
    began = Force(
        ForceState.IN_FORCE,
        Interval(End.on("2031-01-01"), OPEN),
        TEXT,
        reason="stated_in_text",
        detail="art_3",
    )
    since = Interval(End.on("2035-05-01"), UNKNOWN)
    elsewhere = Relation(kind, "law", TEXT, "art_7", target_eid="art_1", effective=since)
    told = Relation(kind, "law", TEXT, "art_8", target_eid="art_2", effective=since)
    incoming = (("act-9", elsewhere), ("act-9", told))
    forces = (began, *forces_from(incoming))
    return StoredWork(1, 1, Work("law"), (shown,), forces, incoming=incoming)


def ask(kind: RelationType, eid: str | None) -> tuple[Evidence, ...]:
    work = stored(kind)
    (shown,) = work.expressions
    reworded = missing(shown.expression, work.rewordings, eid, DAY) if eid else None
    status = status_of(work.forces, DAY, eid, shown.expression.valid, reworded=reworded)
    return evidence(work, shown, status, lambda slug: f"<{slug}>", WORDING)


def test_a_clause_of_its_own() -> None:
    (found,) = ask(RelationType.REPEALS, "art_3")
    assert found == Evidence("read from the text: Article 3", "/works/law?language=en&at=art_3#art_3")


def test_the_provision_of_the_work_that_ended_it() -> None:
    (found, *_) = ask(RelationType.REPEALS, "art_2")
    assert found == Evidence("Repealed by: <act-9>", "/works/act-9?at=art_8#art_8")


def test_the_provision_that_changed_or_corrected_its_words() -> None:
    assert ask(RelationType.REPLACES, "art_2") == (
        Evidence("Replaced by: <act-9>", "/works/act-9?at=art_8#art_8"),
    )
    assert ask(RelationType.CORRECTS, "art_2") == (
        Evidence("Corrected by: <act-9>", "/works/act-9?at=art_8#art_8"),
    )


def test_transitional_provisions_are_named_with_their_work() -> None:
    place = Transition("act-9", "art_10__para_2", "vi", ("Điều 10", "2."))
    assert transitional((place,), lambda slug: f"<{slug}>") == (
        Evidence("Điều 10 › 2. (<act-9>)", "/works/act-9?language=vi&at=art_10__para_2#art_10__para_2"),
    )
