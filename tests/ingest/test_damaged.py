"""Every damaged file gives documents or a named error, in bounded time and memory."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from damage import SOUND, write_all

from ingest.errors import IngestError
from ingest.readers import read_file

pytestmark = pytest.mark.slow

SECONDS = 60
MEMORY = 1 << 30


def _outcome(path: Path) -> str:
    try:
        return f"read {sum(1 for _ in read_file(path))}"
    except IngestError as error:
        return error.code if str(error) else f"SILENT {error.code}"


def _serve(connection: Connection) -> None:
    """Read one file after another, never taking more memory than allowed."""
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    while (path := connection.recv()) is not None:
        try:
            connection.send(_outcome(path))
        except Exception as error:
            connection.send(f"CRASH {type(error).__name__}: {error}"[:300])


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    """What became of each file, and in how many seconds."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    worker = context.Process(target=_serve, args=(there,), daemon=True)
    worker.start()
    found = {}
    for path in write_all(tmp_path_factory.mktemp("damaged")):
        begun = time.monotonic()
        here.send(path)
        alive = here.poll(SECONDS)
        found[path.name] = (here.recv() if alive else "HANG", time.monotonic() - begun)
        if not alive or not worker.is_alive():
            pytest.fail(f"{path.name}: the reader died or hung")
    here.send(None)
    worker.join(10)
    return found


def test_a_hundred_damaged_files(outcomes: dict[str, tuple[str, float]]) -> None:
    assert len(outcomes) >= 100
    faults = {
        name: outcome for name, (outcome, _) in outcomes.items() if not outcome.startswith(("read ", *CODES))
    }
    assert not faults
    assert max(seconds for _, seconds in outcomes.values()) < SECONDS


CODES = (
    "unreadable_file", "encrypted_file", "no_usable_text", "too_large", "unknown_format", "invalid_record",
    "not_a_document",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("empty.md", "not_a_document"),
        ("blank.txt", "not_a_document"),
        ("nested.xml", "too_large"),
        ("encrypted.pdf", "encrypted_file"),
        ("bomb.zip", "too_large"),
        ("bomb.docx", "too_large"),
        ("lying.zip", "unreadable_file"),
        ("deep.zip", "too_large"),
        ("slip.zip", "read 2"),
        ("unknown-root.xml", "unknown_format"),
        ("picture.txt", "not_a_document"),
        ("null-records.jsonl", "invalid_record"),
        ("half-record.jsonl", "read 3"),
        ("line.txt", "read 1"),
        ("line.jsonl", "read 1"),
        ("really.md", "read 1"),
        ("really.pdf", "read 1"),
        ("really.json", "read 1"),
        ("really.txt", "read 1"),
        ("really.html", "read 3"),
        ("only-head.pdf", "unreadable_file"),
    ],
)
def test_the_reason_is_named(outcomes: dict[str, tuple[str, float]], name: str, expected: str) -> None:
    assert outcomes[name][0] == expected


def test_the_sound_files_are_read(tmp_path: Path) -> None:
    for name, make in SOUND.items():
        path = tmp_path / name
        path.write_bytes(make())
        documents = list(read_file(path))
        assert documents, name
        assert all(document.blocks or document.tree for document in documents), name


def test_no_outside_entity_is_read(tmp_path: Path, outcomes: dict[str, tuple[str, float]]) -> None:
    assert outcomes["outside.xml"][0] in {"read 1", "unreadable_file", "not_a_document"}
    path = next(path for path in write_all(tmp_path) if path.name == "outside.xml")
    try:
        texts = [
            node.text for document in read_file(path) for top in document.tree or () for node in top.walk()
        ]
    except IngestError:
        texts = []
    assert not any("root:" in text for text in texts)
