"""Roman and Chinese numerals: signs with values, the same in every language that uses them."""

from __future__ import annotations

_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "两": 2, "兩": 2, "壹": 1, "贰": 2, "貳": 2, "叁": 3, "參": 3, "肆": 4, "伍": 5,
    "陆": 6, "陸": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
_HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
HAN = "".join([*_HAN_DIGITS, *_HAN_UNITS, "廿卅"])
_ROMAN_STEPS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 3999, else None.

    >>> roman("XLIV"), roman("IIX"), roman("mix")
    (44, None, 1009)
    """
    text = _unicode_roman(text).upper()
    total, rest = 0, text
    for value, sign in _ROMAN_STEPS:
        while rest.startswith(sign):
            total += value
            rest = rest[len(sign) :]
    return total if not rest and total and to_roman(total) == text else None


def to_roman(value: int) -> str:
    """The Roman numeral of a value from 1 to 3999."""
    signs = []
    for step, sign in _ROMAN_STEPS:
        count, value = divmod(value, step)
        signs.append(sign * count)
    return "".join(signs)


def han(text: str) -> int | None:
    """The value of a Chinese numeral, counted (一百零五) or digit by digit (二〇二〇), else None."""
    if not text or any(c not in HAN for c in text):
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(c in _HAN_UNITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[c]
            digit = 0
        else:
            digit = _HAN_DIGITS[c]
    return total + digit


def _unicode_roman(text: str) -> str:
    for index, sign in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", 1):
        text = text.replace(sign, to_roman(index))
    return text
