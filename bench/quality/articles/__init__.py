"""Articles found and missed on texts stripped of their markup, against gold, for each set and language.

The text goes through the ordinary reader of plain text and the ordinary structure. Right is an article whose
number is in the gold and found in the same order; wrong is found and not in the gold; unknown is missed.
"""

from __future__ import annotations

import random
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import Final

from bench.quality.articles import laws, treaties
from bench.quality.articles.documents import Document
from bench.quality.halves import SEED, Half
from bench.quality.score import Score
from corpus.model import ProvisionKind
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure

_LEFT_OUT: Final = Path(__file__).with_name("left_out.toml")
"""Documents whose gold is wrong, each with the reason."""
WORST: Final = 3
"""Documents named in the detail of a set."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was found in one document."""

    document: Document
    found: tuple[str, ...]
    right: int

    @property
    def wrong(self) -> int:
        """Found, and not in the gold in this order."""
        return len(self.found) - self.right

    @property
    def unknown(self) -> int:
        """In the gold, and not found."""
        return len(self.document.gold) - self.right


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A score for each set and language."""
    for (name, language), results in compared(data, half, most).items():
        worst = sorted(results, key=lambda one: one.wrong + one.unknown, reverse=True)[:WORST]
        detail = "; ".join(
            f"{_short(one.document.path)}: {one.wrong} wrong, {one.unknown} missed"
            for one in worst
            if one.wrong or one.unknown
        )
        right, wrong, unknown = (
            sum(getattr(one, key) for one in results) for key in ("right", "wrong", "unknown")
        )
        yield Score("articles", language, name, right, wrong, unknown, detail)


def compared(
    data: Path, half: Half | None, most: int | None, sets: frozenset[str] = frozenset()
) -> dict[tuple[str, str], list[Compared]]:
    """Every drawn document, by set and language; `sets` (none: all) names those wanted."""
    left_out = tomllib.loads(_LEFT_OUT.read_text("utf-8"))
    groups: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in chain.from_iterable(made(data, half) for made in (*treaties.SETS, *laws.SETS)):
        if document.path not in left_out and (not sets or document.set in sets):
            groups[document.set, document.language].append(document)
    return {key: [compare(one) for one in _drawn(found, most)] for key, found in sorted(groups.items())}


def _drawn(documents: list[Document], most: int | None) -> list[Document]:
    if most is None or len(documents) <= most:
        return documents
    return random.Random(f"{SEED} articles").sample(documents, most)


def compare(document: Document) -> Compared:
    """Read and structure a text; count the articles in the order of the gold."""
    found = articles(document.text)
    blocks = SequenceMatcher(None, document.gold, found, autojunk=False).get_matching_blocks()
    return Compared(document, found, sum(block.size for block in blocks))


def articles(text: str) -> tuple[str, ...]:
    """The numbers of the articles that are found in a plain text, through the reader of text files."""
    numbers: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.txt"
        path.write_text(text, "utf-8")
        try:
            for raw in read_file(path):
                language, _ = language_of(None, raw.hints.language, raw.text[:20_000], path.name)
                for provision in structure(raw, language, path=path.name).walk():
                    if provision.kind is ProvisionKind.ARTICLE:
                        numbers.append((provision.number or "").lower())
        except IngestError:
            return ()
    return tuple(numbers)


def _short(path: str) -> str:
    return "/".join(path.split("/")[-2:])
