"""A search hit as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.language.directions import direction
from corpus.tables import has_head, is_table
from search_api.results import Hit
from web.languages import own_name
from web.urls import page_url, work_url
from web.views.evidence import source_of_status
from web.views.marked import Excerpt, Piece, excerpt, rows
from web.views.search_state import SearchState
from web.wording import Wording, printed_numbers


@dataclass(frozen=True, slots=True)
class Tab:
    """The same provision in one language."""

    language: str
    name: str
    authority: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a score, from 0 to 1, drawn as a bar and told as a percentage."""

    key: str
    share: float

    @property
    def percent(self) -> int:
        """The share as a whole percentage."""
        return round(min(max(self.share, 0.0), 1.0) * 100)


@dataclass(frozen=True, slots=True)
class HitView:
    """One hit, in words."""

    hit: Hit
    url: str
    direction: str
    state: str
    reason: str
    kind: str
    authority: str
    number: str
    trail: tuple[str, ...]
    excerpt: Excerpt
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    """The cells that were found, instead of the excerpt, where the passage is a table."""
    has_head: bool
    """Whether the first row names the columns."""
    tabs: tuple[Tab, ...]
    bars: tuple[Bar, ...]
    page_url: str
    evidence: str
    """Who says that the status is so; empty where nothing is recorded."""
    sure: int | None
    """Percent of confidence, where the text was read by character recognition."""


def hit_view(hit: Hit, state: SearchState, place: int, wording: Wording) -> HitView:
    """`place` is the hit's place among all hits (from 1), by which the reader finds the next one."""
    back = [("from", state.url().partition("?")[2]), ("hit", str(place))]
    return HitView(
        hit=hit,
        url=_reader_url(hit, hit.language, hit.eid, back, state),
        direction=direction(hit.language),
        state=wording.state(hit.status),
        reason=wording.reason(hit.status),
        kind=wording.code("kind", hit.kind),
        authority=wording.code("authority", hit.authority),
        number=next((each for each in printed_numbers(hit.identifiers) if each not in hit.title), ""),
        trail=tuple(part for part in hit.path if part and part != hit.title),
        excerpt=excerpt(hit.text, hit.highlights, hit.language),
        rows=rows(hit.text, hit.highlights) if is_table(hit.text) else (),
        has_head=has_head(hit.text.split("\n")),
        tabs=_tabs(hit, back, state, wording),
        bars=_bars(hit),
        page_url=page_url(hit.source_sha256, hit.page, work=hit.work_slug, language=hit.language, eid=hit.eid)
        if hit.page
        else "",
        evidence=source_of_status(hit.status, wording),
        sure=None if hit.confidence is None else round(100 * hit.confidence),
    )


def _tabs(hit: Hit, back: list[tuple[str, str]], state: SearchState, wording: Wording) -> tuple[Tab, ...]:
    """The language versions, the shown one first."""
    authorities = {hit.language: (hit.eid, hit.authority)}
    for version in hit.languages:
        authorities.setdefault(version.language, (version.eid, version.authority))
    return tuple(
        Tab(
            language=language,
            name=own_name(language),
            authority=wording.code("authority", authority),
            url=_reader_url(hit, language, eid, back, state),
            current=language == hit.language,
        )
        for language, (eid, authority) in authorities.items()
    )


def _reader_url(hit: Hit, language: str, eid: str, back: list[tuple[str, str]], state: SearchState) -> str:
    day = dict(state.params())["as_of"]
    return work_url(hit.work_slug, eid, params=[("language", language), ("as_of", day), *back])


def _bars(hit: Hit) -> tuple[Bar, ...]:
    shares = (("words", hit.why.words), ("meaning", hit.why.meaning), ("coverage", hit.why.coverage))
    return tuple(Bar(key, share) for key, share in shares if share is not None)
