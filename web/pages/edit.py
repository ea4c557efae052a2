"""Setting a value of a work: it stands whatever is read later, and what was read stays beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.dates import format_datetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.errors import InvalidIdentifier
from corpus.model import IdentifierScheme, WorkKind
from corpus.store.views import Edit, StoredWork
from web.curating import demand_own_form, keep_token, may_change, token_of
from web.languages import UI_LANGUAGES, locale_of
from web.pages.doubts import LONGEST, WHO, remembering, who_of
from web.site import Site, render, visitor_of
from web.urls import about_work_url, edit_url, work_url
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class FieldOption:
    """A field that can be set."""

    code: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a person set."""

    field: str
    name: str
    value: str
    who: str
    when: str
    reason: str


def edit_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/edit`."""
    return _page(request, site, key, {}, "")


def set_value(request: Request, site: Site, form: Mapping[str, str], key: str) -> Response:
    """`POST /works/{key}/edit`: `field`, `values` (one a line), `who`, `reason`; `take_back`: none.

    Raises NotAllowed and NotFound; a value that cannot be is shown again, with what is wrong.
    """
    demand_own_form(request, form, site.curation)
    visitor = visitor_of(request, site)
    field = form.get("field", "")
    values = [line.strip()[:LONGEST] for line in form.get("values", "").splitlines() if line.strip()]
    if form.get("action") == "take_back":
        values = []
    elif not values:
        return _page(request, site, key, form, visitor.t("edit.no_value"))
    try:
        site.service.store.set_value(
            key, field, values, visitor.scope, who=who_of(form), reason=form.get("reason", "")[:LONGEST]
        )
    except InvalidIdentifier as error:
        value = str(error.params.get("value", ""))
        return _page(request, site, key, form, visitor.t("edit.refused", value=value))
    slug = site.service.work(key, visitor.scope).work.slug
    return remembering(form, RedirectResponse(edit_url(slug), 303))


def _page(request: Request, site: Site, key: str, form: Mapping[str, str], fault: str) -> Response:
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    stored = site.service.work(key, visitor.scope)
    token = token_of(request)
    asked = form.get("field", "") or request.query_params.get("field", "")
    response = render(
        request,
        site,
        visitor,
        "edit.html",
        status=400 if fault else 200,
        title=site.shelf.catalogue(visitor.scope).title_of(stored.work.slug, visitor.language),
        back=work_url(stored.work.slug),
        about_url=about_work_url(stored.work.slug),
        action=edit_url(stored.work.slug),
        fields=tuple(_fields(stored, asked, wording)),
        kinds=tuple((kind.value, wording.code("kind", kind)) for kind in WorkKind),
        kind=stored.work.kind.value,
        values="" if asked == "kind" else form.get("values", ""),
        reason=form.get("reason", ""),
        said=tuple(_said(each, wording) for each in site.service.store.edits(key, visitor.scope)),
        fault=fault,
        may_change=may_change(request, site.curation),
        token=token,
        who=form.get(WHO, "") or request.cookies.get(WHO, ""),
    )
    return keep_token(request, response, token)


def _fields(stored: StoredWork, asked: str, wording: Wording) -> Iterator[FieldOption]:
    """The fields that can be set as text; the kind is chosen apart."""
    languages = dict.fromkeys((*UI_LANGUAGES, *stored.work.titles))
    codes = (
        *(f"title.{language}" for language in languages),
        "date.adopted",
        "date.in_force",
        "issuer",
        "party",
        *(f"identifier.{scheme}" for scheme in IdentifierScheme),
    )
    for code in codes:
        yield FieldOption(code, wording.asserted(code, "")[0], code == asked)


def _said(each: Edit, wording: Wording) -> Said:
    name, value = wording.asserted(each.field, each.value)
    when = str(format_datetime(each.recorded, "medium", locale=locale_of(wording.t.language)))
    return Said(each.field, name, value, each.who, when, each.reason)
