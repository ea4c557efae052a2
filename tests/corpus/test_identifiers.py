from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import InvalidIdentifier
from corpus.identifiers import (
    ExpressionUri,
    ProvisionUri,
    WorkUri,
    alpha3,
    bcp47,
    is_distinctive,
    normalise_identifier,
    normalise_number,
    numbers_in,
    parse_uri,
    slug_of,
    slugify,
    unique_slug,
)
from corpus.model import Identifier, IdentifierScheme, LegalDate, Work

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

SAME_NUMBER = [
    ("105/2021/TT-BQP", "105 /2021/TT-BQP"),
    ("105/2021/TT-BQP", "105-2021-tt-bqp"),
    ("105/2021/TT-BQP", "105_2021_TT_BQP"),
    ("105/2021/TT-BQP", "1052021TTBQP"),
    ("105/2021/TT-BQP", "Số: 105/2021/TT-BQP"),
    ("105/2021/TT-BQP", "Thông tư số 105/2021/TT–BQP"),
    ("06/2021/TT-BĐN", "6/2021/tt-bdn"),
    ("06/2021/TT-BĐN", "06/2021/TT-BĐN".encode().decode("utf-8").replace("Đ", "\u0110")),
    ("38/2015/QH13", "38/2015/QH 13"),
    ("42/2017", "قرار رقم ٤٢ لسنة ٢٠١٧"),
    ("42/1997", "Law No. 42 of 1997"),
    ("214/2019", "N° 214/2019"),
    ("214/2019", "Decreto Nº 214/2019"),
    ("101-ФЗ", "№ 101-фз"),
    ("638", "第638号"),
    ("国令第638号", "国令第６３８號"),
    ("م/10", "رقم (م/١٠)"),
]

OTHER_NUMBER = [
    ("06/2021/TT-BĐN", "06/2021/TT-BNA"),
    ("06/2021/TT-BĐN", "06/2022/TT-BĐN"),
    ("10/2021/TT-BĐN", "1/02021/TT-BĐN/1"),
    ("512/QĐ-BĐN", "51/2/QĐ-BĐN"),
    ("N.R. 2016/114", "Nr. 2016/114"),
]

DISTINCTIVE = [
    (IdentifierScheme.NUMBER, "06/2021/TT-BĐN", True),
    (IdentifierScheme.NUMBER, "01/2016/TTLT-BĐN-BNA-BTK", True),
    (IdentifierScheme.NUMBER, "N.R. 2016/114", True),
    (IdentifierScheme.NUMBER, "38/2015/QH13", True),
    (IdentifierScheme.NUMBER, "No. 42", False),
    (IdentifierScheme.NUMBER, "Law No. 42 of 1997", False),
    (IdentifierScheme.NUMBER, "قرار رقم 42 لسنة 2017", False),
    (IdentifierScheme.NUMBER, "512/QĐ-BĐN", False),
    (IdentifierScheme.NUMBER, "2021", False),
    (IdentifierScheme.NUMBER, "第638号", False),
    (IdentifierScheme.GAZETTE, "Official Gazette 2021/06 TT", False),
    (IdentifierScheme.OTHER, "06/2021/TT-BĐN", False),
    (IdentifierScheme.UNTS, "I-8638", True),
    (IdentifierScheme.UNTS, "UNTS", False),
    (IdentifierScheme.CELEX, "32016R0679", True),
    (IdentifierScheme.ELI, "/eli/lh/reg/2021/6", True),
    (IdentifierScheme.AKN, "/akn/nv/act/2016/114", True),
]

SLUGS = [
    ("06/2021/TT-BĐN", "06-2021-tt-bdn"),
    ("Điều ước quốc tế", "dieu-uoc-quoc-te"),
    ("Convention sur l’assistance consulaire", "convention-sur-lassistance-consulaire"),
    ("Консульский устав", "konsulskiy-ustav"),
    ("领事协定", "ling-shi-xie-ding"),
    ("Acuerdo de exención de visados — año 2013", "acuerdo-de-exencion-de-visados-ano-2013"),
    ("42", "n-42"),
    ("—", ""),
]


@pytest.mark.parametrize(("one", "other"), SAME_NUMBER)
def test_one_number_in_many_spellings(one: str, other: str) -> None:
    assert normalise_number(one) == normalise_number(other)


@pytest.mark.parametrize(("one", "other"), OTHER_NUMBER)
def test_different_numbers_stay_different(one: str, other: str) -> None:
    assert normalise_number(one) != normalise_number(other)


@pytest.mark.parametrize(("scheme", "value", "distinctive"), DISTINCTIVE)
def test_what_names_one_work_alone(scheme: IdentifierScheme, value: str, distinctive: bool) -> None:
    assert is_distinctive(Identifier(scheme, value)) is distinctive


def test_uris_of_registers_keep_their_path() -> None:
    eli = Identifier(IdentifierScheme.ELI, "/eli/lh/Reg/2021/06/")
    assert normalise_identifier(eli) == "/eli/lh/reg/2021/06"


def test_numbers_inside_a_text() -> None:
    text = (
        "Căn cứ Luật số 18/2012/ĐHND và Thông tư liên tịch số 01 /2016/TTLT-BĐN - BNA; Luật số 18/2012/ĐHND"
    )
    assert numbers_in(text) == ("18/2012/dhnd", "1/2016/ttltbdnbna")
    assert numbers_in("No. 42 of 1997") == ()


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_number(text)
    assert normalise_number(once) == once


