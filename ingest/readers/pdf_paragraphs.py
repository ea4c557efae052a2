"""Lines of PDF pages into blocks: paragraphs run on over line ends and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.confidence import weighed
from ingest.document import BlockKind
from ingest.readers.clean import clean
from ingest.readers.flow import Flow, table_text
from ingest.readers.markers import ends_sentence, opens_unit
from ingest.readers.paragraphs import glue, hyphens_gone, vocabulary
from ingest.readers.pdf_aligned import aligned_tables
from ingest.readers.pdf_layout import Line
from ingest.readers.pdf_notes import notes_of

_GAP = 1.25
"""A distance to the line above of more than this many usual distances parts paragraphs."""
_NEAR, _FREQUENT = 1.12, 0.2
"""Distances that differ by this much are one; of all distances, those within paragraphs are this share."""
_USUAL = 12.0
_INDENT = 1.0
"""An indent of the first line by more than this many line heights begins a paragraph."""
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
_APART = 4.0
"""Gap in line heights between texts that only stand side by side (a letterhead)."""
_TITLE_GAP = 2.0
"""Lines of a title in capitals may stand that much farther apart."""
_CENTRED = 0.06
"""Share of the width by which both sides of a centred line are indented, and may differ."""


@dataclass(frozen=True, slots=True)
class _Measures:
    """The usual distance of lines; of each column on each page its edges, and where a line is short.

    `flush`: the edge that all lines of a justified column reach.
    """

    distance: float
    edges: dict[tuple[int, int], tuple[float, float]]
    short: dict[tuple[int, int], float]
    flush: dict[tuple[int, int], float]

    def edges_of(self, line: Line) -> tuple[float, float]:
        """Left and right edge of the column in which the line stands."""
        return self.edges[line.page, line.column]

    def is_short(self, line: Line) -> bool:
        """Whether the line ends well before the edge."""
        return line.right < self.short[line.page, line.column]

    def ends_short(self, line: Line) -> bool:
        """Whether the last line of a sentence ends before the edge that justified lines reach."""
        edge = self.flush.get((line.page, line.column))
        return self.is_short(line) or (edge is not None and line.right < edge - _INSET * line.size)


def flow_of(lines: Sequence[Line]) -> Flow:
    """The blocks of one text (all columns in reading order, or one column through all pages)."""
    words = vocabulary("\n".join(line.text for line in lines))
    notes = dict(notes_of(lines))
    text = [line for line in lines if not line.note]
    measures = _measure(text)
    flow = Flow()
    for part in _parts(text):
        if isinstance(part, _Table):
            sure = weighed((len(line.text), line.confidence) for line in part.lines)
            flow.add(table_text(part.rows), BlockKind.TABLE, page=part.lines[0].page, confidence=sure)
            _put_notes(flow, part.lines, notes, words)
        else:
            for group in _groups(part, measures):
                _put(flow, group, words)
                _put_notes(flow, group, notes, words)
    for note in notes.values():
        _put_note(flow, note, words)
    return flow


def _put_notes(
    flow: Flow, group: Sequence[Line], notes: dict[int, list[Line]], words: frozenset[str]
) -> None:
    """The notes whose marks the lines carry, right behind them."""
    for number in (number for line in group for number in line.marks if number in notes):
        _put_note(flow, notes.pop(number), words)


def _put_note(flow: Flow, lines: Sequence[Line], words: frozenset[str]) -> None:
    sure = weighed((len(line.text), line.confidence) for line in lines)
    text, turns = _joined(flow, lines, words)
    flow.add(text, BlockKind.FOOTNOTE, page=lines[0].page, confidence=sure, turns=turns)


def _joined(
    flow: Flow, lines: Sequence[Line], words: frozenset[str]
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The lines as one text, and where in it a page begins."""
    text, page, turns = "", lines[0].page, []
    cleaned = [clean(line.text) for line in lines]
    for line, shown in zip(lines, cleaned, strict=True):
        text = glue(text, shown, words)
        if line.page != page:
            page = line.page
            turns.append((max(0, len(text) - len(shown)), page))
    flow.steps["hyphenation"] += hyphens_gone(cleaned, [text])
    return text, tuple(turns)


def _put(flow: Flow, group: Sequence[Line], words: frozenset[str]) -> None:
    """One paragraph, or the texts that only stand side by side."""
    page, bold = group[0].page, all(line.bold for line in group)
    sure = weighed((len(line.text), line.confidence) for line in group)
    if _is_apart(group[0]):
        for cell in (cell for line in group for cell in line.cells):
            flow.add(cell, page=page, bold=group[0].bold, confidence=sure)
        return
    text, turns = _joined(flow, group, words)
    flow.add(text, page=page, bold=bold, confidence=sure, turns=turns)


def _is_apart(line: Line) -> bool:
    """Whether the pieces only stand side by side; in a narrow column justified words do."""
    return line.gap > _APART and not line.column


@dataclass(frozen=True, slots=True)
class _Table:
    lines: Sequence[Line]
    rows: tuple[tuple[str, ...], ...]


def _parts(lines: Sequence[Line]) -> Iterator[_Table | Sequence[Line]]:
    """Tables, with rules or without, and what stands between them."""
    begin = 0
    for table in aligned_tables(lines):
        yield from _ruled(lines[begin : table.begin])
        yield _Table(lines[table.begin : table.end], table.rows)
        begin = table.end
    yield from _ruled(lines[begin:])


