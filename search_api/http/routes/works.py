"""Works, their texts and provisions."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response

from search_api.form import MEDIA_TYPES, Form
from search_api.http.answers import provision_answer, text_answer
from search_api.http.context import (
    MOST_RELATIONS,
    MOST_WORKS,
    PREFIX,
    LanguageOf,
    ScopeOf,
    ServiceOf,
    address_of,
)
from search_api.http.formats import CONTENT, form_response, table_response, wanted
from search_api.http.models.works import (
    CitationModel,
    ExpressionModel,
    ExpressionsModel,
    ListedModel,
    ProvisionAnswer,
    RelationsModel,
    TextModel,
    WorkModel,
    WorksModel,
)
from search_api.http.parameters import DayText, RecordedText, day_json, day_of, recorded_day_of
from search_api.listing import WorkFilter
from search_api.render import (
    citation_json,
    expression_json,
    relations_json,
    relations_page,
    status_json,
    summary_json,
    work_json,
)
from search_api.render.spreadsheet import works_csv
from search_api.service import TextView
from search_api.showing import show, shown_of

router = APIRouter(prefix=f"{PREFIX}/works", tags=["works"])
"""A key may be a number with slashes (06/2021/TT-BĐN), so what follows a key is matched first."""

Key = Annotated[str, Path(description="Slug, number, record id or key of the work.")]
Eid = Annotated[str, Path(description="eId (or wId) of the provision.")]
Language = Annotated[
    str | None, Query(description="Language of the text (BCP 47); not given: that of the messages, if there.")
]
FormatParameter = Annotated[
    Form | None,
    Query(
        alias="format",
        description="json, text, akn, html, jsonld, csv, citation, bibtex or ris; not given: as Accept says.",
    ),
]
ListForm = Literal["json", "csv"]
_TABLE: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPES[Form.CSV]: {}}}}
_FORMATS: dict[int | str, dict[str, Any]] = {200: {"content": CONTENT}}


@router.get("", summary="List works", response_model=WorksModel, responses=_TABLE)
def works(
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    kind: Annotated[str | None, Query(description="Only works of this kind: treaty, circular …")] = None,
    language: Annotated[str | None, Query(description="Only works with a text in this language.")] = None,
    issuer: Annotated[
        str | None, Query(description="Only works with an issuer whose name holds this.")
    ] = None,
    party: Annotated[str | None, Query(description="Only works with a party whose name holds this.")] = None,
    year: Annotated[int | None, Query(description="Only works adopted in this year.")] = None,
    text: Annotated[str | None, Query(description="Only works whose title or number holds this.")] = None,
    as_of: DayText = None,
    after: Annotated[int, Query(ge=0, description="`next` of the page before.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_WORKS, description="How many works.")] = 50,
    form: Annotated[
        ListForm, Query(alias="format", description="json, or csv: the page as a table.")
    ] = "json",
) -> WorksModel | Response:
    """Works page by page, in the order of the store, each with its status on a day."""
    where = WorkFilter(kind, language, issuer, party, year, text)
    found = service.works(scope, where, after=after, limit=limit + 1)
    page, on = found[:limit], day_of(as_of) or service.today()
    standing = partial(service.standing, scope=scope, on=on)
    if form == "csv":
        return table_response("".join(works_csv(page, on, standing, address_of(request))), "works.csv")
    return WorksModel(
        as_of=on.isoformat(),
        works=[
            ListedModel.model_validate({**summary_json(each), "status": status_json(standing(each.id))})
            for each in page
        ],
        next=page[-1].id if len(found) > limit else None,
    )


@router.get(
    "/{key:path}/provisions/{eid}", summary="A provision", response_model=ProvisionAnswer, responses=_FORMATS
)
def provision(
    key: Key,
    eid: Eid,
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    as_of: DayText = None,
    language: Language = None,
    form: FormatParameter = None,
) -> ProvisionAnswer | Response:
    """A provision as it stood on a day, as JSON or in any other form."""
    chosen = wanted(form, request.headers.get("accept", ""))
    view = service.provision(key, eid, scope, _languages(language, ui), day_of(as_of))
    if chosen is Form.JSON:
        return provision_answer(view)
    text = TextView(view.work, view.expression, view.status, view.on)
    shown = shown_of(service, text, eid=view.provision.eid, address=address_of(request))
    return form_response(chosen, shown, service.today())


@router.get(
    "/{key:path}/provisions",
    summary="A text with its provisions",
    response_model=TextModel,
    responses=_FORMATS,
)
def provisions(
    key: Key,
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    as_of: DayText = None,
    language: Language = None,
    form: FormatParameter = None,
) -> TextModel | Response:
    """The whole text as it stood on a day, as JSON or in any other form."""
    chosen = wanted(form, request.headers.get("accept", ""))
    view = service.text(key, scope, _languages(language, ui), day_of(as_of))
    if chosen is Form.JSON:
        return text_answer(view)
    shown = shown_of(service, view, address=address_of(request))
    return form_response(chosen, shown, service.today())


@router.get("/{key:path}/citation", summary="How to cite a text, and where it stays")
def cited(
    key: Key,
    request: Request,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    provision: Annotated[str | None, Query(description="eId of a provision; not given: the whole.")] = None,
    as_of: DayText = None,
    language: Language = None,
) -> CitationModel:
    """Citation in the custom of the text's language, BibTeX, RIS, and the addresses that stay."""
    languages, day = _languages(language, ui), day_of(as_of)
    shown = show(service, key, scope, languages, day, eid=provision or "", address=address_of(request))
    return CitationModel.model_validate(citation_json(shown))


