"""Which deposits are of one work: never merged on a guess."""

from __future__ import annotations

import pytest
from lamhai import article, deposit, number, work

from corpus.model import LOCAL, Deposit, Identifier, IdentifierScheme, Work, WorkKind
from corpus.store.likeness import title_likeness
from corpus.store.store import Store


def text(word: str) -> tuple:  # type: ignore[type-arg]
    return (article("1", word),)


def circular(title: str = "Thông tư hướng dẫn thủ tục lãnh sự", **more: object) -> Work:
    values = {"kind": WorkKind.CIRCULAR, "adopted": "2021-09-30", "issuers": ("Bộ Đối ngoại",)} | more
    return work(title=title, **values)  # type: ignore[arg-type]


def of(made: Work, name: str, language: str = "vi") -> Deposit:
    return deposit(made, text(name), path=f"{name}.txt", language=language)


LONG = "Thông tư hướng dẫn thủ tục lãnh sự tại cơ quan đại diện của Lam Hải ở nước ngoài và lệ phí"

SAME = [
    (
        "distinctive number, spelt differently",
        work(numbers=["06/2021/TT-BĐN"]),
        work(numbers=["6 /2021/TT-BDN"]),
    ),
    ("given slug", work("ostermere-convention"), work("Ostermere Convention")),
    ("record id", work(record_id="LH-7", title="Luật"), work(record_id="LH-7", title={"en": "Law"})),
    ("kind, issuer, day and title", circular(), circular("THÔNG TƯ Hướng dẫn thủ tục lãnh sự")),
    (
        "plain number, kind and day",
        circular("Một", numbers=["512/QĐ-BĐN"]),
        circular("Hai", numbers=["512/QĐ-BĐN"]),
    ),
]

OTHER = [
    ("another number", work(numbers=["06/2021/TT-BĐN"]), work(numbers=["07/2021/TT-BĐN"])),
    ("plain numbers", work(title="A", numbers=["No. 42"]), work(title="B", numbers=["No. 42"])),
    ("same title alone", work(title=LONG), work(title=LONG)),
    ("another day", circular(), circular(adopted="2021-10-01")),
    ("another issuer", circular(), circular(issuers=("Bộ Nội an",))),
    ("another kind", circular(), circular(kind=WorkKind.DECISION)),
    ("figures in the title", circular("Hiệp định vay số 12"), circular("Hiệp định vay số 13")),
    ("no issuer known", circular(issuers=()), circular(issuers=())),
    ("month only", circular(adopted="2021-09"), circular(adopted="2021-09")),
    (
        "same record id in two collections",
        work(record_id="1", title="Luật Điều ước quốc tế"),
        work(record_id="1", title="Thông tư về lệ phí"),
    ),
    (
        "one number, two kinds: an amending act misread",
        circular(numbers=["06/2021/TT-BĐN"]),
        circular(numbers=["06/2021/TT-BĐN"], kind=WorkKind.CORRIGENDUM),
    ),
    (
        "one number, two days",
        circular(numbers=["06/2021/TT-BĐN"]),
        circular(numbers=["06/2021/TT-BĐN"], adopted="2022-01-01"),
    ),
    (
        "a component with the number of the whole",
        circular(numbers=["06/2021/TT-BĐN"]),
        circular(numbers=["06/2021/TT-BĐN"], component_of="06-2021-tt-bdn"),
    ),
]


@pytest.mark.parametrize(("name", "one", "other"), SAME)
@pytest.mark.parametrize("together", [True, False])
def test_one_work(store: Store, name: str, one: Work, other: Work, together: bool) -> None:
    deposits = [of(one, "first"), of(other, "second")]
    for batch in [deposits] if together else [[single] for single in deposits]:
        store.deposit(batch)
    assert store.counts(LOCAL).works == 1, name
    assert store.counts(LOCAL).expressions == 2


