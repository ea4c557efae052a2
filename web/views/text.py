"""The text of a work as the reader shows it: a tree of nodes with numbers, headings and links."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from corpus.doubts import UNSURE
from corpus.language.directions import direction
from corpus.model import ABOVE_ARTICLES, Provision, ProvisionKind
from corpus.tables import CELL, cells, has_head
from web.views.marked import Piece, linked, pieces

HEADED = ABOVE_ARTICLES | {ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.LETTER}
"""Kinds whose number stands above the text; of all others it hangs beside it."""

FALLBACK = frozenset({ProvisionKind.PAGE, ProvisionKind.PARA})
"""Kinds that stand in where no structure was found; their labels number nothing."""

Marks = Callable[[str, str], Sequence[tuple[int, int]]]
"""Where to mark a text in a language: (text, language) → offsets."""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or where there are `rows` (of cells) a table; `head`: the first row names the columns."""

    paragraph: Pieces = ()
    rows: tuple[tuple[Pieces, ...], ...] = ()
    head: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A provision to show. `level` is its heading's (2 to 6), 0 where its number hangs beside the text."""

    eid: str
    kind: str
    label: str
    heading: str
    level: int
    language: str
    direction: str
    named: bool
    """Whether its label is a bare number (`36`), so that a reader must be told what is numbered."""
    blocks: tuple[Block, ...]
    page: int | None
    """The page of the source on which it begins, where that is another than the one before."""
    children: tuple[Node, ...]
    clause: str = ""
    """What a final clause settles, said once for the whole clause."""
    sure: int | None = None
    """Percent of confidence, where character recognition was unsure of the text."""

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


Link = tuple[int, int, str]
"""From where to where of a provision's own text a citation stands, and the address to which it leads."""


def nodes(
    provisions: Sequence[Provision],
    language: str,
    *,
    marks: Marks | None = None,
    marked: str = "",
    links: Mapping[str, Sequence[Link]] = MappingProxyType({}),
) -> tuple[Node, ...]:
    """The nodes of these provisions; words are marked inside the provision `marked` only.

    `links` are the citations of provisions, by eId.
    """
    return _Maker(language, marks, marked, links).many(provisions, level=2, marking=not marked)


class _Maker:
    """Makes nodes in reading order, which is how it knows where a page begins."""

    def __init__(
        self, language: str, marks: Marks | None, marked: str, links: Mapping[str, Sequence[Link]]
    ) -> None:
        self._links = links
        self._language = language
        self._marks = marks
        self._marked = marked
        self._page: int | None = None

    def many(self, provisions: Sequence[Provision], level: int, marking: bool) -> tuple[Node, ...]:
        return tuple(self.one(provision, level, marking) for provision in provisions)

    def one(self, provision: Provision, level: int, marking: bool) -> Node:
        language = provision.language or self._language
        marking = marking or provision.eid == self._marked
        headed = provision.kind in HEADED or bool(provision.heading)
        page = self._turned(provision)
        return Node(
            eid=provision.eid,
            kind=provision.kind,
            label=provision.label,
            heading=provision.heading,
            level=min(level, 6) if headed else 0,
            language=language,
            direction=direction(language),
            named=headed and _numbered(provision),
            blocks=tuple(self._blocks(provision, language, marking)),
            page=page,
            children=self.many(provision.children, level + 1 if headed else level, marking),
            clause=provision.clause or "",
            sure=_unsure(provision),
        )

    def _turned(self, provision: Provision) -> int | None:
        page = provision.span.page if provision.span else None
        if page is None or page == self._page:
            return None
        self._page = page
        return page

    def _blocks(self, provision: Provision, language: str, marking: bool) -> Iterator[Block]:
        """Its lines as paragraphs, and runs of rows as tables; a single row is a sentence with bars."""
        links = self._links.get(provision.eid, ())
        only_rows = provision.kind is ProvisionKind.TABLE
        for in_cells, run in groupby(_lines(provision.text), key=lambda one: only_rows or CELL in one[1]):
            together = list(run)
            if in_cells and (only_rows or len(together) > 1):
                rows = [line for _, line in together]
                made = tuple(self._cells(row, language, marking) for row in rows)
                yield Block(rows=made, head=has_head(rows))
            else:
                for start, line in together:
                    yield Block(linked(self._pieces(line, language, marking), links, start))

    def _cells(self, line: str, language: str, marking: bool) -> tuple[Pieces, ...]:
        return tuple(self._pieces(cell, language, marking) for cell in cells(line))

    def _pieces(self, text: str, language: str, marking: bool) -> Pieces:
        if not marking or self._marks is None:
            return (Piece(text),) if text else ()
        return pieces(text, self._marks(text, language), 0, len(text))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Each line that is not blank, with where it begins."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _unsure(provision: Provision) -> int | None:
    sure = provision.confidence
    return round(100 * sure) if sure is not None and sure < UNSURE else None


def _numbered(provision: Provision) -> bool:
    """Whether the label is a number and nothing else: `36`, `8 bis`, `5a`; not `1.`, not `第七条`."""
    label = provision.label.replace(" ", "")
    return label.isalnum() and label[0].isdecimal() and provision.kind not in FALLBACK


# --- contents ------------------------------------------------------------------------------------

LISTED = HEADED | {
    ProvisionKind.PREAMBLE,
    ProvisionKind.PAGE,
    ProvisionKind.FINAL_CLAUSE,
    ProvisionKind.CONCLUSION,
}
LONG_CONTENTS = 250
"""Beyond so many entries, articles are listed only for the part on the page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    eid: str
    label: str
    heading: str
    kind: str
    named: bool
    depth: int
    here: bool
    """Whether it is on this page (the link is then only an anchor)."""


def contents(provisions: Sequence[Provision], on_page: Sequence[Node]) -> tuple[Entry, ...]:
    """What can be gone to, in reading order; nothing that is only a paragraph."""
    shown = frozenset(node.eid for root in on_page for node in root.walk())
    listed = [entry for root in provisions for entry in _entries(root, 0, shown)]
    if len(listed) > LONG_CONTENTS:
        listed = [entry for entry in listed if entry.here or entry.kind in ABOVE_ARTICLES]
    return tuple(listed)


def _entries(provision: Provision, depth: int, shown: frozenset[str]) -> Iterator[Entry]:
    if provision.kind in LISTED:
        here = provision.eid in shown
        named = _numbered(provision)
        yield Entry(provision.eid, provision.label, provision.heading, provision.kind, named, depth, here)
        depth += 1
    if provision.kind in ABOVE_ARTICLES or provision.kind in (ProvisionKind.ANNEX, ProvisionKind.LETTER):
        for child in provision.children:
            yield from _entries(child, depth, shown)
