"""A copy of a base goes from either database into either, whole or not at all."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lamhai import deposit, work
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from stores import Stores
from whole_base import NEVER_WRITTEN, fill, rows

from corpus.errors import SchemaMismatch, UnsuitableDataFolder
from corpus.model import LOCAL
from corpus.store import engine
from corpus.store.copying import copy_base, holds_something, prepare, put_in_place
from corpus.store.store import Store


@pytest.fixture
def full(url: str) -> str:
    """A base with rows in every table, on either database."""
    fill(url)
    return url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("PostgreSQL"))])
def other(request: pytest.FixtureRequest) -> Iterator[str]:
    """A place for another base, on either database."""
    stores: Stores = request.getfixturevalue(f"{request.param}_stores")
    with stores.new(tables=False) as made:
        yield made


def test_every_table_has_rows_to_copy(full: str) -> None:
    empty = {table for table, found in rows(full).items() if not found}
    assert empty == NEVER_WRITTEN


def test_there_and_back_again(full: str, other: str, tmp_path: Path) -> None:
    before = rows(full)
    copy_base(full, tmp_path / "there.db")
    prepare(tmp_path / "there.db")
    put_in_place(tmp_path / "there.db", other)
    assert rows(other) == before
    copy_base(other, tmp_path / "back.db")
    prepare(tmp_path / "back.db")
    put_in_place(tmp_path / "back.db", full)
    assert rows(full) == before


def test_a_restored_base_goes_on_under_an_epoch_of_its_own(full: str, other: str, tmp_path: Path) -> None:
    copy_base(full, tmp_path / "copy.db")
    prepare(tmp_path / "copy.db")
    put_in_place(tmp_path / "copy.db", other)
    with Store.open(full) as former, Store.open(other) as store:
        assert store.epoch != former.epoch
        change, works = store.change, store.counts(LOCAL).works
        store.deposit([deposit(work("later"), path="later.txt")])
        assert store.change == change + 1
        assert store.counts(LOCAL).works == works + 1
        assert store.find("twin", LOCAL).work.slug == "twin-2", "a merge is kept"


def test_a_copy_is_of_one_moment(url: str, tmp_path: Path) -> None:
    """Each transaction brings two works: a copy made meanwhile has both or neither."""
    with Store.open(url) as store:
        stop = threading.Event()

        def write() -> None:
            turn = 0
            while not stop.is_set():
                store.deposit([deposit(work(f"{side}-{turn}"), path=f"{side}{turn}") for side in "ab"])
                turn += 1

        writer = threading.Thread(target=write)
        writer.start()
        try:
            for turn in range(3):
                copy_base(url, tmp_path / f"{turn}.db")
        finally:
            stop.set()
            writer.join()
    for turn in range(3):
        with Store.open(f"sqlite:///{tmp_path}/{turn}.db") as copy:
            slugs = {summary.work.slug for summary in copy.works(LOCAL)}
            assert {slug.replace("a-", "b-") for slug in slugs if slug[0] == "a"} == {
                slug for slug in slugs if slug[0] == "b"
            }
            assert copy.change == len(slugs)


@pytest.mark.needs("PostgreSQL")
def test_what_breaks_on_the_way_leaves_what_was_there(
    postgresql_stores: Stores, full: str, tmp_path: Path
) -> None:
    path = tmp_path / "copy.db"
    copy_base(full, path)
    prepare(path)
    with sqlite3.connect(path) as copy:
        copy.execute("UPDATE work SET merged_into_id = 999999 WHERE slug = 'twin'")
    copy.close()
    with postgresql_stores.new() as target:
        with Store.open(target) as store:
            store.deposit([deposit(work("mine"))])
            epoch = store.epoch
        before = rows(target)
        with pytest.raises(IntegrityError):
            put_in_place(path, target)
        assert rows(target) == before
        with Store.open(target) as store:
            assert store.epoch == epoch


@pytest.mark.needs("PostgreSQL")
def test_servers_that_run_find_the_new_base(postgresql_stores: Stores, full: str, tmp_path: Path) -> None:
    copy_base(full, tmp_path / "copy.db")
    prepare(tmp_path / "copy.db")
    with postgresql_stores.new() as target, Store.open(target) as running:
        epoch = running.epoch
        put_in_place(tmp_path / "copy.db", target)
        assert running.epoch != epoch
        assert running.find("circular", LOCAL)


@pytest.mark.needs("PostgreSQL")
def test_the_tables_of_others_are_left_alone(postgresql_stores: Stores, full: str, tmp_path: Path) -> None:
    copy_base(full, tmp_path / "copy.db")
    prepare(tmp_path / "copy.db")
    for table in ("customer", "alembic_version"):
        with postgresql_stores.new(tables=False) as target:
            opened = engine.connect(target)
            with engine.writing(opened) as connection:
                connection.execute(text(f"CREATE TABLE {table} (version_num TEXT)"))
            for act in (holds_something, lambda url: put_in_place(tmp_path / "copy.db", url)):
                with pytest.raises(SchemaMismatch, match="something else"):
                    act(target)
            with engine.reading(opened) as connection:
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
            opened.dispose()


def test_what_holds_something(url: str, other: str) -> None:
    assert not holds_something(other)
    with Store.open(url) as store:
        store.deposit([deposit(work("a"))])
    assert holds_something(url)


def test_a_copy_is_put_over_nothing(full: str, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(UnsuitableDataFolder, match="already"):
        copy_base(full, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_copy_of_a_newer_program_is_refused(full: str, tmp_path: Path) -> None:
    copy_base(full, tmp_path / "copy.db")
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    copy.close()
    with pytest.raises(SchemaMismatch, match="newer"):
        prepare(tmp_path / "copy.db")
