"""The line under the search box that says what was understood, each part with a link that takes it away."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from search_api.results import AsOf, Mode, SearchResponse, Understood
from web.views.search_state import SearchState
from web.wording import Wording

LISTED_WORDS = 4
"""So many words are listed one by one, to be dropped; a longer question is shown as it is."""
SYLLABIC = frozenset({"vi"})
"""Languages whose blanks separate syllables: one of them dropped leaves no word."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing understood: its words, and the address without it (empty: it cannot be taken away).

    `instead` tells what comes in its place, where that is not simply nothing.
    """

    text: str
    url: str = ""
    instead: str = ""


def parts(
    response: SearchResponse,
    state: SearchState,
    today: date,
    title_of: Callable[[str], str],
    wording: Wording,
) -> tuple[Part, ...]:
    """What was made of the question, in the order in which a person would say it."""
    understood = response.understood
    return (
        _as_of(understood, state, today, wording),
        *_filters(understood, state, title_of, wording),
        *_reference(response, wording),
        *_terms(understood, state, wording),
        *_legal_terms(understood, wording),
        *_mode(understood, state, wording),
    )


def _as_of(understood: Understood, state: SearchState, today: date, wording: Wording) -> Part:
    if understood.as_of is None:
        today_again = wording.t("understood.back_to_today")
        return Part(wording.t("understood.any_time"), state.on(None).url(), today_again)
    day = wording.day(understood.as_of)
    if understood.as_of == today:
        return Part(wording.t("understood.today", day=day), state.on(AsOf.ANY).url())
    back = state.on(None).url() if state.as_of else ""
    return Part(wording.t("understood.as_of", day=day), back, wording.t("understood.back_to_today"))


def _filters(
    understood: Understood, state: SearchState, title_of: Callable[[str], str], wording: Wording
) -> Iterator[Part]:
    """Filters by the address can be taken away; those typed in the question are words of it."""
    for field, values in understood.filters.items():
        for value in values:
            text = wording.t(
                "understood.filter",
                field=wording.code("facet", field),
                value=title_of(value) if field == "work" else wording.facet_value(field, value),
            )
            given = value in state.filters.get(field, ())
            yield Part(text, state.without(field, value).url() if given else "")


def _reference(response: SearchResponse, wording: Wording) -> Iterator[Part]:
    """What the question names, called as the hit that it leads to; a number that leads nowhere is a word."""
    slug, _, eid = (response.understood.reference or "").partition("#")
    for hit in response.hits:
        if slug and hit.work_slug == slug and (not eid or hit.eid.startswith(eid)):
            called = " · ".join(part for part in (hit.label if eid else "", hit.title) if part)
            yield Part(wording.t("understood.reference", reference=called))
            return


def _terms(understood: Understood, state: SearchState, wording: Wording) -> Iterator[Part]:
    """The words searched for; one among a few can be dropped from the question."""
    terms = [term for term in dict.fromkeys(understood.terms) if any(map(str.isalnum, term))]
    syllabic = understood.language in SYLLABIC and len(terms) > 1
    if len(terms) > LISTED_WORDS or syllabic:
        yield Part(wording.t("understood.about", words=" ".join(understood.terms)))
        return
    for term in terms:
        rest = _without_word(state.query, term)
        yield Part(term, state.asking(rest).url() if rest else "")


def _legal_terms(understood: Understood, wording: Wording) -> Iterator[Part]:
    if understood.legal_terms:
        yield Part(wording.t("understood.legal_terms", terms=" · ".join(understood.legal_terms)))


def _mode(understood: Understood, state: SearchState, wording: Wording) -> Iterator[Part]:
    if state.mode is not Mode.HYBRID:
        yield Part(wording.code("mode", understood.mode), state.by(Mode.HYBRID).url())


def _without_word(query: str, word: str) -> str:
    """The question without a word as typed; empty where nothing is left or the word is not by itself."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    if not pattern.search(query):
        return ""
    return " ".join(pattern.sub(" ", query, count=1).split())
