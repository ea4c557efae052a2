"""Printed numbers of provisions, whatever the script: digits, Roman, Han, spelled, lettered.

One reader serves all languages; the words are in the tables. A number that cannot be read is not
guessed: the readers return None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.number_words import read_words
from corpus.language.patterns import any_of
from corpus.language.signs import HAN, han, roman
from corpus.language.table import LanguageTable


class NumeralStyle(StrEnum):
    """How a number is printed; siblings share a style."""

    DIGITS = "digits"
    ROMAN = "roman"
    HAN = "han"
    WORD = "word"
    LETTER = "letter"
    SOLE = "sole"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number of a provision.

    `normalised` is the language-independent form (36, 36bis, 5a, 31-1, 23.4.LQ.1, A); `value` the
    first whole number in it, None for a letter; `order` sorts siblings (36 < 36bis < 37).
    """

    normalised: str
    value: int | None
    style: NumeralStyle
    order: tuple[int, ...]


MULTIPLICATIVES = (
    "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "nonies",
    "decies", "undecies", "duodecies", "terdecies", "quaterdecies", "quindecies",
)  # fmt: skip
_BIS = "|".join(["مكرر[اً]{0,2}", *sorted(MULTIPLICATIVES, key=len, reverse=True)])
_MINOR_SEPARATOR = r"[.\u2024\uff0e\-\u2010-\u2013]"
_ORDINAL_MARK = (
    r"(?:\s?<sup>\s*[a-zèéо]{1,3}\s*</sup>"
    r"|\s?(?:ers?|ères?|res?|e?mes?|èmes?|ᵉʳ|st|nd|rd|th|os?|[ºª°])(?!\w)|-[йяе](?!\w))"
)
_SEPARATOR = re.compile(_MINOR_SEPARATOR)
_DIGITS = re.compile(
    r"(?P<first>\d{1,4})"
    r"(?P<sup>" + _ORDINAL_MARK + r")?"
    r"(?P<minors>(?:" + _MINOR_SEPARATOR + r"(?:\d{1,3}(?!\d)|(?-i:[A-ZĐ]{1,5})(?![A-Za-zà-ỹ\d])))*)"
    r"(?:(?P<letter>[a-zđA-ZĐ])(?!\w)|[\s\u00a0-]{0,3}\(?(?P<bis>" + _BIS + r")\)?(?!\w))?",
    re.IGNORECASE,
)
_ROMAN = re.compile(
    r"(?P<roman>[IVXLCDMivxlcdm]{1,9}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ]{1,3})"
    r"(?:(?<=I)(?:er|ER)|(?P<minor>[-.]\d{1,3}|[-.][A-Z])|[\s\u00a0-]{0,3}\(?(?P<bis>"
    + _BIS
    + r")\)?|(?P<letter>[A-Z]|(?<!\s)\s[A-Z](?!\s\w)))?(?!\w)"
)
_SPACED_LETTER = re.compile(r"\s([a-z])(?=\s[^\W\d_a-z]|\s?[(\[.]|\s*$)")
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LETTER = re.compile(r"(?P<letter>[A-ZÄÖÜĐА-ЯЁ])(?P<digits>[-.]?\d{1,2}(?:\.\d{1,2})*)?(?!\w)")
_HAN = re.compile(f"[{HAN}]+")
_LOWER_ROMAN_LIMIT = 50
"""Beyond this, lower-case letters that could be a Roman numeral are taken for a word (mix, di)."""


def read_han(text: str) -> Numeral | None:
    """A Chinese number of a provision, with its 之 (三十一之一, 三十一条之一) or digits.

    >>> read_han("三十一条之一").normalised
    '31-1'
    """
    head, _, tail = text.partition("之")
    base = han(head.strip("条條").strip()) if not head.strip("条條").isdecimal() else int(head.strip("条條"))
    if base is None:
        return None
    if not tail:
        return Numeral(str(base), base, NumeralStyle.HAN, (base,))
    minor = int(tail) if tail.isdecimal() else han(tail)
    if minor is None:
        return None
    return Numeral(f"{base}-{minor}", base, NumeralStyle.HAN, (base, 0, minor))


def read_numeral(text: str, start: int, words: LanguageTable | None) -> tuple[Numeral, int] | None:
    """The number of a provision printed at `start` of `text`, and where it ends.

    Reads digits of any script with minors and suffixes, Roman, Chinese, words of the table, then
    single capital letters. `Điều 14a`, `Art. 1er`, `المادة (الثالثة)`, `第12`, `Annex B`.

    >>> read_numeral("23.4.LQ.1. Giải thích", 0, None)[0].normalised
    '23.4.LQ.1'
    """
    return (
        _read_digits(text, start, words)
        or _read_roman(text, start)
        or _read_han_at(text, start)
        or (_read_spelled(text, start, words) if words else None)
        or _read_letter(text, start)
    )


