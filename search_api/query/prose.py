"""Prose as a query: a question asked in full, or a passage pasted to find its like.

Quotation marks, dashes, parentheses and capitals are part of how it is written, not syntax: a
question about “force majeure” would otherwise find only texts that hold these very words. Only
`field:value` is still a condition.
"""

from __future__ import annotations

from search_api.query.fields import field_named
from search_api.query.operators import OPERATORS
from search_api.query.scanner import QUOTES, Kind, Token, scan

QUESTION_MARKS = ("?", "？", "؟")
SENTENCE_END = "。"
"""Ends a sentence and nothing else; a full stop ends abbreviations and numbers too."""
LONGEST_SYNTAX = 24
"""Words: a longer query without operators is a passage."""

_WRITTEN_MARKS = str.maketrans(dict.fromkeys("".join([*QUOTES, *QUOTES.values(), "*"]), " "))


def is_prose(query: str) -> bool:
    """Whether a query reads as prose: it ends as a question, has lines or sentences, or is long.

    >>> is_prose("When does “force majeure” excuse a carrier?"), is_prose('"force majeure" AND carrier')
    (True, False)
    """
    text = query.strip()
    words = text.split()
    long = len(words) > LONGEST_SYNTAX and OPERATORS.keys().isdisjoint(words)
    return text.endswith(QUESTION_MARKS) or "\n" in text or SENTENCE_END in text or long


def prose_tokens(query: str) -> list[Token]:
    """The words of prose, and the fields that it names with a value."""
    tokens = scan(query.translate(_WRITTEN_MARKS))
    return [
        Token(Kind.WORD, token.text, token.position)
        if token.kind is Kind.FIELD and field_named(token.text) is None
        else token
        for token in tokens
        if token.kind in (Kind.WORD, Kind.FIELD)
    ]
