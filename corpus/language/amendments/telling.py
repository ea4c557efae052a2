"""Where in a text something may be changed at all: most texts have nothing, and are not read any further."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.language.amendments.lexicon import Lexicon
from corpus.language.citations.flat import flatten
from corpus.model import Provision, ProvisionKind

SILENT = frozenset(
    {ProvisionKind.RECITAL, ProvisionKind.NOTE, ProvisionKind.CONCLUSION, ProvisionKind.PREAMBLE}
)
"""Kinds that change nothing: what stands there tells of changes."""


def tells(line: str, words: Lexicon) -> bool:
    """Whether a line has a verb of changing."""
    return words.verbs.search(flatten(line).text) is not None


def telling(tops: Iterable[Provision], words: Lexicon) -> frozenset[int]:
    """The nodes (by `id`) with a verb of changing in them, or below them, outside of quotations."""
    found: set[int] = set()
    for top in tops:
        _visit(top, words, found)
    return frozenset(found)


def _visit(node: Provision, words: Lexicon, found: set[int]) -> bool:
    if node.kind in SILENT or node.kind is ProvisionKind.QUOTATION:
        return False
    below = [_visit(child, words, found) for child in node.children]
    told = any(below) or tells(node.text, words) or tells(node.heading, words)
    if told:
        found.add(id(node))
    return told
