"""Terms that two texts define in different words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from corpus.language.folding import fold
from corpus.language.patterns import any_of
from corpus.language.review_words import phrase, source
from corpus.language.table import primary, table
from corpus.law.alignment import words_only
from corpus.model import Facts, Term
from search_api.findings import Evidence, Finding, FindingKind, Place, Role, Unjudged
from search_api.review.texts import Reviewed, applies, begins, unclear

_MOST_OTHERS = 5
"""Other definitions that one finding shows."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A definition, light enough to be kept for every work of a set."""

    term: str
    words: str
    bare: str
    """What the words say, without what tells no two definitions apart."""
    place: Place
    day: date
    standing_known: bool


class Glossary:
    """The definitions of a set of works, by language and term."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[Defined]] = defaultdict(list)

    def add(self, work: Reviewed, facts: Mapping[int, Facts]) -> Iterator[Unjudged]:
        """Note what a work defines in its wordings of the day."""
        for text in work.texts:
            for term in facts.get(text.stored.id, Facts()).terms:
                node = text.nodes.get(term.eid)
                if node is None or not node.operative or not term.definition.strip():
                    continue
                if phrase(text.language, "by_reference").search(term.definition) or _is_short_name(
                    node.provision.text, term, text.language
                ):
                    continue
                status = work.status_in(text, term.eid)
                if unclear(status):
                    yield Unjudged.OWN_STATUS_UNKNOWN
                if applies(status):
                    place = text.place(work.stored, term.eid)
                    day = begins(work.stored, text) or date.max
                    self._add(text.language, term, place, day, known=status.grounds != ())

    def _add(self, language: str, term: Term, place: Place, day: date, *, known: bool) -> None:
        name = fold(term.term, language).strip()
        words = " ".join(term.definition.split())
        defined = Defined(term.term, words, bare(words, language), place, day, known)
        self._found[primary(language), name].append(defined)

    def differing(self) -> Iterator[Finding]:
        """Each later definition that says something else than an earlier one of another work."""
        for (_, _), all_of in sorted(self._found.items()):
            ordered = sorted(all_of, key=lambda each: (each.day, each.place.work, each.place.eid))
            for place, each in enumerate(ordered):
                others = _others(each, ordered[:place])
                if others:
                    yield _finding(each, others)


def _is_short_name(text: str, term: Term, language: str) -> bool:
    """Whether a term only stands for words before it (`…, hereinafter "the post"`), or opens a list."""
    start = text.find(" ".join(term.definition.split()[:3]))
    behind = term.span is not None and 0 <= start < term.span.start
    return behind or bool(phrase(language, "own").search(term.term))


def _others(one: Defined, earlier: list[Defined]) -> list[Defined]:
    """Earlier definitions of other works that say something else, each of a work once."""
    found: dict[str, Defined] = {}
    for each in earlier:
        if each.place.work != one.place.work and each.bare != one.bare:
            found.setdefault(each.place.work, each)
    return list(found.values())


def _finding(one: Defined, others: list[Defined]) -> Finding:
    evidence = (
        Evidence(Role.DEFINES, each.place, None, f"{each.term}: {each.words}")
        for each in others[:_MOST_OTHERS]
    )
    return Finding(
        FindingKind.TERM_DIFFERS,
        one.place,
        f"{one.term}: {one.words}",
        None,
        tuple(evidence),
        {"term": one.term},
    )


def bare(definition: str, language: str) -> str:
    """A definition without marks, capitals, articles and the name of its own instrument.

    >>> bare("means the person named in this Agreement;", "en") == bare("A person named in this Decree", "en")
    True
    """
    plain = _own(primary(language)).sub(" ", definition)
    left = _leading(primary(language)).sub(" ", plain)
    return (
        "".join(words_only(left).split()) if primary(language) == "zh" else " ".join(words_only(left).split())
    )


@cache
def _leading(code: str) -> re.Pattern[str]:
    form = source(code, "leading")
    return re.compile(form if code == "zh" else rf"(?<!\w){form}(?!\w)", re.IGNORECASE)


@cache
def _own(code: str) -> re.Pattern[str]:
    """How texts of a language call themselves."""
    words = table(code)
    return re.compile(any_of(words.instruments if words else ()), re.IGNORECASE)
