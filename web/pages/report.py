"""What became of every file: what was read, what was left out and why, and how to try again."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import CorpusError, NotFound
from corpus.model import Notice, Scope
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.suspects import Text
from search_api.http.messages import sentence
from web.languages import own_name
from web.messages import Messages
from web.site import Site, Visitor, render, visitor_of
from web.urls import file_url, original_url, page_image_url, page_url, with_params, work_url
from web.views.truth import is_drawable

PAGE_SIZE = 60
OUTCOMES = (FileOutcome.QUARANTINED, FileOutcome.PARTLY_READ, FileOutcome.READ, FileOutcome.SKIPPED)
"""What needs looking at first."""
MOST_NOTICES = 100
"""Notices of one file that are listed; the command line has them all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A file in the list."""

    path: str
    url: str
    outcome: str
    code: str
    reason: str
    notices: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome to choose, with how many files it has."""

    code: str
    count: str
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read from a file."""

    title: str
    language: str
    url: str
    page_url: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reader said of a file: a sentence for its code, its own words, and which file of an archive."""

    title: str
    reason: str
    path: str


def report_page(request: Request, site: Site) -> Response:
    """`/report?outcome=&code=&page=`."""
    visitor = visitor_of(request, site)
    demand_everything(visitor.scope)
    params = request.query_params
    outcome, asked = params.get("outcome", ""), params.get("page", "1")
    files = list(site.service.store.files())
    counts = Counter(file.outcome.value for file in files)
    listed = [file for file in files if outcome in ("", file.outcome)]
    listed.sort(key=lambda file: OUTCOMES.index(file.outcome))
    last = max(-(-len(listed) // PAGE_SIZE), 1)
    page = min(max(int(asked), 1), last) if asked.isdecimal() else 1

    def address(**changed: str) -> str:
        return with_params("/report", {"outcome": outcome, **changed}.items())

    remarks = _counted(site.service.store.notices(visitor.scope), files)
    shown = listed[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render(
        request,
        site,
        visitor,
        "report.html",
        tally=visitor.t.count("report.tally", len(files)),
        choices=tuple(
            Choice(each, visitor.t.number(counts[each]), address(outcome=each), each == outcome)
            for each in OUTCOMES
        ),
        all_url="/report" if outcome else "",
        lines=tuple(_line(file, remarks[file.path], visitor.t) for file in shown),
        page=page,
        previous=address(page=str(page - 1)) if page > 1 else "",
        next=address(page=str(page + 1)) if page < last else "",
    )


def demand_everything(scope: Scope) -> None:
    """Raise NotFound for who may not see everything: a file is of no collection before it is read."""
    if not scope.everything:
        raise NotFound("no report of files", key="report", near=())


def _counted(notices: Iterable[Notice], files: Iterable[FileRecord]) -> Counter[str]:
    """How many notices there are of each file; those of an archive's members are the archive's."""
    paths = {file.path for file in files}
    counted: Counter[str] = Counter()
    for notice in notices:
        path = notice.path
        while path and path not in paths:
            path = path.rpartition("/")[0]
        counted[path] += 1
    return counted


def _line(file: FileRecord, remarks: int, t: Messages) -> Line:
    return Line(
        path=file.path,
        url=file_url(file.sha256),
        outcome=file.outcome,
        code=file.code,
        reason=file.reason,
        notices=t.count("report.notices", remarks) if remarks else "",
    )


def file_page(request: Request, site: Site, sha256: str) -> Response:
    """`/report/{sha256}?page=`: what became of a file, beside a page of it."""
    visitor = visitor_of(request, site)
    demand_everything(visitor.scope)
    record = site.service.store.file_with(sha256)
    if record is None:
        return _member(request, site, visitor, sha256)
    asked = request.query_params.get("page", "1")
    number = max(int(asked), 1) if asked.isdecimal() else 1
    store = site.service.store
    texts = store.texts_of(record.path, visitor.scope)
    notices = [each for each in store.notices(visitor.scope) if _is_of(each.path, record.path)]
    pages = _pages(site, sha256, visitor.scope)
    drawn = _can_draw(site, sha256, number, record.path, visitor.scope)
    return render(
        request,
        site,
        visitor,
        "report_file.html",
        file=record,
        name=record.path.rpartition("/")[2],
        readings=tuple(_reading(text, site, visitor) for text in texts),
        remarks=tuple(_remark(each, record.path, visitor.t) for each in notices[:MOST_NOTICES]),
        rest=visitor.t.count("sheet.more", len(notices) - MOST_NOTICES)
        if len(notices) > MOST_NOTICES
        else "",
        counts=tuple(
            (name, visitor.t.number(count)) for name, count in record.counts.items() if name in COUNTS
        ),
        command=f"treatybase ingest {shlex.quote(record.path)}",
        image=page_image_url(sha256, number) if drawn else "",
        number=number,
        place=visitor.t("page.place", page=number, of=pages)
        if pages
        else visitor.t("page.place_only", page=number),
        original=original_url(sha256) if pages is not None else "",
        previous=file_url(sha256, number - 1) if number > 1 and drawn else "",
        next=file_url(sha256, number + 1) if drawn and (not pages or number < pages) else "",
    )


COUNTS = ("works", "expressions", "provisions", "relations")
"""What of a file is counted; each has the message `about.NAME`."""


def _member(request: Request, site: Site, visitor: Visitor, sha256: str) -> Response:
    """The file of which this is a member. Raises NotFound."""
    source, _ = site.service.source(sha256, visitor.scope)
    path = source.path
    while path:
        path = path.rpartition("/")[0]
        record = site.service.store.file(path) if path else None
        if record:
            return file_page(request, site, record.sha256)
    raise NotFound(f"no file {sha256}", key=sha256, near=())


def _is_of(path: str, file: str) -> bool:
    return path == file or path.startswith(f"{file}/")


def _pages(site: Site, sha256: str, scope: Scope) -> int | None:
    """How many pages the source has; 0: not known; None: nothing was read from it."""
    try:
        source, _ = site.service.source(sha256, scope)
    except NotFound:
        return None
    return source.pages or 0


def _can_draw(site: Site, sha256: str, number: int, path: str, scope: Scope) -> bool:
    """Whether the page can be seen: it is drawn here, and kept for the browser's next request."""
    if not is_drawable(path):
        return False
    try:
        site.service.page_image(sha256, number, scope)
    except CorpusError:
        return False
    return True


def _reading(text: Text, site: Site, visitor: Visitor) -> Reading:
    drawn = is_drawable(text.path)
    return Reading(
        title=site.shelf.catalogue(visitor.scope).title_of(text.slug, text.language),
        language=own_name(text.language),
        url=work_url(text.slug, params=[("language", text.language)]),
        page_url=page_url(text.sha256, 1, work=text.slug, language=text.language) if drawn else "",
    )


def _remark(notice: Notice, file: str, t: Messages) -> Remark:
    title = sentence(t.language, "doubt", notice.code, {})
    other = sentence(t.language, "doubt", "other", {"cause": notice.code})
    inner = notice.path.removeprefix(file).lstrip("/")
    return Remark(title or other or notice.code, notice.reason, inner)
