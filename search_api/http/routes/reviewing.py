"""The legal review."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from search_api.http.context import PREFIX, LanguageOf, ScopeOf, ServiceOf, address_of
from search_api.http.findings import MEDIA, ReportForm, report_response
from search_api.http.models.reviewing import FindingsModel
from search_api.http.parameters import DayText, day_of, filters_of
from search_api.review import MOST_REVIEWED, ReviewDesk, review_request

router = APIRouter(prefix=PREFIX, tags=["review"])

_FORMS: dict[int | str, dict[str, Any]] = {
    200: {"model": FindingsModel, "content": {media: {} for form, media in MEDIA.items() if form != "json"}}
}


@router.get("/review", summary="A legal review of a set of works", response_model=None, responses=_FORMS)
def review(
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    work: Annotated[
        list[str] | None,
        Query(description="A work: slug, number, record id or key; repeated for several."),
    ] = None,
    filters: Annotated[
        list[str] | None,
        Query(
            alias="filter",
            description="`field=value`, repeated for several: kind, language, issuer, party, year, text, "
            "collection. Without works and filters: every work.",
        ),
    ] = None,
    as_of: DayText = None,
    form: Annotated[
        ReportForm, Query(alias="format", description="json, csv, or docx (a Word document).")
    ] = "json",
    limit: Annotated[int, Query(ge=1, le=MOST_REVIEWED, description="Works at most.")] = MOST_REVIEWED,
) -> Response:
    """What works cite that has ended, changed or is not there, and what two of them say otherwise.

    Each finding names the provision and the text on which it rests; what could not be judged is counted
    with the reason. `treatybase review` goes through any number of works.
    """
    asked = review_request(filters_of(filters or ()), work or (), scope, day_of(as_of), limit)
    found = ReviewDesk(service.store, service.today).review(asked)
    return report_response(found, form, ui, "review", address_of(request))
