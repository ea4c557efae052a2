"""The tokens of a word query, for the coverage weight: the same choice for every engine."""

from __future__ import annotations

from collections.abc import Iterator

from search_api.engine.port import And, Not, Or, Terms, WordQuery


def tokens_of(query: WordQuery) -> dict[str, str]:
    """Token → field, of all terms; a token asked for in two fields counts in `text`."""
    found = list(_all(query))
    return dict([pair for pair in found if pair[1] != "text"] + [pair for pair in found if pair[1] == "text"])


def _all(query: WordQuery) -> Iterator[tuple[str, str]]:
    match query:
        case Terms():
            yield from dict.fromkeys((token, query.field) for token in query.tokens)
        case Not(part):
            yield from _all(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _all(part)
