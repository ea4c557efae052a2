"""eIds after Akoma Ntoso: `art_36__para_1`, whatever chapter the article stands in.

The chapter is prefixed only where articles are numbered anew in each, the annex (or letter) where
numbering begins again in it. Every eId is unique: what still coincides gets `-2`, `-3` in reading
order, so the same text always gets the same eIds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.model import EID_ABBREVIATION, ProvisionKind
from ingest.structure.node import Node

COMPONENTS = frozenset({ProvisionKind.ANNEX, ProvisionKind.LETTER})
"""Where numbering begins anew."""
DIVISIONS = frozenset(
    {
        ProvisionKind.BOOK, ProvisionKind.PART, ProvisionKind.TITLE, ProvisionKind.CHAPTER,
        ProvisionKind.SECTION, ProvisionKind.SUBSECTION,
    }
)  # fmt: skip
_WHOLE = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION})
"""Kinds of which there is one: no number in the eId."""
_NOT_IN_AN_EID = re.compile(r"[^\w.\-]+|_+")


def assign(roots: Sequence[Node]) -> None:
    """Give every node its eId."""
    used: dict[str, int] = {}
    _assign(roots, "", "", used, restarts=_restarting(roots))


def _assign(
    nodes: Sequence[Node], parent: str, component: str, used: dict[str, int], *, restarts: bool
) -> None:
    """`parent` prefixes divisions and items, `component` articles; both end in `__` or are empty."""
    named = {node.kind for node in nodes if node.number}
    places: Counter[ProvisionKind] = Counter()
    for node in nodes:
        places[node.kind] += not node.number
        prefix = component if node.kind is ProvisionKind.ARTICLE and not restarts else parent
        segment = _segment(node, places[node.kind], mixed=node.kind in named)
        node.eid = _unique(prefix + segment, used)
        below = f"{node.eid}__"
        if node.kind in COMPONENTS:
            _assign(node.children, below, below, used, restarts=_restarting(node.children))
        else:
            _assign(node.children, below, component, used, restarts=restarts)


def _segment(node: Node, place: int, *, mixed: bool) -> str:
    """`art_36`, `para_2` by number or place; `para_nn_2` where some siblings are numbered, some not."""
    name = EID_ABBREVIATION[node.kind]
    if node.number:
        return f"{name}_{_clean(node.number)}"
    if node.kind in _WHOLE:
        return name
    place = node.ordinal or place
    return f"{name}_nn_{place}" if mixed else f"{name}_{place}"


def _clean(number: str) -> str:
    return _NOT_IN_AN_EID.sub("-", number).strip("-") or "x"


def _unique(eid: str, used: dict[str, int]) -> str:
    """The eId, or with the next free count behind it; `used` keeps how often each was asked for."""
    candidate = eid
    while candidate in used:
        used[eid] += 1
        candidate = f"{eid}-{used[eid]}"
    used[candidate] = 1
    return candidate


def _restarting(nodes: Sequence[Node]) -> bool:
    """Whether articles are numbered anew in each division of a component, as a rule.

    A single repeated number is a slip (or an amendment), not a system.
    """
    articles = [node.number for node in _articles(nodes) if node.number]
    repeated = sum(count - 1 for count in Counter(articles).values())
    ones = articles.count("1")
    return ones > 1 and repeated >= max(2, len(articles) // 5) and _unique_below(nodes)


def _unique_below(nodes: Sequence[Node]) -> bool:
    """Whether within each division the numbers are unique."""
    for node in nodes:
        if node.kind in DIVISIONS:
            own = [child.number for child in node.children if child.kind is ProvisionKind.ARTICLE]
            if len(own) != len(set(own)) or not _unique_below(node.children):
                return False
    return True


def _articles(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        if node.kind is ProvisionKind.ARTICLE:
            yield node
        elif node.kind not in COMPONENTS:
            yield from _articles(node.children)
