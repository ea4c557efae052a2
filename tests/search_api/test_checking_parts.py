"""What a draft check tells of a draft alone: names that are certain, definitions that say the same, parts."""

from __future__ import annotations

import pytest

from corpus.language.drafting import drafting
from corpus.model import (
    Deposit,
    Expression,
    Provision,
    ProvisionKind,
    Source,
    Work,
    WorkKind,
)
from search_api.checking.draft import DraftText
from search_api.checking.likeness import runs, says_the_same, share
from search_api.checking.naming import is_certain
from search_api.checking.own import own_references
from search_api.checking.parts import missing_parts
from search_api.checking.undefined import undefined
from search_api.findings import FindingKind


def draft(
    language: str, *articles: str, kind: WorkKind = WorkKind.CIRCULAR, label: str = "Article"
) -> DraftText:
    tree = tuple(
        Provision(f"art_{n}", ProvisionKind.ARTICLE, f"{label} {n}", str(n), text=text)
        for n, text in enumerate(articles, 1)
    )
    work = Work("draft", kind, {language: "Draft"})
    return DraftText(Deposit(Source("draft", "0" * 64, 1, "text/plain"), work, Expression(language), tree))


@pytest.mark.parametrize(
    ("printed", "certain"),
    [
        ("Thông tư số 45/2018/TT-BTK", True),
        ("Ley 3/2015", True),
        ("القرار الوزاري رقم 77 لسنة 2013", True),
        ("《驻外机构印章管理办法》(外交部令第12号)", True),
        ("Закона Республики Велория от 11 октября 2017 года № 204-З", True),
        ("the Convention", False),
        ("Công ước Ostermere giúp đỡ", False),
        ("Hiến pháp", False),
        ("Order No. 7", False),
    ],
)
def test_a_name_is_certain_by_number_or_year(printed: str, certain: bool) -> None:
    assert is_certain(printed) is certain


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("en", "a vessel of any size;", "Vessel, of any size", True),
        ("en", "a vessel used for trade", "a vessel not used for trade", False),
        ("fr", "toute personne au sens du présent décret", "toute personne au sens du présent arrêté", True),
        ("vi", "giấy do cơ quan đại diện cấp", "giấy do Bộ Đối ngoại cấp", False),
        ("vi", "giấy tờ theo Thông tư này", "giấy tờ theo Nghị định này", True),
        ("zh", "船舶，包括渔船。", "船舶包括渔船", True),
        ("ru", "судно любого размера", "судно, кроме любого размера", False),
        ("ar", "السفينة أياً كان حجمها", "السفينة غير الحربية", False),
        ("es", "el buque, cualquiera que sea", "buque cualquiera que sea.", True),
    ],
)
def test_definitions_differ_in_substance_alone(language: str, one: str, other: str, same: bool) -> None:
    assert says_the_same(one, other, language) is same


def test_a_text_is_wholly_in_one_that_holds_it() -> None:
    text, whole = "a consul may visit the ship", "On request a consul may visit the ship at any hour."
    assert share(runs(text, "en"), runs(whole, "en")) == 1.0
    assert share(runs("nothing of the kind", "en"), runs(whole, "en")) == 0.0
    assert share(runs("", "en"), runs(whole, "en")) == 0.0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 5 năm 2027."),
        ("en", "These Regulations come into force on 1 May 2027."),
        ("fr", "Le présent arrêté entre en vigueur le 1er mai 2027."),
        ("es", "El presente Decreto entrará en vigor el 1 de mayo de 2027."),
        ("ru", "Настоящий приказ вступает в силу с 1 мая 2027 года."),
        ("zh", "本规定自2027年5月1日起施行。"),
        ("ar", "يعمل بهذا القرار من تاريخ نشره."),
    ],
)
def test_an_entry_into_force_is_seen_in_every_language(language: str, said: str) -> None:
    assert drafting(language, "entry_into_force").search(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "Cục trưởng Cục Lãnh sự chịu trách nhiệm thi hành Thông tư này."),
        ("en", "The Consular Department is responsible for carrying out these Regulations."),
        ("fr", "Le directeur est chargé de son exécution."),
        ("es", "La Dirección General queda encargada de la ejecución del presente Decreto."),
        ("ru", "Контроль за исполнением настоящего приказа возложить на заместителя Министра."),
        ("zh", "领事司负责本规定的组织实施。"),
        ("ar", "على وكيل الوزارة تنفيذ هذا القرار."),
    ],
)
def test_who_carries_it_out_is_seen_in_every_language(language: str, said: str) -> None:
    assert drafting(language, "responsible").search(said)


def parts(text: DraftText, *, replaces: bool = False) -> set[str]:
    return {each.details["part"] for each in missing_parts(text, replaces=replaces)}


def test_parts_are_missed_where_nothing_looks_like_them() -> None:
    bare = draft("en", "Words.", "More words.", "Other words.")
    assert parts(bare) == {"entry_into_force", "responsible", "basis"}
    assert parts(bare, replaces=True) == {"entry_into_force", "responsible", "basis", "repeal"}
    treaty = draft("en", "Words.", "More words.", "Other words.", kind=WorkKind.TREATY)
    assert parts(treaty) == {"entry_into_force"}


def test_of_a_note_no_part_is_missed() -> None:
    assert parts(draft("en", "Words.")) == set()
    assert parts(draft("nl", "Woorden.", "Meer.", "Nog meer.")) == set()


def test_own_references_are_broken_only_for_certain() -> None:
    text = draft("en", "See article 2 of this Decree.", "See article 9 of this Decree.", "See annex 4.")
    found = [(each.kind, each.place.eid) for each in own_references(text)]
    assert found == [(FindingKind.RESOLVED, "art_1"), (FindingKind.OWN_REFERENCE_BROKEN, "art_2")]


def test_a_term_that_the_cited_article_does_not_have_is_undefined() -> None:
    text = draft("en", "“Ship” means any vessel.", "A “seafarer” as defined in article 1 pays.", "A “ship”.")
    assert [each.words for each in undefined(text)] == ["seafarer"]
    assert not list(undefined(draft("en", "“Ship” means a boat.", "A “ship” as defined in article 1.", "X.")))


@pytest.mark.parametrize("language", ["vi", "en", "fr", "es", "ru", "zh", "ar"])
def test_every_expression_of_every_language_can_be_used(language: str) -> None:
    names = ("draft", "entry_into_force", "responsible", "basis", "replaces", "negations", "undefined")
    assert not any(drafting(language, name).search("§") for name in names)
    assert not list(undefined(draft(language, "“X” 1", "2", "3")))
