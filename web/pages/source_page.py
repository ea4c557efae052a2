"""A page of a source as a picture, beside the text that was read from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import NotFound
from corpus.model import Provision, Source
from corpus.page_images import Box
from corpus.store.views import SourceLink, StoredExpression, StoredWork
from web.messages import Messages
from web.site import Site, render, visitor_of
from web.urls import original_url, page_image_url, page_url, work_url
from web.views.body import Body, page_body
from web.views.standing import standings
from web.views.truth import Truth, title_of, truth
from web.views.wordings import ReaderState
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class PageView:
    """The page, where it is, and the pages beside it."""

    number: int
    title: str
    place: str
    image: str
    file: str
    original: str
    back: str
    previous: str
    next: str
    boxes: tuple[Box, ...] = ()
    """Where the provision that was asked for stands."""


def source_page(request: Request, site: Site, sha256: str, number: int) -> Response:
    """`/sources/{sha256}/pages/{number}?work=&language=&at=`: without a work, the picture alone."""
    visitor = visitor_of(request, site)
    slug, language = request.query_params.get("work", ""), request.query_params.get("language", "")
    source, _ = site.service.source(sha256, visitor.scope)
    if number < 1 or (source.pages and number > source.pages):
        raise NotFound(f"no page {number}", key=str(number), near=())
    stored = site.service.work(slug, visitor.scope) if slug else None
    shown = _read_from(stored, sha256, language) if stored else None
    view = _view(source, number, stored, shown, visitor.t, language)
    line, text = None, None
    if stored and shown:
        eid = request.query_params.get("at", "")
        texts = _texts(_on_page(shown.provisions, number), eid) if eid else ()
        view = replace(view, boxes=site.service.page_boxes(sha256, number, texts, visitor.scope))
        state = ReaderState(slug, language, at=eid)
        line, text = _read(stored, shown, number, state, site, Wording(visitor.t))
    return render(request, site, visitor, "source_page.html", page=view, truth=line, reader=text)


def _read(
    stored: StoredWork, shown: StoredExpression, number: int, state: ReaderState, site: Site, wording: Wording
) -> tuple[Truth, Body]:
    """What was read from a page, and what is known of it today."""
    on = site.today
    status = site.service.status(stored, on, None, shown)
    apart = standings(stored, status, lambda eid: site.service.status(stored, on, eid, shown), wording)
    text = page_body(shown, _on_page(shown.provisions, number), state, apart)
    return truth(stored, shown, status, on, wording), text


def _read_from(stored: StoredWork, sha256: str, language: str) -> StoredExpression | None:
    """The wording that was read from this source, in the language asked for if several were."""
    found = [each for each in stored.expressions if _link(each, sha256)]
    return min(found, key=lambda each: each.expression.language != language, default=None)


def _link(each: StoredExpression, sha256: str) -> SourceLink | None:
    return next((link for link in each.sources if link.source.sha256 == sha256), None)


def _on_page(provisions: Sequence[Provision], number: int) -> tuple[Provision, ...]:
    """What stands on a page: each node with its own text there, under those that contain it."""
    return tuple(_kept(provisions, number, _Reached()))


def _texts(provisions: Sequence[Provision], eid: str) -> tuple[str, ...]:
    """The texts of a provision and those below it."""
    within = f"{eid}__"
    return tuple(
        node.text
        for top in provisions
        for node in top.walk()
        if node.text and (node.eid == eid or node.eid.startswith(within))
    )


@dataclass(slots=True)
class _Reached:
    """The page reached in reading order: a node without a place stands where the last one did."""

    page: int | None = None


def _kept(provisions: Sequence[Provision], number: int, reached: _Reached) -> Iterator[Provision]:
    for provision in provisions:
        first = provision.span.page if provision.span and provision.span.page else reached.page
        reached.page = first
        children = tuple(_kept(provision.children, number, reached))
        last = provision.page_to if provision.page_to and not provision.children else first
        here = first is not None and first <= number <= (last or first)
        if here or children:
            yield replace(provision, children=children, text=provision.text if here else "")


def _view(
    source: Source,
    number: int,
    stored: StoredWork | None,
    shown: StoredExpression | None,
    t: Messages,
    language: str,
) -> PageView:
    slug = stored.work.slug if stored else ""
    link = _link(shown, source.sha256) if shown else None
    first, last = (link.first_page or 1, link.last_page) if link else (1, None)
    last = last or source.pages
    file = source.path.rpartition("/")[2]

    def address(page: int) -> str:
        return page_url(source.sha256, page, work=slug, language=language)

    return PageView(
        number=number,
        title=title_of(stored, shown)[0] if stored and shown else file,
        place=t("page.place", page=number, of=source.pages)
        if source.pages
        else t("page.place_only", page=number),
        image=page_image_url(source.sha256, number),
        file=file,
        original=original_url(source.sha256),
        back=work_url(slug, params=[("language", language)]) if slug else "/works",
        previous=address(number - 1) if number > first else "",
        next=address(number + 1) if last and number < last else "",
    )
