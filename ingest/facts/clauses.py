"""Sentences of a provision and the chunks between their commas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

ENDS: Final = frozenset(".;!?。｡；！？؛؟…")
FULL_STOPS: Final = frozenset(".…")
COLONS: Final = frozenset(":：")
COLON_ENDS: Final = (":", "：", "—", "–")
"""Ends of a text behind which a list stands."""
_SIGNS: Final = ENDS | COLONS
_ROUND: Final = frozenset("(（)）")
COMMAS: Final = frozenset(",，،")
OPENING: Final = frozenset('([（〔［«“"')
CLOSING: Final = frozenset(')]）〕］»”"')
_TITLE: Final = 60
"""Characters of the title of a work before a word in it."""
_ABBREVIATED: Final = 3
"""Letters of a word before a full stop: fewer are mostly an abbreviation (`art.5`, `ст.3`)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of tokens of a doc, half-open."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


def sentences(doc: Doc, text: str) -> Iterator[Stretch]:
    """Sentences: up to a full stop or semicolon, or a line that ends in a colon.

    In a text of small letters every full stop behind a word ends one, with no blank behind it too.
    """
    start, depth = 0, 0
    cased = any(len(word) > 1 and word.istitle() for word in doc.user_data["words"])
    for index, sign in enumerate(doc.user_data["words"]):
        depth = _depth(doc, text, index, depth, sign) if depth or sign in _ROUND else depth
        if not depth and sign in _SIGNS and _ends(doc, text, index, cased=cased):
            yield Stretch(start, index + 1)
            start = index + 1
    if start < len(doc):
        yield Stretch(start, len(doc))


def _depth(doc: Doc, text: str, index: int, depth: int, sign: str) -> int:
    """How many parentheses are open behind a token; a new line closes them, and `a)` closes none."""
    if index and depth and "\n" in text[doc[index - 1].idx : doc[index].idx]:
        depth = 0
    return max(0, depth + (sign in "(（") - (sign in ")）"))


def _ends(doc: Doc, text: str, index: int, *, cased: bool) -> bool:
    sign = doc[index].text
    following = index + 1
    if following == len(doc):
        return True
    after = doc[index].idx + len(sign)
    newline = "\n" in text[after : doc[following].idx]
    if sign in COLONS:
        return newline
    return sign not in FULL_STOPS or newline or _full_stop(doc, index, cased=cased)


def _full_stop(doc: Doc, index: int, *, cased: bool) -> bool:
    """A dot that ends a sentence: behind no single letter (п. 3), before no small letter, no `v1.2`."""
    before = doc[index - 1].text if index else ""
    following = index + 1
    while following < len(doc) and not doc[following].text.strip():
        following += 1
    after = doc[following].text if following < len(doc) else ""
    if len(before) == 1 and before.isalpha():
        return False
    if doc[index].whitespace_ or following > index + 1:
        return not cased or not after[:1].islower()
    word = before in CLOSING or (len(before) > _ABBREVIATED and before.isalpha())
    if not cased and (after.isalpha() or _is_label(doc, following)):
        return word
    year = len(before) > _ABBREVIATED and before.isdecimal() and len(after) > _ABBREVIATED
    return (year or (len(before) > 2 and before[-1].islower())) and after[:1].isupper()


def _is_label(doc: Doc, index: int) -> bool:
    """The number of a paragraph that stands without a blank behind the one before: `the council.2. the`."""
    number = doc[index].text if index + 1 < len(doc) else ""
    return number.isdecimal() and len(number) < _ABBREVIATED and doc[index + 1].text == "."


def chunks(doc: Doc, stretch: Stretch, joined: frozenset[int] = frozenset()) -> list[Stretch]:
    """The parts between commas outside parentheses, without the commas; those at `joined` part nothing."""
    found, start, depth = [], stretch.start, 0
    signs = doc.user_data["words"]
    for index in range(stretch.start, stretch.end):
        sign = signs[index]
        depth += (sign in "([（") - (sign in ")]）")
        if sign in COMMAS and depth <= 0 and index not in joined:
            found.append(Stretch(start, index))
            start = index + 1
    found.append(Stretch(start, stretch.end))
    return [trimmed for chunk in found if (trimmed := trim(doc, chunk))]


def trim(doc: Doc, stretch: Stretch) -> Stretch:
    """Without signs and blanks at its ends; parentheses at the end stay."""
    start, end, signs = stretch.start, stretch.end, doc.user_data["words"]
    while start < end and not signs[start][0].isalnum() and signs[start] not in OPENING:
        start += 1
    while end > start and not signs[end - 1][0].isalnum() and signs[end - 1] not in CLOSING:
        end -= 1
    return Stretch(start, end)


def without_number(doc: Doc, stretch: Stretch) -> Stretch:
    """Without the number of a paragraph at its start (`2 The`, `(a)`, `b)`)."""
    start = stretch.start
    while start < stretch.end and doc[start].text in OPENING:
        start += 1
    word = doc[start].text if start < stretch.end else ""
    short = word.isdecimal() or (len(word) <= 3 and start + 1 < stretch.end and doc[start + 1].text in ")）.")
    if not word or not short or start + 1 >= stretch.end:
        return stretch
    behind = trim(doc, Stretch(start + 1, stretch.end))
    capital = bool(behind) and (doc[behind.start].text[:1].isupper() or not word.isdecimal())
    return behind if capital else stretch


def printed(doc: Doc, text: str, stretch: Stretch) -> str:
    """The words of a stretch as they are printed in the text of a doc."""
    if not stretch:
        return ""
    last = doc[stretch.end - 1]
    return text[doc[stretch.start].idx : last.idx + len(last.text)]


def words(doc: Doc, stretch: Stretch) -> str:
    """The text of a stretch as it stands."""
    return str(doc[stretch.start : stretch.end].text) if stretch else ""


def titled(doc: Doc, index: int) -> bool:
    """Whether a token stands within the title of a Chinese work: 《关于提交报告的规定》."""
    before = doc[max(0, index - _TITLE) : index].text
    return bool(before.rfind("《") > before.rfind("》"))
