"""Which state belongs to which commit, wherever a writer dies."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
import tantivy

from search_api.engine.embedded.snapshot import WORDS, open_words
from search_api.engine.embedded.state import STATE, State, announce, reload
from search_api.engine.embedded.writer import create_index
from search_api.errors import IndexUnusable

ONE, TWO = State(change=1, rows=5), State(change=2, rows=6)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_index(tmp_path)
    return tmp_path


@pytest.fixture
def writer(folder: Path) -> Any:
    return open_words(folder).writer(50_000_000, 1)


def state(folder: Path) -> State:
    return reload(folder, folder / WORDS, open_words(folder))[1]


def commit(writer: Any) -> None:
    writer.delete_documents_by_term("id", "")
    writer.commit()


def test_what_is_announced_holds_from_the_commit_on(folder: Path, writer: Any) -> None:
    assert state(folder) == State()
    for before, after in ((State(), ONE), (ONE, TWO)):
        announce(folder, folder / WORDS, before, after)
        assert state(folder) == before, "a writer that dies here has committed nothing"
        commit(writer)
        assert state(folder) == after


def test_a_writer_that_died_before_its_commit_is_forgotten(folder: Path, writer: Any) -> None:
    announce(folder, folder / WORDS, State(), ONE)
    announce(folder, folder / WORDS, State(), TWO)
    commit(writer)
    assert state(folder) == TWO


def test_merging_is_no_commit(folder: Path, writer: Any) -> None:
    for change in range(20):
        announce(folder, folder / WORDS, State(change), State(change + 1))
        writer.add_document(tantivy.Document.from_dict({"id": str(change)}, open_words(folder).schema))
        commit(writer)
    writer.wait_merging_threads()
    searcher, found = reload(folder, folder / WORDS, open_words(folder))
    assert (searcher.num_docs, found) == (20, State(20))


def test_readers_never_see_one_half_of_a_commit(folder: Path, writer: Any) -> None:
    """Each commit adds one document and says so: any reader, at any moment, finds as many as it is told."""
    schema, done = open_words(folder).schema, threading.Event()
    apart: list[tuple[int, int]] = []

    def read() -> None:
        index = open_words(folder)
        while not done.is_set():
            searcher, found = reload(folder, folder / WORDS, index)
            if searcher.num_docs != found.rows:
                apart.append((searcher.num_docs, found.rows))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for count in range(60):
        announce(folder, folder / WORDS, State(rows=count), State(rows=count + 1))
        writer.add_document(tantivy.Document.from_dict({"id": str(count)}, schema))
        commit(writer)
    done.set()
    for reader in readers:
        reader.join()
    assert apart == []
    assert state(folder).rows == 60


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"stamp": 0, "stands": {"colour": 1}}'])
def test_a_damaged_or_missing_state_is_told(folder: Path, content: bytes | None) -> None:
    (folder / STATE).unlink()
    if content is not None:
        (folder / STATE).write_bytes(content)
    with pytest.raises(IndexUnusable, match=STATE):
        state(folder)
