"""The schema: migrated as modelled, refused when it is another's, on a local disk only."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from lamhai import deposit, work
from sqlalchemy import inspect, text
from stores import Stores

from corpus.errors import SchemaMismatch, UnsuitableDataFolder
from corpus.model import LOCAL
from corpus.store import engine
from corpus.store.place import demand_local, mount_type
from corpus.store.schema import Base
from corpus.store.store import Store


def test_every_constraint_has_a_name(url: str) -> None:
    opened = engine.connect(url)
    inspector = inspect(opened)
    for table in Base.metadata.tables:
        assert inspector.get_pk_constraint(table)["name"]
        assert all(key["name"] for key in inspector.get_foreign_keys(table)), table
        assert all(key["name"] for key in inspector.get_unique_constraints(table)), table
    opened.dispose()


def test_every_foreign_key_has_an_index() -> None:
    """Else deleting or following from the other side walks the whole table."""
    for table in Base.metadata.tables.values():
        firsts = {next(iter(index.columns)).name for index in table.indexes}
        firsts.add(next(iter(table.primary_key.columns)).name)
        firsts |= {
            next(iter(c.columns)).name for c in table.constraints if c.__visit_name__ == "unique_constraint"
        }
        for key in table.foreign_key_constraints:
            first = key.column_keys[0]
            assert first in firsts or (table.name, first) in UNFOLLOWED, (table.name, first)


UNFOLLOWED = {
    ("assertion", "work_id"),
    ("regrouping_item", "expression_id"),
}
"""Foreign keys that are only ever followed from their own side."""


def test_an_old_schema_is_refused_and_names_the_way_out(sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    connection.close()
    with pytest.raises(SchemaMismatch, match="treatybase migrate") as caught:
        Store.open(sqlite_url)
    assert caught.value.code == "schema_mismatch"


def test_a_newer_schema_asks_for_a_newer_program(sqlite_url: str) -> None:
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(SchemaMismatch, match="newer version"):
        Store.open(sqlite_url)


def test_someone_elses_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER)")
    connection.close()
    with pytest.raises(SchemaMismatch, match="something else"):
        Store.open(f"sqlite:///{path}", create=True)


def test_migrating_a_current_store_changes_nothing(url: str) -> None:
    with Store.open(url) as store:
        store.deposit([deposit(work("a"))])
        epoch = store.epoch
    with Store.open(url, migrate=True, create=True) as store:
        assert store.epoch == epoch
        assert store.counts(LOCAL).works == 1


def test_a_store_that_is_not_there_is_not_made_by_mistake(tmp_path: Path) -> None:
    with pytest.raises(UnsuitableDataFolder, match="no store"):
        Store.open(f"sqlite:///{tmp_path}/none.db")
    assert not (tmp_path / "none.db").exists()


def test_many_may_create_at_once(stores: Stores) -> None:
    epochs: list[str] = []

    def create(url: str) -> None:
        with Store.open(url, create=True) as store:
            epochs.append(store.epoch)

    with stores.new(tables=False) as url:
        threads = [threading.Thread(target=create, args=(url,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(epochs) == 4
    assert len(set(epochs)) == 1


def test_the_epoch_changes_with_a_restore_only(url: str) -> None:
    with Store.open(url) as store:
        before = store.epoch
        assert store.renew_epoch() != before
        after = store.epoch
    with Store.open(url) as store:
        assert store.epoch == after


def test_what_was_acknowledged_is_on_the_disk(sqlite_url: str) -> None:
    opened = engine.connect(sqlite_url)
    with engine.reading(opened) as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    opened.dispose()


def test_opening_a_store_loads_no_migrations() -> None:
    program = "import sys, corpus.store.store; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# --- the place -----------------------------------------------------------------------------------

MOUNTS = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
40 22 0:44 / /mnt/share rw,relatime shared:1 - nfs4 server:/export rw
41 22 0:45 / /mnt/share/local rw - xfs /dev/sdb1 rw
42 22 0:46 / /mnt/with\\040blank rw - cifs //server/x rw
43 22 0:47 / /mnt/over rw - ext4 /dev/sdc1 rw
44 43 0:48 / /mnt/over rw - fuse.sshfs me@host:/ rw
broken line
"""

PLACES = [
    ("/srv/data", "ext4"),
    ("/mnt/share", "nfs4"),
    ("/mnt/share/treatybase", "nfs4"),
    ("/mnt/share/local/x", "xfs"),
    ("/mnt/shared", "ext4"),
    ("/mnt/with blank/x", "cifs"),
    ("/mnt/over/x", "fuse.sshfs"),
]


@pytest.mark.parametrize(("folder", "kind"), PLACES)
def test_the_type_of_a_mount(folder: str, kind: str) -> None:
    assert mount_type(Path(folder), MOUNTS) == kind
    assert mount_type(Path(folder), "") is None


def test_a_network_disk_is_refused_and_postgresql_named(tmp_path: Path) -> None:
    mounts = f"40 22 0:44 / {tmp_path} rw - nfs4 server:/export rw"
    with pytest.raises(UnsuitableDataFolder, match="PostgreSQL") as caught:
        demand_local(tmp_path, mounts)
    assert caught.value.params["file_system"] == "nfs4"
    demand_local(tmp_path, MOUNTS)
    demand_local(tmp_path, "")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnsuitableDataFolder, match="cannot make"):
        demand_local(tmp_path / "file" / "data", "")


# --- several at once -----------------------------------------------------------------------------


def test_threads_share_a_store(url: str) -> None:
    with Store.open(url) as store:
        errors: list[BaseException] = []

        def go(worker: int) -> None:
            try:
                for turn in range(5):
                    store.deposit([deposit(work(f"w{worker}-{turn}"), path=f"{worker}/{turn}")])
                    store.works(LOCAL)
            except BaseException as error:
                errors.append(error)

        threads = [threading.Thread(target=go, args=(worker,)) for worker in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        numbers = [change.number for change in store.changes(0)]
        assert numbers == list(range(1, 21)), "each its own, rising, none lost"


WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from lamhai import article, deposit, work
from corpus.store.store import Store
with Store.open(sys.argv[1]) as store:
    for turn in range(15):
        name = f"{sys.argv[2]}-{turn}"
        one = deposit(work(name), (article("1", name),), path=name)
        both = deposit(work("shared"), (article("1", f"shared {turn}"),), path=f"shared{turn}")
        store.deposit([one, both])
"""


def test_processes_share_a_store(url: str) -> None:
    here = str(Path(__file__).parent)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, url, name, here]) for name in ("a", "b")]
    seen = 0
    with Store.open(url) as store:
        while any(writer.poll() is None for writer in writers):
            changes = store.changes(seen)
            assert all(change.number > seen for change in changes)
            seen = changes[-1].number if changes else seen
        assert [writer.wait() for writer in writers] == [0, 0]
        assert store.counts(LOCAL).works == 31
        shared = store.find("shared", LOCAL)
        assert len(shared.expressions) == 15, "a text that two processes read is there once"
        assert store.changes(seen) == [] or store.changes(seen)[-1].number == store.change
