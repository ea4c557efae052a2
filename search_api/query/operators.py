"""The words that join parts of a query, written in capitals so that they stand out from the text.

AND, OR and NOT hold in every language. A word of another language is an operator only where, in
capitals amid other words, it can hardly mean anything else: so not the Spanish Y and O, the
Russian И or the English-looking NO, and none in Arabic and Chinese, which have no capitals. What
leaves something out is a word like "except": KHÔNG, NE and NO in capitals stress a "not" that is
part of the question ("Trường hợp nào KHÔNG phải xin thị thực").
"""

from __future__ import annotations

from enum import Enum


class Operator(Enum):
    """How two parts are joined, or that a part is excluded."""

    AND = "and"
    OR = "or"
    NOT = "not"


OPERATOR_WORDS: dict[str, dict[str, Operator]] = {
    "en": {"AND": Operator.AND, "OR": Operator.OR, "NOT": Operator.NOT},
    "vi": {"VÀ": Operator.AND, "HOẶC": Operator.OR, "TRỪ": Operator.NOT},
    "fr": {"ET": Operator.AND, "OU": Operator.OR, "SAUF": Operator.NOT},
    "es": {"EXCEPTO": Operator.NOT, "SALVO": Operator.NOT},
    "ru": {"ИЛИ": Operator.OR, "КРОМЕ": Operator.NOT},
    "ar": {},
    "zh": {},
}

OPERATORS: dict[str, Operator] = {
    word: operator for words in OPERATOR_WORDS.values() for word, operator in words.items()
}

LONGEST_IN_CAPITALS = 4
"""A query wholly in capitals with more words than these is a pasted title: no operator stands out in it."""


def stands_out(words: list[str]) -> bool:
    """Whether capitals stand out among these words of a query (operators left out)."""
    others = [word for word in words if word not in OPERATORS and any(map(str.isalpha, word))]
    return len(others) <= LONGEST_IN_CAPITALS or not all(map(str.isupper, others))
