"""The pieces of citations in a text, before they are put together: provisions and works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import ARTICLE, Path, Step, last_at, path_of, replaced
from corpus.language.citations.lexicon import HAN_STEMS, NOUN, Levels, Lexicon, first_group
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.numbers import Item, read_items
from corpus.language.citations.series import series_in
from corpus.language.number_words import read_words
from corpus.language.signs import HAN, han
from corpus.language.table import key

SAME = "="
"""The number of a step that means the provision cited last (that article)."""
_SECTIONS: Levels = (ARTICLE, "sec")
_PARTS = {"art": ("para", "point", "subpoint"), "para": ("point", "subpoint")}
"""What a part in brackets may be, by the level before it; a letter is no paragraph."""
_MOST_BACK = 9
"""Paragraphs counted back: "the ten preceding" is said of other things."""
_SHORTEST_TITLE = 25
"""Characters of a title that are enough of it."""
_UNREAD = re.compile(r"-(?-i:[A-Z](?![a-z]))|-?:?\d")
"""The rest of a number that is not read (3-A, E-LTRP, I:1): what stands before it is another one."""
_BRACKETED = re.compile(r"\( ?(\w+) ?\)")
"""A part in brackets: 第3(1)(b)條."""
_DIGIT = re.compile(r"\d")
_COLON = re.compile(" ?:")
_HEADED = re.compile(r" ?(?:[.:](?!\w)|- ?|$)")
_AFTER_COLON = re.compile(r"\*?\.(?! ?\d)")
_BRACKETED_HEADING = re.compile(r" ?(?:\)|\([^()]{3,150}\))[ .:]{0,2}")
"""The heading behind a label, or the end of a label in brackets."""
_LABEL_END = re.compile(r" ?(?::|\.(?: |$|-)|- )")
_HAN_ITEM = re.compile(
    rf"(?P<range>至|到|-)? ?(?:第 ?)?"
    rf"(?:\( ?(?P<mark>[a-z{HAN_STEMS}]) ?\)|\(? ?(?P<number>[{HAN}]+|\d+(?:\.\d+)*) ?\)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A provision named at `start` to `end`: one path for each number; `until` ends a range.

    `absolute`: it says of itself which provision it is (this article, the preceding paragraph).
    """

    start: int
    end: int
    levels: Levels
    paths: tuple[Path, ...]
    untils: tuple[str | None, ...]
    absolute: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A work named at `start` to `end`; `only_after` a provision is it one (of the Agreement)."""

    start: int
    end: int
    mention: WorkMention
    only_after: bool = False
    leads: bool = False
    """Its provisions stand behind it: 15 U.S.C. 1601."""


Token = Unit | Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text that is read stands: the eId of its provision, those of the divisions around it.

    `quoted`: it is text to be put into another work, where its articles and paragraphs are not known.
    """

    eid: str = ""
    around: tuple[str, ...] = ()
    quoted: bool = False
    called_section: bool = False
    """Its article is called a section (§ 41.2)."""

    def own(self, levels: Levels) -> Path:
        """The path of the provision of one of these levels in which the text stands; empty: unknown."""
        if self.quoted:
            return ()
        if levels == (ARTICLE, "sec") and not self.called_section:
            levels = ("sec",)
        for eid in (self.eid, *self.around):
            found = last_at(path_of(eid), levels)
            if found:
                return found
        return ()


def tokens(
    flat: Flat, lexicon: Lexicon, place: Place, names: Mapping[str, WorkMention] | None = None
) -> list[Token]:
    """Every piece, in order, none overlapping another; the longer one counts.

    `names` are short names that the text gave to works; they are looked for where there are no blanks.
    """
    text = flat.text
    units = (unit for unit in _units(text, lexicon) if not _is_label(flat, unit, place))
    found: list[Token] = [*_relative(flat, lexicon, place), *units, *_works(flat, lexicon)]
    found += _leading(text, lexicon)
    if names and lexicon.outer_first:
        found += _named(text, names)
    found.sort(key=_weight)
    taken = bytearray(len(text) + 1)
    kept: list[Token] = []
    for token in found:
        if not any(taken[token.start : token.end]):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
            kept.append(token)
    return _undefining(text, sorted(kept, key=lambda token: token.start), lexicon)


def _undefining(text: str, found: list[Token], lexicon: Lexicon) -> list[Token]:
    """Without what stands in brackets in which a work is given its short name: no mention of its own."""
    kept: list[Token] = []
    end = 0
    for token in found:
        if token.start < end:
            continue
        called = lexicon.called.match(text, token.end) if isinstance(token, Work) else None
        end = called.end() if called else end
        kept.append(token)
    return kept


