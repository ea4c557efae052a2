from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numerals import NumeralStyle, read_han, read_numeral
from corpus.language.signs import han, roman, to_roman
from corpus.language.table import LANGUAGES, key, table, tables

CASES = [
    ("vi", "14a. Chứng nhận", "14a"),
    ("vi", "9đ. Quy định", "9đ"),
    ("vi", "23.4.LQ.1. Giải thích", "23.4.LQ.1"),
    ("vi", "30.4.TT.1.12. Phạm vi", "30.4.TT.1.12"),
    ("vi", "thứ nhất", None),
    ("vi", "nhất", "1"),
    ("vi", "hai mươi mốt", "21"),
    ("vi", "XIV", "14"),
    ("ar", "الأولى", "1"),
    ("ar", "الحادية عشرة", "11"),
    ("ar", "السابعة والعشرون", "27"),
    ("ar", "الثلاثون بعد المائة", "130"),
    ("ar", "الحادية والثلاثون بعد المائة", "131"),
    ("ar", "١٢ مكرر", "12bis"),
    ("ar", "٣٦", "36"),
    ("ar", "الثانيَة عشْرة", "12"),
    ("en", "36 bis", "36bis"),
    ("en", "IV", "4"),
    ("en", "twenty-first", "21"),
    ("en", "one hundred and five", "105"),
    ("en", "1.1", "1.1"),
    ("en", "22A", "22a"),
    ("en", "B", "B"),
    ("en", "1st", "1"),
    ("fr", "premier", "1"),
    ("fr", "1er", "1"),
    ("fr", "1<sup>er</sup>.", "1"),
    ("fr", "quatre-vingt-dix-septième", "97"),
    ("fr", "unique", "1"),
    ("fr", "12 quater", "12quater"),
    ("es", "décimo primero", "11"),
    ("es", "vigésima segunda", "22"),
    ("es", "1º", "1"),
    ("es", "ÚNICO", "1"),
    ("ru", "двадцать первая", "21"),
    ("ru", "2-й", "2"),
    ("ru", "25.1", "25.1"),
    ("ru", "4¹. Надзор", "4.1"),
    ("ru", "34¹². Надзор", "34.12"),
    ("en", "22² Note", "22"),
    ("zh", "１２", "12"),
    ("zh", "一百零五", "105"),
    ("de", "12a", "12a"),
    ("nl", "eerste", "1"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_read_numeral(language: str, text: str, expected: str | None) -> None:
    found = read_numeral(text, 0, table(language))
    assert (found[0].normalised if found else None) == expected


@pytest.mark.parametrize("text", ["Convention", "các", "de la", "статьи", "", "—", "Civil"])
def test_words_are_no_numbers(text: str) -> None:
    for words in tables():
        assert read_numeral(text, 0, words) is None, words.code


HAN = [
    ("三十六", 36),
    ("十", 10),
    ("一百零五", 105),
    ("二〇二〇", 2020),
    ("廿一", 21),
    ("一千二百", 1200),
    ("壹佰", 100),
]


@pytest.mark.parametrize(("text", "value"), HAN)
def test_han(text: str, value: int) -> None:
    assert han(text) == value


def test_han_with_minor() -> None:
    numeral = read_han("三十一条之一")
    assert numeral is not None
    assert (numeral.normalised, numeral.order) == ("31-1", (31, 0, 1))


@given(st.integers(1, 3999))
def test_roman_round_trip(value: int) -> None:
    assert roman(to_roman(value)) == value


@pytest.mark.parametrize("text", ["IIX", "VV", "ABC", "", "IC"])
def test_ill_formed_roman(text: str) -> None:
    assert roman(text) is None


def test_order_puts_inserted_numbers_between() -> None:
    orders = []
    for text in ("36", "36bis", "36ter", "37", "37a", "37b", "37.1", "38"):
        found = read_numeral(text, 0, table("en"))
        assert found is not None
        orders.append(found[0].order)
    assert orders == sorted(orders)


def test_a_sole_article_is_the_first() -> None:
    found = read_numeral("unique", 0, table("fr"))
    assert found is not None
    assert found[0].style is NumeralStyle.SOLE


@given(st.text(max_size=40), st.sampled_from(LANGUAGES))
def test_reading_never_fails_and_ends_within_the_text(text: str, language: str) -> None:
    found = read_numeral(text, 0, table(language))
    if found:
        assert 0 < found[1] <= len(text)


def test_every_table_has_the_words_that_structure_needs() -> None:
    for words in tables():
        assert words.divisions, words.code
        assert words.kinds, words.code
        assert words.formulas["testimonium"], words.code
        assert words.months or words.code == "zh", words.code
        assert all(name == key(name, words.code) for name in words.numerals), words.code
