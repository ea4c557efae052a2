"""The pipeline of a language: one for many documents, but not for ever."""

from __future__ import annotations

import weakref

import pytest

from ingest.facts import pipeline as module
from ingest.facts.pipeline import pipeline


def _words(count: int) -> str:
    return " ".join(f"berth{number}" for number in range(count))


def test_a_pipeline_serves_many_documents() -> None:
    assert pipeline("en") is pipeline("en")
    assert pipeline("en") is not pipeline("fr")


def test_a_pipeline_that_has_met_many_words_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline("en")
    monkeypatch.setattr(module, "MOST_WORDS", len(first.vocab) + 500)
    for _ in range(3):
        with first.memory_zone():
            first(_words(200))
    met, gone = len(first.vocab), weakref.ref(first.tokenizer)
    del first
    second = pipeline("en")
    assert gone() is None
    assert len(second.vocab) < met
    assert pipeline("en") is second
