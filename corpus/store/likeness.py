"""How alike two titles are."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from corpus.language.folding import fold, strip_accents_vi

_LONGEST_NAME = 200
"""Characters of a name that are compared: it is a key, and databases limit those."""

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+")


def title_likeness(one: str, other: str) -> float:
    """From 0 to 1: the share of words and of neighbouring pairs that two titles have in common (Dice).

    Titles whose figures differ ("Loan No. 12", "Loan No. 13") are not alike at all.
    """
    first, second = _features(one), _features(other)
    if _figures(one) != _figures(other):
        return 0.0
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def name_key(name: str) -> str:
    """The form in which names of issuers and parties are compared: letters and figures alone."""
    return " ".join(_tokens(name))[:_LONGEST_NAME]


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(strip_accents_vi(fold(text, "und")))


@lru_cache(maxsize=4096)
def _features(title: str) -> Counter[str]:
    tokens = _tokens(title)
    return Counter(tokens) + Counter(f"{a} {b}" for a, b in pairwise(tokens))


@lru_cache(maxsize=4096)
def _figures(title: str) -> tuple[str, ...]:
    return tuple(sorted(token for token in _tokens(title) if any(c.isdigit() for c in token)))
