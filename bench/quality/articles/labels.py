"""Printed numbers of articles in their common form, for the gold: on purpose not the reader's own code.

Arabic ordinals and Chinese numbers are written out up to a thousand and looked up, where the reader parses.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

_WORD: Final = (
    r"Article|Articles|Artículo|Articulo|ARTÍCULO|ARTICULO|ARTICLE|Artikel|ARTIKEL|Art|ART|Статья|СТАТЬЯ"
    r"|Điều|ĐIỀU|المادة|مادة|Rule|Regulation|§"
)
_NUMBER: Final = re.compile(
    r"(?P<n>\d{1,4}(?:[.-](?:\d{1,3}(?!\d)|[A-ZĐ]{1,3}(?!\w)))*)"
    r"(?:(?P<letter>(?![oO]\W)[a-zA-ZđĐ])(?!\w)"
    r"|[ -]?(?P<bis>(?i:bis|ter|quater|quinquies|sexies|septies|octies)|مكرر)(?!\w)"
    r"| (?P<spaced>[a-z])(?=\s[^\W\d_a-z]|\s*$)"
    r"|\s?(?:er|re|e|º|ª|°|o))?"
)
_ROMAN: Final = re.compile(r"(?=[IVXLC])(?P<r>C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er)?(?!\w)")
_FIRST: Final = {
    "premier": "1",
    "1er": "1",
    "unique": "1",
    "único": "1",
    "unico": "1",
    "única": "1",
    "sole": "1",
}
_UNITS: Final = (
    "", "الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة",
)  # fmt: skip
_TENS: Final = (
    "", "العاشرة", "العشرون", "الثلاثون", "الأربعون", "الخمسون", "الستون", "السبعون", "الثمانون", "التسعون",
)  # fmt: skip
_HUNDREDS: Final = (
    "", "المائة", "المائتين", "الثلاثمائة", "الأربعمائة", "الخمسمائة", "الستمائة", "السبعمائة",
)  # fmt: skip
_HAN: Final = "零一二三四五六七八九"


def number(label: str) -> str | None:
    """The number in `Article 5a`, `第三十一条之一`, `المادة الخامسة`; None where there is none that we know.

    >>> number("Article premier"), number("第一百零二条"), number("المادة الحادية والعشرون")
    ('1', '102', '21')
    """
    text = _MARKUP.sub("", label.translate(_WESTERN)).strip(" .:#_\u00a0")
    if text.startswith("第"):
        return _chinese(text)
    bare = re.sub(rf"^(?:{_WORD})[.\s\u00a0]*(?:No\.?\s)?[(\s]*", "", text).strip(" .:)(\u00a0")
    if bare.lower().split(" ")[0].strip(".-:") in _FIRST:
        return "1"
    if match := _NUMBER.match(bare):
        plain = re.sub(r"(?<=[.-])0+(?=\d)", "", match["n"]).lower()
        return plain + (match["letter"] or match["bis"] or match["spaced"] or "").lower()
    if match := _ROMAN.match(bare):
        return str(_roman(match["r"]))
    return _arabic(bare)


_MARKUP: Final = re.compile(r"[*\\]|</?sup>|&nbsp;")
_WESTERN: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩–", "0123456789-")


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-a if a < b else a for a, b in pairs)


def _chinese(text: str) -> str | None:
    match = re.match(
        r"第\s?([零〇一二三四五六七八九十百千\d]+)\s?[条條](?:之([一二三四五六七八九十\d]+))?", text
    )
    if not match:
        return None
    parts = [
        part if part.isdigit() else _han().get(part.replace("〇", "零")) for part in match.groups() if part
    ]
    return "-".join(part for part in parts if part) if all(parts) else None


@cache
def _han() -> dict[str, str]:
    """一 to 一千九百九十九, with and without 一 before a bare 十; also sign by sign: 一零二."""
    written: dict[str, str] = {}
    for value in range(1, 2000):
        text = _written_han(value)
        written[text] = written["".join(_HAN[int(digit)] for digit in str(value))] = str(value)
        if 10 <= value < 20:
            written[text.removeprefix("一")] = str(value)
    return written


def _written_han(value: int) -> str:
    text, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if gap and text else "") + _HAN[digit] + sign
        gap = not digit
    return text


def _arabic(text: str) -> str | None:
    words = _folded(text).split()
    for length in range(min(7, len(words)), 0, -1):
        if found := _ordinals().get(" ".join(words[:length])):
            return found + ("bis" if words[length : length + 1] == ["مكرر"] else "")
    return None


@cache
def _ordinals() -> dict[str, str]:
    """المادة الأولى to التاسعة والتسعون بعد الخمسمائة, as they are written."""
    below = {value: name for value in range(1, 100) for name in [_below_hundred(value)]}
    written = {_folded(name): str(value) for value, name in below.items()}
    written |= {_folded(name.replace(" و", " ")): str(value) for value, name in below.items()}
    for hundred, name in enumerate(_HUNDREDS[1:], 1):
        written[_folded(name)] = str(hundred * 100)
        for value, small in below.items():
            written[_folded(f"{small} بعد {name}")] = str(hundred * 100 + value)
    return written


def _below_hundred(value: int) -> str:
    unit, ten = value % 10, value // 10
    if not unit:
        return _TENS[ten]
    name = "الحادية" if unit == 1 and ten else _UNITS[unit]
    if not ten:
        return name
    return f"{name} عشرة" if ten == 1 else f"{name} و{_TENS[ten]}"


def _folded(text: str) -> str:
    """Without marks; alef, ya and ta marbuta as one letter each; oblique endings as direct ones."""
    text = re.sub("[\u064b-\u0652\u0670\u0640():：.,،\\-–*#]", " ", text)
    text = re.sub(r"(?<=\s)و\s+(?=ال)", "و", text)
    text = (
        text.translate(str.maketrans("أإآىة", "اااىه"))
        .replace("مئه", "مائه")
        .replace("مئتين", "مائتين")
        .replace("مائتان", "مائتين")
    )
    text = re.sub(r"(الثلاث|الاربع|الخمس|الست|السبع|الثمان|التسع) مائه", r"\1مائه", text)
    return " ".join(
        re.sub(r"(?<=\w\w)ين$", "ون", word) if "ماي" not in word else word for word in text.split()
    )
