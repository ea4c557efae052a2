"""The head of a document: the lines before its first article, where it says what it is; and its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from corpus.language.patterns import starts_with
from corpus.language.table import LanguageTable, table
from corpus.model import Provision, ProvisionKind, Span
from ingest.document import BlockKind, RawDocument
from ingest.structure import StructuredText
from ingest.structure.candidates import in_contents
from ingest.structure.lines import Line, lines_of

_MOST_LINES = 90
"""Lines of a head that is read: longer ones are annexed reports or a text without articles."""
_MOST_LINES_UNSTRUCTURED = 40
_FEWEST_LISTED = 3
"""Lines that end in dots and a page, from which they are a table of contents."""
_OPENERS = frozenset({
    ProvisionKind.BOOK, ProvisionKind.PART, ProvisionKind.TITLE, ProvisionKind.CHAPTER, ProvisionKind.SECTION,
    ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.LETTER,
})  # fmt: skip


@dataclass(frozen=True)
class Head:
    """Lines of the head and of the closing; `words` is the table of the language (English without one)."""

    lines: tuple[Line, ...]
    closing: tuple[Line, ...]
    words: LanguageTable

    @classmethod
    def of(cls, raw: RawDocument, structured: StructuredText, language: str) -> Head:
        """The head of a document as it was read."""
        words = table(language) or table("en")
        assert words is not None
        lines = lines_of(raw.blocks) if raw.tree is None else _tree_lines(raw.tree)
        lines = [line for line in lines if line.kind is not BlockKind.TABLE]
        first = _first_opening(structured.provisions)
        most = _MOST_LINES if first is not None else _MOST_LINES_UNSTRUCTURED
        head = [line for line in lines if first is None or line.start < first][:most]
        return cls(tuple(head), tuple(_closing(lines, structured.provisions)), words)

    def opens(self, line: Line, formula: str) -> bool:
        """Whether a line begins with a formula of the language (recitals, enacting, testimonium …)."""
        return bool(starts_with(self.words.formulas.get(formula, ())).match(line.text))

    @cached_property
    def before_recitals(self) -> tuple[Line, ...]:
        """The lines up to the first recital: number, place and date, title.

        A table of contents or an index ends them too: what stands behind it does not speak of the whole.
        """
        listed = [index for index, line in enumerate(self.lines) if in_contents(line)]
        lines = self.lines[: listed[0]] if len(listed) >= _FEWEST_LISTED else self.lines
        for index, line in enumerate(lines):
            if self.opens(line, "recitals") and index:
                return lines[:index]
        return lines


def span_of(line: Line, begin: int, end: int) -> Span:
    """The place of characters of a line in the document."""
    return Span(line.start + begin, line.start + end, line.page)


def _first_opening(provisions: Sequence[Provision]) -> int | None:
    starts = [p.span.start for p in provisions if p.kind in _OPENERS and p.span]
    return min(starts, default=None)


def _closing(lines: Sequence[Line], provisions: Sequence[Provision]) -> list[Line]:
    """The lines of the first closing (testimonium, signatures) outside of annexes."""
    for provision in provisions:
        if provision.kind is ProvisionKind.CONCLUSION and provision.span:
            place = provision.span
            return [line for line in lines if place.start <= line.start < place.end]
    return []


def _tree_lines(tree: Sequence[Provision]) -> list[Line]:
    """What stands before the first article of a given tree, as lines without a place in the source."""
    texts: list[str] = []
    for root in takewhile(lambda top: top.kind not in _OPENERS, tree):
        for provision in root.walk():
            texts += f"{provision.heading}\n{provision.text}".split("\n")
    return [Line(text, 0) for text in texts if text][:_MOST_LINES]


def as_written(name: str, text: str) -> str:
    """A name in capitals as it is written within the text (Bộ Đối ngoại), if it stands there."""
    if not name.isupper():
        return name
    for match in re.finditer(re.escape(name), text, re.IGNORECASE):
        if not match[0].isupper() and match[0][:1].isupper():
            return match[0]
    return name