def _weight(token: Token) -> tuple[bool, int, bool]:
    """The longer piece counts, "this Convention" before any title that might begin in it."""
    length = token.start - token.end
    if isinstance(token, Unit):
        return True, length, False
    return token.mention.naming is not Naming.THIS, length, token.only_after


def _is_label(flat: Flat, unit: Unit, place: Place) -> bool:
    """Whether it heads a provision and is no mention: Article 5. Definitions, at the head of a line."""
    text = flat.text
    line = max((at + 1 for at in flat.breaks if at < unit.start), default=0)
    ends = unit.end >= len(text) or unit.end in flat.breaks
    colon = _COLON.match(text, unit.end)
    if text.startswith(".-", unit.end):  # a label within a line that was run together: § 2.- The
        return True
    letters = sum(map(str.isalpha, text[unit.start : unit.end]))
    if letters > 1 and text[unit.start : unit.end].isupper() and _HEADED.match(text, unit.end):
        return True
    before = text[line : unit.start].rstrip(' "*(-')
    if before.endswith(":"):  # … is replaced by the following: Art. 50.(1)
        return bool(_AFTER_COLON.match(text, unit.end))
    if not before:
        rest = text[unit.end : min((at for at in flat.breaks if at >= unit.end), default=len(text))]
        headed = ends or bool(_LABEL_END.match(text, unit.end)) or rest.strip().isupper()
        return headed or bool(_BRACKETED_HEADING.fullmatch(rest))
    closes = colon is not None and (colon.end() >= len(text) or colon.end() in flat.breaks)
    return closes and len(unit.paths) == 1 and unit.paths[0][-1].number == _own_number(unit, place)


def _own_number(unit: Unit, place: Place) -> str | None:
    own = place.own(unit.levels)
    return own[-1].number if own else None


# --- provisions ------------------------------------------------------------------------------------


def _units(text: str, lexicon: Lexicon) -> Iterator[Unit]:
    if lexicon.outer_first:
        yield from _enclosed(text, lexicon)
    else:
        for match in lexicon.units.finditer(text):
            levels = first_group(match, lexicon.levels)
            plural = bool(lexicon.plural.search(match[0]))
            items, end = read_items(text, match.end(), lexicon, levels, plural=plural)
            if items and not _UNREAD.match(text, end):
                lettered = "§" in match[0]
                yield _unit(match.start(), end, levels, items, plural=plural, lettered=lettered)
    for match in lexicon.bare.finditer(text):
        bare = ("protocol",) if match[0].startswith("Protocol") else ("annex",)
        yield Unit(match.start(), match.end(), bare, ((Step(bare, ""),),), (None,))


def _unit(
    start: int, end: int, levels: Levels, items: list[Item], *, plural: bool = False, lettered: bool = False
) -> Unit:
    """`lettered`: the paragraphs of its sections have letters (§ 5(a)(1))."""
    paths = tuple((Step(levels, item.number), *_parts(levels, item, lettered=lettered)) for item in items)
    return Unit(start, end, levels, paths, tuple(item.until for item in items), plural=plural)


def _parts(levels: Levels, item: Item, *, lettered: bool) -> Iterator[Step]:
    may_be = _PARTS.get(levels[0], ("point", "subpoint"))
    parts = item.parts
    mixed = levels == _SECTIONS and len(parts) > 1 and parts[1].isdecimal()
    letters = lettered or (mixed and parts[0].isalpha())
    for index, part in enumerate(parts):
        is_para = part[0].isdigit() if not letters else not index
        inner = tuple(level for level in may_be if level != "para" or is_para)
        yield Step(inner or ("subpoint",), part)


def _enclosed(text: str, lexicon: Lexicon) -> Iterator[Unit]:
    """Numbers within their words: 第三十一条之一, 第(一)、(二)项."""
    for match in lexicon.units.finditer(text):
        levels = first_group(match, lexicon.levels)
        items: list[Item] = []
        for each in _HAN_ITEM.finditer(match["numbers"]):
            number = each["mark"].lower() if each["mark"] else _han_number(each["number"])
            if each["range"] and items:
                items[-1] = Item(items[-1].number, until=number)
            else:
                items.append(Item(number))
        if match["minor"]:
            items[-1] = replace(items[-1], number=f"{items[-1].number}-{_han_number(match['minor'])}")
        parts = _BRACKETED.findall((match["parts"] + match["behind"]).lower())
        if parts:
            items[-1] = replace(items[-1], parts=tuple(parts))
        yield _unit(match.start(), match.end(), levels, items)


