"""The tree of an expression cut into units: an article, a preamble, a run of paragraphs under a heading.

A unit is what hits are grouped by. Its pieces are its provisions in reading order, each with its
own text; a passage is made of whole pieces wherever they are short enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from corpus.model import ABOVE_ARTICLES, Provision, ProvisionKind
from corpus.tables import groups_of_rows

CONTAINERS: Final = ABOVE_ARTICLES | {ProvisionKind.ANNEX, ProvisionKind.LETTER}
"""Kinds whose heading stands over others."""

RUNNING: Final = frozenset(
    {
        ProvisionKind.PARAGRAPH,
        ProvisionKind.POINT,
        ProvisionKind.SUBPOINT,
        ProvisionKind.RECITAL,
        ProvisionKind.QUOTATION,
        ProvisionKind.NOTE,
        ProvisionKind.PARA,
    }
)
"""Kinds that outside an article are read on with their neighbours."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The own text of one provision, its label and heading before it.

    `eids` are those from the unit's provision down to this one. `continues`: it goes on where the
    piece before was cut, without a new line.
    """

    text: str
    eids: tuple[str, ...]
    language: str
    record_id: str | None
    page: int | None
    continues: bool = False
    clause: str | None = None
    confidence: float | None = None
    alone: bool = False
    """Whether it is a passage of its own: some rows of a table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the provision it belongs to, the headings above it, its pieces.

    `owner` None: paragraphs with no heading over them. `run`: paragraphs right under a container.
    """

    owner: Provision | None
    above: tuple[str, ...]
    pieces: tuple[Piece, ...]
    run: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """What a provision inherits from those above it."""

    language: str
    record_id: str | None = None
    page: int | None = None
    eids: tuple[str, ...] = ()
    clause: str | None = None

    def within(self, node: Provision) -> _Place:
        return _Place(
            node.language or self.language,
            node.record_id or self.record_id,
            (node.span.page if node.span else None) or self.page,
            (*self.eids, node.eid),
            node.clause or self.clause,
        )


def units(provisions: Iterable[Provision], language: str) -> Iterator[Unit]:
    """The units of a tree in reading order; every provision is in exactly one."""
    yield from _units(provisions, None, (), _Place(language))


def head(node: Provision) -> str:
    """Label and heading as printed.

    >>> head(Provision("art_36", ProvisionKind.ARTICLE, "Article 36", heading="Communication"))
    'Article 36 Communication'
    """
    return " ".join(part for part in (node.label, node.heading) if part)


def _units(
    nodes: Iterable[Provision], container: Provision | None, above: tuple[str, ...], place: _Place
) -> Iterator[Unit]:
    run: list[Provision] = []
    for node in nodes:
        if _runs_on(node) and not _is_cited_alone(node, container):
            run.append(node)
            continue
        yield from _run(run, container, above, place)
        run = []
        if _is_container(node):
            yield from _container(node, above, place)
        else:
            unit = _unit(node, node, above, place)
            if unit.pieces:
                yield unit
    yield from _run(run, container, above, place)


def _container(node: Provision, above: tuple[str, ...], place: _Place) -> Iterator[Unit]:
    """A container's own text is a unit; one that has no text below it is found by its heading."""
    inside = replace(place, eids=()).within(node)
    below = _units(node.children, node, (*above, head(node)) if head(node) else above, inside)
    first = next(below, None)
    own = _unit(node, replace(node, children=()), above, place)
    if own.pieces and (node.text or first is None):
        yield own
    if first is not None:
        yield first
        yield from below


def _unit(owner: Provision, content: Provision, above: tuple[str, ...], place: _Place) -> Unit:
    """A provision as a unit; one without any text is found by its heading."""
    outside = replace(place, eids=())
    pieces = tuple(_pieces(content, outside, titled=False))
    return Unit(owner, above, pieces or tuple(_pieces(replace(content, children=()), outside, titled=True)))


def _run(
    run: list[Provision], container: Provision | None, above: tuple[str, ...], place: _Place
) -> Iterator[Unit]:
    pieces = [piece for node in run for piece in _pieces(node, place, titled=True)]
    if pieces:
        over = above[:-1] if container is not None and head(container) else above
        yield Unit(container, over, tuple(pieces), run=True)


def _pieces(node: Provision, place: _Place, *, titled: bool) -> Iterator[Piece]:
    """The node's own text, then its children's. `titled`: its label and heading stand before it."""
    here = place.within(node)
    text = " ".join(part for part in (head(node) if titled else "", node.text) if part)
    parts = groups_of_rows(text)
    for part in parts if text else ():
        yield Piece(
            part,
            here.eids,
            here.language,
            here.record_id,
            here.page,
            clause=here.clause,
            confidence=node.confidence,
            alone=len(parts) > 1,
        )
    for child in node.children:
        yield from _pieces(child, here, titled=True)


def _runs_on(node: Provision) -> bool:
    return node.kind in RUNNING and node.record_id is None and not _holds_units(node)


def _is_cited_alone(node: Provision, container: Provision | None) -> bool:
    """Whether a paragraph is what people cite: "point 7 of the letter", "paragraph 3 of the declaration".

    So it is where a text, or a letter of an exchange, has numbered paragraphs instead of articles.
    """
    whole = container is None or container.kind is ProvisionKind.LETTER
    return whole and node.kind is ProvisionKind.PARAGRAPH and node.number is not None


def _is_container(node: Provision) -> bool:
    """Whether other units lie within; an article keeps what it quotes."""
    return node.kind in CONTAINERS or (node.kind is not ProvisionKind.ARTICLE and _holds_units(node))


def _holds_units(node: Provision) -> bool:
    return any(
        child.kind in CONTAINERS or child.kind is ProvisionKind.ARTICLE or _holds_units(child)
        for child in node.children
        if child.kind is not ProvisionKind.QUOTATION
    )
