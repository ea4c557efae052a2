"""What every route needs: the service, the limits, who asks, and in which language to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Query, Request

from corpus.model import LOCAL, Scope
from search_api.http.messages import negotiate
from search_api.http.permission import Curation
from search_api.service import SearchService
from search_api.watching.hosts import Hosts

PREFIX = "/api/v1"
"""Where the routes of this version lie; each router bears it, so that metrics name routes in full."""
MOST_HITS = 100
"""Hits of one answer over HTTP."""
FARTHEST = 1000
"""Offset over HTTP: beyond it nobody reads, and every page costs the ones before it."""
MOST_WORKS = 200
"""Works of one page of a list."""
MOST_RELATIONS = 1000
"""Relations of one page of a list."""
MOST_SUGGESTIONS = 20
LONGEST_START = 200
"""Characters of what is to be completed."""


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """Settings of the API. `language` is that of messages for a client who asks for none of ours."""

    language: str = "en"
    version: str = "0"
    title: str = "Treatybase"
    address: str = ""
    """Where people open this base; empty: as the request has it."""
    curation: Curation = Curation.LOCAL
    """From where something may be changed."""
    webhook_hosts: Hosts = field(default_factory=lambda: Hosts(()))
    """To whom alerts may be sent."""


@dataclass(frozen=True, slots=True)
class Context:
    """The application's own: one service and its settings."""

    service: SearchService
    settings: ApiSettings


def context_of(request: Request) -> Context:
    """The context of the application that got the request."""
    found = request.app.state.treatybase
    assert isinstance(found, Context)
    return found


def service_of(request: Request) -> SearchService:
    """The search service."""
    return context_of(request).service


def address_of(request: Request) -> str:
    """What stands before the paths of stable addresses: the address of this base, without a last slash."""
    return (context_of(request).settings.address or str(request.base_url)).rstrip("/")


def scope_of(request: Request) -> Scope:
    """What the client may see. A deployment with one user is the principal `local`."""
    return LOCAL


def language_of(
    request: Request,
    ui: Annotated[
        str | None,
        Query(description="Language of messages, and of the text to prefer: vi ar en fr es ru zh."),
    ] = None,
) -> str:
    """The client's language: `?ui=`, else Accept-Language, else the server's."""
    default = context_of(request).settings.language
    return negotiate(ui, request.headers.get("accept-language", ""), default)


ServiceOf = Annotated[SearchService, Depends(service_of)]
ScopeOf = Annotated[Scope, Depends(scope_of)]
LanguageOf = Annotated[str, Depends(language_of)]
