"""The clauses of a text, each taken to its end by one form, or by several that conjunctions join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.amendments.lexicon import Form, Lexicon
from corpus.language.amendments.skeleton import Skeleton

_NEXT = re.compile(r"[./;。؛]+(?=\s|$|[^\w\s])|\n")
_MOST_JOINED = 8
"""Changes in one clause."""


@dataclass(frozen=True, slots=True)
class Step:
    """A form with what it took of the skeleton."""

    form: Form
    match: re.Match[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause from `start` to `end` of the skeleton; without steps it was not understood."""

    start: int
    end: int
    steps: tuple[Step, ...] = ()


def clauses(skeleton: Skeleton, words: Lexicon, start: int = 0) -> Iterator[Clause]:
    """The clauses of a skeleton, in order."""
    text, at = skeleton.text, start
    while at < len(text):
        head = words.head.match(text, at)
        begin = head.end() if head else at
        if begin >= len(text):
            return
        found = parse(text, begin, words) or parse(text, at, words)
        end = found[1] if found else _end_of(text, begin)
        yield Clause(begin, end, found[0] if found else ())
        at = max(end, at + 1)


def parse(text: str, start: int, words: Lexicon, joined: int = 0) -> tuple[tuple[Step, ...], int] | None:
    """The steps that take a clause from `start` to its end, and that end; None where none do."""
    for form in words.forms:
        match = form.ending.match(text, start)
        if match is not None and match.end() > start:
            return (Step(form, match),), match.end()
    for form in words.forms if joined < _MOST_JOINED else ():
        match = form.joined.match(text, start)
        link = words.joins.match(text, match.end()) if match else None
        more = parse(text, link.end(), words, joined + 1) if link and link.end() > start else None
        if match and more:
            return (Step(form, match), *more[0]), more[1]
    return None


def _end_of(text: str, start: int) -> int:
    found = _NEXT.search(text, start)
    return found.end() if found else len(text)
