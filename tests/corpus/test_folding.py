from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.folding import fold, has_accents_vi, strip_accents_vi

CASES = [
    ("vi", "ĐIỀU ƯỚC QUỐC TẾ", "điều ước quốc tế"),
    ("vi", "hoà giải, tuỳ viên, khoẻ", "hòa giải, tùy viên, khỏe"),
    ("vi", "quý khách, toàn quyền", "quý khách, toàn quyền"),
    ("vi", unicodedata.normalize("NFD", "Lãnh sự"), "lãnh sự"),
    ("ar", "الإتّفاقيّة", "الاتفاقيه"),
    ("ar", "مــادة ١٢", "ماده 12"),
    ("ar", "مستشفى", "مستشفي"),
    ("ar", "ﻻ", "لا"),
    ("fr", "L’État créé à l'ŒUVRE", "l'etat cree a l'oeuvre"),
    ("es", "Año de la Cooperación", "ano de la cooperacion"),
    ("ru", "Ёлка и Йод", "елка и йод"),
    ("zh", "第３６条ＡＢ", "第36条ab"),
    ("en", "co\u00adoperation\u2011plan", "cooperation-plan"),
    ("de", "Straße", "strasse"),
]


@pytest.mark.parametrize(("language", "text", "folded"), CASES)
def test_fold(language: str, text: str, folded: str) -> None:
    assert fold(text, language) == folded


def test_words_that_differ_in_vietnamese_stay_apart() -> None:
    assert len({fold(word, "vi") for word in ["ma", "má", "mà", "mả", "mã", "mạ"]}) == 6


def test_strip_accents() -> None:
    assert strip_accents_vi("Điều ước quốc tế đã ký") == "Dieu uoc quoc te da ky"
    assert has_accents_vi("lãnh sự")
    assert not has_accents_vi("lanh su")


@given(st.text(), st.sampled_from(["vi", "ar", "en", "fr", "es", "ru", "zh-Hant", "und"]))
def test_fold_is_idempotent(text: str, language: str) -> None:
    once = fold(text, language)
    assert fold(once, language) == once
