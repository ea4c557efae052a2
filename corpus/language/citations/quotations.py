"""New text for another work within the text that gives it: from the quotation mark behind a colon on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.language.citations.flat import Flat
from corpus.language.citations.lexicon import Lexicon

NEW_LABEL = r"(?:\d{1,3}[a-zđ]?[.)]\s|[a-zđ]\)\s|[^\W\d_]+ \d{1,3}[a-zđ]?\.\s)"
"""A label at the head of new text: 2. or b) or Điều 5. of an article."""
_OPENING = re.compile(
    rf"(?=[:：“«„『「\"'])(?:(?:[:：]\s*|(?<=[为為]))[“«„『「\"]|(?:[“«„『「\"]|'')(?=\s?{NEW_LABEL}))"
)
_SIGNS = re.compile(r"[“«„『「”»』」\"]")
_LEADING = " :-\n\u00a0"
_NEAR = 3
"""Characters between the promise and the mark that keeps it."""
_OPENS = "“«„『「"


@dataclass(frozen=True, slots=True)
class Quotations:
    """Half-open ranges of a text that are quoted; `depth` marks are still open at its end."""

    ranges: tuple[tuple[int, int], ...]
    depth: int

    def holds(self, index: int) -> bool:
        """Whether the character at `index` is quoted."""
        return self.around(index) is not None

    def around(self, index: int) -> tuple[int, int] | None:
        """The range that holds the character at `index`; None where it is not quoted."""
        return next((each for each in self.ranges if each[0] <= index < each[1]), None)


def quotations_in(text: str, flat: Flat, depth: int, lexicon: Lexicon) -> Quotations:
    """What is quoted, where `depth` marks were open before. Terms in quotation marks are not text.

    >>> from corpus.language.citations.flat import flatten
    >>> from corpus.language.citations.lexicon import lexicon
    >>> text = "L'article 5 est modifié: «L'article 6 vaut.»"
    >>> quotations_in(text, flatten(text), 0, lexicon("fr")).holds(30)
    True
    """
    ranges: list[tuple[int, int]] = []
    position = 0
    while position < len(text):
        if not depth:
            begin = _begin(text, flat, position, lexicon)
            if begin is None:
                break
            start, position, depth = begin
            marked = start < position
        else:
            start, marked = position, True
        position, depth = _close(text, position, depth)
        if marked or text[start:position].strip(_LEADING):  # else it comes in the next text
            ranges.append((start, position))
        if not marked:  # what no mark opened ends with the text
            depth = 0
    return Quotations(tuple(ranges), depth)


def _begin(text: str, flat: Flat, position: int, lexicon: Lexicon) -> tuple[int, int, int] | None:
    """Where a quotation begins: at a mark behind a colon, or without one behind a promise of new text."""
    opening = _OPENING.search(text, position)
    promises = (match for match in lexicon.replaces.finditer(flat.text))
    ends = (flat.place(match.end() - 1) + 1 for match in promises if flat.place(match.start()) >= position)
    promised = next(ends, None)
    if promised is not None and (opening is None or promised + _NEAR < opening.start()):
        return promised, promised, 1
    return (opening.end() - 1, opening.end(), 1) if opening else None


def _close(text: str, position: int, depth: int) -> tuple[int, int]:
    """Where the open marks are closed, and how many stay open at the end of the text."""
    for sign in _SIGNS.finditer(text, position):
        depth += 1 if sign[0] in _OPENS else -1
        if not depth:
            return sign.end(), 0
    return len(text), depth
