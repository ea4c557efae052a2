"""A backup holds everything that is not derived, and comes back whole or not at all."""

from __future__ import annotations

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from small_library import Base, run
from stores import Stores

from corpus.store import engine, migrating
from treatybase.backup import BackupError
from treatybase.locks import DataFolderBusy, folder_lock


@pytest.fixture
def backup(base: Base, tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar"
    assert base.run("backup", file).status == 0
    return file


def test_a_restored_base_answers_the_same(base: Base, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("restore", backup, "--data", other)
    assert run("list", "--json", "--data", other).text == base.run("list", "--json").text
    assert run("verify", "--data", other).status == 0
    found = run("search", "arrest", "--json", "--data", other).json["results"]
    assert found
    sha256 = found[0]["source"]["sha256"]
    assert (other / "originals" / sha256[:2] / sha256[2:]).is_file()


def test_a_restored_base_has_an_epoch_of_its_own(base: Base, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("restore", backup, "--data", other)
    report = run("ingest", base.library, "--json", "--data", other).json
    assert (report["unchanged"], report["read"]) == (6, 0)
    shutil.rmtree(other / "index")
    shutil.copytree(base.data / "index", other / "index")
    assert run("verify", "--data", other).status == 3, "the index of the former base is not that of this one"


def test_it_is_not_put_over_another_base_unless_told(base: Base, backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    law = tmp_path / "law.md"
    law.write_text("# Act\n\nArticle 1\nOne.\n\nArticle 2\nTwo.\n", "utf-8")
    run("ingest", law, "--data", other)
    with pytest.raises(BackupError, match="--replace"):
        run("restore", backup, "--data", other)
    assert len(run("list", "--json", "--data", other).json) == 1
    run("restore", backup, "--replace", "--data", other)
    assert run("list", "--json", "--data", other).text == base.run("list", "--json").text


def test_nobody_may_use_the_folder_meanwhile(backup: Path, tmp_path: Path) -> None:
    with folder_lock(tmp_path / "other"), pytest.raises(DataFolderBusy):
        run("restore", backup, "--data", tmp_path / "other")


@pytest.mark.parametrize("damage", ["truncated", "original", "store", "foreign", "not a tar"])
def test_a_damaged_backup_changes_nothing(base: Base, backup: Path, tmp_path: Path, damage: str) -> None:
    broken = tmp_path / "broken.tar"
    if damage == "truncated":
        broken.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    elif damage == "not a tar":
        broken.write_bytes(b"no tar at all" * 100)
    else:
        _damage(backup, broken, damage)
    with pytest.raises(BackupError):
        run("restore", broken, "--data", tmp_path / "other")
    left = [path.name for path in (tmp_path / "other").iterdir() if path.name != "locks"]
    assert left == []


@pytest.fixture
def expected(base: Base) -> str:
    """What the base lists (asked for before `shared` sets another store)."""
    return base.run("list", "--json").text


@pytest.fixture
def shared(postgresql_stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The settings of a base on PostgreSQL."""
    with postgresql_stores.new(tables=False) as url:
        monkeypatch.setenv("TREATYBASE_STORE_URL", url)
        yield url


@pytest.mark.needs("PostgreSQL")
def test_from_one_machine_to_postgresql_and_back(
    base: Base, backup: Path, expected: str, tmp_path: Path, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, originals = tmp_path / "server", tmp_path / "shared"
    monkeypatch.setenv("TREATYBASE_ORIGINALS", str(originals))
    run("restore", backup, "--data", server)
    assert run("list", "--json", "--data", server).text == expected
    assert run("verify", "--data", server).status == 0
    assert not (server / "treatybase.db").exists(), "the store is in the database"
    assert not (server / "originals").exists(), "the originals are where settings say"
    report = run("ingest", base.library, "--json", "--data", server).json
    assert (report["unchanged"], report["read"]) == (6, 0)
    again = tmp_path / "again.tar"
    made = run("backup", again, "--json", "--data", server).json
    assert made["originals"] == len(list(originals.glob("*/*")))
    monkeypatch.delenv("TREATYBASE_STORE_URL")
    monkeypatch.delenv("TREATYBASE_ORIGINALS")
    run("restore", again, "--data", tmp_path / "mission")
    assert run("list", "--json", "--data", tmp_path / "mission").text == expected
    assert run("verify", "--data", tmp_path / "mission").status == 0


@pytest.mark.needs("PostgreSQL")
def test_it_is_not_put_over_another_base_in_postgresql(backup: Path, tmp_path: Path, shared: str) -> None:
    law = tmp_path / "law.md"
    law.write_text("# Act\n\nArticle 1\nOne.\n\nArticle 2\nTwo.\n", "utf-8")
    run("ingest", law, "--data", tmp_path / "one")
    with pytest.raises(BackupError, match="the database already holds a store"):
        run("restore", backup, "--data", tmp_path / "two")
    broken = tmp_path / "broken.tar"
    _damage(backup, broken, "original")
    with pytest.raises(BackupError, match="damaged"):
        run("restore", broken, "--replace", "--data", tmp_path / "two")
    assert len(run("list", "--json", "--data", tmp_path / "one").json) == 1
    run("restore", backup, "--replace", "--data", tmp_path / "two")
    assert len(run("list", "--json", "--data", tmp_path / "two").json) == 3
    assert run("verify", "--data", tmp_path / "one").status == 3, "an index elsewhere is of the former base"
    run("reindex", "--data", tmp_path / "one")
    assert run("verify", "--data", tmp_path / "one").status == 0


def test_secrets_and_what_is_of_one_machine_stay_there(
    base: Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATYBASE_ELASTICSEARCH_API_KEY", "a-secret-key")
    monkeypatch.setenv("TREATYBASE_ELASTICSEARCH_URL", "https://me:secret@search.example:9200")
    base.run("backup", tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as tar:
        member = tar.extractfile("backup.json")
        assert member is not None
        told = member.read().decode()
    assert "secret" not in told
    assert "Asia/Ho_Chi_Minh" in told
    assert base.data.as_posix() not in told


def test_a_backup_of_an_earlier_schema_is_brought_to_ours(backup: Path, tmp_path: Path) -> None:
    unpacked, old = tmp_path / "unpacked", tmp_path / "old.tar"
    with tarfile.open(backup) as tar:
        tar.extractall(unpacked, filter="data")
    store = engine.connect(f"sqlite:///{unpacked / 'treatybase.db'}")
    with engine.writing(store) as connection:
        command.downgrade(migrating.config(connection), "0002")
    store.dispose()
    with tarfile.open(old, "w") as tar:
        for path in sorted(unpacked.rglob("*")):
            if path.is_file():
                tar.add(path, path.relative_to(unpacked).as_posix())
    run("restore", old, "--data", tmp_path / "new")
    assert run("verify", "--data", tmp_path / "new").status == 0


def _damage(backup: Path, broken: Path, damage: str) -> None:
    unpacked = broken.with_suffix("")
    with tarfile.open(backup) as tar:
        tar.extractall(unpacked, filter="data")
    if damage == "original":
        original = next((unpacked / "originals").glob("*/*"))
        original.write_bytes(b"something else")
    elif damage == "store":
        (unpacked / "treatybase.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    else:
        (unpacked / "backup.json").write_text('{"format": 99, "version": "7.0"}', "utf-8")
    with tarfile.open(broken, "w") as tar:
        for path in sorted(unpacked.rglob("*")):
            if path.is_file():
                tar.add(path, path.relative_to(unpacked).as_posix())


def test_a_backup_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackupError, match="no store"):
        run("backup", tmp_path / "b.tar", "--data", tmp_path / "empty")
