"""Files: what they say now takes the place of what they said, batch by batch, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lamhai import article, deposit, relation, work

from corpus.errors import NotFound
from corpus.model import LOCAL, Deposit, Holding, RelationType
from corpus.store.files import DepositCounts, FileOutcome, FileRecord
from corpus.store.store import Store


def record(path: str = "tap.jsonl", data: str = "1", **more: object) -> FileRecord:
    values = {"size": 10, "mtime_ns": 99, "fingerprint": "reader 1", "outcome": FileOutcome.READ} | more
    return FileRecord(path, data * 64, **values)  # type: ignore[arg-type]


def law(slug: str, text: str, path: str = "tap.jsonl", **more: object) -> Deposit:
    return deposit(work(slug, title=slug), (article("1", text),), path=path, data=text, **more)  # type: ignore[arg-type]


def texts(store: Store, slug: str) -> list[str]:
    return [e.provisions[0].text for e in store.find(slug, LOCAL).expressions]


def test_the_record_is_kept(store: Store) -> None:
    kept = record(
        code="page_without_text", reason="page 3", counts={"works": 2}, outcome=FileOutcome.PARTLY_READ
    )
    store.replace_file(kept, [[law("a", "một")]])
    assert store.file("tap.jsonl") == kept
    assert store.file("other") is None
    store.record_file(record("ảnh.jpg", outcome=FileOutcome.SKIPPED))
    assert [file.path for file in store.files()] == ["tap.jsonl", "ảnh.jpg"]


def test_counts_are_filled_in_or_made_at_the_end(store: Store) -> None:
    store.replace_file(record(), [[law("a", "một")], [law("b", "hai")]])
    kept = store.file("tap.jsonl")
    assert kept is not None
    assert kept.counts == {"works": 2, "expressions": 2, "provisions": 2, "relations": 0}

    def finish(total: DepositCounts) -> FileRecord:
        return record(outcome=FileOutcome.PARTLY_READ, counts={"provisions": total.provisions})

    store.replace_file(record(), [[law("a", "một")], [law("c", "ba")]], finish=finish)
    kept = store.file("tap.jsonl")
    assert kept is not None
    assert (kept.outcome, kept.counts) == (FileOutcome.PARTLY_READ, {"provisions": 1})


def test_a_changed_file_supersedes_what_it_said(store: Store) -> None:
    store.replace_file(record(), [[law("a", "một"), law("b", "hai")], [law("c", "ba")]])
    before = datetime.now(UTC)
    change = store.change
    ids = {slug: store.find(slug, LOCAL).id for slug in "abc"}
    store.replace_file(record(data="2"), [[law("a", "một")], [law("b", "hai, sửa")]])
    assert texts(store, "a") == ["một"]
    assert texts(store, "b") == ["hai, sửa"]
    with pytest.raises(NotFound):
        store.find("c", LOCAL)
    changes = {c.work_id: c.deleted for c in store.changes(change)}
    assert changes == {ids["b"]: False, ids["c"]: True}, "what did not change is not indexed again"
    former = store.work(ids["c"], LOCAL, said_on=before)
    assert former is not None
    assert former.expressions[0].provisions[0].text == "ba"


def test_a_work_that_comes_back_is_the_same_work(store: Store) -> None:
    for slug, title in (("a", "Luật A"), ("", "Thông tư không số")):
        made = deposit(work(slug, title=title), path="1.txt")
        store.replace_file(record("1.txt"), [[made]])
        [first] = store.works(LOCAL)
        store.remove_file("1.txt")
        assert store.works(LOCAL) == []
        assert store.file("1.txt") is None
        assert store.changes(0)[-1].deleted
        store.replace_file(record("1.txt"), [[made]])
        [again] = store.works(LOCAL)
        assert (again.id, again.work.slug) == (first.id, first.work.slug)
        assert not store.changes(0)[-1].deleted
        store.remove_file("1.txt")


def test_an_edited_text_without_number_keeps_its_slug(store: Store) -> None:
    def guideline(text: str) -> Deposit:
        return deposit(
            work(title="Hướng dẫn bảo hộ công dân"), (article("1", text),), path="hd.md", data=text
        )

    store.replace_file(record("hd.md"), [[guideline("một")]])
    [first] = store.works(LOCAL)
    store.replace_file(record("hd.md", "2"), [[guideline("hai")]])
    [again] = store.works(LOCAL)
    assert (again.id, again.work.slug) == (first.id, first.work.slug)
    assert texts(store, again.work.slug) == ["hai"]


def test_a_better_reader_replaces_the_tree_of_the_same_text(store: Store) -> None:
    flat = deposit(work("a"), (article("1", "Điều một Điều hai"),), path="1.txt")
    rich = deposit(work("a"), (article("1", "Điều một"), article("2", "Điều hai", label="")), path="1.txt")
    rich = replace(rich, provisions=(replace(rich.provisions[0], label="Điều 1"), rich.provisions[1]))
    store.replace_file(record("1.txt"), [[flat]])
    store.replace_file(record("1.txt", fingerprint="reader 2"), [[rich]])
    [expression] = store.find("a", LOCAL).expressions
    assert len(expression.provisions) == 2


def test_a_changed_manifest_row_changes_values_not_texts(store: Store) -> None:
    store.replace_file(record("1.txt"), [[law("a", "một", "1.txt")]])
    [before] = store.find("a", LOCAL).expressions
    moved = deposit(
        work("a", title="Tên mới"),
        (article("1", "một"),),
        path="1.txt",
        data="một",
        holding=Holding(collection="b"),
    )
    change = store.change
    store.replace_file(record("1.txt", fingerprint="row 2"), [[moved]])
    stored = store.find("a", LOCAL)
    assert stored.work.titles == {"vi": "Tên mới"}
    [after] = stored.expressions
    assert after.id == before.id
    assert after.sources[0].source.holding.collection == "b"
    assert [c.work_id for c in store.changes(change)] == [stored.id]


def test_another_files_text_stays(store: Store) -> None:
    store.replace_file(record("1.txt"), [[law("a", "một", "1.txt")]])
    store.replace_file(record("2.txt"), [[law("a", "một", "2.txt")]])
    store.replace_file(record("1.txt", "2"), [[law("a", "khác", "1.txt")]])
    assert sorted(texts(store, "a")) == ["khác", "một"]
    store.remove_file("1.txt")
    assert texts(store, "a") == ["một"]
    [expression] = store.find("a", LOCAL).expressions
    assert [link.source.path for link in expression.sources] == ["2.txt"]


def test_members_of_an_archive_belong_to_it(store: Store) -> None:
    members = [law("a", "một", "tap.zip/1.txt"), law("b", "hai", "tap.zip/2.txt")]
    store.replace_file(record("tap.zip"), [members])
    store.replace_file(record("tap.zip", "2"), [members[:1]])
    assert [summary.sources for summary in store.works(LOCAL)] == [("tap.zip/1.txt",)]


def test_an_empty_file_says_nothing_any_more(store: Store) -> None:
    store.replace_file(record(), [[law("a", "một")]])
    store.replace_file(record(data="2"), [])
    assert store.counts(LOCAL).works == 0
    kept = store.file("tap.jsonl")
    assert kept is not None
    assert kept.sha256 == "2" * 64


def test_quarantine_keeps_what_was_read_before(store: Store) -> None:
    store.replace_file(record(), [[law("a", "một")]])
    store.record_file(record(outcome=FileOutcome.QUARANTINED, code="unreadable_file", reason="truncated"))
    assert texts(store, "a") == ["một"]


def test_an_interrupted_file_goes_on_where_it_was(store: Store) -> None:
    store.replace_file(record(), [[law("old", "cũ")]])
    all_batches = [[law(f"w{place}", f"text {place}")] for place in range(4)]

    def breaking() -> Iterator[Sequence[Deposit]]:
        yield from all_batches[:3]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        store.replace_file(record(data="2"), breaking())
    assert texts(store, "old") == ["cũ"], "until the file is read whole, what it said stays"
    kept = store.file("tap.jsonl")
    assert kept is not None
    assert kept.sha256 == "1" * 64
    change, works = store.change, store.counts(LOCAL).works
    assert works == 3, "two batches were acknowledged"
    counts = store.replace_file(record(data="2"), all_batches)
    assert counts.works == 2, "and are not repeated"
    repeated = {c.work_id for c in store.changes(change)} & {store.find(f"w{n}", LOCAL).id for n in (0, 1)}
    assert repeated == set()
    assert store.counts(LOCAL).works == 4


def test_relations_of_a_superseded_reading_are_gone_from_both_sides(store: Store) -> None:
    cites = (relation(RelationType.CITES, "b"),)
    store.replace_file(record("1.txt"), [[law("a", "một", "1.txt", relations=cites)]])
    store.replace_file(record("2.txt"), [[law("b", "hai", "2.txt")]])
    change = store.change
    store.replace_file(record("1.txt", "2"), [[law("a", "một, sửa", "1.txt")]])
    assert store.find("b", LOCAL).incoming == ()
    assert store.find("b", LOCAL).id in {c.work_id for c in store.changes(change)}
    assert store.counts(LOCAL).relations == 0


def test_a_collection_with_the_same_document_twice(store: Store) -> None:
    twice = law("a", "một")
    store.replace_file(record(), [[twice], [twice, law("b", "hai")]])
    assert store.counts(LOCAL).expressions == 2
