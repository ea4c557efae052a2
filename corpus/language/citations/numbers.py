"""The numbers behind the word for a provision: lists, ranges, and parts in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.language.citations.lexicon import Lexicon, first_group
from corpus.language.number_words import read_words
from corpus.language.numerals import MULTIPLICATIVES
from corpus.language.signs import HAN, han, roman

_BIS = "|".join(["quáter", *sorted(MULTIPLICATIVES, key=len, reverse=True)])
_DIGITS = re.compile(
    r"(?P<digits>\d{1,5}(?!\d)(?:\.\d{1,3}(?!\d))*(?:\.[A-ZĐ]{1,5}(?![^\W\d_]|')(?:\.\d{1,3})*)*)"
    r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|(?P<mark>[º°] (?P<counted>bis|ter|quater)"
    r"|(?: ?er|ère|re|e|ème|º|°|st|nd|rd|th|-[йяеогму]{1,3}|\.[º°ª]|ª)(?!\w)"
    r"|o\.?(?= ?[,;:)]| [a-z])|er(?=et ))"
    r"|(?P<letter>[a-zđA-Zа-яё]|[A-Z]{2,3}|-[A-Z])(?!\w)"
    rf"|[ -]?(?P<bracket>\()?(?P<bis>{_BIS}|مكرر[ا]?)(?!\w)(?(bracket)\)))?"
    r"(?P<inner>(?: ?/ ?\d{1,3}){1,3}(?= ?\)))?(?:(?!\w|/\d)|(?<=\der)(?=et ))"
)
_SUFFIX = re.compile(rf" ?\(?(?P<bis>{_BIS}|مكرر[ا]?)(?!\w)\)?(?: ?\((?P<count>\d)\))?", re.IGNORECASE)
_REPEATED = re.compile(r" مكرر[ا]?(?!\w)")
"""Bis behind the brackets of its number."""
_ROMAN = re.compile(
    r"(?P<roman>[IVXLC]{1,8})(?:er(?!\w))?(?:[.:-](?P<minor>\d{1,3})|-(?P<letter>[A-Z](?!\w)))?"
    rf"(?:[ -]?(?P<bis>{_BIS}))?(?!\w)"
)
_SMALL_ROMAN = re.compile(
    r"(?P<roman>[ivxl]{2,7}|[ivx](?=[,.;):]| (?:of|de|del|du)(?!\w)))(?:\.(?P<minor>\d{1,2}))?(?!\w)"
)
"""In copies without capitals: article viii. One letter alone could be a word but before such."""
_LETTERED = re.compile(r"(?P<letter>[A-ZĐ])\.(?P<roman>[IVX]{1,6}|\d{1,3})(?!\w)")
_CODE = re.compile(r"(?P<letters>[A-Z]{2,4}) ?(?P<digits>\d{1,3}(?:\.\d{1,3})*[A-Z]?)(?![\w/])")
"""Rules numbered by letters and digits: paragraph CRV 9.5."""
_CODE_ARTICLE = re.compile(
    r"(?P<part>L\.?O|[LRDA])(?:\. ?\*?|\*?(?=\d+-))(?P<digits>\d{1,4}(?:-\d{1,4}){0,5})(?![\w/])"
)
"""Articles of French codes: L. 311-1 (of its legislative part), R*123-1."""
_CODE_FOLLOWS = re.compile(r" (?:C\.? ?F\.? ?R|U\.? ?S\.? ?C)")
"""What follows the number of a title of a code: 22 U.S.C. 4215 and 22 CFR 92."""
_MISREAD = re.compile(r"[lI][°º]")
"""A misread 1 before the sign of an ordinal: artículo lº."""
_LETTER = re.compile(r"(?P<letter>[ivx]{2,4}|[^\W\d_])(?!\w)")
_HAN_NUMBER = re.compile(rf"[{HAN}]{{1,8}}")
_OPEN = re.compile(r" ?[(\[\"] ?")
_SLASHED = re.compile(r" ?/ ?(?P<part>[\u0621-\u064a]|[a-zđ]|\d{1,2})(?= ?\))")
"""A part behind a stroke within the brackets of its number: (1 / أ), (أ/1)."""
_STROKE = re.compile(r"/(?P<part>[\u0621-\u064a])(?!\w)")
"""The same without brackets: 6/ب."""
LABEL_ENDS = re.compile(r"[.)] (?=[^\W\d_])")
"""Behind a number that heads the next line of a list: Article 3; 2. Paragraph 3 is added."""
_CLOSE = re.compile(r" ?[)\]\"]")
_LIST = re.compile(r" ?:? ?\( ?")
_PART = re.compile(
    r" ?\( ?(?P<part>\d{1,2}°|\d{1,3}(?:\.\d{1,2})?[a-zA-Z]?|[a-zđ]{1,4}|[A-Z]|[\u0621-\u064a]) ?\)"
)
_CYRILLIC_PART = re.compile(r"(\d+)([а-яё])")
"""Пункт 1с: a point within a paragraph."""
_HALF_PART = re.compile(r"(?: ?|\.)(?P<part>[a-zа-я]) ?\)")
"""A part with a closing bracket only: paragraph 2 a)."""
_HALF_CLOSED = re.compile(r"\)(?=(?: ?,| [^\W\d_]{1,3}) ?\d{1,3}\))")
"""Points of a list printed as their labels are: подпунктах 1), 2) и 5)."""
_HYPHENED = re.compile(r"-(?P<minor>\d{1,3})(?P<more>(?:-\d{1,3})*)(?![\w/-])")
"""The rest of a number of several parts (45-3, 706-53-7), no range: it does not rise."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEARS = 1500
"""A number of a list from here on is no provision, where the list began below: Article 5, 1990."""
_BELOW = frozenset({"para", "subpara", "point", "subpoint"})


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its normal form, its style, and whether brackets or quotation marks enclose it."""

    value: str
    style: str
    enclosed: bool
    end: int
    worded: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: a number with the parts in brackets behind it, or a range up to `until`."""

    number: str
    parts: tuple[str, ...] = ()
    until: str | None = None


