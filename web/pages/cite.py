"""How to cite a work or a provision, the addresses under which it stays, and the forms to take it along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from corpus.language.directions import direction
from corpus.model import Provision, ProvisionKind
from search_api.form import ENDINGS, Form
from search_api.http.context import address_of
from search_api.render.bibtex import bibtex
from search_api.render.citation import citation
from search_api.render.ris import ris
from search_api.render.shown import Shown
from search_api.service import TextView
from search_api.showing import shown_of
from web.languages import own_name
from web.messages import Messages
from web.site import Site, render, visitor_of
from web.urls import work_url
from web.views.cited import day_text
from web.views.search_state import read_day
from web.views.truth import truth
from web.views.wordings import languages_of
from web.wording import Wording

NAMED = frozenset({ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.LETTER, ProvisionKind.PREAMBLE})
"""Kinds to choose from; any other provision is cited by its address (`at`)."""
EXPORTS: dict[Form, str] = {
    Form.AKN: "Akoma Ntoso (XML)",
    Form.JSONLD: "JSON-LD (schema.org, ELI)",
    Form.JSON: "JSON",
    Form.CSV: "cite.csv",
    Form.TEXT: "cite.text",
    Form.BIBTEX: "BibTeX",
    Form.RIS: "RIS",
}
"""Forms to take along: their names, which are the same everywhere, or the keys of messages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its value, how it is shown, and whether it is chosen."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An address that stays: what it is, the whole of it, and its path."""

    name: str
    address: str
    path: str


def cite_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/cite?language=&as_of=&at=`."""
    visitor = visitor_of(request, site)
    params, t = request.query_params, visitor.t
    day, bad = read_day(params.get("as_of", ""))
    on = day if isinstance(day, date) else site.today
    wanted = [each for each in (params.get("language", ""), visitor.language) if each]
    view = site.service.text(key, visitor.scope, wanted, on)
    shown = shown_of(site.service, view, eid=params.get("at", ""), address=address_of(request))
    language = view.expression.expression.language
    here = replace(shown, address="")
    return render(
        request,
        site,
        visitor,
        "cite.html",
        truth=truth(view.work, view.expression, view.status, on, Wording(t)),
        citation=citation(shown),
        text_language=language,
        text_direction=direction(language),
        records=[("BibTeX", bibtex(shown)), ("RIS", ris(shown).replace("\r\n", "\n"))],
        places=_places(shown, here, t),
        exports=[
            (t(name) if name in t else name, here.url() + _ending(form)) for form, name in EXPORTS.items()
        ],
        languages=[Choice(each, own_name(each), each == language) for each in languages_of(view.work)],
        provisions=_provisions(view, shown, Wording(t)),
        day=on.isoformat(),
        here_url=request.url.path,
        back=_back(shown, language, day_text(day)),
        bad_date=bad,
    )


def _places(shown: Shown, here: Shown, t: Messages) -> tuple[Place, ...]:
    """The same text by its several addresses."""
    eid = shown.provision.eid if shown.provision else ""
    return (
        Place(t("cite.wording"), shown.url(), here.url()),
        Place(t("cite.work"), shown.work_url(eid=eid), here.work_url(eid=eid)),
        Place("ELI", shown.eli(eid, worded=True), here.eli(eid, worded=True)),
        Place("Akoma Ntoso", shown.akn(), here.akn()),
    )


def _provisions(view: TextView, shown: Shown, wording: Wording) -> list[Choice]:
    """The provisions to choose from, and the one that is chosen."""
    tops = (each for top in view.expression.provisions for each in top.walk())
    listed = [each for each in tops if each.kind in NAMED or each is shown.provision]
    return [Choice(each.eid, _called(each, wording), each is shown.provision) for each in listed]


def _called(provision: Provision, wording: Wording) -> str:
    told = " ".join(part for part in (provision.label, provision.heading) if part)
    return told or f"{wording.t(f'provision.{provision.kind.value}')} {provision.number or ''}".strip()


def _ending(form: Form) -> str:
    return next(ending for ending, of in ENDINGS.items() if of is form)


def _back(shown: Shown, language: str, as_of: str) -> str:
    eid = shown.provision.eid if shown.provision else ""
    return work_url(shown.work.work.slug, eid, params=[("language", language), ("as_of", as_of)])
