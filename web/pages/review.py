"""The legal review: what to review, and what was found, grouped by kind."""

from __future__ import annotations

import re
from datetime import date

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import CorpusError
from corpus.model import WorkKind
from search_api.findings import Findings
from search_api.http.messages import sentence
from search_api.http.messages.findings import FindingWords
from search_api.review import FILTERS, MOST_REVIEWED, ReviewDesk, review_request
from web.languages import UI_LANGUAGES
from web.site import Site, Visitor, render, visitor_of
from web.urls import with_params
from web.views.findings import groups
from web.views.search_state import read_day
from web.wording import Wording

_APART = re.compile(r"[;\n,]+")
DOWNLOADS = ("docx", "csv", "json")


def review_page(request: Request, site: Site) -> Response:
    """`/review?works=&kind=&language=&issuer=&collection=&as_of=`: the form; with `go`, the report too."""
    visitor = visitor_of(request, site)
    wording, params = Wording(visitor.t), request.query_params
    day, bad = read_day(params.get("as_of", ""))
    on = day if isinstance(day, date) else site.today
    works = [part.strip() for part in _APART.split(params.get("works", "")) if part.strip()]
    chosen = {name: params.get(name, "").strip() for name in FILTERS}
    found, fault = _found(site, visitor, works, chosen, on) if _asked(params) and not bad else (None, "")
    words = FindingWords(visitor.language)
    as_of = "" if on == site.today else on.isoformat()
    return render(
        request,
        site,
        visitor,
        "review.html",
        works=params.get("works", ""),
        chosen=chosen,
        kinds=sorted(((kind, wording.code("kind", kind)) for kind in WorkKind), key=lambda each: each[1]),
        languages=[(tag, wording.language(tag)) for tag in UI_LANGUAGES],
        day=on.isoformat(),
        bad_date=bad,
        fault=fault,
        found=found,
        tally=visitor.t.count("review.tally", len(found.findings)) if found else "",
        gone_through=visitor.t.count("review.works", found.works) if found else "",
        left_out=visitor.t.count("review.left_out", found.more) if found and found.more else "",
        groups=groups(found.findings, words, as_of) if found else (),
        unjudged=[(words.unjudged(why), number) for why, number in found.unjudged.items()] if found else [],
        downloads=[(form, _download(form, works, chosen, on, visitor)) for form in DOWNLOADS],
    )


def _asked(params: QueryParams) -> bool:
    """Whether a review is to be made: it takes a moment, so it is not made by opening the form."""
    return bool(params.get("go"))


def _found(
    site: Site, visitor: Visitor, works: list[str], chosen: dict[str, str], on: date
) -> tuple[Findings | None, str]:
    """The report, or why there is none."""
    filters = {name: (value,) for name, value in chosen.items() if value}
    try:
        asked = review_request(filters, works, visitor.scope, on, MOST_REVIEWED)
        return ReviewDesk(site.service.store, site.service.today).review(asked), ""
    except CorpusError as error:
        reason = str(error.params.get("reason", ""))
        told = sentence(visitor.language, error.code, reason, error.params) or sentence(
            visitor.language, "detail", error.code, error.params
        )
        return None, told or str(error)


def _download(form: str, works: list[str], chosen: dict[str, str], on: date, visitor: Visitor) -> str:
    params = [("work", work) for work in works]
    params += [("filter", f"{name}={value}") for name, value in chosen.items() if value]
    params += [("as_of", on.isoformat()), ("format", form), ("ui", visitor.language)]
    return with_params("/api/v1/review", params)
