"""Fit the shipped language adapter of a model: `python tools/fit_adapter.py MODELS_FOLDER`.

Fitted on texts that may be used freely: the Universal Declaration of Human Rights (public domain,
from the test data) and this project's own convention in three authentic languages.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import numpy as np

from bench.collections import udhr_articles
from search_api.embedding.adapter import as_queries, fit
from search_api.embedding.e5 import E5, prepare

ROOT = Path(__file__).resolve().parent.parent
CONVENTION = {
    "en": ("tools/samples/ostermere-convention.en.md", r"Article (\d+)"),
    "ar": ("tools/samples/ostermere-convention.ar.md", r"المادة\s+([٠-٩\d]+)"),
    "vi": ("corpus/samples/ostermere-convention.vi.html", r"Điều (\d+)"),
}
TARGET = ROOT / "search_api/embedding/adapters/e5-small.npz"


def convention_articles() -> dict[str, dict[int, str]]:
    """The articles of the sample convention: language, number, text."""
    found: dict[str, dict[int, str]] = {}
    for language, (name, pattern) in CONVENTION.items():
        text = re.sub(r"<[^>]+>", "\n", (ROOT / name).read_text(encoding="utf-8"))
        parts = re.split(rf"(?m)^[\s#*]*{pattern}\b.{{0,120}}$", text)[1:]
        found[language] = {
            int(number): " ".join(body.split()) for number, body in zip(parts[::2], parts[1::2], strict=True)
        }
    return found


def main() -> None:
    """Fit and write."""
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", ROOT / "../shared/data"))
    embedder = E5(prepare(Path(sys.argv[1])))
    aligned = []
    for articles in (udhr_articles(data), convention_articles()):
        numbers = sorted(set.intersection(*(set(texts) for texts in articles.values())))
        print({language: len(texts) for language, texts in articles.items()}, "aligned:", len(numbers))
        aligned.append(
            {
                language: as_queries(embedder, [texts[n] for n in numbers])
                for language, texts in articles.items()
            }
        )
    adapter = fit("udhr+samples-2", aligned)
    TARGET.parent.mkdir(exist_ok=True)
    adapter.save(TARGET)
    print(TARGET.name, TARGET.stat().st_size, "bytes;", float(np.linalg.norm(adapter.shift)))


if __name__ == "__main__":
    main()
