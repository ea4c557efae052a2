"""Two language versions side by side, provision by provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from corpus.model import ProvisionKind
from web.views.text import Node

LETTERED = frozenset({ProvisionKind.POINT, ProvisionKind.SUBPOINT})
"""Kinds that are lettered by each language's own alphabet: b) is ب, б, 二, and đ) has no counterpart."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same provision in two languages; None where one of them has no such provision."""

    left: Node | None
    right: Node | None


def aligned(left: Sequence[Node], right: Sequence[Node]) -> tuple[Pair, ...]:
    """Two texts row by row: by eId, lettered points by their place among as many.

    What only the right one has follows what it follows there.
    """
    first = _flat(left)
    twins = dict(_twins(first, _flat(right)))
    second = {twins.get(eid, eid): node for eid, node in _flat(right).items()}
    common = first.keys() & second.keys()
    rows = [Pair(None, node) for node in _until_common(second, "", common)]
    for eid, node in first.items():
        rows.append(Pair(node, second.get(eid)))
        if eid in common:
            rows += [Pair(None, other) for other in _until_common(second, eid, common)]
    return tuple(rows)


def _flat(roots: Sequence[Node]) -> dict[str, Node]:
    return {node.eid: node for root in roots for node in root.walk()}


def _twins(first: Mapping[str, Node], second: Mapping[str, Node]) -> Iterator[tuple[str, str]]:
    """Right eIds with the left ones that they stand for, where letters differ by alphabet."""
    pending = [(first[eid], second[eid]) for eid in first if eid in second]
    while pending:
        left, right = pending.pop()
        for one, other in zip(_lettered(left), _lettered(right), strict=False):
            if len(one) == len(other):
                yield from ((b.eid, a.eid) for a, b in zip(one, other, strict=True))
                pending.extend(zip(one, other, strict=True))


def _lettered(node: Node) -> list[list[Node]]:
    """The runs of lettered children."""
    runs = groupby(node.children, key=lambda child: child.kind in LETTERED)
    return [list(run) for lettered, run in runs if lettered]


def _until_common(nodes: Mapping[str, Node], after: str, common: Set[str]) -> Iterator[Node]:
    """The nodes that follow `after` (empty: from the beginning) up to one that both texts have."""
    order = list(nodes)
    for eid in order[order.index(after) + 1 if after else 0 :]:
        if eid in common:
            return
        yield nodes[eid]
