"""One number behind the word for a provision: its forms in digits, Roman and Han numerals, letters, words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language.citations.levels import ARTICLE, Levels
from corpus.language.citations.lexicon import Lexicon
from corpus.language.number_words import read_words
from corpus.language.numerals import MULTIPLICATIVES
from corpus.language.signs import HAN, han, roman

_BIS = "|".join(["quáter", *sorted(MULTIPLICATIVES, key=len, reverse=True)])
_DIGITS = re.compile(
    r"(?P<digits>\d{1,5}(?!\d)(?:\.\d{1,3}(?!\d))*(?:\.[A-ZĐ]{1,5}(?![^\W\d_]|')(?:\.\d{1,3})*)*)"
    r"(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|(?P<mark>[º°] (?P<counted>bis|ter|quater)"
    r"|(?: ?er|ère|re|e|ème|º|°|st|nd|rd|th|-[йяеогму]{1,3}|\.[º°ª]|ª)(?!\w)"
    r"|o\.?(?= ?[,;:)]| [a-z])|er(?=et |ci-))"
    r"|(?P<letter>[a-zđA-Zа-яё]|[A-Z]{2,3}|-[A-Z])(?!\w)"
    rf"|[ -]?(?P<bracket>\()?(?P<bis>(?i:{_BIS})|бис|тер|(?:ال)?مكرر[اه]?)(?!\w)(?(bracket)\)))?"
    r"(?P<inner>(?: ?/ ?\d{1,3}){1,3}(?= ?\)|, ?\d)|/\d{1,2}(?= من ))?(?:(?!\w|/\d)|(?<=\der)(?=et |ci-))"
)
_SUFFIX = re.compile(
    rf" ?\(?(?P<bis>{_BIS}|(?:ال)?مكرر[اه]?)(?!\w)\)?(?: ?\((?P<count>\d)\))?", re.IGNORECASE
)
_MINOR = re.compile(r"\.(\d{1,2})(?![\w.])")
"""The rest of a number that begins as a word: часть вторая.1."""
_REPEATED = re.compile(r" (?:ال)?مكرر[اه]?(?!\w)")
"""Bis behind the brackets of its number."""
_ROMAN = re.compile(
    r"(?P<roman>[IVXLC]{1,8})(?:er(?!\w))?(?:[.:-](?P<minor>\d{1,3})|-(?P<letter>[A-HJ-UWYZ](?!\w))|/(?P<part>[a-z](?!\w)))?"
    rf"(?:[ -]?(?P<bis>{_BIS}))?(?!\w)"
)
_SMALL_ROMAN = re.compile(
    r"(?P<roman>[ivxl]{2,7}|[ivx](?=[,.;):-]| (?:of|de|del|du)(?!\w)|$)|[vx](?! ?\())"
    r"(?:[.-](?P<minor>\d{1,2}))?(?!\w)"
)
"""In copies without capitals: article viii. An i alone could be a word but before such."""
_LETTERED = re.compile(r"(?P<letter>[A-ZĐ])\.(?P<roman>[IVX]{1,6}|\d{1,3})(?!\w)")
_CODE = re.compile(r"(?P<letters>[A-Z]{2,4}) ?(?P<digits>\d{1,3}(?:\.\d{1,3})*[A-Z]?)(?![\w/])")
"""Rules numbered by letters and digits: paragraph CRV 9.5."""
_CODE_ARTICLE = re.compile(
    r"(?P<part>L\.?O|[LRDA])(?:\. ?\*?|\*?(?=\d+-))(?P<digits>\d{1,4}(?:-\d{1,4}){0,5})(?![\w/])"
)
"""Articles of French codes: L. 311-1 (of its legislative part), R*123-1."""
_MISREAD = re.compile(r"[lI][°º]")
"""A misread 1 before the sign of an ordinal: artículo lº."""
_LETTER = re.compile(r"(?P<letter>[ivx]{2,4}|[^\W\d_]|(?<=\()[a-z]{2}(?=\)))(?!\w)")
_LETTER_NAME = re.compile(
    r"(?:الف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء)(?!\w)(?! (?:و?[\u0621-\u064a]*مائه|و?تسع))"
)
"""The letters by which the United Nations number in Arabic: القسم ألف, الجزء باء."""
_ARABIC_LETTER = re.compile(r"[( \"][\u0621-\u064a](?=[)\"]|$|[ ,.;:])")
_HAN_NUMBER = re.compile(rf"[{HAN}]{{1,8}}")
_OPEN = re.compile(r" ?[(\[\"] ?")
_COUNTED = {
    word: f"{number}°"
    for number, word in enumerate(
        ("اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"), 1
    )
}
"""Points counted in words behind a stroke, as in Iraqi laws: المادة (6/ثانياً)."""
_WORDED = "|".join(_COUNTED)
_SLASHED = re.compile(rf" ?/ ?(?P<part>[\u0621-\u064a]|{_WORDED}|[a-zđ]|\d{{1,2}})(?= ?[)/])")
"""A part behind a stroke within the brackets of its number: (1 / أ), (أ/1)."""
_STROKE = re.compile(rf"/(?P<part>[\u0621-\u064a]|{_WORDED})(?!\w)")
"""The same without brackets: 6/ب."""
_WHOLE = re.compile(r"\d{1,3}")
_RUN_ON = re.compile(r"\.(?P<label>\d{1,2})\. ?(?=[^\W\d])")
"""Behind a number the label of what comes next, with no blank between: paragraph 1.3. the ports."""
CLOSE = re.compile(r" ?[)\]\"]")
_HEADED = re.compile(r" ?[-:] ?[^\W\d][^()\d:;.]{2,80}\)")
"""The heading of an article within the brackets of its number: المادة (الثالثة - تسوية النزاعات)."""
HYPHENED = re.compile(r"-(?P<minor>\d{1,3})(?P<more>(?:-\d{1,3})*)(?![\w/-])")
"""The rest of a number of several parts (45-3, 706-53-7), no range: it does not rise."""
_CYRILLIC = str.maketrans("бистер", "bister")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
BELOW = frozenset({"para", "subpara", "point", "subpoint"})
"""Levels whose numbers may be letters."""
Read = tuple[str, str, int]
"""The normal form of a number, its style, and where it ends."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number: its normal form, its style, and whether brackets or quotation marks enclose it."""

    value: str
    style: str
    enclosed: bool
    end: int
    worded: bool = False
    parts: tuple[str, ...] = ()

    @property
    def whole(self) -> int:
        """The number that the normal form begins with; 0: none."""
        digits = re.match(r"\d+", self.value)
        return int(digits[0]) if digits else 0


