"""Terms, obligations and procedures to rows and back: told by readings, kept with their expression."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, select

from corpus.language.folding import fold
from corpus.model import (
    Deposit,
    Facts,
    ItemKind,
    Modality,
    Obligation,
    Procedure,
    ProcedureItem,
    Span,
    Term,
)
from corpus.store.ledger import Ledger
from corpus.store.rows import Row, clean, cleaned, in_chunks
from corpus.store.schema import (
    Base,
    CopyRow,
    ExpressionRow,
    ObligationRow,
    ProcedureItemRow,
    ProcedureRow,
    ReadingRow,
    TermRow,
    WorkRow,
)
from corpus.store.seeing import View
from corpus.store.views import StoredProcedure, StoredTerm

FACT_TABLES: Final[tuple[type[Base], ...]] = (TermRow, ObligationRow, ProcedureRow, ProcedureItemRow)
"""In the order in which they are entered."""


def fact_rows(
    ledger: Ledger, deposit: Deposit, reading_id: int, expression_id: int
) -> dict[type[Base], list[Row]]:
    """The rows of what a reading found."""
    facts, language = deposit.facts, deposit.expression.language
    rows: dict[type[Base], list[Row]] = defaultdict(list)

    def told(fact: Term | Obligation | Procedure | ProcedureItem) -> Row:
        place = {"span_start": fact.span and fact.span.start, "span_end": fact.span and fact.span.end}
        ids = {"id": ledger.row_id(), "reading_id": reading_id, "expression_id": expression_id}
        return {**ids, "eid": clean(fact.eid), **place}

    for term in facts.terms:
        rows[TermRow].append({**told(term), **_term(term, language)})
    for obligation in facts.obligations:
        rows[ObligationRow].append({**told(obligation), **_obligation(obligation)})
    for procedure in facts.procedures:
        row = {**told(procedure), **_procedure(procedure, language)}
        rows[ProcedureRow].append(row)
        for position, item in enumerate(procedure.items):
            of = {"procedure_id": row["id"], "position": position}
            rows[ProcedureItemRow].append({**told(item), **of, **_item(item)})
    return rows


def _term(term: Term, language: str) -> Row:
    name = clean(term.term)
    return {
        "term": name,
        "folded": fold(name, language),
        "definition": clean(term.definition),
        "language": language,
    }


def _obligation(obligation: Obligation) -> Row:
    return {
        "bearer": clean(obligation.bearer),
        "modality": obligation.modality.value,
        "deed": clean(obligation.deed),
        "beneficiary": cleaned(obligation.beneficiary),
        "deadline": cleaned(obligation.deadline),
        "condition": cleaned(obligation.condition),
    }


def _procedure(procedure: Procedure, language: str) -> Row:
    name = clean(procedure.name)
    body = cleaned(procedure.competent_body)
    return {"name": name, "folded": fold(name, language), "competent_body": body, "language": language}


def _item(item: ProcedureItem) -> Row:
    data = {name: clean(value) for name, value in item.data.items()} or None
    return {"kind": item.kind.value, "text": clean(item.text), "data": data}


# --- of one work -------------------------------------------------------------------------------------


def load_facts(connection: Connection, readings: Iterable[RowMapping]) -> dict[int, Facts]:
    """What is told of each expression, by one of these readings: the one whose tree it is, else the first."""
    chosen: dict[int, RowMapping] = {}
    for row in readings:
        held = chosen.get(row["expression_id"])
        if held is None or (row["gave_tree"] and not held["gave_tree"]):
            chosen[row["expression_id"]] = row
    ids = {row["reading_id"]: expression_id for expression_id, row in chosen.items()}
    terms = _grouped(connection, TermRow, ids)
    obligations = _grouped(connection, ObligationRow, ids)
    procedures = _grouped(connection, ProcedureRow, ids)
    items = _items(connection, ProcedureItemRow.reading_id, ids)
    return {
        expression_id: Facts(
            terms=tuple(map(_read_term, terms[reading_id])),
            obligations=tuple(map(_read_obligation, obligations[reading_id])),
            procedures=tuple(_read_procedure(row, items[row["id"]]) for row in procedures[reading_id]),
        )
        for reading_id, expression_id in ids.items()
    }


def _grouped(
    connection: Connection, table: type[TermRow | ObligationRow | ProcedureRow], ids: Iterable[int]
) -> Mapping[int, list[RowMapping]]:
    found: dict[int, list[RowMapping]] = defaultdict(list)
    for chunk in in_chunks(ids):
        query = select(table.__table__).where(table.reading_id.in_(chunk)).order_by(table.id)
        for row in connection.execute(query).mappings():
            found[row["reading_id"]].append(row)
    return found


def _items(connection: Connection, column: Any, ids: Iterable[int]) -> Mapping[int, list[ProcedureItem]]:
    found: dict[int, list[ProcedureItem]] = defaultdict(list)
    order = (ProcedureItemRow.procedure_id, ProcedureItemRow.position)
    for chunk in in_chunks(ids):
        query = select(ProcedureItemRow.__table__).where(column.in_(chunk)).order_by(*order)
        for row in connection.execute(query).mappings():
            found[row["procedure_id"]].append(_read_item(row))
    return found


def _span(row: RowMapping) -> Span | None:
    return None if row["span_start"] is None else Span(row["span_start"], row["span_end"])


def _read_term(row: RowMapping) -> Term:
    return Term(row["eid"], row["term"], row["definition"], _span(row))


def _read_obligation(row: RowMapping) -> Obligation:
    words = {name: row[name] for name in ("deed", "bearer", "beneficiary", "deadline", "condition")}
    return Obligation(row["eid"], Modality(row["modality"]), **words, span=_span(row))


def _read_procedure(row: RowMapping, items: Iterable[ProcedureItem]) -> Procedure:
    return Procedure(row["eid"], row["name"], tuple(items), row["competent_body"], _span(row))


def _read_item(row: RowMapping) -> ProcedureItem:
    return ProcedureItem(row["eid"], ItemKind(row["kind"]), row["text"], row["data"] or {}, _span(row))


# --- of all works ------------------------------------------------------------------------------------


def list_terms(
    connection: Connection, view: View, *, starting: str, language: str | None, limit: int
) -> list[StoredTerm]:
    """Terms whose folded words begin so, in alphabetical order; each once for an expression."""
    wanted = TermRow.folded.startswith(starting, autoescape=True)
    if language:
        wanted = and_(wanted, TermRow.language == language)
    query = _with_work(TermRow, view, wanted).order_by(TermRow.folded, WorkRow.slug, TermRow.id)
    rows = connection.execute(query.limit(limit * _COPIES)).mappings()
    return [
        StoredTerm(row["work_id"], row["slug"], row["expression_id"], row["language"], _read_term(row))
        for row in _once(rows, "eid", "folded")
    ][:limit]


def list_procedures(
    connection: Connection, view: View, *, words: Iterable[str], language: str | None, limit: int
) -> list[StoredProcedure]:
    """Procedures whose folded names have all these words, by name; each once for an expression."""
    parts: list[ColumnElement[bool]] = [ProcedureRow.folded.contains(word, autoescape=True) for word in words]
    if language:
        parts.append(ProcedureRow.language == language)
    query = _with_work(ProcedureRow, view, *parts)
    query = query.order_by(ProcedureRow.folded, WorkRow.slug, ProcedureRow.id)
    rows = list(_once(connection.execute(query.limit(limit * _COPIES)).mappings(), "eid", "folded"))[:limit]
    items = _items(connection, ProcedureItemRow.procedure_id, [row["id"] for row in rows])
    return [
        StoredProcedure(
            row["work_id"],
            row["slug"],
            row["expression_id"],
            row["language"],
            _read_procedure(row, items[row["id"]]),
        )
        for row in rows
    ]


_COPIES: Final = 4
"""Copies of one text from which the same was read, that a page of a list bears before it grows short."""


def _with_work(
    table: type[TermRow | ProcedureRow], view: View, *wanted: ColumnElement[bool]
) -> Select[tuple[Any, ...]]:
    return (
        select(table.__table__, ExpressionRow.work_id, WorkRow.slug)
        .join(ReadingRow, ReadingRow.id == table.reading_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(ExpressionRow, ExpressionRow.id == table.expression_id)
        .join(WorkRow, WorkRow.id == ExpressionRow.work_id)
        .where(view.readings(), *wanted)
    )


def _once(rows: Iterable[RowMapping], *names: str) -> Iterator[RowMapping]:
    """The first row of each expression with these values: several copies tell the same."""
    seen: set[tuple[Any, ...]] = set()
    for row in rows:
        key = (row["expression_id"], *(row[name] for name in names))
        if key not in seen:
            seen.add(key)
            yield row
