"""How well provisions are found: every document of a folder read and structured, counted by folder.

Run `python -m bench.structure ../shared/data/treaties ../shared/data/regulations`. A line per folder: files,
documents, the share with more than one provision and with articles, articles in all, the share of
articles whose number does not repeat, seconds.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from corpus.language.detection import detect
from corpus.model import ProvisionKind
from ingest.document import RawDocument
from ingest.errors import IngestError
from ingest.readers import read_file
from ingest.structure import StructuredText, structure

SAMPLE = 20_000
"""Characters from which the language of a document is told, as in the pipeline."""


@dataclass
class Tally:
    """Counts of one folder."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    flat: list[str] = field(default_factory=list)
    seconds: float = 0.0
    characters: int = 0

    def add(self, path: Path, raw: RawDocument, found: StructuredText) -> None:
        """Count one document."""
        provisions = list(found.walk())
        articles = [p for p in provisions if p.kind is ProvisionKind.ARTICLE]
        self.counts["documents"] += 1
        self.counts["many"] += len(provisions) > 1
        self.counts["with articles"] += bool(articles)
        self.counts["articles"] += len(articles)
        self.counts["fallback"] += found.score <= 0.3
        self.counts["repeated"] += sum(notice.code == "repeated_numbers" for notice in found.notices)
        self.characters += sum(len(p.text) for p in provisions)
        if len(provisions) < 2:
            self.flat.append(f"{path.name} ({sum(len(p.text) for p in provisions)} characters)")

    def line(self, name: str) -> str:
        """The folder in one line."""
        counts, documents = self.counts, max(1, self.counts["documents"])
        return (
            f"{name:58} files {counts['files']:5} documents {counts['documents']:6}"
            f" >1 {counts['many'] / documents:.3f}"
            f" articles {counts['with articles'] / documents:.3f} ({counts['articles']})"
            f" fallback {counts['fallback']} repeated {counts['repeated']}"
            f" {self.characters / 1e6 / max(self.seconds, 0.001):.2f} MB/s  {dict(self.refused)}"
        )


def tally(folder: Path) -> Tally:
    result = Tally()
    for path in sorted(p for p in folder.iterdir() if p.is_file()):
        result.counts["files"] += 1
        try:
            for raw in read_file(path):
                start = perf_counter()
                result.add(path, raw, structure(raw, language_of(raw), path=path.name))
                result.seconds += perf_counter() - start
        except IngestError as error:
            result.refused[error.code] += 1
    return result


def language_of(raw: RawDocument) -> str:
    text = raw.full_text
    return raw.hints.language or detect(text[:SAMPLE])


def folders(roots: list[Path]) -> Iterator[Path]:
    for root in roots:
        yield from sorted(p for p in [root, *root.rglob("*")] if p.is_dir())


def main(arguments: list[str]) -> None:
    verbose = "-v" in arguments
    for folder in folders([Path(a) for a in arguments if a != "-v"]):
        found = tally(folder)
        if found.counts["files"]:
            print(found.line("/".join(folder.parts[-3:])), flush=True)
            if verbose:
                print("   ", "; ".join(found.flat))


if __name__ == "__main__":
    main(sys.argv[1:])
