"""From where something may be changed, by pages and by the API alike."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import Request

from corpus.errors import CorpusError

_LOOPBACK_NAMES = ("localhost", "localhost.localdomain")
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
"""What a proxy adds: behind one, everyone seems to be on this machine."""


class Curation(StrEnum):
    """From where something may be changed."""

    OFF = "off"
    LOCAL = "local"
    """From the machine that serves."""
    ALL = "all"
    """From everywhere: somebody else (a proxy with passwords) says who may."""


class NotAllowed(CorpusError):
    """Nothing may be changed from there, or it was not this site that asked for it."""

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


def comes_from_here(request: Request) -> bool:
    """Whether no other site made the browser ask this (a programme that is no browser tells nothing)."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin", "null")
    here = origin == "null" or urlsplit(origin).netloc == request.headers.get("host", "")
    return here and site in ("same-origin", "none")


def demand_change(request: Request, curation: Curation) -> None:
    """Raise NotAllowed unless the client may change something, and asks for it itself."""
    if not may_change(request, curation):
        raise NotAllowed("nothing may be changed from here")
    if not comes_from_here(request):
        raise NotAllowed("another site asked for this")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in _LOOPBACK_NAMES
