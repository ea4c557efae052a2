# ruff: noqa: E501 - a text a line reads better
"""Whose word on the language of a document is taken."""

from __future__ import annotations

import pytest

from ingest.languages import language_of

TEXTS = {
    "en": "The competent authorities of the receiving State shall inform the consular post without delay of the arrest of a national. ",
    "es": "Las autoridades competentes del Estado receptor informarán sin demora a la oficina consular de la detención de un nacional. ",
    "it": "Le autorità competenti dello Stato di residenza informano senza indugio il posto consolare della detenzione di un cittadino. ",
    "zh-Hans": "接受国主管当局应当毫不迟延地将派遣国国民被逮捕的情况通知领馆，并应告知当事人其依本条所享有的权利。",
}
LONG = {language: text * 40 for language, text in TEXTS.items()}

CASES = [
    # manifest, format, text, taken, told
    (None, None, LONG["es"], "es", False),
    ("es", None, LONG["es"], "es", False),
    ("es", None, LONG["it"], "es", True),
    (None, "en", LONG["es"], "es", True),
    (None, "eng", LONG["en"], "en", False),
    (None, "en", TEXTS["es"], "en", False),
    (None, "en", LONG["en"] + LONG["es"], "en", False),
    (None, "zh", LONG["zh-Hans"], "zh-Hans", False),
    (None, "xh", LONG["en"], "xh", False),
    (None, "por-PT", "Artigo 1. Texto.", "pt", False),
]


@pytest.mark.parametrize(("given", "declared", "text", "taken", "told"), CASES)
def test_language_of(given: str | None, declared: str | None, text: str, taken: str, told: bool) -> None:
    language, notice = language_of(given, declared, text, "a.txt")
    assert (language, notice is not None) == (taken, told)
    assert notice is None or (notice.code, notice.path) == ("language_doubtful", "a.txt")