def _han_number(text: str) -> str:
    return text if text.isascii() else str(han(text) or text)


def _relative(flat: Flat, lexicon: Lexicon, place: Place) -> Iterator[Unit]:
    """This article, the preceding paragraph, the first paragraph."""
    text = flat.text
    named = lexicon.outer_first or lexicon.units.search(text) is not None
    for name, forms in lexicon.relative.items():
        for form in forms:
            if not named and form in lexicon.of_units:
                continue
            for match in form.finditer(text):
                levels = first_group(match, lexicon.levels)
                lines = sum(at < match.start() for at in flat.breaks)
                unit = _line_before(match, levels, place, lines) if name == "previous" else None
                unit = unit or _RELATIVE[name](match, levels, lexicon, place)
                if unit is not None:
                    yield unit


def _line_before(match: re.Match[str], levels: Levels, place: Place, lines: int) -> Unit | None:
    """The paragraph before, where the text has it as a line of its own: counted by lines."""
    own = place.own((ARTICLE, "para"))
    if not lines or not own or match.groupdict().get("count"):
        return None
    inner = "subpara" if own[-1].levels == ("para",) else "para"
    if inner not in levels:
        return None
    path = (*own, Step((inner,), str(lines)))
    return Unit(match.start(), match.end(), levels, (path,), (None,), absolute=True)


