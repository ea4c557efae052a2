"""The model that the settings name: its adapter, its window, and what happens when it changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_library import CONVENTION, Base, run

from corpus.model import LOCAL
from search_api.embedding.adapter import CARRIED, Adapter
from search_api.engine.port import Everything, Filter
from search_api.errors import ModelMissing
from treatybase.settings import Settings
from treatybase.wiring import Installation, InvalidSetting

needs_extra = pytest.mark.needs("sentence-transformers")
needs_model = pytest.mark.needs("embedding model")
pytestmark = pytest.mark.slow
ARREST = "what must be done when a sailor is taken into custody"


Make = Callable[..., Installation]


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder for tests that only load models: the built-in one is converted into it once."""
    return tmp_path_factory.mktemp("converted")


@pytest.fixture
def installed(converted: Path) -> Iterator[Make]:
    """Makes installations by settings, and closes them."""
    made: list[Installation] = []

    def make(**settings: Any) -> Installation:
        made.append(Installation(Settings(data=converted, **settings), create=True))
        return made[-1]

    yield make
    for each in made:
        each.close()


def adapter(path: Path, dimensions: int = 384, scale: float = 1.0) -> Path:
    Adapter("own", np.zeros(dimensions, np.float32), scale * np.eye(dimensions, dtype=np.float32)).save(path)
    return path


def library(folder: Path) -> Path:
    folder.mkdir()
    for language in ("en", "vi", "ar"):
        (folder / f"convention.{language}.md").write_text(CONVENTION[language], encoding="utf-8")
    return folder


def strangers(installation: Installation) -> list[str]:
    """Passages whose vector in the index is not the one that the present model gives for their text."""
    engine, embedder = installation.engine, installation.embedder
    assert embedder is not None
    every = Filter(LOCAL)
    passages = engine.passages([hit.id for hit in engine.words(Everything(), every, 1000).hits])
    found = []
    for passage in filter(None, passages):
        (vector,) = embedder.passages([passage.embedding_text])
        score = {near.id: near.score for near in engine.nearest(vector, every, 1000)}.get(passage.id, 0)
        if score < 0.999:
            found.append(f"{passage.id}: {score:.4f}")
    return found


def search(mode: str = "semantic") -> Any:
    return run("search", ARREST, "--mode", mode, "--json").json


def model_and_vectors() -> tuple[str, int]:
    health = run("health", "--json").json
    assert health["vectors"] == health["passages"]
    return health["model"], health["vectors"]


def cached(data: Path) -> int:
    with closing(sqlite3.connect(data / "vectors.cache")) as cache:
        return int(cache.execute("SELECT count(*) FROM vector").fetchone()[0])


