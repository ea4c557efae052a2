"""What is usual in the text of a PDF: how far its lines stand apart, how far they reach in a column."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.readers.clean import clean
from ingest.readers.markers import ends_sentence, opens_unit
from ingest.readers.pdf_line import Line

_NEAR, _FREQUENT = 1.12, 0.2
"""Distances that differ by this much are one; of all distances, those within paragraphs are this share."""
_USUAL = 12.0
_SHORT, _RAGGED_SHORT = 0.85, 0.55
"""A line that ends before this share of the column's width may end its paragraph; less tells where
lines are not justified."""
_JUSTIFIED, _FLUSH, _INSET = 0.85, 0.35, 1.2
"""Where the first share of the lines inside sentences end within the second of their height from one edge,
the column is justified: there a sentence that ends farther than the third from it ends its paragraph (a stop
is narrower than a letter, in Chinese by half a height)."""
_RAGGED = 0.25
"""Share of short lines inside sentences from which a column is not justified."""
_FEWEST = 10
"""Lines from which a page tells its own edges (those of left and right pages differ)."""

Place = tuple[int, int]
"""A page and a column on it."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Left and right edge of a column, and where a line in it is short.

    `flush`: the edge that all lines of a justified column reach.
    """

    left: float
    right: float
    short: float
    flush: float | None


@dataclass(frozen=True, slots=True)
class Measures:
    """The usual distance of lines, and the edges of each column on each page."""

    distance: float
    edges: dict[Place, Edges]

    def edges_of(self, line: Line) -> Edges:
        """The edges of the column in which the line stands."""
        return self.edges[line.page, line.column]

    def is_short(self, line: Line) -> bool:
        """Whether the line ends well before the edge."""
        return line.right < self.edges_of(line).short

    def ends_short(self, line: Line) -> bool:
        """Whether the last line of a sentence ends before the edge that justified lines reach."""
        edge = self.edges_of(line).flush
        return self.is_short(line) or (edge is not None and line.right < edge - _INSET * line.size)


def measures_of(pages: Iterable[Sequence[Line]]) -> Measures:
    """Measure the pages of one text, its notes apart."""
    distances: Counter[float] = Counter()
    columns: dict[int, _Column] = {}
    edges: dict[Place, Edges | None] = {}
    for page in pages:
        distances.update(_distances(page))
        for place, lines in _by_place(page).items():
            found = _Column.of(lines)
            columns.setdefault(place[1], _Column()).extend(found)
            edges[place] = found.edges() if len(lines) >= _FEWEST else None
    whole = {column: found.edges() for column, found in columns.items()}
    return Measures(_usual(distances), {place: one or whole[place[1]] for place, one in edges.items()})


def _distances(page: Sequence[Line]) -> Iterable[float]:
    return (
        round(2 * (below.base - above.base)) / 2
        for above, below in pairwise(page)
        if above.page == below.page and above.column == below.column and below.base > above.base
    )


def _by_place(page: Sequence[Line]) -> dict[Place, list[Line]]:
    found: dict[Place, list[Line]] = {}
    for line in page:
        found.setdefault((line.page, line.column), []).append(line)
    return found


def _usual(distances: Counter[float]) -> float:
    """The distance of lines within a paragraph: the least that is frequent.

    In a text of short paragraphs the distance between these may be more frequent.
    """
    for distance in sorted(distances):
        near = Counter({other: n for other, n in distances.items() if distance <= other <= _NEAR * distance})
        if near.total() >= _FREQUENT * distances.total():
            return median(near.elements())
    return _USUAL


def _floats() -> array[float]:
    return array("d")


@dataclass(slots=True)
class _Column:
    """Where the lines of a column begin and end: numbers only, for a thick document has many.

    `inside` are the right edges of lines that end no sentence; `running` of those after which the next line
    goes on with the sentence, with their sizes.
    """

    lefts: array[float] = field(default_factory=_floats)
    rights: array[float] = field(default_factory=_floats)
    inside: array[float] = field(default_factory=_floats)
    running: array[float] = field(default_factory=_floats)
    sizes: array[float] = field(default_factory=_floats)
    first: Line | None = None
    last: Line | None = None

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Column:
        """The column made of these lines."""
        running = [above for above, below in pairwise(lines) if goes_on(above, below)]
        return cls(
            array("d", (line.left for line in lines)),
            array("d", (line.right for line in lines)),
            array("d", (line.right for line in lines if not ends_sentence(line.text.strip()))),
            array("d", (line.right for line in running)),
            array("d", (line.size for line in running)),
            lines[0],
            lines[-1],
        )

    def extend(self, other: _Column) -> None:
        """Add the lines of the column on the next page."""
        if self.last and other.first and goes_on(self.last, other.first):
            self.running.append(self.last.right)
            self.sizes.append(self.last.size)
        self.lefts += other.lefts
        self.rights += other.rights
        self.inside += other.inside
        self.running += other.running
        self.sizes += other.sizes
        self.first, self.last = self.first or other.first, other.last

    def edges(self) -> Edges:
        """Left and right edge but for a few lines that reach farther, and what follows from them."""
        left, right = sorted(self.lefts), sorted(self.rights)
        outer = left[len(left) // 10], right[-1 - len(right) // 10]
        return Edges(*outer, self._short_from(*outer), self._flush())

    def _short_from(self, left: float, right: float) -> float:
        """The right edge below which a line is short."""
        limit = left + _SHORT * (right - left)
        ragged = sum(end < limit for end in self.inside) > max(_FEWEST / 2, _RAGGED * len(self.inside))
        return left + _RAGGED_SHORT * (right - left) if ragged else limit

    def _flush(self) -> float | None:
        """The right edge of a justified column, None where its lines end here and there.

        Lines inside sentences tell; of these, headings and the last ones of other paragraphs are few.
        """
        if len(self.running) < _FEWEST:
            return None
        edge = median(self.running)
        ends = zip(self.running, self.sizes, strict=True)
        flush = sum(abs(end - edge) <= _FLUSH * size for end, size in ends)
        return edge if flush >= _JUSTIFIED * len(self.running) else None


def goes_on(above: Line, line: Line) -> bool:
    """Whether the sentence runs on: no end above, and below no capital and no enumerator."""
    text = clean(line.text)
    return not ends_sentence(above.text.strip()) and not opens_unit(text) and not text[:1].isupper()
