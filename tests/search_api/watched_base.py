"""A base that changes: a treaty, and laws that do something to it, all fictional."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from corpus.model import (
    LOCAL,
    OPEN,
    UNKNOWN,
    ActionType,
    AlertKind,
    Assertion,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    PartyAction,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    Watch,
    Watched,
    WorkKind,
)
from corpus.model import Work as _Work
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store
from search_api.engine.embedded import EmbeddedEngine
from search_api.index.indexer import Indexer
from search_api.service import SearchService
from search_api.watching.desk import WatchDesk
from search_api.watching.looking import Lookout

TEXT = Origin(OriginKind.TEXT, "a clause")
FIRST = date(2026, 3, 1)
"""The day on which every test begins."""
TREATY = "lagoon-treaty"


def at(day: date | None) -> End:
    return UNKNOWN if day is None else End.on(day)


def article(number: int, text: str, label: str = "Article") -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, f"{label} {number}", str(number), text=text)


ARTICLES = (
    article(1, "Pilots shall board in the lagoon."),
    article(2, "Dues are paid before sailing."),
)


def deposit(
    slug: str,
    *relations: Relation,
    articles: tuple[Provision, ...] = ARTICLES,
    valid: Interval | None = None,
    path: str = "",
    adopted: str = "",
    forces: tuple[Force, ...] = (),
    acts: tuple[PartyAction, ...] = (),
    title: str = "",
) -> Deposit:
    name = title or slug.replace("-", " ").capitalize()
    file = path or f"{slug}.txt"
    source = Source(file, hashlib.sha256(file.encode()).hexdigest(), len(file), "text/plain")
    work = _Work(slug, WorkKind.TREATY if slug == TREATY else WorkKind.LAW, {"en": name})
    if adopted:
        work = _Work(slug, work.kind, work.titles, adopted=LegalDate.parse(adopted))
    return Deposit(
        source,
        work,
        Expression("en", valid or Interval(), title=name),
        articles,
        work_given=True,
        relations=relations,
        forces=forces,
        party_actions=acts,
        assertions=(Assertion("title.en", name, TEXT),),
    )


def treaty(in_force: date | None = None, *acts: PartyAction) -> Deposit:
    forces = (Force(ForceState.IN_FORCE, Interval(at(in_force), OPEN), TEXT, reason="final_clause"),)
    return deposit(
        TREATY, forces=forces if in_force else (), acts=acts, valid=Interval(at(in_force), UNKNOWN)
    )


def does(kind: RelationType, day: date | None = None, eid: str | None = None) -> Relation:
    return Relation(kind, TREATY, TEXT, "art_1", target_eid=eid, effective=Interval(at(day), UNKNOWN))


def ratifies(party: str, day: date | None) -> PartyAction:
    return PartyAction(party, ActionType.RATIFICATION, TEXT, LegalDate.of(day) if day else None)


class Ministry:
    """A base with its index, its calendar and its watches."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.today = store, FIRST
        self.engine = EmbeddedEngine(folder / "index")
        self.service = SearchService(store, self.engine, None, lambda: self.today)
        self.desk = WatchDesk(self.service)
        self.lookout = Lookout(self.service, "en")

    def read(self, *deposits: Deposit) -> None:
        """As ingest does: a file for each, which supersedes what it said before."""
        for each in deposits:
            self.store.replace_file(record(each.source.path), [[each]])

    def withdraw(self, slug: str) -> None:
        self.store.remove_file(f"{slug}.txt")

    def index(self) -> None:
        Indexer(self.store, self.engine, None).sync()

    def pass_days(self, days: int) -> None:
        self.today += timedelta(days=days)

    def watch(self, watched: Watched | None = None, *kinds: AlertKind) -> Watch:
        asked = Watch(watched or Watched(TREATY), frozenset(kinds), self.today, scope=LOCAL)
        return self.desk.add(asked)[0]

    def look(self) -> int:
        return self.lookout.turn()

    def told(self, watch: Watch) -> list[tuple[str, str, str]]:
        """Kind, phase and other work of each alert, the oldest first."""
        found = self.store.watches.alerts(watch.number, limit=1000)[::-1]
        return [(each.kind.value, each.phase.value, each.evidence.work) for each in found]


def record(path: str) -> FileRecord:
    digest = hashlib.sha256(path.encode()).hexdigest()
    return FileRecord(path, digest, len(path), 0, "reader 1", FileOutcome.READ)


@contextmanager
def ministry(folder: Path, url: str = "") -> Iterator[Ministry]:
    url = url or f"sqlite:///{folder / 'treatybase.db'}"
    with Store.open(url, create=True) as store:
        made = Ministry(store, folder)
        try:
            yield made
        finally:
            made.engine.close()
