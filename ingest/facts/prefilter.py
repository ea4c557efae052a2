"""Finds at once the texts in which no fact can stand, so that they are not read word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from ingest.facts.morphology import morphology
from ingest.facts.pipeline import phrases
from ingest.facts.rules import norm, rules

TRIGGERS: Final = (
    "entitled",
    "entitled_same",
    "obliged",
    "must",
    "must_not",
    "may",
    "duty",
    "granted",
    "sanction",
    "ban",
    "auxiliary",
    "duty_passive",
    "future",
    "by_duty",
    "charges",
    "allows",
    "falls_to",
    "open_to",
    "within",
    "submit",
    "paper",
    "fee",
    "free",
    "dossier",
    "apply",
)
"""A text without a word of these tells no obligation and no procedure."""


@cache
def prefilter(language: str) -> re.Pattern[str]:
    """Finds a text in which a phrase may stand that triggers a fact; quick, and too generous."""
    found = rules(language)
    assert found is not None
    words_by_role = phrases(found)
    words = _shortest(norm(phrase, language) for role in TRIGGERS for phrase in words_by_role.get(role, ()))
    forms = [rf"\b(?:{form.pattern})\b" for form in (found.verbs, found.passives) if form]
    forms += [norm(form.pattern, language) for form in (found.futures, found.futures_unaccented) if form]
    words_of = morphology(language)
    forms += [words_of.owner] if words_of else []
    # The few forms are looked for in the whole text before any of the thousands of phrases.
    opening = [rf"\A[\s\S]*?(?:{'|'.join(forms)})"] if forms else []
    return re.compile("|".join([*opening, *map(re.escape, words)]))


def _shortest(words: Iterable[str]) -> list[str]:
    """Those of which none is part of another: where a longer one stands, the shorter stands too."""
    kept: list[str] = []
    for word in sorted(set(words), key=len):
        if not any(part in word for part in kept):
            kept.append(word)
    return kept
