"""Puts the pieces together: inner and outer units, lists, and the work that they belong to.

`khoản 3 Điều 4, khoản 6 Điều 7 của Nghị định này` names two provisions of one work; `Article 5,
paragraph 2, and Article 6` descends once. Which of the two a text does is told by the ranks of what
stands side by side, and by the words and signs between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.language.citations.items import LABEL_ENDS, read_items
from corpus.language.citations.levels import ARTICLE, DIVISIONS, LEVELS, Path, Step, joined
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.model import Naming
from corpus.language.citations.pieces import Token, Unit, Work

_HEADING = re.compile(r"^ ?\((?=[A-ZÀ-Þ])[^()\d]{4,150}\) ?(?=\w)")
"""The heading of an article behind its number: Article 22 (Safeguard Procedure) of the Agreement."""


_STOP = re.compile(r"^\.(?= [a-zà-þ]|;)")
"""A full stop behind a number: Artículo 3. de la Ley; Điều 1.2.NĐ.3.; Điều 1.2.NĐ.4."""


_BEFORE = 12
"""Characters before a provision in which the word stands that says "in"."""


_STEM = 3
"""Letters by which words for provisions are told apart."""


_DATED = re.compile(r",(?: [^.;:()]{3,60}\d{4},)? ")
"""A comma, or when a work was made, between its name and its articles."""
_ABBREVIATED = 60
"""Characters before the end of a provision in which its abbreviated word stands: art. 3, al. 1, LEI."""


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


@dataclass(slots=True)
class Entry:
    """A provision as far as it is read; `closed`: it says of itself which it is."""

    path: Path
    until: str | None
    closed: bool = False
    sealed: bool = False
    """A semicolon follows: only the work may belong to it too."""


@dataclass(slots=True)
class Chain:
    """Provisions named together, with their work; `start` to `end` of the text."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    work: Work | None = None


