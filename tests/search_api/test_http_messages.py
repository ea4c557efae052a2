"""The sentences of the API: every code, every language, the same gaps."""

from __future__ import annotations

import re

import pytest

from corpus import errors as corpus_errors
from corpus.doubts import KINDS, Remedy
from corpus.errors import CorpusError
from search_api import errors as search_errors
from search_api.http.messages import LANGUAGES, catalogue, negotiate, sentence
from search_api.http.problems import STATUS
from search_api.query.faults import FAULTS

INTERNAL = {"corpus_error", "search_error"}
"""Base classes: never raised themselves."""


def codes() -> set[str]:
    modules = (corpus_errors, search_errors)
    classes = [each for module in modules for each in vars(module).values() if isinstance(each, type)]
    return {each.code for each in classes if issubclass(each, CorpusError)} - INTERNAL


def test_every_error_has_a_status() -> None:
    assert codes() <= set(STATUS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentences(language: str) -> None:
    found = catalogue(language)
    assert set(found["title"]) == set(STATUS)
    assert set(found["detail"]) - {"not_found_near"} == set(STATUS) - {"invalid_query"}
    assert set(found["invalid_query"]) == set(FAULTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_are_the_same_in_every_language(language: str) -> None:
    for section, sentences in catalogue("en").items():
        for key, text in sentences.items():
            gaps = set(re.findall(r"\{\w+\}", text))
            assert set(re.findall(r"\{\w+\}", catalogue(language)[section][key])) == gaps, (section, key)


def test_gap_without_value_stays_empty() -> None:
    assert (
        sentence("en", "invalid_query", "open_quote", {})
        == "The quotation mark at character  is never closed."
    )
    assert sentence("en", "invalid_query", "no such key", {}) is None


@pytest.mark.parametrize(
    ("ui", "accept", "language"),
    [
        ("ar", "en", "ar"),
        (None, "de, fr-CA;q=0.8, en;q=0.5", "fr"),
        (None, "en;q=0.1, ru", "ru"),
        (None, "zh-Hant-TW", "zh"),
        (None, "de", "vi"),
        (None, "", "vi"),
        ("xx", "es", "es"),
        (None, "en;q=0, *;q=x", "vi"),
    ],
)
def test_language_of_the_client(ui: str | None, accept: str, language: str) -> None:
    assert negotiate(ui, accept, "vi") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_doubt_has_its_sentences(language: str) -> None:
    found = catalogue(language)
    assert set(found["doubt"]) == set(KINDS)
    assert set(found["remedy"]) == set(Remedy)
