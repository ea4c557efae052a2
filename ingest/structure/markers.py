"""Enumerators at the beginning of a line: `1.`, `(a)`, `iv)`, `đ)`, `（三）`, `أ-`, `أولاً:`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.folding import fold
from corpus.language.number_words import read_words
from corpus.language.numerals import MULTIPLICATIVES, raised_value
from corpus.language.signs import HAN, han, roman
from corpus.language.table import LanguageTable, tables
from corpus.model import ProvisionKind

PARAGRAPH, POINT, SUBPOINT = ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.SUBPOINT


_CODE = "code "


@dataclass(frozen=True, slots=True)
class Marker:
    """One reading of an enumerator: its style, number, place in the order, label, where it ends."""

    style: str
    number: str
    order: tuple[int, ...]
    label: str
    end: int
    touching: bool = False
    """Stop or blank behind it was lost (`c.the`, `VR 4.3 The`): only what goes on with a list is so."""

    @property
    def is_first(self) -> bool:
        """Whether a list may begin with it."""
        begins = (
            self.style.startswith(_CODE)
            or self.order == (1,)
            or (self.style.startswith("multi") and self.order[-1] == 1)
        )
        return begins and not self.touching


_BIS = "|".join(MULTIPLICATIVES)
_CODED = re.compile(
    r"(?:\d{1,3}\.\s+)?(?P<label>(?P<code>[A-Z]{1,6}(?:-[A-Z]{1,8})?)[ .]?"
    r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,3})(?P<s>[A-Z]{0,3})(?:(?P<dot>\.)(?=\s)|(?=\s[A-Z])))\s*"
)
"""`VR 4.2.`: paragraphs numbered behind the code of their part, perhaps as items of a generated list."""
_GENERATED = re.compile(r"\d{1,3}\.\s{1,4}(?=\d{1,3}[A-Z]{1,3}\.\s)")
"""`3.   27A. Text`: the number of a generated list before the text's own."""
_MULTI = re.compile(r"(?P<n>\d{1,3}(?:\.\d{1,3}){1,4})(?:[.)]|\s|(?=[^\W\d_]))\s*")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGIT = (
    rf"(?P<n>\d{{1,3}})(?P<s>\s?(?:{_BIS})\b|[a-zđ]{{1,2}}(?![a-z])|[A-Z]{{1,3}}(?=\.\s)|[{_RAISED}]{{1,2}})?"
)
_CLOSERS = (
    ("parens", r"[(（]\s?{0}\s?[)）]\s*"),
    ("paren", r"{0}\s?[)）]\s*"),
    ("dot", r"{0}\s?[.．]{{1,2}}(?![\d.．])\s*"),
    ("comma", r"{0}、\s*"),
    ("dash", r"{0}\s?[.]?[-–—](?!\d)\s*"),
    ("degree", r"{0}\s?[°º]\s?[).-]?\s*"),
)
_BODIES = (
    ("digit", _DIGIT, ("parens", "paren", "dot", "comma", "dash", "degree")),
    ("han", rf"(?P<n>[{HAN}]{{1,4}})(?:之(?P<s>[{HAN}]{{1,2}}))?", ("parens", "comma", "dot")),
    ("roman", r"(?P<n>[ivxl]{1,7})", ("parens", "paren", "dot", "dash")),
    ("upper_roman", r"(?P<n>[IVXL]{1,7})", ("parens", "paren", "dot", "dash")),
    (
        "letter",
        rf"(?P<n>[a-zđñ]{{1,2}}|[а-яё])(?P<s>\s(?:{_BIS})|[1-9])?",
        ("parens", "paren", "dot", "dash"),
    ),
    ("upper_letter", r"(?P<n>[A-ZĐ]|[А-ЯЁ])", ("parens", "paren", "dot")),
    ("arabic", r"(?P<n>هـ|[أاإبتثجحخدذرزسشصضطظعغفقكلمنهوي])ـ?", ("parens", "paren", "dot", "dash")),
)
_PATTERNS = tuple(
    (f"{body}_{closer}", body, re.compile(dict(_CLOSERS)[closer].format(pattern)))
    for body, pattern, closers in _BODIES
    for closer in closers
)
_WORD_END = re.compile(r"\s?(?:[:：.]\s?[-–—]?|[-–—])\s*")
_LEAD = re.compile(r"[\s*_>\\]{0,6}(?:<sup>\s?)?")
_AFTER = re.compile(r"(?:\s?</sup>)?[\s*_]{0,4}")
_QUICK = re.compile(rf"[(（]?\s?\w{{1,10}}(?:\s(?:{_BIS}))?\s?[)）.．、\-–—°º]|\d{{1,3}}\.\d")
"""What every enumerator looks like; lines that do not are not tried one style after the other."""
_TOUCHING = re.compile(r"(?<=\.)(?:[^\W\d_A-Z]{2,}(?=[\s,])|[\"“„«‘])")
"""A whole word in small letters right behind the dot: `c.the port`, not `d.h.`, `v.Chr.`."""
_LOWER_TWO = re.compile(r"([a-z])(?:\1|[a-e])$")
"""Letters behind z, and what was inserted between two: (z), (aa), (bb); (b), (ba), (bb), (c)."""
_DEFAULT_KINDS = {
    "digit": PARAGRAPH, "han": POINT, "letter": POINT, "upper_letter": POINT,
    "roman": SUBPOINT, "upper_roman": PARAGRAPH, "arabic": POINT, "word": PARAGRAPH, "multi": PARAGRAPH,
}  # fmt: skip


