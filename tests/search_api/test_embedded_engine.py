"""What is particular to the embedded engine: its files, crashes, compaction and sign codes."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from passage_building import passage

from corpus.model import LOCAL
from search_api.engine.embedded import EmbeddedEngine, compaction, vectors, vectorwriter
from search_api.engine.embedded.vectors import sign_codes
from search_api.engine.port import Everything, Filter, Terms
from search_api.engine.quantise import quantise
from search_api.errors import IndexBusy, IndexUnusable

ALL = Filter(LOCAL)
DIMENSIONS = 96

WRITE_FOR_EVER = """
import sys
from pathlib import Path
import numpy as np
sys.path.insert(0, sys.argv[2])
from passage_building import passage
from search_api.engine.embedded import EmbeddedEngine
engine = EmbeddedEngine(Path(sys.argv[1]))
with engine.writer() as writer:
    writer.use_model("model")
    turn = engine.counts().change
    while True:
        turn += 1
        for work in (1, 2):
            texts = [passage(f"{work}-{turn}-{n}", f"turn{turn} word", work=work) for n in range(20)]
            writer.replace_work(work, texts)
        writer.commit(turn)
        missing = [name for name, _ in writer.missing_vectors(15)]
        writer.put_vectors(missing, np.full((len(missing), 8), turn, np.float32))
        writer.commit(turn)
        print(turn, flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_committed(tmp_path: Path) -> None:
    """A writer is killed again and again; what it said was committed is there, whole, each time."""
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path), str(Path(__file__).parent)]
    chance = random.Random(20)
    acknowledged = 0
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = [process.stdout.readline()]
            time.sleep(chance.random() * 0.4)
            process.send_signal(signal.SIGKILL)
            said += process.stdout.read().splitlines()
        acknowledged = max([acknowledged, *(int(line) for line in said if line.strip().isdigit())])
        with closing(EmbeddedEngine(tmp_path)) as engine:
            counts = engine.counts()
            ids = [hit.id for hit in engine.words(Everything(), ALL, 1000).hits]
            near = engine.nearest(np.ones(8, np.float32), ALL, 1000)
            assert counts.change >= acknowledged
            assert len(ids) == counts.passages == 40
            assert {name.split("-")[1] for name in ids} == {str(counts.change)}
            assert len(near) == counts.vectors
            assert counts.vectors in (0, 15)
            assert len({passage.text for passage in engine.passages(ids) if passage}) == 1
    assert acknowledged > 6


def test_the_lock_of_a_dead_process_is_free_and_that_of_a_living_one_is_not(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path), str(Path(__file__).parent)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    with closing(EmbeddedEngine(tmp_path)) as engine:
        with pytest.raises(IndexBusy):
            engine.writer()
        process.kill()
        process.wait()
        process.stdout.close()
        engine.writer().close()


def test_what_a_killed_rebuild_left_is_removed(tmp_path: Path) -> None:
    with closing(EmbeddedEngine(tmp_path)) as engine:
        engine.counts()
        (tmp_path / "g000099" / "words").mkdir(parents=True)
        engine.writer().close()
        assert [path.name for path in tmp_path.glob("g*")] == ["g000001"]


def damage_current(root: Path) -> None:
    (root / "current.json").write_text('{"format":')


def other_format(root: Path) -> None:
    (root / "current.json").write_text(json.dumps({"format": "0.0", "folder": "g000001"}))


def no_words(root: Path) -> None:
    (root / "g000001" / "words" / "meta.json").write_text("not json")


def rows_cut_off(root: Path) -> None:
    os.truncate(root / "g000001" / "rows.bin", 10)


def names_cut_off(root: Path) -> None:
    os.truncate(root / "g000001" / "dictionary.jsonl", 10)


