"""Rows whose columns say the same in two languages: a text beside its translation, and no table."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.language.detection import detect

_TOLD = 120
"""Letters of a column from which its language is told (a third for Chinese)."""
_WIDE = 3


def is_parallel(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the columns of prose are in different languages.

    >>> is_parallel([("Fee", "25"), ("Copy", "2")])
    False
    """
    columns = [" ".join(cells) for cells in zip(*rows, strict=False)]
    told = {detect(text) for text in columns if _letters(text) >= _TOLD}
    return len(told - {"und"}) > 1


def _letters(text: str) -> int:
    wide = sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in text)
    return sum(map(str.isalpha, text)) + (_WIDE - 1) * wide