_HEADING = re.compile(r" \((?=[A-ZÀ-Þ])[^()\d]{4,150}\)")
"""The heading of an article named in a list: Articles 5 (Customs Duties) and 6 (Quotas)."""


def read_items(
    text: str, start: int, lexicon: Lexicon, levels: tuple[str, ...], *, plural: bool = False
) -> tuple[list[Item], int]:
    """The list of numbers at `start`, and where it ends; empty where there is none.

    After a `plural` word a further number is one of the list whatever follows it.

    >>> from corpus.language.citations.lexicon import lexicon
    >>> read_items("4(1)(b), 5 and 7 to 9 of", 0, lexicon("en"), ("art",))[0][2]
    Item(number='7', parts=(), until='9')
    """
    listed = _bracketed(text, start, lexicon, levels) if plural else None
    if listed:
        return listed
    first = _number(text, start, lexicon, levels)
    if first is None or not _stands(text, first, lexicon):
        return [], start
    items, end = [], start
    current: Number | None = first
    joined = False
    while current is not None:
        item, end = _with_parts(text, current, lexicon, levels)
        item, end = _ranged(text, item, current, end, lexicon, levels)
        item, end = _ranged_parts(text, item, end, lexicon)
        items.append(item)
        end = _more_parts(text, items, end, lexicon)
        half = _HALF_CLOSED.match(text, end) if plural else None
        end = half.end() if half else end
        heading = _HEADING.match(text, end) if plural else None
        behind = heading.end() if heading else end
        current = _next(text, behind, first, lexicon, levels, plural=plural)
        join = lexicon.join.match(text, behind)
        if (
            joined and join and "," in join[0] and _BELOW & set(levels)
        ):  # numerals 3 and 5, and 172 of the articles
            break
        joined = join is not None
    return items, end


def _bracketed(
    text: str, start: int, lexicon: Lexicon, levels: tuple[str, ...]
) -> tuple[list[Item], int] | None:
    """A list within one pair of brackets: المواد (8، 26، 27)."""
    opened = _LIST.match(text, start)
    items: list[Item] = []
    at = opened.end() if opened else None
    while at is not None:
        found = _bare(text, at, lexicon, levels)
        if found is None:
            return None
        items.append(Item(found[0]))
        closed = _CLOSE.match(text, found[2])
        if closed:
            return (items, closed.end()) if len(items) > 1 else None
        separator = lexicon.separator.match(text, found[2])
        at = separator.end() if separator else None
    return None


