"""Which of two neighbouring units stands within the other, told by their ranks and the gap between them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.language.citations.entries import Chain
from corpus.language.citations.gaps import Gap, Gaps
from corpus.language.citations.levels import ARTICLE, DIVISIONS, LEVELS, Path
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.pieces import Token, Unit

_STEM = 3
"""Letters by which words for provisions are told apart."""
_ARTICLE_RANK = LEVELS.index(ARTICLE)


class Nesting:
    """Reads the order of the units of a text."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon, gaps: Gaps) -> None:
        self._text, self._pieces, self._lexicon, self._gaps = text, pieces, lexicon, gaps

    def rises(self, gap: Gap, last: Unit, unit: Unit, chain: Chain) -> bool:
        """Whether the next unit stands around those read: khoản 2 → Điều 5."""
        adjacent = self._lexicon.adjacent
        if self._lexicon.outer_first and gap is not Gap.LINK:
            return False
        if gap is Gap.BLANK and adjacent and not chain.entries[-1].closed:
            within = last.levels == (ARTICLE,) and unit.outermost > _ARTICLE_RANK  # Điều 22 → khoản 1
            return unit.levels != last.levels and not within
        outward = unit.levels == (ARTICLE,) or self._is_around_division(last, unit)
        if gap is Gap.BLANK and unit.outermost < last.outermost < unit.innermost:  # الفقرة (أ) البند (2)
            return False
        leads = gap in {Gap.LINK, Gap.BLANK} or (gap is Gap.COMMA and adjacent and outward)
        return leads and any(entry.takes(unit) for entry in chain.entries)

    def _is_around_division(self, last: Unit, unit: Unit) -> bool:
        """Whether a comma parts two divisions, or one from its annex: mục 1, → Chương II."""
        comma = "," in self._text[last.end : unit.start]
        return comma and last.is_division and unit.is_outer and len(unit.paths) == 1

    def descends(self, gap: Gap, last: Unit, unit: Unit, index: int) -> bool:
        """Whether the next unit stands within the last one: Article 28, → paragraph 2."""
        if unit.absolute or ";" in self._text[last.end : unit.start]:
            return False
        if gap is Gap.JOIN or (gap is Gap.LINK and not self._lexicon.outer_first):
            return False
        inner = unit.innermost > last.outermost and unit.levels != last.levels
        if len(unit.levels) > 1 and unit.levels == last.levels:
            beside = gap is Gap.BLANK and (self._lexicon.outer_first or not self._lexicon.adjacent)
            inner = beside or self._is_called_apart(last, unit)
        return inner and not self._begins_anew(index + 1, last)

    def is_filled(self, first: Unit, last: Unit, unit: Unit, chain: Chain) -> bool:
        """Whether the outer unit has one of this word already: in paragraph 5 of Annex VII, paragraph 2."""
        path = chain.entries[-1].path
        return unit.levels == first.levels != last.levels and bool(path) and path[-1].levels == unit.levels

    def _is_called_apart(self, last: Unit, unit: Unit) -> bool:
        """Whether two words for points differ, one stands for parts of the other: letra a), → inciso i)."""
        words = {self._text[one.start : one.start + _STEM].casefold() for one in (last, unit)}
        return len(last.paths) == 1 and len(words) > 1 and not self._lexicon.outer_first

    def _begins_anew(self, index: int, last: Unit) -> bool:
        """Whether the units from here on rise by themselves: Điều 7, → điểm b khoản 1 Điều 21.

        Where the list changes its level only up to one more of the last: Điều 7, → khoản 1 và điểm b khoản 2
        Điều 21.
        """
        if self._lexicon.outer_first:
            return False
        mixed = False
        for current in range(index, len(self._pieces) - 1):
            here, there = self._pieces[current], self._pieces[current + 1]
            if not isinstance(here, Unit) or not isinstance(there, Unit):
                return False
            gap, again = self._gaps.at(current), there.levels == last.levels
            rises = gap in {Gap.LINK, Gap.BLANK} and there.outermost < here.innermost
            rises = rises and not (again and self._gaps.repeats_word(current))
            if rises and ((self._lexicon.adjacent and not mixed) or again):
                return True
            if not rises:
                mixed = mixed or there.levels != here.levels
                if gap not in {Gap.COMMA, Gap.JOIN} or (mixed and not self._lexicon.adjacent):
                    return False
        return False

    def stands_beside(self, gap: Gap, first: Unit, last: Unit, unit: Unit, index: int) -> bool:
        """Whether the next unit is one more, whatever its rank: of article 7, point b, → of article 9.

        Or an article within the brackets behind a division: Chapter II (article 5).
        """
        if gap is Gap.LINK:
            again = unit.levels == first.levels
            return again and self._gaps.repeats_word(index) and not self._lexicon.adjacent
        return gap is Gap.OPENING and last.is_division and unit.levels == (ARTICLE,)

    def goes_on(self, gap: Gap, first: Unit, last: Unit, unit: Unit) -> bool:
        """Whether the next unit is one more of the list."""
        if gap not in {Gap.COMMA, Gap.JOIN} and not (gap is Gap.BLANK and self._lexicon.outer_first):
            return False
        if last.absolute and not unit.absolute and unit.outermost <= _ARTICLE_RANK:
            return False
        return unit.levels == first.levels or not self._gaps.is_possessed(first)

    def ends(self, gap: Gap, last: Unit, unit: Unit) -> bool:
        """Whether the next unit is of another chain.

        A work that leads its provisions leads none behind a semicolon; a list ends as its word does
        (section 7 or regulation 14; subsection (1), Part A).
        """
        if self._lexicon.outer_first:
            return gap is Gap.OTHER or ";" in self._text[last.end : unit.start]
        if gap not in {Gap.COMMA, Gap.JOIN} or self._lexicon.adjacent:
            return gap is Gap.OTHER
        words = {last.levels, unit.levels} == {(ARTICLE,), (ARTICLE, "sec")}
        below = last.outermost > _ARTICLE_RANK
        return words or (below and unit.levels[0] in DIVISIONS and len(unit.levels) == 1)

    def resumed(self, chain: Chain, first: Unit, unit: Unit, index: int) -> Path:
        """What stands around one more part of the first article: article 12, para 1, point d, and → para 2.

        Empty where an outer unit of its own comes next, or the chain began otherwise.
        """
        path, following = chain.entries[-1].path, self._pieces[index + 2 : index + 3]
        again = next((at for at, one in enumerate(path) if one.levels == unit.levels), 0)
        outer = following[0] if following and isinstance(following[0], Unit) else None
        anew = outer is not None and self._gaps.at(index + 1) is Gap.LINK and outer.outermost < unit.innermost
        begins = first.levels == (ARTICLE,) == path[0].levels if again else False
        return (
            path[:again] if begins and not anew and not unit.absolute and not self._lexicon.adjacent else ()
        )

    def above(self, above: Path, chain: Chain, last: Unit, unit: Unit) -> Path:
        """What stands around a provision of a list: 第一款第二项及第三款, of the same article."""
        same_word = self._text[last.end - 1] == self._text[unit.end - 1]
        if unit.levels == last.levels and (same_word or not self._lexicon.outer_first):
            return above
        if not self._lexicon.outer_first or unit.absolute or chain.entries[-1].closed:
            return ()
        return tuple(one for one in chain.entries[-1].path if one.outermost < unit.outermost)
