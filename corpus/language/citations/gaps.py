"""What stands between neighbouring pieces: words that lead outwards, a comma, the word for "and"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

from corpus.language.citations.levels import ARTICLE, RANK
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.pieces import Token, Unit, Work

_HEADING = re.compile(r"^ ?\((?=[A-ZÀ-Þ])[^()\d]{4,150}\) ?(?=\w)")
"""The heading of an article behind its number: Article 22 (Safeguard Procedure) of the Agreement."""
_SAYS = re.compile(r"^ ?: ?\"[^\"]{1,300}\"(?=[及和与與,、])")
"""What a provision says, in a list of Chinese ones: 第六条:“…”和第十一条:“…”."""
_STOP = re.compile(r"^\.(?= [a-zà-þ]|;)")
"""A full stop behind a number: Artículo 3. de la Ley; Điều 1.2.NĐ.3.; Điều 1.2.NĐ.4."""
_CLOSING = ' )"》'
"""What may close a name or a number before what parts it from the next."""
_BEFORE = 12
"""Characters before a provision in which the word stands that says "in"."""
_ARTICLE_RANK = RANK[ARTICLE]


class Gap(Enum):
    """What stands between two pieces."""

    LINK = auto()
    """Words that lead outwards (of the), or nothing where nothing is needed."""
    BLANK = auto()
    COMMA = auto()
    JOIN = auto()
    OPENING = auto()
    """An opening bracket: Article 5 (paragraph 2)."""
    UNTIL = auto()
    OTHER = auto()


class Gaps:
    """The gaps of a text; `pieces` may grow while they are read."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon) -> None:
        self._text, self._pieces, self._lexicon = text, pieces, lexicon

    def between(self, index: int) -> str:
        """The text between this piece and the next."""
        return self._text[self._pieces[index].end : self._pieces[index + 1].start]

    def at(self, index: int) -> Gap:
        """What stands between this piece and the next."""
        between = _STOP.sub("", _HEADING.sub(" ", self.between(index)))
        between = self._lexicon.tail.sub("", _SAYS.sub("", between))
        following = self._pieces[index + 1]
        if isinstance(following, Work):  # Article 5 of "the Treaty"
            between = between.replace('"', "")
        elif self._lexicon.notably.fullmatch(between):
            return Gap.COMMA if following.innermost > _ARTICLE_RANK else Gap.JOIN
        if between.endswith(" - ") and between.isupper():  # Mục 2 THUẾ VÀ PHÍ - Chương V
            return Gap.BLANK
        if between.startswith('" ') and isinstance(following, Unit):  # words that are replaced
            return Gap.OTHER
        if not between.strip(_CLOSING):
            return Gap.JOIN if self._is_joined(index + 1) else Gap.BLANK
        for pattern, gap in (
            (self._lexicon.link, Gap.LINK),
            (self._lexicon.join, Gap.JOIN),
            (self._lexicon.comma, Gap.COMMA),
            (self._lexicon.until, Gap.UNTIL),
        ):
            if pattern.fullmatch(between) or pattern.fullmatch(between.lstrip(_CLOSING)):
                return gap
        if self._lexicon.headed_list.fullmatch(between) and self._are_headed(index):
            return Gap.COMMA
        if between.strip() == "/":  # المادة 10/فقرة ج
            return Gap.COMMA
        return Gap.OPENING if between.strip() == "(" else Gap.OTHER

    def _is_joined(self, index: int) -> bool:
        """Whether the word for "and" is written with the one for a provision: المادة 5 → والمادة 6."""
        piece = self._pieces[index]
        return isinstance(piece, Unit) and bool(self._lexicon.joined.match(self._text, piece.start))

    def _are_headed(self, index: int) -> bool:
        """Whether two articles named with their headings are of one list, those of one source."""
        here, there = self._pieces[index], self._pieces[index + 1]
        numbers = [one.paths[0][-1].number for one in (here, there) if isinstance(one, Unit)]
        codes = {number.rpartition(".")[0] for number in numbers}  # Điều 23.1.LQ.18; Điều 23.1.LQ.19 … của
        bare = len(numbers) == len((here, there)) and len(codes) == 1
        return bare and bool(self._lexicon.headed_after.search(self._text[: here.start]))

    def repeats_word(self, index: int) -> bool:
        """Whether the word is repeated in a list: of article 7, point b, of article 9."""
        return self.between(index).lstrip().startswith(",")

    def is_until(self, index: int) -> bool:
        """Whether words that lead outwards make a range as well: from article 1 to article 20."""
        return bool(self._lexicon.until.fullmatch(self.between(index)))

    def is_inside(self, first: Unit, index: int) -> bool:
        """Whether the first says in what the next stands: Au paragraphe 1er, | le point 4 est complété."""
        inside = self._lexicon.inside.fullmatch(self.between(index))
        return bool(inside and not first.absolute and self._lexicon.inside_after.search(self._before(first)))

    def is_possessed(self, first: Unit) -> bool:
        """Whether the provisions are of a work just named: its article 21, and the points 3 and 4 of …."""
        return bool(self._lexicon.its.search(self._before(first)))

    def _before(self, unit: Unit) -> str:
        return self._text[max(0, unit.start - _BEFORE) : unit.start]
