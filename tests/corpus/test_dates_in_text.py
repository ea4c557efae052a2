from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.dates import find_dates, parse_date
from corpus.language.hijri import to_gregorian
from corpus.language.table import LANGUAGES
from corpus.model import Calendar

CASES = [
    ("vi", "Bình Lâm, ngày 18 tháng 8 năm 2023", "2023-08-18"),
    ("vi", "NGÀY 30 THÁNG 9 NĂM 2021", "2021-09-30"),
    ("vi", "từ 20/08/2020 đến nay", "2020-08-20"),
    ("vi", "trong tháng 5 năm 2014", "2014-05"),
    ("en", "Done at Ostermere on 14 May 2009", "2009-05-14"),
    ("en", "March 1, 2011", "2011-03-01"),
    ("en", "the 1st day of March 2011", "2011-03-01"),
    ("en", "this third day of June, one thousand nine hundred and sixty-three", "1963-06-03"),
    ("en", "on the twenty-first day of April two thousand and nine", "2009-04-21"),
    ("en", "23/08/2020", "2020-08-23"),
    ("en", "signed in May 2009.", "2009-05"),
    ("fr", "Fait à Sainte-Aube, le 1er mars 2011", "2011-03-01"),
    ("fr", "le vingt-quatre avril mil neuf cent soixante-trois", "1963-04-24"),
    ("fr", "le 6 juillet 2016", "2016-07-06"),
    ("fr", "le 15.08.2016", "2016-08-15"),
    ("es", "Hecho en Puerto Alba, el 3 de abril de 2013", "2013-04-03"),
    ("es", "a los diez días del mes de enero del año dos mil nueve", "2009-01-10"),
    ("es", "el 2 de Setiembre del año 1933", "1933-09-02"),
    ("ru", "Совершено в Верхнем Яре 1 марта 2011 г.", "2011-03-01"),
    ("ru", "от 08.06.2015 № 4", "2015-06-08"),
    ("zh", "二〇一〇年十月二十五日订于云津", "2010-10-25"),
    ("zh", "自2010年1月1日起施行", "2010-01-01"),
    ("zh", "一九六三年四月二十四日", "1963-04-24"),
    ("zh", "２０１０年１０月", "2010-10"),
    ("zh", "公曆二千零九年五月廿四日訂於雲津", "2009-05-24"),
    ("ar", "٣ أبريل ٢٠١٣", "2013-04-03"),
    ("ar", "14 أيار/مايو 2009", "2009-05-14"),
    ("ar", "٣٠ من يوليو ٢٠٢٤م", "2024-07-30"),
    ("ar", "٩ / ٤ / ٢٠٢٣م", "2023-04-09"),
    ("ar", "١٠ كانون الأول / ديسمبر 1982", "1982-12-10"),
    ("de", "vom 7. Juni 1968", "1968-06-07"),
    ("nl", "op 1 januari 1991", "1991-01-01"),
    ("nl", "den 31sten mei 1889", "1889-05-31"),
]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_find_dates(language: str, text: str, expected: str) -> None:
    assert [mention.date.isoformat() for mention in find_dates(text, language)] == [expected]


HIJRI = [
    ("1438/7/5هـ", date(2017, 4, 1), date(2017, 4, 3)),
    ("5 رجب 1438", date(2017, 4, 1), date(2017, 4, 3)),
    ("٢٣ من محرم ١٤٤٦هـ", date(2024, 7, 29), date(2024, 7, 31)),
    ("١٨ /٥/ ١٤٤٥هـ", date(2023, 11, 30), date(2023, 12, 2)),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), HIJRI)
def test_hijri(text: str, earliest: date, latest: date) -> None:
    found = parse_date(text, "ar")
    assert found is not None
    assert (found.calendar, found.earliest, found.latest) == (Calendar.HIJRI, earliest, latest)


def test_both_calendars_of_one_day() -> None:
    found = find_dates("صدر في: ١ / ٨ / ١٤٤٥هـ الموافق: ١١ / ٢ / ٢٠٢٤م", "ar")
    assert [mention.date.calendar for mention in found] == [Calendar.HIJRI, Calendar.GREGORIAN]
    assert found[0].date.earliest <= found[1].date.earliest <= found[0].date.latest


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "08/09/2020"),
        ("en", "Resolution 1373 (2001)"),
        ("en", "the parties may 2009 times"),
        ("vi", "30/02/2020"),
        ("vi", "Thông tư số 06/2021/TT-BĐN"),
        ("zh", "三十年内"),
        ("fr", "article 12.05"),
    ],
)
def test_what_is_no_certain_date(language: str, text: str) -> None:
    assert find_dates(text, language) == []


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_numeric_dates_round_trip(day: date) -> None:
    found = parse_date(f"{day.day:02}/{day.month:02}/{day.year}", "vi")
    assert found is not None
    assert found.day == day


def test_hijri_years_are_lunar() -> None:
    assert (to_gregorian(1446, 1, 1) - to_gregorian(1445, 1, 1)).days in (354, 355)
    with pytest.raises(ValueError, match="not a Hijri date"):
        to_gregorian(1446, 13, 1)


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_can_be_searched(text: str, language: str) -> None:
    for mention in find_dates(text, language):
        assert 0 <= mention.start < mention.end <= len(text)
