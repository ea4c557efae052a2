"""Articles of the sample corpus, in every format that it is written in: needs nothing beyond the project.

Gold is what `tests/gold/draw.py` finds in the texts as they were written: it knows nothing of the readers.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from bench.quality.halves import Half
from bench.quality.score import Score
from corpus.model import ProvisionKind
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure

ROOT: Final = Path(__file__).resolve().parents[2]
SAMPLES: Final = ROOT / "corpus" / "samples"
_NUMBERED: Final = frozenset({ProvisionKind.ARTICLE, ProvisionKind.SECTION, ProvisionKind.PARAGRAPH})


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A score for each language; the samples are few, so neither halves nor a draw."""
    gold = _gold()
    sums: dict[str, Score] = {}
    for path in sorted(SAMPLES.iterdir()):
        for language, found in _read(path):
            wanted = gold.get((path.name.split(".")[0], language))
            if wanted:
                score = _compared(language, set(wanted), found, path.name)
                sums[language] = sums[language] + score if language in sums else score
    yield from sums.values()


def _gold() -> dict[tuple[str, str], list[str]]:
    drawn: dict[str, Any] = runpy.run_path(str(ROOT / "tests" / "gold" / "draw.py"))
    articles: Callable[..., list[str]] = drawn["articles"]
    return {(slug, language): articles(slug, language, path) for slug, language, path in drawn["texts"]()}


def _read(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Each text of a file, with the numbers of its articles: of sections where it has no articles."""
    try:
        for raw in read_file(path):
            text = raw.full_text
            language, _ = language_of(None, raw.hints.language, text[:20_000], path.name)
            nodes = [
                node for top in structure(raw, language, path=path.name).provisions for node in top.walk()
            ]
            kinds = {node.kind for node in nodes if node.number}
            kind = next((kind for kind in ProvisionKind if kind in kinds & _NUMBERED), None)
            kind = ProvisionKind.ARTICLE if ProvisionKind.ARTICLE in kinds else kind
            yield language.split("-")[0], {node.number for node in nodes if node.number and node.kind is kind}
    except IngestError:  # a scan, where character recognition is missing
        return


def _compared(language: str, wanted: set[str], found: set[str], name: str) -> Score:
    right, wrong, unknown = len(wanted & found), len(found - wanted), len(wanted - found)
    detail = f"{name}: {wrong} wrong, {unknown} missed" if wrong or unknown else ""
    return Score("samples", language, "articles", right, wrong, unknown, detail)
