"""Procedures: the lines of one article or section under a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.model import Procedure, ProcedureItem, Provision
from ingest.facts.rules import FactRules


def procedures(
    provisions: Sequence[Provision], items: Sequence[ProcedureItem], found: FactRules
) -> Iterator[Procedure]:
    """For each article or section whose heading names a procedure, its lines."""
    by_eid: dict[str, list[ProcedureItem]] = {}
    for item in items:
        by_eid.setdefault(item.eid, []).append(item)
    for top in provisions:
        yield from _below(top, by_eid, found)


def _below(node: Provision, by_eid: dict[str, list[ProcedureItem]], found: FactRules) -> Iterator[Procedure]:
    if found.headings["procedure"].search(node.heading):
        lines = tuple(item for one in node.walk() for item in by_eid.get(one.eid, ()))
        if lines:
            yield Procedure(node.eid, node.heading, lines)
            return
    for child in node.children:
        yield from _below(child, by_eid, found)
