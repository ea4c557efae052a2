"""The clauses of a text, each taken to its end by one form, or by several that conjunctions join."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.amendments.lexicon import Form, Lexicon
from corpus.language.amendments.model import Deed
from corpus.language.amendments.skeleton import OPEN, PROVISION, QUOTED, WORK, Skeleton
from corpus.language.amendments.targets import Context

_NEXT = re.compile(r"[;。؛]|[.][./]*(?=\s|$|[^\w\s])|\n")
_SIGNS = re.compile(f"{PROVISION}|{WORK}|{QUOTED}|{OPEN}")
_NAMED = re.compile(f"{PROVISION}|{WORK}")
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


def next_clause(skeleton: Skeleton, words: Lexicon, at: int, context: Context) -> Clause | None:
    """The clause that begins at a place of a skeleton; None behind the last one.

    Only what names a provision, a work or words can be a change, but where the work is told above.
    """
    text = skeleton.text
    head = words.head.match(text, at)
    begin = head.end() if head else at
    if begin >= len(text):
        return None
    end = _end_of(text, begin)
    found = None
    asks = _SIGNS.search(text, begin, end) or text[begin:end].rstrip().endswith(":")
    if context.amends or context.lists or asks:
        forms = words.listed + words.forms if context.lists else words.forms
        found = parse(text, begin, words, forms) or parse(text, at, words, forms)
    return Clause(begin, found[1], found[0]) if found else Clause(begin, end)


def leads_nowhere(skeleton: Skeleton, clause: Clause) -> bool:
    """Whether a clause that was not understood names a provision or a work and leads to what stands below."""
    text = skeleton.text[clause.start : clause.end]
    return _NAMED.search(text) is not None and text.rstrip().endswith((":", "-"))


def parse(
    text: str, start: int, words: Lexicon, forms: Sequence[Form], joined: int = 0
) -> tuple[tuple[Step, ...], int] | None:
    """The steps that take a clause from `start` to its end, and that end; None where none do."""
    for form in forms:
        match = form.ending.match(text, start)
        if match is not None and match.end() > start:
            return (Step(form, match),), match.end()
    for form in forms if joined < _MOST_JOINED else ():
        match = form.joined.match(text, start)
        told = match is not None and not _asks_below(form, match)
        link = words.joins.match(text, match.end()) if match and told else None
        more = parse(text, link.end(), words, forms, joined + 1) if link and link.end() > start else None
        if match and more:
            return (Step(form, match), *more[0]), more[1]
    return None


def _asks_below(form: Form, match: re.Match[str]) -> bool:
    """Whether a form needs new text and has none yet: it stands below, so that the clause ends here."""
    took = match.groupdict()
    told = took.get("text") or took.get("work") or took.get("by")
    return form.deed in {Deed.REPLACES, Deed.INSERTS} and not told


def _end_of(text: str, start: int) -> int:
    found = _NEXT.search(text, start)
    return found.end() if found else len(text)
