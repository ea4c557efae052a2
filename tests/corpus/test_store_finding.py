from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lamhai import article, deposit, work

from corpus.errors import InvalidIdentifier, NotFound
from corpus.model import LOCAL, Identifier, IdentifierScheme, Making, Work
from corpus.store.store import Store

TEXTS = iter(range(10**6))


def put(store: Store, made: Work, language: str = "vi", **more: object) -> None:
    text = (article("1", f"text {next(TEXTS)}"),)
    store.deposit([deposit(made, text, path=f"{next(TEXTS)}.txt", language=language, **more)])  # type: ignore[arg-type]


@pytest.fixture
def library(store: Store) -> Store:
    put(store, work(numbers=["06/2021/TT-BĐN"], title="Thông tư hướng dẫn thủ tục lãnh sự"))
    put(store, work("ostermere-convention", record_id="OST/1"))
    put(store, work("42-articles", numbers=["No. 42"]))
    unts = Identifier(IdentifierScheme.UNTS, "I-48211")
    eli = Identifier(IdentifierScheme.ELI, "/eli/lh/2021/6")
    put(store, Work("registered", identifiers=(unts, eli)))
    put(
        store,
        work("06-2021-tt-bdn"),
        making=Making.CONSOLIDATED_OFFICIAL,
        own_number="02/VBHN-BĐN",
    )
    return store


FOUND = [
    ("06-2021-tt-bdn", "06-2021-tt-bdn"),
    ("06/2021/TT-BĐN", "06-2021-tt-bdn"),
    (" 6 /2021/tt-bdn ", "06-2021-tt-bdn"),
    ("Thông tư số 06/2021/TT-BĐN", "06-2021-tt-bdn"),
    ("Thông tư 06/2021/TT-BĐN ngày 30/9/2021", "06-2021-tt-bdn"),
    ("062021TTBĐN", "06-2021-tt-bdn"),
    ("/works/06-2021-tt-bdn", "06-2021-tt-bdn"),
    ("/works/06-2021-tt-bdn/vie@2021-11-15/~art_1", "06-2021-tt-bdn"),
    ("02/VBHN-BĐN", "06-2021-tt-bdn"),
    ("Ostermere Convention", "ostermere-convention"),
    ("OST/1", "ostermere-convention"),
    ("No. 42", "42-articles"),
    ("I-48211", "registered"),
    ("/eli/lh/2021/6", "registered"),
    ("1", "06-2021-tt-bdn"),
    ("2", "ostermere-convention"),
]


@pytest.mark.parametrize(("key", "slug"), FOUND)
def test_a_work_is_found_by_whatever_it_is_called(library: Store, key: str, slug: str) -> None:
    assert library.find(key, LOCAL).work.slug == slug


@pytest.mark.parametrize(
    "key", ["", " ", "999", "99999999999999999999", "07/2021/TT-BĐN", "\x00", "%", "نعم"]
)
def test_what_is_not_there_is_not_found(library: Store, key: str) -> None:
    with pytest.raises(NotFound) as caught:
        library.find(key, LOCAL)
    assert caught.value.params["key"] == key


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("ostermer-convention", "ostermere-convention"),
        ("06-2021-tt-bna", "06-2021-tt-bdn"),
        ("the ostermere convention of 2009", "ostermere-convention"),
    ],
)
def test_near_slugs_are_suggested(library: Store, key: str, near: str) -> None:
    with pytest.raises(NotFound) as caught:
        library.find(key, LOCAL)
    assert near in caught.value.params["near"]  # type: ignore[operator]
    assert near in str(caught.value)


def test_a_key_of_several_works_finds_none(store: Store) -> None:
    put(store, work("one", numbers=["No. 42"]))
    put(store, work("two", numbers=["No. 42"]))
    with pytest.raises(NotFound, match="several") as caught:
        store.find("No. 42", LOCAL)
    assert caught.value.params["near"] == ("one", "two")


def test_a_record_id_of_digits_is_found_after_store_ids(store: Store) -> None:
    put(store, work("one", record_id="77"))
    assert store.find("77", LOCAL).work.slug == "one"


# --- merges and splits ---------------------------------------------------------------------------


@pytest.fixture
def two(store: Store) -> Store:
    put(store, work("kept", title="Hiệp định", numbers=["1/2013/HĐ-LH"]))
    put(store, work("other", title={"es": "Acuerdo"}, numbers=["2/2013/HĐ-LH"]), language="es")
    return store


