"""Quotation marks: what they enclose in an instruction, and new text without those around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CLOSING = {"“": "”", "«": "»", "„": "“”", "『": "』", "「": "」", "‘": "’"}
"""The marks that open a quotation, with those that close it."""
_OPENINGS = re.compile(r"[“«„『「\"＂]|(?<!\w)‘")
_STRAIGHT = '"＂'
_ENDS = re.compile(r"\s*[.;,:。；，]*\s*(?:\n|$)")
_AFTER_CLOSE = re.compile(r"[\s.;,:。；，)]*(?:(?:and|và|и|y|et|و)\s*)?$")
_ENDS_TWICE = re.compile(r"([;.])[.;]$")
"""The mark that ends the instruction behind the one that ends the new text."""
_CLOSES = re.compile(r"’[\s.;,:]*$")
_SINGLE_CLOSED = re.compile(r"’(?!\w)")
_LEADS = re.compile(r"[:：]\s*$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation from its first mark (`start`) to behind its last (`end`), and what is within."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def quotes_in(text: str, cited: Sequence[tuple[int, int]], bracketed: re.Pattern[str]) -> list[Quote]:
    """The quotations of a text, in order; marks within a citation are part of it.

    `bracketed` are the words behind which brackets quote: عبارة (…).
    """
    found: list[Quote] = []
    at = 0
    while opening := _OPENINGS.search(text, at):
        inside = next((end for start, end in cited if start <= opening.start() < end), None)
        if inside is not None:
            at = max(inside, opening.end())
            continue
        quote = _quote(text, opening.start())
        found.append(quote)
        at = quote.end
    brackets = [_bracket(text, match.end()) for match in bracketed.finditer(text)]
    free = [
        one for one in brackets if one and not any(q.start < one.end and one.start < q.end for q in found)
    ]
    return sorted([*found, *free], key=lambda quote: quote.start)


def _quote(text: str, start: int) -> Quote:
    end = _straight_end(text, start) if text[start] in _STRAIGHT else _curly_end(text, start)
    if end is None:
        return Quote(start, len(text), start + 1, len(text), closed=False)
    return Quote(start, end + 1, start + 1, end)


def _curly_end(text: str, start: int) -> int | None:
    """The mark that closes a directed one; those of its kind may stand within it."""
    opening, closing, depth = text[start], _CLOSING[text[start]], 0
    for at in range(start, len(text)):
        letter = text[at]
        if letter in closing and at > start:
            if letter == "’" and text[at + 1 : at + 2].isalpha():
                continue
            depth -= 1
            if not depth:
                return at
        elif letter == opening:
            depth += 1
    return None


def _straight_end(text: str, start: int) -> int | None:
    """The mark that closes a straight one: of new text behind a colon, the one that ends the line."""
    marks = [at for at in range(start + 1, len(text)) if text[at] in _STRAIGHT]
    if _LEADS.search(text, 0, start):
        ending = [at for count, at in enumerate(marks) if count % 2 == 0 and _ENDS.match(text, at + 1)]
        if ending:
            return ending[0]
    return marks[0] if marks else None


def _bracket(text: str, start: int) -> Quote | None:
    """What stands in the brackets at `start`."""
    while start < len(text) and text[start] in " \u00a0:":
        start += 1
    if text[start : start + 1] not in {"(", "（"}:
        return None
    end = next((at for at in range(start, len(text)) if text[at] in ")）"), None)
    return Quote(start, end + 1, start + 1, end) if end is not None else None


def unquoted(text: str) -> str | None:
    """New text without the marks around it; None where they do not enclose it all.

    >>> unquoted('“2. Der Text.”.'), unquoted('2. Text "so".'), unquoted('"2. Text.')
    ('2. Der Text.', '2. Text "so".', None)
    """
    stripped = text.strip()
    if not stripped or not _OPENINGS.match(stripped):
        return _ENDS_TWICE.sub(r"\1", stripped) if _is_even(stripped) else None
    end = _last_mark(stripped)
    return stripped[1:end].strip() if end is not None else None


def _last_mark(text: str) -> int | None:
    """Where the mark stands that closes the first one, if nothing follows it but what ends an instruction."""
    if text[0] in _STRAIGHT:
        marks = [at for at, letter in enumerate(text) if letter in _STRAIGHT]
        end = marks[-1] if len(marks) % 2 == 0 and marks else None
    else:
        end = _curly_end(text, 0)
    return end if end is not None and _AFTER_CLOSE.match(text, end + 1) else None


def _is_even(text: str) -> bool:
    """Whether no mark in a text without marks around it is left open, none closes what was not opened."""
    if _CLOSES.search(text) and text.count("‘") < len(_SINGLE_CLOSED.findall(text)):
        return False
    straight = sum(text.count(mark) for mark in _STRAIGHT)
    opened = text.count("“") + text.count("„")
    return straight % 2 == 0 and opened == text.count("”") and text.count("«") == text.count("»")
