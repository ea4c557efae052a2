"""The first page: the search box, and an honest look at what is in the base."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from web.languages import own_name
from web.pages.about import missing, unread
from web.pages.search import form_values
from web.shelf import Catalogue
from web.site import Site, Visitor, render, visitor_of
from web.urls import with_params
from web.views.search_state import SearchState
from web.views.works import work_line
from web.wording import Wording

NEWEST = 8
"""Works on the first page."""
MOST_LANGUAGES = 10
"""Languages on the first page: the seven and a few; the list of works has them all."""

EXAMPLES = {
    "en": "what must the authorities do when a foreign citizen is arrested",
    "vi": "thời hạn cấp hộ chiếu cho công dân ở nước ngoài",
    "ar": "إبلاغ البعثة القنصلية عند توقيف أحد مواطنيها",
    "fr": "droits à percevoir pour la légalisation d'un document",
    "es": "exención de visado para pasaportes diplomáticos",
    "ru": "вступление договора в силу и его прекращение",
    "zh": "领事官员探视被羁押的本国公民",
}
"""Questions as people ask them, one a language; what they find depends on the base."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try."""

    text: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """How many works there are in a language."""

    name: str
    count: str
    url: str


def home_page(request: Request, site: Site) -> Response:
    """`/`."""
    visitor = visitor_of(request, site)
    catalogue = site.shelf.catalogue(visitor.scope)
    wording = Wording(visitor.t)
    languages = _languages(catalogue, visitor)
    return render(
        request,
        site,
        visitor,
        "home.html",
        examples=_examples(visitor),
        newest=tuple(work_line(card, wording) for card in catalogue.ordered[:NEWEST]),
        inside=visitor.t.count("about.inside", len(catalogue.ordered)),
        languages=languages[:MOST_LANGUAGES],
        more_languages=max(len(languages) - MOST_LANGUAGES, 0),
        notices=(*missing(site.service.readiness(), visitor.t), *unread(catalogue, visitor.t)),
        **form_values(SearchState(), site.today, focus=True),
    )


def _examples(visitor: Visitor) -> tuple[Example, ...]:
    """One in the visitor's language and two in others: the answer does not depend on it."""
    shown = list(dict.fromkeys((visitor.language, "en", "vi", "fr")))[:3]
    return tuple(Example(EXAMPLES[each], each, SearchState(query=EXAMPLES[each]).url()) for each in shown)


def _languages(catalogue: Catalogue, visitor: Visitor) -> tuple[LanguageCount, ...]:
    counts = catalogue.counts("language", {})
    return tuple(
        LanguageCount(own_name(tag), visitor.t.number(count), with_params("/works", [("language", tag)]))
        for tag, count in counts.most_common()
        if tag != "und"
    )