@pytest.mark.parametrize(("name", "one", "other"), OTHER)
@pytest.mark.parametrize("together", [True, False])
def test_two_works(store: Store, name: str, one: Work, other: Work, together: bool) -> None:
    deposits = [of(one, "first"), of(other, "second")]
    for batch in [deposits] if together else [[single] for single in deposits]:
        store.deposit(batch)
    assert store.counts(LOCAL).works == 2, name
    slugs = [summary.work.slug for summary in store.works(LOCAL)]
    assert len(set(slugs)) == 2


def test_a_register_number_names_a_work_in_any_language(store: Store) -> None:
    unts = (Identifier(IdentifierScheme.UNTS, "I-48211"),)
    english = Work("", WorkKind.TREATY, {"en": "Consular Convention"}, unts)
    french = Work("", WorkKind.TREATY, {"fr": "Convention consulaire"}, unts)
    store.deposit([of(english, "en", "en"), of(french, "fr", "fr")])
    [summary] = store.works(LOCAL)
    assert summary.languages == ("en", "fr")
    assert summary.work.titles == {"en": "Consular Convention", "fr": "Convention consulaire"}


DOUBTS = [
    ("similar title", circular(LONG), circular(LONG[:60])),
    (
        "same identifier, other kind",
        circular(numbers=["06/2021/TT-BĐN"]),
        circular(numbers=["06/2021/TT-BĐN"], kind=WorkKind.CORRIGENDUM),
    ),
    (
        "other language",
        work(kind=WorkKind.TREATY, title={"en": "Agreement"}, adopted="2013-04-03", parties=("Cardena",)),
        work(kind=WorkKind.TREATY, title={"es": "Acuerdo"}, adopted="2013-04-03", parties=("CARDENA",)),
    ),
]


@pytest.mark.parametrize(("name", "one", "other"), DOUBTS)
def test_near_misses_are_listed_and_not_merged(store: Store, name: str, one: Work, other: Work) -> None:
    store.deposit([of(one, "first")])
    store.deposit([of(other, "second")])
    store.deposit([of(other, "second")])
    [pair] = store.doubtful_pairs(LOCAL)
    assert store.counts(LOCAL).works == 2
    assert pair.one_slug != pair.other_slug
    assert pair.reason


def test_two_documents_of_one_file_are_not_one_work_by_their_title(store: Store) -> None:
    made = circular()
    first = deposit(made, text("một"), path="tap-hop.jsonl")
    second = deposit(made, text("hai"), path="tap-hop.jsonl")
    store.deposit([first, second])
    assert store.counts(LOCAL).works == 2


def test_a_document_without_any_name_is_a_work(store: Store) -> None:
    store.deposit([of(Work(""), "first"), of(Work(""), "second")])
    assert store.counts(LOCAL).works == 2


def test_given_slugs_win_over_what_the_text_says(store: Store) -> None:
    store.deposit([of(circular(numbers=["06/2021/TT-BĐN"]), "first")])
    given = Work("thong-tu-khac", WorkKind.CIRCULAR, {"vi": "Khác"}, (number("06/2021/TT-BĐN"),))
    store.deposit([of(given, "second")])
    assert store.counts(LOCAL).works == 2
    assert store.find("thong-tu-khac", LOCAL).work.titles == {"vi": "Khác"}


LIKENESS = [
    ("Thông tư hướng dẫn thủ tục lãnh sự", "THÔNG TƯ hướng dẫn  thủ tục lãnh sự", 1.0, 1.0),
    ("领事协定", "领事协定", 1.0, 1.0),
    ("中华与蓝海领事协定", "蓝海与华源引渡条约", 0.0, 0.5),
    ("Agreement on visas", "Agreement on extradition", 0.3, 0.7),
    ("Loan Agreement No. 12", "Loan Agreement No. 13", 0.0, 0.0),
    ("", "", 0.0, 0.0),
]


@pytest.mark.parametrize(("one", "other", "low", "high"), LIKENESS)
def test_likeness_of_titles(one: str, other: str, low: float, high: float) -> None:
    score = title_likeness(one, other)
    assert low <= score <= high
    assert score == title_likeness(other, one)
