"""Puts the pieces together: inner and outer units, lists, and the work that they belong to.

`khoản 3 Điều 4, khoản 6 Điều 7 của Nghị định này` names two provisions of one work; `Article 5,
paragraph 2, and Article 6` descends once. Which of the two a text does is told by the ranks of what
stands side by side, and by the words and signs between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.citations.belonging import Belonging
from corpus.language.citations.entries import (
    Chain,
    entries_of,
    may_range,
    put_around,
    put_beside,
    put_inside,
    seal,
)
from corpus.language.citations.gaps import Gap, Gaps
from corpus.language.citations.items import LABEL_ENDS, read_items
from corpus.language.citations.levels import ARTICLE, LEVELS, Path, Step
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.nesting import Nesting
from corpus.language.citations.parts import Item
from corpus.language.citations.pieces import Token, Unit, Work


@dataclass(slots=True)
class _Reading:
    """A chain being read: its first unit, its last, and what stands around the numbers of a list."""

    chain: Chain
    first: Unit
    last: Unit
    above: Path = ()
    aside: bool = False
    """A comma parted an inner unit from its outer one: Article 6, paragraph 3, → of the Agreement."""
    lifted: bool = False
    """The list of an inner unit ran on to the outer one: articles 5, paragraph 2, and 7."""


class Parser:
    """Reads the chains of a text."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon) -> None:
        self._text, self._pieces, self._lexicon = text, list(pieces), lexicon
        self._gaps = Gaps(text, self._pieces, lexicon)
        self._nesting = Nesting(text, self._pieces, lexicon, self._gaps)
        self._works = Belonging(text, self._pieces, lexicon, self._gaps)

    def chains(self) -> list[Chain]:
        """Every chain of the text, in order; a work alone is a chain without provisions."""
        found: list[Chain] = []
        index = 0
        while index < len(self._pieces):
            piece = self._pieces[index]
            if isinstance(piece, Unit):
                chain, index = self._read(index)
                self._list_on(index, piece, chain)
            else:
                chain, index = self._led(index, piece)
            found.append(chain)
        return found

    def _led(self, index: int, work: Work) -> tuple[Chain, int]:
        """A work with the provisions that it leads; those behind a comma may have a work of their own."""
        governs = self._works.governs(index)
        if governs or self._works.heads_list(index):
            chain, after = self._read(index + 1)
            if governs or (chain.work is None and self._works.fills_brackets(work, chain)):
                chain.start, chain.work = work.start, work
                return chain, after
        return Chain(work.start, work.end, work=work), index + 1

    def _read(self, index: int) -> tuple[Chain, int]:
        """The chain whose first unit is at `index`, and where the next one may begin."""
        first = self._pieces[index]
        assert isinstance(first, Unit)
        reading = _Reading(Chain(first.start, first.end, entries_of(first)), first, first)
        while self._resume(index, reading) or index + 1 < len(self._pieces):
            piece = self._pieces[index + 1]
            if isinstance(piece, Unit):
                if not self._take_unit(index, piece, reading):
                    break
                index += 1
            else:
                gap = self._gap_before_work(index, reading)
                if not self._take_work(gap, piece, reading):
                    break
                index += 1
                if gap is not Gap.BLANK or not self._has_parts_behind(index, reading.last):
                    break
        chain = reading.chain
        opened = self._text.count("(", chain.start, chain.end) - self._text.count(")", chain.start, chain.end)
        chain.end += opened == 1 and self._text[chain.end : chain.end + 1] == ")"
        return chain, index + 1

    def _gap_before_work(self, index: int, reading: _Reading) -> Gap:
        gap = self._gaps.at(index)
        return Gap.LINK if reading.aside and gap is Gap.COMMA and self._lexicon.adjacent else gap

    def _take_work(self, gap: Gap, work: Work, reading: _Reading) -> bool:
        """Whether the work is that of the chain."""
        chain = reading.chain
        if chain.work is not None or not self._works.belongs(gap, chain, reading.last, work):
            return False
        chain.work, chain.end = work, work.end
        return True

    def _take_unit(self, index: int, unit: Unit, reading: _Reading) -> bool:
        """Whether the next unit is one of the chain; it is put where it stands."""
        chain, first, last = reading.chain, reading.first, reading.last
        gap = self._gap_before_unit(index, unit, reading)
        if self._nesting.ends(gap, last, unit):
            return False
        if gap is Gap.UNTIL:
            chain.entries[-1].until = unit.paths[0][-1].number
        elif self._nesting.stands_beside(gap, first, last, unit, index):
            put_beside(chain, unit, ())
        elif self._nesting.rises(gap, last, unit, chain):
            put_around(chain, unit, last if gap is Gap.BLANK else None)
            reading.above = ()
        elif self._nesting.descends(gap, last, unit, index):
            if self._nesting.is_filled(first, last, unit, chain):
                return False
            reading.aside = reading.aside or gap is Gap.COMMA
            reading.above = put_inside(chain, unit, first, last)
            lifted = _lifted(chain, unit, first)
            reading.lifted, unit = lifted is not unit, lifted
            reading.above = () if reading.lifted else reading.above
        elif self._nesting.goes_on(gap, first, last, unit):
            reading.above = self._nesting.above(reading.above, chain, last, unit)
            reading.above = reading.above or self._nesting.resumed(chain, first, unit, index)
            if ";" in self._text[last.end : unit.start]:
                seal(chain, self._lexicon)
            put_beside(chain, unit, reading.above)
        else:
            return False
        chain.end, reading.last = unit.end, unit
        return True

    def _gap_before_unit(self, index: int, unit: Unit, reading: _Reading) -> Gap:
        """The gap as these units mean it: a range only where both are of one word."""
        gap = self._gaps.at(index)
        if gap is Gap.OTHER and self._gaps.is_inside(reading.first, index):
            return Gap.COMMA
        if gap is Gap.LINK and self._gaps.is_until(index) and may_range(reading.chain, reading.last, unit):
            return Gap.UNTIL
        if gap is Gap.UNTIL and not may_range(reading.chain, reading.last, unit):
            return Gap.OTHER
        return gap

    def _has_parts_behind(self, index: int, last: Unit) -> bool:
        """Whether a part stands behind the short name of the work: Article 263 TFEU, fourth paragraph."""
        piece = self._pieces[index + 1] if index + 1 < len(self._pieces) else None
        if not isinstance(piece, Unit) or piece.outermost <= LEVELS.index(ARTICLE):
            return False
        if self._lexicon.outer_first or self._gaps.at(index) is not Gap.COMMA:
            return False
        return self._nesting.descends(Gap.COMMA, last, piece, index)

    def _list_on(self, index: int, first: Unit, chain: Chain) -> None:
        """A list goes on with numbers of the next work: articles 3 of the Law, 5 and 6 of the Decree."""
        separator = self._lexicon.separator.match(self._text, chain.end) if chain.work else None
        if not separator or not first.plural or self._lexicon.outer_first or index >= len(self._pieces):
            return
        following = self._pieces[index].start
        if not isinstance(self._pieces[index], Work) or not self._text[separator.end()].isdigit():
            return
        items, end = read_items(self._text, separator.end(), self._lexicon, first.levels, plural=True)
        if items and end <= following and self._lexicon.link.fullmatch(self._text, end, following):
            self._insert(index, separator.end(), end, first, items, plural=True)

    def _resume(self, index: int, reading: _Reading) -> bool:
        """A number alone goes on with the outer unit: articles 9, paragraph (2), 15, paragraph (4)."""
        first, last = reading.first, reading.last
        closed = self._text[last.end : last.end + 1] in {")", ""}
        separator = self._lexicon.separator.match(self._text, last.end + closed)
        if (last.levels == first.levels and not reading.lifted) or not separator or self._lexicon.outer_first:
            return False
        start = separator.end()
        aside = self._is_aside(first, last)
        items, end = read_items(self._text, start, self._lexicon, first.levels, plural=aside)
        following = self._pieces[index + 1].start if index + 1 < len(self._pieces) else len(self._text)
        if not items or end > following or (";" in separator[0] and LABEL_ENDS.match(self._text, end)):
            return False
        if self._text[end - 1] == "°":  # Article 7, first paragraph, 2°: a point within it
            return False
        lettered = first.levels == (ARTICLE,) and items[0].number[0].isalpha()
        if not lettered and not self._text[start : start + 2].lstrip("(")[:1].isdigit():
            return False
        resumes = self._lexicon.resumes.match(self._text, end) or aside
        if not resumes and not self._works.is_right_before_work(index + 1, end):
            return False
        self._insert(index + 1, start, end, first, items)
        return True

    def _is_aside(self, first: Unit, last: Unit) -> bool:
        """Whether brackets enclose a part of one number of a list: articles 4 (paragraph 1) and 5."""
        bracket = self._text.rfind("(", first.end, last.start)
        enclosed = bracket + 1 == last.start and self._text[last.end : last.end + 1] == ")"
        return first.plural and bracket > 0 and enclosed

    def _insert(
        self, index: int, start: int, end: int, like: Unit, items: list[Item], *, plural: bool = False
    ) -> None:
        """Put the unit made of numbers alone among the pieces."""
        paths = tuple((Step(like.levels, item.number),) for item in items)
        untils = tuple(item.until for item in items)
        self._pieces.insert(index, Unit(start, end, like.levels, paths, untils, plural=plural))


def _lifted(chain: Chain, unit: Unit, first: Unit) -> Unit:
    """The unit with which the reading goes on, where its list ran on to the outer one: 5, para 2, and 7."""
    entry = chain.entries[-1]
    if unit.levels == first.levels or not entry.path or entry.path[-1].levels != first.levels:
        return unit
    return replace(unit, levels=first.levels, paths=(entry.path,), untils=(entry.until,))
