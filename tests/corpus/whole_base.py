"""A base in which every table that the store writes has rows, and all rows of a base as plain values."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from lamhai import act, article, deposit, force, interval, paragraph, relation, told, work
from sqlalchemy import insert, select

from corpus.model import (
    LOCAL,
    Access,
    ActionType,
    Alert,
    AlertKind,
    Evidence,
    Facts,
    Holding,
    ItemKind,
    LegalDate,
    Modality,
    Notice,
    Obligation,
    OriginKind,
    Party,
    PartyKind,
    PartyName,
    Phase,
    Procedure,
    ProcedureItem,
    RelationType,
    SavedSearch,
    Span,
    Term,
    Told,
    Watch,
    Watched,
    Webhook,
    WorkKind,
)
from corpus.store import engine
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.schema import Base, JobAttemptRow, JobRow
from corpus.store.store import Store
from corpus.store.watches import Found

NEVER_WRITTEN = {"principal", "permission"}
"""Tables that wait for what later versions keep."""
FACTS = Facts(
    terms=(Term("art_1", "Lãnh sự", "người được cử", Span(0, 4)),),
    obligations=(Obligation("art_1", Modality.MUST, "thông báo", "Cơ quan", deadline="5 ngày"),),
    procedures=(
        Procedure(
            "art_2",
            "Cấp hộ chiếu",
            (
                ProcedureItem("art_2", ItemKind.PAPER, "tờ khai"),
                ProcedureItem(
                    "art_2__para_1", ItemKind.DEADLINE, "năm ngày", {"count": "5", "unit": "day"}, Span(0, 8)
                ),
            ),
            "Bộ Ngoại giao",
        ),
    ),
)


def fill(url: str) -> None:
    """Works with components, a merge, relations, acts, parties, doubts, files, a tombstone; a job."""
    with Store.open(url) as store:
        _deposit(store)
        _watch(store)
    opened = engine.connect(url)
    with engine.writing(opened) as connection:  # SQLite has no queue, but may hold a copy of one
        connection.execute(insert(JobRow), JOB)
        connection.execute(insert(JobAttemptRow), ATTEMPT)
    opened.dispose()


NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
FILE = {"path": "c.txt", "name": "c.txt", "sha256": "c" * 64, "size": 1, "mtime_ns": 2**62}
JOB = {
    **{"id": 1, **FILE, "given": {"tên": "giá trị"}, "members": {}, "priority": 5, "state": "waiting"},
    **{"attempts": 0, "code": "", "reason": "", "created": NOW},
}
ATTEMPT = {"job_id": 1, "number": 1, "worker": "mission-1", "started": NOW, "fault": ""}


def _deposit(store: Store) -> None:
    names = (PartyName("Norvale", "en", interval("1950-01-01", "open")), PartyName("Норвалия", "ru"))
    store.put_parties([Party("norvale", PartyKind.STATE, "NVL", names, predecessors=("old-norvale",))])
    circular = work(
        "circular", WorkKind.CIRCULAR, "Thông tư", ["07/2015/TT-BĐN"], "2015-04-01", issuers=("Bộ",)
    )
    long = (article("1", "ठीक العربية 中文 ё"), article("2", "", paragraph("art_2", "1", "năm ngày")))
    store.replace_file(
        FileRecord("a.txt", "a" * 64, 2**40, 2**62, "reader 1", FileOutcome.READ),
        [
            [
                deposit(
                    circular,
                    long,
                    path="a.txt",
                    forces=(force("2015-05-01", "?"), force("2016", "open", eid="art_2")),
                    relations=(relation(RelationType.REPEALS, "letters", "2015-05"),),
                    party_actions=(
                        act("Norvale", ActionType.RATIFICATION, "2016-01-02", articles=("1(a)",)),
                    ),
                    assertions=(told("title.vi", "Thông tư", OriginKind.MANIFEST),),
                    notices=(Notice("a.txt", "odd", "gồm\x00hai"),),
                    facts=FACTS,
                )
            ]
        ],
    )
    letter = work("letter-1", component_of="letters", title={"en": "Letter", "fr": "Lettre"})
    hidden = Holding("mission", "letters", Access.RESTRICTED)
    store.deposit([deposit(letter, holding=hidden, path="l1")])
    store.deposit([deposit(work("letters"), path="l")])
    store.deposit([deposit(work("twin"), path="t1"), deposit(work("twin-2"), path="t2")])
    store.merge("twin-2", "twin", LOCAL, who="clerk", reason="one text")
    near = [work(kind=WorkKind.LAW, title=f"Law on harbours {n}", adopted="2001-01-01") for n in "ab"]
    store.deposit([deposit(one, path=f"near{n}") for n, one in enumerate(near)])
    store.deposit([deposit(work("gone"), path="gone.txt")])
    store.remove_file("gone.txt")
    store.mark_doubt("gap a.txt", note="đã xem", who="clerk")
    store.set_value("letters", "title.en", ["Letters of 2015"], LOCAL, who="clerk", reason="as printed")
    store.record_file(FileRecord("b.bin", "b" * 64, 1, 1, "reader 1", FileOutcome.SKIPPED, "no", "hư"))


def _watch(store: Store) -> None:
    search = SavedSearch("lãnh sự", {"kind": ("treaty",)}, "any", "vi")
    hook = Webhook("https://hooks.example/in", "secret")
    asked = Watch(Watched(search=search), frozenset({AlertKind.NEW_HIT}), NOW.date(), webhook=hook)
    watch = store.watches.add(asked, ["known"], 1)
    evidence = Evidence("cites", "letters", "art_1", partial=True)
    alert = Alert(
        *("k", AlertKind.NEW_HIT, Phase.COME, "circular", "Thông tư", evidence, NOW.date(), "Letters"),
        day=LegalDate.parse("2015-04"),
        provisions=(Told("art_1", "Điều 1"),),
    )
    store.watches.enter(Found(watch, frozenset({"k"}), ((alert, ("k",)),)), 2, NOW.date())


def rows(
    url: str, *, but: frozenset[str] = frozenset({"epoch", "cluster"})
) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, by primary key; without what differs between a base and its copy."""
    opened = engine.connect(url)
    with engine.reading(opened) as connection:
        found = {
            table.name: [
                {name: value for name, value in row.items() if table.name != "base" or name not in but}
                for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }
    opened.dispose()
    return found
