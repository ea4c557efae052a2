"""The works that a batch of deposits may concern, found in bulk and kept while it is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, select

from corpus.identifiers import (
    is_distinctive,
    key_of,
    normalise_identifier,
    normalise_number,
    slug_of,
    slugify,
)
from corpus.model import Deposit, IdentifierScheme, Work, WorkKind
from corpus.store.likeness import name_key
from corpus.store.rows import in_chunks, read_date
from corpus.store.schema import (
    ExpressionRow,
    IdentifierRow,
    KeyRow,
    NameRow,
    ReadingRow,
    TitleRow,
    WorkRow,
)

_FEW = 2
"""Works of one file that are looked up: what matters is whether it held exactly one."""

Key = tuple[str, str]
"""An identifier: its scheme and its normalised value."""

NUMBER = IdentifierScheme.NUMBER.value


@dataclass(slots=True)
class KnownWork:
    """What identity is judged by, of a work in the base or made in this batch."""

    id: int
    slug: str
    kind: WorkKind = WorkKind.OTHER
    new: bool = False
    gone: bool = False
    merged_into: int | None = None
    component_of: str | None = None
    first_day: date | None = None
    last_day: date | None = None
    record_ids: set[str] = field(default_factory=set)
    identifiers: dict[Key, bool] = field(default_factory=dict)
    """Whether each is distinctive."""
    names: frozenset[str] = frozenset()
    titles: dict[str, str] = field(default_factory=dict)
    seen_in: set[tuple[str, str]] = field(default_factory=set)
    """(file, language) from which it was read."""

    @property
    def day(self) -> date | None:
        """The day of adoption, where it is certain."""
        return self.first_day if self.first_day == self.last_day else None

    @property
    def numbers(self) -> set[str]:
        """Its distinctive numbers."""
        return distinctive_numbers(self.identifiers)

    def learn(self, candidate: Candidate) -> None:
        """Add what a deposit of this batch says, so that the next may be compared with it."""
        work = candidate.work
        if self.kind is WorkKind.OTHER:
            self.kind = work.kind
        if self.first_day is None and work.adopted is not None:
            self.first_day, self.last_day = work.adopted.earliest, work.adopted.latest
        if work.record_id:
            self.record_ids.add(work.record_id)
        self.identifiers |= candidate.identifiers
        self.names = self.names or candidate.names
        self.titles = {**work.titles, **self.titles}
        self.component_of = self.component_of or work.component_of
        self.seen_in.add((candidate.file, candidate.language))


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a deposit says of its work, in the form in which works are compared.

    `slug` is the one given (`given`), else the one made of the work's values.
    """

    work: Work
    file: str
    language: str
    slug: str
    given: bool
    identifiers: dict[Key, bool]
    names: frozenset[str]

    @classmethod
    def of(cls, deposit: Deposit, file: str) -> Candidate:
        """Compare a deposit of this file."""
        work = deposit.work
        given = slugify(work.slug)
        return cls(
            work=work,
            file=file,
            language=deposit.expression.language,
            slug=given or slug_of(work, deposit.source.sha256 + deposit.source.path),
            given=deposit.work_given and bool(given),
            identifiers={
                (identifier.scheme.value, normalise_identifier(identifier)): is_distinctive(identifier)
                for identifier in work.identifiers
            },
            names=frozenset(name_key(name) for name in (*work.issuers, *work.parties)) - {""},
        )

    @property
    def day(self) -> date | None:
        """The day of adoption, where it is certain."""
        return self.work.adopted.day if self.work.adopted else None

    @property
    def numbers(self) -> set[str]:
        """Its distinctive numbers."""
        return distinctive_numbers(self.identifiers)


def distinctive_numbers(identifiers: dict[Key, bool]) -> set[str]:
    """The numbers with symbol and year among these identifiers."""
    return {value for (scheme, value), distinctive in identifiers.items() if distinctive and scheme == NUMBER}


