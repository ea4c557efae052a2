# ruff: noqa: E501 - a case a line reads better
"""Rules of time in seven languages, in own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.timing import find_timing, number

RULES = [
    ("en", "upon signature.", "signature"),
    ("en", "on the date of its signature by both Parties.", "signature"),
    ("en", "thirty (30) days after its publication in the Official Gazette.", "publication + 30 days after"),
    ("en", "on the day following its publication.", "publication + 1 days after"),
    ("en", "on the first day of the second month following the date of signature.", "signature + 2 months first_of_month"),
    ("en", "upon the expiry of a period of sixty days after its signature.", "signature + 60 days elapsed"),
    ("en", "on the thirtieth day following the date of deposit of the twenty-second instrument of ratification or accession.", "instruments 22 + 30 days after"),
    ("en", "three months after the deposit with the Depositary of the third instrument of ratification.", "instruments 3 + 3 months after"),
    ("en", "on the date of the exchange of the instruments of ratification.", "exchange"),
    ("en", "on the date of receipt of the later of the notifications of the Parties.", "notification"),
    ("fr", "dès sa signature.", "signature"),
    ("fr", "trente jours après sa signature.", "signature + 30 days after"),
    ("fr", "le quatrième jour suivant celui de sa publication au Journal officiel.", "publication + 4 days after"),
    ("fr", "le premier jour du mois qui suit celui de sa publication.", "publication + 1 months first_of_month"),
    ("fr", "le trentième jour qui suivra la date du dépôt du vingt-deuxième instrument de ratification ou d'adhésion.", "instruments 22 + 30 days after"),
    ("fr", "à la date de l'échange des instruments de ratification.", "exchange"),
    ("es", "en la fecha de su firma.", "signature"),
    ("es", "a los treinta días de su publicación en el Boletín Oficial.", "publication + 30 days after"),
    ("es", "al día siguiente de su publicación.", "publication + 1 days after"),
    ("es", "el trigésimo día a partir de la fecha en que haya sido depositado el vigésimo segundo instrumento de ratificación.", "instruments 22 + 30 days after"),
    ("ru", "со дня подписания.", "signature"),
    ("ru", "через 30 дней со дня подписания.", "signature + 30 days elapsed"),
    ("ru", "по истечении десяти дней после дня его официального опубликования.", "publication + 10 days elapsed"),
    ("ru", "на тридцатый день после сдачи на хранение депозитарию двадцать второй ратификационной грамоты.", "instruments 22 + 30 days after"),
    ("vi", "kể từ ngày ký.", "signature"),
    ("vi", "sau 45 ngày, kể từ ngày ký ban hành.", "signature + 45 days elapsed"),
    ("vi", "sau 15 ngày kể từ ngày đăng Công báo.", "publication + 15 days elapsed"),
    ("vi", "vào ngày thứ ba mươi sau ngày văn kiện phê chuẩn thứ hai mươi hai được nộp lưu chiểu.", "instruments 22 + 30 days after"),
    ("zh", "自签字之日起生效。", "signature"),
    ("zh", "自公布之日起施行。", "publication"),
    ("zh", "自签字之日起第三十日生效。", "signature + 30 days after"),
    ("zh", "自公布之日起30日后施行。", "publication + 30 days elapsed"),
    ("zh", "自第二十二份批准书交存之日后第三十日起生效。", "instruments 22 + 30 days after"),
    ("ar", "من تاريخ توقيعه.", "signature"),
    ("ar", "بعد ثلاثين يوما من تاريخ نشره في الجريدة الرسمية.", "publication + 30 days elapsed"),
    ("ar", "من اليوم التالي لتاريخ نشره.", "publication + 1 days after"),
    ("ar", "بعد مضي (60) ستين يوما من تاريخ نشره.", "publication + 60 days elapsed"),
    ("ar", "من اليوم التالي من تاريخ نشره.", "publication + 1 days after"),
    ("fr", "le 1er jour du troisième mois qui suit sa publication au Mémorial.", "publication + 3 months first_of_month"),
    ("ar", "بعد شهرين من تاريخ توقيعه.", "signature + 2 months elapsed"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "rule"), RULES)
def test_a_rule_is_read(language: str, text: str, rule: str) -> None:
    found = find_timing(text, 0, language)
    assert found is not None
    assert (str(found.rule), found.whole) == (rule, True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on the date of signature of the last State."),
        ("en", "on the thirtiethday after the deposit of the fifth instrument."),
        ("vi", "kể từ ngày ký biên bản trao đổi."),
        ("ar", "في اليوم الثلاثين التالي لتاريخ إيداع الوثيقة الثانية والعشرين من الوثائق التي"),
        ("de", "am Tag nach der Unterzeichnung."),
    ],
)
def test_what_goes_on_or_is_not_understood_is_no_whole_rule(language: str, text: str) -> None:
    found = find_timing(text, 0, language)
    assert found is None or not found.whole or found.rule.event.value != "signature"
    assert found is None or str(found.rule) not in {"instruments 5", "instruments 2"}


@pytest.mark.parametrize(
    ("language", "printed", "value"),
    [("en", "thirty-fifth", 35), ("ru", "девяноста", 90), ("zh", "六十", 60), ("ar", "خمس", 5), ("en", "several", None)],
)  # fmt: skip
def test_numbers_of_rules(language: str, printed: str, value: int | None) -> None:
    assert number(printed, language) == value


@given(st.text(max_size=200), st.sampled_from(["en", "fr", "es", "ru", "vi", "zh", "ar", "de"]))
def test_any_text_is_gone_through_without_a_fault(text: str, language: str) -> None:
    found = find_timing(text, 0, language)
    assert found is None or 0 <= found.start < found.end <= len(text)
