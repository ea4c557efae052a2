"""Writes deposits: finds the work and the expression, enters what is new, settles and resolves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from corpus.identifiers import unique_slug
from corpus.model import Deposit, Notice
from corpus.store.entries import Entries
from corpus.store.files import DepositCounts
from corpus.store.identity import judge
from corpus.store.ledger import Ledger
from corpus.store.register import Candidate, KnownWork, Register
from corpus.store.resolving import changed_by, resolve_components, resolve_relations
from corpus.store.rows import clean, demand_short, in_chunks
from corpus.store.schema import (
    ReadingRow,
)
from corpus.store.settling import settle_works
from corpus.store.shelf import KnownExpression, KnownReading, Shelf
from corpus.store.superseding import IdSet, revive
from corpus.store.trees import FlatTree, flatten, hash_of


@dataclass(frozen=True, slots=True)
class Prepared:
    """A deposit with its tree flattened and the hash of all that it says."""

    deposit: Deposit
    candidate: Candidate
    tree: FlatTree
    digest: str

    @property
    def file(self) -> str:
        """The file from which it was read."""
        return self.candidate.file


def prepare(deposits: Sequence[Deposit], file: str | None = None) -> list[Prepared]:
    """Do what needs no base, before the lock is taken. Raises InvalidIdentifier (of a key too long)."""
    return [_prepared(deposit, file) for deposit in deposits]


def _prepared(deposit: Deposit, file: str | None) -> Prepared:
    tree = flatten(deposit.provisions)
    said = replace(deposit, provisions=(), source=replace(deposit.source, retrieved=None))
    file = clean(deposit.source.path if file is None else file)
    digest = hash_of((file, said, tree.tree_hash))
    for key in _keys(deposit, file, tree):
        demand_short(key)
    return Prepared(deposit, Candidate.of(deposit, file), tree, digest)


def _keys(deposit: Deposit, file: str, tree: FlatTree) -> Iterator[str]:
    """What is looked up by an index, as long as it was given."""
    yield from (file, deposit.source.path, deposit.expression.language, deposit.work.record_id or "")
    for row in tree.rows:
        yield row["eid"]
        yield row["record_id"] or ""


class Depositing:
    """Writes one batch within a transaction.

    `file` is the file that is being replaced: its earlier readings are on their way out unless
    they are in `seen`, to which every reading confirmed or made is added.
    """

    def __init__(self, ledger: Ledger, file: str | None = None, seen: IdSet | None = None) -> None:
        self.ledger = ledger
        self.file = None if file is None else clean(file)
        self.seen = seen if seen is not None else IdSet()
        self.register = Register(ledger.connection)
        self.shelf = Shelf(ledger.connection)
        self.entries = Entries(ledger)
        self._expressions: set[int] = set()
        self._notices: list[Notice] = []

    def write(self, batch: Sequence[Prepared]) -> DepositCounts:
        """Write a batch; what is there already, word for word, changes nothing."""
        new = self._unsaid(batch)
        if not new:
            return DepositCounts()
        self.register.load([prepared.candidate for prepared in new])
        self.entries.copies.load(prepared.deposit.source for prepared in new)
        works = self._identify(new)
        self.shelf.load(work.id for work in works if not work.new)
        for prepared, work in zip(new, works, strict=True):
            self._enter(prepared, work)
        counts = self._counts(works)
        sources = (prepared.deposit.source for prepared in new)
        self._finish({work.id: source.path for work, source in zip(works, sources, strict=True)})
        return replace(counts, notices=tuple(self._notices))

    # --- which are new ---------------------------------------------------------------------------

    def _unsaid(self, prepared: Sequence[Prepared]) -> list[Prepared]:
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

    def _identify(self, new: list[Prepared]) -> list[KnownWork]:
        earlier = self.register.read_from(self.file) if self.file is not None else []
        works: list[KnownWork] = []
        for prepared in new:
            judgement = judge(prepared.candidate, self.register, earlier)
            work = judgement.work or self._new_work(prepared)
            work.learn(prepared.candidate)
            self.register.add(work)
            for doubt in judgement.doubts:
                self.entries.doubt(work.id, doubt)
            works.append(work)
        return works

    def _new_work(self, prepared: Prepared) -> KnownWork:
        slug = unique_slug(prepared.candidate.slug, prepared.digest, self.register.taken)
        work = KnownWork(self.ledger.work_id(), slug, new=True)
        self.entries.work(work.id, slug)
        return work

    # --- what it says ----------------------------------------------------------------------------

    def _enter(self, prepared: Prepared, work: KnownWork) -> None:
        deposit = prepared.deposit
        path = deposit.source.path
        expression, gave_tree = self._expression(prepared, work)
        reading_id = self.entries.reading(
            deposit, work.id, expression.id, prepared.file, prepared.digest, gave_tree=gave_tree
        )
        expression.readings.append(KnownReading(reading_id, prepared.file, path, gave_tree))
        self.seen.add(reading_id)
        for eid, new in prepared.tree.renamed:
            reason = f"the eId {eid!r} came twice; the later one is {new!r}"
            notice = Notice(path, "duplicate_eid", reason)
            self.entries.notice(reading_id, notice)
            self._notices.append(notice)

    def _expression(self, prepared: Prepared, work: KnownWork) -> tuple[KnownExpression, bool]:
        """The expression with this text, entered if it is new, and whether the tree is of this reading."""
        deposit, tree = prepared.deposit, prepared.tree
        told, record_id = deposit.expression, deposit.work.record_id
        place = self.shelf.place(work.id, told, record_id, tree, deposit.source.path, self._leaving)
        expression = place.known
        if expression is None:
            expression = KnownExpression.new(self.ledger.row_id(), told, record_id, tree)
            self.shelf.by_work[work.id].append(expression)
            self.entries.expression(expression.id, work.id, deposit, tree)
        if place.moved:
            self.entries.flush()
            self.shelf.move(place.moved, work.id, expression)
        self._expressions.add(expression.id)
        return expression, place.gave_tree

    def _leaving(self, reading: KnownReading) -> bool:
        return self.file is not None and reading.file == self.file and reading.id not in self.seen

    # --- what follows ----------------------------------------------------------------------------

    def _counts(self, works: list[KnownWork]) -> DepositCounts:
        return DepositCounts(
            works=len({work.id for work in works}),
            expressions=len(self._expressions),
            provisions=self.entries.provisions,
            relations=len(self.entries.relations),
        )

    def _finish(self, paths: dict[int, str]) -> None:
        """Settle and resolve. `paths` has a source of each work, for what must be told of it."""
        work_ids = set(paths)
        self.entries.flush()
        settlement = settle_works(self.ledger, work_ids, self._expressions)
        for work_id, dates in sorted(settlement.conflicts.items()):
            reason = f"sources of this work differ; unknown between them: {', '.join(dates)}"
            self._notices.append(Notice(paths[work_id], "conflicting_dates", reason))
        self.entries.resolve()
        resolve_relations(self.ledger, settlement.keys | revive(self.ledger, work_ids))
        resolve_components(self.ledger, work_ids)
        self.ledger.touch(*work_ids, *changed_by(self.ledger.connection, work_ids))