def read_number(text: str, start: int, lexicon: Lexicon, levels: Levels) -> Number | None:
    """The number at `start`, with the sign and the brackets around it; None where there is none."""
    at = lexicon.sign.match(text, start)
    begin = at.end() if at else start
    opened = _OPEN.match(text, begin)
    inner = opened.end() if opened else begin + (text[begin : begin + 1] == " ")
    found = read_bare(text, inner, lexicon, levels)
    if found is None:
        return None
    value, style, end = found
    parts, stroke = list[str](), _SLASHED if opened and "/" not in value else _STROKE
    while slashed := stroke.match(text, end):
        parts.append(_COUNTED.get(slashed["part"], slashed["part"]))
        end = slashed.end()
    closed = CLOSE.match(text, end) or (_HEADED.match(text, end) if opened else None)
    if opened and not closed:
        return None
    closes = closed is not None and (opened is not None or (style == "letter" and text[end] == ")"))
    repeated = _REPEATED.match(text, closed.end()) if closed and closes and style == "digits" else None
    if repeated:
        return Number(f"{value}bis", style, enclosed=True, end=repeated.end())
    worded = style == "digits" and not text[inner].isnumeric()
    end = closed.end() if closed and closes else end
    return Number(value, style, closes, end, worded, tuple(parts))


