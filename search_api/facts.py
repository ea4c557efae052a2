"""What provisions define, demand and lay down as procedures, as of a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from corpus.identifiers.numbers import URI_SCHEMES
from corpus.language.folding import fold, has_accents_vi, strip_accents_vi
from corpus.model import Facts, Modality, Obligation, Procedure, ProcedureItem, Scope, State, Status, Term
from corpus.model.facts import NO_FACTS
from corpus.store.places import Place
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredProcedure, StoredTerm, StoredWork
from search_api.choosing import choose_expression
from search_api.results import AsOf
from search_api.standing import Standings

MOST = 200
"""Facts of one answer."""
_LOOKED_AT = 20_000
"""Facts looked through for words typed without their accents."""
_OVER = frozenset({State.ENDED, State.NOT_YET_IN_FORCE})
"""What is known not to be law on the day: left out, and counted, unless any day is asked for."""

Day = date | AsOf | None
"""As of which day: None is today, `any` leaves nothing out (statuses are then today's)."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cited:
    """A provision as it is cited, with the work it stands in and its status on the day.

    `steps` are the labels from the article down; `title` is in the language of the text where it has one.
    """

    work_id: int
    expression_id: int
    work: str
    title: str
    number: str
    language: str
    eid: str
    kind: str
    steps: tuple[str, ...]
    page: int | None
    status: Status


@dataclass(frozen=True, slots=True)
class TermView:
    """A defined term; `beside` is the same concept in other language versions of the same provision."""

    term: Term
    cited: Cited
    beside: tuple[tuple[Term, Cited], ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationView:
    """An obligation with its provision; `clause` is the sentence or part of one that tells it, as printed.

    Of a provision that is worded otherwise by now, it is the deed.
    """

    obligation: Obligation
    cited: Cited
    clause: str


@dataclass(frozen=True, slots=True)
class ProcedureView:
    """A procedure with its provision, and each of its lines with its own."""

    procedure: Procedure
    cited: Cited
    items: tuple[tuple[ProcedureItem, Cited], ...]


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was found as of `on`. `over`: how many more are known to have ended or not to have begun.

    `more`: there are others, which a narrower question would find.
    """

    on: date
    found: tuple[T, ...]
    over: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class ObligationsOf:
    """The obligations of one text of a work that meet the conditions, and who bears how many in all."""

    work: StoredWork
    expression: StoredExpression
    status: Status
    on: date
    found: tuple[ObligationView, ...]
    bearers: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProceduresOf:
    """The procedures of one text of a work."""

    work: StoredWork
    expression: StoredExpression
    status: Status
    on: date
    found: tuple[ProcedureView, ...]


class FactsDesk:
    """Answers from the facts of provisions. Safe between threads."""

    def __init__(self, store: Store, standings: Standings, today: Callable[[], date]) -> None:
        self._store, self._standings, self._today = store, standings, today

    # --- glossary --------------------------------------------------------------------------------

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
        cite = self._citer(scope, as_of, wanted)
        views = [TermView(each.term, cite(*place)) for each, place in zip(chosen, wanted, strict=True)]
        kept, over = _kept(views, as_of, _same_term)
        found = self._beside(kept[:limit], scope, as_of)
        return Found(self._on(as_of), found, over, len(kept) > limit)

    def _starting(self, scope: Scope, start: str, language: str | None) -> list[StoredTerm]:
        """Terms that begin so; those typed without accents are found among all Vietnamese ones."""
        found: dict[object, StoredTerm] = {}
        asked = [(folded, language, _LOOKED_AT) for folded in _folds(start, language)]
        if _may_lack_accents(start, language):
            asked.append(("", "vi", _LOOKED_AT))
        for folded, tongue, most in asked:
            for each in self._store.terms(scope, starting=folded, language=tongue, limit=most):
                found.setdefault((each.expression_id, each.term), each)
        return sorted(found.values(), key=_alphabetical)

    def _of_work(self, key: str, scope: Scope) -> list[StoredTerm]:
        stored = self._store.find(key, scope)
        languages = {each.id: each.expression.language for each in stored.expressions}
        found = [
            StoredTerm(stored.id, stored.work.slug, number, languages[number], term)
            for number, facts in self._store.facts(stored.id, scope).items()
            for term in facts.terms
        ]
        return sorted(found, key=_alphabetical)

    def _beside(self, views: Sequence[TermView], scope: Scope, as_of: Day) -> tuple[TermView, ...]:
        """Each with the same concept in other languages.

        Only a provision that bears a number or letter, and defines one term in each language, is
        surely about the same concept: lists in the order of the alphabet differ by language.
        """
        facts = {work: self._store.facts(work, scope) for work in {view.cited.work_id for view in views}}
        alone = [_alone(facts[view.cited.work_id], view.term.eid) for view in views]
        wanted = [
            (view.cited.work_id, number, view.term.eid)
            for view, terms in zip(views, alone, strict=True)
            for number in terms
        ]
        places = self._places(scope, wanted)
        cite = self._citer(scope, as_of, wanted, places)

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

    # --- obligations -----------------------------------------------------------------------------

    def obligations(
        self,
        key: str,
        scope: Scope,
        languages: Sequence[str] = (),
        *,
        as_of: date | None = None,
        bearer: str = "",
        modality: Modality | None = None,
    ) -> ObligationsOf:
        """The obligations of a work as worded on a day, in reading order. Raises NotFound."""
        on = as_of or self._today()
        stored = self._store.find(key, scope)
        facts = self._store.facts(stored.id, scope)
        shown = _telling(
            stored, languages, on, {number for number, each in facts.items() if each.obligations}
        )
        told = facts.get(shown.id, NO_FACTS).obligations
        asked = [(stored.id, shown.id, each.eid) for each in told]
        places = self._places(scope, asked)
        cite = self._citer(scope, on, asked, places)
        wanted = _bare(bearer)
        return ObligationsOf(
            work=stored,
            expression=shown,
            status=self._status(stored.id, None, shown.id, scope, on),
            on=on,
            found=tuple(
                ObligationView(
                    each,
                    cite(stored.id, shown.id, each.eid),
                    _clause(each, places.get((shown.id, each.eid))),
                )
                for each in told
                if wanted in _bare(each.bearer) and modality in (None, each.modality)
            ),
            bearers=dict(Counter(each.bearer for each in told if each.bearer).most_common()),
        )

    # --- procedures ------------------------------------------------------------------------------

    def procedures(
        self,
        scope: Scope,
        *,
        words: str = "",
        language: str | None = None,
        as_of: Day = None,
        limit: int = MOST,
    ) -> Found[ProcedureView]:
        """Procedures whose names have all these words, with or without accents, by name."""
        chosen = [
            (each.work_id, each.expression_id, each.procedure) for each in self._named(scope, words, language)
        ]
        kept, over = _kept(self._procedure_views(chosen, scope, as_of), as_of, _same_procedure)
        return Found(self._on(as_of), tuple(kept[:limit]), over, len(kept) > limit)

    def _named(self, scope: Scope, words: str, language: str | None) -> list[StoredProcedure]:
        """Procedures by their names; of words typed without accents, among all Vietnamese ones."""
        asked = [_bare(word) for word in words.split()]
        found: dict[object, StoredProcedure] = {}
        searches = [(folded.split(), language) for folded in _folds(words, language)]
        if _may_lack_accents(words, language):
            searches.append(([], "vi"))
        for folded, tongue in searches:
            for each in self._store.procedures(scope, words=folded, language=tongue, limit=_LOOKED_AT):
                if all(word in _bare(each.procedure.name) for word in asked):
                    found.setdefault((each.expression_id, each.procedure.eid, each.procedure.name), each)
        return sorted(found.values(), key=lambda each: fold(each.procedure.name, each.language))

    def procedures_of(
        self, key: str, scope: Scope, languages: Sequence[str] = (), *, as_of: date | None = None
    ) -> ProceduresOf:
        """All procedures of a work as worded on a day, in reading order. Raises NotFound."""
        on = as_of or self._today()
        stored = self._store.find(key, scope)
        facts = self._store.facts(stored.id, scope)
        telling = {number for number, each in facts.items() if each.procedures}
        shown = _telling(stored, languages, on, telling)
        told = facts.get(shown.id, NO_FACTS).procedures
        chosen = [(stored.id, shown.id, each) for each in told]
        status = self._status(stored.id, None, shown.id, scope, on)
        return ProceduresOf(stored, shown, status, on, tuple(self._procedure_views(chosen, scope, on)))

    def _procedure_views(
        self, chosen: Sequence[tuple[int, int, Procedure]], scope: Scope, as_of: Day
    ) -> list[ProcedureView]:
        wanted = [
            (work_id, number, eid)
            for work_id, number, procedure in chosen
            for eid in (procedure.eid, *(item.eid for item in procedure.items))
        ]
        cite = self._citer(scope, as_of, wanted)
        return [
            ProcedureView(
                procedure,
                cite(work_id, number, procedure.eid),
                tuple((item, cite(work_id, number, item.eid)) for item in procedure.items),
            )
            for work_id, number, procedure in chosen
        ]

    # --- places and statuses ---------------------------------------------------------------------

    def _on(self, as_of: Day) -> date:
        return as_of if isinstance(as_of, date) else self._today()

    def _status(self, work_id: int, eid: str | None, expression: int, scope: Scope, on: date) -> Status:
        return self._standings.of(work_id, eid, (expression,), scope, on, self._store.change)

    def _places(self, scope: Scope, wanted: Iterable[tuple[int, int, str]]) -> dict[tuple[int, str], Place]:
        by_expression: dict[int, set[str]] = defaultdict(set)
        for _, number, eid in wanted:
            by_expression[number].add(eid)
        return self._store.places(by_expression, scope)

    def _citer(
        self,
        scope: Scope,
        as_of: Day,
        wanted: Iterable[tuple[int, int, str]],
        places: Mapping[tuple[int, str], Place] | None = None,
    ) -> Callable[[int, int, str], Cited]:
        """What gives the citation of a provision by work, expression and eId, all of them read at once."""
        asked = list(dict.fromkeys(wanted))
        known = self._places(scope, asked) if places is None else places
        works = {each.id: each.work for each in self._store.summaries(sorted({a[0] for a in asked}), scope)}
        on, change = self._on(as_of), self._store.change

        def cite(work_id: int, expression: int, eid: str) -> Cited:
            work, place = works[work_id], known.get((expression, eid))
            language = place.language if place else ""
            return Cited(
                work_id=work_id,
                expression_id=expression,
                work=work.slug,
                title=work.title(language),
                number=next((one.value for one in work.identifiers if one.scheme not in URI_SCHEMES), ""),
                language=language,
                eid=eid,
                kind=place.kind if place else "",
                steps=place.steps if place else (),
                page=place.page if place else None,
                status=self._standings.of(work_id, eid, (expression,), scope, on, change),
            )

        return cite


def _telling(
    stored: StoredWork, languages: Sequence[str], on: date, telling: Container[int]
) -> StoredExpression:
    """The text to show, of those that tell anything: a short text beside the one that does tells nothing.

    Where it is not the wording of the day, its status says so.
    """
    kept = tuple(each for each in stored.expressions if each.id in telling)
    return choose_expression(replace(stored, expressions=kept or stored.expressions), languages, on)


def _clause(told: Obligation, place: Place | None) -> str:
    """The clause as printed, where it still has the deed in it; else the deed."""
    text = place.text[told.span.start : told.span.end] if place and told.span else ""
    return text if "".join(told.deed.split()) in "".join(text.split()) else told.deed


def _bare(text: str) -> str:
    """The text as typed without accents, for comparison."""
    return strip_accents_vi(fold(text.strip(), "und"))


def _folds(text: str, language: str | None) -> tuple[str, ...]:
    """The forms in which the text may be kept: Vietnamese keeps its accents, other languages lose theirs."""
    tongues = (language,) if language else ("vi", "und")
    return tuple(dict.fromkeys(fold(text.strip(), tongue) for tongue in tongues))


def _may_lack_accents(text: str, language: str | None) -> bool:
    """Whether it may be Vietnamese typed without accents."""
    return bool(text.strip()) and not has_accents_vi(text) and language in (None, "vi")


def _begins(each: StoredTerm, start: str) -> bool:
    """Whether a term begins so, with its accents or typed without any."""
    if fold(each.term.term, each.language).startswith(fold(start, each.language)):
        return True
    return not has_accents_vi(start) and _bare(each.term.term).startswith(_bare(start))


def _alphabetical(each: StoredTerm) -> tuple[str, str]:
    return fold(each.term.term, each.language), each.slug


def _one_a_language(found: Iterable[tuple[Term, Cited]], as_of: Day) -> tuple[tuple[Term, Cited], ...]:
    """The first version in each language that may be law on the day, by language."""
    by_language: dict[str, tuple[Term, Cited]] = {}
    for term, cited in found:
        if as_of is AsOf.ANY or cited.status.state not in _OVER:
            by_language.setdefault(cited.language, (term, cited))
    return tuple(by_language[language] for language in sorted(by_language))


def _same_term(view: TermView) -> object:
    return view.cited.work, view.cited.language, view.term.eid, view.term.term, view.term.definition


def _alone(facts: Mapping[int, Facts], eid: str) -> dict[int, Term]:
    """By expression, the term of a provision that defines just one."""
    defined = {number: [one for one in each.terms if one.eid == eid] for number, each in facts.items()}
    return {number: terms[0] for number, terms in defined.items() if len(terms) == 1}


def _same_procedure(view: ProcedureView) -> object:
    told = tuple((item.kind, item.text) for item in view.procedure.items)
    return view.cited.work, view.cited.language, view.procedure.eid, view.procedure.name, told


V = TypeVar("V", TermView, ProcedureView)


def _kept(views: Sequence[V], as_of: Day, same: Callable[[V], object]) -> tuple[list[V], int]:
    """Those that may be law on the day, each once (wordings repeat it), and how many are known not to be."""
    once: dict[object, V] = {}
    for view in sorted(views, key=lambda each: each.cited.status.state in _OVER):
        once.setdefault(same(view), view)
    ordered = [view for view in views if once[same(view)] is view]
    if as_of is AsOf.ANY:
        return ordered, 0
    kept = [view for view in ordered if view.cited.status.state not in _OVER]
    return kept, len(ordered) - len(kept)
