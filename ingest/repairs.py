"""Telling what was put right in a file: one notice with the names of the steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.model import Notice

CODE: Final = "repaired"
STEPS: Final = {
    "encoding": "read in an encoding from before Unicode",
    "controls": "characters that stand for nothing removed",
    "composition": "marks put together with their letters, in the order of the language",
    "font_forms": "ligatures and presentation forms written as letters",
    "letter_spacing": "Chinese characters set wide apart put together",
    "soft_hyphens": "hyphens that only divided words at line ends removed",
    "glued_numerals": "numbers parted from the word behind them",
    "visual_order": "lines of letters kept in the order of the screen turned into that of reading",
    "right_to_left": "lines that a page prints in another order than they are read put in order",
    "recognised_signs": "signs that character recognition regularly takes for others put right",
    "line_numbers": "numbers of lines in the margin left out",
    "hyphenation": "words divided at line ends joined",
    "running_lines": "running heads and feet and page numbers left out",
    "reading_order": "pages whose columns are read one after the other",
    "columns": "two columns in two languages parted",
    "facing_pages": "facing pages in two languages parted",
    "footnotes": "footnotes tied to their marks",
    "tables": "tables told from text",
}
"""Every step that may be named, and what it does."""


def repaired(path: str, steps: Mapping[str, int]) -> tuple[Notice, ...]:
    """The notice for a file: its steps and how often each had to act; none where none had.

    >>> repaired("law.pdf", {"footnotes": 3, "tables": 0})[0].reason
    'footnotes 3'
    """
    unknown = steps.keys() - STEPS.keys()
    if unknown:
        raise KeyError(f"no such step: {', '.join(sorted(unknown))}")
    told = ", ".join(f"{step} {steps[step]}" for step in STEPS if steps.get(step))
    return (Notice(path, CODE, told),) if told else ()
