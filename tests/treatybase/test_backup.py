"""A backup holds everything that is not derived, and comes back whole or not at all."""

from __future__ import annotations

import shutil
import tarfile
from pathlib import Path

import pytest
from small_library import Base, run

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
