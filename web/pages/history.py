"""One provision through the wordings of its work."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.language.directions import direction
from corpus.law.history import Step
from search_api.choosing import choose_expression
from search_api.comparing import Past, past, text_language
from web.site import Site, render, visitor_of
from web.urls import timeline_url
from web.views.acts import finder
from web.views.asked_day import AskedDay
from web.views.past import step_views, undated_lines
from web.views.rows import Tree
from web.views.tools import tools
from web.views.truth import truth
from web.wording import Wording


def history_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/history?at=&language=&as_of=`: the provision that has the eId `at` on the day `as_of`."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    params = request.query_params
    stored = site.service.work(key, visitor.scope)
    wanted = [each for each in (params.get("language", ""), visitor.language) if each]
    language = text_language(stored, wanted)
    if not params.get("at"):
        return RedirectResponse(
            timeline_url(stored.work.slug, language=language, as_of=params.get("as_of", ""))
        )
    asked = AskedDay.read(params, site.today)
    found = past(stored, params["at"], language, asked.on)
    status = site.service.status(stored, asked.on)
    shown = choose_expression(stored, (language,), asked.on)
    return render(
        request,
        site,
        visitor,
        "history.html",
        truth=truth(stored, shown, status, asked.on, wording),
        tools=tools(stored, language, None, wording, asked.text),
        text_language=language,
        text_direction=direction(language),
        place=_name(found, wording),
        tally=visitor.t.count("history.tally", _wordings(found)),
        steps=step_views(found, finder(site, visitor), wording),
        undated=undated_lines(found, wording),
        bad_date=asked.bad,
    )


def _name(found: Past, wording: Wording) -> str:
    """What the provision is called in the latest wording that has it, with what it stands in."""
    last = next(step for step in reversed(found.steps) if step.provision)
    return Tree(last.expressions[0].provisions).name(_eid(last), wording)


def _eid(step: Step) -> str:
    assert step.provision is not None
    return step.provision.eid


def _wordings(found: Past) -> int:
    return sum(step.provision is not None for step in found.steps)
