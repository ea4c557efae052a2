"""One million passages in both engines, side by side: `python -m bench.million --base DATA --out FOLDER`.

The passages are those of an ingested base (`--base`, with its index), then copies of them: a copy has the
first half of one passage and the second half of another in its language, so that no text stands there twice.
A passage that was embedded keeps its own vector; the others get one that was computed for another text
(`--vectors` names more data folders to take some from): first every one of them as it is, then turned by
some 18 degrees. How many are real is printed. Questions are the gold questions on the sample corpus, in seven
languages, with their real vectors.

An engine is built in FOLDER once and found there again, so that measuring can be repeated alone. Times are
wall times, the engines asked in turns, and mean most as ratios on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.store.store import Store
from search_api.embedding.adapter import shipped
from search_api.embedding.port import Embedder
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import Engine
from search_api.passage import Passage
from search_api.results import Mode, SearchRequest
from search_api.service import SearchService
from tools.servers.elasticsearch import Elasticsearch
from tools.servers.jars import EIGHT, NINE
from treatybase.settings import Settings
from treatybase.wiring import Installation

QUESTIONS: Final = Path(__file__).resolve().parents[1] / "tests" / "gold" / "sample_questions.jsonl"
STEP: Final = 20_000
TURN: Final = 0.33
"""Length of the random vector added to a borrowed one of length 1: the cosine to it is about .95."""
ANSWERED: Final = 70
"""Questions asked in each measurement."""
WARM: Final = 7
"""Questions asked before, not counted."""

Floats = NDArray[np.float32]


class Base:
    """The passages and vectors that the million is made of."""

    def __init__(self, folder: Path, more: Sequence[Path]) -> None:
        self._installation = Installation(Settings(data=folder))
        self._engine = EmbeddedEngine(folder / "index")
        self._folders = [folder, *more]
        embedder = self._installation.embedder
        assert embedder is not None
        self.embedder = embedder

    @property
    def store(self) -> Store:
        """What knows the statuses of the passages that are not copies."""
        return self._installation.store

    @cached_property
    def ids(self) -> list[str]:
        """All passages, by work."""
        held = sorted((work_id, passage_id) for work_id, passage_id, _ in self._engine.digests())
        return [passage_id for _, passage_id in held]

    @cached_property
    def pool(self) -> Floats:
        """Every vector that was ever computed, adapted as those of passages are."""
        raw: dict[bytes, bytes] = {}
        for cache in (folder / "vectors.cache" for folder in self._folders):
            if cache.is_file():
                with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as connection:
                    raw |= dict(connection.execute("SELECT key, value FROM vector"))
        rows = np.stack([np.frombuffer(value, np.float16) for value in raw.values()]).astype(np.float32)
        adapter = shipped("e5-small")
        assert adapter is not None
        return adapter.apply(rows)

    def passages(self, start: int, count: int) -> list[Passage]:
        """Those with these numbers; past the end of the base, copies."""
        size = len(self.ids)
        found: list[Passage] = []
        while count > 0:
            copy, first = divmod(start, size)
            ids = self.ids[first : first + count]
            kept = [passage for passage in self._engine.passages(ids) if passage]
            found += [_copied(one, other, copy) for one, other in _paired(kept, copy)] if copy else kept
            start, count = start + len(ids), count - len(ids)
        return found

    def vectors(self, passages: Sequence[Passage], start: int) -> tuple[dict[str, Floats], int]:
        """A vector for each passage; and how many are as a model gave them: every one of the pool once."""
        own = self.embedder.known([passage.embedding_text for passage in passages])
        chance = np.random.default_rng(start)
        places = np.arange(start, start + len(passages))
        again = places >= len(self.pool)
        places[again] = chance.integers(0, len(self.pool), int(again.sum()))
        borrowed = self.pool[places]
        noise = chance.standard_normal(borrowed.shape).astype(np.float32)
        noise *= TURN / np.linalg.norm(noise, axis=1, keepdims=True)
        turned = borrowed + np.where(again[:, None], noise, 0)
        turned /= np.linalg.norm(turned, axis=1, keepdims=True)
        rows = {
            passage.id: own.get(passage.embedding_text, row)
            for passage, row in zip(passages, turned, strict=True)
        }
        real = (
            not repeated or passage.embedding_text in own
            for passage, repeated in zip(passages, again, strict=True)
        )
        return rows, sum(real)


def _paired(passages: list[Passage], copy: int) -> Iterator[tuple[Passage, Passage]]:
    """Each passage with another of its language."""
    by_language: dict[str, list[Passage]] = {}
    for passage in passages:
        by_language.setdefault(passage.language, []).append(passage)
    places = dict.fromkeys(by_language, 0)
    for passage in passages:
        others = by_language[passage.language]
        places[passage.language] += 1
        yield passage, others[(places[passage.language] + 7 * copy) % len(others)]


def _copied(one: Passage, other: Passage, copy: int) -> Passage:
    text = one.text[: len(one.text) // 2] + other.text[len(other.text) // 2 :]
    return replace(
        one,
        id=hashlib.blake2b(f"{one.id} {copy}".encode(), digest_size=16).hexdigest(),
        work_id=one.work_id + copy * 1_000_000,
        work_slug=f"{one.work_slug}-{copy}",
        translation_key=f"{one.translation_key} {copy}",
        text=text,
    )


# --- building ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Built:
    """What building took; `passages` are those of this run: an interrupted one is gone on with."""

    passages: int
    real_vectors: int
    seconds: float
    merge_seconds: float


def build(engine: Engine, base: Base, count: int) -> Built:
    """Index so many passages with their vectors, and merge."""
    real, spent = 0, 0.0
    with closing(engine.writer()) as writer:
        writer.describe(epoch="million", recipe="million")
        writer.use_model(base.embedder.name)
        first = writer.counts().change
        start = first
        while start < count:
            passages = _whole_works(base.passages(start, min(STEP, count - start)), start + STEP >= count)
            vectors, own = base.vectors(passages, start)
            real, start = real + own, start + len(passages)
            began = time.perf_counter()
            for work_id, group in groupby(passages, lambda passage: passage.work_id):
                of_work = list(group)
                writer.replace_work(work_id, of_work, {p.id: vectors[p.id] for p in of_work})
            writer.commit(start)
            spent += time.perf_counter() - began
            print(f"  {start:,}: {len(passages) / (time.perf_counter() - began):,.0f}/s", flush=True)
    began = time.perf_counter()
    engine.tidy()
    return Built(count - first, real, spent, time.perf_counter() - began)


def _whole_works(passages: list[Passage], last: bool) -> list[Passage]:
    """Without the last work, which may go on in the next step."""
    open_end = passages[-1].work_id
    whole = [passage for passage in passages if passage.work_id != open_end]
    return passages if last or not whole else whole


# --- asking ------------------------------------------------------------------------------------------


class Prepared:
    """The base's embedder with the vectors of the questions at hand: they cost both engines the same."""

    def __init__(self, embedder: Embedder, texts: Iterable[str]) -> None:
        self._embedder = embedder
        self.name, self.dimensions, self.window = embedder.name, embedder.dimensions, embedder.window
        self._vectors = {text: embedder.query(text) for text in texts}

    def query(self, text: str) -> Floats:
        """Prepared, if it is one of the questions."""
        known = self._vectors.get(text)
        return self._embedder.query(text) if known is None else known

    def passages(self, texts: Sequence[str]) -> Floats:
        """As the model does."""
        return self._embedder.passages(texts)

    def known(self, texts: Sequence[str]) -> dict[str, Floats]:
        """As the cache does."""
        return self._embedder.known(texts)

    def count_tokens(self, text: str) -> int:
        """As the model does."""
        return self._embedder.count_tokens(text)


