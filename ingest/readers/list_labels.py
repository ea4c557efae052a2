"""Labels of list items that a format counts instead of printing: HTML `ol`, Word numbering."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from corpus.language.signs import to_roman

_HAN = "〇一二三四五六七八九"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HIJAI = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"


def letter(value: int, alphabet: str = "abcdefghijklmnopqrstuvwxyz") -> str:
    """Alphabetic count; beyond the last letter letters repeat (z, aa, bb), as Word does.

    >>> letter(3), letter(28)
    ('c', 'bb')
    """
    turns, index = divmod(value - 1, len(alphabet))
    return alphabet[index] * (turns + 1)


def chinese(value: int) -> str:
    """A Chinese counting number up to 9999.

    >>> chinese(10), chinese(36), chinese(105)
    ('十', '三十六', '一百零五')
    """
    digits: list[str] = []
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, value = divmod(value, unit)
        if count:
            digits.append(_HAN[count] + sign)
        elif digits and value and digits[-1] != "零":
            digits.append("零")
    text = "".join(digits)
    return text[1:] if text.startswith("一十") else text or "〇"


STYLES: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "lowerLetter": letter,
    "upperLetter": lambda value: letter(value).upper(),
    "lowerRoman": lambda value: to_roman(value).lower(),
    "upperRoman": to_roman,
    "chinese": chinese,
    "arabicAlpha": lambda value: letter(value, _HIJAI),
    "arabicAbjad": lambda value: letter(value, _ABJAD),
    "russianLower": lambda value: letter(value, _RUSSIAN),
    "russianUpper": lambda value: letter(value, _RUSSIAN).upper(),
    "hindiNumbers": lambda value: "".join(chr(0x660 + int(digit)) for digit in str(value)),
    "ordinal": lambda value: f"{value}.",
}
"""Styles by Word's names; what is not here counts in digits."""

WORD_ALIASES = {
    "chineseCounting": "chinese",
    "chineseCountingThousand": "chinese",
    "taiwaneseCounting": "chinese",
    "taiwaneseCountingThousand": "chinese",
    "ideographDigital": "chinese",
    "japaneseCounting": "chinese",
    "koreanCounting": "chinese",
    "hebrew2": "decimal",
}
HTML_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman", "cjk-ideographic": "chinese", "trad-chinese-informal": "chinese",
    "simp-chinese-informal": "chinese", "arabic-indic": "hindiNumbers", "lower-russian": "russianLower",
}  # fmt: skip


def label(style: str, value: int) -> str:
    """The number `value` in a style of Word."""
    count = STYLES.get(WORD_ALIASES.get(style, style), str)
    return count(value) if value > 0 else str(value)
