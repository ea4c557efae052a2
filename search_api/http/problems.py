"""Errors as problem+json (RFC 9457): the code of the command line, a sentence in the client's language."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from corpus.errors import CorpusError
from search_api.http.context import context_of
from search_api.http.messages import negotiate, sentence

log = logging.getLogger("treatybase.http")

STATUS: dict[str, int] = {
    "not_found": 404,
    "invalid_identifier": 400,
    "invalid_query": 400,
    "invalid_parameter": 422,
    "not_acceptable": 406,
    "no_page_image": 404,
    "method_not_allowed": 405,
    "invalid_upload": 400,
    "draft_too_large": 413,
    "no_draft": 415,
    "draft_unreadable": 422,
    "draft_encrypted": 422,
    "draft_without_text": 422,
    "check_failed": 500,
    "not_allowed": 403,
    "search_too_wide": 400,
    "nothing_watched": 400,
    "webhook_not_allowed": 403,
    "model_missing": 503,
    "index_unusable": 503,
    "index_busy": 503,
    "search_unavailable": 503,
    "store_unavailable": 503,
    "queue_unavailable": 501,
    "no_earlier_index": 409,
    "schema_mismatch": 503,
    "unsuitable_data_folder": 503,
    "internal_error": 500,
}
"""HTTP status by code. A code that is not here is an error of ours."""

_HTTP_CODES = {404: "not_found", 405: "method_not_allowed", 406: "not_acceptable"}
PASSING = ("index_busy", "search_unavailable", "store_unavailable")
"""Codes of what passes by itself: the answer says when to try again."""
RETRY_SECONDS = 5
"""When to try again where the error does not know."""
_SHOWN = ("reason", "position", "field", "suggestions", "near", "parameter", "seconds", "megabytes")
"""Parameters of an error that a programme may want."""


class NotAcceptable(CorpusError):
    """None of the formats that the client accepts can be made."""

    code = "not_acceptable"


def problem(request: Request, code: str, params: Mapping[str, object]) -> Response:
    """The answer for an error, in the client's language."""
    known = code if code in STATUS else "internal_error"
    if known in PASSING:
        params = {**params, "seconds": retry_seconds(params)}
    language = language_of_messages(request)
    status = STATUS[known]
    body: dict[str, Any] = {
        "type": f"urn:treatybase:problem:{known}",
        "title": sentence(language, "title", known, params),
        "status": status,
        "detail": _detail(language, known, params),
        "code": known,
        **{name: _plain(params[name]) for name in _SHOWN if params.get(name)},
    }
    headers = {"Content-Language": language, "Cache-Control": "no-store"}
    if known in PASSING:
        headers["Retry-After"] = str(params["seconds"])
    return Response(orjson.dumps(body), status, headers, media_type="application/problem+json")


def language_of_messages(request: Request) -> str:
    """The client's language: `?ui=`, else Accept-Language, else the server's."""
    default = context_of(request).settings.language
    return negotiate(request.query_params.get("ui"), request.headers.get("accept-language", ""), default)


def retry_seconds(params: Mapping[str, object]) -> int:
    """In how many whole seconds it is worth trying again."""
    seconds = params.get("seconds")
    return max(1, math.ceil(seconds)) if isinstance(seconds, int | float) else RETRY_SECONDS


def _plain(value: object) -> object:
    if isinstance(value, tuple | list | set | frozenset):
        return [str(item) for item in value]
    return value if isinstance(value, int | str) else str(value)


def _detail(language: str, code: str, params: Mapping[str, object]) -> str | None:
    """The sentence: that of the fault of a query, that with what lies near, else the general one."""
    reason = params.get("reason")
    if code == "invalid_query" and isinstance(reason, str):
        return sentence(language, "invalid_query", reason, params)
    with_near = sentence(language, "detail", f"{code}_near", params) if params.get("near") else None
    return (
        with_near or sentence(language, "detail", code, params) or sentence(language, "title", code, params)
    )


def add_handlers(app: FastAPI) -> None:
    """Answer every error of the application so."""
    app.add_exception_handler(CorpusError, _named)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unexpected)


def _named(request: Request, error: Exception) -> Response:
    assert isinstance(error, CorpusError)
    if error.code not in STATUS:
        log.error("%s at %s", error.code, route_of(request))
    return problem(request, error.code, error.params)


def _invalid(request: Request, error: Exception) -> Response:
    """The first fault; what was sent is not repeated."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:])
    return problem(request, "invalid_parameter", {"parameter": name, "problem": first["msg"]})


def _of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    params = {"key": request.url.path, "method": request.method}
    response = problem(request, _HTTP_CODES.get(error.status_code, "internal_error"), params)
    response.headers.update(error.headers or {})
    return response


def _unexpected(request: Request, error: Exception) -> Response:
    """No trace goes out; the log names the route and the kind of error, never what was asked."""
    log.error("%s at %s", type(error).__name__, route_of(request))
    return problem(request, "internal_error", {})


def route_of(request: Request) -> str:
    """The pattern of the route, never the address itself: queries are not logged."""
    route = request.scope.get("route")
    return str(getattr(route, "path", "unknown route"))
