"""What a search page was asked, as its address says it: read leniently, written in one way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from starlette.datastructures import QueryParams

from corpus.errors import InvalidIdentifier
from corpus.model import LegalDate, Scope
from search_api.engine.port import FACET_FIELDS
from search_api.results import AsOf, Mode, SearchRequest
from web.urls import with_params

PAGE_SIZE = 10
LAST_PAGE = 100
"""Beyond a thousand hits nobody reads on; a narrower question is the way."""

FILTER_FIELDS = (*FACET_FIELDS, "work")


@dataclass(frozen=True, slots=True)
class SearchState:
    """A question, its filters (any of the values of each field), the day, the way and the page."""

    query: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    as_of: date | AsOf | None = None
    mode: Mode = Mode.HYBRID
    page: int = 1
    bad_date: str = ""
    """What was typed for a day and is none; the page says so instead of guessing."""

    @classmethod
    def read(cls, params: QueryParams) -> Self:
        """The state that an address tells."""
        as_of, bad = read_day(params.get("as_of", ""))
        mode = params.get("mode", "")
        given = {name: tuple(v for v in params.getlist(name) if v) for name in FILTER_FIELDS}
        page = params.get("page", "1")
        return cls(
            query=params.get("q", "").strip(),
            filters={name: values for name, values in given.items() if values},
            as_of=as_of,
            mode=Mode(mode) if mode in tuple(Mode) else Mode.HYBRID,
            page=min(max(int(page), 1), LAST_PAGE) if page.isdecimal() else 1,
            bad_date=bad,
        )

    def seen(self, today: date) -> Self:
        """The same on this day: a form that sends today's date asks for today's law, whenever that is."""
        return replace(self, as_of=None) if self.as_of == today else self

    @property
    def asked(self) -> bool:
        """Whether there is anything to search for."""
        return bool(self.query or self.filters)

    def params(self) -> list[tuple[str, str]]:
        """The address of this state, without what is default."""
        return [
            ("q", self.query),
            *((name, value) for name, values in self.filters.items() for value in values),
            ("as_of", self.as_of.isoformat() if isinstance(self.as_of, date) else self.as_of or ""),
            ("mode", "" if self.mode is Mode.HYBRID else self.mode),
            ("page", "" if self.page == 1 else str(self.page)),
        ]

    def url(self) -> str:
        """The search page in this state."""
        return with_params("/search", self.params())

    def at_page(self, page: int) -> Self:
        """Another page of the same."""
        return replace(self, page=page)

    def asking(self, query: str) -> Self:
        """Another question under the same conditions."""
        return replace(self, query=query, page=1)

    def on(self, day: date | AsOf | None) -> Self:
        """The same as of another day."""
        return replace(self, as_of=day, page=1)

    def by(self, mode: Mode) -> Self:
        """The same found in another way."""
        return replace(self, mode=mode, page=1)

    def only(self, name: str, value: str) -> Self:
        """With one more accepted value."""
        values = (*(v for v in self.filters.get(name, ()) if v != value), value)
        return replace(self, filters={**self.filters, name: values}, page=1)

    def without(self, name: str, value: str | None = None) -> Self:
        """Without a value of a field, or without the field."""
        left = tuple(v for v in self.filters.get(name, ()) if value is not None and v != value)
        rest = {key: values for key, values in self.filters.items() if key != name}
        return replace(self, filters={**rest, **({name: left} if left else {})}, page=1)

    def unfiltered(self) -> Self:
        """Without any filter."""
        return replace(self, filters={}, page=1)

    def request(
        self, language: str, scope: Scope, *, limit: int = PAGE_SIZE, offset: int | None = None
    ) -> SearchRequest:
        """What to ask the service."""
        start = (self.page - 1) * PAGE_SIZE if offset is None else offset
        return SearchRequest(
            query=self.query,
            as_of=self.as_of,
            language=language,
            filters=self.filters,
            mode=self.mode,
            limit=limit,
            offset=start,
            scope=scope,
        )


def read_day(text: str) -> tuple[date | AsOf | None, str]:
    """A day typed into an address: (day, `any` or nothing, the text where it is no day)."""
    text = text.strip()
    if not text or text == "today":
        return None, ""
    if text == AsOf.ANY:
        return AsOf.ANY, ""
    try:
        parsed = LegalDate.parse(text)
    except InvalidIdentifier:
        return None, text
    return (parsed.day, "") if parsed.day else (None, text)
