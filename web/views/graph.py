"""The relations of a work, or of one provision of it, both ways: by type, each other side once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.law.attribution import target_of
from corpus.model import REVERSE, EndKind, Interval
from corpus.store.views import StoredExpression, StoredWork
from search_api.citing import internal
from web.shelf import Catalogue
from web.urls import graph_url, work_url
from web.views.rows import Tree
from web.wording import Wording

ORDER = (
    *("amends", "inserts", "replaces_words", "renumbers", "corrects", "replaces", "repeals", "annuls"),
    *("suspends", "terminates", "extends", "commences", "supplements", "approves", "consolidates"),
    *("implements", "based_on", "applies_directly", "interprets", "cites"),
)
"""What changes the law first, citations last; what is done to a text in the order of what it does."""
MOST_PLACES = 4
"""Provisions named of one relation."""
OF_PROVISIONS = 60
"""Provisions that can be chosen."""


@dataclass(frozen=True, slots=True)
class Node:
    """The other side of a relation. `url` is its own graph, at its provision where all name the same one.

    Both addresses are empty outside the base.

    `here` are the provisions of this text that are concerned, `when` since when, where recorded.
    """

    title: str
    language: str
    url: str
    read_url: str
    here: tuple[str, ...]
    more: int
    when: str


@dataclass(frozen=True, slots=True)
class Group:
    """Relations of one type in one direction. `code` names the type in addresses."""

    code: str
    name: str
    incoming: bool
    within: bool
    """Whether they are among the provisions of the work itself."""
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A provision that has relations, to be chosen."""

    name: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class _Edge:
    """One relation as seen from here."""

    code: str
    incoming: bool
    slug: str
    text: str
    here: str
    there: str
    exists: bool
    """Whether `there` is known to be a provision of the other side's text."""
    effective: Interval


def groups(
    stored: StoredWork, shown: StoredExpression, at: str, catalogue: Catalogue, wording: Wording, as_of: str
) -> tuple[Group, ...]:
    """The relations by type and direction; `at`: only of this provision and what is within it.

    Addresses keep the day `as_of`.
    """
    tree = Tree(shown.provisions)
    found: dict[tuple[str, bool], dict[str, list[_Edge]]] = {}
    for edge in _edges(stored):
        if _within(edge.here, at):
            others = found.setdefault((edge.code, edge.incoming), {})
            others.setdefault(edge.slug or edge.text, []).append(edge)
    made = [
        Group(
            code,
            wording.code("relation", code),
            incoming,
            False,
            _known_first(_node(edges, tree, catalogue, wording, as_of) for edges in others.values()),
        )
        for (code, incoming), others in found.items()
    ]
    inside = _inside(stored, shown, at, tree, wording, as_of) if at else ()
    return (*sorted(made, key=_rank), *inside)


def places(
    stored: StoredWork, shown: StoredExpression, at: str, wording: Wording, as_of: str
) -> tuple[Place, ...]:
    """The articles that have relations with other works, in the order of the text."""
    tree = Tree(shown.provisions)
    units = {unit.eid for edge in _edges(stored) if edge.here and (unit := tree.unit(edge.here))}
    kept = _kept(shown, as_of)
    ordered = [eid for root in shown.provisions for node in root.walk() if (eid := node.eid) in units]
    return tuple(
        Place(tree.name(eid, wording), graph_url(stored.work.slug, eid, params=kept), eid == at)
        for eid in list(dict.fromkeys(ordered))[:OF_PROVISIONS]
    )


def _kept(shown: StoredExpression, as_of: str) -> list[tuple[str, str]]:
    """What addresses within the work keep."""
    return [("language", shown.expression.language), ("as_of", as_of)]


def _edges(stored: StoredWork) -> Iterator[_Edge]:
    for relation in stored.relations:
        there, here = relation.located or relation.target_eid or "", relation.from_eid or ""
        slug = relation.target_slug or ""
        exists = relation.located is not None
        yield _Edge(relation.type, False, slug, relation.target, here, there, exists, relation.effective)
    for slug, relation in stored.incoming:
        here = target_of(relation) or ""
        code = REVERSE[relation.type]
        there = relation.from_eid or ""
        yield _Edge(code, True, slug, slug, here, there, bool(there), relation.effective)


def _within(eid: str, at: str) -> bool:
    return not at or eid == at or eid.startswith(f"{at}__")


def _rank(group: Group) -> tuple[bool, int]:
    """Within a direction by what is done."""
    backward: Mapping[str, str] = {name: kind for kind, name in REVERSE.items()}
    kind = backward.get(group.code, group.code)
    return not group.incoming, ORDER.index(kind) if kind in ORDER else len(ORDER)


def _known_first(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda node: not node.url))


def _node(edges: Sequence[_Edge], tree: Tree, catalogue: Catalogue, wording: Wording, as_of: str) -> Node:
    first = edges[0]
    card = catalogue.by_slug.get(first.slug)
    title, language = card.title(wording.t.language) if card else (first.text, "")
    here = list(dict.fromkeys(name for e in edges if e.here and (name := tree.name(e.here, wording))))
    start = first.effective.start
    theirs, kept = {e.there for e in edges}, [("as_of", as_of)]
    there = next(iter(theirs)) if len(theirs) == 1 else ""
    return Node(
        title=title,
        language=language,
        url=graph_url(first.slug, there if first.exists else "", params=kept) if card else "",
        read_url=work_url(first.slug, there, params=kept) if card else "",
        here=tuple(here[:MOST_PLACES]),
        more=len(here[MOST_PLACES:]),
        when=wording.date(start.at) if start.kind is EndKind.KNOWN else "",
    )


def _inside(
    stored: StoredWork, shown: StoredExpression, at: str, tree: Tree, wording: Wording, as_of: str
) -> tuple[Group, ...]:
    """What the provisions of the text cite of each other, as far as `at` is concerned."""
    cited = [(each.from_eid, each.located) for each in internal(shown) if each.located]
    outgoing = [there for here, there in cited if there and _within(here, at) and not _within(there, at)]
    incoming = [here for here, there in cited if there and _within(there, at) and not _within(here, at)]
    made = (
        ("cited_by", True, incoming),
        ("cites", False, outgoing),
    )
    return tuple(
        Group(
            f"{code}_within",
            wording.code("relation", code),
            way,
            True,
            tuple(_own(stored, eid, tree, shown, wording, as_of) for eid in dict.fromkeys(eids)),
        )
        for code, way, eids in made
        if eids
    )


def _own(
    stored: StoredWork, eid: str, tree: Tree, shown: StoredExpression, wording: Wording, as_of: str
) -> Node:
    slug, kept = stored.work.slug, _kept(shown, as_of)
    urls = graph_url(slug, eid, params=kept), work_url(slug, eid, params=kept)
    return Node(tree.name(eid, wording), shown.expression.language, *urls, (), 0, "")
