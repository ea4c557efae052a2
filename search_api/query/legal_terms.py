"""What the law calls what a question says: "foreign citizen" is "national of the sending State" there.

People ask in their own words, treaties and regulations answer in theirs. The terms of the law are
looked for besides the words of the question, and shown with what was understood, so that a reader
sees what was added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from search_api.analysis import analyse
from search_api.analysis.stems import VIETNAMESE

Phrase = tuple[frozenset[str], ...]
"""A word of it after the other, each by its stems."""


@dataclass(frozen=True, slots=True)
class _Concept:
    """One concept in one language. `beside` empty: what is said is enough."""

    said: tuple[Phrase, ...]
    beside: tuple[Phrase, ...]
    law: tuple[str, ...]

    def meant_in(self, question: Phrase) -> bool:
        """Whether the question says it, and one of the words that must stand beside it."""
        beside = not self.beside or any(_holds(question, phrase) for phrase in self.beside)
        return beside and any(_holds(question, phrase) for phrase in self.said)


def legal_terms(text: str, language: str) -> tuple[str, ...]:
    """The terms of the law for what a question in `language` (BCP 47) says, those it uses itself left out.

    >>> legal_terms("what happens when a foreigner is arrested", "en")
    ('national of the sending State',)
    """
    code = language.partition("-")[0]
    question = _question(text, code)
    meant = [concept for concept in _concepts(code) if concept.meant_in(question)]
    terms = dict.fromkeys(term for concept in meant for term in concept.law)
    return tuple(term for term in terms if not _holds(question, _phrase(term, code)))


@cache
def _concepts(code: str) -> tuple[_Concept, ...]:
    raw = resources.files("search_api.query").joinpath("legal_terms.toml").read_text("utf-8")
    return tuple(
        _Concept(
            _phrases(entry["say"], code), _phrases(entry.get("with", {}), code), _several(entry["law"][code])
        )
        for entry in tomllib.loads(raw)["concept"]
        if code in entry["law"]
    )


def _phrases(by_language: Mapping[str, str], code: str) -> tuple[Phrase, ...]:
    return tuple(_phrase(text, code) for text in _several(by_language.get(code, "")))


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _phrase(text: str, code: str) -> Phrase:
    """The words with the forms in which they may be met: by stems, but Vietnamese with its accents.

    A Vietnamese word typed without accents is met without; typed with them it is another word.
    """
    words = analyse(text, [code]).words
    if code == "vi":
        return tuple(frozenset((word.exact, word.surface)) for word in words)
    return tuple(frozenset(word.by_language[:1]) for word in words)


def _question(text: str, code: str) -> Phrase:
    if code == "vi" and VIETNAMESE.search(text):
        return tuple(frozenset((word.exact,)) for word in analyse(text, [code]).words)
    return _phrase(text, code)


def _holds(question: Sequence[frozenset[str]], phrase: Phrase) -> bool:
    """Whether the words of the phrase stand in the question, one after the other."""
    length = len(phrase)
    return any(
        all(word & asked for word, asked in zip(phrase, question[start : start + length], strict=True))
        for start in range(len(question) - length + 1)
    )