def read_bare(text: str, start: int, lexicon: Lexicon, levels: Levels) -> Read | None:
    """The normal form, the style and the end of a number without sign and brackets."""
    lettered = _LETTERED.match(text, start)
    if lettered and not (lettered["letter"] in "IVX" and lettered["roman"].isdecimal()):  # I.3 is 1.3
        minor = lettered["roman"]
        value = f"{lettered['letter'].lower()}.{minor if minor.isdecimal() else roman(minor)}"
        return value, "lettered", lettered.end()
    code = _CODE.match(text, start) if "para" in levels else None
    if code:
        return code["letters"] + code["digits"], "code", code.end()
    article = _CODE_ARTICLE.match(text, start) if levels == (ARTICLE,) else None
    if article:
        return article["part"].replace(".", "") + article["digits"], "code", article.end()
    if _MISREAD.match(text, start):
        return "1", "digits", start + 2
    whole = _WHOLE.match(text, start)
    if whole and runs_on(text, whole.end()):
        return whole[0], "digits", whole.end()
    digits = _DIGITS.match(text, start)
    if digits:
        return _hyphened(text, _digits(digits), digits.end())
    found = _ROMAN.match(text, start)
    value_ = roman(found["roman"]) if found and not (found["roman"] in "CL" and not found["minor"]) else None
    if found and value_:
        minor = f".{found['minor']}" if found["minor"] else ""
        minor = f"-{found['letter'] or found['part']}" if found["letter"] or found["part"] else minor
        return f"{value_}{minor}{found['bis'] or ''}", "roman", found.end()
    small = _SMALL_ROMAN.match(text, start) if not BELOW & set(levels) else None
    value_ = roman(small["roman"]) if small else None
    if small and value_:
        if small["minor"] and not runs_on(text, small.end("roman")):
            return f"{value_}.{small['minor']}", "roman", small.end()
        return str(value_), "roman", small.end("roman")
    named = _LETTER_NAME.match(text, start)
    if named:
        return named[0].replace("الف", "ألف"), "letter", named.end()
    return _han(text, start) or _word(text, start, lexicon) or _letter(text, start, lexicon, levels)


def runs_on(text: str, end: int) -> bool:
    """Whether a label follows without a blank, as did the one before: … approval.2. the ports … 1.3. the."""
    found = _RUN_ON.match(text, end)
    label = int(found["label"]) if found else 0
    before = rf"(?:[^\W\d]|[^\W\d]?[)\]]\.?|[^\W\d]\.|^){label - 1}\. ?(?=[^\W\d])"
    return label > 1 and re.search(before, text[:end]) is not None


def _digits(found: re.Match[str]) -> str:
    parts = [str(int(part)) if part.isdecimal() else part for part in found["digits"].split(".")]
    raised = "." + found["raised"].translate(_RAISED) if found["raised"] else ""
    bis = found["counted"] or found["bis"] or ""
    bis = "bis" if "مكرر" in bis else bis.replace("á", "a").translate(_CYRILLIC)
    return (
        ".".join(parts) + (found["inner"] or "").replace(" ", "") + raised + _letter_of(found) + bis.lower()
    )


def _hyphened(text: str, value: str, end: int) -> Read:
    found = HYPHENED.match(text, end)
    if found and value.isdecimal() and (found["more"] or int(found["minor"]) < int(value)):
        bis = _SUFFIX.match(text, found.end())
        end = bis.end() if bis and bis["bis"].isascii() else found.end()
        return value + found[0] + (bis["bis"].lower() if bis and end == bis.end() else ""), "digits", end
    return value, "digits", end


def _letter_of(found: re.Match[str]) -> str:
    """The letter behind a number: small (65A), but as it is behind a hyphen (54-A)."""
    letter = found["letter"] or ""
    return letter if letter.startswith("-") else letter.lower()


def _han(text: str, start: int) -> Read | None:
    found = _HAN_NUMBER.match(text, start)
    value = han(found[0]) if found else None
    return (str(value), "digits", found.end()) if found and value else None


def _word(text: str, start: int, lexicon: Lexicon) -> Read | None:
    for pattern, value in lexicon.ordinals:
        found = pattern.match(text, start)
        if found:
            minor = _MINOR.match(text, found.end())
            return f"{value}.{minor[1]}" if minor else str(value), "digits", (minor or found).end()
    joined = lexicon.join.match(text, start)
    if joined and joined[0].endswith(" "):  # this Chapter and one of another Chapter
        return None
    read = read_words(text, start, lexicon.table)
    if not read or not read[0]:
        return None
    suffix = _SUFFIX.match(text, read[1])
    if not suffix:
        return str(read[0]), "digits", read[1]
    bis = "bis" if "مكرر" in suffix["bis"] else suffix["bis"].lower()
    return f"{read[0]}{bis}{suffix['count'] or ''}", "digits", suffix.end()


def _letter(text: str, start: int, lexicon: Lexicon, levels: Levels) -> Read | None:
    found = _LETTER.match(text, start)
    if not found:
        return None
    if levels == ("para",) and lexicon.misread.fullmatch(found["letter"]):
        return "1", "digits", found.end()
    if levels == ("annex",) and _ARABIC_LETTER.match(text, start - 1):
        return found["letter"], "letter", found.end()
    small = found["letter"].islower() or not found["letter"].isupper()
    if (small and not BELOW & set(levels)) or set(levels) <= {ARTICLE}:
        return None
    return found["letter"].lower(), "letter", found.end()
