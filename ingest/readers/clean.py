"""Cleaning text that came out of a file: what is noise goes, what a person wrote stays."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width space, word joiner, byte order mark and noncharacter, marks of direction,
# object and annotation anchors: none of them is a letter of any text.
_NOISE = [0xAD, 0x200B, 0x2060, 0xFEFF, 0xFFFE, 0xFFFC, 0x200E, 0x200F, 0x061C, 0x180E]
_NOISE += [*range(0x202A, 0x202F), *range(0x2061, 0x206A), *range(0xFFF9, 0xFFFC)]
_CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\r\f\v\x85"]
# Signs that Word and PDF take from symbol fonts; further private characters stand for nothing known.
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "-", 0xF0BE: "-", 0xF0A8: "◆"}
_REMOVED: dict[int, str | None] = {**dict.fromkeys([*_NOISE, *_CONTROLS]), **_SYMBOLS}
# Blanks that are not a single plain one: those stay as they are, and most are.
_SPACES = re.compile(r"(?:[^\S\n ]| (?=[^\S\n]))[^\S\n]*")
_BREAKS = re.compile("\r\n?|[\f\v\x85\u2028\u2029]")
# Zero-width joiners shape words of these scripts (Arabic to Thaana, Indic to Khmer); elsewhere noise.
_JOINERS = re.compile(
    "(?<![\u0600-\u07bf\u0900-\u17ff])[\u200c\u200d]|[\u200c\u200d](?![\u0600-\u07bf\u0900-\u17ff])"
)
# Forms that only a font needs: Latin ligatures, Arabic presentation forms, Kangxi radicals.
# The word ligatures U+FDF0 to U+FDFF are real characters and stay.
_FONT_FORMS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06\ufb50-\ufdcf\ufe70-\ufefc]")
# A tone mark typed before the mark of the vowel (e + ◌́ + ◌̂) never composes; Vietnamese means ế.
_VOWEL_MARKS = "\u0302\u0306\u031b"
_TONES_FIRST = re.compile(f"([AEIOUYaeiouy])([\u0300\u0301\u0303\u0309])([{_VOWEL_MARKS}])")


_STRAY = re.compile("[" + "".join(map(re.escape, map(chr, _CONTROLS))) + "]")
# Letters with marks of their own that Unicode has as one: Latin, Cyrillic, and Arabic with hamza or madda.
_LOOSE_MARKS = re.compile("[A-Za-zÀ-ỹЀ-ӿ][\u0300-\u0345]+|[\u0621-\u064a][\u0653-\u0655]")


# Chinese set wide apart: three single characters or more, or a whole line of two.
_HAN = "[\u4e00-\u9fff\u3007]"
_SPACED = re.compile(
    f"(?<![^\\s，。、：；（《“]){_HAN}(?: {_HAN}){{2,}}(?![^\\s，。、：；）》”])|^{_HAN} {_HAN}$",
    re.MULTILINE,
)


def compose(text: str) -> str:
    """NFC, with Vietnamese marks in the order in which they compose and font forms resolved."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", _vowel_marks_first(text))
    if not _FONT_FORMS.search(text):
        return text
    text = _FONT_FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return unicodedata.normalize("NFC", text)


def _vowel_marks_first(text: str) -> str:
    """Put vowel marks before tone marks: e + ◌́ + ◌̂ and é + ◌̂ are meant as ế."""
    if not any(mark in text for mark in _VOWEL_MARKS):
        return text
    return _TONES_FIRST.sub(r"\1\3\2", unicodedata.normalize("NFD", text))


def repairs_in(text: str) -> dict[str, int]:
    r"""How often cleaning puts letters right, by the name of the step; blanks and line ends do not count.

    >>> repairs_in("Vie\u0323\u0302t \ufb01nal")
    {'controls': 0, 'composition': 1, 'font_forms': 1, 'letter_spacing': 0}
    """
    if text.isascii():
        return {}
    return {
        "controls": len(_STRAY.findall(text)),
        "composition": len(_LOOSE_MARKS.findall(text)),
        "font_forms": len(_FONT_FORMS.findall(text)),
        "letter_spacing": len(_SPACED.findall(text)),
    }


def clean_lines(text: str) -> str:
    r"""Clean `text`, keeping its line breaks as `\n`.

    >>> clean_lines("Arti\u00adcle\u00a01\r\n  Scope ")
    'Article 1\nScope'
    """
    if (
        "\ufffc" in text or not text.isprintable()
    ):  # false for line breaks too, so short clean strings are not looked through
        text = _BREAKS.sub("\n", text).translate(_REMOVED)
    text = compose(text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    text = "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n"))
    if max(text, default="") < "\u3007":
        return text
    return _SPACED.sub(lambda match: match[0].replace(" ", ""), text)


def clean(text: str) -> str:
    r"""Clean `text` into a single line.

    >>> clean(" 第一条\n 目的 ")
    '第一条 目的'
    """
    return " ".join(clean_lines(text).split())
