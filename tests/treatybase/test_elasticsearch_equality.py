"""Elasticsearch answers as the embedded engine does, in one shard and in several.

Texts of the sample corpus in seven languages, the built-in model, judged questions. `bench/parity.py` does
the same over every judged collection.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from scratch_indices import scratch
from small_library import run

from bench.agreement import FIRST, Ranked, gap
from corpus.model import LOCAL, Access, Scope
from search_api.analysis import analyse
from search_api.engine.port import FACET_FIELDS, Filter, Scored
from search_api.engine.suggestions import folded_start
from search_api.results import Mode, SearchRequest, SearchResponse
from treatybase.indexing import embed_missing, rebuild
from treatybase.settings import Settings
from treatybase.wiring import Installation

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]

ROOT = Path(__file__).parents[2]
FILES = (
    "assistance-veloria.ru.txt",
    "huayuan-citizens-abroad.zh.md",
    "huong-dan-77-2022.en.html",
    "huong-dan-77-2022.vi.md",
    "labour-marjana.ar.txt",
    "letters-montclair.fr.html",
    "thong-tu-11-2023.vi.txt",
    "visa-waiver-cardena-protocol.es.docx",
)
"""One or two of each language: what the model reads in some seconds."""
SEED, QUESTIONS, DEPTH = 4, 12, 30
EXACT = 1e-5
"""Scores nearer than this share of the best are equal: sums of the same numbers in another order."""
LAYOUTS = {
    "one-shard": {},
    "shards": {"elasticsearch_shards": 3},
    "routed": {"elasticsearch_shards": 3, "elasticsearch_routing": "work"},
}
WHERE = {
    "everything": Filter(LOCAL),
    "law of a day": Filter(LOCAL, as_of=738_000),
    "one language": Filter(LOCAL, {"language": ("vi",)}),
    "two kinds": Filter(LOCAL, {"kind": ("circular", "treaty"), "language": ("vi", "fr")}),
    "years": Filter(LOCAL, years=(2000, 2020)),
    "the public": Filter(Scope(access=frozenset({Access.PUBLIC}))),
}


@dataclass(frozen=True)
class Bases:
    """The same base in both engines, Elasticsearch laid out in several ways; the questions put to it."""

    embedded: Installation
    layouts: dict[str, Installation]
    questions: list[str]


def questions(most: int) -> list[str]:
    """Judged questions in all languages, drawn by lot; each is asked of all texts."""
    lines = (ROOT / "tests" / "gold" / "sample_questions.jsonl").read_text("utf-8").splitlines()
    asked = sorted(json.loads(line)["question"] for line in lines)
    return random.Random(SEED).sample(asked, most)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A base that is filled and embedded once; vectors are in its cache."""
    folder = tmp_path_factory.mktemp("equality")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TREATYBASE_MODEL", "none")
        rows = (samples / "MANIFEST.csv").read_text("utf-8").splitlines()
        (folder / "library").mkdir()
        for name in FILES:
            shutil.copy(samples / name, folder / "library")
        kept = [row for row in rows[1:] if row.split(",")[0] in FILES]
        (folder / "library" / "MANIFEST.csv").write_text("\n".join([rows[0], *kept]), encoding="utf-8")
        report = run("ingest", folder / "library", "--json", "--data", folder / "data").json
    assert report["read"] == len(FILES)
    return folder / "data"


@pytest.fixture(scope="module")
def bases(data: Path, elasticsearch_url: str) -> Iterator[Bases]:
    with ExitStack() as stack:
        common = Settings(data=data, model="e5-small")
        embedded = Installation(common)
        stack.callback(embedded.close)
        embed_missing(embedded)
        rebuild(embedded)
        layouts = {}
        for name, layout in LAYOUTS.items():
            index = stack.enter_context(scratch(elasticsearch_url)).index
            own = {"engine": "elasticsearch", "elasticsearch_url": elasticsearch_url, **layout}
            flat = {
                "elasticsearch_index": index,
                "elasticsearch_vectors": "flat",
                "elasticsearch_timeout": 30,
            }
            layouts[name] = Installation(common.model_copy(update=own | flat))
            stack.callback(layouts[name].close)
            rebuild(layouts[name])
            embed_missing(layouts[name])
        yield Bases(embedded, layouts, questions(QUESTIONS))


