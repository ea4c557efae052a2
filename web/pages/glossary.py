"""The glossary: what provisions define, with the same concept in other languages beside it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from corpus.model import Term
from search_api.facts.answers import Cited, TermView
from web.pages.procedures import MOST_SHOWN, list_values
from web.site import Site, render, visitor_of
from web.views.cited import CitedView, cited_view, day_text
from web.views.search_state import read_day
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Version:
    """A term in one language."""

    term: str
    definition: str
    cited: CitedView


@dataclass(frozen=True, slots=True)
class Entry:
    """A term, and the same concept in other languages."""

    version: Version
    beside: tuple[Version, ...]


def glossary_page(request: Request, site: Site) -> Response:
    """`/glossary?starting=&language=&work=&as_of=`; without a language, that of the visitor."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    params = request.query_params
    starting, work = params.get("starting", "").strip(), params.get("work", "")
    language = params.get("language", "" if work else visitor.language)
    day, bad = read_day(params.get("as_of", ""))
    found = site.service.glossary.terms(
        visitor.scope,
        starting=starting,
        language=language or None,
        work=work,
        as_of=day,
        limit=MOST_SHOWN,
    )
    as_of = day_text(day)
    title = site.shelf.catalogue(visitor.scope).title_of(work, visitor.language) if work else ""
    return render(
        request,
        site,
        visitor,
        "glossary.html",
        starting=starting,
        work=work,
        work_title=title,
        entries=tuple(_entry(view, as_of, wording) for view in found.found),
        **list_values(
            "/glossary", [("starting", starting), ("work", work)], found, language, day, bad, visitor.t
        ),
    )


def _entry(view: TermView, as_of: str, wording: Wording) -> Entry:
    others = tuple(_version(term, cited, as_of, wording) for term, cited in view.beside)
    return Entry(_version(view.term, view.cited, as_of, wording), others)


def _version(term: Term, cited: Cited, as_of: str, wording: Wording) -> Version:
    return Version(term.term, term.definition, cited_view(cited, as_of, wording))
