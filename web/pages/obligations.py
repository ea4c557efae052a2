"""Who must, must not or may do what under a work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from corpus.language.directions import direction
from corpus.model import Modality, State
from search_api.facts.answers import ObligationView
from web.site import Site, render, visitor_of
from web.urls import work_url
from web.views.cited import CitedView, cited_view, day_text
from web.views.search_state import read_day
from web.views.truth import truth
from web.wording import Wording

MOST_BEARERS = 100
"""Bearers to choose from; the others are found by typing a part of their names."""
DETAILS = ("beneficiary", "deadline", "condition")
"""What a provision may say besides; each has the message `obligations.NAME`."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation in words; `details` are pairs of a message key and the words of the provision.

    The clause is shown as printed: bearer, modality and deed put together make no sentence (`the flag State`,
    `must`, `be informed by the flag State`).
    """

    bearer: str
    modality: str
    clause: str
    details: tuple[tuple[str, str], ...]
    cited: CitedView


def obligations_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/obligations?bearer=&modality=&language=&as_of=`."""
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    params = request.query_params
    bearer, language = params.get("bearer", "").strip(), params.get("language", "")
    modality = next((each for each in Modality if each == params.get("modality")), None)
    day, bad = read_day(params.get("as_of", ""))
    on = day if isinstance(day, date) else site.today
    wanted = [each for each in (language, visitor.language) if each]
    found = site.service.obligations.of_work(
        key, visitor.scope, wanted, as_of=on, bearer=bearer, modality=modality
    )
    stored, shown, as_of = found.work, found.expression, day_text(day)
    return render(
        request,
        site,
        visitor,
        "obligations.html",
        truth=truth(stored, shown, found.status, on, wording),
        text_language=shown.expression.language,
        text_direction=direction(shown.expression.language),
        duties=tuple(_duty(view, as_of, found.status.state, wording) for view in found.found),
        tally=visitor.t.count("obligations.tally", len(found.found)),
        bearers=tuple(found.bearers)[:MOST_BEARERS],
        bearer=bearer,
        modalities=tuple(Modality),
        modality=modality or "",
        language=language,
        day=on.isoformat(),
        back=work_url(stored.work.slug, params=[("language", language), ("as_of", as_of)]),
        here_url=request.url.path,
        bad_date=bad,
    )


def _duty(view: ObligationView, as_of: str, said: State, wording: Wording) -> Duty:
    told = view.obligation
    details = ((name, getattr(told, name)) for name in DETAILS)
    return Duty(
        bearer=told.bearer,
        modality=told.modality,
        clause=view.clause,
        details=tuple((name, words) for name, words in details if words),
        cited=cited_view(view.cited, as_of, wording, said),
    )
