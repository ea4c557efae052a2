"""Doubts: what gives rise to them, how grave they are, and that their keys stay the same."""

from __future__ import annotations

import pytest
from lamhai import article, deposit, relation, work

from corpus.doubts import KINDS, UNSURE, Doubt, Doubts, Severity, doubts_of
from corpus.model import LOCAL, Access, Deposit, Notice, Provision, ProvisionKind, RelationType, Scope
from corpus.numbering import missing_runs
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store

PUBLIC = Scope(access=frozenset({Access.PUBLIC}))


def articles(*numbers: str, above: str = "") -> tuple[Provision, ...]:
    return tuple(
        Provision(f"{above}art_{number}", ProvisionKind.ARTICLE, f"Điều {number}", number, text="…")
        for number in numbers
    )


def of(store: Store, code: str) -> list[Doubt]:
    return [doubt for doubt in doubts_of(store, LOCAL) if doubt.code == code]


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [
        (("1", "2", "3"), ""),
        (("1", "2", "5", "9"), "3–4, 6–8"),
        (("1", "2", "2bis", "4"), "3"),
        (("7", "8", "9"), ""),  # an extract begins where it begins
        (("1", "9"), ""),  # of two, the second may be quoted
        (("23.4.LQ.1", "23.4.LQ.5", "23.4.LQ.9"), ""),
        (("3", "1", "2", "5"), "4"),
    ],
)
def test_gap_in_the_numbers_of_articles(store: Store, numbers: tuple[str, ...], missing: str) -> None:
    store.deposit([deposit(work("circular"), articles(*numbers))])
    found = of(store, "article_gap")
    assert [doubt.params["missing"] for doubt in found] == ([missing] if missing else [])


def test_an_annex_has_its_own_numbering(store: Store) -> None:
    tree = (*articles("1", "2", "3"), *articles("1", "3", "4", above="annex_1__"))
    store.deposit([deposit(work("circular"), tree)])
    (doubt,) = of(store, "article_gap")
    assert (doubt.work, doubt.eid, doubt.params) == ("circular", "annex_1__art_1", {"missing": "2"})


def test_runs() -> None:
    assert list(missing_runs([])) == list(missing_runs([4])) == []


def test_recognition_that_is_unsure_names_the_worst_place(store: Store) -> None:
    sure = [UNSURE, UNSURE - 0.1, 0.41, None]
    tree = tuple(article(str(n), "…", confidence=each) for n, each in enumerate(sure, 1))
    store.deposit([deposit(work("circular"), tree)])
    (doubt,) = of(store, "ocr_confidence")
    assert (doubt.eid, doubt.params) == ("art_3", {"count": "2", "percent": "41"})


def test_references_to_what_is_not_held_resolve_by_themselves(store: Store) -> None:
    citing = deposit(
        work("circular"),
        (article("1", "x"),),
        relations=tuple(relation(RelationType.CITES, f"{n}/2015/TT-BĐN") for n in range(10, 17)),
    )
    store.deposit([citing])
    (doubt,) = of(store, "unresolved_references")
    assert doubt.params == {"count": "7"}
    assert doubt.reason.startswith("10/2015/TT-BĐN; ")
    assert doubt.reason.endswith("(+2)")
    store.deposit([deposit(work("", numbers=[f"{n}/2015/TT-BĐN"]), path=f"{n}.txt") for n in range(10, 17)])
    assert of(store, "unresolved_references") == []


def noticed(reason: str, code: str = "damaged_text", path: str = "a.txt") -> Deposit:
    return deposit(work("circular"), path=path, notices=(Notice(path, code, reason),))


def test_a_notice_is_about_the_work_that_was_read_from_its_file(store: Store) -> None:
    store.deposit([noticed("3 letters were lost")])
    (doubt,) = of(store, "damaged_text")
    assert (doubt.work, doubt.path, doubt.reason) == ("circular", "a.txt", "3 letters were lost")
    assert (doubt.severity, len(doubt.sha256)) == (Severity.HIGH, 64)


def test_a_notice_nobody_has_named_yet_keeps_its_code(store: Store) -> None:
    store.deposit([noticed("moonlight", "eclipse")])
    (doubt,) = of(store, "other")
    assert (doubt.cause, doubt.severity, doubt.key.split(":")[0]) == ("eclipse", Severity.LOW, "eclipse")


def file(path: str, outcome: FileOutcome, code: str) -> FileRecord:
    return FileRecord(path, "b" * 64, 1, 1, "reader 1", outcome, code, "so it is")


