"""Citations in a text as links: to its own provisions, and to the works that its citations resolve to.

They are read from the text when it is shown: what a text cites of itself is not kept in the store.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from corpus.language.citations import Citation, CitedTarget, cite_tree, own_nouns
from corpus.law.cited_places import place_of
from corpus.model import Provision
from corpus.store.views import StoredExpression, StoredWork

_LEARNT = 400
"""Provisions from which the nouns are learnt by which a text calls itself: it says so early and often."""


@dataclass(frozen=True, slots=True)
class CitedLink:
    """A mention from `start` to `end` of a provision's own text, and where it leads.

    `slug` is the work, empty for this one; `eid` the provision, empty for the whole work.
    """

    start: int
    end: int
    slug: str
    eid: str


@dataclass(frozen=True, slots=True)
class InternalCitation:
    """A provision that cites another of the same text. `located`: its eId; None where there is none such."""

    from_eid: str
    text: str
    start: int
    end: int
    target_eid: str
    located: str | None


def links(
    stored: StoredWork, shown: StoredExpression, provisions: Sequence[Provision]
) -> Mapping[str, tuple[CitedLink, ...]]:
    """The links in these provisions of a wording, by eId; what leads nowhere is none."""
    eids = _eids(shown)
    outgoing = {each.target: each.target_slug for each in stored.relations if each.target_slug}
    located = {(each.target, each.target_eid): each.located for each in stored.relations if each.target_slug}
    found: dict[str, tuple[CitedLink, ...]] = {}
    for node, citations in _cited(shown, provisions):
        made = (_link(node, citation, eids, outgoing, located) for citation in citations)
        kept = tuple(link for link in made if link is not None)
        if kept:
            found[node.eid] = kept
    return found


def internal(shown: StoredExpression) -> Iterator[InternalCitation]:
    """What the provisions of a wording cite of the same work, in reading order."""
    eids = _eids(shown)
    for node, citations in _cited(shown, shown.provisions):
        for citation in citations:
            for target in citation.targets:
                if target.work.is_this:
                    yield from _internal(node, citation, target, eids)


def _internal(
    node: Provision, citation: Citation, target: CitedTarget, eids: Container[str]
) -> Iterator[InternalCitation]:
    text = node.text[citation.start : citation.end]
    for cited in target.each():
        place = place_of(cited, eids, node.eid)
        yield InternalCitation(node.eid, text, citation.start, citation.end, cited, place)


def _cited(
    shown: StoredExpression, provisions: Sequence[Provision]
) -> Iterable[tuple[Provision, list[Citation]]]:
    language = shown.expression.language
    whole = (node.text for top in shown.provisions for node in top.walk())
    return cite_tree(provisions, language, own_nouns(islice(whole, _LEARNT), language))


def _eids(shown: StoredExpression) -> frozenset[str]:
    return frozenset(node.eid for top in shown.provisions for node in top.walk())


def _link(
    node: Provision,
    citation: Citation,
    eids: Container[str],
    outgoing: Mapping[str, str],
    located: Mapping[tuple[str, str | None], str | None],
) -> CitedLink | None:
    """To the first target of a mention that leads somewhere."""
    for target in citation.targets:
        if target.work.is_this:
            for cited in target.each()[:1]:
                place = place_of(cited, eids, node.eid)
                if place is not None:
                    return CitedLink(citation.start, citation.end, "", place)
            continue
        mention = target.work.named
        slug = outgoing.get(mention.text) if mention is not None else None
        if slug is not None and mention is not None:
            first = next(iter(target.each()), None)
            return CitedLink(citation.start, citation.end, slug, located.get((mention.text, first)) or "")
    return None