class Parser:
    """Reads the chain that begins at a piece."""

    def __init__(self, text: str, pieces: Sequence[Token], lexicon: Lexicon) -> None:
        self._text, self._pieces, self._lexicon = text, list(pieces), lexicon

    def chains(self) -> list[Chain]:
        """Every chain of the text, in order; a work alone is a chain without provisions."""
        found: list[Chain] = []
        index = 0
        while index < len(self._pieces):
            piece = self._pieces[index]
            if isinstance(piece, Unit):
                chain, index = self._read(index)
                found.append(chain)
                self._list_on(index, piece, chain)
            elif self._governs(index):
                chain, index = self._read(index + 1)
                chain.start, chain.work = piece.start, piece
                found.append(chain)
            elif self._heads_list(index):
                chain, after = self._read(index + 1)
                if chain.work is None:
                    chain.start, chain.work, index = piece.start, piece, after
                else:
                    chain, index = Chain(piece.start, piece.end, work=piece), index + 1
                found.append(chain)
            else:
                index += 1
                found.append(Chain(piece.start, piece.end, work=piece))
        return found

    def _heads_list(self, index: int) -> bool:
        """Whether articles stand behind the name of their work: the Vienna Convention, articles 29 and 30."""
        work, following = self._pieces[index], self._pieces[index + 1 : index + 2]
        if not isinstance(work, Work) or work.only_after or not following or self._lexicon.outer_first:
            return False
        named = work.mention.naming in {Naming.TITLE, Naming.NUMBER}
        unit = following[0]
        return (
            named
            and isinstance(unit, Unit)
            and unit.levels == (ARTICLE,)
            and not unit.absolute
            and _DATED.fullmatch(self._text[work.end : unit.start]) is not None
        )

    def _governs(self, index: int) -> bool:
        """Whether a work leads the provisions behind it: 本法第三条, 15 U.S.C. 1601."""
        work = self._pieces[index]
        leads = self._lexicon.outer_first or (isinstance(work, Work) and work.leads)
        if not leads or index + 1 >= len(self._pieces):
            return False
        return isinstance(self._pieces[index + 1], Unit) and self.gap(index) in {Gap.LINK, Gap.BLANK}

    def _read(self, index: int) -> tuple[Chain, int]:
        first = self._pieces[index]
        assert isinstance(first, Unit)
        chain = Chain(first.start, first.end, _entries(first))
        above: Path = ()
        last, aside = first, False
        while self._resume(index, first, last) or index + 1 < len(self._pieces):
            piece, gap = self._pieces[index + 1], self.gap(index)
            if isinstance(piece, Work):
                if aside and gap is Gap.COMMA and self._lexicon.adjacent:
                    gap = Gap.LINK
                if chain.work is None and (self._belongs(gap, last, piece) or self._is_headed(chain, index)):
                    chain.work, chain.end = piece, piece.end
                    index += 1
                    if gap is Gap.BLANK and self._has_parts_behind(index, last):
                        continue
                break
            if gap is Gap.OTHER and self._is_inside(first, index):
                gap = Gap.COMMA
            if gap is Gap.LINK and self._is_until(index) and _ranges(chain, last, piece):
                gap = Gap.UNTIL
            if (
                self._is_apart(last, piece)
                or self._is_other(gap, last, piece)
                or gap is Gap.OTHER
                or (gap is Gap.UNTIL and not _ranges(chain, last, piece))
            ):
                break
            if gap is Gap.UNTIL:
                chain.entries[-1].until = piece.paths[0][-1].number
            elif gap is Gap.LINK and piece.levels == first.levels != last.levels and self._is_listed(index):
                _put_beside(chain, piece, ())
            elif self._rises(gap, last, piece, chain):
                _put_around(chain, piece, last if gap is Gap.BLANK else None)
                above = ()
            elif gap is Gap.OPENING and _is_division(last) and piece.levels == (ARTICLE,):
                _put_beside(chain, piece, ())
            elif self._descends(gap, last, piece, index):
                aside = aside or gap is Gap.COMMA  # Article 6, paragraph 3, → of the Agreement
                above = _put_inside(chain, piece, first, last)
            elif gap in {Gap.COMMA, Gap.JOIN} or (gap is Gap.BLANK and self._lexicon.outer_first):
                if last.absolute and not piece.absolute and _rank(piece)[0] <= LEVELS.index(ARTICLE):
                    break
                if piece.levels != first.levels and self._is_possessed(first):
                    break
                above = self._above(above, chain, last, piece)
                if ";" in self._text[last.end : piece.start]:
                    _seal(chain, self._lexicon)
                _put_beside(chain, piece, above)
            else:
                break
            chain.end, last = piece.end, piece
            index += 1
        return chain, index + 1

    def _has_parts_behind(self, index: int, last: Unit) -> bool:
        """Whether a part stands behind the short name of the work: Article 263 TFEU, fourth paragraph."""
        piece = self._pieces[index + 1] if index + 1 < len(self._pieces) else None
        below = isinstance(piece, Unit) and _rank(piece)[0] > LEVELS.index(ARTICLE)
        if not below or self._lexicon.outer_first or self.gap(index) is not Gap.COMMA:
            return False
        assert isinstance(piece, Unit)
        return self._descends(Gap.COMMA, last, piece, index)

    def _is_possessed(self, first: Unit) -> bool:
        """Whether the provisions are of a work just named: its article 21, and the points 3 and 4 of …."""
        before = self._text[max(0, first.start - _BEFORE) : first.start]
        return bool(self._lexicon.its.search(before))

    def _list_on(self, index: int, first: Unit, chain: Chain) -> None:
        """A list goes on with numbers of the next work: articles 3 of the Law, 5 and 6 of the Decree.

        The unit made of them is put among the pieces.
        """
        separator = self._lexicon.separator.match(self._text, chain.end) if chain.work else None
        if not separator or not first.plural or self._lexicon.outer_first or index >= len(self._pieces):
            return
        following = self._pieces[index].start
        if not isinstance(self._pieces[index], Work) or not self._text[separator.end()].isdigit():
            return
        items, end = read_items(self._text, separator.end(), self._lexicon, first.levels, plural=True)
        if items and end <= following and self._lexicon.link.fullmatch(self._text, end, following):
            paths = tuple((Step(first.levels, item.number),) for item in items)
            untils = tuple(item.until for item in items)
            self._pieces.insert(index, Unit(separator.end(), end, first.levels, paths, untils, plural=True))

    def _resume(self, index: int, first: Unit, last: Unit) -> bool:
        """A number alone goes on with the outer unit: articles 9, paragraph (2), 15, paragraph (4), and 83.

        The unit made of it is put among the pieces.
        """
        closed = len(self._text[last.end : last.end + 1].strip(")")) == 0
        separator = self._lexicon.separator.match(self._text, last.end + closed)
        if last.levels == first.levels or not separator or self._lexicon.outer_first:
            return False
        items, end = read_items(self._text, separator.end(), self._lexicon, first.levels)
        if ";" in separator[0] and LABEL_ENDS.match(self._text, end):
            return False
        if self._text[end - 1] == "°":  # Article 7, first paragraph, 2°: a point within it
            return False
        following = self._pieces[index + 1].start if index + 1 < len(self._pieces) else len(self._text)
        bare = self._text[separator.end() : separator.end() + 1].isdigit()
        bare = bare or bool(items and first.levels == (ARTICLE,) and items[0].number[0].isalpha())
        if not items or not bare or end > following:
            return False
        if not self._lexicon.resumes.match(self._text, end) and not self._is_right_before_work(
            index + 1, end
        ):
            return False
        paths = tuple((Step(first.levels, item.number),) for item in items)
        untils = tuple(item.until for item in items)
        self._pieces.insert(index + 1, Unit(separator.end(), end, first.levels, paths, untils))
        return True

    def _is_right_before_work(self, index: int, end: int) -> bool:
        """Whether the piece is a work that stands right behind a number: статьями 84 и 91 → Кодекса."""
        piece = self._pieces[index] if index < len(self._pieces) else None
        return self._lexicon.adjacent and isinstance(piece, Work) and piece.start == end + 1

    def gap(self, index: int) -> Gap:
        """What stands between this piece and the next."""
        between = self._text[self._pieces[index].end : self._pieces[index + 1].start]
        between = _STOP.sub("", _HEADING.sub(" ", between))
        between = self._lexicon.tail.sub("", between)
        if between.startswith('" ') and isinstance(self._pieces[index + 1], Unit):  # words that are replaced
            return Gap.OTHER
        if not between.strip(' )"》'):
            return Gap.JOIN if self._is_joined(index + 1) else Gap.BLANK
        for pattern, gap in (
            (self._lexicon.link, Gap.LINK),
            (self._lexicon.join, Gap.JOIN),
            (self._lexicon.comma, Gap.COMMA),
            (self._lexicon.until, Gap.UNTIL),
        ):
            if pattern.fullmatch(between) or pattern.fullmatch(between.lstrip(' )"》')):
                return gap
        if self._lexicon.headed_list.fullmatch(between) and self._are_headed(index):
            return Gap.COMMA
        return Gap.OPENING if between.strip() == "(" else Gap.OTHER

    def _is_joined(self, index: int) -> bool:
        """Whether the word for "and" is written with the one for a provision: المادة 5 → والمادة 6."""
        piece = self._pieces[index]
        return isinstance(piece, Unit) and bool(self._lexicon.joined.match(self._text, piece.start))

    def _are_headed(self, index: int) -> bool:
        """Whether two articles named with their headings are of one list; those of a codification are not."""
        here, there = self._pieces[index], self._pieces[index + 1]
        bare = all(isinstance(one, Unit) and one.paths[0][-1].number.isdecimal() for one in (here, there))
        return bare and bool(self._lexicon.headed_after.search(self._text[: here.start]))

    def _is_listed(self, index: int) -> bool:
        """Whether the word is repeated in a list: of article 7, point b, of article 9."""
        return self._between(index).lstrip().startswith(",") and not self._lexicon.adjacent

    def _is_inside(self, first: Unit, index: int) -> bool:
        """Whether the first says in what the next stands: Au paragraphe 1er, | le point 4 est complété."""
        before = self._text[max(0, first.start - _BEFORE) : first.start]
        inside = self._lexicon.inside.fullmatch(self._between(index))
        return bool(inside and self._lexicon.inside_after.search(before))

    def _is_until(self, index: int) -> bool:
        """Whether words that lead outwards make a range as well: from article 1 to article 20."""
        return bool(self._lexicon.until.fullmatch(self._between(index)))

    def _between(self, index: int) -> str:
        return self._text[self._pieces[index].end : self._pieces[index + 1].start]

    def _is_apart(self, last: Unit, piece: Unit) -> bool:
        """Whether a semicolon parts them: a work that leads its provisions leads none behind it."""
        return self._lexicon.outer_first and ";" in self._text[last.end : piece.start]

    def _above(self, above: Path, chain: Chain, last: Unit, piece: Unit) -> Path:
        """What stands around a provision of a list: 第一款第二项及第三款, of the same article."""
        same_word = self._text[last.end - 1] == self._text[piece.end - 1]
        if piece.levels == last.levels and (same_word or not self._lexicon.outer_first):
            return above
        if not self._lexicon.outer_first or piece.absolute or chain.entries[-1].closed:
            return ()
        return tuple(one for one in chain.entries[-1].path if one.outermost < _rank(piece)[0])

    def _is_other(self, gap: Gap, last: Unit, piece: Unit) -> bool:
        """Whether a list ends as its word does (section 7 or regulation 14; subsection (1), Part A)."""
        if gap not in {Gap.COMMA, Gap.JOIN} or self._lexicon.outer_first or self._lexicon.adjacent:
            return False
        words = {last.levels, piece.levels} == {(ARTICLE,), (ARTICLE, "sec")}
        below = _rank(last)[0] > LEVELS.index(ARTICLE)
        return words or (below and piece.levels[0] in DIVISIONS and len(piece.levels) == 1)

    def _belongs(self, gap: Gap, last: Unit, work: Work) -> bool:
        """Whether the work is that of the provisions: where words lead to it, a short name also bare."""
        heads = self._text[last.start : last.end].isupper()
        acronym = work.only_after and work.mention.naming is Naming.TITLE and not heads
        numbered = work.mention.naming is Naming.NUMBER and bool(work.mention.kind)
        listed = gap is Gap.COMMA and numbered and self._lexicon.adjacent and not self._lexicon.outer_first
        if listed and "," in self._text[last.end : work.start]:  # khoản 1, Điều 5, Nghị định số …
            return True
        if gap is Gap.LINK or (gap is Gap.BLANK and (self._lexicon.adjacent or acronym)):
            return True
        between = self._text[last.end : work.start]
        if self._lexicon.contracted.match(self._text, work.start) and not between.strip(" ,)"):
            return True
        if acronym and between == ", " and self._text[last.start : last.end].isascii():
            return bool(
                self._lexicon.abbreviated.search(self._text[max(0, last.start - _ABBREVIATED) : last.end])
            )
        return self._lexicon.unread.fullmatch(between) is not None

    def _is_headed(self, chain: Chain, index: int) -> bool:
        """Whether the heading of the article stands between it and its work."""
        between = self._text[self._pieces[index].end : self._pieces[index + 1].start]
        before = self._text[: chain.start]
        return bool(self._lexicon.headed.fullmatch(between) and self._lexicon.headed_after.search(before))

    def _rises(self, gap: Gap, last: Unit, piece: Unit, chain: Chain) -> bool:
        """Whether the next unit stands around those read: khoản 2 → Điều 5."""
        if self._lexicon.outer_first and gap is not Gap.LINK:
            return False
        to_article = piece.levels == (ARTICLE,) and gap is Gap.COMMA and self._lexicon.adjacent
        comma = gap is Gap.COMMA and "," in self._text[last.end : piece.start] and self._lexicon.adjacent
        to_division = comma and _is_division(last) and _is_outer(piece)
        leads = gap in {Gap.LINK, Gap.BLANK} or to_article or to_division
        if gap is Gap.BLANK and self._lexicon.adjacent and not chain.entries[-1].closed:
            return piece.levels != last.levels
        return leads and any(_is_open(entry, piece) for entry in chain.entries)

    def _descends(self, gap: Gap, last: Unit, piece: Unit, index: int) -> bool:
        """Whether the next unit stands within the last one: Article 28, → paragraph 2."""
        if ";" in self._text[last.end : piece.start]:
            return False
        if piece.absolute or gap is Gap.JOIN or (gap is Gap.LINK and not self._lexicon.outer_first):
            return False
        inner = _rank(piece)[1] > _rank(last)[0] and piece.levels != last.levels
        if len(piece.levels) > 1 and piece.levels == last.levels:
            inner = gap is Gap.BLANK or self._is_called_apart(last, piece)
        return inner and not self._begins_anew(index + 1, last)

    def _is_called_apart(self, last: Unit, piece: Unit) -> bool:
        """Whether two words for points differ, one stands for parts of the other: letra a), → inciso i)."""
        words = {self._text[one.start : one.start + _STEM].casefold() for one in (last, piece)}
        return len(last.paths) == 1 and len(words) > 1 and not self._lexicon.outer_first

    def _begins_anew(self, index: int, last: Unit) -> bool:
        """Whether the units from here on rise by themselves: Điều 7, → điểm b khoản 1 Điều 21."""
        if self._lexicon.outer_first:
            return False
        for current in range(index, len(self._pieces) - 1):
            here, there = self._pieces[current], self._pieces[current + 1]
            if not isinstance(here, Unit) or not isinstance(there, Unit):
                return False
            gap = self.gap(current)
            repeats = there.levels == last.levels and self._between(current).lstrip().startswith(",")
            rises = gap in {Gap.LINK, Gap.BLANK} and _rank(there)[0] < _rank(here)[1] and not repeats
            if rises and (self._lexicon.adjacent or there.levels == last.levels):
                return True
            if not rises and (gap not in {Gap.COMMA, Gap.JOIN} or there.levels != here.levels):
                return False
        return False


