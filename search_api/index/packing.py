"""Pieces packed into passages that the model can read whole; nothing is cut unseen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from search_api.index.units import Piece

CountTokens = Callable[[str], int]
"""Model tokens of a passage with its prompt."""

_SENTENCE_END = re.compile(r"[.!?;:…؟؛][\"”»’)\]]{0,3}\s+|[。！？；：][”」』）]{0,3}\s*|\n\s*")
"""Where a sentence, or a member of an enumeration, ends, with the blanks after it."""

_LONGEST: Final = 600
"""Characters above which a sentence is halved before it is counted, so that a line of ten million
costs no more than its length."""


class Packer:
    """Packs pieces under a breadcrumb. `longest` is in model tokens, prompt and breadcrumb included."""

    def __init__(self, count_tokens: CountTokens, longest: int) -> None:
        self._count = count_tokens
        self._longest = longest
        self._prompt = count_tokens("")

    def pack(
        self, breadcrumb: str, pieces: Sequence[Piece], together: Callable[[Piece, Piece], bool]
    ) -> Iterator[list[Piece]]:
        """Groups of pieces, each a passage. Only pieces that may stay `together` share one.

        Passages of one run of pieces are of much the same length, so that none is a mere rest.
        """
        budget = self._longest - self._count(f"{breadcrumb}\n")
        for run in _runs(pieces, together):
            if self._fits(breadcrumb, run):
                yield run
                continue
            short = [part for piece in run for part in self._split(piece, budget)]
            costs = [self._cost(piece.text) for piece in short]
            target = sum(costs) / max(1, -(-sum(costs) // budget))
            yield from self._groups(breadcrumb, short, costs, budget, target)

    def _fits(self, breadcrumb: str, group: list[Piece]) -> bool:
        text = text_of(group)
        return len(text) <= _LONGEST * 4 and self._count(f"{breadcrumb}\n{text}") <= self._longest

    def _groups(
        self, breadcrumb: str, pieces: list[Piece], costs: list[int], budget: int, target: float
    ) -> Iterator[list[Piece]]:
        group: list[Piece] = []
        used = 0
        for piece, cost in zip(pieces, costs, strict=True):
            if group and (used + cost > budget or used >= target):
                yield from self._checked(breadcrumb, group)
                group, used = [], 0
            group.append(piece)
            used += cost
        if group:
            yield from self._checked(breadcrumb, group)

    def _checked(self, breadcrumb: str, group: list[Piece]) -> Iterator[list[Piece]]:
        """The group; halved where the whole counts more than its parts did."""
        if self._fits(breadcrumb, group) or len(text_of(group)) < 2:
            yield group
            return
        for half in _halved(group):
            yield from self._checked(breadcrumb, half)

    def _cost(self, text: str) -> int:
        return self._count(text) - self._prompt

    def _split(self, piece: Piece, budget: int) -> list[Piece]:
        """The piece, or its parts at ends of sentences, then of words, where it is too long."""
        if len(piece.text) <= _LONGEST and self._cost(piece.text) <= budget:
            return [piece]
        parts = [part for sentence in sentences(piece.text) for part in self._halves(sentence, budget)]
        joined = self._joined(parts, budget)
        return [replace(piece, text=text, continues=index > 0) for index, text in enumerate(joined)]

    def _joined(self, parts: list[str], budget: int) -> list[str]:
        """Neighbouring parts together as far as the budget allows."""
        found: list[str] = []
        used = budget + 1
        for part in parts:
            cost = self._cost(part)
            if used + cost > budget:
                found.append("")
                used = 0
            found[-1] += part
            used += cost
        return found

    def _halves(self, text: str, budget: int) -> Iterator[str]:
        """The text, cut in two until each part fits."""
        if len(text) < 2 or (len(text) <= _LONGEST and self._cost(text) <= budget):
            yield text
            return
        for half in _cut(text):
            yield from self._halves(half, budget)


def _halved(group: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Two groups; of a single piece, its halves."""
    if len(group) > 1:
        return group[: len(group) // 2], group[len(group) // 2 :]
    left, right = _cut(group[0].text)
    return [replace(group[0], text=left)], [replace(group[0], text=right, continues=True)]


def _cut(text: str) -> tuple[str, str]:
    """The text in two: at a blank a little before its middle, else in the middle."""
    middle = len(text) // 2
    cut = text.rfind(" ", len(text) // 4, middle) + 1 or middle
    return text[:cut], text[cut:]


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text with the blanks after them: joined they are the text."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:]


def text_of(group: Sequence[Piece]) -> str:
    """The text of a passage: one line for each piece."""
    lines = ""
    for piece in group:
        lines += piece.text if piece.continues or not lines else f"\n{piece.text}"
    return lines


def _runs(pieces: Sequence[Piece], together: Callable[[Piece, Piece], bool]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and not together(run[-1], piece):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run
