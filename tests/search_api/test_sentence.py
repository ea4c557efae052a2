"""Any sentence-transformers model: the built-in one as a folder, and what can be wrong with a model."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from test_e5 import ENGINE, sample_texts

from search_api.embedding.adapter import CARRIED, load, shipped
from search_api.embedding.e5 import E5, prepare
from search_api.embedding.folder import write_folder
from search_api.embedding.sentence import BATCH, SentenceEmbedder
from search_api.embedding.weights import installed_weights, read_weights
from search_api.errors import ModelMissing

needs_extra = pytest.mark.needs("sentence-transformers")
pytestmark = [pytest.mark.needs("embedding model"), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
PER_FILE = 5
ASTRAL = set("𝔘😀")
"""Characters that the package's engine reads otherwise than the model it was made from."""


@pytest.fixture(scope="module")
def model(model_folder: Path) -> SentenceEmbedder:
    return SentenceEmbedder(str(model_folder))


def variant(model_folder: Path, folder: Path, **changed: object) -> Path:
    """A copy of the folder with other settings in some JSON files; the weights are the same file."""
    shutil.copytree(model_folder, folder, copy_function=os.link)
    for name, content in changed.items():
        path = folder / f"{name}.json"
        path.unlink()
        path.write_text(json.dumps(content), encoding="utf-8")
    return folder


@needs_extra
def test_the_folder_agrees_with_the_packages_engine_and_the_built_in_model(
    model: SentenceEmbedder, tmp_path: Path
) -> None:
    texts = [text for text in sample_texts(PER_FILE) if text and not set(text) & ASTRAL]
    vectors, counts = model.passages(texts), [model.count_tokens(text) for text in texts]
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [sys.executable, "-c", ENGINE], input=asked, capture_output=True, text=True, check=True, timeout=300
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert counts == [answer[0] for answer in answers]
    cosines = (vectors * np.array([answer[1] for answer in answers], np.float32)).sum(axis=1)
    assert cosines.min() > 0.9995
    assert cosines.mean() > 0.9999

    built_in = E5(prepare(tmp_path))
    assert counts == [built_in.count_tokens(text) for text in texts]
    cosines = (vectors * built_in.passages(texts)).sum(axis=1)
    assert cosines.min() > 0.995
    assert cosines.mean() > 0.998
    assert float(model.query(texts[0]) @ built_in.query(texts[0])) > 0.995
    assert (model.dimensions, model.window) == (built_in.dimensions, built_in.window)


@needs_extra
def test_the_models_own_prompts_are_used_or_those_given(
    model: SentenceEmbedder, model_folder: Path, tmp_path: Path
) -> None:
    bare = SentenceEmbedder(str(variant(model_folder, tmp_path / "bare", config_sentence_transformers={})))
    given = SentenceEmbedder(str(tmp_path / "bare"), query_prompt="query: ", passage_prompt="passage: ")
    text = "Lãnh sự danh dự"
    assert bare.count_tokens(text) < model.count_tokens(text) == given.count_tokens(text)
    assert np.allclose(bare.query(text), bare.passages([text])[0], atol=1e-5)
    assert np.allclose(bare.query("query: " + text), model.query(text), atol=1e-5)
    assert np.allclose(bare.passages(["passage: " + text]), model.passages([text]), atol=1e-5)
    assert np.allclose(given.query(text), model.query(text), atol=1e-5)
    assert len({bare.name, given.name, model.name}) == 3


@needs_extra
def test_a_short_window_is_told_and_tokens_are_counted_beyond_it(model_folder: Path, tmp_path: Path) -> None:
    short = {"max_seq_length": 16, "do_lower_case": False}
    model = SentenceEmbedder(str(variant(model_folder, tmp_path / "short", sentence_bert_config=short)))
    text = "the receiving State shall inform the consular post without delay " * 5
    assert model.window == 16
    assert np.allclose(model.query(text), model.query(text + "of any arrest"))
    assert model.count_tokens(text) > 50


