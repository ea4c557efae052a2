"""Who may change something through a page, and that it was he who wanted it."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import CorpusError

COOKIE = "form"
MOST_BYTES = 64 * 1024
"""Of what a form sends."""
_LOOPBACK_NAMES = ("localhost", "localhost.localdomain")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""What a proxy adds: behind one, everyone seems to be on this machine."""


class Curation(StrEnum):
    """From where pages may change something."""

    OFF = "off"
    LOCAL = "local"
    """From the machine that serves."""
    ALL = "all"
    """From everywhere: somebody else (a proxy with passwords) says who may."""


class NotAllowed(CorpusError):
    """Nothing may be changed from there, or the form was not made by this site."""

    code = "not_allowed"


def may_change(request: Request, curation: Curation) -> bool:
    """Whether the visitor may change something.

    By the address alone a proxy on this machine, or a page elsewhere whose name was made to lead
    here, would be let in: so the name by which we are called must be this machine's too.
    """
    if curation is not Curation.LOCAL:
        return curation is Curation.ALL
    forwarded = any(name in request.headers for name in _FORWARDED)
    client = request.client.host if request.client else ""
    return not forwarded and _is_loopback(client) and _is_loopback(request.url.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _LOOPBACK_NAMES


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
    expected, given = request.cookies.get(COOKIE, ""), form.get("token", "")
    own = bool(expected) and hmac.compare_digest(expected.encode(), given.encode())
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "null")
    here = origin == "null" or urlsplit(origin).netloc == request.headers.get("host", "")
    if not (own and here and site in ("same-origin", "none")):
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
