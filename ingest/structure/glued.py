"""Headings glued to the text around them: long lines are cut where a heading opens.

Some collections keep a whole treaty on one line. A cut is only proposed here; the sequence of
numbers decides (`ingest.structure.sequence`), and what it does not take is joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.model import ProvisionKind
from ingest.structure.grammar import Grammar, Opening
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
_ELIDED = re.compile(r"[^\W\d_]['’]$")
"""A letter and an apostrophe that touches what follows: `l’article 67`."""
_CLOSED = frozenset(".:-–—")
"""What closes the number of a heading that touches the text before: `… law.Article 5 of` refers."""
_PARENTHESIS = re.compile(r"(?<![\w(（])(?:[^\W\d_]{1,2}|\d{1,3})[)）]|[()（）]")
"""A parenthesis, or an enumerator (`a)`, `12)`) whose closing mark closes nothing."""
_LONGEST_ASIDE = 5_000
"""Characters of the longest aside believed; notes that list related articles reach 3,000."""


def cut(line: Line, grammars: Sequence[Grammar]) -> list[Line]:
    """The line, cut before every place where a heading may open; most lines are short and stay whole.

    A short line is cut only where a heading touches the text before it, or is in capitals behind the end of a
    sentence: a line break was lost there.
    """
    if not line.is_text:
        return [line]
    places = sorted(set(_places(line.text, grammars, touching=len(line.text) < _LONG)))
    if not places:
        return [line]
    bounds = [0, *places, len(line.text)]
    parts = [
        line.part(begin, end, glued=begin > 0)
        for begin, end in pairwise(bounds)
        if line.text[begin:end].strip()
    ]
    return parts or [line]


def _places(text: str, grammars: Sequence[Grammar], *, touching: bool) -> Iterator[int]:
    asides: list[tuple[int, int]] | None = None
    for opening in _openings(text[:SEARCHED], grammars, touching=touching):
        if opening.begin and opening.kind in _TAKEN and opening.numeral and _may_open(text, opening.begin):
            asides = parentheses(text) if asides is None else asides
            if not any(begin < opening.begin < end for begin, end in asides):
                yield opening.begin


def _openings(text: str, grammars: Sequence[Grammar], *, touching: bool) -> Iterator[Opening]:
    for grammar in grammars:
        yield from (o for o in grammar.touching(text) if _CLOSED & set(o.separator))
        yield from grammar.capitals(text) if touching else grammar.openings(text)


def _may_open(text: str, begin: int) -> bool:
    """Whether a heading may open here: not after a word that makes it a reference."""
    before = text[max(0, begin - _LOOK_BACK) : begin]
    if _ELIDED.search(before):
        return False
    if before.rstrip()[-1:] in _STOPS or (before[-1:].isalpha() and text[begin].isupper()):
        return True
    return before[-1:].isspace() and not _REFERRING.search(before)


def parentheses(text: str) -> list[tuple[int, int]]:
    """The outermost asides of a line; one that began on an earlier line ends with this line.

    `(Related: Article 5. Terms; Article 9. Forms)`: the articles named within are none.
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _PARENTHESIS.finditer(text, 0, SEARCHED):
        if match[0] in "(（":
            opened.append(match.start())
        elif match[0] in ")）" and opened:
            found.append((opened.pop(), match.start()))
        elif match[0] in ")）" and _ends_aside(text[match.end() : match.end() + _LOOK_BACK]):
            found.append((-1, match.start()))
    if opened and (opened[0] == 0 or text.rstrip(" .;").endswith((")", "）"))):
        # One mark within was never closed: the last one closes the first; or the aside goes on below.
        found.append((opened[0], len(text)))
    return [(begin, end) for begin, end in found if end - begin <= _LONGEST_ASIDE]


def _ends_aside(behind: str) -> bool:
    """Whether a closing mark that closes nothing on its line ends an aside from above."""
    rest = behind.strip(" .;")
    return not rest or rest[0].isupper()
