"""That it was the visitor who wanted a change: forms prove that this site made them."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from search_api.http.permission import Curation, NotAllowed, comes_from_here, may_change

__all__ = [
    "COOKIE",
    "MOST_BYTES",
    "Curation",
    "NotAllowed",
    "demand_own_form",
    "demand_token",
    "keep_token",
    "may_change",
    "read_form",
    "token_of",
]

COOKIE = "form"
MOST_BYTES = 64 * 1024
"""Of what a form sends."""


def token_of(request: Request) -> str:
    """The token that the visitor's forms carry, the same as in his cookie."""
    known = request.cookies.get(COOKIE, "")
    return known if len(known) == 43 else secrets.token_urlsafe(32)


def keep_token(request: Request, response: Response, token: str) -> Response:
    """The page with the cookie that proves its forms."""
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure)
    return response


def demand_own_form(request: Request, form: Mapping[str, str], curation: Curation) -> None:
    """Raise NotAllowed unless the visitor may change something and sent a form of ours.

    Another site can make a browser send a form, but neither read our cookie nor make the browser
    say that the form comes from here.
    """
    if not may_change(request, curation):
        raise NotAllowed("nothing may be changed from here")
    demand_token(request, form)


def demand_token(request: Request, form: Mapping[str, str]) -> None:
    """Raise NotAllowed unless the form is one that this site made for this visitor."""
    expected, given = request.cookies.get(COOKIE, ""), form.get("token", "")
    own = bool(expected) and hmac.compare_digest(expected.encode(), given.encode())
    if not (own and comes_from_here(request)):
        raise NotAllowed("this form was not made by this site")


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name. Raises NotAllowed for one that is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise NotAllowed(f"a form may send {MOST_BYTES} bytes")
    fields: dict[str, str] = {}
    for name, value in parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True):
        fields.setdefault(name, value)
    return fields
