"""Runs a plan: asks the engine, fuses, puts what the question names first, groups, makes the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from search_api.engine.port import FACET_FIELDS, Engine
from search_api.query.fusion import Fused
from search_api.query.grouping import add_versions, page_of
from search_api.query.hits import HitMaker, StatusOf
from search_api.query.plan import Plan
from search_api.query.ranking import Embed, Ranking, rank
from search_api.query.resolve import FindWork, Named, resolve_named
from search_api.results import Group, Hit, Mode, SearchResponse, Understood

NAMED = "reference"
"""The rule that placed a passage: the question names its provision or work."""
FACETS = tuple(field for field in FACET_FIELDS if field != "collection")
"""Fields counted with every answer."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a search works with; `weight` is λ of the fusion."""

    engine: Engine
    embed: Embed
    find_work: FindWork
    status_of: StatusOf
    today: Callable[[], date]
    weight: float


def run(plan: Plan, tools: Tools, notices: Sequence[str] = ()) -> SearchResponse:
    """The answer to a plan. `notices` are those of the service; `took_ms` is filled in by it."""
    if plan.empty:
        return SearchResponse(_understood(plan, Named(), (*notices, "no_words")), 0, 0.0, {}, ())
    ranking = rank(plan, tools.engine, tools.embed, tools.weight)
    named = _named(plan, tools)
    hits = _hits(plan, ranking, named, tools)
    facets = tools.engine.facets(plan.lookup, plan.where, FACETS)
    if named.hidden:
        notices = (*notices, "named_not_on_day")
    return SearchResponse(_understood(plan, named, notices), ranking.total, 0.0, facets, hits)


def _named(plan: Plan, tools: Tools) -> Named:
    """What the question names. By meaning alone, nothing is placed by a rule."""
    if plan.strict or plan.words is None or plan.request.mode is Mode.SEMANTIC:
        return Named()
    return resolve_named(plan, tools.engine, tools.find_work)


def _hits(plan: Plan, ranking: Ranking, named: Named, tools: Tools) -> tuple[Hit, ...]:
    request = plan.request
    grouped = request.group is Group.PROVISION
    ranked = _named_first(ranking.fused, named.ids)
    groups = page_of(ranked, tools.engine, request.offset, request.limit, grouped=grouped)
    if grouped:
        add_versions(groups, ranked, tools.engine, plan.where)
    maker = HitMaker.of(plan, ranking, plan.as_of or tools.today(), tools.status_of)
    first = set(named.ids)
    return tuple(
        maker.hit(group, rank, NAMED if any(p.id in first for p, _ in group.members) else "")
        for rank, group in enumerate(groups, request.offset + 1)
    )


def _named_first(fused: Sequence[Fused], ids: Sequence[str]) -> list[Fused]:
    """What the question names, as ranked among itself, then the rest."""
    by_id = {hit.id: hit for hit in fused}
    top = fused[0].score if fused else 0.0
    named = [by_id.get(identity, Fused(identity, 0.0, None, None)) for identity in ids]
    named.sort(key=lambda hit: -hit.score)
    lifted = [Fused(hit.id, hit.score + top, hit.words, hit.meaning) for hit in named]
    first = set(ids)
    return [*lifted, *(hit for hit in fused if hit.id not in first)]


def _understood(plan: Plan, named: Named, notices: Sequence[str]) -> Understood:
    return Understood(
        text=plan.request.query,
        language=plan.understanding.languages[0] if plan.understanding.languages else "und",
        as_of=plan.as_of,
        mode=plan.request.mode,
        filters=plan.filters,
        terms=tuple(plan.understanding.text.split()),
        legal_terms=plan.understanding.legal_terms,
        reference=named.reference,
        notices=tuple(dict.fromkeys((*plan.notices, *notices))),
    )
