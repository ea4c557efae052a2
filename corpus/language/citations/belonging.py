"""Which work provisions belong to: the one behind them, or the one that leads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.language.citations.entries import Chain
from corpus.language.citations.gaps import Gap, Gaps
from corpus.language.citations.levels import ARTICLE
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.model import Naming
from corpus.language.citations.pieces import Token, Unit, Work

_DATED = re.compile(r",(?: [^.;:()]{3,60}\d{4},)? ")
"""A comma, or when a work was made, between its name and its articles."""
_ABBREVIATED = 60
"""Characters before the end of a provision in which its abbreviated word stands: art. 3, al. 1, LEI."""


class Belonging:
    """Reads to which of the works of a text its provisions belong."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon, gaps: Gaps) -> None:
        self._text, self._pieces, self._lexicon, self._gaps = text, pieces, lexicon, gaps

    def governs(self, index: int) -> bool:
        """Whether a work leads the provisions behind it: 本法第三条, 15 U.S.C. 1601."""
        work = self._pieces[index]
        leads = self._lexicon.outer_first or (isinstance(work, Work) and work.leads)
        if not leads or index + 1 >= len(self._pieces):
            return False
        return isinstance(self._pieces[index + 1], Unit) and self._gaps.at(index) in {Gap.LINK, Gap.BLANK}

    def heads_list(self, index: int) -> bool:
        """Whether provisions stand behind the name of their work: the Vienna Convention, articles 29 and 30.

        Any within brackets that hold nothing else: Decision No. 5 (paragraph 2).
        """
        work, following = self._pieces[index], self._pieces[index + 1 : index + 2]
        if not isinstance(work, Work) or work.only_after or not following or self._lexicon.outer_first:
            return False
        unit = following[0]
        named = work.mention.naming in {Naming.TITLE, Naming.NUMBER}
        if not named or not isinstance(unit, Unit) or unit.absolute:
            return False
        between = self._text[work.end : unit.start]
        if between == " (" or self._lexicon.listing.fullmatch(between):
            return True
        return unit.levels == (ARTICLE,) and _DATED.fullmatch(between) is not None

    def fills_brackets(self, work: Work, chain: Chain) -> bool:
        """Whether the brackets behind a work, if there are any, hold nothing but the provisions."""
        opened = self._text.startswith(" (", work.end)
        return not opened or self._text.startswith(")", chain.end)

    def is_right_before_work(self, index: int, end: int) -> bool:
        """Whether the piece is a work that stands right behind a number: статьями 84 и 91 → Кодекса."""
        piece = self._pieces[index] if index < len(self._pieces) else None
        if not isinstance(piece, Work) or piece.start != end + 1:
            return False
        return self._lexicon.adjacent or (piece.only_after and piece.mention.naming is Naming.TITLE)

    def belongs(self, gap: Gap, chain: Chain, last: Unit, work: Work) -> bool:
        """Whether the work is that of the provisions: where words lead to it, a short name also bare."""
        between = self._text[last.end : work.start]
        if gap is Gap.LINK or (gap is Gap.BLANK and self._lexicon.adjacent):
            return True
        if self._is_acronym(work, last) and (gap is Gap.BLANK or self._is_abbreviated(between, last)):
            return True
        if gap is Gap.COMMA and self._is_listed(between, work):
            return True
        if gap is Gap.BLANK and last.levels == ("annex",) and self._is_attached(last, work):
            return True
        if self._lexicon.contracted.match(self._text, work.start) and not between.strip(" ,)"):
            return True
        return self._lexicon.unread.fullmatch(between) is not None or self._is_headed(chain, between)

    def _is_attached(self, last: Unit, work: Work) -> bool:
        """Whether an annex is named with its work behind it: مرفق الاتفاقية."""
        beginning = f"{self._text[last.start : work.start]}|{self._text[work.start : work.end]}"
        return self._lexicon.attached.match(beginning) is not None

    def _is_acronym(self, work: Work, last: Unit) -> bool:
        """Whether it is a short name, and not a word of a heading in capitals."""
        named = work.only_after and work.mention.naming is Naming.TITLE
        return named and self._text[work.start] != '"' and not self._text[last.start : last.end].isupper()

    def _is_abbreviated(self, between: str, last: Unit) -> bool:
        """Whether a comma stands between an abbreviated provision and a short name: art. 3, al. 1, LEI."""
        if between != ", " or not self._text[last.start : last.end].replace(" à ", " ").isascii():
            return False
        before = self._text[max(0, last.start - _ABBREVIATED) : last.end]
        return self._lexicon.abbreviated.search(before) is not None

    def _is_listed(self, between: str, work: Work) -> bool:
        """Whether a comma stands between all the steps: khoản 1, Điều 5, Nghị định số …."""
        numbered = work.mention.naming is Naming.NUMBER and bool(work.mention.kind)
        return numbered and self._lexicon.adjacent and not self._lexicon.outer_first and "," in between

    def _is_headed(self, chain: Chain, between: str) -> bool:
        """Whether the heading of the article stands between it and its work."""
        headed = self._lexicon.headed.fullmatch(between)
        return bool(headed and self._lexicon.headed_after.search(self._text[: chain.start]))