def ranked(response: SearchResponse) -> Ranked:
    return [(f"{hit.work_slug} {hit.language} {hit.eid}", hit.score) for hit in response.hits]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("mode", Mode)
def test_the_first_ten_are_the_same_but_for_equal_scores(bases: Bases, layout: str, mode: Mode) -> None:
    first = bases.embedded if layout == "one-shard" else bases.layouts["one-shard"]
    different = {}
    for question in bases.questions:
        request = SearchRequest(question, mode=mode, limit=DEPTH)
        one, other = (each.service.search(request) for each in (first, bases.layouts[layout]))
        found = gap(ranked(one), ranked(other))
        if found > EXACT or one.total != other.total or one.facets != other.facets:
            different[question] = (found, one.total, other.total)
        shown = {hit.text: hit.highlights for hit in one.hits}
        assert all(shown.get(hit.text, hit.highlights) == hit.highlights for hit in other.hits)
    assert different == {}


@pytest.mark.parametrize("where", WHERE)
def test_scores_totals_frequencies_and_facets_are_the_same(bases: Bases, where: str) -> None:
    """As the engines give them."""
    for question in bases.questions:
        bag = analyse(question).bag()
        of = {name: each.engine.words(bag, WHERE[where], DEPTH) for name, each in bases.layouts.items()}
        alone = bases.embedded.engine.words(bag, WHERE[where], DEPTH)
        for name, hits in of.items():
            assert (hits.total, hits.documents) == (alone.total, alone.documents)
            assert hits.document_frequency == alone.document_frequency
            agree(alone.hits, hits.hits, EXACT)
            agree(of["one-shard"].hits, hits.hits, EXACT)
            facets = bases.layouts[name].engine.facets(bag, WHERE[where], FACET_FIELDS)
            assert facets == bases.embedded.engine.facets(bag, WHERE[where], FACET_FIELDS)


def agree(one: Sequence[Scored], other: Sequence[Scored], share: float) -> None:
    """Place by place the same score, but for this share; and of each passage."""
    assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other], rel=share)
    scores = {hit.id: hit.score for hit in other}
    mine = [hit for hit in one if hit.id in scores]
    assert [hit.score for hit in mine] == pytest.approx([scores[hit.id] for hit in mine], rel=share)
    assert len(mine) >= len(one) / 2


@pytest.mark.parametrize("where", WHERE)
def test_the_nearest_in_meaning_are_the_same(bases: Bases, where: str) -> None:
    embedder = bases.embedded.embedder
    assert embedder is not None
    for question in bases.questions:
        vector = embedder.query(question)
        alone = bases.embedded.engine.nearest(vector, WHERE[where], DEPTH)
        for each in bases.layouts.values():
            near = each.engine.nearest(vector, WHERE[where], DEPTH)
            assert gap(pairs(alone), pairs(near)) <= EXACT
            agree(alone, near, EXACT)


def pairs(hits: Sequence[Scored]) -> Ranked:
    return [(hit.id, hit.score) for hit in hits]


@pytest.mark.parametrize("where", WHERE)
def test_suggestions_are_the_same(bases: Bases, where: str) -> None:
    """For the beginnings of titles, numbers and headings, drawn by lot, and of words of the questions."""
    engine = bases.embedded.engine
    found = engine.passages([passage_id for _, passage_id, _ in engine.digests()])
    texts = {text for p in found if p for text in (p.title, p.heading, *p.identifiers)}
    words = {word for question in bases.questions for word in question.split()}
    starts = sorted({folded_start(text)[:length] for text in texts | words for length in (1, 2, 4, 7)} - {""})
    for start in random.Random(SEED).sample(starts, 40):
        expected = engine.suggest(start, WHERE[where], FIRST)
        for name, each in bases.layouts.items():
            assert each.engine.suggest(start, WHERE[where], FIRST) == expected, (name, start)