@needs_extra
def test_threads_share_a_model(model: SentenceEmbedder) -> None:
    texts = [f"Điều {n}. Cơ quan đại diện {'cấp hộ chiếu ' * n}" for n in range(24)]
    expected = model.passages(texts)
    with ThreadPoolExecutor(8) as pool:
        counted = pool.map(model.count_tokens, texts)
        found = list(pool.map(lambda text: model.passages([text])[0], texts))
        assert list(counted) == [model.count_tokens(text) for text in texts]
    assert np.allclose(found, expected, atol=1e-5)


@needs_extra
@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1])
def test_any_number_of_texts_in_their_order(model: SentenceEmbedder, count: int) -> None:
    texts = [f"{'x ' * (count - n)}{n}" for n in range(count)]
    vectors = model.passages(texts)
    assert vectors.shape == (count, model.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(model.passages([text])[0], vector, atol=1e-5)


@needs_extra
def test_a_model_is_known_by_its_files_not_by_its_place(
    model: SentenceEmbedder, model_folder: Path, tmp_path: Path
) -> None:
    moved = variant(model_folder, tmp_path / "elsewhere" / model_folder.name)
    (moved / "README.md").write_text("A note beside the model.")
    assert SentenceEmbedder(str(moved)).name == model.name
    config = json.loads((model_folder / "config.json").read_text("utf-8"))
    changed = variant(
        model_folder, tmp_path / "changed" / model_folder.name, config={**config, "hidden_act": "relu"}
    )
    assert SentenceEmbedder(str(changed)).name != model.name


UNKNOWN = ("no-such-model", "nobody/no-such-model", "/no/such/folder", "a b c")
OFFLINE = """
import socket, sys
def refuse(*address):
    print("asked", address)
    raise OSError("no network here")
socket.getaddrinfo = socket.socket.connect = refuse
from search_api.embedding.sentence import SentenceEmbedder
from search_api.errors import ModelMissing
for name in sys.argv[1:]:
    try:
        print(SentenceEmbedder(name).dimensions)
    except ModelMissing as error:
        print(error)
"""


@needs_extra
def test_unknown_models_are_told_and_nothing_is_ever_fetched(model_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(model_folder), *UNKNOWN],
        capture_output=True, text=True, check=True, timeout=300, cwd=ROOT,
    )  # fmt: skip
    dimensions, *told = done.stdout.splitlines()
    assert dimensions == "384"
    assert len(told) == len(UNKNOWN)
    for name, sentence in zip(UNKNOWN, told, strict=True):
        assert f"{name!r} is not on this machine: TREATYBASE_MODEL is " in sentence


@needs_extra
@pytest.mark.parametrize("damaged", ["model.safetensors", "config.json", "tokenizer.json", "modules.json"])
def test_a_damaged_folder_is_named(model_folder: Path, tmp_path: Path, damaged: str) -> None:
    folder = variant(model_folder, tmp_path / "damaged")
    half = (folder / damaged).read_bytes()[:100]
    (folder / damaged).unlink()
    (folder / damaged).write_bytes(half)
    with pytest.raises(ModelMissing) as raised:
        SentenceEmbedder(str(folder))
    assert f"the model in the folder {folder} cannot be loaded: " in str(raised.value)


@needs_extra
def test_an_empty_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="cannot be loaded"):
        SentenceEmbedder(str(tmp_path))


@pytest.mark.parametrize("module", ["sentence_transformers", "safetensors.numpy"])
def test_without_the_extra_it_says_how_to_get_it(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    weights = read_weights(installed_weights()) if module == "safetensors.numpy" else None
    with pytest.raises(ModelMissing, match="EXTRAS=models"):
        write_folder(weights, tmp_path / "model") if weights else SentenceEmbedder(str(tmp_path))
    assert not list(tmp_path.iterdir())


@needs_extra
def test_the_folder_is_written_whole_and_carries_the_adapter(model_folder: Path) -> None:
    assert [path.name for path in model_folder.parent.iterdir()] == [model_folder.name]
    assert (model_folder / "model.safetensors").stat().st_mode == (
        model_folder / "config.json"
    ).stat().st_mode
    ours = shipped("e5-small")
    assert ours is not None
    assert np.array_equal(load(model_folder / CARRIED).matrix, ours.matrix)
    with pytest.raises(FileExistsError, match="already there"):
        write_folder(read_weights(installed_weights()), model_folder)