def read_markers(text: str, words: Sequence[LanguageTable]) -> list[Marker]:
    """Every reading of the enumerator at the beginning of `text` (`(i)` is a letter or Roman), or none."""
    lead = _LEAD.match(text)
    begin = lead.end() if lead else 0
    if begin >= len(text) or not (text[begin].isalnum() or text[begin] in "(（"):
        return []
    if coded := _CODED.match(text, begin):
        return [_coded(coded)]
    if generated := _GENERATED.match(text, begin):
        begin = generated.end()
    if not _QUICK.match(text, begin):
        return list(_words(text, begin, words))
    found = list(_multi(text, begin)) or list(_signs(text, begin))
    return found or list(_words(text, begin, words))


def _coded(match: re.Match[str]) -> Marker:
    code, suffix = match["code"], match["s"].lower()
    order = (*map(int, match["n"].split(".")), *map(ord, suffix))
    number, bare = f"{code}{match['n']}{suffix}", match["dot"] is None
    return Marker(f"{_CODE}{code}", number, order, match["label"], match.end(), touching=bare)


def _multi(text: str, begin: int) -> Iterator[Marker]:
    match = _MULTI.match(text, begin)
    if match:
        parts = tuple(int(part) for part in match["n"].split("."))
        end = _AFTER.match(text, match.end())
        label = text[begin : match.end()].strip()
        yield Marker(f"multi{len(parts)}", match["n"], parts, label, end.end() if end else match.end())


def _signs(text: str, begin: int) -> Iterator[Marker]:
    for style, body, pattern in _PATTERNS:
        match = pattern.match(text, begin)
        if not match:
            continue
        touching = style == "letter_dot" and bool(_TOUCHING.match(text, match.end()))
        if not (touching or _separated(text, match)):
            continue
        read = _READERS[body](match)
        if read:
            number, order = read
            end = _AFTER.match(text, match.end())
            label = text[begin : match.end()].strip()
            yield Marker(style, number, order, label, end.end() if end else match.end(), touching)


def _separated(text: str, match: re.Match[str]) -> bool:
    """A dot or a dash needs a blank behind it (`v.Chr.`, `a-t-il`), or a capital (`1.The`)."""
    closer = match[0].rstrip()[-1:]
    if closer not in ".-–—" or match[0][-1:].isspace() or match.end() >= len(text):
        return True
    following = text[match.end()]
    return match["n"].isdecimal() and (not following.islower() or closer == ".") and following not in ".-–"


def _read_digit(match: re.Match[str]) -> tuple[str, tuple[int, ...]] | None:
    value = int(match["n"])
    suffix = (match["s"] or "").strip().lower()
    if not value:
        return None
    if suffix and suffix[0] in _RAISED:
        minor = raised_value(suffix)
        return f"{value}.{minor}", (value, minor)
    if suffix in MULTIPLICATIVES:
        return f"{value}{suffix}", (value, MULTIPLICATIVES.index(suffix) + 2)
    return f"{value}{suffix}", (value, *(ord(letter) for letter in suffix))


def _read_han(match: re.Match[str]) -> tuple[str, tuple[int, ...]] | None:
    value = han(match["n"])
    minor = han(match["s"]) if match["s"] else None
    if not value or (match["s"] and not minor):
        return None
    return (f"{value}-{minor}", (value, minor)) if minor else (str(value), (value,))


def _read_roman(match: re.Match[str]) -> tuple[str, tuple[int, ...]] | None:
    value = roman(match["n"])
    return (match["n"].lower(), (value,)) if value else None