@router.get("/{key:path}/expressions", summary="The texts of a work")
def expressions(
    key: Key, service: ServiceOf, scope: ScopeOf, language: Language = None, as_of: RecordedText = None
) -> ExpressionsModel:
    """Every text of a work, with its language, interval, authority and sources, without its provisions."""
    day = recorded_day_of(as_of)
    found = [
        each
        for each in service.expressions(key, scope, language)
        if day is None or each.expression.valid.covers(day) is not False
    ]
    return ExpressionsModel(
        work=service.work(key, scope).work.slug,
        as_of=day_json(day),
        expressions=[
            ExpressionModel.model_validate(expression_json(each, provisions=False)) for each in found
        ],
    )


@router.get("/{key:path}/relations", summary="What a work does to others, and others to it")
def relations(
    key: Key,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    provision: Annotated[
        str | None, Query(description="Only of this provision (eId) and what is within it.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        Query(alias="type", description="Only of these types, as seen from here: amends, amended_by …"),
    ] = None,
    as_of: RecordedText = None,
    language: Language = None,
    offset: Annotated[int, Query(ge=0, description="How many of each list to pass over.")] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_RELATIONS, description="How many of each list.")] = 1000,
) -> RelationsModel:
    """Citations and other relations both ways, also among the provisions of the work itself.

    These are read from the wording of the day, else from that of today.
    """
    day = recorded_day_of(as_of)
    view = service.text(key, scope, _languages(language, ui), day)
    found = relations_json(view.work, view.expression, provision, day)
    return RelationsModel.model_validate(relations_page(found, kind or (), offset, limit))


@router.get("/{key:path}", summary="A work with everything that hangs on it")
def work(key: Key, service: ServiceOf, scope: ScopeOf, as_of: DayText = None) -> WorkModel:
    """A work by slug, number, record id or key: identifiers, texts, relations, acts of parties, origins."""
    found, on = service.work(key, scope), day_of(as_of) or service.today()
    return WorkModel.model_validate(work_json(found, service.status(found, on), on))


def _languages(language: str | None, ui: str) -> tuple[str, ...]:
    return (language, ui) if language else (ui,)
