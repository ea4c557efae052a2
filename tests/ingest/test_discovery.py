"""Every file under the given paths is found once, in order, and none is forgotten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ingest.discovery import discover


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


def test_folders_in_order_and_names_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "b" / "2.txt", tmp_path / "b" / "1.txt", tmp_path / "a" / "z.txt")
    monkeypatch.chdir(tmp_path)
    assert [file.name for file in discover([Path("b"), Path("a/z.txt")])] == ["b/1.txt", "b/2.txt", "a/z.txt"]


def test_each_file_once(tmp_path: Path) -> None:
    touch(tmp_path / "a" / "1.txt")
    found = discover([tmp_path / "a", tmp_path / "a" / "1.txt", tmp_path / "a" / ".." / "a"])
    assert len(found) == 1


def test_what_is_not_read_is_still_accounted_for(tmp_path: Path) -> None:
    touch(tmp_path / ".DS_Store", tmp_path / "MANIFEST.csv", tmp_path / "law.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    faults = {file.path.name: file.fault.code if file.fault else None for file in discover([tmp_path])}
    assert faults == {
        ".DS_Store": "not_a_document",
        "MANIFEST.csv": "not_a_document",
        "broken.txt": "unreadable_file",
        "law.txt": None,
        "pipe": "not_a_document",
    }


def test_folders_that_are_not_entered(tmp_path: Path) -> None:
    touch(tmp_path / ".git" / "HEAD", tmp_path / "data" / "treatybase.db", tmp_path / "law.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    assert [file.path.name for file in discover([tmp_path], [tmp_path / "data"])] == ["law.txt"]
