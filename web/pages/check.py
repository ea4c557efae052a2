"""The draft check: a draft is sent, the report is read and taken away; the server keeps neither."""

from __future__ import annotations

from datetime import date

from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import CorpusError
from search_api.findings import FindingKind, Findings
from search_api.http.findings import MEDIA, ReportForm, report_response
from search_api.http.messages import sentence
from search_api.http.messages.findings import FindingWords
from search_api.http.problems import STATUS
from search_api.http.uploads import InvalidUpload, Upload
from web.curating import demand_token, keep_token, token_of
from web.languages import UI_LANGUAGES
from web.site import Site, Visitor, render, visitor_of
from web.views.findings import groups
from web.views.search_state import read_day
from web.wording import Wording

_REPORT = TypeAdapter(Findings)
"""How a report travels with its page, so that a download needs no draft and no memory of it."""
_DEFAULT: ReportForm = "docx"


def check_page(request: Request, site: Site) -> Response:
    """`/check`: the form."""
    return _page(request, site, Upload(), None, "")


def check_draft(request: Request, site: Site, upload: Upload) -> Response:
    """`POST /check`: `file`, `as_of`, `language`. Raises NotAllowed for a form that is not ours."""
    demand_token(request, upload.fields)
    visitor = visitor_of(request, site)
    day, bad = read_day(upload.fields.get("as_of", ""))
    language = upload.fields.get("language", "")
    try:
        if not upload.data:
            raise InvalidUpload("no file was chosen")
        found = None
        if not bad:
            found = site.service.checks.check(
                upload.data,
                upload.name,
                visitor.scope,
                as_of=day if isinstance(day, date) else None,
                language=language if language in UI_LANGUAGES else None,
            )
    except CorpusError as error:
        return refused(request, site, error, upload)
    return _page(request, site, upload, found, "")


def take_report(request: Request, site: Site, upload: Upload) -> Response:
    """`POST /check/report`: `report` as the page got it, `format`. What is made of it is not kept either."""
    demand_token(request, upload.fields)
    visitor = visitor_of(request, site)
    asked: ReportForm = next((each for each in MEDIA if each == upload.fields.get("format")), _DEFAULT)
    try:
        found = _REPORT.validate_json(upload.fields.get("report", ""))
    except ValidationError:
        return refused(request, site, InvalidUpload("this is no report"), upload)
    address = str(request.base_url).rstrip("/")
    return report_response(found, asked, visitor.language, "check", address, saved=True)


def refused(request: Request, site: Site, error: CorpusError, upload: Upload | None = None) -> Response:
    """The form again, with why nothing came of the draft."""
    visitor = visitor_of(request, site)
    code = error.code if error.code in STATUS else "check_failed"
    params = {"seconds": 30, **error.params}
    told = [sentence(visitor.language, section, code, params) for section in ("title", "detail")]
    fault = ". ".join(part.rstrip(".") for part in told if part)
    return _page(request, site, upload or Upload(), None, f"{fault}.", STATUS[code])


def _page(
    request: Request, site: Site, upload: Upload, found: Findings | None, fault: str, status: int = 200
) -> Response:
    visitor = visitor_of(request, site)
    token = token_of(request)
    _, bad = read_day(upload.fields.get("as_of", ""))
    response = render(
        request,
        site,
        visitor,
        "check.html",
        status=status,
        token=token,
        fault=fault,
        megabytes=site.service.checks.most >> 20,
        languages=[(tag, Wording(visitor.t).language(tag)) for tag in UI_LANGUAGES],
        language=upload.fields.get("language", ""),
        day="" if bad else upload.fields.get("as_of", ""),
        bad_date=bad,
        downloads=tuple(MEDIA),
        **_report(found, visitor),
    )
    response.headers["Cache-Control"] = "no-store"
    return keep_token(request, response, token)


def _report(found: Findings | None, visitor: Visitor) -> dict[str, object]:
    """What the page shows of a report."""
    words = FindingWords(visitor.language)
    if found is None:
        return {"found": None, "groups": (), "unjudged": (), "told": ()}
    as_of = found.on.isoformat()
    told = groups(found.told, words, as_of)
    return {
        "found": found,
        "tally": visitor.t.count("review.tally", len(found.findings)),
        "as_of": words.report("as_of", day=words.day(found.on)),
        "report": _REPORT.dump_json(found).decode(),
        "groups": groups(found.findings, words, as_of),
        "unjudged": [(words.unjudged(why), number) for why, number in found.unjudged.items()],
        "resolved": words.kind(FindingKind.RESOLVED),
        "told": tuple(line for group in told for line in group.lines),
    }
