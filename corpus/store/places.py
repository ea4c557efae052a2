"""Provisions as they are cited, without the trees that they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, select

from corpus.model import ABOVE_ARTICLES, ProvisionKind
from corpus.store.rows import in_chunks
from corpus.store.schema import CopyRow, ExpressionRow, ProvisionRow, ReadingRow
from corpus.store.seeing import View

_BETWEEN = "__"
"""Between the parts of an eId: `art_7__para_1__point_a`."""


@dataclass(frozen=True, slots=True)
class Place:
    """A provision as it is cited: `steps` are the labels from the article down, as printed.

    `numbered`: it bears a number or letter, which its translations share; those that are only
    counted (an alinéa) do not. `text` is its own, without that of those below it.
    """

    eid: str
    kind: str
    language: str
    steps: tuple[str, ...]
    numbered: bool
    page: int | None
    text: str


def load_places(
    connection: Connection, wanted: Mapping[int, Iterable[str]], view: View
) -> dict[tuple[int, str], Place]:
    """The places of these eIds, by expression; what is not seen or not there is left out."""
    found: dict[tuple[int, str], Place] = {}
    for expression_id, language in _seen(connection, wanted, view):
        asked = list(dict.fromkeys(wanted[expression_id]))
        rows = _rows(connection, expression_id, {above for eid in asked for above in _lineage(eid)})
        found |= {(expression_id, eid): _place(eid, rows, language) for eid in asked if eid in rows}
    return found


def _seen(connection: Connection, ids: Iterable[int], view: View) -> Iterator[tuple[int, str]]:
    """The expressions that are seen, with their languages."""
    for chunk in in_chunks(ids):
        query = (
            select(ReadingRow.expression_id, ExpressionRow.language)
            .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
            .join(ExpressionRow, ExpressionRow.id == ReadingRow.expression_id)
            .where(ReadingRow.expression_id.in_(chunk), view.readings())
            .distinct()
        )
        yield from ((row.expression_id, row.language) for row in connection.execute(query))


def _lineage(eid: str) -> Iterator[str]:
    """The eIds from the outermost provision to this one, by its parts."""
    parts = eid.split(_BETWEEN)
    return (_BETWEEN.join(parts[:count]) for count in range(1, len(parts) + 1))


def _rows(connection: Connection, expression_id: int, eids: Iterable[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    columns = (ProvisionRow.eid, ProvisionRow.kind, ProvisionRow.label, ProvisionRow.heading)
    for chunk in in_chunks(eids):
        query = select(*columns, ProvisionRow.number, ProvisionRow.page, ProvisionRow.text).where(
            ProvisionRow.expression_id == expression_id, ProvisionRow.eid.in_(chunk)
        )
        found |= {row["eid"]: row for row in connection.execute(query).mappings()}
    return found


def _place(eid: str, rows: Mapping[str, RowMapping], language: str) -> Place:
    own = rows[eid]
    path = [rows[each] for each in _lineage(eid) if each in rows]
    kept = [row for row in path if row is own or ProvisionKind(row["kind"]) not in ABOVE_ARTICLES]
    steps = tuple(called for row in kept if (called := row["label"] or row["heading"]))
    numbered = bool(own["label"] or own["number"])
    return Place(eid, own["kind"], language, steps, numbered, own["page"], own["text"])