@needs_model
@needs_extra
def test_from_files_to_answers_with_one_model_then_with_another(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    monkeypatch.setenv("TREATYBASE_DATA", str(data))
    monkeypatch.setenv("TREATYBASE_MODEL", str(model_folder))
    assert run("ingest", library(tmp_path / "library"), "--json").status == 0
    folder_name, passages = model_and_vectors()
    assert folder_name.startswith("sentence/e5-small-folder-")
    found = search()
    assert found["results"][0]["provision"]["number"] == "2"
    assert not found["query"]["notices"]
    assert cached(data) == passages

    monkeypatch.setenv("TREATYBASE_MODEL", "e5-small")
    assert search("hybrid")["query"]["notices"] == ["vectors_incomplete"]
    assert run("embed", "--json").json == {"embedded": passages, "vectors": passages, "passages": passages}
    assert model_and_vectors()[0].startswith("e5-small/")
    assert search()["results"][0]["provision"]["number"] == "2"
    assert cached(data) == 2 * passages
    with closing(Installation(Settings(data=data))) as installation:
        assert not strangers(installation)

    monkeypatch.setenv("TREATYBASE_MODEL", str(model_folder))
    assert run("embed", "--json").json["embedded"] == 0, "they are all in the cache"
    assert model_and_vectors() == (folder_name, passages)
    assert cached(data) == 2 * passages


@needs_model
@needs_extra
def test_a_model_with_a_short_window_gets_short_passages(
    model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = tmp_path / "short"
    shutil.copytree(model_folder, short, copy_function=os.link)
    settings = short / "sentence_bert_config.json"
    settings.unlink()
    settings.write_text('{"max_seq_length": 64}', encoding="utf-8")
    monkeypatch.setenv("TREATYBASE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TREATYBASE_MODEL", str(short))
    assert run("ingest", library(tmp_path / "library"), "--json").status == 0
    with closing(Installation(Settings())) as installation:
        embedder, engine = installation.embedder, installation.engine
        assert embedder is not None
        ids = [hit.id for hit in engine.words(Everything(), Filter(LOCAL), 1000).hits]
        texts = [passage.embedding_text for passage in engine.passages(ids) if passage]
        assert texts
        assert max(map(embedder.count_tokens, texts)) <= embedder.window == 64


def test_passages_too_short_to_hold_anything_are_refused(installed: Make) -> None:
    with pytest.raises(
        InvalidSetting, match=r"TREATYBASE_PASSAGE_TOKENS .* is 20 tokens; a passage needs 64"
    ):
        installed(model="none", passage_tokens=20).indexer()


@needs_model
def test_an_adapter_of_ones_own_is_known_by_what_is_in_it(installed: Make, tmp_path: Path) -> None:
    usual = installed(model="e5-small").embedder
    one = installed(model="e5-small", adapter=str(adapter(tmp_path / "a.npz"))).embedder
    same = installed(model="e5-small", adapter=str(adapter(tmp_path / "b.npz"))).embedder
    other = installed(model="e5-small", adapter=str(adapter(tmp_path / "a.npz", scale=2))).embedder
    none = installed(model="e5-small", adapter="none").embedder
    assert one.name == same.name
    assert len({usual.name, one.name, other.name, none.name}) == 4
    assert {each.name.partition("+")[0] for each in (usual, one, other)} == {none.name}


@needs_model
@needs_extra
def test_a_models_folder_carries_its_adapter(installed: Make, model_folder: Path, tmp_path: Path) -> None:
    carried = installed(model=str(model_folder)).embedder
    without = tmp_path / "without"
    shutil.copytree(model_folder, without, copy_function=os.link)
    (without / CARRIED).unlink()
    assert "+" in carried.name
    assert "+" not in installed(model=str(without)).embedder.name


@needs_model
@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda path: None, "is not an adapter: .*No such file"),
        (lambda path: path.write_bytes(b"PK\x03\x04 and then nothing"), "is not an adapter"),
        (lambda path: path.write_text("not an archive"), "is not an adapter"),
        (lambda path: np.savez(path, name="x"), "is not an adapter"),
        (lambda path: path.write_bytes(b"\x93NUMPY\x01\x00 and then nothing"), "is not an adapter"),
        (lambda path: adapter(path, dimensions=12), "for 12 dimensions; .* has 384"),
    ],
    ids=["absent", "truncated", "text", "other names", "half an array", "other model"],
)
def test_an_adapter_that_cannot_be_used_is_named(
    installed: Make, tmp_path: Path, make: Callable[[Path], object], told: str
) -> None:
    make(tmp_path / "a.npz")
    installation = installed(model="e5-small", adapter=str(tmp_path / "a.npz"))
    with pytest.raises(InvalidSetting, match=f"TREATYBASE_ADAPTER: .*{told}"):
        _ = installation.embedder


@needs_extra
def test_with_an_unknown_model_search_goes_on_by_words(
    base: Base, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TREATYBASE_MODEL", "no-such-model")
    found = base.run("search", "seafarer arrested", "--json").json
    assert found["results"][0]["provision"]["number"] == "2"
    assert found["query"]["notices"] == ["no_model"]
    assert "'no-such-model' is not on this machine" in caplog.text
    with pytest.raises(ModelMissing):
        base.run("search", "seafarer arrested", "--mode", "semantic")