def _own(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit:
    return Unit(match.start(), match.end(), levels, (place.own(levels),), (None,), absolute=True)


def _previous(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """One or some before it, in order; of a number that cannot be counted back, nothing."""
    own = place.own(levels)
    counted = match.groupdict().get("count")
    count = _count(counted, lexicon) if counted else 1
    if count is None or not own or not own[-1].number.isdecimal():
        return (
            None if count is None else Unit(match.start(), match.end(), levels, ((),), (None,), absolute=True)
        )
    number = int(own[-1].number)
    before = [replaced(own, str(one)) for one in range(number - count, number) if one > 0]
    return (
        Unit(match.start(), match.end(), levels, tuple(before), (None,) * len(before), absolute=True)
        if before
        else None
    )


def _all_previous(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """The preceding articles: from the first to the one before."""
    own = place.own(levels)
    if not own or not own[-1].number.isdecimal() or int(own[-1].number) < 2:
        return None
    last = int(own[-1].number) - 1
    until = str(last) if last > 1 else None
    return Unit(match.start(), match.end(), levels, (replaced(own, "1"),), (until,), absolute=True)


def _next(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    own = place.own(levels)
    if not own or not own[-1].number.isdecimal():
        return None
    after = replaced(own, str(int(own[-1].number) + 1))
    return Unit(match.start(), match.end(), levels, (after,), (None,), absolute=True)


def _ordinal(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """The first paragraph; the second and third paragraphs."""
    words = [match["count"], match.groupdict().get("further")]
    numbers = [_count(word, lexicon) for word in words if word]
    if None in numbers:
        return None
    paths = tuple((Step(levels, str(number)),) for number in numbers)
    return Unit(match.start(), match.end(), levels, paths, (None,) * len(paths))


def _same(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """That article: the one cited last; which one is known where the text is read in order."""
    if lexicon.plural.search(match[0]):
        return None
    return Unit(match.start(), match.end(), levels, ((Step(levels, SAME),),), (None,), absolute=True)


def _unnumbered(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit:
    """A part that the text names by words alone (a complementary provision): its work is cited."""
    return Unit(match.start(), match.end(), levels, ((),), (None,), absolute=False)


_RELATIVE = {
    "own": _own,
    "previous": _previous,
    "all_previous": _all_previous,
    "next": _next,
    "ordinal": _ordinal,
    "same": _same,
    "unnumbered": _unnumbered,
}


def _count(word: str, lexicon: Lexicon) -> int | None:
    if word.isdecimal():
        return int(word)
    for pattern, value in lexicon.ordinals:
        if pattern.fullmatch(word):
            return value
    read = read_words(word, 0, lexicon.table)
    if read and read[1] == len(word) and 0 < read[0] <= _MOST_BACK:
        return read[0]
    return han(word)


# --- works -------------------------------------------------------------------------------------------


def _works(flat: Flat, lexicon: Lexicon) -> Iterator[Work]:
    text, found = flat.text, _Finder(flat.text, lexicon)
    for match in found.all("this"):
        yield _work(match, Naming.THIS, lexicon)
    for match in found.all("said"):
        yield _work(match, Naming.ANAPHORA, lexicon)
    for match in found.all("after"):
        yield _work(match, Naming.ANAPHORA, lexicon, only_after=True)
    for match in found.all("numbered"):
        work = _work(match, Naming.NUMBER, lexicon)
        yield work
        yield from _continued(text, work, lexicon)
    for match in found.all("titled"):
        yield _within_line(_work(match, Naming.TITLE, lexicon), flat)
    for start, end, number in series_in(text):
        yield Work(start, end, WorkMention(Naming.NUMBER, text[start:end], number))


class _Finder:
    """The works of a text; a form is only tried where the noun is that it needs."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text, self._lexicon = text, lexicon
        self._has: dict[re.Pattern[str], bool] = {}
        self._numbered = lexicon.outer_first or _DIGIT.search(text) is not None

    def all(self, name: str) -> Iterator[re.Match[str]]:
        """Every match of the forms of this name."""
        if name == "numbered" and not self._numbered:
            return
        for pattern in self._lexicon.works[name]:
            noun = self._lexicon.nouns.get(pattern)
            if noun is None or self._stands(noun):
                yield from pattern.finditer(self._text)

    def _stands(self, noun: re.Pattern[str]) -> bool:
        if noun not in self._has:
            self._has[noun] = noun.search(self._text) is not None
        return self._has[noun]


def _named(text: str, names: Mapping[str, WorkMention]) -> Iterator[Work]:
    """Short names that were given before (以下简称港口法), those that end as the title does."""
    for name, mention in names.items():
        if name[-1:] != mention.text[-1:]:
            continue
        for match in re.finditer(rf"(?<![本该該此各国國际際项項]){re.escape(name)}", text):
            yield Work(match.start(), match.end(), mention)


def _leading(text: str, lexicon: Lexicon) -> Iterator[Token]:
    """Codes whose sections stand behind them, mostly as bare numbers: 15 U.S.C. 1601."""
    for pattern in lexicon.works["leading"]:
        for match in pattern.finditer(text):
            yield replace(_work(match, Naming.NUMBER, lexicon), leads=True)
            items, end = read_items(text, match.end(), lexicon, _SECTIONS, plural=True)
            if items and text[match.end() : match.end() + 2].strip().isdigit():
                yield _unit(match.end() + 1, end, _SECTIONS, items, lettered=True)


def _within_line(work: Work, flat: Flat) -> Work:
    """A title ends with its line, but where that would leave only its beginning."""
    at = next((at for at in flat.breaks if work.start + _SHORTEST_TITLE <= at < work.end), work.end)
    return replace(work, end=at, mention=replace(work.mention, text=flat.text[work.start : at]))


def _continued(text: str, work: Work, lexicon: Lexicon) -> Iterator[Work]:
    """Further numbers of the same list: Decrees No. 5/2001 and No. 7/2002."""
    end = work.end
    while found := _listed(text, end, lexicon) or _listed(text, _after_date(text, end, lexicon), lexicon):
        end = found.end()
        yield Work(
            found.start(), end, WorkMention(Naming.NUMBER, found[0], found["number"], work.mention.kind)
        )


def _listed(text: str, end: int, lexicon: Lexicon) -> re.Match[str] | None:
    separator = lexicon.separator.match(text, end)
    if not separator:
        return None
    forms = lexicon.works["continued"]
    return next((match for form in forms if (match := form.match(text, separator.end()))), None)


def _after_date(text: str, end: int, lexicon: Lexicon) -> int:
    """Behind the date of a work of a list: Laws No. 5, of 3 May 2001, and No. 7."""
    dated = lexicon.dated.match(text, end)
    return dated.end() if dated else end


def _work(match: re.Match[str], naming: Naming, lexicon: Lexicon, *, only_after: bool = False) -> Work:
    groups = match.groupdict()
    start, end = match.span("title") if groups.get("title") else match.span()
    printed = match.string[start:end].rstrip(" ,")
    number = (groups.get("number") or "").strip()
    kind = key(groups.get("kind") or "", lexicon.table.code)[:NOUN]
    if groups.get("acronym"):
        naming = Naming.TITLE
    return Work(start, start + len(printed), WorkMention(naming, printed, number, kind), only_after)
