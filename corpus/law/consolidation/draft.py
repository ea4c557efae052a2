"""A wording while it is being changed: a tree whose nodes can be found by the eIds they had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from corpus.language.amendments.model import Modification
from corpus.law.cited_places import place_of
from corpus.law.consolidation.model import Leave, LeftFor
from corpus.model import ABOVE_ARTICLES, EID_ABBREVIATION, Provision, ProvisionKind

COMPONENTS: Final = frozenset({ProvisionKind.ANNEX, ProvisionKind.LETTER})
"""Where numbering begins anew."""
_AROUND: Final = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.RECITAL, ProvisionKind.CONCLUSION})
_TOLD: Final = 80
"""Characters of a line that tell what stands there."""
_FEW: Final = 2
"""Articles before a place, by which a reader sees how articles are headed."""
_FRAMES: Final = re.compile(
    r"^(?:(?:book|part|title|chp|subpart|subchp|subtitle)_[^_]+__)+|^(?:.*__)?(?=art_)"
)
"""What of an eId names what holds articles; the sections of an Act are its articles."""
_NUMBER: Final = re.compile(r"_(?:nn_)?[^_]+$")


class Node:
    """A provision and what stands below it. `was` is the eId that it had; empty: it is new."""

    def __init__(self, provision: Provision, parent: Node | None = None) -> None:
        self.provision = provision
        self.parent = parent
        self.was = provision.eid
        self.children = [Node(child, self) for child in provision.children]

    @property
    def eid(self) -> str:
        """The eId that it has now."""
        return self.provision.eid

    @property
    def siblings(self) -> list[Node]:
        """The row in which it stands (the roots stand below the draft's own)."""
        assert self.parent is not None
        return self.parent.children

    @property
    def is_gone(self) -> bool:
        """Whether only its number is left."""
        return not (self.children or self.provision.text or self.provision.heading)

    @property
    def units(self) -> list[Node]:
        """What stands in it but its notes."""
        return [child for child in self.children if child.provision.kind is not ProvisionKind.NOTE]

    def walk(self) -> Iterator[Node]:
        """This one and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def change(self, **values: object) -> None:
        """Give it other words; the place in the source at which it stood is none of these."""
        self.provision = replace(self.provision, **{"span": None, "page_to": None, **values})  # type: ignore[arg-type]

    def put(self, provisions: Iterable[Provision]) -> None:
        """Let these stand in it, in place of what did."""
        self.children = [Node(child, self) for child in provisions]

    def freeze(self) -> Provision:
        """The provision as it is now."""
        return replace(self.provision, children=tuple(child.freeze() for child in self.children))

    def line(self) -> str:
        """How its own first line is printed, cut short."""
        one = self.provision
        return " ".join(part for part in (one.label, one.heading, one.text) if part)[:_TOLD].split("\n")[0]


class Draft:
    """A tree that is being changed. Addresses are those of the wording before."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.root = Node(Provision("", ProvisionKind.PARA))
        self.root.put(provisions)
        self._by_eid = {node.was: node for node in self.root.walk() if node.was}
        for short, nodes in self._shortened().items():
            if len(nodes) == 1:
                self._by_eid.setdefault(short, nodes[0])

    def _shortened(self) -> dict[str, list[Node]]:
        """Provisions by their eIds without the parts that hold them: those of imported texts name them."""
        found: dict[str, list[Node]] = {}
        for node in self.root.walk():
            if node.was and component(node) is None and (short := _FRAMES.sub("", node.was)) != node.was:
                found.setdefault(short, []).append(node)
        return found

    def find(self, cited: str) -> Node | None:
        """The provision that is cited."""
        eid = place_of(cited, self._by_eid)
        return self._by_eid[eid] if eid is not None else None

    def enacting(self) -> list[Node]:
        """All but what stands around the provisions: preamble, signatures."""
        return [node for node in self.root.children if node.provision.kind not in _AROUND]

    def live(self, kind: ProvisionKind, number: str, beside: Node) -> Node | None:
        """A provision of this kind and number where a new one beside `beside` would have the same eId."""
        row = self.root.walk() if kind is ProvisionKind.ARTICLE else beside.siblings
        own = component(beside)
        for node in row:
            one = node.provision
            if one.kind is kind and one.number == number and component(node) is own:
                return node
        return None

    def enter(self, node: Node) -> None:
        """Let a new provision be found by its eId, and what stands in it."""
        for each in node.walk():
            self._by_eid.setdefault(each.eid, each)

    def provisions(self) -> tuple[Provision, ...]:
        """The tree as it is now."""
        return self.root.freeze().children

    def lines_before(self, node: Node) -> list[str]:
        """How the text before a provision is printed, as far as it tells the level on which that stands."""
        chain = [node]
        while (up := chain[0].parent) is not None and chain[0].provision.kind is not ProvisionKind.ARTICLE:
            chain.insert(0, up)
        chain = [each for each in chain if each.parent is not None]
        top = chain[0]
        lines = [line for before in self._articles_before(top) for line in _opening(before)]
        if top.provision.kind is not ProvisionKind.ARTICLE:
            lines += _rows_before(top)
        for outer, inner in pairwise(chain):
            lines.append(outer.line())
            lines += _rows_before(inner)
        return [line for line in lines if line]

    def _articles_before(self, node: Node) -> list[Node]:
        articles: list[Node] = []
        for each in self.root.walk():
            if each is node:
                break
            if each.provision.kind is ProvisionKind.ARTICLE and not each.is_gone:
                articles.append(each)
        return articles[-_FEW:]


def target_of(draft: Draft, change: Modification) -> Node:
    """The provision that is changed. Raises Leave."""
    node = draft.find(change.target) if change.target is not None else None
    if node is None or node.parent is None:
        raise Leave(LeftFor.NO_SUCH_PROVISION)
    return node


def component(node: Node) -> Node | None:
    """The annex or letter in which it stands, if any."""
    up: Node | None = node
    while up is not None and up.provision.kind not in COMPONENTS:
        up = up.parent
    return up


def printed(node: Node) -> list[str]:
    """All lines of a provision, each cut short."""
    return [line for each in node.walk() if (line := each.line())]


def _opening(article: Node) -> list[str]:
    return [line for each in (article, *article.units[:1]) if (line := each.line())]


def _rows_before(node: Node) -> list[str]:
    """The lines of its earlier siblings, of each its own."""
    row = node.siblings
    return [each.line() for each in row[: row.index(node)] if each.provision.kind is not ProvisionKind.NOTE]


def new_eid(beside: Node, kind: ProvisionKind, number: str) -> str:
    """The eId of a new provision that stands beside another of its level."""
    around = beside.eid.rpartition("__")[0]
    return f"{around}__{EID_ABBREVIATION[kind]}_{number}" if around else f"{EID_ABBREVIATION[kind]}_{number}"


def rename(provision: Provision, eid: str) -> Provision:
    """The provision under another eId, with what stands below it and is named after it.

    >>> paragraph = Provision("art_1__para_2", ProvisionKind.PARAGRAPH)
    >>> rename(Provision("art_1", ProvisionKind.ARTICLE, children=(paragraph,)), "art_9").children[0].eid
    'art_9__para_2'
    """

    def named(name: str) -> str:
        return eid + name.removeprefix(provision.eid)

    return _renamed(provision, provision.eid, named)


def _renamed(provision: Provision, old: str, named: Callable[[str], str]) -> Provision:
    is_named_after = provision.eid == old or provision.eid.startswith(f"{old}__")
    children = tuple(_renamed(child, old, named) for child in provision.children)
    return replace(
        provision,
        eid=named(provision.eid) if is_named_after else provision.eid,
        children=children,
        span=None,
        page_to=None,
        record_id=None,
    )


def recount(parent: Node) -> None:
    """Number unnumbered paragraphs by their places anew, after one came or went."""
    places: dict[ProvisionKind, int] = {}
    for child in parent.children:
        one = child.provision
        if one.number or one.ordinal is None:
            continue
        place = places[one.kind] = places.get(one.kind, 0) + 1
        if one.ordinal != place:
            eid = f"{one.eid.rpartition('_')[0]}_{place}"
            wid = one.wid or one.eid
            child.provision = replace(one, ordinal=place, eid=eid, wid=wid)
            _follow(child, one.eid)


def _follow(node: Node, old: str) -> None:
    """Let what stands below be named after it again."""
    for child in node.children:
        if child.eid.startswith(f"{old}__"):
            before, wid = child.eid, child.provision.wid or child.eid
            child.provision = replace(child.provision, eid=node.eid + before.removeprefix(old), wid=wid)
            _follow(child, before)


def renumber(node: Node, number: str, label: str) -> None:
    """Give a provision another number; `wid` keeps the one that it had."""
    one = node.provision
    eid = _NUMBER.sub(f"_{number}", one.eid)
    node.provision = replace(one, number=number, label=label, eid=eid, wid=one.wid or one.eid)
    _follow(node, one.eid)


def holds_articles(node: Node) -> bool:
    """Whether it is a chapter or the like."""
    return node.provision.kind in ABOVE_ARTICLES