def _read_letter(match: re.Match[str]) -> tuple[str, tuple[int, ...]] | None:
    letters = match["n"].lower()
    if len(letters) > 1 and not _LOWER_TWO.match(letters):
        return None
    first = letters[0]
    if suffix := (match.groupdict().get("s") or "").strip():
        rank = MULTIPLICATIVES.index(suffix) + 2 if suffix in MULTIPLICATIVES else int(suffix) + 1
        return (f"{letters}{suffix}", (ord(first), rank)) if len(letters) == 1 else None
    if len(letters) > 1:
        return letters, (ord(first) + 500, ord(letters[1]))
    return letters, (1,) if first in "aа" else (ord(first),)


def _read_arabic(match: re.Match[str]) -> tuple[str, tuple[int, ...]] | None:
    letter = fold(match["n"], "ar")[:1]
    return match["n"].rstrip("ـ") or letter, (1,) if letter == "ا" else (ord(letter),)


_READERS = {
    "digit": _read_digit, "han": _read_han, "roman": _read_roman, "upper_roman": _read_roman,
    "letter": _read_letter, "upper_letter": _read_letter, "arabic": _read_arabic,
}  # fmt: skip


def _words(text: str, begin: int, words: Sequence[LanguageTable]) -> Iterator[Marker]:
    """`أولاً:`, `PRIMERO.-`: a number in words and a stop."""
    for language in words:
        if "word" not in language.items:
            continue
        found = read_words(text, begin, language)
        stop = _WORD_END.match(text, found[1]) if found else None
        if found and stop:
            value = found[0]
            yield Marker("word", str(value), (value,), text[begin : found[1]], stop.end())
        elif found and not text[found[1] :].strip(" ًا:.*_"):
            yield Marker("word", str(found[0]), (found[0],), text[begin : found[1]], len(text))


def natural_kind(style: str, words: Sequence[LanguageTable]) -> ProvisionKind:
    """The kind of provision that a style numbers: by the table of the language, else by custom."""
    for language in words:
        if style in language.items:
            return language.items[style]
    if style == "han_comma" or style.startswith(_CODE):
        return PARAGRAPH
    return _DEFAULT_KINDS[_body(style)]


def _body(style: str) -> str:
    if style.startswith("multi"):
        return "multi"
    head = style.rpartition("_")[0] or style
    return head


@cache
def _alphabets() -> tuple[str, ...]:
    """The orders of letters in use: of every table, Arabic by abjad too, and Russian with all letters."""
    orders = [(order, words.code) for words in tables() for order in (words.alphabet, words.abjad) if order]
    found = [fold(order, code) if code == "ar" else order for order, code in orders]
    return (*dict.fromkeys(found), "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "abcdefghijlmnoprstuvz")


def comes_next(last: Marker, marker: Marker) -> bool:
    """Whether `marker` follows `last` in a list of one style (c → d or đ, 4 → 4a → 5, ج → د)."""
    if last.style != marker.style:
        return False
    a, b = last.order, marker.order
    body = _body(marker.style)
    if body in ("letter", "upper_letter", "arabic"):
        return _next_letter(last.number, marker.number)
    if body == "multi":
        return a[:-1] == b[:-1] and b[-1] == a[-1] + 1
    if body.startswith(_CODE):
        return b > a
    if len(b) == 1:
        return b[0] == a[0] + 1
    return b[0] == a[0] and b > a


def _next_letter(last: str, letter: str) -> bool:
    """Whether a letter follows another, or was inserted behind it: c → d, cbis, c1, ca; cbis, cb → d."""
    a, b = _comparable(last[0]), _comparable(letter[0])
    beside = any(a + b in alphabet for alphabet in _alphabets())
    if len(letter) == 1:
        return beside
    if len(last) == 1:
        return (last == "z" and letter == "aa") or (a == b and letter[1:] in _INSERTED)
    if a != b:
        return beside and last == a + a and letter == b + b
    return letter[1:] != last[1:] and _rank(letter[1:]) == _rank(last[1:]) + 1


_INSERTED = frozenset(("a", "1", "bis"))
"""Behind a letter: what is the first to come between it and the next."""


def _rank(suffix: str) -> int:
    return MULTIPLICATIVES.index(suffix) if suffix in MULTIPLICATIVES else ord(suffix[0])


def _comparable(letter: str) -> str:
    """A letter as the alphabets have it: Arabic ones folded (أ is ا), others kept (đ is not d)."""
    return fold(letter, "ar") if "\u0600" <= letter <= "\u06ff" else letter


def jumps_ahead(last: Marker, marker: Marker, most: int) -> bool:
    """Whether `marker` comes a little later than `last`: something between was lost or repealed."""
    if last.style != marker.style or len(marker.order) != len(last.order) or marker.touching:
        return False
    step = marker.order[-1] - last.order[-1]
    return marker.order[:-1] == last.order[:-1] and 0 < step <= most
