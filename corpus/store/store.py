"""The store of record: one database that holds all that the base says, and said."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Self

from sqlalchemy import Connection, Engine, select

from corpus.errors import NotFound, UnsuitableDataFolder
from corpus.model import Deposit, Facts, Notice, Party, Relation, Scope, Source
from corpus.store import bookkeeping, curation, deriving, registry, regrouping
from corpus.store.adopted import adopted_on
from corpus.store.deliveries import Deliveries
from corpus.store.depositing import Depositing, prepare
from corpus.store.engine import connect, is_sqlite_file, reading, writing
from corpus.store.epoch import epoch_of, renew
from corpus.store.facts import list_procedures, list_terms, load_facts
from corpus.store.files import DepositCounts, FileOutcome, FileRecord
from corpus.store.finding import find_id
from corpus.store.ledger import Ledger
from corpus.store.listing import (
    count,
    list_changes,
    list_doubtful_pairs,
    list_notices,
    list_regroupings,
    load_summaries,
    visible_ids,
    waiting_since,
)
from corpus.store.loading import load_standing, load_work
from corpus.store.mentions import resolve_mentions
from corpus.store.migrating import demand_current, upgrade
from corpus.store.places import Place, load_places
from corpus.store.queue import Queue, QueueCounts, count_jobs
from corpus.store.recorded import Card, Recorded, concerned, load_cards, load_recorded
from corpus.store.rows import clean
from corpus.store.schema import BaseRow
from corpus.store.seeing import view
from corpus.store.superseding import IdSet, retire
from corpus.store.suspects import Suspects, Text, load_suspects, load_texts_of
from corpus.store.telling import load_readings, load_source
from corpus.store.views import (
    Counts,
    DoubtfulPair,
    DoubtMark,
    Edit,
    Regrouping,
    StoredProcedure,
    StoredStanding,
    StoredTerm,
    StoredWork,
    WorkChange,
    WorkSummary,
)
from corpus.store.watches import Watches


class Store:
    """The store. Safe to share between threads; several processes may open the same one.

    Every write is one transaction, and gives each touched work a new change number; numbers rise
    in the order of commits. Every read is within a scope and sees one state of the base.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Of a store that nobody closed, as in a command that ends, the connections are given back too.
        weakref.finalize(self, engine.dispose)

    @classmethod
    def open(cls, url: str, *, create: bool = False, migrate: bool = False) -> Self:
        """Open the store at a SQLAlchemy URL, e.g. `sqlite:////var/lib/treatybase/treatybase.db`.

        Raises SchemaMismatch where the schema is another revision's (unless `migrate`), and
        UnsuitableDataFolder where there is no store (unless `create`), or on a network disk.
        """
        file = is_sqlite_file(url)
        if file is not None and not file.exists() and not create:
            raise UnsuitableDataFolder(f"there is no store at {file}", path=str(file))
        engine = connect(url)
        try:
            if create or migrate:
                upgrade(engine, create=create, migrate=migrate)
            demand_current(engine)
            epoch_of(engine)
            return cls(engine)
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- writing ---------------------------------------------------------------------------------

    def deposit(self, deposits: Sequence[Deposit]) -> DepositCounts:
        """Write these deposits in one transaction; what is there already, word for word, changes nothing."""
        batch = prepare(deposits)
        with self._writing() as ledger:
            return Depositing(ledger).write(batch)

    def replace_file(
        self,
        file: FileRecord,
        deposits: Iterable[Sequence[Deposit]],
        *,
        finish: Callable[[DepositCounts], FileRecord] | None = None,
    ) -> DepositCounts:
        """Write what a file says now, in batches of one transaction each; what it said before is superseded.

        With the last batch, in its transaction, goes the record of the file: until then the file
        counts as unread, and a run after a crash finds the batches that were acknowledged and
        repeats none. `finish` may make the record from the counts, when all has been read.
        """
        seen = IdSet()
        total = DepositCounts()
        for batch, last in _with_last(deposits):
            prepared = prepare(batch, file.path)
            with self._writing() as ledger:
                total += Depositing(ledger, file.path, seen).write(prepared)
                if last:
                    retire(ledger, clean(file.path), seen)
                    bookkeeping.write_file(ledger, finish(total) if finish else _counted(file, total))
        return total

    def derive(self, stored: StoredWork, deposits: Sequence[Deposit]) -> DepositCounts | None:
        """Write what rules made of a work, in place of what they made before; None: it has changed since."""
        with self._writing() as ledger:
            return deriving.derive(ledger, stored.id, stored.change, deposits)

    def mark_consolidated(self, change: int) -> None:
        """Note up to which change number the texts that amendments make were made; 0: all must be anew."""
        with self._writing() as ledger:
            deriving.mark_consolidated(ledger, change)

    def remove_file(self, path: str) -> None:
        """Supersede everything read from this file, and forget the file."""
        with self._writing() as ledger:
            retire(ledger, clean(path), IdSet())
            bookkeeping.forget_file(ledger, path)

    def record_file(self, file: FileRecord) -> None:
        """Record a file of which nothing is deposited (skipped, quarantined). What was read before stays."""
        with self._writing() as ledger:
            bookkeeping.write_file(ledger, file)

    def put_parties(self, parties: Iterable[Party]) -> None:
        """Enter parties in the register, in place of those with the same keys."""
        with self._writing() as ledger:
            registry.put_parties(ledger, parties)

    def merge(self, kept: str, other: str, scope: Scope, *, who: str, reason: str) -> int:
        """Make the work `other` part of `kept`; returns the number by which it can be undone."""
        with self._writing() as ledger:
            seen = view(ledger.connection, scope)
            kept_id, other_id = (find_id(ledger.connection, key, seen) for key in (kept, other))
            return regrouping.merge(ledger, kept_id, other_id, who, reason)

    def split(
        self, work: str, expressions: Iterable[int], slug: str, scope: Scope, *, who: str, reason: str
    ) -> int:
        """Make another work of some expressions; returns the number by which it can be undone."""
        with self._writing() as ledger:
            work_id = find_id(ledger.connection, work, view(ledger.connection, scope))
            return regrouping.split(ledger, work_id, expressions, slug, who, reason)

    def undo(self, number: int) -> None:
        """Undo a merge or split."""
        with self._writing() as ledger:
            regrouping.undo(ledger, number)

    def set_value(
        self, work: str, field: str, values: Sequence[str], scope: Scope, *, who: str, reason: str = ""
    ) -> None:
        """Let a person's values stand for a field of a work (`title.vi`, `kind`, `date.adopted`, …).

        They stand whatever is read later; no values take back what persons said before. Raises
        NotFound, and InvalidIdentifier for a field or value that cannot be.
        """
        with self._writing() as ledger:
            work_id = find_id(ledger.connection, work, view(ledger.connection, scope))
            curation.set_value(ledger, work_id, field, list(values), who, reason)

    def mark_doubt(self, key: str, *, note: str, who: str) -> None:
        """Record that a person has looked at a doubt."""
        with self._writing() as ledger:
            curation.mark(ledger, key, note, who)

    def unmark_doubt(self, key: str) -> None:
        """Open a doubt again."""
        with self._writing() as ledger:
            curation.unmark(ledger, key)

    def renew_epoch(self) -> str:
        """Begin a new epoch (after a restore): indexes of the former one are rebuilt."""
        return renew(self._engine)

    # --- reading ---------------------------------------------------------------------------------

    def find(self, key: str, scope: Scope) -> StoredWork:
        """The work by id, slug, URI, number, identifier or record id. Raises NotFound (`key`, `near`)."""
        with self._reading() as connection:
            seen = view(connection, scope)
            work = load_work(connection, find_id(connection, key, seen), seen)
        if work is None:
            raise NotFound(f"no work {key!r}", key=key, near=())
        return work

    def work(self, work_id: int, scope: Scope, *, said_on: datetime | None = None) -> StoredWork | None:
        """The work whole; with `said_on`, as the base told it at that moment."""
        with self._reading() as connection:
            return load_work(connection, work_id, view(connection, scope, said_on))

    def facts(self, work_id: int, scope: Scope) -> dict[int, Facts]:
        """Terms, obligations and procedures of a work, by the id of the expression."""
        with self._reading() as connection:
            readings = load_readings(connection, [work_id], view(connection, scope)).get(work_id, [])
            return load_facts(connection, readings)

    def terms(
        self, scope: Scope, *, starting: str = "", language: str | None = None, limit: int = 100
    ) -> list[StoredTerm]:
        """Defined terms whose folded words (`corpus.language.folding`) begin so, in alphabetical order."""
        with self._reading() as connection:
            seen = view(connection, scope)
            return list_terms(connection, seen, starting=starting, language=language, limit=limit)

    def procedures(
        self, scope: Scope, *, words: Sequence[str] = (), language: str | None = None, limit: int = 100
    ) -> list[StoredProcedure]:
        """Procedures whose folded names have all these words, by name."""
        with self._reading() as connection:
            seen = view(connection, scope)
            return list_procedures(connection, seen, words=words, language=language, limit=limit)

    def places(self, wanted: Mapping[int, Iterable[str]], scope: Scope) -> dict[tuple[int, str], Place]:
        """Provisions, by expression id and eId, as they are cited; those out of the scope are left out."""
        with self._reading() as connection:
            return load_places(connection, wanted, view(connection, scope))

    def resolve(self, relations: Iterable[Relation], scope: Scope) -> tuple[Relation, ...]:
        """Relations of a text that is not in the base, with the works that they mean or may mean."""
        with self._reading() as connection:
            return resolve_mentions(connection, relations, view(connection, scope))

    def suspects(self, scope: Scope, *, unsure: float) -> Suspects:
        """What in the texts gives rise to doubts; `unsure`: the confidence of recognition that is too low."""
        with self._reading() as connection:
            return load_suspects(connection, view(connection, scope), unsure)

    def adopted_on(self, day: date, scope: Scope) -> list[str]:
        """The slugs of the works that were certainly adopted on a day."""
        with self._reading() as connection:
            return adopted_on(connection, day, view(connection, scope))

    def edits(self, work: str, scope: Scope) -> list[Edit]:
        """The values that persons set for a work and that stand. Raises NotFound."""
        with self._reading() as connection:
            work_id = find_id(connection, work, view(connection, scope))
            return curation.list_edits(connection, work_id)

    def texts_of(self, path: str, scope: Scope) -> list[Text]:
        """The texts that were read from an ingested file (an archive: from its members)."""
        with self._reading() as connection:
            return load_texts_of(connection, path, view(connection, scope))

    def doubt_marks(self) -> dict[str, DoubtMark]:
        """The doubts that persons have looked at, by key."""
        with self._reading() as connection:
            return curation.list_marks(connection)

    def standing(self, work_id: int, scope: Scope) -> StoredStanding | None:
        """What the statuses of a work and its provisions are decided from: far less than the work."""
        with self._reading() as connection:
            return load_standing(connection, work_id, view(connection, scope))

    def works(self, scope: Scope, *, after: int = 0, limit: int = 1000) -> list[WorkSummary]:
        """Works by id, from `after` (exclusive): the next page begins after the last id."""
        with self._reading() as connection:
            seen = view(connection, scope)
            return load_summaries(connection, visible_ids(connection, seen, after, limit), seen)

    def summaries(self, work_ids: Sequence[int], scope: Scope) -> list[WorkSummary]:
        """These works without their texts, as far as the scope lets see them."""
        with self._reading() as connection:
            return load_summaries(connection, work_ids, view(connection, scope))

    def expression_source(self, sha256: str, scope: Scope) -> Source | None:
        """The source with this checksum, at a path that the scope lets see."""
        with self._reading() as connection:
            return load_source(connection, sha256, view(connection, scope))

    def changes(self, after: int, limit: int = 1000) -> list[WorkChange]:
        """The newest change of each work changed after this number, rising, deletions included."""
        with self._reading() as connection:
            return list_changes(connection, after, limit)

    def counts(self, scope: Scope) -> Counts:
        """How much the scope lets see."""
        with self._reading() as connection:
            return count(connection, view(connection, scope), _change(connection))

    def amended(self, work_ids: Iterable[int]) -> list[int]:
        """Those of these works that others change, or of which a rule made texts."""
        with self._reading() as connection:
            return deriving.amended_of(connection, work_ids)

    def derived(self) -> list[int]:
        """The works of which rules made texts."""
        with self._reading() as connection:
            return deriving.made_of(connection)

    @property
    def consolidated(self) -> int:
        """Up to which change number the texts that amendments make were made."""
        with self._reading() as connection:
            return deriving.consolidated_to(connection)

    @property
    def epoch(self) -> str:
        """New after the base was created or restored: change numbers of two epochs do not compare."""
        return epoch_of(self._engine)

    @property
    def change(self) -> int:
        """The newest committed change number."""
        with self._reading() as connection:
            return _change(connection)

    def check(self) -> int:
        """The newest committed change number of a store that can be used. Raises SchemaMismatch."""
        demand_current(self._engine)
        return self.change

    def waiting_since(self, after: int) -> datetime | None:
        """About when the oldest change after this number was made; None: none is known."""
        with self._reading() as connection:
            return waiting_since(connection, after)

    def doubtful_pairs(self, scope: Scope) -> list[DoubtfulPair]:
        """Pairs of works that may be one, not decided yet, the likeliest first."""
        with self._reading() as connection:
            return list_doubtful_pairs(connection, view(connection, scope))

    def notices(self, scope: Scope) -> list[Notice]:
        """What readers should know of the files from which something was read, by path."""
        with self._reading() as connection:
            return list_notices(connection, view(connection, scope))

    def regroupings(self, scope: Scope) -> list[Regrouping]:
        """The recorded merges and splits, newest first."""
        with self._reading() as connection:
            return list_regroupings(connection, view(connection, scope))

    def parties(self, scope: Scope, name: str | None = None) -> list[Party]:
        """The register of parties, or those with this key, code or name. It is common to all principals."""
        with self._reading() as connection:
            return registry.load_parties(connection, name)

    @property
    def has_parties(self) -> bool:
        """Whether the register of parties was filled."""
        with self._reading() as connection:
            return registry.has_parties(connection)

    def file(self, path: str) -> FileRecord | None:
        """The record of an ingested file."""
        with self._reading() as connection:
            return bookkeeping.read_file(connection, path)

    def file_with(self, sha256: str) -> FileRecord | None:
        """The record of an ingested file with this checksum."""
        with self._reading() as connection:
            return bookkeeping.file_with(connection, sha256)

    def files(self, outcomes: Sequence[FileOutcome] = tuple(FileOutcome)) -> Iterator[FileRecord]:
        """The records of all files, or of those with these outcomes, by path."""
        after = ""
        while True:
            with self._reading() as connection:
                page = list(bookkeeping.read_files(connection, after, outcomes))
            if not page:
                return
            yield from page
            after = page[-1].path

    # --- what persons watch ----------------------------------------------------------------------

    @property
    def watches(self) -> Watches:
        """What persons watch, and what they were told."""
        return Watches(self._engine)

    @property
    def deliveries(self) -> Deliveries:
        """Alerts that are to be sent."""
        return Deliveries(self._engine)

    def recorded(self, work_id: int, scope: Scope) -> Recorded:
        """When what is told of a work was first recorded."""
        with self._reading() as connection:
            return load_recorded(connection, work_id, view(connection, scope))

    def cards(self, slugs: Iterable[str], scope: Scope) -> dict[str, Card]:
        """The days of adoption and of recording of works, by slug; those that are not seen are left out."""
        with self._reading() as connection:
            return load_cards(connection, slugs, view(connection, scope))

    def concerned(self, after: int) -> set[int]:
        """The works changed after this number, and those of which these speak."""
        with self._reading() as connection:
            return concerned(connection, after)

    # --- the queue of ingest ---------------------------------------------------------------------

    @property
    def jobs(self) -> Queue:
        """The jobs that workers share. Raises QueueUnavailable on SQLite."""
        return Queue(self._engine)

    def queue(self) -> QueueCounts:
        """How the queue stands; on SQLite it is empty."""
        with self._reading() as connection:
            return count_jobs(connection)

    # --- transactions ----------------------------------------------------------------------------

    @contextmanager
    def _writing(self) -> Iterator[Ledger]:
        with writing(self._engine) as connection:
            ledger = Ledger(connection)
            yield ledger
            ledger.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with reading(self._engine) as connection:
            yield connection


def _change(connection: Connection) -> int:
    return connection.execute(select(BaseRow.change)).scalar_one()


def _counted(file: FileRecord, total: DepositCounts) -> FileRecord:
    if file.counts:
        return file
    names = ("works", "expressions", "provisions", "relations")
    return replace(file, counts={name: getattr(total, name) for name in names})


def _with_last(batches: Iterable[Sequence[Deposit]]) -> Iterator[tuple[Sequence[Deposit], bool]]:
    """Each batch with whether it is the last; one empty batch where there is none."""
    held: Sequence[Deposit] | None = None
    for batch in batches:
        if held is not None:
            yield held, False
        held = batch
    yield held if held is not None else (), True