def _read_digits(text: str, start: int, words: LanguageTable | None) -> tuple[Numeral, int] | None:
    match = _DIGITS.match(text, start)
    if not match:
        return None
    if raised := _raised(text, match, words):
        return raised
    first = int(match["first"])
    minors = _SEPARATOR.split(match["minors"])[1:] if match["minors"] else []
    minors = [str(int(part)) if part.isdecimal() else part.upper() for part in minors]
    suffix = _suffix(match["letter"] or match["bis"])
    if match["sup"] and match["letter"]:
        suffix = ""
    end = match.end()
    spaced = _SPACED_LETTER.match(text, end) if words and words.spaced_letter else None
    if spaced and not suffix and not match["sup"]:
        suffix, end = spaced[1], spaced.end()
    separator = "-" if match["minors"][:1] in {"-", "‐", "‑", "‒", "–"} else "."
    normalised = separator.join([str(first), *minors]) + suffix
    order = (first, *_minor_order(minors), *_suffix_order(suffix))
    return Numeral(normalised, first, NumeralStyle.DIGITS, order), end


def _raised(text: str, match: re.Match[str], words: LanguageTable | None) -> tuple[Numeral, int] | None:
    """`Статья 4¹`, cited as 4.1: in languages that number inserted articles so; a note mark elsewhere."""
    if words is None or not words.raised_minor or match["minors"] or match["letter"] or match["bis"]:
        return None
    sign = _RAISED.match(text, match.end())
    if not sign:
        return None
    first, minor = int(match["first"]), raised_value(sign[0])
    return Numeral(f"{first}.{minor}", first, NumeralStyle.DIGITS, (first, minor)), sign.end()


def raised_value(sign: str) -> int:
    """The value of raised digits: ¹² is 12."""
    return int(sign.translate(_LOWERED))


def _minor_order(minors: list[str]) -> list[int]:
    return [int(part) if part.isdecimal() else 1000 + _letters_value(part) for part in minors]


def _letters_value(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * 256 + ord(letter) % 256
    return value


def _suffix(printed: str | None) -> str:
    """The suffix in one form: `Bis` → bis, `مكرر` → bis, `A` → a."""
    suffix = (printed or "").lower()
    return "bis" if suffix.startswith("مكرر") else suffix


def _suffix_order(suffix: str) -> list[int]:
    """Where a suffix stands behind its number: (none) < bis or a < ter or b."""
    if not suffix:
        return []
    if suffix in MULTIPLICATIVES:
        return [0, MULTIPLICATIVES.index(suffix) + 2]
    return [0, _letters_value(suffix)]


def _read_roman(text: str, start: int) -> tuple[Numeral, int] | None:
    match = _ROMAN.match(text, start)
    value = roman(match["roman"]) if match else None
    if not match or value is None or (match["roman"] in "CDLM" and len(match["roman"]) == 1):
        return None
    if match["roman"].islower() and value > _LOWER_ROMAN_LIMIT:
        return None
    suffix = _suffix(match["bis"] or (match["letter"] or "").strip())
    if match["minor"]:
        minor = match["minor"][1:]
        order = (value, int(minor) if minor.isdecimal() else 1000 + ord(minor))
        return Numeral(f"{value}-{minor}", value, NumeralStyle.ROMAN, order), match.end()
    return Numeral(
        f"{value}{suffix}", value, NumeralStyle.ROMAN, (value, *_suffix_order(suffix))
    ), match.end()


def _suffixed(value: int, suffix: str, style: NumeralStyle) -> Numeral:
    return Numeral(f"{value}{suffix}", value, style, (value, *_suffix_order(suffix)))


def _read_han_at(text: str, start: int) -> tuple[Numeral, int] | None:
    match = _HAN.match(text, start)
    value = han(match[0]) if match else None
    if match is None or value is None:
        return None
    return Numeral(str(value), value, NumeralStyle.HAN, (value,)), match.end()


def _read_spelled(text: str, start: int, words: LanguageTable) -> tuple[Numeral, int] | None:
    sole = re.compile(any_of(words.sole) + r"(?!\w)", re.IGNORECASE).match(text, start)
    if sole:
        return Numeral("1", 1, NumeralStyle.SOLE, (1,)), sole.end()
    found = read_words(text, start, words)
    if not found:
        return None
    value, end = found
    bis = re.compile(r"[\s\u00a0-]{1,3}(" + _BIS + r")(?!\w)", re.IGNORECASE).match(text, end)
    if bis:
        suffix = _suffix(bis[1])
        return Numeral(
            f"{value}{suffix}", value, NumeralStyle.WORD, (value, *_suffix_order(suffix))
        ), bis.end()
    return Numeral(str(value), value, NumeralStyle.WORD, (value,)), end


def _read_letter(text: str, start: int) -> tuple[Numeral, int] | None:
    match = _LETTER.match(text, start)
    if not match:
        return None
    digits = (match["digits"] or "").lstrip("-.")
    normalised = match["letter"] + (f"-{digits}" if digits else "")
    order = [_letters_value(match["letter"]), *(int(part) for part in digits.split(".") if part)]
    return Numeral(normalised, None, NumeralStyle.LETTER, tuple(order)), match.end()
