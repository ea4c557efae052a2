"""The language versions and wordings of a work, and the addresses of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from starlette.datastructures import QueryParams

from corpus.store.views import StoredExpression, StoredWork
from search_api.results import AsOf
from web.languages import own_name
from web.urls import work_url
from web.views.search_state import read_day
from web.wording import Wording


@dataclass(frozen=True, slots=True)
class ReaderState:
    """What the reader was asked, as its address says it."""

    slug: str
    language: str = ""
    as_of: str = ""
    beside: str = ""
    part: str = ""
    at: str = ""
    came_from: str = ""
    """The search it was opened from, as the query string of the search page."""
    hit: str = ""
    """The place of the hit in that search, from 1."""
    bad_date: str = ""

    @classmethod
    def read(cls, slug: str, params: QueryParams) -> ReaderState:
        """The state that an address tells; what cannot be read counts as not said."""
        day, bad = read_day(params.get("as_of", ""))
        return cls(
            slug=slug,
            language=params.get("language", ""),
            as_of=day.isoformat() if isinstance(day, date) else day or "",
            beside=params.get("with", ""),
            part=params.get("part", ""),
            at=params.get("at", ""),
            came_from=params.get("from", ""),
            hit=params.get("hit", ""),
            bad_date=bad,
        )

    def day(self, today: date) -> date:
        """The day of the law shown; `any` shows today's."""
        return today if self.as_of in ("", AsOf.ANY) else date.fromisoformat(self.as_of)

    def params(self) -> list[tuple[str, str]]:
        """The parameters of this state, the provision aside."""
        return [
            ("language", self.language),
            ("as_of", self.as_of),
            ("with", self.beside),
            ("part", self.part),
            ("from", self.came_from),
            ("hit", self.hit),
        ]

    def url(self, eid: str = "") -> str:
        """The address of this state at a provision."""
        return work_url(self.slug, eid, params=self.params())

    def but(self, **changed: str) -> str:
        """The address with something changed, at the same provision."""
        other = replace(self, **changed)
        return other.url(other.at)


@dataclass(frozen=True, slots=True)
class LanguageTab:
    """A language to read in."""

    language: str
    name: str
    authority: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One wording in the language shown."""

    text: str
    note: str
    url: str
    current: bool


def languages_of(stored: StoredWork) -> tuple[str, ...]:
    """The languages of a work, in the order of the store."""
    return tuple(dict.fromkeys(each.expression.language for each in stored.expressions))


def tabs(stored: StoredWork, current: str, state: ReaderState, wording: Wording) -> tuple[LanguageTab, ...]:
    """One tab a language; side by side with itself makes no sense and is dropped."""
    authorities = {each.expression.language: each.expression.authority for each in stored.expressions}
    return tuple(
        LanguageTab(
            language,
            own_name(language) if language != "und" else wording.t("date.unknown"),
            wording.code("authority", authorities[language]),
            state.but(language=language, beside="" if language == state.beside else state.beside, part=""),
            language == current,
        )
        for language in languages_of(stored)
    )


def beside_tabs(
    stored: StoredWork, current: str, state: ReaderState, wording: Wording
) -> tuple[LanguageTab, ...]:
    """The languages that can stand beside the one shown."""
    return tuple(
        replace(tab, url=state.but(beside=tab.language), current=tab.language == state.beside)
        for tab in tabs(stored, current, state, wording)
        if tab.language != current
    )


def wordings(stored: StoredWork, language: str) -> tuple[StoredExpression, ...]:
    """The wordings in one language, oldest first; those whose beginning is unknown before all."""
    own = [each for each in stored.expressions if each.expression.language == language]
    return tuple(sorted(own, key=_begins))


def versions(
    shown: StoredExpression, all_wordings: tuple[StoredExpression, ...], state: ReaderState, wording: Wording
) -> tuple[Version, ...]:
    """The wordings to go to, each by a day on which it held."""
    return tuple(_versions(shown, all_wordings, state, wording))


def _versions(
    shown: StoredExpression, all_wordings: tuple[StoredExpression, ...], state: ReaderState, wording: Wording
) -> Iterator[Version]:
    for each in all_wordings:
        expression = each.expression
        start = expression.valid.start.at
        note = " ".join(
            part for part in (expression.number, wording.code("making", expression.making)) if part
        )
        day = start.latest.isoformat() if start else ""
        yield Version(
            wording.interval(expression.valid), note, state.but(as_of=day, part=""), each.id == shown.id
        )


def _begins(each: StoredExpression) -> date:
    at = each.expression.valid.start.at
    return at.earliest if at else date.min
