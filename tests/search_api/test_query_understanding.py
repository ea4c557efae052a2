"""What a plain question tells beyond its words."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import ProvisionKind
from search_api.query.references import references_in
from search_api.query.short_names import short_names_in
from search_api.query.understand import AS_OF_WORDS, understand

ARTICLE, ANNEX, SECTION = ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.SECTION

REFERENCES: list[tuple[str, list[tuple[ProvisionKind, str]]]] = [
    ("Điều 36 Công ước Lagoon", [(ARTICLE, "36")]),
    ("khoản 2 Điều 9 và Điều 14a", [(ARTICLE, "9"), (ARTICLE, "14a")]),
    ("article 36 of the convention", [(ARTICLE, "36")]),
    ("art. 22(1)(b)", [(ARTICLE, "22")]),
    ("Article IV", [(ARTICLE, "4")]),
    ("section 5 of the Act", [(SECTION, "5")]),
    ("Annex II", [(ANNEX, "2")]),
    ("المادة 36 من الاتفاقية", [(ARTICLE, "36")]),
    ("المادة السادسة والثلاثون", [(ARTICLE, "36")]),
    ("l'article premier", [(ARTICLE, "1")]),
    ("artículo 14 bis", [(ARTICLE, "14bis")]),
    ("статьи 36 конвенции", [(ARTICLE, "36")]),
    ("по ст. 5", [(ARTICLE, "5")]),
    ("第三十六条", [(ARTICLE, "36")]),
    ("第36條", [(ARTICLE, "36")]),
    ("第三十一条之一", [(ARTICLE, "31-1")]),
    ("điều ước quốc tế", []),
    ("điều nào quy định", []),
    ("an article concerning fees", []),
    ("the articles of association", []),
    ("什么条件", []),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references(text: str, expected: list[tuple[ProvisionKind, str]]) -> None:
    assert [(found.kind, found.number) for found in references_in(text)] == expected


def test_reference_knows_its_place() -> None:
    text = "see Article 36, please"
    [found] = references_in(text)
    assert text[found.start : found.end] == "Article 36"


AS_OF: list[tuple[str, str, date | None, str]] = [
    ("consular fees as of 1 March 2011", "en", date(2011, 3, 1), "consular fees"),
    ("phí lãnh sự tại thời điểm 01/01/2020", "vi", date(2020, 1, 1), "phí lãnh sự"),
    ("phí lãnh sự tính đến ngày 15 tháng 3 năm 2019", "vi", date(2019, 3, 15), "phí lãnh sự"),
    ("droits consulaires à la date du 1er mars 2011", "fr", date(2011, 3, 1), "droits consulaires"),
    ("aranceles a fecha de 3 de abril de 2013", "es", date(2013, 4, 3), "aranceles"),
    ("по состоянию на 1 марта 2011 г. консульские сборы", "ru", date(2011, 3, 1), "консульские сборы"),
    ("截至2010年10月25日的领事费用", "zh-Hans", date(2010, 10, 25), "领事费用"),
    ("在2010年10月25日有效的规费", "zh-Hans", date(2010, 10, 25), "有效的规费"),
    ("رسوم القنصلية كما في 25 أكتوبر 2010", "ar", date(2010, 10, 25), "رسوم القنصلية"),
    ("decree of 12 May 2014", "en", None, "decree of 12 May 2014"),
    ("fees as of March 2011", "en", None, "fees as of March 2011"),
    ("在2010年10月25日签订", "zh-Hans", None, "在2010年10月25日签订"),
    ("quyết định ngày 12/5/2014", "vi", None, "quyết định ngày 12/5/2014"),
]


@pytest.mark.parametrize(("text", "language", "day", "rest"), AS_OF)
def test_as_of(text: str, language: str, day: date | None, rest: str) -> None:
    found = understand(text, language)
    assert (found.as_of, found.text) == (day, rest)


def test_every_language_can_ask_for_a_day() -> None:
    assert set(AS_OF_WORDS) == {"vi", "ar", "en", "fr", "es", "ru", "zh"}


def test_language_is_detected_and_the_users_is_kept() -> None:
    found = understand("what must the authorities do when a foreign national is arrested", "vi")
    assert found.languages == ("en", "vi")


def test_numbers_are_normalised() -> None:
    assert understand("Thông tư số 06/2021/TT-BĐN quy định gì", "vi").numbers == ("6/2021/ttbdn",)


TREATIES: list[tuple[str, str, list[str]]] = [
    ("Điều 36 Công ước Viên về quan hệ lãnh sự", "vi", ["VCCR"]),
    ("dieu 36 cong uoc vien ve quan he lanh su", "vi", ["VCCR"]),
    ("статья 36 Венской конвенции о консульских сношениях", "ru", ["VCCR"]),
    ("المادة 36 من اتفاقية فيينا للعلاقات القنصلية", "ar", ["VCCR"]),
    ("维也纳领事关系公约第三十六条", "zh", ["VCCR"]),
    ("維也納領事關係公約第三十六條", "zh-Hant", ["VCCR"]),
    ("l'article 36 de la Convention de Vienne sur les relations consulaires", "fr", ["VCCR"]),
    ("artículo 36 de la Convención de Viena sobre Relaciones Consulares", "es", ["VCCR"]),
    ("Điều 36 Công ước Viên", "vi", ["VCCR", "VCDR", "VCLT"]),
    ("the convention of the committee", "en", []),
    ("convention on the", "en", []),
    ("công ước quốc tế", "vi", ["ICCPR", "ICESCR"]),
]


@pytest.mark.parametrize(("text", "language", "short"), TREATIES)
def test_well_known_treaties_by_title_in_any_language(text: str, language: str, short: list[str]) -> None:
    english = [name.titles["en"] for name in short_names_in(text, [language])]
    assert english == [short_names_in(name)[0].titles["en"] for name in short]


def test_short_names_only_in_capitals() -> None:
    assert [name.text for name in short_names_in("VCCR, vccr and crc; CEDAW")] == ["VCCR", "CEDAW"]
    assert all(set(name.titles) >= {"en", "fr", "es"} for name in short_names_in("VCCR UNCLOS TFEU ECHR"))
