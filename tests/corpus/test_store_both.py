"""What databases do differently, and the store must not: characters, order, sizes, limits."""

from __future__ import annotations

import random
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

import pytest
from lamhai import act, article, deposit, force, relation, told, work
from revisions import told as answers
from sqlalchemy import update

from corpus.errors import InvalidIdentifier, NotFound
from corpus.model import (
    LOCAL,
    ActionType,
    Deposit,
    Notice,
    OriginKind,
    Party,
    PartyKind,
    PartyName,
    RelationType,
)
from corpus.store import engine
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.rows import LONGEST_KEY
from corpus.store.schema import BaseRow
from corpus.store.store import Store

NASTY = "\x00a\ud800b\ufffe\U0001f5ff\u202e'\"\\%_{}$1:x\r\n\t"
"""What files hold: NUL, half a surrogate pair, a character that is none, an emoji, signs of SQL."""
CLEAN = NASTY.replace("\x00", "").replace("\ud800", "\ufffd")


def nasty(value: Any) -> Any:
    """The same with NASTY behind every text, however deep; what is chosen from a list stays."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value + NASTY
    if isinstance(value, Enum | date | datetime | int | None):
        return value
    if isinstance(value, tuple | frozenset):
        return type(value)(nasty(item) for item in value)
    if isinstance(value, dict):
        return {nasty(key): nasty(item) for key, item in value.items()}
    assert is_dataclass(value), value
    return replace(value, **{f.name: nasty(getattr(value, f.name)) for f in fields(value) if f.init})


def whole_deposit() -> Deposit:
    return deposit(
        work("law", title="Luật", numbers=["1/2020/TT-BĐN"], issuers=("Bộ",), parties=("Norvale",)),
        (article("1", "một", article("2", "hai", wid="w", language="vi", record_id="r")),),
        path="tap.txt",
        own_number="2/VBHN",
        forces=(force("2020-01-01"),),
        relations=(relation(RelationType.CITES, "2/2020/TT-BĐN", from_eid="art_1", target_eid="art_2"),),
        party_actions=(
            act("Norvale", ActionType.RESERVATION, "2020", text="x", articles=("1",), towards="y"),
        ),
        assertions=(told("title.vi", "Luật khác", OriginKind.RULE), told("colour", "red")),
        notices=(Notice("tap.txt", "odd", "why"),),
    )


def test_no_character_of_a_file_stops_the_store(store: Store) -> None:
    hard = nasty(whole_deposit())
    hard = replace(hard, source=replace(hard.source, sha256="0" * 64))
    assert store.deposit([hard]).works == 1
    assert store.deposit([hard]).works == 0, "and it is known again"
    (summary,) = store.works(LOCAL)
    stored = store.work(summary.id, LOCAL)
    assert stored is not None
    (expression,) = stored.expressions
    assert expression.provisions[0].text == "một" + CLEAN
    assert expression.sources[0].source.path == "tap.txt" + CLEAN
    assert stored.party_actions[0].text == "x" + CLEAN
    record = FileRecord("p" + NASTY, "s", 1, 1, "f" + NASTY, FileOutcome.SKIPPED, "c", "r" + NASTY)
    store.record_file(record)
    assert store.file("p" + NASTY) is not None
    party = Party("k" + NASTY, PartyKind.STATE, "C" + NASTY, (PartyName("n" + NASTY, "en"),))
    store.put_parties([party])
    for name in (party.key, party.names[0].name):
        assert [found.key for found in store.parties(LOCAL, name)] == ["k" + CLEAN]
    with pytest.raises(NotFound):
        store.find(NASTY, LOCAL)


WORDS = [
    "Z",
    "a",
    "A",
    "ă",
    "Ă",
    "â",
    "đ",
    "Đ",
    "e-b",
    "e b",
    "eb",
    "é",
    "ё",
    "я",
    "ا",
    "中",
    "_",
    "%",
    "10",
    "9",
]


def test_texts_are_ordered_by_code_points(store: Store) -> None:
    shuffled = random.Random(4).sample(WORDS, len(WORDS))
    store.put_parties([Party(word, PartyKind.STATE, predecessors=tuple(shuffled)) for word in shuffled])
    for word in shuffled:
        store.record_file(FileRecord(word, "s", 1, 1, "f", FileOutcome.SKIPPED))
    assert [file.path for file in store.files()] == sorted(WORDS)
    parties = store.parties(LOCAL)
    assert [party.key for party in parties] == sorted(WORDS)
    assert all(party.predecessors == tuple(sorted(WORDS)) for party in parties)


def test_pages_of_files_leave_nothing_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.bookkeeping._PAGE", 3)
    for word in WORDS:
        store.record_file(FileRecord(word, "s", 1, 1, "f", FileOutcome.SKIPPED))
    assert [file.path for file in store.files()] == sorted(WORDS)


def test_capitals_count(store: Store) -> None:
    """Where a key is looked up as it is."""
    store.deposit([deposit(work("a", record_id="AbC"), path="A.txt")])
    store.deposit([deposit(work("b", record_id="aBc"), path="a.txt")])
    assert store.find("AbC", LOCAL).work.slug == "a"
    assert store.find("aBc", LOCAL).work.slug == "b"


def test_ids_and_sizes_pass_32_bits(url: str) -> None:
    opened = engine.connect(url)
    Store.open(url).close()
    with engine.writing(opened) as connection:
        connection.execute(update(BaseRow).values(next_work=2**40, next_row=2**41, change=2**42))
    opened.dispose()
    with Store.open(url) as store:
        store.deposit([whole_deposit()])
        store.record_file(FileRecord("big", "s", 2**40, 2**62, "f", FileOutcome.SKIPPED))
        assert [(change.number, change.work_id) for change in store.changes(2**42)] == [(2**42 + 1, 2**40)]
        assert store.find(str(2**40), LOCAL).work.slug == "law"
        with pytest.raises(NotFound):
            store.find(str(2**70), LOCAL)


def test_counts_are_plain_integers(store: Store) -> None:
    store.deposit([whole_deposit()])
    assert {type(getattr(store.counts(LOCAL), f.name)) for f in fields(store.counts(LOCAL))} == {int}


LONG = "đ" * LONGEST_KEY


@pytest.mark.parametrize(
    "long",
    [
        deposit(work("w", record_id=LONG)),
        deposit(work("w"), path=LONG),
        deposit(work("w"), (article(LONG),)),
        deposit(work("w"), (article("1", record_id=LONG),)),
        deposit(work("w"), language=LONG),
    ],
    ids=["record id", "path", "eid", "record id of a provision", "language"],
)
def test_a_key_too_long_for_an_index_is_refused_alike(store: Store, long: Deposit) -> None:
    with pytest.raises(InvalidIdentifier, match="longer than"):
        store.deposit([long])
    assert store.counts(LOCAL).works == 0


def test_the_longest_keys_are_taken(store: Store) -> None:
    chance = random.Random(1)
    longest = "".join(chr(chance.randrange(0x4E00, 0x9FFF)) for _ in range(LONGEST_KEY // 3))
    node = replace(article("1", record_id=longest), eid=longest)
    store.deposit([deposit(work("w", record_id=longest), (node,), path=longest)])
    store.record_file(FileRecord(longest, "s", 1, 1, "f", FileOutcome.SKIPPED))
    assert store.find(longest, LOCAL).work.slug == "w"


def test_long_texts_need_no_limit(store: Store) -> None:
    text = "điều khoản " * 200_000
    title = "Thông tư " * 2_000
    many = tuple(f"Bộ {'x' * 3000} {number}" for number in range(3))
    store.deposit([deposit(work("w", title=title, issuers=many, parties=many), (article("1", text),))])
    stored = store.find("w", LOCAL)
    assert stored.expressions[0].provisions[0].text == text
    assert stored.work.titles["vi"] == title
    assert stored.work.issuers == many


def test_more_values_than_a_statement_takes(store: Store) -> None:
    """65,535 parameters are the most for PostgreSQL, 32,766 for SQLite."""
    articles = tuple(article(str(number), f"điều {number}") for number in range(70_000))
    store.deposit([deposit(work("code"), articles)])
    many = [Party(f"p{number}", PartyKind.STATE) for number in range(200)]
    store.put_parties(many)
    assert store.counts(LOCAL).provisions == 70_000
    assert len(store.find("code", LOCAL).expressions[0].provisions) == 70_000
    assert len(store.parties(LOCAL)) == 200


def test_both_databases_tell_the_same(store: Store) -> None:
    """The same deposits in the same order give the same ids, change numbers, slugs and lists."""
    chance = random.Random(7)
    for turn in range(12):
        batch = [
            deposit(
                work(
                    title=chance.choice(["Luật cảng", "Luật biển", "Nghị định"]),
                    numbers=chance.sample(["1/2020/TT-BĐN", "2/2020/TT-BĐN", "3/2021/NĐ-HĐCP"], 1),
                    adopted=chance.choice(["2020-01-01", "2021"]),
                    issuers=("Bộ Đối ngoại",),
                ),
                (article("1", chance.choice("abc")), article("2", chance.choice("xy"))),
                path=f"{chance.choice(WORDS)}-{turn}.txt",
                relations=(relation(RelationType.REPEALS, "3/2021/NĐ-HĐCP", "2022-01-01"),),
            )
            for _ in range(3)
        ]
        store.deposit(batch)
    found = answers(store)
    assert found == SAME.setdefault("told", found)


SAME: dict[str, Any] = {}
"""What the first database told."""