@pytest.mark.parametrize("damage", [damage_current, other_format, no_words, rows_cut_off, names_cut_off])
def test_a_damaged_index_says_so_and_can_be_built_anew(
    tmp_path: Path, damage: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search_api.engine.embedded.engine._OPEN_SECONDS", 0.1)
    with closing(EmbeddedEngine(tmp_path)) as engine, closing(engine.writer()) as writer:
        writer.replace_work(1, [passage("a", "word"), passage("b", "word")])
        writer.commit(1)
    assert callable(damage)
    damage(tmp_path)
    with closing(EmbeddedEngine(tmp_path)) as engine:
        with pytest.raises(IndexUnusable):
            engine.words(Everything(), ALL, 1)
        with pytest.raises(IndexUnusable):
            engine.writer()
        with closing(engine.writer(fresh=True)) as writer:
            writer.replace_work(1, [passage("a", "word")])
            writer.commit(2)
            writer.publish()
        assert engine.counts().passages == 1


def test_a_passage_id_too_long_is_refused(tmp_path: Path) -> None:
    with (
        closing(EmbeddedEngine(tmp_path)) as engine,
        closing(engine.writer()) as writer,
        pytest.raises(ValueError, match="at most"),
    ):
        writer.replace_work(1, [passage("x" * 60, "word")])


def test_compaction_keeps_everything_but_the_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compaction, "_LEAST", 3)
    monkeypatch.setattr(compaction, "_STEP", 2)
    with closing(EmbeddedEngine(tmp_path)) as engine:
        assert not engine.tidy()
        with closing(engine.writer()) as writer:
            writer.describe(epoch="e", recipe="r")
            writer.use_model("model")
            for turn in range(3):
                for work in (1, 2, 3):
                    texts = [passage(f"{work}{n}{turn}", f"{turn} {n}", work=work) for n in range(3)]
                    writer.replace_work(work, texts)
                writer.commit(turn)
            writer.put_vectors(["112", "302"], np.eye(2, 8, dtype=np.float32))
            writer.commit(3)
        before = engine.counts(), sorted(engine.digests())
        folder = next(iter(tmp_path.glob("g*")))
        assert engine.tidy()
        assert not folder.exists()
        assert (engine.counts(), sorted(engine.digests())) == before
        assert engine.words(Terms(("2",), "exact"), ALL, 50).documents == 9
        assert [hit.id for hit in engine.nearest(np.eye(2, 8, dtype=np.float32)[1], ALL, 1)] == ["302"]
        assert not engine.tidy()


def clustered(count: int, seed: int = 5) -> np.ndarray:
    """Unit vectors around 40 directions and a common one, as those of real models lie."""
    chance = np.random.default_rng(seed)
    centres = chance.standard_normal((40, DIMENSIONS))
    rows = centres[chance.integers(0, 40, count)] + 0.7 * chance.standard_normal((count, DIMENSIONS)) + 0.5
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_integers_with_a_scale_keep_the_cosine() -> None:
    rows = clustered(200)
    integers, scales = quantise(rows)
    again = integers * scales[:, None]
    assert np.abs((again * rows).sum(axis=1) - 1).max() < 4e-3
    assert np.abs(np.linalg.norm(again, axis=1) - 1).max() < 1e-6
    assert quantise(np.zeros((1, 4), np.float32))[0].tolist() == [[0, 0, 0, 0]]


def test_sign_codes_have_a_bit_for_each_dimension() -> None:
    code = sign_codes(np.array([[1.0, -1.0, 3.0]], np.float32), np.array([0, 0, 2], np.float32))
    assert code.shape == (1, 1)
    assert int(np.bitwise_count(code).sum()) == 2


def test_sign_codes_find_what_a_full_comparison_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the scheme for large collections, in several commits, also under a filter and after deletions."""
    monkeypatch.setattr(vectorwriter, "EXACT_ROWS", 1_000)
    monkeypatch.setattr(vectors, "RESCORED", 500)
    rows = clustered(3_000)
    names = [f"{n:04d}" for n in range(3_000)]
    with closing(EmbeddedEngine(tmp_path)) as engine:
        with closing(engine.writer()) as writer:
            writer.use_model("model")
            for start in range(0, 3_000, 600):
                part = [
                    passage(names[n], "x", work=n // 600, kind="law" if n % 3 else "treaty")
                    for n in range(start, start + 600)
                ]
                writer.replace_work(start // 600, part)
                writer.commit(start)
                writer.put_vectors([p.id for p in part], rows[start : start + 600])
                writer.commit(start)
            writer.replace_work(4, [])
            writer.commit(9_999)
        assert len(list(tmp_path.glob("g*/codes.0.u64"))) == 1
        cosines = rows[:2_400] @ rows[:50].T
        law = Filter(LOCAL, {"kind": ("law",)})
        hits = filtered = 0
        for query in range(50):
            order = np.argsort(-cosines[:, query], kind="stable")
            near = engine.nearest(rows[query], ALL, 10)
            hits += len({names[n] for n in order[:10]} & {hit.id for hit in near})
            assert near[0].id == names[query]
            only = [names[n] for n in order if n % 3][:10]
            filtered += len(set(only) & {hit.id for hit in engine.nearest(rows[query], law, 10)})
        assert hits >= 480
        assert filtered >= 480
