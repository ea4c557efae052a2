from __future__ import annotations

import errno
import hashlib
import os
import stat
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from corpus.errors import InvalidIdentifier, NotFound
from corpus.originals import Originals, checksum


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "originals")


@pytest.fixture
def circular(tmp_path: Path) -> Path:
    path = tmp_path / "thông tư.txt"
    path.write_text("Điều 1. Phạm vi điều chỉnh", encoding="utf-8")
    return path


def test_keeps_the_bytes_under_their_checksum(originals: Originals, circular: Path) -> None:
    sha256 = originals.put(circular)
    assert sha256 == hashlib.sha256(circular.read_bytes()).hexdigest() == checksum(circular)
    assert originals.path(sha256) == originals.folder / sha256[:2] / sha256[2:]
    assert originals.get(sha256).read_bytes() == circular.read_bytes()


def test_the_same_bytes_are_kept_once(originals: Originals, circular: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_bytes(circular.read_bytes())
    assert originals.put(circular) == originals.put(twin)
    assert len([path for path in originals.folder.rglob("*") if path.is_file()]) == 1


def test_a_truncated_copy_is_mended(originals: Originals, circular: Path) -> None:
    sha256 = originals.put(circular)
    originals.path(sha256).write_bytes(b"half")
    originals.put(circular)
    assert checksum(originals.path(sha256)) == sha256


def test_a_failed_copy_leaves_nothing(
    originals: Originals, circular: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        originals.put(circular)
    assert [path for path in originals.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("number", "kept"), [(errno.EINVAL, True), (errno.EIO, False)])
def test_a_file_system_may_be_unable_to_sync_folders(
    originals: Originals, circular: Path, monkeypatch: pytest.MonkeyPatch, number: int, kept: bool
) -> None:
    real = os.fsync

    def of_a_network(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", of_a_network)
    with nullcontext() if kept else pytest.raises(OSError, match=os.strerror(number)):
        assert originals.get(originals.put(circular)).read_bytes() == circular.read_bytes()


def test_sweep_removes_what_a_killed_process_left(originals: Originals, circular: Path) -> None:
    sha256 = originals.put(circular)
    (originals.folder / ".incoming-dead").write_bytes(b"half")
    assert originals.sweep() == 1
    assert originals.get(sha256).is_file()


def test_many_threads_keep_one_file(originals: Originals, circular: Path) -> None:
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(originals.put(circular))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert len(set(seen)) == 1
    assert checksum(originals.get(seen[0])) == seen[0]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "AB" * 32, "a" * 63])
def test_only_checksums_are_names(originals: Originals, name: str) -> None:
    with pytest.raises(InvalidIdentifier):
        originals.path(name)


def test_unknown_checksum(originals: Originals) -> None:
    with pytest.raises(NotFound):
        originals.get("0" * 64)
