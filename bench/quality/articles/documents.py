"""A document of the measure, and gold from marked headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.quality.articles.labels import number
from bench.quality.halves import Half, files

FEWEST: Final = 2
"""Marked articles below which a document has no gold to speak of."""
_HEADING: Final = re.compile(
    r"^[ \t\u00a0]*(?:#{1,6}[ \t]*\**|\*\*|#{1,6}[ \t]*«|<sup>\d{1,3}</sup> (?=Art\. \d))"
    r"(?P<label>«?(?:Article|Art\b\.?|ARTICLE|ARTICULO|Artículo|ARTÍCULO|Artikel|§|Điều|المادة|مادة)[\s\u00a0.(*].{0,60})"
)


@dataclass(frozen=True, slots=True)
class Document:
    """A text without its markup, and the numbers of its articles in order."""

    path: str
    set: str
    language: str
    text: str
    gold: tuple[str, ...]


def marked(text: str) -> tuple[str, ...]:
    """The numbers of the articles that Markdown marks: as headings, or in bold at the head of a line."""
    found = (_HEADING.match(line) for line in text.split("\n"))
    return numbers(match["label"] for match in found if match)


def numbers(labels: Iterable[str]) -> tuple[str, ...]:
    """The numbers of labels; one that cannot be read is none."""
    return tuple(found for label in labels if (found := number(label)))


def read(data: Path, folder: str, pattern: str, half: Half | None) -> Iterator[tuple[str, Path, str]]:
    """Path within the data, path, and text of the files of a half, in UTF-8."""
    for path in files(data, folder, pattern, half):
        yield path.relative_to(data).as_posix(), path, path.read_text("utf-8", errors="replace")
