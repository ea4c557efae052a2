"""Terms that a draft uses as defined by a provision of its own that does not even have the word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from corpus.language.citations import cite_tree
from corpus.language.drafting import drafting
from corpus.language.folding import fold
from corpus.law.cited_places import place_of
from corpus.model import Provision, ProvisionKind
from search_api.checking.draft import DraftText
from search_api.findings import Finding, FindingKind

_QUOTED: Final = r"[“\"«‘「„](?P<term>[^“”\"«»‘’「」„\n]{2,60})[”\"»’」“]\s*[,،，]?\s*"
_NEAR: Final = 6
"""Characters between `as defined in` and the citation."""


def undefined(draft: DraftText) -> Iterator[Finding]:
    """A finding for `“seafarer” as defined in Article 2` where Article 2 says nothing of seafarers."""
    for node, citations in cite_tree(draft.deposit.provisions, draft.language):
        if any(above.kind is ProvisionKind.QUOTATION for above in draft.paths[node.eid]):
            continue
        for found in _used(draft.language).finditer(node.text):
            cited = next(
                (
                    each
                    for citation in citations
                    if 0 <= citation.start - found.end() <= _NEAR
                    for target in citation.targets
                    if target.work.is_this
                    for each in target.each()
                ),
                None,
            )
            eid = place_of(cited, draft.paths, node.eid) if cited else None
            place = draft.node(eid)
            if place is not None and not _has(place, found["term"], draft.language):
                span = (found.start("term"), found.end("term"))
                yield Finding(
                    FindingKind.TERM_UNDEFINED,
                    draft.place(node.eid),
                    found["term"],
                    span,
                    details={"term": found["term"]},
                )


def _has(place: Provision, term: str, language: str) -> bool:
    text = fold(f"{place.heading} {place.full_text()}", language)
    return fold(term.strip(), language) in text


@cache
def _used(language: str) -> re.Pattern[str]:
    return re.compile(_QUOTED + drafting(language, "undefined").pattern, re.IGNORECASE)
