"""Which script a text is written in, and what of a bilingual line belongs to which language."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from corpus.language.signs import han
from ingest.document import Block

_NAMES = {"IDEOGRAPH": "han", "CJK": "han", "HIRAGANA": "kana", "KATAKANA": "kana"}
"""How Unicode names begin where that is not the name of the script."""


def script(text: Iterable[str]) -> str | None:
    """The script of most letters, e.g. `latin`, `han`, `arabic`; None where there is no letter."""
    counts = Counter(_letter_script(letter) for letter in text if letter.isalpha())
    return counts.most_common(1)[0][0] if counts else None


def _letter_script(letter: str) -> str:
    first = unicodedata.name(letter, "UNKNOWN").split(maxsplit=1)[0].split("-", 1)[0]
    return _NAMES.get(first, first.lower())


def share(block: Block, scripts: Mapping[str, str]) -> dict[str, Block]:
    """What of a short block belongs to each of two languages (by code, with their scripts).

    A heading in one script belongs to that language; `第三十六條 Art. 三十六` gives each its label. A
    number, and what mixes the scripts more, belongs to both.
    """
    codes = {name: code for code, name in scripts.items()}
    runs = _runs(block.text, codes) if len(codes) == len(scripts) else []
    found = [codes[name] for name, _ in runs]
    if not found or len(set(found)) != len(found):
        return dict.fromkeys(scripts, block)
    return {code: replace(block, text=text) for code, (_, text) in zip(found, runs, strict=True)}


def _runs(text: str, wanted: Mapping[str, str]) -> list[tuple[str, str]]:
    """The words of a line grouped by script; numbers go with what stands before them."""
    runs: list[tuple[str, list[str]]] = []
    leading: list[str] = []
    for name, words in groupby(text.split(), key=_word_script):
        if name not in wanted:
            (runs[-1][1] if runs else leading).extend(words)
        elif runs and runs[-1][0] == name:
            runs[-1][1].extend(words)
        else:
            runs.append((name, list(words)))
    if runs:
        runs[0][1][:0] = leading
    return [(name, " ".join(words)) for name, words in runs]


def _word_script(word: str) -> str:
    """The script of a word; none for a number, in digits or in Chinese characters."""
    letters = "".join(filter(str.isalpha, word))
    return "" if not letters or han(letters) is not None else script(letters) or ""
