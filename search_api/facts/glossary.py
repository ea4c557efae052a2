"""The glossary: defined terms, with the same concept in other languages beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.language.folding import fold, has_accents_vi
from corpus.model import Facts, Scope, Term
from corpus.store.views import StoredTerm
from search_api.facts.answers import MOST, Cited, Day, Found, TermView
from search_api.facts.base import OVER, FactBase, kept_and_over
from search_api.facts.typed import LOOKED_AT, bare, folds, may_lack_accents
from search_api.results import AsOf


class Glossary:
    """Answers which terms are defined, and where. Safe between threads."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def terms(
        self,
        scope: Scope,
        *,
        starting: str = "",
        language: str | None = None,
        work: str = "",
        as_of: Day = None,
        limit: int = MOST,
    ) -> Found[TermView]:
        """Defined terms that begin so, in alphabetical order; of one work, where it is named.

        Raises NotFound for a work that is not there.
        """
        stored = self._of_work(work, scope) if work else self._starting(scope, starting, language)
        start = starting.strip()
        chosen = [each for each in stored if language in (None, each.language) and _begins(each, start)]
        wanted = [(each.work_id, each.expression_id, each.term.eid) for each in chosen]
        cite = self._base.citer(scope, as_of, wanted)
        views = [TermView(each.term, cite(*place)) for each, place in zip(chosen, wanted, strict=True)]
        kept, over = kept_and_over(views, as_of, _same_term)
        found = self._beside(kept[:limit], scope, as_of)
        return Found(self._base.on(as_of), found, over, len(kept) > limit)

    def _starting(self, scope: Scope, start: str, language: str | None) -> list[StoredTerm]:
        """Terms that begin so; those typed without accents are found among all Vietnamese ones."""
        found: dict[object, StoredTerm] = {}
        asked = [(folded, language, LOOKED_AT) for folded in folds(start, language)]
        if may_lack_accents(start, language):
            asked.append(("", "vi", LOOKED_AT))
        for folded, tongue, most in asked:
            for each in self._base.store.terms(scope, starting=folded, language=tongue, limit=most):
                found.setdefault((each.expression_id, each.term), each)
        return sorted(found.values(), key=_alphabetical)

    def _of_work(self, key: str, scope: Scope) -> list[StoredTerm]:
        stored = self._base.store.find(key, scope)
        languages = {each.id: each.expression.language for each in stored.expressions}
        found = [
            StoredTerm(stored.id, stored.work.slug, number, languages[number], term)
            for number, facts in self._base.store.facts(stored.id, scope).items()
            for term in facts.terms
        ]
        return sorted(found, key=_alphabetical)

    def _beside(self, views: Sequence[TermView], scope: Scope, as_of: Day) -> tuple[TermView, ...]:
        """Each with the same concept in other languages.

        Only a provision that bears a number or letter, and defines one term in each language, is
        surely about the same concept: lists in the order of the alphabet differ by language.
        """
        facts = {work: self._base.store.facts(work, scope) for work in {view.cited.work_id for view in views}}
        alone = [_alone(facts[view.cited.work_id], view.term.eid) for view in views]
        wanted = [
            (view.cited.work_id, number, view.term.eid)
            for view, terms in zip(views, alone, strict=True)
            for number in terms
        ]
        places = self._base.places(scope, wanted)
        cite = self._base.citer(scope, as_of, wanted, places)

        def others(view: TermView, terms: Mapping[int, Term]) -> Iterator[tuple[Term, Cited]]:
            own = places.get((view.cited.expression_id, view.term.eid))
            if own is None or not own.numbered or view.cited.expression_id not in terms:
                return
            for number, term in terms.items():
                place = places.get((number, term.eid))
                if place and place.numbered and place.language != own.language:
                    yield term, cite(view.cited.work_id, number, term.eid)

        return tuple(
            replace(view, beside=_one_a_language(others(view, terms), as_of))
            for view, terms in zip(views, alone, strict=True)
        )


def _begins(each: StoredTerm, start: str) -> bool:
    """Whether a term begins so, with its accents or typed without any."""
    if fold(each.term.term, each.language).startswith(fold(start, each.language)):
        return True
    return not has_accents_vi(start) and bare(each.term.term).startswith(bare(start))


def _alphabetical(each: StoredTerm) -> tuple[str, str]:
    return fold(each.term.term, each.language), each.slug


def _one_a_language(found: Iterable[tuple[Term, Cited]], as_of: Day) -> tuple[tuple[Term, Cited], ...]:
    """The first version in each language that may be law on the day, by language."""
    by_language: dict[str, tuple[Term, Cited]] = {}
    for term, cited in found:
        if as_of is AsOf.ANY or cited.status.state not in OVER:
            by_language.setdefault(cited.language, (term, cited))
    return tuple(by_language[language] for language in sorted(by_language))


def _same_term(view: TermView) -> object:
    return view.cited.work, view.cited.language, view.term.eid, view.term.term, view.term.definition


def _alone(facts: Mapping[int, Facts], eid: str) -> dict[int, Term]:
    """By expression, the term of a provision that defines just one."""
    defined = {number: [one for one in each.terms if one.eid == eid] for number, each in facts.items()}
    return {number: terms[0] for number, terms in defined.items() if len(terms) == 1}
