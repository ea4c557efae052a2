"""Writes deposits: finds the work and the expression, enters what is new, settles and resolves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from corpus.identifiers import unique_slug
from corpus.model import Deposit, Notice
from corpus.store.claims import Claim, claims_of
from corpus.store.copies import Copies
from corpus.store.files import DepositCounts
from corpus.store.identity import Doubt, judge
from corpus.store.law_rows import action_columns, force_columns, relation_columns
from corpus.store.ledger import Ledger
from corpus.store.register import Candidate, KnownWork, Register
from corpus.store.resolving import resolve_components, resolve_relations, works_with
from corpus.store.rows import Row, clean, cleaned, in_chunks, interval_columns, origin_columns
from corpus.store.schema import (
    AssertionRow,
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
from corpus.store.settling import settle_works
from corpus.store.shelf import KnownExpression, KnownReading, Shelf
from corpus.store.superseding import IdSet, revive
from corpus.store.trees import FlatTree, flatten, hash_of


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A deposit with its tree flattened and the hash of all that it says."""

    deposit: Deposit
    candidate: Candidate
    tree: FlatTree
    digest: str

    @property
    def file(self) -> str:
        """The file from which it was read."""
        return self.candidate.file


class Depositing:
    """Writes batches within one transaction.

    `file` is the file that is being replaced: its earlier readings are on their way out unless
    they are in `seen`, to which every reading confirmed or made is added.
    """

    def __init__(self, ledger: Ledger, file: str | None = None, seen: IdSet | None = None) -> None:
        self.ledger = ledger
        self.file = None if file is None else clean(file)
        self.seen = seen if seen is not None else IdSet()
        self.register = Register(ledger.connection)
        self.shelf = Shelf(ledger.connection)
        self.copies = Copies(ledger)
        self._rows: dict[type, list[Row]] = {}
        self._relations: list[Row] = []
        self._expressions: set[int] = set()
        self._notices: list[Notice] = []
        self._provisions = 0

    def write(self, deposits: Sequence[Deposit]) -> DepositCounts:
        """Write a batch; what is there already, word for word, changes nothing."""
        new = self._unsaid([self._prepared(deposit) for deposit in deposits])
        if not new:
            return DepositCounts()
        self.register.load([prepared.candidate for prepared in new])
        self.copies.load(prepared.deposit.source for prepared in new)
        works = self._identify(new)
        self.shelf.load(work.id for work in works if not work.new)
        for prepared, work in zip(new, works, strict=True):
            self._enter(prepared, work)
        counted = self._counts(works)
        sources = (prepared.deposit.source for prepared in new)
        self._finish({work.id: source.path for work, source in zip(works, sources, strict=True)})
        notices, self._notices = tuple(self._notices), []
        return replace(counted, notices=notices)

    # --- which are new ---------------------------------------------------------------------------

    def _prepared(self, deposit: Deposit) -> _Prepared:
        tree = flatten(deposit.provisions)
        said = replace(deposit, provisions=(), source=replace(deposit.source, retrieved=None))
        file = self.file if self.file is not None else clean(deposit.source.path)
        digest = hash_of((file, said, tree.tree_hash))
        return _Prepared(deposit, Candidate.of(deposit, file), tree, digest)

    def _unsaid(self, prepared: list[_Prepared]) -> list[_Prepared]:
        """Those that the base does not hold already, each once; the rest is marked as seen."""
        by_digest = {item.digest: item for item in prepared}
        for chunk in in_chunks(sorted(by_digest)):
            query = select(ReadingRow.id, ReadingRow.digest).where(
                ReadingRow.digest.in_(chunk), ReadingRow.superseded.is_(None)
            )
            for reading_id, digest in self.ledger.connection.execute(query):
                self.seen.add(reading_id)
                by_digest.pop(digest, None)
        return list(by_digest.values())

    # --- which work ------------------------------------------------------------------------------

    def _identify(self, new: list[_Prepared]) -> list[KnownWork]:
        earlier = self.register.read_from(self.file) if self.file is not None else []
        works: list[KnownWork] = []
        for prepared in new:
            judgement = judge(prepared.candidate, self.register, earlier)
            work = judgement.work or self._new_work(prepared)
            work.learn(prepared.candidate)
            self.register.add(work)
            self._doubt(work, judgement.doubts)
            works.append(work)
        return works

    def _new_work(self, prepared: _Prepared) -> KnownWork:
        slug = unique_slug(prepared.candidate.slug, prepared.digest, self.register.taken)
        work = KnownWork(self.ledger.work_id(), slug, new=True)
        row = {"id": work.id, "slug": slug, "gone": False, "kind": work.kind.value}
        # A provisional number no other row has; the ledger gives the true one when it closes.
        self._add(WorkRow, {**row, "change": -work.id, "recorded": self.ledger.now})
        return work

    def _doubt(self, work: KnownWork, doubts: Sequence[Doubt]) -> None:
        for doubt in doubts:
            one, other = sorted((work.id, doubt.work_id))
            pair = {"one_id": one, "other_id": other, "score": doubt.score, "reason": doubt.reason}
            self._add(DoubtfulPairRow, pair)

    # --- what it says ----------------------------------------------------------------------------

    def _enter(self, prepared: _Prepared, work: KnownWork) -> None:
        deposit, reading_id = prepared.deposit, self.ledger.row_id()
        expression, gave_tree = self._expression(prepared, work)
        reading = KnownReading(reading_id, prepared.file, deposit.source.path, gave_tree)
        expression.readings.append(reading)
        self.seen.add(reading_id)
        self._add(
            ReadingRow,
            {
                "id": reading_id,
                "work_id": work.id,
                "expression_id": expression.id,
                "copy_id": self.copies.of(deposit.source),
                "file": prepared.file,
                "digest": prepared.digest,
                "gave_tree": gave_tree,
                "first_page": deposit.first_page,
                "last_page": deposit.last_page,
                "recorded": self.ledger.now,
            },
        )
        self._enter_claims(deposit, work.id, reading_id, expression.id)
        self._enter_law(deposit, work.id, reading_id)
        self._enter_notices(prepared, reading_id)

    def _expression(self, prepared: _Prepared, work: KnownWork) -> tuple[KnownExpression, bool]:
        deposit, tree = prepared.deposit, prepared.tree
        told, record_id = deposit.expression, deposit.work.record_id
        path = deposit.source.path
        place = self.shelf.place(work.id, told, record_id, tree, path, self._leaving)
        expression = place.known
        if expression is None:
            expression = KnownExpression(
                self.ledger.row_id(),
                told.language,
                told.making,
                told.number,
                record_id,
                told.valid,
                tree.text_hash,
                tree.tree_hash,
                tree.structure,
            )
            self.shelf.by_work[work.id].append(expression)
            self._add(ExpressionRow, self._expression_row(expression, work.id, deposit, tree))
            self._provisions += len(tree.rows)
            self._rows.setdefault(ProvisionRow, []).extend(
                {"expression_id": expression.id, **row} for row in tree.rows
            )
            if place.moved:
                self._flush()
                self.shelf.move(place.moved, work.id, expression)
        self._expressions.add(expression.id)
        return expression, place.gave_tree

    def _leaving(self, reading: KnownReading) -> bool:
        return self.file is not None and reading.file == self.file and reading.id not in self.seen

    def _expression_row(
        self, expression: KnownExpression, work_id: int, deposit: Deposit, tree: FlatTree
    ) -> Row:
        told = deposit.expression
        return {
            "id": expression.id,
            "work_id": work_id,
            "language": told.language,
            "making": told.making.value,
            "record_id": cleaned(expression.record_id),
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

    def _enter_claims(self, deposit: Deposit, work_id: int, reading_id: int, expression_id: int) -> None:
        for claim in claims_of(deposit):
            row = self._claim_row(claim)
            of_expression = claim.field.startswith("expression.")
            row |= {"work_id": work_id, "reading_id": reading_id}
            self._add(AssertionRow, {**row, "expression_id": expression_id if of_expression else None})

    def _claim_row(self, claim: Claim) -> Row:
        return {
            "id": self.ledger.row_id(),
            "field": claim.field,
            "value": claim.value,
            "data": claim.data,
            "chosen": claim.chosen,
            "recorded": self.ledger.now,
            **origin_columns(claim.origin),
        }

    def _enter_law(self, deposit: Deposit, work_id: int, reading_id: int) -> None:
        told = {"work_id": work_id, "reading_id": reading_id}
        for force in deposit.forces:
            self._add(ForceRow, {"id": self.ledger.row_id(), **told, **force_columns(force)})
        for relation in deposit.relations:
            row = {"id": self.ledger.row_id(), **told, **relation_columns(relation)}
            self._relations.append(row)
        for action in deposit.party_actions:
            self._add(PartyActionRow, {"id": self.ledger.row_id(), **told, **action_columns(action)})

    def _enter_notices(self, prepared: _Prepared, reading_id: int) -> None:
        path = prepared.deposit.source.path
        renamed = tuple(
            Notice(path, "duplicate_eid", f"the eId {eid!r} came twice; the later one is {new!r}")
            for eid, new in prepared.tree.renamed
        )
        self._notices.extend(renamed)
        for notice in (*prepared.deposit.notices, *renamed):
            row = {"id": self.ledger.row_id(), "reading_id": reading_id, "path": clean(notice.path)}
            self._add(NoticeRow, {**row, "code": notice.code, "reason": clean(notice.reason)})

    # --- writing ---------------------------------------------------------------------------------

    def _add(self, table: type, row: Row) -> None:
        self._rows.setdefault(table, []).append(row)

    def _flush(self) -> None:
        """Insert what has gathered, in the order in which tables refer to one another."""
        self.copies.flush()
        doubts = self._rows.pop(DoubtfulPairRow, [])
        for table in _ORDER:
            self.ledger.insert(table, self._rows.pop(table, []))
        self.ledger.insert(DoubtfulPairRow, self._new_doubts(doubts))

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

    def _finish(self, paths: dict[int, str]) -> None:
        """Enter what has gathered. `paths` has a source of each work, for what must be told of it."""
        work_ids = set(paths)
        self._flush()
        settlement = settle_works(self.ledger, work_ids, self._expressions)
        self._tell_conflicts(settlement.conflicts, paths)
        self._insert_relations()
        resolve_relations(self.ledger, settlement.keys | revive(self.ledger, work_ids))
        resolve_components(self.ledger, work_ids)
        self.ledger.touch(*work_ids)
        self._expressions.clear()

    def _tell_conflicts(self, conflicts: dict[int, tuple[str, ...]], paths: dict[int, str]) -> None:
        for work_id, dates in sorted(conflicts.items()):
            reason = f"sources of this work differ; unknown between them: {', '.join(dates)}"
            self._notices.append(Notice(paths[work_id], "conflicting_dates", reason))

    def _insert_relations(self) -> None:
        """Insert the batch's relations, resolved where exactly one work is meant."""
        targets: dict[str, int] = {}
        for chunk in in_chunks(sorted({row["target_key"] for row in self._relations})):
            targets |= works_with(self.ledger.connection, chunk)
        for row in self._relations:
            row["target_id"] = targets.get(row["target_key"])
        self.ledger.touch(*targets.values())
        self.ledger.insert(RelationRow, self._relations)
        self._relations = []

    def _counts(self, works: list[KnownWork]) -> DepositCounts:
        provisions, self._provisions = self._provisions, 0
        return DepositCounts(
            works=len({work.id for work in works}),
            expressions=len(self._expressions),
            provisions=provisions,
            relations=len(self._relations),
        )


_ORDER = (
    WorkRow,
    ExpressionRow,
    ProvisionRow,
    ReadingRow,
    AssertionRow,
    ForceRow,
    PartyActionRow,
    NoticeRow,
)