def _is_division(unit: Unit) -> bool:
    return set(unit.levels) <= DIVISIONS


def _is_outer(unit: Unit) -> bool:
    return set(unit.levels) <= DIVISIONS | {"annex"} and len(unit.paths) == 1


def _rank(unit: Unit) -> tuple[int, int]:
    """The ranks of the outermost and innermost level that the word of a unit may be."""
    step = Step(unit.levels, "")
    return step.outermost, step.innermost


def _entries(unit: Unit) -> list[Entry]:
    return [
        Entry(path, until, closed=unit.absolute) for path, until in zip(unit.paths, unit.untils, strict=True)
    ]


def _is_open(entry: Entry, around: Unit) -> bool:
    if entry.closed or entry.sealed:
        return False
    return not entry.path or entry.path[0].innermost > _rank(around)[0] or _are_annexes(entry, around)


def _are_annexes(entry: Entry, around: Unit) -> bool:
    """Appendix B of Annex I."""
    return entry.path[0].levels == around.levels == ("annex",)


def _has_article(entry: Entry) -> bool:
    return any(ARTICLE in one.levels for one in entry.path)


def _put_around(chain: Chain, unit: Unit, beside: Unit | None) -> None:
    """Around all that is open, and around the last one whatever its rank where they stand side by side.

    Paragraph 3 of article 9 and paragraph 2 of Annex B: the annex has no article.
    """
    found: list[Entry] = []
    for entry in chain.entries:
        outermost = set(unit.levels) <= DIVISIONS | {"annex"}
        if outermost and _has_article(entry) and not _has_article(chain.entries[-1]):
            found.append(entry)
        elif _is_open(entry, unit) or (
            beside is not None and entry is chain.entries[-1] and not entry.closed
        ):
            found += [
                Entry(joined(path, entry.path), entry.until, closed=unit.absolute) for path in unit.paths
            ]
        else:
            found.append(entry)
    chain.entries[:] = found


