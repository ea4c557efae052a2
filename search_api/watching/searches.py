"""What a saved search finds: works, each told once, when it is found first.

Every word of the query must be there (function words apart), or what its syntax says: what is only near in
meaning is always some passage or other, and would make no alert.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.model import AlertKind, Event, Evidence, Phase, SavedSearch, Scope
from search_api.analysis import analyse
from search_api.engine.port import Everything, WordQuery
from search_api.passage import Passage
from search_api.query.compile import compile_words
from search_api.query.conditions import as_of_value
from search_api.query.plan import Plan
from search_api.query.syntax import Words
from search_api.results import Group, Mode, SearchRequest
from search_api.service import SearchService
from search_api.watching.errors import NothingWatched, SearchTooWide
from search_api.watching.keys import digest

MOST_FOUND: Final = 5_000
"""Passages that a search may find when it is saved."""
MOST_LOOKED_AT: Final = 10_000
"""Passages looked at later: what Elasticsearch gives at once. Beyond, the watch says that it is too wide."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The works that a search finds, by slug, each with its best passage; whether it found more than that."""

    works: dict[str, Passage]
    passages: int
    whole: bool


def find(service: SearchService, search: SavedSearch, scope: Scope) -> Finding:
    """What the search finds today. Raises InvalidQuery, NothingWatched, SearchUnavailable."""
    plan = service.plan(request_of(search, scope))
    if plan.empty or (plan.words is None and not plan.filters):
        raise NothingWatched("a saved search needs words or filters")
    hits = service.engine.words(_words(plan), plan.where, MOST_LOOKED_AT)
    works: dict[str, Passage] = {}
    for passage in service.engine.passages([hit.id for hit in hits.hits]):
        if passage is not None:
            works.setdefault(passage.work_slug, passage)
    return Finding(works, hits.total, hits.total <= MOST_LOOKED_AT)


def request_of(search: SavedSearch, scope: Scope) -> SearchRequest:
    """The search as a request. Raises InvalidQuery (a day that is none)."""
    return SearchRequest(
        search.query,
        as_of_value(search.as_of) if search.as_of else None,
        search.language,
        search.filters,
        Mode.LEXICAL,
        Group.NONE,
        scope=scope,
    )


def demand_narrow(finding: Finding) -> None:
    """Raise SearchTooWide for a search that finds too much to be watched."""
    if finding.passages > MOST_FOUND:
        raise SearchTooWide(
            f"the search finds {finding.passages} passages; to be watched it may find {MOST_FOUND}",
            found=finding.passages,
            most=MOST_FOUND,
        )


def hit_event(slug: str, passage: Passage) -> Event:
    """That a search finds a work, by its best passage."""
    evidence = Evidence(language=passage.language, source=passage.source_path)
    return Event(digest(AlertKind.NEW_HIT, slug), AlertKind.NEW_HIT, Phase.COME, evidence, eid=passage.eid)


def _words(plan: Plan) -> WordQuery:
    """What must be there: of a plain question every word but those that only build the sentence."""
    tree, languages = plan.parsed.tree, plan.understanding.languages
    if not isinstance(tree, Words) or tree.every:
        return plan.words or Everything()
    weak = {word.typed for word in analyse(" ".join(tree.words), languages).words if word.weak}
    strong = tuple(word for word in tree.words if word not in weak)
    every = compile_words(Words(strong or tree.words, every=True, field=tree.field), languages)
    return every or plan.words or Everything()
