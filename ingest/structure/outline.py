"""The outline of a text: which of its lines open divisions and articles, and which are quoted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from corpus.language.patterns import any_of
from corpus.language.table import table
from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate, candidate, knows_capitals
from ingest.structure.contents import contents_lines
from ingest.structure.eids import COMPONENTS
from ingest.structure.glued import cut
from ingest.structure.grammar import Grammar
from ingest.structure.headed import out_of_order
from ingest.structure.lines import Line
from ingest.structure.misread import other_readings
from ingest.structure.quotations import Quotation, places, quotations
from ingest.structure.repeated import printed_again
from ingest.structure.sequence import begins_anew, choose, follows, of_main_series
from ingest.structure.unmarked import worded_within

_LIKELY = 0.6
"""Confidence from which a line heads a division above the articles, or an annex, by its looks alone."""
_QUOTED = 0.3
"""Factor for a heading inside what may be a quotation: it needs to be the very next number."""
_SURELY_QUOTED = -0.2
"""Confidence of a heading inside a closed quotation behind an article: it costs more than it gains as the
next number, and is taken only where the sequence lacks a number or two."""
_SURE = 0.6
"""Confidence of an article outside quotations from which what is quoted behind it is not the text itself."""
_RANK = {
    ProvisionKind.BOOK: 1,
    ProvisionKind.PART: 2,
    ProvisionKind.TITLE: 3,
    ProvisionKind.CHAPTER: 4,
    ProvisionKind.SECTION: 5,
    ProvisionKind.SUBSECTION: 6,
    ProvisionKind.ARTICLE: 8,
}
_HEADING_LENGTH = 120
_ADJACENT = 3
"""Lines within which one heading follows another without text between them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with its part in the outline: what it opens (None: nothing), whether quoted or contents."""

    line: Line
    opens: Candidate | None = None
    quoted: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All lines of a document in order, and how its divisions nest (a smaller rank holds a larger)."""

    entries: tuple[Entry, ...]
    ranks: dict[ProvisionKind, int]
    cased: bool = True
    """Whether the text uses capitals at all."""

    def count(self, kind: ProvisionKind) -> int:
        """How many divisions of a kind are opened."""
        return sum(1 for entry in self.entries if entry.opens and entry.opens.kind is kind)


def outline(lines: Sequence[Line], grammars: Sequence[Grammar], *, glued: bool = True) -> Outline:
    """Classify the lines of a document; with `glued`, long lines are cut where a heading may open."""
    whole = [part for line in lines for part in cut(line, grammars)] if glued else list(lines)
    cased = knows_capitals(whole)
    quotes = list(quotations(whole))
    quoted = places(quotes, len(whole))
    found = [
        made
        for index, line in enumerate(whole)
        if quoted[index] != 1 and (made := candidate(line, index, grammars, cased=cased))
    ]
    found = _doubted(found, quotes, quoted)
    contents = contents_lines(whole, found, _contents(tuple(g.words.code for g in grammars)))
    again = printed_again(whole, [c for c in found if c.index not in contents])
    listed = [c for c in found if c.index not in contents and c.index not in again]
    codes = [g.words.code for g in grammars]
    read = [c for c in other_readings(whole, listed, codes) if c.index not in contents | again]
    chosen = _accept(read)
    within: set[int] = set()
    while more := worded_within(whole, chosen, listed, codes):
        within |= more
        listed = [c for c in listed if c.index not in within]
        chosen = _accept([c for c in read if c.index not in within])
    chosen |= out_of_order(whole, listed, chosen)
    inside = _still_quoted([1 if index in within else place for index, place in enumerate(quoted)], chosen)
    entries = [
        Entry(line, chosen.get(index), inside[index], index in contents)
        for index, line in enumerate(whole)
        if index not in again
    ]
    return Outline(tuple(_rejoin(entries)), _ranks(entries), cased)


def _doubted(
    found: Sequence[Candidate], quotes: Sequence[Quotation], quoted: Sequence[int]
) -> list[Candidate]:
    """The candidates, those inside quotations with less confidence."""
    articles = [c for c in found if _is_article(c)]
    outside = [c for c in articles if not quoted[c.index]]
    sure = {
        line
        for one in quotes
        if one.closed and _is_of_another(one, articles, outside)
        for line in range(one.first, one.last + 1)
    }
    return [
        replace(c, confidence=_SURELY_QUOTED if c.index in sure else c.confidence * _QUOTED)
        if quoted[c.index]
        else c
        for c in found
    ]


