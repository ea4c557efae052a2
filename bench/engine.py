"""Speed of the embedded engine: `python -m bench.engine [PASSAGES]`.

Synthetic passages: runs of words from the sample corpus, shuffled, so that words and pairs have
the frequencies of law, with random vectors in clusters. Times are processor time of the asking
thread, so that they mean the same on a busy machine; p50 and p95 of 40 questions.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.model import LOCAL, Access
from search_api.analysis import analyse, phrase
from search_api.engine.embedded import EmbeddedEngine
from search_api.engine.port import Everything, Filter, WordQuery
from search_api.passage import Passage

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
DIMENSIONS, CLUSTERS, QUESTIONS, WORDS, PER_WORK = 384, 40, 40, 120, 20
STEP = 10_000
KINDS = ("treaty", "law", "decree", "circular")
TODAY = 735_000
FILTERS = {
    "all": Filter(LOCAL),
    "as of a day": Filter(LOCAL, as_of=TODAY),
    "day, kind": Filter(LOCAL, {"kind": ("law",)}, as_of=TODAY),
    "language, years": Filter(LOCAL, {"language": ("en",)}, years=(1990, 2000)),
}


@dataclass(frozen=True, slots=True)
class Source:
    """The words of the samples in one language; `blank` joins them."""

    language: str
    words: list[str]
    blank: str

    def run(self, chance: random.Random, length: int) -> list[str]:
        """`length` words as they stand somewhere."""
        start = chance.randrange(len(self.words) - length)
        return self.words[start : start + length]

    def text(self, chance: random.Random) -> str:
        """Runs of three to six words, about WORDS in all."""
        words: list[str] = []
        while len(words) < WORDS:
            words += self.run(chance, chance.randint(3, 6))
        return self.blank.join(words)


def sources() -> list[Source]:
    """What the samples say in Markdown, text and HTML, by language."""
    found: dict[str, str] = {}
    for path in sorted(SAMPLES.iterdir()):
        language = path.name.split(".")[-2] if path.name.count(".") == 2 else ""
        if path.suffix in {".md", ".txt", ".html"} and len(language) == 2:
            text = re.sub(r"<[^>]+>", " ", path.read_text("utf-8", errors="ignore"))
            found[language] = found.get(language, "") + text
    blanks = {"zh": ""}
    return [
        Source(language, text.split() if blanks.get(language, " ") else [*"".join(text.split())],
               blanks.get(language, " "))
        for language, text in found.items()
    ]  # fmt: skip


def passages(count: int, chance: random.Random, texts: list[Source]) -> Iterator[Passage]:
    """Passages with values as spread out as those of a real base."""
    for n in range(count):
        source, work, article = texts[n % len(texts)], n // PER_WORK, n % PER_WORK
        yield Passage(
            id=f"{n:032x}", work_id=work, work_slug=f"work-{work}", record_id=None, provision_record_id=None,
            expression_ids=(work,), language=source.language, authority="unknown", eid=f"art_{article}",
            article_eid=f"art_{article}", part=0, label=f"Article {article}", number=str(article),
            heading=" ".join(source.run(chance, 4)), breadcrumb=f"Work {work} › Article {article}",
            text=source.text(chance), title=f"Work {work}", kind=KINDS[n % len(KINDS)],
            identifiers=(f"{work}/2021",), issuers=(f"Ministry {n % 30}",), parties=(f"State {n % 60}",),
            year=1950 + n % 70, alive_from=730_000 + n % 4_000, alive_to=736_000 if n % 5 == 0 else None,
            valid_from="unknown", valid_to="unknown", status_known=False, source_path="", source_sha256="",
            page=None, owner="local", collection="default", access=Access.PUBLIC, translation_key="",
        )  # fmt: skip


def vectors(count: int, chance: np.random.Generator) -> NDArray[np.float32]:
    """Unit vectors around some directions and a common one, as those of real models lie."""
    centres = np.random.default_rng(7).standard_normal((CLUSTERS, DIMENSIONS))
    rows = centres[chance.integers(0, CLUSTERS, count)] + chance.standard_normal((count, DIMENSIONS)) + 0.6
    unit: NDArray[np.float32] = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def build(engine: EmbeddedEngine, count: int, texts: list[Source]) -> None:
    """Index them, and say how fast."""
    chance, numbers, spent = random.Random(1), np.random.default_rng(1), 0.0
    made = passages(count, chance, texts)
    with closing(engine.writer()) as writer:
        writer.use_model("random")
        for start in range(0, count, STEP):
            part = [next(made) for _ in range(min(STEP, count - start))]
            began = time.process_time()
            for first in range(0, len(part), PER_WORK):
                writer.replace_work(part[first].work_id, part[first : first + PER_WORK])
            writer.commit(start + 1)
            spent += time.process_time() - began
            writer.put_vectors([passage.id for passage in part], vectors(len(part), numbers))
            writer.commit(start + 2)
    print(f"{count:,} passages; indexed {count / spent:,.0f} a second of processor time")


def timed(name: str, ask: Callable[[int], object]) -> None:
    """Print p50 and p95 of the questions, in ms."""
    ask(0)
    times = []
    for n in range(QUESTIONS):
        began = time.thread_time()
        ask(n)
        times.append((time.thread_time() - began) * 1e3)
    times.sort()
    print(f"  {name:28} {times[len(times) // 2]:7.2f}  p95 {times[int(len(times) * 0.95)]:7.2f} ms")


def measure(engine: EmbeddedEngine, texts: list[Source]) -> None:
    """Ask."""
    chance = random.Random(2)
    asked = [texts[n % len(texts)] for n in range(QUESTIONS)]
    bags = [analyse(s.blank.join(s.run(chance, 10)), [s.language]).bag() for s in asked]
    phrases: list[WordQuery] = [phrase(s.blank.join(s.run(chance, 3))) or Everything() for s in asked]
    near = vectors(QUESTIONS, np.random.default_rng(3))
    facets = ("kind", "language", "year", "issuer")
    for name, where in FILTERS.items():
        print(name)
        timed("words, best 100", lambda n, where=where: engine.words(bags[n], where, 100))  # type: ignore[misc]
        timed("phrase, best 100", lambda n, where=where: engine.words(phrases[n], where, 100))  # type: ignore[misc]
        timed("nearest 100", lambda n, where=where: engine.nearest(near[n], where, 100))  # type: ignore[misc]
        timed("four facets", lambda n, where=where: engine.facets(bags[n], where, facets))  # type: ignore[misc]
    ids = [hit.id for hit in engine.words(Everything(), FILTERS["all"], 10).hits]
    print("besides")
    timed("ten passages", lambda n: engine.passages(ids))
    timed("suggestions", lambda n: engine.suggest("work 1", FILTERS["all"], 8))


def recall(engine: EmbeddedEngine, count: int) -> None:
    """How many of the ten nearest by full comparison are found."""
    numbers = np.random.default_rng(1)
    rows = np.concatenate([vectors(min(STEP, count - start), numbers) for start in range(0, count, STEP)])
    near = vectors(QUESTIONS, np.random.default_rng(3))
    found = 0
    for question in near:
        exact = {f"{n:032x}" for n in np.argpartition(-(rows @ question), 10)[:10]}
        found += len(exact & {hit.id for hit in engine.nearest(question, FILTERS["all"], 10)})
    print(f"recall@10 {found / QUESTIONS / 10:.3f}")


def main() -> int:
    """Build in a temporary folder, measure, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("passages", nargs="?", type=int, default=50_000)
    count = parser.parse_args().passages
    texts = sources()
    with tempfile.TemporaryDirectory() as folder:
        with closing(EmbeddedEngine(Path(folder))) as engine:
            build(engine, count, texts)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        with closing(EmbeddedEngine(Path(folder))) as engine:
            began = time.perf_counter()
            engine.counts()
            print(f"{size / 1e6:,.0f} MB on disk; opened in {time.perf_counter() - began:.2f} s")
            measure(engine, texts)
            recall(engine, count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MB, with what the measurement itself needs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
