"""Feeds: what a watch told, and, without any watch, what is new of a work or of what a search finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from urllib.parse import urlencode

from corpus.identifiers import WorkUri
from corpus.model import Alert, Phase, SavedSearch, Scope, Told, Watch, Watched
from search_api.render.atom import Entry, Feed, newest_first
from search_api.render.shown import path_of
from search_api.render.watches import alert_url, alert_urn, feed_path, group_urn, urn
from search_api.service import SearchService
from search_api.watching.grouping import Group, grouped
from search_api.watching.looking import Look, label_of, look, titles_of
from search_api.watching.searches import demand_narrow, find
from search_api.watching.telling import feed_title, headline, status_words

MOST_ENTRIES = 100
"""Entries of a feed: readers come often enough for that."""


def feed_of_watch(service: SearchService, watch: Watch, language: str, address: str) -> Feed:
    """What a watch told, the newest first; what was told is never told otherwise."""
    alerts = service.store.watches.alerts(watch.number, limit=MOST_ENTRIES)
    made = watch.made or _midnight(watch.on)
    return Feed(
        id=urn("watch", watch.token),
        title=watch.name or _watched_title(service, watch, language),
        language=language,
        own=address + feed_path(watch),
        page=f"{address}/watch",
        updated=made,
        entries=tuple(
            _entry(alert_urn(watch, each), each, each.recorded or made, language, address) for each in alerts
        ),
    )


def feed_of_work(service: SearchService, key: str, scope: Scope, language: str, address: str) -> Feed:
    """All that is so of a work, the newest first: by the day on which it came or was recorded."""
    today = service.today()
    seen = look(service, Watched(key), scope, today, today)
    slug = seen.stored.work.slug
    path = path_of(WorkUri(slug))
    others = titles_of(service, {group.evidence.work for group in grouped(seen.events)}, scope, language)
    return Feed(
        id=urn("work", slug),
        title=feed_title(language, "feed_work", seen.stored.work.title(language)),
        language=language,
        own=f"{address}{path}/feed.atom",
        page=address + path,
        updated=seen.recorded.work or _midnight(today),
        entries=newest_first(_of_work(service, seen, others, language, address, today), MOST_ENTRIES),
    )


def feed_of_search(
    service: SearchService, search: SavedSearch, scope: Scope, language: str, address: str
) -> Feed:
    """The works that a search finds, the last recorded first. Raises as `find` does."""
    finding = find(service, search, scope)
    demand_narrow(finding)
    cards = service.store.cards(finding.works, scope)
    pairs = [("q", search.query), ("as_of", search.as_of)]
    pairs += [(name, value) for name, values in search.filters.items() for value in values]
    query = urlencode([pair for pair in pairs if pair[1]])
    entries = (
        Entry(
            urn("hit", query, slug),
            passage.title,
            cards[slug].recorded,
            address + path_of(WorkUri(slug), passage.eid),
            f"{passage.label} {passage.text}"[:1000].strip(),
            "new_hit",
        )
        for slug, passage in finding.works.items()
        if slug in cards
    )
    newest = newest_first(entries, MOST_ENTRIES)
    return Feed(
        id=urn("search", query),
        title=feed_title(language, "feed_search", search.query or query),
        language=language,
        own=f"{address}/search/feed.atom?{query}",
        page=f"{address}/search?{query}",
        updated=min((each.recorded for each in cards.values()), default=datetime.fromtimestamp(0, UTC)),
        entries=newest,
    )


def _of_work(
    service: SearchService, seen: Look, others: dict[str, str], language: str, address: str, today: date
) -> Iterator[Entry]:
    stored, slug = seen.stored, seen.stored.work.slug
    status = service.status(stored, today)
    for group in grouped(seen.events):
        alert = Alert(
            group.key,
            group.kind,
            group.phase,
            slug,
            stored.work.title(language),
            group.evidence,
            today,
            others.get(group.evidence.work, ""),
            group.day,
            tuple(Told(eid, label_of(stored, eid, language, today)) for eid in group.eids),
            status,
        )
        # The status of today would make every entry another one each day.
        made = _entry(group_urn(slug, group), alert, _updated(group, seen), language, address)
        yield replace(made, text=headline(alert, language))


def _updated(group: Group, seen: Look) -> datetime:
    """When it came: the day in the texts where that lies behind its recording, else when it was recorded."""
    moments = [event.recorded for event in group.events if event.recorded]
    recorded = max(moments, default=None) or seen.recorded.work or datetime.fromtimestamp(0, UTC)
    if group.phase is Phase.COME and group.day is not None:
        return max(recorded, _midnight(group.day.latest))
    return recorded


def _entry(name: str, alert: Alert, updated: datetime, language: str, address: str) -> Entry:
    by = alert.evidence.work
    lines = [
        headline(alert, language),
        status_words(alert.status, alert.on.isoformat(), language),
        f"{address}{path_of(WorkUri(by), alert.evidence.eid)}" if by else "",
    ]
    text = "\n".join(filter(None, lines))
    return Entry(name, lines[0], updated, alert_url(alert, address), text, alert.kind.value, alert.recorded)


def _watched_title(service: SearchService, watch: Watch, language: str) -> str:
    search = watch.watched.search
    if search is not None:
        return feed_title(language, "feed_search", search.query)
    titles = titles_of(service, {watch.watched.work}, watch.scope, language)
    return feed_title(language, "feed_work", titles.get(watch.watched.work, watch.watched.work))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