def _next(
    text: str, end: int, first: Number, lexicon: Lexicon, levels: tuple[str, ...], *, plural: bool
) -> Number | None:
    """The next number of the list, of the style of the first."""
    separator = lexicon.separator.match(text, end)
    if not separator:
        return None
    found = _number(text, separator.end(), lexicon, levels)
    more = _HYPHENED.match(text, found.end) if found and "-" in first.value else None
    if found and more and found.value.isdecimal():  # articles 21-16, 21-27 and 24-1
        found = replace(found, value=found.value + more[0], end=more.end())
    if ";" in separator[0] and found is not None and found.enclosed and not first.enclosed:
        return None  # a letter that heads the next line: article 2, letter a; b) the others
    if _CODE_FOLLOWS.match(text, found.end if found else end):
        return None
    signed = lexicon.sign.match(text, separator.end()) or levels == ("art",)
    if signed and lexicon.units.match(text, separator.end()):  # artículo 32, N° 6
        return None
    if found is not None and ";" in separator[0] and LABEL_ENDS.match(text, found.end):
        return None
    if found is None or (found.worded and not first.worded):  # articles 2 and 4, a change
        return None
    if found.style != first.style or (first.enclosed and not found.enclosed):
        return None
    if found.style == "digits" and _whole(found.value) >= _YEARS > _whole(first.value):
        return None
    if text[found.end - 1] == "°" and text[end - 1] != "°":  # § 2, 1°: a point within it
        return None
    if found.style == "roman" and _whole(found.value) < _whole(first.value):  # article III, I have the honour
        return None
    counted = text[found.end - 1].isdigit() or text[found.end - 1] == "°"
    leads_on = lexicon.adjacent or found.enclosed or (plural and counted)
    if not leads_on and _any_unit_follows(text, found.end, lexicon):
        return None
    if not found.enclosed and _unit_follows(text, found.end, lexicon, levels):
        return None
    return (
        found
        if found.enclosed
        or (plural and found.style in {"digits", "roman"})
        or lexicon.goes_on.match(text, found.end)
        else None
    )


def _whole(value: str) -> int:
    """The number that a normal form begins with."""
    digits = re.match(r"\d+", value)
    return int(digits[0]) if digits else 0


