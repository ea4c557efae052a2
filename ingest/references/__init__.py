"""From what provisions cite and change to relations with other works.

Citations within a work ("paragraph 2 of this Article") are no relations: they are read from the text whenever
it is shown (`corpus.language.citations`), for that costs less than keeping them (see ARCHITECTURE.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from corpus.identifiers import normalise_identifier, normalise_number, title_key
from corpus.language.amendments.reading import modifications
from corpus.language.citations import Citation, CitedTarget, WorkMention, cite_tree, is_basis
from corpus.language.citations.codified import codified
from corpus.model import Origin, OriginKind, Provision, ProvisionKind, Relation, RelationType, Span, Work
from ingest.references.changes import LONGEST_TARGET, mention_of, relation_of, says_the_same

DETAIL = "citation"
"""What the origin of such a relation says; its span is in the provision's own text."""
_PREAMBLES = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.RECITAL})


def read_references(
    tree: Sequence[Provision], language: str, work: Work, given: Iterable[Relation] = ()
) -> tuple[Relation, ...]:
    """What the provisions change of other works, and what else they cite of them, each once a provision.

    What the format says of these changes (`given`) is not told a second time. What an article of another work
    changes, printed in a codification, this one does not.
    """
    own, given = _own_keys(work), tuple(given)
    cited = list(cite_tree(tree, language))
    saying = {node.eid for top in codified(tree, language, own) for node in top.walk()}
    changes = [
        relation
        for change in modifications(tree, language, cited)
        if (relation := relation_of(change))
        and relation.from_eid in saying
        and not _keys(mention_of(change)) & own
        and not any(says_the_same(each, relation) for each in given)
    ]
    found = {_key(relation): relation for relation in changes}
    changed = {key[1:] for key in found}
    kinds = {node.eid: node.kind for top in tree for node in _preambles(top)}
    for node, citations in cited:
        for citation in citations:
            basis = node.eid in kinds and is_basis(node.text, citation.start, language)
            for relation in _relations(node.eid, citation, own, basis=basis):
                if (key := _key(relation))[1:] not in changed:
                    found.setdefault(key, relation)
    return tuple(found.values())


def _key(relation: Relation) -> tuple[str | None, ...]:
    return relation.type, relation.from_eid, relation.target, relation.target_eid


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


def _keys(mention: WorkMention | None) -> frozenset[str]:
    """By what the mention could be known as the work itself."""
    if mention is None:
        return frozenset()
    return frozenset({normalise_number(mention.number), title_key(mention.text)} - {""})