def questions() -> list[SearchRequest]:
    """Gold questions, as many of every language."""
    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    chosen = rows[:: max(1, len(rows) // ANSWERED)][:ANSWERED]
    return [SearchRequest(row["question"], language=row["language"]) for row in chosen]


VARIANTS: dict[str, Callable[[SearchRequest], SearchRequest]] = {
    "lexical": lambda asked: replace(asked, mode=Mode.LEXICAL),
    "semantic": lambda asked: replace(asked, mode=Mode.SEMANTIC),
    "hybrid": lambda asked: asked,
    "hybrid, filtered": lambda asked: replace(
        asked, filters={"language": (asked.language,), "kind": ("law", "decree", "treaty")}
    ),
}
"""Every one is a whole answer: six facets, ten hits with highlights and statuses, as of today."""

Percentiles = tuple[float, float]


def measure(services: Mapping[str, SearchService]) -> dict[str, dict[str, Percentiles]]:
    """p50 and p95 in ms, by variant and engine, the engines asked in turns."""
    found: dict[str, dict[str, Percentiles]] = {}
    asked = questions()
    for variant, of in VARIANTS.items():
        times: dict[str, list[float]] = {name: [] for name in services}
        for request in (*asked[:WARM], *asked):
            for name, service in services.items():
                began = time.perf_counter()
                service.search(of(request))
                times[name].append((time.perf_counter() - began) * 1e3)
        found[variant] = {name: _percentiles(spent[WARM:]) for name, spent in times.items()}
    return found


def agreement(services: Mapping[str, SearchService]) -> float:
    """Share of the first ten hits by words that both engines give."""
    same = []
    for request in questions():
        tens = [
            {(hit.work_slug, hit.eid) for hit in service.search(VARIANTS["lexical"](request)).hits}
            for service in services.values()
        ]
        same.append(len(tens[0] & tens[-1]) / max(1, len(tens[0])))
    return statistics.mean(same)


def _percentiles(spent: list[float]) -> Percentiles:
    return statistics.median(spent), statistics.quantiles(spent, n=20)[-1]


# --- the whole ----------------------------------------------------------------------------------------


def memory(pid: int) -> int:
    """MB of a process in memory now."""
    fields = Path(f"/proc/{pid}/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) // 1024 for line in fields if line.startswith("VmRSS"))


def size(folder: Path) -> int:
    """MB of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // 1_000_000


def main() -> int:
    """Build what is not there, then ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True, help="data folder of an ingested base")
    parser.add_argument("--vectors", type=Path, nargs="*", default=[], help="more data folders with vectors")
    parser.add_argument("--out", type=Path, required=True, help="folder for both indices")
    parser.add_argument("--passages", type=int, default=1_000_000)
    parser.add_argument("--engines", nargs="*", default=["embedded", "elasticsearch"])
    parser.add_argument("--release", choices=["8", "9"], default="9", help="of Elasticsearch")
    parser.add_argument("--heap", default="4g", help="of Elasticsearch")
    parser.add_argument("--index", default="int8_hnsw", help="kind of its vectors")
    chosen = parser.parse_args()
    base = Base(chosen.base, chosen.vectors)
    prepared = Prepared(base.embedder, [request.query for request in questions()])
    with ExitStack() as stack:
        services: dict[str, SearchService] = {}
        for name in chosen.engines:
            engine, pid, folder = start(name, chosen, stack)
            if engine.counts().change < chosen.passages:
                print(f"{name}: {build(engine, base, chosen.passages)}", flush=True)
            print(
                f"{name}: {size(folder):,} MB on disk; in memory when opened {memory(pid):,} MB", flush=True
            )
            services[name] = SearchService(base.store, engine, prepared, date.today)
        for variant, times in measure(services).items():
            shown = ", ".join(f"{name} p50 {p50:.1f} p95 {p95:.1f}" for name, (p50, p95) in times.items())
            print(f"{variant}: {shown} ms")
        if len(services) > 1:
            print(f"the same among the first ten by words: {agreement(services):.3f}")
        print(f"vectors to take from: {len(base.pool):,}")
    return 0


def start(name: str, chosen: argparse.Namespace, stack: ExitStack) -> tuple[Engine, int, Path]:
    """The engine, the process whose memory it uses, and its folder."""
    folder = chosen.out / name
    folder.mkdir(parents=True, exist_ok=True)
    if name == "embedded":
        return stack.enter_context(closing(EmbeddedEngine(folder))), os.getpid(), folder
    server = Elasticsearch(folder, release=NINE if chosen.release == "9" else EIGHT, heap=chosen.heap)
    stack.enter_context(server)
    settings = ElasticsearchSettings((server.url,), vectors=chosen.index, timeout=60.0)
    assert server.pid is not None
    return stack.enter_context(closing(ElasticsearchEngine(settings))), server.pid, folder / "data"


if __name__ == "__main__":
    sys.exit(main())
