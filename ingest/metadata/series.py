"""Where a collection or a series printed the text: `Source: 1519 UNTS 329`, `European Treaty Series - No. 5`.

What is read here names the document itself: a line of the head that has nothing but citations of series,
or what stands behind the word `source`. A series cited in a sentence is another instrument's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.language.citations.series import series_in
from corpus.language.table import shared_table
from corpus.model import Identifier, IdentifierScheme
from ingest.metadata.head import Head, span_of
from ingest.metadata.numbers import FoundNumber

_LINES: Final = 30
"""Lines of the head that may tell it."""
_SOURCE: Final = re.compile(
    r"(?:source|src|fuente|quelle|bron|источник|nguồn|来源|المصدر)\s?[:：]\s*", re.IGNORECASE
)
"""Collections glue their note of the source to the title."""
_BEHIND: Final = 120
"""Characters behind the word `source` in which it is told."""
_BETWEEN: Final = 40
"""Characters between the word `source`, or a citation behind it, and the next citation."""
_REGISTERED: Final = re.compile(
    r"UNTS[^.;:]{0,12}?[ (]NO\. ?(?P<n>\d{3,6})|UNTS[^;:]{0,25}\(NO\. ?(?P<m>\d{3,6})\)"
)
"""`UNTS no. 34358, vol. 2005`, `UNTS 1974, pp. 269 (no. 13684)`: the number of registration."""
_OTHER_WORDS: Final = re.compile(
    r"(?!(?:vol|volume|no|nr|pp?|page|and|et|y|и|of|de|the|tome|reg|i)\b)[^\W\d_]+", re.IGNORECASE
)
_LONGEST: Final = 160
_SCHEMES: Final = {"CETS": IdentifierScheme.ETS, "OJ": IdentifierScheme.GAZETTE}
"""Series that number treaties, and journals; in the others volume and page are a place."""


def find_series(head: Head) -> Iterator[FoundNumber]:
    """The places in series and journals that the head tells of the document, in order."""
    for line in head.lines[:_LINES]:
        label = _SOURCE.search(line.text)
        told = _behind(line.text, label.end()) if label else _alone(line.text)
        for start, end, identifier in told:
            yield FoundNumber(identifier, span_of(line, start, end))


def _behind(text: str, begin: int) -> Iterator[tuple[int, int, Identifier]]:
    """What stands behind the word `source`; texts without capitals have lost those of the series too."""
    told = text[begin : begin + _BEHIND].upper()
    last = 0
    for start, end, number in _places(told):
        if 0 <= start - last <= _BETWEEN:
            yield begin + start, begin + end, _identifier(number)
            last = end
    if match := _REGISTERED.match(told):
        group = "n" if match["n"] else "m"
        start, end = match.span(group)
        yield begin + start, begin + end, Identifier(IdentifierScheme.UNTS, match[group])


def _alone(text: str) -> Iterator[tuple[int, int, Identifier]]:
    """The citations of a line that says nothing else."""
    if len(text) > _LONGEST:
        return
    found = _places(text)
    rest = text
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    if not _OTHER_WORDS.search(rest):
        yield from ((start, end, _identifier(number)) for start, end, number in found)


def _places(text: str) -> list[tuple[int, int, str]]:
    """The citations of series in a text; a symbol (A/RES/61/295) is a number, and read elsewhere."""
    named = shared_table("series").keys()
    return sorted(one for one in series_in(text) if one[2].partition(" ")[0] in named)


def _identifier(number: str) -> Identifier:
    return Identifier(_SCHEMES.get(number.partition(" ")[0], IdentifierScheme.SERIES), number)
