"""The block of names and offices that ends a text, where no formula announces it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from corpus.language.table import LanguageTable
from ingest.structure.eids import COMPONENTS
from ingest.structure.lines import Line
from ingest.structure.markers import read_markers
from ingest.structure.outline import Entry

_LONGEST = 80
"""Characters of a line that names a person or an office."""
_MOST_LINES = 8
_ENDS = (".", "。", ";", "；", ":", "：", "؛", "؟", "?", "!")
_SAID = (*_ENDS, ")", "”", "»", '"', "」")
"""What stands at the end of the text above: it has been said to the end."""


def signs_off(entries: Sequence[Entry], index: int, words: Sequence[LanguageTable]) -> bool:
    """Whether nothing but short lines without a stop follows to the end, the first in capitals or bold.

    `MARTA VELD - JUAN ROCA`; `THE MINISTER OF THE INTERIOR, / A. B. Verloo`. The line above ends a sentence.
    """
    first = entries[index].line
    if not index or not (first.bare.isupper() or first.bold) or first.is_heading:
        return False
    above = entries[index - 1]
    if above.opens or not above.line.is_text or not above.line.bare.endswith(_SAID):
        return False
    block = _to_the_end(entries, index)
    return bool(block) and all(_names(line, words) for line in block)


def _to_the_end(entries: Sequence[Entry], index: int) -> list[Line]:
    """The lines from `index` to the end of the component; none where they are too many for a signature."""
    block: list[Line] = []
    for entry in islice(entries, index, index + _MOST_LINES + 1):
        if entry.opens and entry.opens.kind in COMPONENTS:
            return block
        if entry.opens or entry.quoted or entry.contents:
            return []
        block.append(entry.line)
    return block if len(block) <= _MOST_LINES else []


def _names(line: Line, words: Sequence[LanguageTable]) -> bool:
    text = line.bare
    short = line.is_text and not line.is_heading and 0 < len(text) <= _LONGEST
    return short and any(map(str.isalpha, text)) and not text.endswith(_ENDS) and not _counts(line, words)


def _counts(line: Line, words: Sequence[LanguageTable]) -> bool:
    """Whether the line is an item of a list or a figure of a table: `3. Passport 40`."""
    if line.bare[-1:].isdecimal():
        return True
    markers = read_markers(line.bare, words)
    return any(not marker.style.startswith(("upper_letter", "letter")) for marker in markers)
