"""Terms of the law for what people say: in seven languages, and not where something else is said."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from corpus.language.table import LANGUAGES
from search_api.query.legal_terms import legal_terms
from search_api.query.understand import understand

ARRESTED = [
    ("en", "Which rights do arrested foreigners have?", "national of the sending State"),
    ("vi", "Người nước ngoài bị bắt có quyền gì?", "công dân Nước cử"),
    ("vi", "nguoi nuoc ngoai bi bat co quyen gi", "công dân Nước cử"),
    ("ar", "ما حقوق مواطن أجنبي عند القبض عليه؟", "مواطن الدولة الموفدة"),
    ("fr", "Quels sont les droits d'un étranger arrêté ?", "ressortissant de l'État d'envoi"),
    ("es", "¿Qué derechos tiene un extranjero detenido?", "nacional del Estado que envía"),
    ("ru", "Какие права у арестованных иностранцев?", "гражданин представляемого государства"),
    ("zh-Hans", "外国人被拘留时有什么权利？", "派遣国国民"),
]


@pytest.mark.parametrize(("language", "question", "term"), ARRESTED)
def test_a_term_of_the_law_is_found(language: str, question: str, term: str) -> None:
    assert term in legal_terms(question, language)


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "visa for a foreigner"),
        ("en", "arrest of a national of the sending State, a foreigner"),
        ("fr", "arrêté à l'étranger"),
        ("vi", "Điều kiện cấp thị thực cho người nước ngoài"),
        ("vi", "đại sứ quán có quyền kiến nghị không"),
        ("de", "Verhaftung eines Ausländers"),
        ("en", ""),
    ],
)
def test_nothing_is_added_where_nothing_is_missing(language: str, question: str) -> None:
    assert legal_terms(question, language) == ()


def test_they_are_looked_for_besides() -> None:
    understood = understand("arrest of a foreigner", "en")
    assert understood.text == "arrest of a foreigner"
    assert understood.looked_for == "arrest of a foreigner national of the sending State"


def test_every_concept_says_what_it_means_in_the_same_languages() -> None:
    raw = resources.files("search_api.query").joinpath("legal_terms.toml").read_text("utf-8")
    for concept in tomllib.loads(raw)["concept"]:
        assert concept["say"].keys() == concept["law"].keys() <= set(LANGUAGES)
        assert concept.get("with", concept["law"]).keys() == concept["law"].keys()
