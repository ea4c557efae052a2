"""How long the index has been waiting is told by the store, which keeps no moment of a change itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lamhai import article, deposit, work
from sqlalchemy import text

from corpus.errors import SchemaMismatch
from corpus.store.engine import writing
from corpus.store.store import Store


def put(store: Store, slug: str) -> datetime:
    """Deposit a work; gives the moment before it."""
    before = datetime.now(UTC)
    store.deposit([deposit(work(slug), (article("1", slug),), path=f"{slug}.txt")])
    return before


def test_since_when_the_oldest_change_has_waited(store: Store) -> None:
    moments = [put(store, slug) for slug in ("first", "second", "third")]
    for after, (earliest, latest) in enumerate(zip(moments, [*moments[1:], datetime.now(UTC)], strict=True)):
        since = store.waiting_since(after)
        assert since is not None
        assert earliest <= since <= latest
    assert store.waiting_since(store.change) is None


def test_a_file_that_was_removed_waits_since_then(store: Store) -> None:
    put(store, "first")
    reached = store.change
    before = datetime.now(UTC)
    store.remove_file("first.txt")
    since = store.waiting_since(reached)
    assert since is not None
    assert before <= since <= datetime.now(UTC)


def test_a_store_migrated_by_a_newer_program_is_noticed_while_it_is_open(store: Store) -> None:
    put(store, "first")
    assert store.check() == store.change == 1
    with writing(store._engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaMismatch):
        store.check()
