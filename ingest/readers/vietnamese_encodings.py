"""Encodings of Vietnamese from before Unicode, which the standard library lacks.

TCVN3 (fonts .VnTime, ABC) and VNI (fonts VNI-Times) are bytes whose meaning is in the font; VIQR
(RFC 1456) is ASCII. Such text also comes as Latin letters in Unicode files (ChÝnh phñ, Chính phuû).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9"
            "aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"
        ),
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(f"([aeouyôöAEOUYÔÖ])([{''.join(_VNI_MARKS)}{''.join(_VNI_MARKS).upper()}])")
_VIQR_MARKS = {
    "^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b",
    "'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323",
}  # fmt: skip
# A sign behind a bare vowel is a tone where only a final consonant or a second vowel follows in the word
# (`ddi.nh`, not `chinhphu.vn`), or where the sentence goes on (`Nghi. quye^'t`, `Chi'nh phu?,`).
_CODA = "(?=[aeiouyAEIOUY]{0,2}(?:[cC][hH]|[nN][gGhH]|[cmnptCMNPT])?(?![a-zA-Z0-9]))"
_VOWEL = r"(?:([aeoAEO]\^|[aA]\(|[ouOU](?:\+|\*(?!\*)))([.?'`~])?|"
_VIQR = re.compile(
    rf"(?<!\\){_VOWEL}([aeiouyAEIOUY])(?:(['`~])|([.?])(?=[a-zA-Z]){_CODA}|([.?])(?=[.,;:!?)\]\"]| [a-z])))"
)
_VIQR_END = re.compile(r"(?<![^\s\"'(/-])([A-Za-zÀ-ỹ]*[aeiouyAEIOUY])([.?])(?=\s|$)")
"""A syllable with a bare vowel and a sign, before a capital or the end of the line: a tone or a stop."""
_ADDRESS = re.compile(r"\S+@\S+|\S*(?:://|www\.)\S*")
_ESCAPE = re.compile(r"\\(?=[.?'`~^(+*\\dD])")
_VIQR_BARRED = re.compile(r"(?<!\\)(dd|DD|Dd|dD)")
_LONGEST = 6
"""Characters of a syllable before its last vowel."""
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONED = re.compile(r"[aeiouyAEIOUY][\^(+*]?['`~?.][a-zA-Z]*$")
VIQR_SIGNS = re.compile(r"[aeouAEOU][\^(+][.?'`~a-zA-Z]|\b[Dd][Dd][a-z]")
"""What only VIQR writes: a vowel with ^, ( or + inside a word, or a doubled d before a letter."""


def from_tcvn3(text: str) -> str:
    """Vietnamese from TCVN3 bytes read as Latin-1 (or windows-1252).

    >>> from_tcvn3("ChÝnh phñ")
    'Chính phủ'
    """
    return "".join(_TCVN3.get(ord(letter), letter) for letter in text)


def from_vni(text: str) -> str:
    """Vietnamese from VNI bytes read as windows-1252.

    >>> from_vni("Chính phuû Vieät Nam")
    'Chính phủ Việt Nam'
    """
    # The pair is a base and its mark; only then do the single letters (ô for ơ) change.
    marked = _VNI_PAIR.sub(lambda pair: _single(pair[1]) + _VNI_MARKS[pair[2].lower()], text)
    return unicodedata.normalize("NFC", "".join(map(_single, marked)))


def _single(letter: str) -> str:
    found = _VNI_LETTERS.get(letter.lower())
    if found is None:
        return letter
    return found if letter.islower() else found.upper()


def by_font(name: str) -> Callable[[str], str] | None:
    """How to read text set in a font whose letters are not what their codes say; None for any other.

    `.VnTime` is TCVN3, `.VnTimeH` its capitals, `VNI-Times` VNI.
    """
    lowered = name.strip().strip("\"'").lower()
    if lowered.startswith(".vn"):
        return _tcvn3_capitals if lowered.endswith("h") else from_tcvn3
    return from_vni if lowered.startswith("vni-") else None


def _tcvn3_capitals(text: str) -> str:
    return from_tcvn3(text).upper()


def from_viqr(text: str) -> str:
    """Vietnamese from VIQR.

    >>> from_viqr("Lua^.t Ddie^`u u+o+'c quo^'c te^'.")
    'Luật Điều ước quốc tế.'
    """
    marked = _ADDRESS.sub(lambda match: match[0].replace(".", "\\."), text)
    marked = _VIQR.sub(_viqr_letter, marked)
    marked = _VIQR_BARRED.sub(lambda match: "đ" if match[1][0] == "d" else "Đ", marked)
    marked = unicodedata.normalize("NFC", _ends(marked))
    return _ESCAPE.sub("", marked)


def _ends(text: str) -> str:
    """Signs at the ends of words: a tone where the text has the syllable more often with it than bare."""
    syllables = Counter(re.findall(r"\w+(?![.?])", unicodedata.normalize("NFC", text.lower())))

    def read(match: re.Match[str]) -> str:
        toned = match[1] + _VIQR_MARKS[match[2]]
        if _TONES.search(unicodedata.normalize("NFD", match[1])):
            return match[0]
        known = syllables[unicodedata.normalize("NFC", toned.lower())]
        return toned if known > syllables[match[1].lower()] else match[0]

    return _VIQR_END.sub(read, text)


def _viqr_letter(match: re.Match[str]) -> str:
    vowel, tone, bare, *signs = match.groups()
    if vowel:
        return vowel[0] + _VIQR_MARKS[vowel[1]] + _VIQR_MARKS.get(tone or "", "")
    if match[6] and _TONED.search(match.string, match.start() - _LONGEST, match.start()):
        return match[0]  # a syllable has one tone: this is the stop behind it
    return bare + _VIQR_MARKS[next(filter(None, signs))]