@given(
    st.integers(1, 9999),
    st.integers(1900, 2099),
    st.text(st.sampled_from("BCĐÂQPcgh"), min_size=2, max_size=8),
    st.sampled_from(["{}/{}/{}", "{} /{}/{}", "{}-{}-{}", "{}{}{}", "Số: {}/{}/{}", "{}_{}_{}", "{} {} {}"]),
)
def test_a_number_survives_what_file_names_do_to_it(number: int, year: int, symbol: str, form: str) -> None:
    assert normalise_number(form.format(number, year, symbol)) == normalise_number(
        f"{number}/{year}/{symbol}"
    )


@pytest.mark.parametrize(("text", "slug"), SLUGS)
def test_slugs_are_readable(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(max_size=300), st.integers(5, 120))
def test_slugs_keep_their_form(text: str, longest: int) -> None:
    slug = slugify(text, longest)
    assert len(slug) <= longest + 2
    assert slug == "" or SLUG.fullmatch(slug)
    assert not slug.isdecimal()


NAMED = [
    (Work("", identifiers=(Identifier(IdentifierScheme.NUMBER, "Số: 06/2021/TT-BĐN"),)), "06-2021-tt-bdn"),
    (
        Work(
            "",
            titles={"en": "Convention on Consular Assistance and Relations"},
            adopted=LegalDate.parse("2009-05-14"),
        ),
        "convention-on-consular-assistance-and-relations-2009",
    ),
    (Work("", titles={"en": "Convention of 2009"}, adopted=LegalDate.parse("2009")), "convention-of-2009"),
    (
        Work(
            "",
            identifiers=(Identifier(IdentifierScheme.NUMBER, "512/QĐ-BĐN"),),
            adopted=LegalDate.parse("2021-12-24"),
        ),
        "512-qd-bdn-2021",
    ),
    (
        Work(
            "",
            identifiers=(
                Identifier(IdentifierScheme.UNTS, "I-8638"),
                Identifier(IdentifierScheme.NUMBER, "No. 42"),
            ),
        ),
        "unts-i-8638",
    ),
    (Work("", titles={"en": "Letters"}, identifiers=(Identifier(IdentifierScheme.NUMBER, "42"),)), "letters"),
    (Work("", record_id="LH/7"), "lh-7"),
]


@pytest.mark.parametrize(("work", "slug"), NAMED)
def test_the_slug_of_a_work(work: Work, slug: str) -> None:
    assert slug_of(work, "") == slug


def test_a_work_without_any_name_has_a_slug_of_its_own() -> None:
    one, other = slug_of(Work(""), "file one"), slug_of(Work(""), "file two")
    assert one != other
    assert SLUG.fullmatch(one)


def test_long_titles_are_cut_at_a_word() -> None:
    slug = slug_of(Work("", titles={"fr": "Accord relatif à la reconnaissance " * 9}), "")
    assert len(slug) <= 60
    assert slug.split("-")[-1] in {"accord", "relatif", "a", "la", "reconnaissance"}


def test_a_taken_slug_gets_a_hash_of_its_source() -> None:
    taken = {"agreement", unique_slug("agreement", "b", {"agreement"}.__contains__)}
    assert unique_slug("treaty", "a", taken.__contains__) == "treaty"
    other = unique_slug("agreement", "a", taken.__contains__)
    assert other not in taken
    assert other == unique_slug("agreement", "a", taken.__contains__)


works = st.builds(WorkUri, st.from_regex(SLUG, fullmatch=True))
languages = st.sampled_from(
    ["vi", "ar", "en", "fr", "es", "ru", "zh-Hans", "zh-Hant", "de", "fil", "sr-Latn-RS"]
)
expressions = st.builds(ExpressionUri, works, languages, st.none() | st.dates(min_value=date(1000, 1, 1)))
eids = st.sampled_from(["art_36__para_1", "annex_1__art_2", "preamble", "điều_1", "第1条", "art_5a.b"])
provisions = st.builds(ProvisionUri, works | expressions, eids)


@given(works | expressions | provisions)
def test_uris_round_trip(uri: WorkUri | ExpressionUri | ProvisionUri) -> None:
    assert parse_uri(str(uri)) == uri


def test_uris_print_as_akoma_ntoso_does() -> None:
    expression = ExpressionUri(WorkUri("06-2021-tt-bdn"), "vi", date(2021, 11, 15))
    assert str(ProvisionUri(expression, "art_36")) == "/works/06-2021-tt-bdn/vie@2021-11-15/~art_36"
    assert str(ProvisionUri(WorkUri("06-2021-tt-bdn"), "art_36")) == "/works/06-2021-tt-bdn/~art_36"


@pytest.mark.parametrize("language", ["vi", "zh-Hant", "und", "fil"])
def test_languages_in_three_letters_and_back(language: str) -> None:
    assert bcp47(alpha3(language)) == language
    assert len(alpha3(language).partition("-")[0]) == 3


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/works/",
        "works/a",
        "/works/Ab",
        "/works/a/",
        "/works/a/vie@",
        "/works/a/vie@2021-13-01",
        "/works/a/~",
        "/works/a/~art 1",
        "/works/a/~art_1/x",
        "/works/a\n",
        "/works/a/vietnamese",
        "https://example.org/works/a",
    ],
)
def test_what_is_no_uri_is_refused(text: str) -> None:
    with pytest.raises(InvalidIdentifier):
        parse_uri(text)


@given(st.text(max_size=60))
def test_any_text_is_a_uri_or_refused(text: str) -> None:
    try:
        uri = parse_uri(text)
    except InvalidIdentifier:
        return
    assert parse_uri(str(uri)) == uri
