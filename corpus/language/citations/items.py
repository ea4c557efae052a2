"""Lists and ranges of numbers behind one word for a provision: articles 4(1)(b), 5 and 7 to 9."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.language.citations.levels import ARTICLE, Levels
from corpus.language.citations.lexicon import Lexicon, first_group
from corpus.language.citations.numbers import BELOW, CLOSE, HYPHENED, Number, read_bare, read_number
from corpus.language.citations.parts import Item, more_parts, ranged_parts, with_parts

_CODE_FOLLOWS = re.compile(r" (?:C\.? ?F\.? ?R|U\.? ?S\.? ?C)")
"""What follows the number of a title of a code: 22 U.S.C. 4215 and 22 CFR 92."""
LABEL_ENDS = re.compile(r"[.)] (?=[^\W\d_])")
"""Behind a number that heads the next line of a list: Article 3; 2. Paragraph 3 is added."""
_LIST = re.compile(r" ?:? ?\( ?(?:من )?")
_HALF_CLOSED = re.compile(r"\)(?=(?: ?,| [^\W\d_]{1,3}) ?\d{1,3}\))")
"""Points of a list printed as their labels are: подпунктах 1), 2) и 5)."""
_POINTED = re.compile(
    r"\.(?= (?:[yoeu]|and|or|et|ou) [a-z]\.? (?:del?|of|du)(?!\w)|(?<=[ ,][a-z]\.) (?:del?|of|du)(?!\w))"
)
"""The point behind a letter of a list, as labels have it: literal b. y f. del Artículo 7."""
_HALF_RANGED = re.compile(r"\)(?= al? \d{1,3}\)| ?- ?\d{1,3}\))")
"""The same of a range: numerales 3) al 6)."""
_HYPHENS = re.compile(r" ?\( ?(\d{1,3}(?: ?- ?\d{1,3}){2,}) ?\)")
"""A list with hyphens; no range, which has two numbers: الفقرات (1-3-7)."""
_YEARS = 1500
"""A number of a list from here on is no provision, where the list began below: Article 5, 1990."""
_HEADING = re.compile(r" \((?=[A-ZÀ-Þ])[^()\d]{4,150}\)")
"""The heading of an article named in a list: Articles 5 (Customs Duties) and 6 (Quotas)."""


def read_items(
    text: str, start: int, lexicon: Lexicon, levels: Levels, *, plural: bool = False
) -> tuple[list[Item], int]:
    """The list of numbers at `start`, and where it ends; empty where there is none.

    After a `plural` word a further number is one of the list whatever follows it.

    >>> from corpus.language.citations.lexicon import lexicon
    >>> read_items("4(1)(b), 5 and 7 to 9 of", 0, lexicon("en"), ("art",))[0][2]
    Item(number='7', parts=(), until='9')
    """
    reader = _Reader(text, lexicon, levels, plural)
    bracketed = reader.bracketed(start) if plural else None
    if bracketed is None:
        return reader.listed(start)
    items, end = bracketed
    separator = lexicon.separator.match(text, end)
    if separator and text[separator.end() : separator.end() + 2].strip("( ").isdigit():  # (5-9) and (12)
        more, behind = read_items(text, separator.end(), lexicon, levels, plural=plural)
        return ([*items, *more], behind) if more else bracketed
    return bracketed


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the numbers behind a word that stands for one of these levels."""

    text: str
    lexicon: Lexicon
    levels: Levels
    plural: bool

    def bracketed(self, start: int) -> tuple[list[Item], int] | None:
        """A list within one pair of brackets: المواد (8، 26، 27), (من 5 إلى 9), (211-217), (1-3-7)."""
        hyphens = _HYPHENS.match(self.text, start)
        if hyphens:
            return [Item(number.strip()) for number in hyphens[1].split("-")], hyphens.end()
        separator = _LIST.match(self.text, start)
        items: list[Item] = []
        while separator is not None:
            found = read_bare(self.text, separator.end(), self.lexicon, self.levels)
            if found is None:
                return None
            item, end = self._rising(found[0], found[2])
            items.append(item)
            closed = CLOSE.match(self.text, end)
            if closed:
                return (items, closed.end()) if len(items) > 1 or item.until else None
            separator = self.lexicon.separator.match(self.text, end)
        return None

    def _rising(self, value: str, end: int) -> tuple[Item, int]:
        """A number, or a range of numbers that rises."""
        link = self.lexicon.until.match(self.text, end)
        last = read_bare(self.text, link.end(), self.lexicon, self.levels) if link else None
        rises = last and last[0].isdecimal() and value.isdecimal() and int(value) < int(last[0])
        return (Item(value, until=last[0]), last[2]) if last and rises else (Item(value), end)

    def listed(self, start: int) -> tuple[list[Item], int]:
        """One number after the other, each with its parts and its range."""
        first = self._number(start)
        if first is None or not self._stands(first):
            return [], start
        items, end = [], start
        current: Number | None = first
        was_joined = False
        while current is not None:
            item, end = with_parts(self.text, current, self.lexicon, self.levels)
            item, end = self._ranged(item, current, self._behind(_HALF_RANGED, end))
            item, end = ranged_parts(self.text, item, end, self.lexicon)
            items.append(item)
            end = self._behind(_HALF_CLOSED, more_parts(self.text, items, end, self.lexicon))
            pointed = _POINTED.match(self.text, end) if current.style == "letter" else None
            end = pointed.end() if pointed else end
            behind = self._behind(self.lexicon.inclusive, self._behind(_HEADING, end))
            current = self._next(behind, first)
            joined = self.lexicon.join.match(self.text, behind)
            closed = was_joined and not joined and self.text[behind : behind + 1] == ","
            if closed and BELOW & set(self.levels):
                break  # paragraphs 1 and 3, 7 of the articles
            apart = was_joined or not self.plural
            if apart and joined and "," in joined[0] and BELOW & set(self.levels):
                break  # numerals 3 and 5, and 172 of the articles
            was_joined = joined is not None
        return items, end

    def _behind(self, pattern: re.Pattern[str], end: int) -> int:
        """Behind what may stand there after a plural word."""
        found = pattern.match(self.text, end) if self.plural else None
        return found.end() if found else end

    def _number(self, start: int) -> Number | None:
        return read_number(self.text, start, self.lexicon, self.levels)

    def _stands(self, number: Number) -> bool:
        """Whether a single letter without brackets is a number here: point a of, not "point a finger"."""
        return number.style != "letter" or number.enclosed or self._goes_on(number)

    def _goes_on(self, number: Number) -> bool:
        return self.lexicon.goes_on.match(self.text, number.end) is not None

    def _ranged(self, item: Item, first: Number, end: int) -> tuple[Item, int]:
        """A range: 7 to 9, 1210 - 1214."""
        link = self.lexicon.until.match(self.text, end)
        last = self._number(link.end()) if link else None
        if last is None or link is None or last.value == first.value:
            return item, end
        misread = (
            first.style == "roman" and last.style == "digits" and first.value == "1"
        )  # paragraphs I to 4
        if last.style != first.style and not misread:
            return item, end
        if link[0].strip() == "-" and last.whole < first.whole:
            return item, end
        return Item(item.number, item.parts, None if item.parts else last.value), last.end

    def _next(self, end: int, first: Number) -> Number | None:
        """The next number of the list, of the style of the first."""
        separator = self.lexicon.separator.match(self.text, end)
        found = self._number(separator.end()) if separator else None
        if separator is None or found is None:
            return None
        more = HYPHENED.match(self.text, found.end) if "-" in first.value else None
        if more and found.value.isdecimal():  # articles 21-16, 21-27 and 24-1
            found = replace(found, value=found.value + more[0], end=more.end())
        if not _is_of_kind(found, first) or self._heads_line(separator[0], found):
            return None
        if self.text[found.end - 1] == "°" and self.text[end - 1] != "°":  # § 2, 1°: a point within it
            return None
        if self._is_of_another(separator.end(), found):
            return None
        falls = 0 < found.whole < first.whole and separator[0].strip() == ","
        if falls and not self.plural and self.levels == (ARTICLE,):  # article 14, 1: not one more article
            return None
        counts = self.plural and found.style in {"digits", "roman", "code"}
        return found if found.enclosed or counts or self._goes_on(found) else None

    def _heads_line(self, separator: str, found: Number) -> bool:
        """Whether it is the label of the next line: article 2, letter a; b) the others."""
        return ";" in separator and (found.enclosed or LABEL_ENDS.match(self.text, found.end) is not None)

    def _is_of_another(self, start: int, found: Number) -> bool:
        """Whether the number belongs to a word or a code beside it, not to the list."""
        if _CODE_FOLLOWS.match(self.text, found.end):
            return True
        signed = self.levels == (ARTICLE,) or self.lexicon.sign.match(self.text, start)
        if signed and self.lexicon.units.match(self.text, start):  # artículo 32, N° 6
            return True
        counted = self.text[found.end - 1].isdigit() or self.text[found.end - 1] == "°"
        leads_on = self.lexicon.adjacent or found.enclosed or (self.plural and counted)
        if not leads_on and self._any_unit_follows(found.end):
            return True
        return not found.enclosed and self.levels != (ARTICLE,) and self._unit_follows(found.end)

    def _any_unit_follows(self, end: int) -> bool:
        """Whether the number belongs to the word behind it: Article 38, second paragraph."""
        match = self.lexicon.units.match(self.text, end + 1) if self.text[end : end + 1] == " " else None
        return match is not None and self.lexicon.link.fullmatch(f" {match[0]} ") is None

    def _unit_follows(self, end: int) -> bool:
        """Whether the same word comes next: of articles 31, paragraph 1, and 54, paragraph 2, 54 is one."""
        between = self.text[end : end + 2]
        match = self.lexicon.units.match(self.text, end + len(between) - len(between.lstrip(" ,")))
        return match is not None and first_group(match, self.lexicon.levels) == self.levels


def _is_of_kind(found: Number, first: Number) -> bool:
    """Whether two numbers of a list may stand side by side."""
    if found.style != first.style or (first.enclosed and not found.enclosed):
        return False
    if found.worded and not first.worded:  # articles 2 and 4, a change
        return False
    if found.style == "digits" and found.whole >= _YEARS > first.whole:
        return False
    return found.style != "roman" or found.whole >= first.whole  # article III, I have the honour
