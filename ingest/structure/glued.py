"""Headings glued to the text around them: long lines are cut where a heading opens.

Some collections keep a whole treaty on one line. A cut is only proposed here; the sequence of
numbers decides (`ingest.structure.sequence`), and what it does not take is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.model import ProvisionKind
from ingest.structure.grammar import Grammar
from ingest.structure.lines import SEARCHED, Line

_LONG = 700
"""Characters from which a line may hide a heading; paragraphs of law are rarely longer (99 %)."""
_STOPS = '.;:!?。；：！？؛؟)»”"]’*'
_TAKEN = {
    ProvisionKind.ARTICLE, ProvisionKind.CHAPTER, ProvisionKind.PART, ProvisionKind.ANNEX,
    ProvisionKind.TITLE, ProvisionKind.SECTION,
}  # fmt: skip
_REFERRING = re.compile(
    r"(?:\b(?:in|of|under|with|by|to|and|or|see|from|this|that|than|within|per|de|du|des|l|à|au|aux|et|ou|del|la|los"
    r"|las|el|y|o|en|con|al|cet|présent|presente|и|в|с|по|к|или|на|настоящей|theo|tại|của|và|với|von|des|und|nach"
    r"|van|het|dit|sub)|[(\[،,]|(?:^|\s)(?:في|من|على|و|أو|إلى|هذه|بموجب|لأحكام|أحكام|حكم|نص|بالمادة))['’\s]*$",
    re.IGNORECASE,
)
_LOOK_BACK = 24


def cut(line: Line, grammars: Sequence[Grammar]) -> list[Line]:
    """The line, cut before every place where a heading may open; most lines are short and stay whole."""
    if len(line.text) < _LONG or not line.is_text:
        return [line]
    places = sorted(set(_places(line.text, grammars)))
    if not places:
        return [line]
    bounds = [0, *places, len(line.text)]
    parts = [
        line.part(begin, end, glued=begin > 0)
        for begin, end in pairwise(bounds)
        if line.text[begin:end].strip()
    ]
    return parts or [line]


def _places(text: str, grammars: Sequence[Grammar]) -> Iterator[int]:
    for grammar in grammars:
        for opening in grammar.openings(text[:SEARCHED]):
            if (
                opening.begin
                and opening.kind in _TAKEN
                and opening.numeral
                and _may_open(text, opening.begin)
            ):
                yield opening.begin


def _may_open(text: str, begin: int) -> bool:
    """Whether a heading may open here: not after a word that makes it a reference."""
    before = text[max(0, begin - _LOOK_BACK) : begin]
    if before.rstrip()[-1:] in _STOPS:
        return True
    return before[-1:].isspace() and not _REFERRING.search(before)
