"""The legal review: a set of works gone through on a day, kind by kind of finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import BoundedSemaphore

from corpus.model import LOCAL, Relation, Scope, State
from corpus.store.resolving import target_key
from corpus.store.store import Store
from search_api.findings import Findings
from search_api.listing import WorkFilter
from search_api.review.absent import missing_work, no_provision
from search_api.review.amended import amended
from search_api.review.citations import Cited, citations
from search_api.review.ended import ended
from search_api.review.limits import Limits
from search_api.review.overdue import overdue
from search_api.review.resolving import Resolver
from search_api.review.tally import Tally
from search_api.review.terms import Glossary
from search_api.review.texts import Reviewed, Shelf
from search_api.review.treaties import Treaties

_PAGE = 500
_OVER = frozenset({State.ENDED, State.NOT_YET_IN_FORCE})
"""What is known not to be law on the day: nothing in it is reviewed."""
_RUNNING = BoundedSemaphore(2)
"""Reviews of one process at a time: each keeps a core busy, and reading must go on beside them."""


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What is to be reviewed: named works, or those that meet conditions; empty: all that are seen.

    `limit` None: as many as there are.
    """

    scope: Scope = LOCAL
    works: tuple[str, ...] = ()
    where: WorkFilter = field(default_factory=WorkFilter)
    collection: str = ""
    as_of: date | None = None
    limit: int | None = None

    @property
    def subject(self) -> tuple[str, ...]:
        """What was asked for, to stand in the report."""
        names = ("kind", "language", "issuer", "party", "year", "text")
        told = [*((name, getattr(self.where, name)) for name in names), ("collection", self.collection)]
        return (*self.works, *(f"{name}={value}" for name, value in told if value))


class ReviewDesk:
    """Reviews works of a store. Safe between threads."""

    def __init__(self, store: Store, today: Callable[[], date]) -> None:
        self._store, self._today = store, today

    def review(self, request: ReviewRequest) -> Findings:
        """What is found. Raises NotFound for a named work that is not there."""
        on = request.as_of or self._today()
        ids, more = _limited(self._wanted(request), request.limit)
        with _RUNNING:
            found = _Run(self._store, request.scope, on).over(ids)
        return replace(found, subject=request.subject, more=more)

    def _wanted(self, request: ReviewRequest) -> Iterator[int]:
        if request.works:
            yield from dict.fromkeys(self._store.find(key, request.scope).id for key in request.works)
            return
        seen = request.scope
        if request.collection:
            allowed = seen.collections is None or request.collection in seen.collections
            seen = replace(seen, collections=frozenset({request.collection} if allowed else ()))
        after = 0
        while page := self._store.works(seen, after=after, limit=_PAGE):
            yield from (each.id for each in page if request.where.accepts(each))
            after = page[-1].id


def _limited(ids: Iterable[int], limit: int | None) -> tuple[Sequence[int], int]:
    """As many as allowed, and how many are left out."""
    found = list(ids)
    kept = found if limit is None else found[:limit]
    return kept, len(found) - len(kept)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The base as far as the scope of a review lets it be seen."""

    store: Store
    scope: Scope

    def adopted_on(self, day: date) -> list[str]:
        return self.store.adopted_on(day, self.scope)

    def resolve(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        return self.store.resolve(relations, self.scope)


class _Run:
    """One review. Of the works gone through only what later ones are compared with is kept."""

    def __init__(self, store: Store, scope: Scope, on: date) -> None:
        self._store, self._scope, self._on = store, scope, on
        self._shelf = Shelf(store, scope, on)
        self._resolver = Resolver(self._shelf, _Seen(store, scope))
        self._tally = Tally()
        self._glossary, self._limits, self._treaties = Glossary(), Limits(), Treaties()
        self._slugs: set[str] = set()
        self._told: set[tuple[str, str]] = set()

    def over(self, ids: Sequence[int]) -> Findings:
        """Go through the works, then compare what they say with one another."""
        for work_id in ids:
            work = self._shelf.by_id(work_id)
            if work is not None:
                self._slugs.add(work.slug)
                self._one(replace(work, relations=self._resolver.relations(work)))
        self._tally.take(self._glossary.differing())
        self._tally.take(self._limits.differing())
        for slug in self._treaties.slugs:
            treaty = self._shelf.by_slug(slug)
            if treaty is not None:
                facts = self._store.facts(treaty.stored.id, self._scope)
                self._tally.take(self._treaties.judge(treaty, facts, in_set=slug in self._slugs))
        return Findings(
            on=self._on,
            works=len(self._slugs),
            judged=self._tally.judged,
            findings=self._tally.findings(),
            unjudged=dict(self._tally.unjudged),
        )

    def _one(self, work: Reviewed) -> None:
        if work.status.state in _OVER:
            return
        self._treaties.add(work)
        for each in citations(work):
            self._tally.judged += 1
            if isinstance(each, Cited):
                self._citation(each)
            else:
                self._tally.take((each,))
        facts = self._store.facts(work.stored.id, self._scope)
        self._tally.take(self._glossary.add(work, facts))
        self._tally.take(self._limits.add(work))
        self._tally.take(overdue(work))

    def _citation(self, cited: Cited) -> None:
        slug = cited.relation.target_slug
        target = self._shelf.by_slug(slug) if slug else None
        if target is None:
            self._missing(cited)
            return
        for judge in (ended(cited, target, self._shelf), amended(cited, target, self._shelf)):
            before = len(self._tally.found)
            self._tally.take(judge)
            if len(self._tally.found) > before:
                return
        implements = cited.work.slug in self._treaties.implementing(target.slug)
        self._tally.take(no_provision(cited, target, implements=implements))

    def _missing(self, cited: Cited) -> None:
        """What is not in the base is told once for each work that cites it."""
        key = (cited.work.slug, target_key(cited.relation))
        if key not in self._told:
            self._told.add(key)
            self._tally.take(missing_work(cited))
