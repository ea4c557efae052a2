"""What is doubtful in the base, the gravest first, and marking a doubt as looked at."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_datetime
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from corpus.doubts import Doubt, Severity
from corpus.errors import NotFound
from search_api.http.messages import sentence
from web.curating import demand_own_form, keep_token, may_change, token_of
from web.languages import locale_of
from web.messages import Messages
from web.site import Site, render, visitor_of
from web.urls import edit_url, file_url, page_url, with_params, work_url
from web.views.truth import is_drawable

PAGE_SIZE = 40
WHO = "who"
"""The cookie that spares a person to type his name again."""
LONGEST = 2000
"""Characters of a note or a name that are kept."""


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A doubt in words, with the addresses of its evidence."""

    key: str
    severity: str
    title: str
    reason: str
    remedy: str
    command: str
    work: str
    work_url: str
    edit_url: str
    file: str
    file_url: str
    page: int | None
    page_url: str
    seen: str
    note: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A severity to choose, with how many doubts it has."""

    code: str
    count: str
    url: str
    chosen: bool


def doubts_page(request: Request, site: Site) -> Response:
    """`/doubts?severity=&work=&seen=1&page=`."""
    visitor = visitor_of(request, site)
    params = request.query_params
    severity, work, seen = params.get("severity", ""), params.get("work", ""), params.get("seen", "")
    found = [each for each in site.doubts.of(visitor.scope) if work in ("", each.work)]
    open_ones = [each for each in found if (each.mark is not None) == bool(seen)]
    listed = [each for each in open_ones if severity in ("", each.severity)]
    last = max(-(-len(listed) // PAGE_SIZE), 1)
    asked = params.get("page", "1")
    page = min(max(int(asked), 1), last) if asked.isdecimal() else 1

    def address(**changed: str) -> str:
        return with_params("/doubts", {"severity": severity, "work": work, "seen": seen, **changed}.items())

    titles = site.shelf.catalogue(visitor.scope)
    token = token_of(request)
    counts = Counter(each.severity.value for each in open_ones)
    response = render(
        request,
        site,
        visitor,
        "doubts.html",
        doubts=tuple(
            _view(each, titles.title_of(each.work, visitor.language), visitor.t)
            for each in listed[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
        ),
        choices=tuple(
            Choice(each, visitor.t.number(counts[each]), address(severity=each), each == severity)
            for each in Severity
        ),
        all_url=address(severity="") if severity else "",
        seen=bool(seen),
        other_url=address(seen="" if seen else "1"),
        other_count=visitor.t.number(len(found) - len(open_ones)),
        tally=visitor.t.count("doubts.tally", len(listed)),
        may_change=may_change(request, site.curation),
        token=token,
        who=request.cookies.get(WHO, ""),
        back=address(page=str(page) if page > 1 else ""),
        page=page,
        previous=address(page=str(page - 1)) if page > 1 else "",
        next=address(page=str(page + 1)) if page < last else "",
    )
    return keep_token(request, response, token)


def mark_doubt(request: Request, site: Site, form: Mapping[str, str]) -> Response:
    """`POST /doubts`: `key`, `action` (seen, reopen), `who`, `note`. Raises NotAllowed, NotFound."""
    demand_own_form(request, form, site.curation)
    visitor = visitor_of(request, site)
    store, key = site.service.store, form.get("key", "")
    if all(doubt.key != key for doubt in site.doubts.of(visitor.scope)):
        raise NotFound(f"no doubt {key!r}", key=key, near=())
    if form.get("action") == "reopen":
        store.unmark_doubt(key)
    else:
        store.mark_doubt(key, note=form.get("note", "")[:LONGEST], who=who_of(form))
    back = form.get("back", "")
    return remembering(form, RedirectResponse(back if back.startswith("/doubts") else "/doubts", 303))


def who_of(form: Mapping[str, str]) -> str:
    """The name given; the principal where none is."""
    return form.get(WHO, "").strip()[:LONGEST] or "local"


def remembering(form: Mapping[str, str], response: Response) -> Response:
    """The answer, with the name kept for the next form."""
    name = form.get(WHO, "").strip()
    if name.isascii() and name:  # a cookie holds no other letters
        response.set_cookie(WHO, name[:200], httponly=True, samesite="strict")
    return response


def _view(doubt: Doubt, title: str, t: Messages) -> DoubtView:
    mark, drawn = doubt.mark, is_drawable(doubt.path) and bool(doubt.sha256)
    command = f"treatybase ingest {shlex.quote(doubt.path)}"
    remedy = sentence(t.language, "remedy", doubt.remedy, {"command": "\0"}) or ""
    when = format_datetime(mark.recorded, "medium", locale=locale_of(t.language)) if mark else ""
    params = [("language", doubt.language)]
    return DoubtView(
        key=doubt.key,
        severity=doubt.severity,
        title=sentence(t.language, "doubt", doubt.code, doubt.params) or doubt.code,
        reason=doubt.reason,
        remedy=remedy.replace("\0", ""),
        command=command if "\0" in remedy else "",
        work=title if doubt.work else "",
        work_url=work_url(doubt.work, doubt.eid, params=params) if doubt.work else "",
        edit_url=edit_url(doubt.work) if doubt.work else "",
        file=doubt.path,
        file_url=file_url(doubt.sha256) if doubt.sha256 else "",
        page=doubt.page,
        page_url=page_url(doubt.sha256, doubt.page, work=doubt.work, language=doubt.language)
        if doubt.page and drawn
        else "",
        seen=t("doubts.seen_by", who=mark.who, when=when) if mark else "",
        note=mark.note if mark else "",
    )
