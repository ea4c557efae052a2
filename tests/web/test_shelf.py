"""The catalogue cards, kept in step with a real store."""

from __future__ import annotations

from pathlib import Path

import pytest
from web_base import source

from corpus.model import (
    LOCAL,
    Access,
    Deposit,
    Expression,
    LegalDate,
    Provision,
    ProvisionKind,
    Scope,
    Work,
    WorkKind,
)
from corpus.model.scope import Holding
from corpus.store.store import Store
from web.shelf import Shelf


def deposit(
    slug: str, adopted: str = "", kind: WorkKind = WorkKind.LAW, access: Access = Access.PUBLIC
) -> Deposit:
    file = source(f"{slug}.txt")
    file = type(file)(file.path, file.sha256, file.size, file.media_type, holding=Holding(access=access))
    work = Work(slug, kind, {"en": slug.title()}, adopted=LegalDate.parse(adopted) if adopted else None)
    return Deposit(
        file, work, Expression("en"), (Provision("art_1", ProvisionKind.ARTICLE, text=slug),), True
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'treatybase.db'}", create=True)


def slugs(shelf: Shelf, scope: Scope = LOCAL) -> list[str]:
    return [card.slug for card in shelf.catalogue(scope).ordered]


def test_newest_first_and_undated_last(store: Store) -> None:
    store.deposit(
        [
            deposit("old", "1990"),
            deposit("undated"),
            deposit("new", "2020-05"),
            deposit("middle", "2001-01-02"),
        ]
    )
    assert slugs(Shelf(store)) == ["new", "middle", "old", "undated"]


def test_what_is_stored_later_is_seen(store: Store) -> None:
    store.deposit([deposit("first", "1990")])
    shelf = Shelf(store)
    assert slugs(shelf) == ["first"]
    store.deposit([deposit("second", "1991")])
    assert slugs(shelf) == ["second", "first"]
    assert shelf.catalogue(LOCAL).complete


def test_a_scope_sees_its_own_works_only(store: Store) -> None:
    store.deposit([deposit("open", "1990"), deposit("secret", "1991", access=Access.RESTRICTED)])
    shelf = Shelf(store)
    public = Scope("guest", frozenset({Access.PUBLIC}))
    assert slugs(shelf) == ["secret", "open"]
    assert slugs(shelf, public) == ["open"]
    assert shelf.catalogue(public).title_of("secret", "en") == "secret"


def test_a_long_list_is_read_on_at_every_call(store: Store) -> None:
    store.deposit([deposit(f"work-{number}", "1990") for number in range(600)])
    shelf = Shelf(store)
    first = shelf.catalogue(LOCAL, patience=0)
    assert 0 < len(first.ordered) < 600
    assert not first.complete
    shelf.warm(LOCAL, lambda: False)
    assert len(shelf.catalogue(LOCAL).ordered) == 600


def test_cards_are_counted_and_chosen_by_their_values(store: Store) -> None:
    store.deposit(
        [deposit("a", "1990"), deposit("b", "1990-02"), deposit("c", "2001", WorkKind.DECREE), deposit("d")]
    )
    catalogue = Shelf(store).catalogue(LOCAL)
    assert catalogue.counts("year", {}) == {"1990": 2, "2001": 1}
    assert catalogue.counts("kind", {"year": "1990", "kind": "decree"}) == {"law": 2}
    assert [card.slug for card in catalogue.chosen({"kind": "law", "year": "1990"})] == ["a", "b"]
    assert catalogue.chosen({"kind": "treaty"}) == ()


def test_a_shelf_that_stays_taken_is_shown_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.shelf.QUEUE_SECONDS", 0.05)
    store.deposit([deposit("first", "1990")])
    shelf = Shelf(store)
    with shelf._lock:  # as someone holds it whose store does not answer
        assert not shelf.catalogue(LOCAL).complete
    assert slugs(shelf) == ["first"]
    store.deposit([deposit("second", "1991")])
    with shelf._lock:
        assert slugs(shelf) == ["first"]
    assert slugs(shelf) == ["second", "first"]
