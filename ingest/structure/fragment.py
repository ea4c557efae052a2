"""New text for a place in another text, as provisions: it is read behind what stands before it there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.model import Provision
from ingest.document import Block, RawDocument
from ingest.structure.text import structure


def fragment(before: Sequence[str], text: str, language: str) -> tuple[Provision, ...]:
    """The provisions of `text`, the outermost ones, where lines like `before` precede it.

    A label tells its level by its place in a row: `c)` alone may be anything, behind `a)` and `b)` it is the
    third point. eIds and spans are those of the lines together, and of no use outside. What has no label of
    its own is not told apart from the line before it, and gives nothing.
    """
    lines = [*before, *text.split("\n")]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    blocks = tuple(Block(line, start=start) for line, start in zip(lines, starts, strict=False) if line)
    read = structure(RawDocument(blocks=blocks), language)
    return tuple(_beyond(read.provisions, starts[len(before)]))


def _beyond(provisions: Sequence[Provision], start: int) -> Iterator[Provision]:
    """The outermost provisions that begin at `start` or behind it."""
    for one in provisions:
        if one.span is not None and one.span.start >= start:
            yield one
        else:
            yield from _beyond(one.children, start)
