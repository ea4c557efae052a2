"""Lines of a procedure: time limits, fees, papers, competent bodies, steps."""

from __future__ import annotations

from collections.abc import Iterator
from spacy.tokens import Doc

from corpus.model import ItemKind, ProcedureItem, Provision, Span
from ingest.facts.clauses import Stretch, sentences
from ingest.facts.deadlines import Deadline
from ingest.facts.pipeline import Cues
from ingest.facts.quantities import Money, money
from ingest.facts.rules import FactRules


def items(doc: Doc, node: Provision, found: FactRules, limits: list[Deadline]) -> Iterator[ProcedureItem]:
    """The lines that the own text of a provision tells, in their order."""
    read = [
        *(_item(doc, node, ItemKind.DEADLINE, one.start, one.end, one.data) for one in limits),
        *_fees(doc, node, found),
    ]
    yield from sorted(read, key=lambda item: (item.span or Span(0, 0)).start)


def _item(
    doc: Doc, node: Provision, kind: ItemKind, start: int, end: int, data: dict[str, str] | None = None
) -> ProcedureItem:
    span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text))
    return ProcedureItem(node.eid, kind, node.text[span.start : span.end], data or {}, span)


def _fees(doc: Doc, node: Provision, found: FactRules) -> Iterator[ProcedureItem]:
    """Sums in a sentence that tells of a fee, and of no punishment."""
    cues: Cues = doc._.cues
    for one in money(doc, found):
        sentence = next(s for s in sentences(doc, node.text) if s.start <= one.start < s.end)
        if cues.has("fee", start=sentence.start, end=sentence.end) and not _punished(cues, sentence):
            yield _item(doc, node, ItemKind.FEE, one.start, one.end, _fee_data(one))


def _punished(cues: Cues, sentence: Stretch) -> bool:
    return cues.has("penalty", start=sentence.start, end=sentence.end)


def _fee_data(one: Money) -> dict[str, str]:
    told = {"currency": one.currency}
    return {"amount": str(one.amount), **told} if one.amount is not None else told