def _any_unit_follows(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether the number belongs to the word behind it: Article 38, second paragraph."""
    match = lexicon.units.match(text, end + 1) if text[end : end + 1] == " " else None
    return match is not None and lexicon.link.fullmatch(f" {match[0]} ") is None


def _unit_follows(text: str, end: int, lexicon: Lexicon, levels: tuple[str, ...]) -> bool:
    """Whether the same word comes next: of articles 31, paragraph 1, and 54, paragraph 2, 54 is one."""
    match = lexicon.units.match(text, end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip(" ,")))
    return match is not None and first_group(match, lexicon.levels) == levels


def _with_parts(text: str, number: Number, lexicon: Lexicon, levels: tuple[str, ...]) -> tuple[Item, int]:
    """The parts in brackets directly behind a number: 5(2)(a), 5 a); a Roman article has them as XXIV.12."""
    parts, end = [], number.end
    whole, point, minor = number.value.partition(".")
    if number.style == "roman" and point and levels == ("art",):
        number, parts = replace(number, value=whole), [minor]
    parts += [number.part] if number.part else []
    lettered = _CYRILLIC_PART.fullmatch(number.value) if "para" in levels else None
    if lettered:
        number, parts = replace(number, value=lettered[1]), [lettered[2]]
    open_ended = number.style == "digits" and not number.enclosed
    while found := _part(text, end, number, lexicon, half=open_ended or bool(parts)):
        parts.append(found["part"].lower())
        end = found.end()
    if len(parts) > 1 and parts[0] == "l":  # a misread 1: no text numbers its paragraphs (l)
        parts[0] = "1"
    return Item(number.value, tuple(parts)), end


def _part(text: str, at: int, number: Number, lexicon: Lexicon, *, half: bool) -> re.Match[str] | None:
    """A part in brackets, or with a closing one only where that may be."""
    closed = _HALF_PART.match(text, at) if half else None
    if closed and lexicon.goes_on.match(text, closed.end()):
        return closed
    return _PART.match(text, at) if number.style in {"digits", "roman"} or number.enclosed else None


def _more_parts(text: str, items: list[Item], end: int, lexicon: Lexicon) -> int:
    """Further parts of the same number: 5(2) and (3), 5(e)(1) and (h)."""
    while (parts := items[-1].parts) and (separator := lexicon.separator.match(text, end)):
        found = _PART.match(text, separator.end()) or _half_part(text, separator.end(), lexicon)
        alike = [
            at for at, part in enumerate(parts) if found and found["part"].isdecimal() == part.isdecimal()
        ]
        if not found or not alike:
            break
        items.append(Item(items[-1].number, (*parts[: alike[-1]], found["part"].lower())))
        end = found.end()
    return end


def _half_part(text: str, at: int, lexicon: Lexicon) -> re.Match[str] | None:
    """A part with a closing bracket only, where the text goes on behind it as citations do."""
    found = _HALF_PART.match(text, at)
    return found if found and lexicon.goes_on.match(text, found.end()) else None


def _ranged(
    text: str, item: Item, first: Number, end: int, lexicon: Lexicon, levels: tuple[str, ...]
) -> tuple[Item, int]:
    """A range: 7 to 9, 1210 - 1214."""
    link = lexicon.until.match(text, end)
    last = _number(text, link.end(), lexicon, levels) if link else None
    if last is None or link is None or last.value == first.value:
        return item, end
    misread = first.style == "roman" and last.style == "digits" and first.value == "1"  # paragraphs I to 4
    if last.style != first.style and not misread:
        return item, end
    if link[0] == "-" and _whole(last.value) < _whole(first.value):
        return item, end
    return Item(item.number, item.parts, None if item.parts else last.value), last.end


def _ranged_parts(text: str, item: Item, end: int, lexicon: Lexicon) -> tuple[Item, int]:
    """A range of parts: 5(1)(a) to (d)."""
    link = lexicon.until.match(text, end) if item.parts and item.until is None else None
    last = _PART.match(text, link.end()) or _half_part(text, link.end(), lexicon) if link else None
    if last is None or last["part"].isdecimal() != item.parts[-1].isdecimal():
        return item, end
    return replace(item, until=last["part"].lower()), last.end()


def _stands(text: str, number: Number, lexicon: Lexicon) -> bool:
    """Whether a single letter without brackets is a number here: point a of, not "point a finger"."""
    return number.style != "letter" or number.enclosed or bool(lexicon.goes_on.match(text, number.end))


def _number(text: str, start: int, lexicon: Lexicon, levels: tuple[str, ...]) -> Number | None:
    at = lexicon.sign.match(text, start)
    begin = at.end() if at else start
    opened = _OPEN.match(text, begin)
    inner = opened.end() if opened else begin + (text[begin : begin + 1] == " ")
    found = _bare(text, inner, lexicon, levels)
    if found is None:
        return None
    value, style, end = found
    slashed = _SLASHED.match(text, end) if opened and "/" not in value else _STROKE.match(text, end)
    end = slashed.end() if slashed else end
    closed = _CLOSE.match(text, end)
    if opened and not closed:
        return None
    closes = closed is not None and (opened is not None or (style == "letter" and text[end] == ")"))
    repeated = _REPEATED.match(text, closed.end()) if closed and closes and style == "digits" else None
    if repeated:
        return Number(f"{value}bis", style, enclosed=True, end=repeated.end())
    worded = style == "digits" and not text[inner].isnumeric()
    end = closed.end() if closed and closes else end
    return Number(value, style, closes, end, worded, slashed["part"] if slashed else "")


def _bare(text: str, start: int, lexicon: Lexicon, levels: tuple[str, ...]) -> tuple[str, str, int] | None:
    lettered = _LETTERED.match(text, start)
    if lettered and not (lettered["letter"] in "IVX" and lettered["roman"].isdecimal()):  # I.3 is 1.3
        minor = lettered["roman"]
        value = f"{lettered['letter'].lower()}.{minor if minor.isdecimal() else roman(minor)}"
        return value, "lettered", lettered.end()
    code = _CODE.match(text, start) if "para" in levels else None
    if code:
        return code["letters"] + code["digits"], "code", code.end()
    article = _CODE_ARTICLE.match(text, start) if levels == ("art",) else None
    if article:
        return article["part"].replace(".", "") + article["digits"], "code", article.end()
    if _MISREAD.match(text, start):
        return "1", "digits", start + 2
    digits = _DIGITS.match(text, start)
    if digits:
        return _hyphened(text, _digits(digits), digits.end())
    found = _ROMAN.match(text, start)
    value_ = roman(found["roman"]) if found and not (found["roman"] in "CL" and not found["minor"]) else None
    if found and value_:
        minor = f".{found['minor']}" if found["minor"] else ""
        minor = f"-{found['letter']}" if found["letter"] else minor
        return f"{value_}{minor}{found['bis'] or ''}", "roman", found.end()
    small = _SMALL_ROMAN.match(text, start) if not _BELOW & set(levels) else None
    value_ = roman(small["roman"]) if small else None
    if small and value_:
        return f"{value_}.{small['minor']}" if small["minor"] else str(value_), "roman", small.end()
    return _han(text, start) or _word(text, start, lexicon) or _letter(text, start, lexicon, levels)


def _digits(found: re.Match[str]) -> str:
    parts = [str(int(part)) if part.isdecimal() else part for part in found["digits"].split(".")]
    raised = "." + found["raised"].translate(_RAISED) if found["raised"] else ""
    bis = "bis" if found["bis"] and found["bis"].startswith("مكرر") else found["bis"] or ""
    bis = (found["counted"] or bis).replace("á", "a")
    return (
        ".".join(parts) + (found["inner"] or "").replace(" ", "") + raised + _letter_of(found) + bis.lower()
    )


def _hyphened(text: str, value: str, end: int) -> tuple[str, str, int]:
    found = _HYPHENED.match(text, end)
    if found and value.isdecimal() and (found["more"] or int(found["minor"]) < int(value)):
        bis = _SUFFIX.match(text, found.end())
        end = bis.end() if bis and bis["bis"].isascii() else found.end()
        return value + found[0] + (bis["bis"].lower() if bis and end == bis.end() else ""), "digits", end
    return value, "digits", end


def _letter_of(found: re.Match[str]) -> str:
    """The letter behind a number: small (65A), but as it is behind a hyphen (54-A)."""
    letter = found["letter"] or ""
    return letter if letter.startswith("-") else letter.lower()


def _han(text: str, start: int) -> tuple[str, str, int] | None:
    found = _HAN_NUMBER.match(text, start)
    value = han(found[0]) if found else None
    return (str(value), "digits", found.end()) if found and value else None


def _word(text: str, start: int, lexicon: Lexicon) -> tuple[str, str, int] | None:
    for pattern, value in lexicon.ordinals:
        found = pattern.match(text, start)
        if found:
            return str(value), "digits", found.end()
    joined = lexicon.join.match(text, start)
    if joined and joined[0].endswith(" "):  # this Chapter and one of another Chapter
        return None
    read = read_words(text, start, lexicon.table)
    if not read or not read[0]:
        return None
    suffix = _SUFFIX.match(text, read[1])
    if not suffix:
        return str(read[0]), "digits", read[1]
    bis = "bis" if suffix["bis"].startswith("مكرر") else suffix["bis"].lower()
    return f"{read[0]}{bis}{suffix['count'] or ''}", "digits", suffix.end()


def _letter(text: str, start: int, lexicon: Lexicon, levels: tuple[str, ...]) -> tuple[str, str, int] | None:
    found = _LETTER.match(text, start)
    if not found:
        return None
    if levels == ("para",) and lexicon.misread.fullmatch(found["letter"]):
        return "1", "digits", found.end()
    small = found["letter"].islower() or not found["letter"].isupper()
    if (small and not _BELOW & set(levels)) or (set(levels) <= ARTICLE_ONLY):
        return None
    return found["letter"].lower(), "letter", found.end()


ARTICLE_ONLY = frozenset({"art"})
"""An article has no letter for a number."""