def test_files_of_which_something_is_missing_are_grave(store: Store) -> None:
    for record in (
        file("scan.pdf", FileOutcome.QUARANTINED, "no_usable_text"),
        file("records.jsonl", FileOutcome.PARTLY_READ, "invalid_record"),
        file("table.csv", FileOutcome.SKIPPED, "not_a_document"),
    ):
        store.record_file(record)
    found = doubts_of(store, LOCAL)
    assert [(doubt.code, doubt.cause, doubt.path) for doubt in found] == [
        ("quarantined", "no_usable_text", "scan.pdf"),
        ("partly_read", "invalid_record", "records.jsonl"),
    ]
    assert {doubt.severity for doubt in found} == {Severity.HIGH}
    assert doubts_of(store, PUBLIC) == [], "a file that was not read is of no collection"


def test_a_mark_finds_its_doubt_when_the_file_is_read_anew(store: Store) -> None:
    record = FileRecord("a.txt", "a" * 64, 1, 1, "reader 1", FileOutcome.READ)
    gap = deposit(work("circular"), articles("1", "2", "4"), path="a.txt")
    store.replace_file(record, [[gap]])
    (before,) = of(store, "article_gap")
    store.mark_doubt(before.key, note="so printed", who="clerk")
    again = deposit(work("circular"), articles("1", "2", "4", "5"), path="a.txt")
    store.replace_file(record, [[again]])
    (after,) = of(store, "article_gap")
    assert after.key == before.key
    assert after.mark is not None
    assert (after.mark.who, after.mark.note) == ("clerk", "so printed")
    wider = deposit(work("circular"), articles("1", "2", "4", "6"), path="a.txt")
    store.replace_file(record, [[wider]])
    assert [doubt.mark for doubt in of(store, "article_gap")] == [None], "it is another gap"


def test_doubtful_pairs_and_the_order(store: Store) -> None:
    from corpus.model import WorkKind

    near = [work(kind=WorkKind.LAW, title=f"Law on harbours {n}", adopted="2001-01-01") for n in "ab"]
    store.deposit([deposit(one, path=f"near{n}") for n, one in enumerate(near)])
    store.deposit([noticed("lost")])
    found = doubts_of(store, LOCAL)
    assert [doubt.code for doubt in found] == ["damaged_text", "doubtful_pair"]
    assert found[1].params["one"] < found[1].params["other"]
    order = tuple(KINDS)
    assert [order.index(doubt.code) for doubt in found] == sorted(order.index(d.code) for d in found)


def test_what_is_restricted_gives_no_doubt_to_others(store: Store) -> None:
    from corpus.model import Holding

    hidden = Holding("mission", "letters", Access.RESTRICTED)
    store.deposit([deposit(work("circular"), articles("1", "2", "4"), holding=hidden)])
    assert [doubt.code for doubt in doubts_of(store, LOCAL)] == ["article_gap"]
    assert doubts_of(store, PUBLIC) == []


def test_dates_on_which_sources_differ_until_a_person_decides(store: Store) -> None:
    for path, day in (("one.txt", "2015-04-01"), ("two.txt", "2015-05-02")):
        store.deposit([deposit(work("circular", adopted=day), path=path)])
    (doubt,) = of(store, "conflicting_dates")
    assert (doubt.work, doubt.key) == ("circular", "conflicting_dates:circular:date.adopted")
    assert "2015-04-01" in doubt.reason
    store.set_value("circular", "date.adopted", ["2015-04-01"], LOCAL, who="clerk")
    assert of(store, "conflicting_dates") == []


def test_provisions_that_claim_one_address(store: Store) -> None:
    store.deposit([deposit(work("circular"), articles("1", "2", "2"))])
    (doubt,) = of(store, "duplicate_eid")
    assert (doubt.work, doubt.severity) == ("circular", Severity.MEDIUM)
    assert "art_2__dup_2" in doubt.reason


def test_who_asks_again_is_told_what_changed_since(store: Store) -> None:
    doubts = Doubts(store)
    store.deposit([deposit(work("circular"), articles("1", "2", "4"), path="a.txt")])
    (gap,) = doubts.of(LOCAL)
    assert doubts.of(LOCAL) == [gap]
    store.mark_doubt(gap.key, note="so printed", who="clerk")
    assert [doubt.mark is None for doubt in doubts.of(LOCAL)] == [False]
    store.record_file(file("scan.pdf", FileOutcome.QUARANTINED, "no_usable_text"))
    store.deposit([deposit(work("order"), articles("1", "2", "5"), path="b.txt")])
    assert [doubt.work for doubt in doubts.of(LOCAL)] == ["", "circular", "order"]
    assert [doubt.work for doubt in doubts.of(PUBLIC)] == ["circular", "order"], "kept for each apart"