class Register:
    """Finds known works by slug, record id, identifier and day."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.by_id: dict[int, KnownWork] = {}
        self._by_slug: dict[str, KnownWork] = {}
        self._asked: set[str] = set()
        self._by_record: dict[str, dict[int, KnownWork]] = defaultdict(dict)
        self._by_identifier: dict[Key, dict[int, KnownWork]] = defaultdict(dict)
        self._by_day: dict[tuple[date, WorkKind], dict[int, KnownWork]] = defaultdict(dict)

    def load(self, candidates: Sequence[Candidate]) -> None:
        """Fetch every work that one of the candidates could be."""
        keys: set[str] = set()
        days: set[date] = set()
        for candidate in candidates:
            keys.add(normalise_number(candidate.slug))
            keys.update(value for _, value in candidate.identifiers)
            if candidate.work.record_id:
                keys.add(key_of(candidate.work.record_id))
            if candidate.day is not None and candidate.work.kind is not WorkKind.OTHER:
                days.add(candidate.day)
        self._asked |= keys
        self._fetch(self._ids_by_key(keys) | self._ids_by_day(days))

    def slug(self, slug: str) -> KnownWork | None:
        """The work with this slug, or the one into which it was merged."""
        return self._followed(self._by_slug.get(slug))

    def taken(self, slug: str) -> bool:
        """Whether any work has or had the slug."""
        if slug in self._by_slug:
            return True
        if normalise_number(slug) in self._asked:
            return False
        found = self.connection.execute(select(WorkRow.id).where(WorkRow.slug == slug)).first()
        return found is not None

    def record(self, record_id: str) -> list[KnownWork]:
        """Works read from a record with this id; those that are gone come last."""
        return self._ordered(self._by_record[record_id].values())

    def identifier(self, key: Key) -> list[KnownWork]:
        """Works with this identifier; those that are gone come last."""
        return self._ordered(self._by_identifier[key].values())

    def on(self, day: date, kind: WorkKind) -> list[KnownWork]:
        """Works of this kind adopted on this day; those that are gone come last."""
        return self._ordered(self._by_day[day, kind].values())

    def read_from(self, file: str) -> list[KnownWork]:
        """The works of which the base has readings of this file, as far as they are few."""
        query = select(ReadingRow.work_id).where(ReadingRow.file == file, ReadingRow.superseded.is_(None))
        ids = set(self.connection.scalars(query.distinct().limit(_FEW)))
        self._fetch(ids)
        return self._ordered(self.by_id[work_id] for work_id in ids)

    def add(self, work: KnownWork) -> None:
        """Enter a work, or what was learnt of it."""
        self.by_id[work.id] = work
        self._by_slug[work.slug] = work
        for record_id in work.record_ids:
            self._by_record[record_id][work.id] = work
        for key in work.identifiers:
            self._by_identifier[key][work.id] = work
        if work.day is not None:
            self._by_day[work.day, work.kind][work.id] = work

    def _ordered(self, works: Iterable[KnownWork]) -> list[KnownWork]:
        followed = (self._followed(work) for work in list(works))
        return sorted({w.id: w for w in followed if w}.values(), key=lambda w: (w.gone, w.id))

    def _followed(self, work: KnownWork | None) -> KnownWork | None:
        while work is not None and work.merged_into is not None:
            if work.merged_into not in self.by_id:
                self._fetch({work.merged_into})
            work = self.by_id.get(work.merged_into)
        return work

    # --- fetching --------------------------------------------------------------------------------

    def _ids_by_key(self, keys: set[str]) -> set[int]:
        found: set[int] = set()
        for chunk in in_chunks(sorted(keys - {""})):
            found.update(self.connection.scalars(select(KeyRow.work_id).where(KeyRow.key.in_(chunk))))
        return found

    def _ids_by_day(self, days: set[date]) -> set[int]:
        found: set[int] = set()
        for chunk in in_chunks(sorted(days)):
            certain = WorkRow.adopted_earliest == WorkRow.adopted_latest
            query = select(WorkRow.id).where(WorkRow.adopted_earliest.in_(chunk), certain)
            found.update(self.connection.scalars(query))
        return found

    def _fetch(self, ids: set[int]) -> None:
        for chunk in in_chunks(sorted(ids - self.by_id.keys())):
            works = self._works(chunk)
            for work_id, language, title in self.connection.execute(
                select(TitleRow.work_id, TitleRow.language, TitleRow.title).where(TitleRow.work_id.in_(chunk))
            ):
                works[work_id].titles[language] = title
            self._fetch_names(works, chunk)
            self._fetch_readings(works, chunk)
            for work in works.values():
                self.add(work)

    def _works(self, ids: list[int]) -> dict[int, KnownWork]:
        works: dict[int, KnownWork] = {}
        for row in self.connection.execute(select(WorkRow.__table__).where(WorkRow.id.in_(ids))).mappings():
            adopted = read_date("adopted", row)
            works[row["id"]] = KnownWork(
                id=row["id"],
                slug=row["slug"],
                kind=WorkKind(row["kind"]),
                gone=row["gone"],
                merged_into=row["merged_into_id"],
                component_of=row["component_of"],
                first_day=adopted.earliest if adopted else None,
                last_day=adopted.latest if adopted else None,
                record_ids={row["record_id"]} - {None},
            )
        return works

    def _fetch_names(self, works: dict[int, KnownWork], ids: list[int]) -> None:
        names: dict[int, set[str]] = defaultdict(set)
        query = select(NameRow.work_id, NameRow.folded).where(NameRow.work_id.in_(ids))
        for work_id, folded in self.connection.execute(query):
            names[work_id].add(folded)
        for work_id, folded_names in names.items():
            works[work_id].names = frozenset(folded_names)
        identifiers = select(
            IdentifierRow.work_id,
            IdentifierRow.scheme,
            IdentifierRow.normalised,
            IdentifierRow.distinctive,
        ).where(IdentifierRow.work_id.in_(ids))
        for work_id, scheme, normalised, distinctive in self.connection.execute(identifiers):
            works[work_id].identifiers[scheme, normalised] = distinctive

    def _fetch_readings(self, works: dict[int, KnownWork], ids: list[int]) -> None:
        query = (
            select(ReadingRow.work_id, ReadingRow.file, ExpressionRow.language, ExpressionRow.record_id)
            .join(ExpressionRow, ExpressionRow.id == ReadingRow.expression_id)
            .where(ReadingRow.work_id.in_(ids), ReadingRow.superseded.is_(None))
        )
        for work_id, file, language, record_id in self.connection.execute(query):
            works[work_id].seen_in.add((file, language))
            if record_id:
                works[work_id].record_ids.add(record_id)
