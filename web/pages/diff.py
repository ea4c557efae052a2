"""Two wordings of a work side by side, or one in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from corpus.errors import NotFound
from corpus.language.directions import direction
from corpus.model import Making
from corpus.store.views import StoredExpression, StoredWork
from search_api.choosing import choose_expression
from search_api.comparing import Diff, Side, diff, moment, text_language
from web.languages import own_name
from web.site import Site, Visitor, render, visitor_of
from web.urls import diff_url, work_url
from web.views.acts import acts, finder
from web.views.comparison import Comparison, comparison
from web.views.moments import day_of, described, moments, ordered, value_of
from web.views.rows import Sides, Tree
from web.views.tools import Tool, tools
from web.views.truth import truth
from web.wording import Wording

VIEWS = ("side", "inline")
"""How the two wordings are shown; each has the message `diff.NAME`."""


@dataclass(frozen=True, slots=True)
class State:
    """What was asked, as the address says it."""

    slug: str
    language: str = ""
    before: str = ""
    after: str = ""
    view: str = "side"
    marks: bool = False
    page: int = 1

    @classmethod
    def read(cls, slug: str, params: QueryParams) -> State:
        """The state that an address tells; what cannot be read counts as not said."""
        view, page = params.get("view", ""), params.get("page", "")
        return cls(
            slug=slug,
            language=params.get("language", ""),
            before=params.get("from", ""),
            after=params.get("to", ""),
            view=view if view in VIEWS else VIEWS[0],
            marks=params.get("marks") == "1",
            page=int(page) if page.isdecimal() and len(page) < 6 else 1,
        )

    def but(self, **changed: object) -> str:
        """The address with something changed; a new choice begins with the first page."""
        other = replace(self, **({"page": 1} | changed))  # type: ignore[arg-type]
        params = [
            ("language", other.language),
            ("from", other.before),
            ("to", other.after),
            ("view", other.view if other.view != VIEWS[0] else ""),
            ("marks", "1" if other.marks else ""),
            ("page", str(other.page) if other.page > 1 else ""),
        ]
        return diff_url(other.slug, params=params)


@dataclass(frozen=True, slots=True)
class Head:
    """One of the two wordings: when it held, its page in the reader, and what is doubtful about it."""

    text: str
    url: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """A language to compare in."""

    language: str
    name: str
    url: str
    current: bool


def diff_page(request: Request, site: Site, key: str) -> Response:
    """`/works/{key}/diff?from=&to=&language=&view=&marks=&page=`.

    `from` and `to` are days, or wordings by number; not given: the wording of today and the one before.
    """
    visitor = visitor_of(request, site)
    wording = Wording(visitor.t)
    stored = site.service.work(key, visitor.scope)
    state = State.read(stored.work.slug, request.query_params)
    language = text_language(stored, [each for each in (state.language, visitor.language) if each])
    state = replace(state, language=language)
    own = ordered(stored, language)
    found = _diff(stored, own, state, site)
    if found is not None:
        state = replace(state, before=_value(found.before, own), after=_value(found.after, own))
    status = site.service.status(stored, site.today)
    shown = choose_expression(stored, (language,), site.today)
    made = _comparison(found, state, site, visitor) if found else None
    return render(
        request,
        site,
        visitor,
        "diff.html",
        truth=truth(stored, shown, status, site.today, wording),
        tools=tools(stored, language, Tool.DIFF, wording),
        text_language=language,
        text_direction=direction(language),
        tabs=_tabs(stored, state),
        state=state,
        wordings=len(own),
        before=_head(found.before, stored, wording) if found else None,
        after=_head(found.after, stored, wording) if found else None,
        earlier=moments(own, found.before.expression.id if found else 0, wording),
        later=moments(own, found.after.expression.id if found else 0, wording),
        missing=found is None and len(own) > 1,
        same=found is not None and found.before.expression.id == found.after.expression.id,
        by=acts(found.changers_of_whole(), finder(site, visitor), wording) if found else (),
        views=tuple((name, state.but(view=name), name == state.view) for name in VIEWS),
        marks_url=state.but(marks=not state.marks),
        made=made,
        entry_url=lambda entry: _entry_url(state, made, entry.page, entry.anchor),
        page_url=lambda number: state.but(page=number),
    )


def _diff(stored: StoredWork, own: Sequence[StoredExpression], state: State, site: Site) -> Diff | None:
    """What was asked for; None where there is nothing to compare, or no wording on one of the days."""
    if len(own) < 2:
        return None
    shown = choose_expression(stored, (state.language,), site.today)
    place = max(next((at for at, each in enumerate(own) if each.id == shown.id), 1), 1)
    before, after = state.before or value_of(own[place - 1], own), state.after or value_of(own[place], own)
    try:
        return diff(stored, state.language, moment(before), moment(after))
    except NotFound:
        return None


def _comparison(found: Diff, state: State, site: Site, visitor: Visitor) -> Comparison:
    wording = Wording(visitor.t)
    sides = Sides(
        Tree(found.before.expression.provisions),
        Tree(found.after.expression.provisions),
        lambda eid: _reader(found, found.before, eid),
        lambda eid: _reader(found, found.after, eid),
        found.language,
        wording,
        state.marks,
    )
    return comparison(found, sides, finder(site, visitor), state.page)


def _value(side: Side, own: Sequence[StoredExpression]) -> str:
    return side.day.isoformat() if side.day else value_of(side.expression, own)


def _reader(found: Diff, side: Side, eid: str) -> str:
    as_of = side.day.isoformat() if side.day else day_of(side.expression)
    return work_url(found.work.work.slug, eid, params=[("language", found.language), ("as_of", as_of)])


def _head(side: Side, stored: StoredWork, wording: Wording) -> Head:
    language = side.expression.expression.language
    as_of = side.day.isoformat() if side.day else day_of(side.expression)
    url = work_url(stored.work.slug, params=[("language", language), ("as_of", as_of)])
    return Head(described(side.expression, wording), url, tuple(_doubts(side, wording)))


def _doubts(side: Side, wording: Wording) -> Iterator[str]:
    if side.day is not None and not side.certain:
        yield wording.t("diff.uncertain", day=wording.day(side.day))
    if side.expression.expression.making is Making.CONSOLIDATED_SYSTEM:
        yield wording.t("banner.consolidated_system")


def _entry_url(state: State, made: Comparison | None, page: int, anchor: str) -> str:
    here = made is not None and made.page == page
    return f"#{anchor}" if here else f"{state.but(page=page)}#{anchor}"


def _tabs(stored: StoredWork, state: State) -> tuple[Tab, ...]:
    """The languages in which there are wordings to compare, and the one shown."""
    languages = dict.fromkeys(each.expression.language for each in stored.expressions)
    several = [tag for tag in languages if len(ordered(stored, tag)) > 1 or tag == state.language]
    return tuple(
        Tab(tag, own_name(tag), state.but(language=tag, before="", after=""), tag == state.language)
        for tag in several
    )
