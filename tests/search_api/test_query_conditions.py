"""Conditions as people write them, to values of the index."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from search_api.errors import InvalidQuery
from search_api.query.conditions import Conditions, as_of_value, resolve
from search_api.query.parse import parse
from search_api.results import AsOf

VALUES: Mapping[str, Mapping[str, int]] = {
    "kind": {"circular": 5, "treaty": 7, "law": 1},
    "language": {"vi": 3, "en": 3, "zh-Hans": 2, "zh-Hant": 1},
    "issuer": {"Bộ Đối ngoại": 4, "Bộ Nội an": 1, "Ministry of Foreign Affairs": 2},
    "party": {"Норвейл": 1},
}


def conditions(query: str, **given: tuple[str, ...]) -> Conditions:
    parsed = parse(query)
    return resolve(parsed.conditions, given, lambda name: VALUES.get(name, {}), query)


@pytest.mark.parametrize(
    ("query", "field", "values"),
    [
        ("kind:circular", "kind", ("circular",)),
        ('kind:"thông tư"', "kind", ("circular",)),
        ("kind:Convention", "kind", ("treaty",)),
        ("kind:条约", "kind", ("treaty",)),
        ("loại:luật", "kind", ("law",)),
        ("language:zh", "language", ("zh-Hans", "zh-Hant")),
        ("language:zh-Hant", "language", ("zh-Hant",)),
        ("language:vie", "language", ("vi",)),
        ('language:"Tiếng Việt"', "language", ("vi",)),
        ("-language:vi", "language", ("en", "zh-Hans", "zh-Hant")),
        ('issuer:"bo doi ngoai"', "issuer", ("Bộ Đối ngoại",)),
        ("issuer:foreign", "issuer", ("Ministry of Foreign Affairs",)),
        ("issuer:bộ", "issuer", ("Bộ Đối ngoại", "Bộ Nội an")),
        ("party:норвейл", "party", ("Норвейл",)),
        ("work:lagoon-convention", "work", ("lagoon-convention",)),
        ("year:2021,2015", "year", ("2021", "2015")),
    ],
)
def test_values(query: str, field: str, values: tuple[str, ...]) -> None:
    found = conditions(query)
    assert found.values == {field: values}
    assert found.notices == ()


def test_value_that_nothing_has_is_told_and_finds_nothing() -> None:
    found = conditions("kind:ode")
    assert found.values == {"kind": ("ode",)}
    assert found.notices == ("no_such_value",)


def test_excluding_every_value_leaves_none() -> None:
    [left] = conditions("-kind:circular,treaty,law").values["kind"]
    assert left not in VALUES["kind"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2010..2020", (2010, 2020)),
        ("2010..", (2010, None)),
        ("..2020", (None, 2020)),
        ("2010-2020", (2010, 2020)),
    ],
)
def test_years(text: str, years: tuple[int | None, int | None]) -> None:
    assert conditions(f"year:{text}").years == years
    assert conditions("", year=(text,)).years == years


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-11-15", date(2021, 11, 15)),
        ("2021-11", date(2021, 11, 30)),
        ("2021", date(2021, 12, 31)),
        ("any", AsOf.ANY),
    ],
)
def test_as_of(text: str, day: date | AsOf) -> None:
    assert as_of_value(text) == day
    assert conditions(f"as_of:{text}").as_of == day


@pytest.mark.parametrize(
    ("query", "reason"), [("as_of:yesterday", "bad_date"), ("year:soon", "bad_year"), ("year:..", "bad_year")]
)
def test_bad_values(query: str, reason: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        conditions(query)
    assert caught.value.params["reason"] == reason


def test_the_query_text_wins_over_what_is_given_beside_it() -> None:
    assert conditions("language:vi", language=("en",), kind=("law",)).values == {
        "language": ("vi",),
        "kind": ("law",),
    }


def test_unknown_filter_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InvalidQuery) as caught:
        conditions("", colour=("red",))
    assert caught.value.params["reason"] == "unknown_filter"
    assert "kind" in caught.value.params["suggestions"]