def _is_of_another(quotation: Quotation, articles: Sequence[Candidate], outside: Sequence[Candidate]) -> bool:
    """Whether the articles before and behind a quotation do without those within it."""
    before = [c for c in outside if c.index < quotation.first][-1:]
    behind = [c for c in outside if c.index > quotation.last][:1]
    within = [c for c in articles if quotation.first <= c.index <= quotation.last]
    if not before or not within:
        return bool(before)
    fills = _goes_on(before[0], within[0]) and (not behind or _goes_on(within[-1], behind[0]))
    return not fills or bool(behind and _goes_on(before[0], behind[0]))


def _goes_on(before: Candidate, after: Candidate) -> bool:
    first, second = before.opening.numeral, after.opening.numeral
    return first is not None and second is not None and follows(first.order, second.order)


def _is_article(found: Candidate) -> bool:
    return found.kind is ProvisionKind.ARTICLE and found.confidence >= _SURE


@cache
def _contents(codes: tuple[str, ...]) -> re.Pattern[str]:
    """A line that opens a table of contents in one of the languages: `目录`, `【目录】`, `Contents:`."""
    phrases = [p for code in codes if (words := table(code)) for p in words.formulas.get("contents", ())]
    return re.compile(rf"[\[【]?(?:{any_of(phrases)})[\]】]?\s*[:：]?", re.IGNORECASE)


def _still_quoted(quoted: Sequence[int], chosen: dict[int, Candidate]) -> list[bool]:
    """A quotation ends where a heading of the text's own sequence stands: its mark was never closed."""
    inside: list[bool] = []
    for index, place in enumerate(quoted):
        open_ = place == 1 or (place > 1 and inside[index - 1])
        inside.append(open_ and index not in chosen)
    return inside


def _accept(candidates: Sequence[Candidate]) -> dict[int, Candidate]:
    """Divisions and annexes by their looks, articles by their sequence between them."""
    upper = [c for c in candidates if c.kind is not ProvisionKind.ARTICLE and c.confidence >= _threshold(c)]
    boundaries = sorted(c.index for c in upper)
    articles = choose(of_main_series([c for c in candidates if c.kind is ProvisionKind.ARTICLE]), boundaries)
    upper = [c for c in upper if c.kind not in COMPONENTS or not _within(c, articles)]
    return {c.index: c for c in (*upper, *articles)}


def _within(component: Candidate, articles: Sequence[Candidate]) -> bool:
    """Whether the articles go on counting behind a supposed annex: then it is a mention of one."""
    place = bisect_left([article.index for article in articles], component.index)
    if not 0 < place < len(articles):
        return False
    before, after = articles[place - 1].opening.numeral, articles[place].opening.numeral
    return before is not None and after is not None and not begins_anew(before, after)


def _threshold(found: Candidate) -> float:
    """A chapter cut out of a long line is taken a little sooner: its looks cannot be as good."""
    glued = found.glued and found.kind not in COMPONENTS and found.opening.numeral is not None
    return _LIKELY - 0.2 if glued else _LIKELY


def _rejoin(entries: Sequence[Entry]) -> list[Entry]:
    """Put back together what was cut out of a long line and turned out to open nothing."""
    joined: list[Entry] = []
    for entry in entries:
        if entry.line.glued and entry.opens is None and joined:
            joined[-1] = _joined(joined[-1], entry.line)
        else:
            joined.append(entry)
    return joined


def _joined(before: Entry, line: Line) -> Entry:
    tail = (" " if line.start > before.line.end else "") + line.text
    opens = replace(before.opens, rest=before.opens.rest + tail) if before.opens else None
    return replace(before, line=replace(before.line, text=before.line.text + tail), opens=opens)


def _ranks(entries: Sequence[Entry]) -> dict[ProvisionKind, int]:
    """How divisions nest here: by custom, unless headings that follow each other say otherwise.

    An article whose heading is followed at once by `Section 1` holds sections (the Articles of
    Agreement of the Bretton Woods institutions).
    """
    votes: Counter[tuple[ProvisionKind, ProvisionKind]] = Counter()
    opened = [(index, entry.opens) for index, entry in enumerate(entries) if entry.opens]
    for (first, upper), (second, lower) in pairwise(opened):
        adjacent = second - first <= _ADJACENT and _no_text(entries[first + 1 : second])
        if adjacent and upper.kind in _RANK and lower.kind in _RANK and upper.kind is not lower.kind:
            votes[upper.kind, lower.kind] += 1
    ranks = dict(_RANK)
    for (upper_kind, lower_kind), count in votes.items():
        if _RANK[upper_kind] > _RANK[lower_kind] and count > 2 * votes[lower_kind, upper_kind] + 1:
            ranks[lower_kind] = max(ranks[upper_kind] + 1, ranks[lower_kind])
    return ranks


def _no_text(between: Sequence[Entry]) -> bool:
    return all(
        len(entry.line.text) < 120 and not entry.line.text.endswith((".", ";", "。")) for entry in between
    )
