"""What happened to a work, in order, with what each event rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from corpus.model import LegalDate
from search_api.choosing import choose_expression
from search_api.comparing import text_language
from web.languages import own_name
from web.site import Site, render, visitor_of
from web.urls import timeline_url, work_url
from web.views.asked_day import AskedDay
from web.views.events import Event, events
from web.views.moments import ordered
from web.views.timeline import timeline
from web.views.tools import Tool, tools
from web.views.truth import truth
from web.views.wordings import ReaderState, languages_of
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class Happening:
    """An event with its day in words and the law of that day."""

    when: str
    url: str
    event: Event


def timeline_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/timeline?language=&as_of=`: the wordings in this language, the mark on the day."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    stored = site.service.work(key, visitor.scope)
    wanted, asked = request.query_params.get("language", ""), AskedDay.read(request.query_params, site.today)
    language = text_language(stored, [each for each in (wanted, visitor.language) if each])
    title_of = partial(site.shelf.catalogue(visitor.scope).title_of, language=visitor.language)
    own = ordered(stored, language)
    found = events(stored, own, title_of, wording)
    slug = stored.work.slug
    status = site.service.status(stored, asked.on)
    shown = choose_expression(stored, (language,), asked.on)
    line = truth(stored, shown, status, asked.on, wording)

    def law_of(day: LegalDate) -> str:
        return work_url(slug, params=[("language", language), ("as_of", day.latest.isoformat())])

    return render(
        request,
        site,
        visitor,
        "timeline_page.html",
        truth=line,
        tools=tools(stored, language, Tool.TIMELINE, wording, asked.text),
        bad_date=asked.bad,
        tabs=[
            (tag, own_name(tag), timeline_url(slug, language=tag, as_of=asked.text), tag == language)
            for tag in languages_of(stored)
        ],
        timeline=timeline(
            stored,
            own,
            asked.on,
            summary=f"{line.state_word}, {line.as_of}",
            state=ReaderState(slug, language, asked.text),
            wording=wording,
            found=found,
        ),
        dated=[Happening(wording.date(each.day), law_of(each.day), each) for each in found if each.day],
        undated=[each for each in found if each.day is None],
    )
