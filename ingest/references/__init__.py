"""From what provisions cite to relations with other works.

Citations within a work ("paragraph 2 of this Article") are no relations: they are read from the text whenever
it is shown (`corpus.language.citations`), for that costs less than keeping them (see ARCHITECTURE.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.identifiers import normalise_identifier, normalise_number, title_key
from corpus.language.citations import Citation, CitedTarget, WorkMention, cite_tree, is_basis
from corpus.model import Origin, OriginKind, Provision, ProvisionKind, Relation, RelationType, Span, Work

DETAIL = "citation"
"""What the origin of such a relation says; its span is in the provision's own text."""
LONGEST_TARGET = 300
"""Characters of a target as printed: a longer one is a sentence that runs on."""
_PREAMBLES = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.RECITAL})


def read_references(tree: Sequence[Provision], language: str, work: Work) -> tuple[Relation, ...]:
    """What the provisions cite of other works, each once a provision, in reading order."""
    own = _own_keys(work)
    kinds = {node.eid: node.kind for top in tree for node in _preambles(top)}
    found: dict[tuple[object, ...], Relation] = {}
    for node, citations in cite_tree(tree, language):
        for citation in citations:
            basis = node.eid in kinds and is_basis(node.text, citation.start, language)
            for relation in _relations(node.eid, citation, own, basis=basis):
                key = (relation.type, relation.from_eid, relation.target, relation.target_eid)
                found.setdefault(key, relation)
    return tuple(found.values())


def _preambles(top: Provision, inside: bool = False) -> Iterator[Provision]:
    """The provisions of a preamble with all below them."""
    inside = inside or top.kind in _PREAMBLES
    if inside:
        yield top
    for child in top.children:
        yield from _preambles(child, inside)


def _relations(eid: str, citation: Citation, own: frozenset[str], *, basis: bool) -> Iterator[Relation]:
    origin = Origin(OriginKind.TEXT, DETAIL, Span(citation.start, citation.end))
    for target in citation.targets:
        mention = target.work.named
        if mention is None or mention.is_this or _keys(mention) & own:
            continue
        kind = RelationType.BASED_ON if basis else RelationType.CITES
        for provision in provisions(target):
            yield Relation(kind, mention.text[:LONGEST_TARGET], origin, eid, target_eid=provision)


def provisions(target: CitedTarget) -> Iterable[str | None]:
    """The provisions of a target one by one."""
    return target.each() or (None,)


def _own_keys(work: Work) -> frozenset[str]:
    numbers = (normalise_identifier(identifier) for identifier in work.identifiers)
    return frozenset(numbers) | {title_key(title) for title in work.titles.values()} - {""}


def _keys(mention: WorkMention) -> frozenset[str]:
    """By what the mention could be known as the work itself."""
    return frozenset({normalise_number(mention.number), title_key(mention.text)} - {""})
