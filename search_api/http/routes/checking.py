"""Checking a draft: it is read, compared with the base and forgotten."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from search_api.http.context import PREFIX, LanguageOf, ScopeOf, ServiceOf, address_of
from search_api.http.findings import MEDIA, report_response
from search_api.http.parameters import DayText, day_of
from search_api.http.uploads import read_upload

router = APIRouter(prefix=PREFIX, tags=["check"])

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "The draft: docx, pdf, html, md, txt, rtf or doc.",
                        }
                    },
                }
            }
        },
    }
}
_ANSWERS: dict[int | str, dict[str, Any]] = {200: {"content": {media: {} for media in MEDIA.values()}}}


@router.post(
    "/check",
    summary="Check a draft against the base; nothing of it is kept",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra=_BODY,
)
async def check(
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    as_of: DayText = None,
    language: Annotated[
        str | None, Query(description="Language of the draft (BCP 47); not given: told from its text.")
    ] = None,
    form: Annotated[
        Literal["json", "csv", "docx"], Query(alias="format", description="json, csv or docx.")
    ] = "json",
) -> Response:
    """Findings as of a day: what the draft cites, repeals, defines and repeats, and what it lacks."""
    day = day_of(as_of)
    upload = await read_upload(request, service.checks.most)
    found = await run_in_threadpool(
        service.checks.check, upload.data, upload.name, scope, as_of=day, language=language
    )
    return report_response(found, form, ui, "check", address_of(request))