def test_a_merge_is_recorded_and_its_slug_leads_on(two: Store) -> None:
    change, other = two.change, two.find("other", LOCAL).id
    number = two.merge("kept", "other", LOCAL, who="archivist", reason="same treaty, two languages")
    merged = two.find("other", LOCAL)
    assert merged.work.slug == "kept"
    assert two.find("2/2013/HĐ-LH", LOCAL).id == merged.id
    assert merged.work.titles == {"vi": "Hiệp định", "es": "Acuerdo"}
    assert {e.expression.language for e in merged.expressions} == {"vi", "es"}
    assert two.counts(LOCAL).works == 1
    assert {c.work_id: c.deleted for c in two.changes(change)} == {merged.id: False, other: True}
    [record] = two.regroupings(LOCAL)
    assert (record.id, record.kind, record.from_slug, record.to_slug) == (number, "merge", "other", "kept")
    assert (record.who, record.undone) == ("archivist", None)


def test_a_merge_can_be_undone(two: Store) -> None:
    before = [two.find(slug, LOCAL) for slug in ("kept", "other")]
    number = two.merge("kept", "other", LOCAL, who="archivist", reason="mistaken")
    two.undo(number)
    after = [two.find(slug, LOCAL) for slug in ("kept", "other")]
    for was, now in zip(before, after, strict=True):
        assert (was.id, was.work, was.expressions) == (now.id, now.work, now.expressions)
    assert two.regroupings(LOCAL)[0].undone is not None
    with pytest.raises(InvalidIdentifier):
        two.undo(number)


def test_what_is_read_later_goes_to_the_merged_work(two: Store) -> None:
    two.merge("kept", "other", LOCAL, who="archivist", reason="same")
    put(two, work("other", title={"en": "Agreement"}), language="en")
    assert two.counts(LOCAL).works == 1
    assert two.find("kept", LOCAL).work.titles["en"] == "Agreement"


def test_a_split_takes_some_expressions_away_and_can_be_undone(two: Store) -> None:
    two.merge("kept", "other", LOCAL, who="archivist", reason="same")
    merged = two.find("kept", LOCAL)
    spanish = [e.id for e in merged.expressions if e.expression.language == "es"]
    number = two.split("kept", spanish, "acuerdo", LOCAL, who="archivist", reason="another treaty")
    assert two.find("acuerdo", LOCAL).work.titles == {"es": "Acuerdo"}
    assert two.find("kept", LOCAL).work.titles == {"vi": "Hiệp định"}
    two.undo(number)
    assert len(two.find("kept", LOCAL).expressions) == 2
    with pytest.raises(NotFound):
        two.find("acuerdo", LOCAL)


@pytest.mark.parametrize("wanted", ["all", "none", "strangers"])
def test_a_split_that_makes_no_sense_is_refused(two: Store, wanted: str) -> None:
    two.merge("kept", "other", LOCAL, who="archivist", reason="same")
    put(two, work("third"))
    own = [e.id for e in two.find("kept", LOCAL).expressions]
    foreign = [e.id for e in two.find("third", LOCAL).expressions]
    chosen = {"all": own, "none": [], "strangers": foreign}[wanted]
    with pytest.raises(InvalidIdentifier):
        two.split("kept", chosen, "x", LOCAL, who="a", reason="b")
    assert len(two.find("kept", LOCAL).expressions) == 2


def test_a_work_cannot_be_merged_with_itself(two: Store) -> None:
    with pytest.raises(InvalidIdentifier):
        two.merge("kept", "1/2013/HĐ-LH", LOCAL, who="a", reason="b")


# --- what the base said on a day -----------------------------------------------------------------


def test_what_the_base_said(store: Store) -> None:
    store.deposit([deposit(work("a", title="Một"), path="1.txt", data="1")])
    first = datetime.now(UTC)
    store.remove_file("1.txt")
    between = datetime.now(UTC)
    store.deposit([deposit(work("a", title="Hai"), path="2.txt", data="2")])
    now = store.find("a", LOCAL)
    told = {
        moment: store.work(now.id, LOCAL, said_on=moment)
        for moment in (datetime(2020, 1, 1, tzinfo=UTC), first, between, datetime.now(UTC))
    }
    titles = [stored.work.title("vi") if stored else None for stored in told.values()]
    assert titles == [None, "Một", None, "Hai"]
