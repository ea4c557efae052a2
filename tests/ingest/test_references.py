"""Relations from citations, and how they find their works. All works are fictional."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from corpus.model import (
    LOCAL,
    Deposit,
    Expression,
    Identifier,
    IdentifierScheme,
    LegalDate,
    Provision,
    ProvisionKind,
    RelationType,
    Source,
    Work,
)
from corpus.store.store import Store
from ingest.references import read_references


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/base.db", create=True) as opened:
        yield opened


def article(number: str, text: str) -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, number=number, text=text)


def made(slug: str, title: str, *tree: Provision, number: str = "", adopted: date | None = None) -> Deposit:
    identifiers = (Identifier(IdentifierScheme.NUMBER, number),) if number else ()
    day = LegalDate.of(adopted) if adopted else None
    work = Work(slug=slug, titles={"en": title}, identifiers=identifiers, adopted=day)
    source = Source(f"{slug}.txt", hashlib.sha256(slug.encode()).hexdigest(), 1, "text/plain")
    return Deposit(
        source, work, Expression("en"), tree, work_given=True, relations=read_references(tree, "en", work)
    )


def test_only_other_works_are_related() -> None:
    tree = [
        article("1", "Article 2 of this Agreement, Article 5 of Directive 2031/7/EQ and Directive 2030/1/EQ.")
    ]
    work = Work(slug="own", titles={}, identifiers=(Identifier(IdentifierScheme.NUMBER, "2030/1/EQ"),))
    (relation,) = read_references(tree, "en", work)
    assert (relation.type, relation.target, relation.target_eid) == (
        RelationType.CITES, "Directive 2031/7/EQ", "art_5",
    )  # fmt: skip
    span = relation.origin.span
    assert span is not None
    assert tree[0].text[span.start : span.end] == "Article 5 of Directive 2031/7/EQ"


def test_a_preamble_tells_what_a_text_is_based_on() -> None:
    recital = Provision("preamble__rec_1", ProvisionKind.RECITAL, text="Căn cứ Luật số 5/2012/QH13;")
    preamble = Provision("preamble", ProvisionKind.PREAMBLE, children=(recital,))
    (relation,) = read_references([preamble], "vi", Work(slug="own", titles={}))
    assert (relation.type, relation.target) == (RelationType.BASED_ON, "Luật số 5/2012/QH13")


def test_a_title_waits_for_its_work_and_for_its_provision(store: Store) -> None:
    citing = article("1", "Articles 2 and 9 of the Ostermere Convention on Consular Posts apply.")
    store.deposit([made("citing", "Rules", citing)])
    assert [each.target_slug for each in store.find("citing", LOCAL).relations] == [None, None]
    store.deposit([made("posts", "OSTERMERE CONVENTION ON CONSULAR POSTS", article("2", "Posts are open."))])
    found = store.find("citing", LOCAL).relations
    assert [(each.target_slug, each.located) for each in found] == [("posts", "art_2"), ("posts", None)]
    assert {each.located for _, each in store.find("posts", LOCAL).incoming} == {"art_2", None}


def test_a_title_of_two_works_keeps_both_as_candidates(store: Store) -> None:
    for slug in ("one", "two"):
        store.deposit([made(slug, "Ostermere Convention on Consular Posts", article("2", slug))])
    store.deposit(
        [made("citing", "Rules", article("1", "The Ostermere Convention on Consular Posts applies."))]
    )
    (relation,) = store.find("citing", LOCAL).relations
    assert (relation.target_slug, relation.candidates) == (None, ("one", "two"))


def test_no_text_cites_by_title_what_came_later(store: Store) -> None:
    text = article("1", "The Ostermere Convention on Consular Posts applies.")
    store.deposit([made("citing", "Rules", text, adopted=date(1960, 1, 1))])
    later = made(
        "later", "Ostermere Convention on Consular Posts", article("2", "x"), adopted=date(1990, 1, 1)
    )
    store.deposit([later])
    assert [each.target_slug for each in store.find("citing", LOCAL).relations] == [None]


def test_a_citation_does_not_change_the_work_that_it_cites(store: Store) -> None:
    store.deposit([made("posts", "Ostermere Convention on Consular Posts", article("2", "x"))])
    before = store.find("posts", LOCAL).change
    store.deposit(
        [made("citing", "Rules", article("1", "The Ostermere Convention on Consular Posts applies."))]
    )
    assert store.find("posts", LOCAL).change == before
    assert [slug for slug, _ in store.find("posts", LOCAL).incoming] == ["citing"]
