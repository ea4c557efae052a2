"""Usual parts that a draft lacks: told where nothing in it looks like that part."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Final

from corpus.language.drafting import drafting, is_known
from corpus.model import (
    ClauseKind,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    WorkKind,
)
from search_api.checking.base import Base
from search_api.checking.draft import DraftText
from search_api.findings import Finding, FindingKind
from search_api.review.texts import applies


class Part(StrEnum):
    """A usual part; the value is the key of its name in the catalogues."""

    ENTRY_INTO_FORCE = "entry_into_force"
    REPEAL = "repeal"
    RESPONSIBLE = "responsible"
    BASIS = "basis"


_TREATIES: Final = frozenset(
    {
        WorkKind.TREATY,
        WorkKind.INTERNATIONAL_ARRANGEMENT,
        WorkKind.PROTOCOL,
        WorkKind.EXCHANGE_OF_LETTERS,
    }
)
_ACTS: Final = frozenset(
    {
        WorkKind.LAW,
        WorkKind.ORDINANCE,
        WorkKind.DECREE,
        WorkKind.RESOLUTION,
        WorkKind.DECISION,
        WorkKind.CIRCULAR,
        WorkKind.JOINT_CIRCULAR,
        WorkKind.REGULATION,
        WorkKind.ORDER,
    }
)
_EXECUTIVE: Final = frozenset(
    {WorkKind.DECREE, WorkKind.CIRCULAR, WorkKind.JOINT_CIRCULAR, WorkKind.DECISION, WorkKind.ORDER}
)
"""Acts that rest on another: they name it."""
_CLAUSES: Final = {
    Part.ENTRY_INTO_FORCE: ClauseKind.ENTRY_INTO_FORCE,
    Part.RESPONSIBLE: ClauseKind.IMPLEMENTATION,
}
_FEWEST: Final = 3
"""Articles of a text of which parts may be missed; a shorter one is a note or an excerpt."""
_OPENING: Final = 2
"""Articles at the beginning in which a basis may stand, where no preamble has it."""


def missing_parts(draft: DraftText, *, replaces: bool) -> Iterator[Finding]:
    """A finding for each part that is usual for such a text, and of which there is no sign.

    `replaces`: a work of the same subject is in force, and nothing in the draft ends it.
    """
    if not is_known(draft.language) or len(_articles(draft)) < _FEWEST:
        return
    for part in _usual(draft.deposit.work.kind):
        if not _has(draft, part):
            yield _finding(draft, part)
    if replaces or _says_it_replaces(draft):
        yield _finding(draft, Part.REPEAL)


def takes_a_place(draft: DraftText, changed: Collection[str], base: Base) -> bool:
    """Whether another work of the same title and kind is in force that the draft does not touch."""
    own = draft.deposit.work
    for title in own.titles.values():
        asked = Relation(RelationType.CITES, title, Origin(OriginKind.TEXT, "title"))
        for found in base.library.resolve((asked,), base.scope):
            work = base.work(found.target_slug) if found.target_slug else None
            if (
                work is None
                or found.target_slug in changed
                or own.kind not in (work.work.kind, WorkKind.OTHER)
            ):
                continue
            same_text = {each.value for each in own.identifiers} & {
                each.value for each in work.work.identifiers
            }
            if not same_text and applies(base.status(work)):
                return True
    return False


def _finding(draft: DraftText, part: Part) -> Finding:
    details = {"part": part.value, "says": f"missing_{part.value}"}
    return Finding(FindingKind.MISSING_PART, draft.place(None), details=details)


def _usual(kind: WorkKind) -> Iterator[Part]:
    if kind in _TREATIES | _ACTS:
        yield Part.ENTRY_INTO_FORCE
    if kind in _ACTS:
        yield Part.RESPONSIBLE
    if kind in _EXECUTIVE:
        yield Part.BASIS


def _has(draft: DraftText, part: Part) -> bool:
    if part is Part.BASIS:
        return _has_basis(draft)
    typed = any(node.clause is _CLAUSES[part] for node in draft.provisions)
    words = drafting(draft.language, part.value)
    return typed or any(words.search(node.heading) or words.search(node.text) for node in _outside(draft))


def _has_basis(draft: DraftText) -> bool:
    if any(each.type is RelationType.BASED_ON for each in draft.deposit.relations):
        return True
    first = {node.eid for node in _articles(draft)[:_OPENING]}
    opening: list[Provision] = []
    for top in draft.deposit.provisions:
        opening += [node for node in top.walk() if _opens(node, first)]
    return any(drafting(draft.language, "basis").search(_said(node)) for node in opening)


def _opens(node: Provision, first: set[str]) -> bool:
    return node.kind in (ProvisionKind.PREAMBLE, ProvisionKind.RECITAL) or any(
        node.eid == eid or node.eid.startswith((f"{eid}__", "preamble")) for eid in first
    )


def _says_it_replaces(draft: DraftText) -> bool:
    """Whether it says, outside of any clause that does it, that it takes the place of another work."""
    ends = {RelationType.REPEALS, RelationType.REPLACES, RelationType.ANNULS, RelationType.TERMINATES}
    if any(each.type in ends for each in draft.deposit.relations):
        return False
    if any(node.clause is ClauseKind.REPEAL for node in draft.provisions):
        return False
    cited = {each.from_eid for each in draft.deposit.relations if each.from_eid}
    nodes = [node for node in draft.provisions if node.eid in cited]
    return any(
        drafting(draft.language, "replaces").search(node.text) and _near(draft, node) for node in nodes
    )


def _near(draft: DraftText, node: Provision) -> bool:
    """Whether a whole work is cited right behind the word."""
    for found in drafting(draft.language, "replaces").finditer(node.text):
        for each in draft.deposit.relations:
            span = each.origin.span
            whole = each.from_eid == node.eid and each.target_eid is None and span is not None
            if whole and span is not None and found.end() <= span.start <= found.end() + 40:
                return True
    return False


def _articles(draft: DraftText) -> list[Provision]:
    return [node for node in draft.provisions if node.kind is ProvisionKind.ARTICLE]


def _outside(draft: DraftText) -> Iterator[Provision]:
    """Provisions of the draft itself, without what it quotes for other works."""
    for path in draft.paths.values():
        if not any(node.kind is ProvisionKind.QUOTATION for node in path):
            yield path[-1]


def _said(node: Provision) -> str:
    return f"{node.heading}\n{node.text}"