def _ranges(chain: Chain, last: Unit, piece: Unit) -> bool:
    """Whether two units make a range: 第六十一条至第六十三条."""
    same = last.levels == piece.levels and not last.absolute and not piece.absolute
    return same and chain.entries[-1].until is None and bool(piece.paths[0]) and len(piece.paths) == 1


def _seal(chain: Chain, lexicon: Lexicon) -> None:
    """A semicolon ends each entry but one that lacks its article: điểm a khoản 1; khoản 2 Điều 5."""
    for entry in chain.entries:
        lacks = bool(entry.path) and entry.path[0].outermost > LEVELS.index(ARTICLE)
        entry.sealed = not (lacks and lexicon.adjacent)


def _put_inside(chain: Chain, unit: Unit, first: Unit, last: Unit) -> Path:
    """Within the last one; after several numbers, one word takes one: articles 5, paragraph 2, and 7."""
    if _goes_between(chain, unit, last):
        return _put_between(chain, unit, last)
    outer = chain.entries.pop()
    for index, (path, until) in enumerate(zip(unit.paths, unit.untils, strict=True)):
        if index and first.plural and not unit.plural and path[0].number.isdecimal():
            outer = Entry((Step(first.levels, path[0].number), *path[1:]), until)
            chain.entries.append(outer)
        else:
            chain.entries.append(Entry(joined(outer.path, path), until, closed=outer.closed))
    return outer.path


def _goes_between(chain: Chain, unit: Unit, last: Unit) -> bool:
    """Whether it is a part of the outer unit and around the inner one.

    The second subparagraph of Article 5, → paragraph 2.
    """
    inner = chain.entries[-1].path
    single = len(unit.paths) == len(last.paths) == 1 and unit.untils == (None,)
    return (
        single and len(inner) > 1 and inner[-1].levels != last.levels and inner[-1].innermost > _rank(unit)[1]
    )


def _put_between(chain: Chain, unit: Unit, last: Unit) -> Path:
    outer, at = joined(last.paths[0], unit.paths[0]), len(last.paths[0])
    for entry in chain.entries:
        if entry.path[:at] == last.paths[0]:
            entry.path = joined(outer, entry.path[at:])
    return outer


def _put_beside(chain: Chain, unit: Unit, above: Path) -> None:
    chain.entries += [
        Entry(path if unit.absolute else joined(above, path), until, closed=unit.absolute)
        for path, until in zip(unit.paths, unit.untils, strict=True)
    ]
