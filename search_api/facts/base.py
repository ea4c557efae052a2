"""Where facts stand: the citations of their provisions, and which of them may be law on the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from corpus.identifiers.numbers import URI_SCHEMES
from corpus.model import Scope, State, Status
from corpus.store.places import Place
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork
from search_api.choosing import choose_expression
from search_api.facts.answers import Cited, Day, ProcedureView, TermView
from search_api.results import AsOf
from search_api.standing import Standings

OVER: Final = frozenset({State.ENDED, State.NOT_YET_IN_FORCE})
"""What is known not to be law on the day: left out, and counted, unless any day is asked for."""
V = TypeVar("V", TermView, ProcedureView)


class FactBase:
    """The store as the desks of facts ask it. Safe between threads."""

    def __init__(self, store: Store, standings: Standings, today: Callable[[], date]) -> None:
        self.store, self._standings, self._today = store, standings, today

    def on(self, as_of: Day) -> date:
        """The day that is meant."""
        return as_of if isinstance(as_of, date) else self._today()

    def status(self, work_id: int, eid: str | None, expression: int, scope: Scope, on: date) -> Status:
        """The status of a work, or of a provision of it, as worded in the expression."""
        return self._standings.of(work_id, eid, (expression,), scope, on, self.store.change)

    def places(self, scope: Scope, wanted: Iterable[tuple[int, int, str]]) -> dict[tuple[int, str], Place]:
        """Where provisions stand, by expression and eId."""
        by_expression: dict[int, set[str]] = defaultdict(set)
        for _, number, eid in wanted:
            by_expression[number].add(eid)
        return self.store.places(by_expression, scope)

    def citer(
        self,
        scope: Scope,
        as_of: Day,
        wanted: Iterable[tuple[int, int, str]],
        places: Mapping[tuple[int, str], Place] | None = None,
    ) -> Callable[[int, int, str], Cited]:
        """What gives the citation of a provision by work, expression and eId, all of them read at once."""
        asked = list(dict.fromkeys(wanted))
        known = self.places(scope, asked) if places is None else places
        works = {each.id: each.work for each in self.store.summaries(sorted({a[0] for a in asked}), scope)}
        on, change = self.on(as_of), self.store.change

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


def telling_text(
    stored: StoredWork, languages: Sequence[str], on: date, telling: Container[int]
) -> StoredExpression:
    """The text to show, of those that tell anything: a short text beside the one that does tells nothing.

    Where it is not the wording of the day, its status says so.
    """
    kept = tuple(each for each in stored.expressions if each.id in telling)
    return choose_expression(replace(stored, expressions=kept or stored.expressions), languages, on)


def kept_and_over(views: Sequence[V], as_of: Day, same: Callable[[V], object]) -> tuple[list[V], int]:
    """Those that may be law on the day, each once (wordings repeat it), and how many are known not to be."""
    once: dict[object, V] = {}
    for view in sorted(views, key=lambda each: each.cited.status.state in OVER):
        once.setdefault(same(view), view)
    ordered = [view for view in views if once[same(view)] is view]
    if as_of is AsOf.ANY:
        return ordered, 0
    kept = [view for view in ordered if view.cited.status.state not in OVER]
    return kept, len(ordered) - len(kept)
