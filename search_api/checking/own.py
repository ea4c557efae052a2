"""References of a draft to its own provisions that it has not."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.language.citations import CitedTarget, cite_tree
from corpus.law.absence import surely_absent
from corpus.law.cited_places import place_of
from corpus.model import Provision
from search_api.checking.draft import DraftText
from search_api.findings import Finding, FindingKind


def own_references(draft: DraftText) -> Iterator[Finding]:
    """A finding for each that leads to nothing for certain, RESOLVED for each that leads somewhere."""
    tree, eids = draft.deposit.provisions, draft.paths
    for node, citations in cite_tree(tree, draft.language):
        told: set[str] = set()
        for citation in citations:
            for cited in _own(citation.targets):
                if cited in told:
                    continue
                told.add(cited)
                kind = _kind(cited, node, draft)
                if kind is not None:
                    words, span = node.text[citation.start : citation.end], (citation.start, citation.end)
                    eid = place_of(cited, eids, node.eid) or cited
                    yield Finding(kind, draft.place(node.eid), words, span, details={"cited": eid})


def _own(targets: tuple[CitedTarget, ...]) -> Iterator[str]:
    for target in targets:
        if target.work.is_this:
            yield from target.each()


def _kind(cited: str, node: Provision, draft: DraftText) -> FindingKind | None:
    if place_of(cited, draft.paths, node.eid) is not None:
        return FindingKind.RESOLVED
    absent = surely_absent(cited, draft.deposit.provisions, node.eid)
    return FindingKind.OWN_REFERENCE_BROKEN if absent else None
