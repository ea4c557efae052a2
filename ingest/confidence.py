"""How sure character recognition is of a text made of several parts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.model import Provision
from ingest.document import Block


def weighed(parts: Iterable[tuple[int, float | None]]) -> float | None:
    """The mean confidence of parts by their lengths; parts that were not recognised do not count.

    The mean, not the lowest: it is about the share of letters that are right, and one smudged word does
    not make an article doubtful.

    >>> weighed([(30, 0.5), (10, 0.9), (500, None)]), weighed([(500, None)])
    (0.6, None)
    """
    recognised = [(length, sure) for length, sure in parts if sure is not None and length]
    total = sum(length for length, _ in recognised)
    return round(sum(length * sure for length, sure in recognised) / total, 4) if total else None


def with_confidence(provisions: Sequence[Provision], blocks: Sequence[Block]) -> tuple[Provision, ...]:
    """The provisions, each told how sure the recognition was of what stands in it but in no child."""
    if all(block.confidence is None for block in blocks):
        return tuple(provisions)
    starts = [block.start for block in blocks]

    def told(node: Provision) -> Provision:
        children = tuple(map(told, node.children))
        if node.span is None:
            return replace(node, children=children)
        inner = [child.span.start for child in node.children if child.span]
        end = min([node.span.end, *inner])
        begun = max(0, bisect_right(starts, node.span.start) - 1)
        parts = takewhile(lambda block: block.start < end, blocks[begun:])
        sure = weighed((_common(block, node.span.start, end), block.confidence) for block in parts)
        return replace(node, children=children, confidence=sure)

    return tuple(map(told, provisions))


def _common(block: Block, start: int, end: int) -> int:
    """Characters of a block between two places."""
    return max(0, min(end, block.start + len(block.text)) - max(start, block.start))
