"""Search, facets, suggestions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from search_api.engine.port import FACET_FIELDS
from search_api.http.answers import search_answer
from search_api.http.context import LONGEST_START, MOST_SUGGESTIONS, PREFIX, LanguageOf, ScopeOf, ServiceOf
from search_api.http.models.search import FacetsModel, SearchModel, SuggestionModel, SuggestionsModel
from search_api.http.parameters import (
    AsOfText,
    Filters,
    GroupParameter,
    LanguageText,
    Limit,
    ModeParameter,
    Offset,
    QueryText,
    RecordedText,
    day_json,
    recorded_day_of,
    search_request,
)
from search_api.results import Group, Mode

router = APIRouter(prefix=PREFIX, tags=["search"])


@router.get("/search", summary="Search provisions")
def search(
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    q: QueryText = "",
    as_of: AsOfText = None,
    language: LanguageText = None,
    filters: Filters = None,
    mode: ModeParameter = Mode.HYBRID,
    group: GroupParameter = Group.PROVISION,
    limit: Limit = 10,
    offset: Offset = 0,
) -> SearchModel:
    """Find provisions by words and by meaning, in any language, as of a day."""
    request = search_request(
        q, as_of, language or ui, filters, scope, mode=mode, group=group, limit=limit, offset=offset
    )
    return search_answer(service.search(request))


@router.get("/facets", summary="Count the passages that a query matches, by value")
def facets(
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    q: QueryText = "",
    as_of: AsOfText = None,
    filters: Filters = None,
    fields: Annotated[
        list[str], Query(alias="field", description=f"Fields to count: {', '.join(FACET_FIELDS)}.")
    ] = list(FACET_FIELDS),  # noqa: B006 - FastAPI copies defaults
) -> FacetsModel:
    """Counts by value for every field asked for; a field is counted as if it were not filtered itself."""
    request = search_request(q, as_of, ui, filters, scope)
    return FacetsModel(as_of=day_json(service.plan(request).as_of), facets=service.facets(request, fields))


@router.get("/suggest", summary="Complete what is being typed")
def suggest(
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    start: Annotated[str, Query(max_length=LONGEST_START, description="What has been typed so far.")],
    as_of: RecordedText = None,
    limit: Annotated[int, Query(ge=1, le=MOST_SUGGESTIONS, description="How many suggestions.")] = 8,
) -> SuggestionsModel:
    """Titles, numbers and headings that begin so, with or without accents."""
    day = recorded_day_of(as_of)
    found = service.suggest(start, scope, limit, as_of=day)
    return SuggestionsModel(
        as_of=day_json(day), suggestions=[SuggestionModel(text=each.text, work=each.work) for each in found]
    )
