"""Which format a client wants, and the answers in each."""

from __future__ import annotations

from enum import StrEnum

from starlette.responses import Response

from search_api.http.problems import NotAcceptable


class Format(StrEnum):
    """The formats of a text."""

    JSON = "json"
    TEXT = "text"
    AKN = "akn"
    HTML = "html"


MEDIA_TYPES: dict[Format, str] = {
    Format.JSON: "application/json",
    Format.TEXT: "text/plain",
    Format.AKN: "application/akn+xml",
    Format.HTML: "text/html",
}
_ALSO = {"application/xml": Format.AKN, "text/xml": Format.AKN}

CONTENT: dict[str, dict[str, str]] = {media: {} for media in MEDIA_TYPES.values()}
"""For the OpenAPI description of such routes."""


def wanted(asked: Format | None, accept: str) -> Format:
    """The format: `?format=`, else the first in Accept that can be made. Raises NotAcceptable."""
    if asked is not None:
        return asked
    known = {media: form for form, media in MEDIA_TYPES.items()} | _ALSO
    types = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    for media in types:
        if media in known:
            return known[media]
    if not accept or any(media in ("*/*", "application/*", "") for media in types):
        return Format.JSON
    raise NotAcceptable("no such format", formats=tuple(MEDIA_TYPES.values()))


def text_response(form: Format, body: str | bytes, language: str) -> Response:
    """A text in a format other than JSON; HTML is a fragment that may run nothing."""
    media = MEDIA_TYPES[form]
    headers = {
        "Content-Language": language,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Vary": "Accept, Accept-Language",
    }
    charset = f"{media}; charset=utf-8" if isinstance(body, str) else media
    return Response(body, headers=headers, media_type=charset)
