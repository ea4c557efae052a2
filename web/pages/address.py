"""Stable addresses: a wording as of a day, in any form; and the same by Akoma Ntoso's and ELI's namings.

`/works/06-2021-tt-bdn/vie@2021-11-15/~art_9.bib`: the work, the language and day, the provision, the form.
Without an ending, Accept tells the form. Another spelling of an address leads for good to the one that is
printed; what leads nowhere is a page that says so, or problem+json for a programme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.errors import CorpusError, InvalidIdentifier, NotFound
from corpus.identifiers import ExpressionUri, ProvisionUri, Uri, WorkUri, bcp47, parse_iri, parse_uri
from corpus.store.views import StoredWork
from search_api.choosing import expressions_in
from search_api.form import ENDINGS, MEDIA_TYPES, Form
from search_api.http.answers import provision_answer, text_answer
from search_api.http.context import address_of
from search_api.http.formats import form_response, wanted
from search_api.http.problems import problem
from search_api.render.shown import path_of
from search_api.showing import shown_of
from web.pages.reader import read, reader_page
from web.site import Site, Visitor, visitor_of
from web.urls import with_params
from web.views.wordings import ReaderState

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_WORDED = r"/[a-z]{2,3}(?:-[A-Za-z0-9]+)*(?:@[0-9-]+)?"
_EID = r"/~[^/]+"
_ENDING = "(?:" + "|".join(map(re.escape, ENDINGS)) + ")"
_WORK_AND_LANGUAGE = re.compile(rf"{_SLUG}/[a-z]{{2,3}}")
"""May be the number of a work too, printed in small letters: `12a/nd`."""
_ELSEWHERE = re.compile(
    r"(?P<work>/.+?)(?:/(?P<language>[a-z]{3})(?:[@:](?P<day>\d{4}-\d\d-\d\d)?)?)?"
    r"(?:/?!main)?(?:/?~(?P<eid>[^/]+))?"
)
"""An address of Akoma Ntoso that somebody else gave, up to where it stops naming the work."""
FOR_GOOD, FOR_NOW = 301, 302


class _AddressConvertor(Convertor[str]):
    """What stands behind `/works/` in an address that names more than a work."""

    regex = rf"{_SLUG}(?:{_WORDED}(?:{_EID})?{_ENDING}?|{_EID}{_ENDING}?|{_ENDING})"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("stable_address", _AddressConvertor())


@dataclass(frozen=True, slots=True)
class Address:
    """What an address says: the work, and as far as it tells them, language, day, provision and form."""

    slug: str
    language: str = ""
    day: date | None = None
    eid: str = ""
    ending: str = ""

    @classmethod
    def read(cls, text: str) -> Address:
        """Read what stands behind `/works/`. Raises InvalidIdentifier."""
        ending = next((each for each in ENDINGS if text.endswith(each)), "")
        return cls.of(parse_uri(f"/works/{text.removesuffix(ending)}"), ending)

    @classmethod
    def of(cls, uri: Uri, ending: str = "") -> Address:
        """The address of a URI."""
        eid = uri.eid if isinstance(uri, ProvisionUri) else ""
        of = uri.of if isinstance(uri, ProvisionUri) else uri
        if isinstance(of, WorkUri):
            return cls(of.slug, eid=eid, ending=ending)
        return cls(of.work.slug, of.language, of.version, eid, ending)

    @property
    def form(self) -> Form | None:
        """The form that the ending names."""
        return ENDINGS.get(self.ending)

    def __str__(self) -> str:
        """The address as it is printed: a path."""
        work = WorkUri(self.slug)
        of = ExpressionUri(work, self.language, self.day) if self.language else work
        return path_of(of, self.eid) + self.ending


def address_page(request: Request, site: Site, address: str) -> Response:
    """A wording, or a provision of it, in the form that the address or Accept asks for."""
    form = None
    try:
        asked = Address.read(address)
        form = wanted(asked.form, request.headers.get("accept", ""), Form.HTML)
        return _answer(request, site, asked, form)
    except CorpusError as error:
        if form not in (None, Form.HTML):
            return problem(request, error.code, error.params)
        if isinstance(error, NotFound) and _WORK_AND_LANGUAGE.fullmatch(address):
            return reader_page(request, site, address)
        if form is Form.HTML or isinstance(error, InvalidIdentifier):
            raise
        return problem(request, error.code, error.params)


def named_page(request: Request, site: Site, iri: str) -> Response:
    """An address of Akoma Ntoso's or ELI's naming: ours, or one that a work was given elsewhere."""
    naming = request.scope["path"].split("/")[1]
    ending = next((each for each in ENDINGS if iri.endswith(each)), "")
    path = f"/{naming}/{iri.removesuffix(ending)}"
    try:
        return _moved(request, str(Address.of(parse_iri(path), ending)), FOR_GOOD)
    except InvalidIdentifier:
        work, language, day, eid = _given_elsewhere(path)
        slug = site.service.work(work, visitor_of(request, site).scope).work.slug
        return _moved(request, str(Address(slug, language, day, eid, ending)), FOR_NOW)


def _given_elsewhere(path: str) -> tuple[str, str, date | None, str]:
    """The work that an address given by somebody else names, with its language, day and provision."""
    match = _ELSEWHERE.fullmatch(path)
    assert match is not None  # every part but the first may be missing
    language = bcp47(match["language"]) if match["language"] else ""
    try:
        day = date.fromisoformat(match["day"]) if match["day"] else None
    except ValueError as error:
        raise InvalidIdentifier(f"not a date: {match['day']!r}", value=match["day"]) from error
    return match["work"], language, day, match["eid"] or ""


def _answer(request: Request, site: Site, asked: Address, form: Form) -> Response:
    visitor = visitor_of(request, site)
    stored = site.service.work(asked.slug, visitor.scope)
    own = replace(asked, slug=stored.work.slug)
    if unquote(str(own)) != request.scope["path"]:
        return _moved(request, str(own), FOR_GOOD)
    languages = (asked.language,) if asked.language else (visitor.language,)
    view = site.service.text(own.slug, visitor.scope, languages, asked.day)
    if asked.language and not expressions_in(stored, asked.language):
        raise NotFound(f"{own.slug} has no text in {asked.language}", key=str(own), near=(own.slug,))
    shown = shown_of(site.service, view, eid=asked.eid, address=address_of(request))
    if form is Form.HTML:
        return _page(request, site, visitor, stored, own)
    if asked.day and view.expression.expression.valid.covers(asked.day) is False:
        raise NotFound(f"no wording of {own.slug} held on {asked.day}", key=str(own), near=(own.slug,))
    return (
        _json(site, visitor, own, languages) if form is Form.JSON else form_response(form, shown, site.today)
    )


def _page(request: Request, site: Site, visitor: Visitor, stored: StoredWork, asked: Address) -> Response:
    """The reader; a provision is opened on the page of its text, at its place."""
    if asked.eid:
        whole, eid = str(replace(asked, eid="", ending="")), quote(asked.eid, safe="")
        kept = [each for each in request.query_params.multi_items() if each[0] != "at"]
        return RedirectResponse(f"{with_params(whole, [*kept, ('at', asked.eid)])}#{eid}", FOR_NOW)
    state = ReaderState.read(asked.slug, request.query_params)
    if asked.language:
        day = asked.day.isoformat() if asked.day else ""
        state = replace(state, language=asked.language, as_of=day, bad_date="")
    response = read(request, site, visitor, stored, state)
    response.headers["Vary"] += ", Accept"
    bare = str(replace(asked, ending=""))
    forms = {of: ending for ending, of in reversed(list(ENDINGS.items())) if of is not Form.HTML}
    response.headers["Link"] = ", ".join(
        f'<{bare}{ending}>; rel="alternate"; type="{MEDIA_TYPES[of]}"' for of, ending in forms.items()
    )
    return response


def _json(site: Site, visitor: Visitor, asked: Address, languages: tuple[str, ...]) -> Response:
    """The answer of the API."""
    service, of = site.service, (visitor.scope, languages, asked.day)
    answer = (
        provision_answer(service.provision(asked.slug, asked.eid, *of))
        if asked.eid
        else text_answer(service.text(asked.slug, *of))
    )
    return Response(answer.model_dump_json(), media_type=MEDIA_TYPES[Form.JSON], headers={"Vary": "Accept"})


def _moved(request: Request, path: str, status: int) -> Response:
    """To another address, with the parameters of this one."""
    return RedirectResponse(with_params(path, request.query_params.multi_items()), status)


ADDRESSES = {
    "/works/{address:stable_address}": address_page,
    "/akn/{iri:path}": named_page,
    "/eli/{iri:path}": named_page,
}
"""The pages of stable addresses; they come before those of works, whose keys may hold slashes."""
