"""From the tree of a query to the prepared tokens that engines receive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from search_api.analysis import analyse, phrase, prefix
from search_api.engine.port import And, Not, Or, Prefix, WordQuery
from search_api.query.syntax import All, Any, Node, Quoted, Start, Without, Words


def compile_words(node: Node, languages: Sequence[str]) -> WordQuery | None:
    """The word query of a tree; None where it holds no word at all (only punctuation).

    `languages`: what the query may be written in, likeliest first.
    """
    match node:
        case Words():
            return _words(node, languages)
        case Quoted(text=text, slop=slop, field=field):
            return phrase(text, slop, field, languages)
        case Start(text=text, field=field):
            return _start(text, field)
        case All(parts=parts):
            return _joined(And, parts, languages)
        case Any(parts=parts):
            return _joined(Or, parts, languages)
        case Without(part=part):
            excluded = compile_words(part, languages)
            return Not(excluded) if excluded is not None else None


def _words(node: Words, languages: Sequence[str]) -> WordQuery | None:
    """A bag, or every word; what is written as one and falls into several tokens stays together.

    `06/2021/TT-BĐN` and `领事通知` beside AND are phrases: single digits or characters found
    somewhere in an article are not what was asked for.
    """
    if not node.every:
        query = analyse(" ".join(node.words), languages)
        return query.bag() if query.words else None
    return _all(_every(word, node.field, languages) for word in node.words)


def _every(word: str, field: str, languages: Sequence[str]) -> WordQuery | None:
    query = analyse(word, languages)
    if not query.words:
        return None
    if len(query.words) > 1:
        return phrase(word, 0, field, languages)
    return query.in_field(field) if field != "text" else query.bag(required=True)


def _start(text: str, field: str) -> WordQuery | None:
    if field == "text":
        return prefix(text)
    words = analyse(text).words
    return Prefix(words[-1].surface, field) if words else None


def _joined(join: type[And] | type[Or], parts: Iterable[Node], languages: Sequence[str]) -> WordQuery | None:
    compiled = [query for part in parts if (query := compile_words(part, languages)) is not None]
    if not compiled:
        return None
    return compiled[0] if len(compiled) == 1 else join(tuple(compiled))


def _all(parts: Iterable[WordQuery | None]) -> WordQuery | None:
    kept = tuple(part for part in parts if part is not None)
    return kept[0] if len(kept) == 1 else And(kept) if kept else None
