"""Lines of PDF pages into blocks: paragraphs run on over line ends and pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from ingest.confidence import weighed
from ingest.document import BlockKind
from ingest.readers.clean import clean
from ingest.readers.flow import Flow, table_text
from ingest.readers.markers import ends_sentence, opens_unit
from ingest.readers.paragraphs import glue, hyphens_gone, vocabulary
from ingest.readers.pdf_aligned import aligned_tables
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_measures import Measures, goes_on, measures_of
from ingest.readers.pdf_notes import notes_of

_GAP = 1.25
"""A distance to the line above of more than this many usual distances parts paragraphs."""
_INDENT = 1.0
"""An indent of the first line by more than this many line heights begins a paragraph."""
_APART = 4.0
"""Gap in line heights between texts that only stand side by side (a letterhead)."""
_TITLE_GAP = 2.0
"""Lines of a title in capitals may stand that much farther apart."""
_CENTRED = 0.06
"""Share of the width by which both sides of a centred line are indented, and may differ."""


def flow_of(pages: Sequence[Sequence[Line]]) -> Flow:
    """The blocks of one text: its pages, each with all columns in reading order or with one of them."""
    words = _words(pages)
    notes = notes_of(pages)
    measures = measures_of(map(_text, pages))
    flow = Flow()
    for part in _parts(pages):
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


def _words(pages: Iterable[Sequence[Line]]) -> frozenset[str]:
    """The vocabulary of the text, page by page."""
    words: set[str] = set()
    for page in pages:
        words |= vocabulary("\n".join(line.text for line in page))
    return frozenset(words)


def _text(page: Sequence[Line]) -> list[Line]:
    """The lines that are of no note."""
    return [line for line in page if not line.note]


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


def _parts(pages: Iterable[Sequence[Line]]) -> Iterator[_Table | Iterator[Line]]:
    """Tables, with rules or without, and the lines between them: to be taken one after the other."""
    for table, keyed in groupby(_keyed(pages), key=itemgetter(0)):
        lines = (line for _, line in keyed)
        if isinstance(table, _Table):
            yield table
        elif table:
            part = list(lines)
            yield _Table(part, tuple(row for line in part for row in line.table))
        else:
            yield lines


def _keyed(pages: Iterable[Sequence[Line]]) -> Iterator[tuple[_Table | int, Line]]:
    """Each line with its table: one without rules, or the columns of one with rules."""
    for page in map(_text, pages):
        begin = 0
        for table in aligned_tables(page):
            found = _Table(page[table.begin : table.end], table.rows)
            yield from ((_columns(line), line) for line in page[begin : table.begin])
            yield from ((found, line) for line in found.lines)
            begin = table.end
        yield from ((_columns(line), line) for line in page[begin:])


def _columns(line: Line) -> int:
    """How many a table with rules has; 0 for a line of text."""
    return len(line.table[0]) if line.table else 0


def _groups(lines: Iterable[Line], measures: Measures) -> Iterator[list[Line]]:
    current: list[Line] = []
    for line in lines:
        if current and _begins(current, line, measures):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _begins(current: list[Line], line: Line, measures: Measures) -> bool:
    """Whether a block begins with `line`."""
    above = current[-1]
    if _is_apart(line) or _is_apart(above):
        return True
    if above.page != line.page or above.column != line.column:
        return not _runs_over(above, line, measures)
    widest = _GAP * measures.distance * (_TITLE_GAP if _is_title(above, line) else 1)
    if line.base - above.base > widest or line.base < above.base - above.size:
        return True
    if _differ(above, line) and not goes_on(above, line):
        return True
    return _by_text(above, line, measures)


def _differ(above: Line, line: Line) -> bool:
    """In boldness or size; digits alone, being taller than letters, say nothing of size."""
    lettered = any(map(str.isalpha, line.text))
    larger = max(above.size, line.size)
    return above.bold != line.bold or (lettered and abs(above.size - line.size) > 0.2 * larger)


def _by_text(above: Line, line: Line, measures: Measures) -> bool:
    upper, text = above.text.strip(), clean(line.text)
    left = measures.edges_of(line).left
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


def _is_centred(line: Line, measures: Measures) -> bool:
    edges = measures.edges_of(line)
    left, right = edges.left, edges.right
    width = max(1.0, right - left)
    before, after = (line.left - left) / width, (right - line.right) / width
    return before > _CENTRED and after > _CENTRED and abs(before - after) < _CENTRED


def _runs_over(above: Line, line: Line, measures: Measures) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    short = measures.is_short(above)
    return not ends_sentence(above.text.strip()) and not opens_unit(clean(line.text)) and not short
