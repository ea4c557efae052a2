"""The provisions that a text names by number, and what stands in brackets behind their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.language.citations.items import read_items
from corpus.language.citations.levels import ARTICLE, Levels, Step
from corpus.language.citations.lexicon import HAN_STEMS, Lexicon, first_group
from corpus.language.citations.numbers import runs_on
from corpus.language.citations.parts import Item
from corpus.language.citations.pieces import Place, Unit
from corpus.language.signs import HAN, han

SECTIONS: Levels = (ARTICLE, "sec")
_PARTS = {"art": ("para", "point", "subpoint"), "para": ("point", "subpoint")}
"""What a part in brackets may be, by the level before it; a letter is no paragraph."""
_UNREAD = re.compile(r"-(?-i:[A-Z](?![a-z]))|-?[:.]?\d")
"""The rest of a number that is not read (3-A, E-LTRP, I:1): what stands before it is another one."""
_BRACKETED = re.compile(r"\( ?(\w+) ?\)")
"""A part in brackets: 第3(1)(b)條."""
_PART_GROUP = re.compile(r"(?:\( ?\w{1,4} ?\))+")
_LISTED_PARTS = re.compile(
    rf"第 ?(?P<number>\d+[A-Z]{{0,2}})"
    rf"(?P<parts>{_PART_GROUP.pattern}(?: ?(?:[、,]|或|及|和|与|與) ?{_PART_GROUP.pattern})+) ?[条條]"
)
_INNER_KUAN = re.compile(rf"項 ?第[{HAN}\d]{{1,4}}款")
"""In laws of Taiwan 款 is a point: 第一項第二款."""
_HAN_ITEM = re.compile(
    rf"(?P<range>至|到|-)? ?(?:第 ?)?"
    rf"(?:\( ?(?P<mark>[a-z{HAN_STEMS}]) ?\)|"
    rf"\(? ?(?P<number>[{HAN}]+|\d+(?:\.\d+)*[A-Z]{{0,2}}|[a-z](?=\)?$)) ?\)?)",
    re.IGNORECASE,
)


def words_for_units(text: str, lexicon: Lexicon) -> list[re.Match[str]]:
    """Every word for a provision; where words enclose numbers, with its number."""
    return list(lexicon.units.finditer(text))


def units(
    text: str, lexicon: Lexicon, words: Sequence[re.Match[str]], place: Place | None = None
) -> Iterator[Unit]:
    """Every provision named by its number, and annexes without one; `words` are those for provisions."""
    place = place or Place()
    if lexicon.outer_first:
        yield from _enclosed(text, lexicon, words)
    else:
        for match in words:
            levels = first_group(match, lexicon.levels)
            plural = bool(lexicon.plural.search(match[0]))
            items, end = read_items(text, match.end(), lexicon, levels, plural=plural)
            if items and (not _UNREAD.match(text, end) or runs_on(text, end)):
                lettered = "§" in match[0]
                levels = levels if lexicon.own.chapters_of.match(text, end) else place.called(levels)
                yield unit(match.start(), end, levels, items, plural=plural, lettered=lettered)
    for match in lexicon.bare.finditer(text):
        bare = ("protocol",) if match[0].startswith("Protocol") else ("annex",)
        yield Unit(match.start(), match.end(), bare, ((Step(bare, ""),),), (None,))


def unit(
    start: int, end: int, levels: Levels, items: list[Item], *, plural: bool = False, lettered: bool = False
) -> Unit:
    """`lettered`: the paragraphs of its sections have letters (§ 5(a)(1))."""
    paths = tuple((Step(levels, item.number), *_parts(levels, item, lettered=lettered)) for item in items)
    return Unit(start, end, levels, paths, tuple(item.until for item in items), plural=plural)


def _parts(levels: Levels, item: Item, *, lettered: bool) -> Iterator[Step]:
    may_be = _PARTS.get(levels[0], ("point", "subpoint"))
    parts = item.parts
    mixed = levels == SECTIONS and len(parts) > 1 and parts[1].isdecimal()
    letters = lettered or (mixed and parts[0].isalpha())
    for index, part in enumerate(parts):
        if part.endswith("°"):
            yield Step(("point", "subpoint"), part[:-1])
            continue
        is_para = part[0].isdigit() if not letters else not index
        inner = tuple(level for level in may_be if level != "para" or is_para)
        yield Step(inner or ("subpoint",), part)


def _with_parts_listed(text: str) -> Iterator[Unit]:
    """第7(1)、(2)(c)或(5)條: parts of one section; a letter alone is of the number before."""
    for match in _LISTED_PARTS.finditer(text):
        number, listed = match["number"].lower(), list[tuple[str, ...]]()
        for group in _PART_GROUP.finditer(match["parts"].lower()):
            parts = tuple(_BRACKETED.findall(group[0]))
            listed.append((*listed[-1][:1], *parts) if listed and parts[0].isalpha() else parts)
        yield unit(match.start(), match.end(), (ARTICLE,), [Item(number, parts) for parts in listed])


def _enclosed(text: str, lexicon: Lexicon, words: Sequence[re.Match[str]]) -> Iterator[Unit]:
    """Numbers within their words: 第三十一条之一, 第(一)、(二)项; 第7(1)、(2)(c)或(5)條."""
    yield from _with_parts_listed(text)
    inner = _INNER_KUAN.search(text) is not None
    for match in words:
        levels = first_group(match, lexicon.levels)
        letter = match["numbers"].strip("( )").isalpha() and match["numbers"].isascii()
        if "point" in levels and ((letter and match[0][-1] in "项項段") or (inner and match[0][-1] == "款")):
            levels = ("point",)
        items: list[Item] = []
        for each in _HAN_ITEM.finditer(match["numbers"]):
            number = each["mark"].lower() if each["mark"] else _han_number(each["number"])
            if each["range"] and items:
                items[-1] = Item(items[-1].number, until=number)
            else:
                items.append(Item(number))
        if match["minor"]:
            items[-1] = replace(items[-1], number=f"{items[-1].number}-{_han_number(match['minor'])}")
        parts = [_han_number(one) for one in _BRACKETED.findall((match["parts"] + match["behind"]).lower())]
        if parts:
            items[-1] = replace(items[-1], parts=tuple(parts))
        yield unit(match.start(), match.end(), levels, items)


def _han_number(text: str) -> str:
    if text.isascii():
        return text.lower()
    number = text.rstrip("两兩") or text  # both of them: 第十二及十三兩條
    return str(han(number) or number)
