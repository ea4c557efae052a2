"""How long a text is in model tokens, where no model is installed to say."""

from __future__ import annotations

import re
from typing import Final

from search_api.analysis.segment import SPACELESS

CHARACTER_TOKENS: Final = 0.75
"""Tokens of a character of a script without blanks."""

LETTERS: Final = ((re.compile("[A-Za-z]+"), 6), (re.compile("[\u0600-\u06ff]+"), 3))
OTHER_LETTERS: Final = 4
"""A word is one token for every so many letters begun."""

DIGIT_TOKENS: Final = 0.6

PROMPT_TOKENS: Final = 5
"""The prompt and the two marks around a text."""

_PART = re.compile(rf"[{SPACELESS}]|[^\W\d_{SPACELESS}]+|\d|[^\w\s]")
_SPACELESS = re.compile(f"[{SPACELESS}]")


def approximate_tokens(text: str) -> int:
    """Model tokens of a passage with its prompt, estimated rather too high than too low.

    Of 300 stretches of 700 characters of law in each of the seven languages, the estimate is
    1.0 to 1.46 times the count of the multilingual-e5 tokenizer for nine in ten.
    """
    return PROMPT_TOKENS + int(sum(map(_tokens, _PART.findall(text))) + 0.5)


def _tokens(part: str) -> float:
    if part.isdigit():
        return DIGIT_TOKENS
    if _SPACELESS.match(part):
        return CHARACTER_TOKENS
    if not part[0].isalpha():
        return 1.0
    letters = next((count for script, count in LETTERS if script.fullmatch(part)), OTHER_LETTERS)
    return -(-len(part) // letters)
