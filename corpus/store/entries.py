"""What a batch enters: rows gathered, and inserted at once in the order of their references."""

from __future__ import annotations

from sqlalchemy import select

from corpus.model import Deposit, Notice
from corpus.store.claims import claims_of
from corpus.store.copies import Copies
from corpus.store.facts import FACT_TABLES, fact_rows
from corpus.store.identity import Doubt
from corpus.store.law_rows import action_columns, force_columns, relation_columns
from corpus.store.ledger import Ledger
from corpus.store.resolving import SILENT, is_title, too_late, works_with
from corpus.store.rows import Row, clean, cleaned, in_chunks, interval_columns, origin_columns
from corpus.store.schema import (
    AssertionRow,
    Base,
    DoubtfulPairRow,
    ExpressionRow,
    ForceRow,
    NoticeRow,
    PartyActionRow,
    ProvisionRow,
    ReadingRow,
    RelationRow,
    WorkRow,
)
from corpus.store.trees import FlatTree

_ORDER: tuple[type[Base], ...] = (
    WorkRow,
    ExpressionRow,
    ProvisionRow,
    ReadingRow,
    AssertionRow,
    ForceRow,
    PartyActionRow,
    NoticeRow,
    *FACT_TABLES,
)


class Entries:
    """Rows on their way into the base. `copies` finds or enters the sources that readings name."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.copies = Copies(ledger)
        self.provisions = 0
        """How many were entered."""
        self.relations: list[Row] = []
        """Those that wait for `resolve`: their targets may be works of the same batch."""
        self._rows: dict[type, list[Row]] = {}

    def work(self, work_id: int, slug: str) -> None:
        """A new work; its values are settled from what is told of it."""
        row = {"id": work_id, "slug": slug, "gone": False, "kind": "other", "recorded": self.ledger.now}
        # A change number that no other row has; the ledger gives the true one when it closes.
        self._add(WorkRow, {**row, "change": -work_id})

    def doubt(self, work_id: int, doubt: Doubt) -> None:
        """A pair of works that may be one."""
        one, other = sorted((work_id, doubt.work_id))
        pair = {"one_id": one, "other_id": other, "score": doubt.score, "reason": doubt.reason}
        self._add(DoubtfulPairRow, pair)

    def expression(self, expression_id: int, work_id: int, deposit: Deposit, tree: FlatTree) -> None:
        """A new expression with its tree."""
        told = deposit.expression
        row = {
            "id": expression_id,
            "work_id": work_id,
            "language": told.language,
            "making": told.making.value,
            "record_id": cleaned(deposit.work.record_id),
            "text_hash": tree.text_hash,
            "tree_hash": tree.tree_hash,
            "structure": tree.structure,
            "provisions": len(tree.rows),
            "recorded": self.ledger.now,
            "authority": told.authority.value,
            "title": clean(told.title),
            "number": clean(told.number),
            "number_key": "",
            **interval_columns(told.valid),
        }
        self._add(ExpressionRow, row)
        self.provisions += len(tree.rows)
        provisions = self._rows.setdefault(ProvisionRow, [])
        provisions.extend({"expression_id": expression_id, **node} for node in tree.rows)

    def reading(
        self, deposit: Deposit, work_id: int, expression_id: int, file: str, digest: str, *, gave_tree: bool
    ) -> int:
        """A reading with all that it tells; returns its id."""
        reading_id = self.ledger.row_id()
        row = {
            "id": reading_id,
            "work_id": work_id,
            "expression_id": expression_id,
            "copy_id": self.copies.of(deposit.source),
            "file": file,
            "digest": digest,
            "gave_tree": gave_tree,
            "first_page": deposit.first_page,
            "last_page": deposit.last_page,
            "recorded": self.ledger.now,
        }
        self._add(ReadingRow, row)
        told = {"work_id": work_id, "reading_id": reading_id}
        self._claims(deposit, told, expression_id)
        self._law(deposit, told)
        for table, rows in fact_rows(self.ledger, deposit, reading_id, expression_id).items():
            self._rows.setdefault(table, []).extend(rows)
        for notice in deposit.notices:
            self.notice(reading_id, notice)
        return reading_id

    def notice(self, reading_id: int, notice: Notice) -> None:
        """Something to tell of a reading."""
        row = {"id": self.ledger.row_id(), "reading_id": reading_id, "path": clean(notice.path)}
        self._add(NoticeRow, {**row, "code": notice.code, "reason": clean(notice.reason)})

    def _claims(self, deposit: Deposit, told: Row, expression_id: int) -> None:
        for claim in claims_of(deposit):
            of_expression = claim.field.startswith("expression.")
            row = {
                "id": self.ledger.row_id(),
                "expression_id": expression_id if of_expression else None,
                "field": claim.field,
                "value": claim.value,
                "data": claim.data,
                "chosen": claim.chosen,
                "recorded": self.ledger.now,
            }
            self._add(AssertionRow, {**row, **told, **origin_columns(claim.origin)})

    def _law(self, deposit: Deposit, told: Row) -> None:
        for force in deposit.forces:
            self._add(ForceRow, {"id": self.ledger.row_id(), **told, **force_columns(force)})
        for relation in deposit.relations:
            self.relations.append({"id": self.ledger.row_id(), **told, **relation_columns(relation)})
        for action in deposit.party_actions:
            self._add(PartyActionRow, {"id": self.ledger.row_id(), **told, **action_columns(action)})

    # --- writing ---------------------------------------------------------------------------------

    def flush(self) -> None:
        """Insert what has gathered, but the relations."""
        self.copies.flush()
        doubts = self._rows.pop(DoubtfulPairRow, [])
        for table in _ORDER:
            self.ledger.insert(table, self._rows.pop(table, []))
        self.ledger.insert(DoubtfulPairRow, self._new_doubts(doubts))

    def resolve(self) -> None:
        """Insert the relations, resolved where exactly one work is meant."""
        targets: dict[str, int] = {}
        for chunk in in_chunks(sorted({row["target_key"] for row in self.relations})):
            targets |= works_with(self.ledger.connection, chunk)
        by_title = [
            (row["work_id"], targets[key]) for row in self.relations if (key := row["target_key"]) in targets
        ]
        late = too_late(self.ledger.connection, by_title)
        for row in self.relations:
            target = targets.get(row["target_key"])
            row["target_id"] = (
                None if is_title(row["target_key"]) and (row["work_id"], target) in late else target
            )
            if row["type"] not in SILENT and row["target_id"] is not None:
                self.ledger.touch(row["target_id"])
        self.ledger.insert(RelationRow, self.relations)
        self.relations = []

    def _add(self, table: type, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def _new_doubts(self, doubts: list[Row]) -> list[Row]:
        """Each pair once, and none that is listed already."""
        pairs = {(row["one_id"], row["other_id"]): row for row in doubts}
        for chunk in in_chunks(sorted({one for one, _ in pairs})):
            query = select(DoubtfulPairRow.one_id, DoubtfulPairRow.other_id)
            for one, other in self.ledger.connection.execute(query.where(DoubtfulPairRow.one_id.in_(chunk))):
                pairs.pop((one, other), None)
        for row in pairs.values():
            row |= {"id": self.ledger.row_id(), "recorded": self.ledger.now}
        return list(pairs.values())
