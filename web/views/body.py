"""The body of a reader: the text, its contents, and the links within it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.language.directions import direction
from corpus.model import Provision
from corpus.store.views import StoredExpression
from search_api.citing import CitedLink
from web.languages import own_name
from web.urls import page_url, work_url
from web.views.alignment import Pair, aligned
from web.views.parts import Part, part_of
from web.views.relations import Item
from web.views.standing import Standing
from web.views.text import Entry, Link, Marks, Node, contents, nodes
from web.views.truth import drawable
from web.views.wordings import ReaderState


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a long work, and the addresses of what is before, after, and of all of it."""

    number: int
    of: int
    previous: str
    next: str
    all: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts side by side: its language, named by itself."""

    language: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Body:
    """The text on the page in one language, or in two."""

    slug: str
    language: str
    direction: str
    nodes: tuple[Node, ...]
    contents: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    sides: tuple[Side, ...]
    pager: Pager | None
    at: str
    page_source: str
    """The checksum of the source whose pages can be shown; empty: none."""
    state: ReaderState
    relations: Mapping[str, Sequence[Item]]
    standings: Mapping[str, Standing]
    """The provisions in another state than the work, by eId."""

    def anchor(self, eid: str) -> str:
        """The permanent link to a provision: within the page, in a long work from anywhere."""
        return self.elsewhere(eid) if self.pager else f"#{eid}"

    def elsewhere(self, eid: str) -> str:
        """The link to a provision that may be in another part."""
        kept = replace(self.state, part="", came_from="", hit="", language=self.language)
        return kept.url(eid)

    def page_link(self, page: int, eid: str) -> str:
        """The picture of a page beside its text, a provision shown on it."""
        return page_url(self.page_source, page, work=self.slug, language=self.language, eid=eid)

    def refs(self, eid: str) -> Sequence[Item]:
        """The relations of a provision."""
        return self.relations.get(eid, ())


def body(
    shown: StoredExpression,
    beside: StoredExpression | None,
    state: ReaderState,
    relations: Mapping[str, Sequence[Item]],
    standings: Mapping[str, Standing],
    *,
    marks: Marks | None = None,
    marked: str = "",
    links: Callable[[Sequence[Provision]], Mapping[str, Sequence[CitedLink]]] | None = None,
) -> Body:
    """The body of one wording, with another beside it where one is given.

    `links` finds the citations in the provisions of the page.
    """
    language = shown.expression.language
    part = part_of(shown.provisions, state.at, state.part)
    cited = links(part.provisions) if links else {}
    addressed = {eid: [_address(link, state, language) for link in found] for eid, found in cited.items()}
    made = nodes(part.provisions, language, marks=marks, marked=marked, links=addressed)
    link = shown.preferred
    return Body(
        slug=state.slug,
        language=language,
        direction=direction(language),
        nodes=made,
        contents=contents(shown.provisions, made),
        pairs=_pairs(made, shown, beside, part) if beside else (),
        sides=tuple(_side(each.expression.language) for each in (shown, beside)) if beside else (),
        pager=_pager(part, state) if part.of > 1 else None,
        at=state.at,
        page_source=link.source.sha256 if link and drawable(link) else "",
        state=state,
        relations=relations,
        standings=standings,
    )


def _address(link: CitedLink, state: ReaderState, language: str) -> Link:
    """Within the work by the state of the reader, so that day and languages stay; elsewhere the day."""
    if link.slug:
        return link.start, link.end, work_url(link.slug, link.eid, params=[("as_of", state.as_of)])
    kept = replace(state, part="", came_from="", hit="", language=language)
    return link.start, link.end, kept.url(link.eid)


def _side(language: str) -> Side:
    return Side(language, own_name(language), direction(language))


def page_body(
    shown: StoredExpression,
    provisions: Sequence[Provision],
    state: ReaderState,
    standings: Mapping[str, Standing],
) -> Body:
    """A body with these provisions only, without links to pages: it stands beside the page itself."""
    language = shown.expression.language
    made = nodes(provisions, language)
    return Body(
        state.slug, language, direction(language), made, (), (), (), None, state.at, "", state, {}, standings
    )


def _pairs(
    left: Sequence[Node], shown: StoredExpression, beside: StoredExpression, part: Part
) -> tuple[Pair, ...]:
    """The rows of the part on the page; what only the other text has stays with what it follows."""
    right = nodes(beside.provisions, beside.expression.language)
    if part.of == 1:
        return aligned(left, right)
    here = {node.eid: node for root in left for node in root.walk()}
    keeping = part.number == 1
    rows: list[Pair] = []
    for row in aligned(nodes(shown.provisions, shown.expression.language), right):
        if row.left is not None:
            keeping = row.left.eid in here
        if keeping:
            rows.append(row)
    return tuple(rows)


def _pager(part: Part, state: ReaderState) -> Pager:
    def address(number: int) -> str:
        return replace(state, part=str(number), at="").url()

    return Pager(
        number=part.number,
        of=part.of,
        previous=address(part.number - 1) if part.number > 1 else "",
        next=address(part.number + 1) if part.number < part.of else "",
        all=replace(state, part="all", at="").url(),
    )
