"""What every page needs: the service, the templates, and who is looking in which language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from corpus.doubts import Doubts
from corpus.language.directions import direction
from corpus.model import LOCAL, Scope
from search_api.service import SearchService
from web.curating import Curation
from web.languages import UI_LANGUAGES, negotiate, own_name
from web.messages import Messages, messages
from web.shelf import Shelf
from web.urls import with_params

HERE = Path(__file__).parent
THEMES = ("light", "dark")
TOOLS = {"/review": "nav.review", "/check": "nav.check", "/watch": "nav.watch", "/doubts": "nav.doubts"}
"""The pages that the menu of tools leads to, with their names."""
COOKIE_SECONDS = 365 * 24 * 3600

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, nothing inline: what is not in our own files does not run and is not shown."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Language, Cookie",
}


@dataclass(frozen=True, slots=True)
class Site:
    """The pages' surroundings: one per application."""

    service: SearchService
    templates: jinja2.Environment
    language: str
    """Interface language for a visitor whose browser asks for none of ours."""
    shelf: Shelf
    doubts: Doubts
    curation: Curation = Curation.LOCAL
    """From where pages may change something."""

    @property
    def today(self) -> date:
        """Today at the ministry."""
        return self.service.today()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks: interface language, theme (empty: as the system has it) and scope."""

    language: str
    theme: str
    scope: Scope
    t: Messages


def environment() -> jinja2.Environment:
    """The templates; an unknown variable is an error, everything is escaped."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        asset=asset, dir_of=direction, own_name=own_name, ui_languages=UI_LANGUAGES, toolbox=TOOLS
    )
    return made


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """The address of a static file with its checksum, so that a browser may keep it."""
    digest = hashlib.sha256((HERE / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def visitor_of(request: Request, site: Site) -> Visitor:
    """The interface language by `?ui=`, cookie, then browser; the theme by `?theme=`, then cookie."""
    chosen = (request.query_params.get("ui"), request.cookies.get("ui"))
    browser = negotiate(request.headers.get("accept-language", ""), site.language)
    language = next((each for each in chosen if each in UI_LANGUAGES), browser)
    theme = request.query_params.get("theme", request.cookies.get("theme", ""))
    return Visitor(language, theme if theme in THEMES else "", LOCAL, messages(language))


def render(
    request: Request, site: Site, visitor: Visitor, template: str, *, status: int = 200, **values: object
) -> Response:
    """A page: the template with what every page has, headers, and the visitor's choices kept."""
    html = site.templates.get_template(template).render(
        t=visitor.t,
        ui=visitor.language,
        theme=visitor.theme,
        here=request.url.path,
        switch=lambda **params: _switched(request, params),
        **values,
    )
    response = HTMLResponse(
        html, status_code=status, headers={**HEADERS, "Content-Language": visitor.language}
    )
    _keep(request, response, visitor)
    return response


def retry_after(response: Response, seconds: int | None) -> Response:
    """The answer, with when to try again where that is known; what is away now is kept by nobody."""
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
        response.headers["Cache-Control"] = "no-store"
    return response


def _switched(request: Request, params: dict[str, str]) -> str:
    """This page with another language or theme."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in params]
    return with_params(request.url.path, [*kept, *params.items()])


def _keep(request: Request, response: Response, visitor: Visitor) -> None:
    """Remember what was chosen in the address; the cookies hold a language and a theme, nothing else."""
    for name, value in (("ui", visitor.language), ("theme", visitor.theme)):
        if name in request.query_params:
            response.set_cookie(name, value, max_age=COOKIE_SECONDS, httponly=True, samesite="lax")