def _ruled(lines: Sequence[Line]) -> Iterator[_Table | Sequence[Line]]:
    """Tables with rules, each with what goes on on the next page, and the lines between them."""
    for is_table, group in groupby(lines, key=lambda line: len(line.table[0]) if line.table else 0):
        part = list(group)
        if is_table:
            yield _Table(part, tuple(row for line in part for row in line.table))
        else:
            yield part


def _measure(lines: Sequence[Line]) -> _Measures:
    distances = Counter(
        round(2 * (below.base - above.base)) / 2
        for above, below in pairwise(lines)
        if above.page == below.page and above.column == below.column and below.base > above.base
    )
    measures = _Measures(_usual(distances), {}, {}, {})
    for place in {(line.page, line.column) for line in lines}:
        on_page = [line for line in lines if (line.page, line.column) == place]
        column = on_page if len(on_page) >= _FEWEST else [line for line in lines if line.column == place[1]]
        measures.edges[place] = _edges(column)
        measures.short[place] = _short_from(column, *measures.edges[place])
        if (edge := _flush_edge(column)) is not None:
            measures.flush[place] = edge
    return measures


def _usual(distances: Counter[float]) -> float:
    """The distance of lines within a paragraph: the least that is frequent.

    In a text of short paragraphs the distance between these may be more frequent.
    """
    for distance in sorted(distances):
        near = [other for other in distances.elements() if distance <= other <= _NEAR * distance]
        if len(near) >= _FREQUENT * distances.total():
            return median(near)
    return _USUAL


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    left = sorted(line.left for line in lines)
    right = sorted(line.right for line in lines)
    return left[len(left) // 10], right[-1 - len(right) // 10]


def _short_from(lines: Sequence[Line], left: float, right: float) -> float:
    """The right edge below which a line is short."""
    limit = left + _SHORT * (right - left)
    inside = [line for line in lines if not ends_sentence(line.text.strip())]
    ragged = sum(line.right < limit for line in inside) > max(_FEWEST / 2, _RAGGED * len(inside))
    return left + _RAGGED_SHORT * (right - left) if ragged else limit


def _flush_edge(lines: Sequence[Line]) -> float | None:
    """The right edge of a justified column, None where its lines end here and there.

    Lines inside sentences tell; of these, headings and the last ones of other paragraphs are few.
    """
    inside = [above for above, below in pairwise(lines) if _goes_on(above, below)]
    if len(inside) < _FEWEST:
        return None
    edge = median(line.right for line in inside)
    flush = sum(abs(line.right - edge) <= _FLUSH * line.size for line in inside)
    return edge if flush >= _JUSTIFIED * len(inside) else None


def _groups(lines: Sequence[Line], measures: _Measures) -> Iterator[list[Line]]:
    current: list[Line] = []
    for line in lines:
        if current and _begins(current, line, measures):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _begins(current: list[Line], line: Line, measures: _Measures) -> bool:
    """Whether a block begins with `line`."""
    above = current[-1]
    if _is_apart(line) or _is_apart(above):
        return True
    if above.page != line.page or above.column != line.column:
        return not _runs_over(above, line, measures)
    widest = _GAP * measures.distance * (_TITLE_GAP if _is_title(above, line) else 1)
    if line.base - above.base > widest or line.base < above.base - above.size:
        return True
    if _differ(above, line) and not _goes_on(above, line):
        return True
    return _by_text(above, line, measures)


def _differ(above: Line, line: Line) -> bool:
    """In boldness or size; digits alone, being taller than letters, say nothing of size."""
    lettered = any(map(str.isalpha, line.text))
    larger = max(above.size, line.size)
    return above.bold != line.bold or (lettered and abs(above.size - line.size) > 0.2 * larger)


def _by_text(above: Line, line: Line, measures: _Measures) -> bool:
    upper, text = above.text.strip(), clean(line.text)
    left = measures.edges_of(line)[0]
    short = measures.is_short(above) or _is_centred(above, measures)
    ends = ends_sentence(upper)
    if opens_unit(text) and (ends or short or opens_unit(upper)):
        return True
    if ends and (
        short
        or measures.ends_short(above)
        or line.left - left > _INDENT * line.size
        or (upper[-1] in ";:" and text[:1].isupper())
    ):
        return True
    if _is_title(above, line):
        return False
    return short and not text[:1].islower() and not upper.endswith(",")


def _is_title(above: Line, line: Line) -> bool:
    """Two lines of one title: both in capitals, alike, the second opening nothing."""
    alike = above.bold == line.bold and abs(above.size - line.size) < 0.2 * above.size
    return alike and above.text.isupper() and line.text.isupper() and not opens_unit(clean(line.text))


def _is_centred(line: Line, measures: _Measures) -> bool:
    left, right = measures.edges_of(line)
    width = max(1.0, right - left)
    before, after = (line.left - left) / width, (right - line.right) / width
    return before > _CENTRED and after > _CENTRED and abs(before - after) < _CENTRED


def _runs_over(above: Line, line: Line, measures: _Measures) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    short = measures.is_short(above)
    return not ends_sentence(above.text.strip()) and not opens_unit(clean(line.text)) and not short


def _goes_on(above: Line, line: Line) -> bool:
    """Whether the sentence runs on: no end above, and below no capital and no enumerator."""
    text = clean(line.text)
    return not ends_sentence(above.text.strip()) and not opens_unit(text) and not text[:1].isupper()
