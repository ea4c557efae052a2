"""Which form a client wants, and the answers in each."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from search_api.form import ENDINGS, MEDIA_TYPES, Form
from search_api.http.problems import NotAcceptable
from search_api.render.forms import made
from search_api.render.shown import Shown

_ALSO = {"application/xml": Form.AKN, "text/xml": Form.AKN, "application/xhtml+xml": Form.HTML}
_SAVED = frozenset({Form.CSV, Form.BIBTEX, Form.RIS})
"""Forms that are opened by another programme than the browser."""

CONTENT: dict[str, dict[str, str]] = {media: {} for media in MEDIA_TYPES.values()}
"""For the OpenAPI description of such routes."""


def wanted(asked: Form | None, accept: str, default: Form = Form.JSON) -> Form:
    """The form: `?format=`, else the most wanted in Accept that can be made. Raises NotAcceptable."""
    if asked is not None:
        return asked
    known = {media: form for form, media in MEDIA_TYPES.items()} | _ALSO
    types = _by_weight(accept)
    for media in types:
        if media in known:
            return known[media]
    if not types or any(media in ("*/*", "application/*") for media in types):
        return default
    raise NotAcceptable("no such format", formats=tuple(MEDIA_TYPES.values()))


def _by_weight(accept: str) -> list[str]:
    """The media types of an Accept header, most wanted first, equals in their order; `q=0` is not wanted.

    >>> _by_weight("text/html;q=0.5, application/ld+json, image/png;q=0")
    ['application/ld+json', 'text/html']
    """
    weighed: list[tuple[float, str]] = []
    for part in accept.split(",")[:32]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        share = float(weight) if weight.replace(".", "", 1).isdecimal() else 0.0
        if media and share > 0:
            weighed.append((-share, media))
    return [media for _, media in sorted(weighed, key=lambda pair: pair[0])]


def form_response(form: Form, shown: Shown, today: date) -> Response:
    """A text, or its provision, in a form other than JSON; HTML is a fragment that may run nothing."""
    body, media = made(form, shown, today), MEDIA_TYPES[form]
    headers = {
        "Content-Language": shown.language,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Vary": "Accept, Accept-Language",
        "Link": f'<{shown.url()}>; rel="canonical"',
    }
    if form in _SAVED:
        headers["Content-Disposition"] = f'attachment; filename="{_file_name(form, shown)}"'
    charset = f"{media}; charset=utf-8" if isinstance(body, str) else media
    return Response(body, headers=headers, media_type=charset)


def table_response(body: str, name: str) -> Response:
    """A table, to be opened by a spreadsheet."""
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(body, headers=headers, media_type=f"{MEDIA_TYPES[Form.CSV]}; charset=utf-8")


def _file_name(form: Form, shown: Shown) -> str:
    """A name of plain letters, for headers hold no others."""
    parts = [shown.work.work.slug, shown.expression.expression.language]
    ending = next(ending for ending, of in ENDINGS.items() if of is form)
    return ".".join(parts) + ending
