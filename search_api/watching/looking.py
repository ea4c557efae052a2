"""Looking at what is watched: after every change of the store, and after every midnight of the ministry.

What is so now is compared with what the watch knows; the difference is told. So it does not matter how often
anybody looks, or where he stopped: the same is never told twice, and what came meanwhile is found later.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.errors import CorpusError, NotFound
from corpus.law.participation import recorded_actions
from corpus.model import (
    ABOVE_ARTICLES,
    Alert,
    AlertKind,
    Event,
    LegalDate,
    Scope,
    Status,
    Told,
    Watch,
    Watched,
)
from corpus.store.recorded import Recorded
from corpus.store.views import StoredWork
from corpus.store.watches import Found
from search_api.choosing import choose_expression, find_provision
from search_api.errors import IndexUnusable, InvalidQuery, SearchUnavailable
from search_api.service import SearchService
from search_api.standing import Standings
from search_api.watching.errors import NothingWatched
from search_api.watching.grouping import Group, grouped
from search_api.watching.provisions import events_of_provision
from search_api.watching.searches import find, hit_event
from search_api.watching.works import events_of_work

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Look:
    """A work as a watch sees it: everything that is so of it today."""

    stored: StoredWork
    recorded: Recorded
    events: list[Event]


def look(service: SearchService, watched: Watched, scope: Scope, on: date, today: date) -> Look:
    """All that is so of a work, or of the provision that has this eId on the day `on`. Raises NotFound."""
    store = service.store
    stored = store.find(watched.work, scope)
    recorded = store.recorded(stored.id, scope)
    if watched.eid:
        return Look(stored, recorded, events_of_provision(stored, watched.eid, on, today, recorded))
    acts = recorded_actions(stored, lambda slug: store.find(slug, scope))
    return Look(stored, recorded, events_of_work(stored, acts, today, recorded))


class Lookout:
    """Looks at everything that is due. `language`: that of the titles in alerts."""

    def __init__(self, service: SearchService, language: str) -> None:
        self._service, self._language = service, language
        self._store = service.store

    def turn(self) -> int:
        """Look at what is due; gives the number of new alerts. Raises StoreUnavailable."""
        change, today = self._store.change, self._service.today()
        due = self._store.watches.due(change, today)
        if not due:
            return 0
        searching = self._indexed(change)
        untouched = self._untouched(due)
        self._store.watches.advance(untouched, change, today)
        told = 0
        for watch, _, _ in due:
            if watch.number in untouched or (watch.watched.search and not searching):
                continue
            told += self._look_at(watch, change, today)
        return told

    def _indexed(self, change: int) -> bool:
        """Whether the index has reached the change: else searches wait for the next turn."""
        try:
            counts = self._service.engine.counts()
        except (IndexUnusable, SearchUnavailable):
            return False
        return counts.epoch == self._store.epoch and counts.change >= change

    def _untouched(self, due: list[tuple[Watch, int, bool]]) -> list[int]:
        """The watches of works that no change since their last look concerns, on the same day."""
        same_day = [(watch, after) for watch, after, new_day in due if watch.watched.work and not new_day]
        if not same_day:
            return []
        concerned = self._store.concerned(min(after for _, after in same_day))
        scopes = {watch.scope for watch, _ in same_day}
        untouched = []
        for scope in scopes:
            own = [watch for watch, _ in same_day if watch.scope == scope]
            cards = self._store.cards({watch.watched.work for watch in own}, scope)
            untouched += [
                watch.number
                for watch in own
                # One that was merged into another has no card: what it became must be looked for.
                if watch.watched.work in cards and cards[watch.watched.work].id not in concerned
            ]
        return untouched

    def _look_at(self, watch: Watch, change: int, today: date) -> int:
        try:
            found = self._searched(watch, change, today) if watch.watched.search else self._read(watch, today)
        except SearchUnavailable:
            return 0
        except (NotFound, InvalidQuery, NothingWatched) as error:
            found = Found(watch, frozenset(), fault=error.code)
        except CorpusError:
            raise
        except Exception as error:  # one that cannot be looked at keeps no other from being told
            # Not the error itself: it may name what a person looks for.
            log.error("watch %s: %s", watch.number, type(error).__name__)
            return 0
        return self._store.watches.enter(found, change, today)

    def _read(self, watch: Watch, today: date) -> Found:
        """A look at a work or a provision."""
        seen = look(self._service, watch.watched, watch.scope, watch.on, today)
        keys = frozenset(event.key for event in seen.events)
        unknown = self._store.watches.unknown(watch.number, keys)
        new = [event for event in seen.events if event.key in unknown and event.kind in watch.kinds]
        alerts = tuple((self._alert(watch, seen.stored, group, today), group.keys) for group in grouped(new))
        return Found(watch, keys, alerts)

    def _alert(self, watch: Watch, stored: StoredWork, group: Group, today: date) -> Alert:
        by = group.evidence.work
        eids = group.eids or ((watch.watched.eid,) if watch.watched.eid else ())
        return Alert(
            key=group.key,
            kind=group.kind,
            phase=group.phase,
            work=stored.work.slug,
            title=stored.work.title(self._language),
            evidence=group.evidence,
            on=today,
            by_title=titles_of(self._service, {by}, watch.scope, self._language).get(by, by),
            day=group.day or self._adopted(group, watch.scope),
            provisions=tuple(Told(eid, label_of(stored, eid, self._language, today)) for eid in eids),
            status=self._status(stored, eids, today),
        )

    def _adopted(self, group: Group, scope: Scope) -> LegalDate | None:
        """Of a work that cites, the day of its adoption."""
        if group.kind is not AlertKind.CITED:
            return None
        card = self._store.cards([group.evidence.work], scope).get(group.evidence.work)
        return card.adopted if card else None

    def _status(self, stored: StoredWork, eids: Iterable[str], today: date) -> Status:
        """Of the provision where one is concerned, else of the work."""
        own = tuple(eids)
        if len(own) != 1 or not stored.expressions:
            return self._service.status(stored, today)
        shown = choose_expression(stored, (self._language,), today)
        return self._service.status(stored, today, own[0], shown)

    def _searched(self, watch: Watch, change: int, today: date) -> Found:
        """A look at what a saved search finds."""
        assert watch.watched.search is not None
        finding = find(self._service, watch.watched.search, watch.scope)
        events = {hit_event(slug, passage).key: (slug, passage) for slug, passage in finding.works.items()}
        unknown = self._store.watches.unknown(watch.number, events)
        cards = self._store.cards([events[key][0] for key in unknown], watch.scope)
        standings = Standings(self._store.standing)
        alerts = []
        for key in (key for key in events if key in unknown and AlertKind.NEW_HIT in watch.kinds):
            slug, passage = events[key]
            event = hit_event(slug, passage)
            alert = Alert(
                key=key,
                kind=event.kind,
                phase=event.phase,
                work=slug,
                title=passage.title,
                evidence=event.evidence,
                on=today,
                day=cards[slug].adopted if slug in cards else None,
                provisions=(Told(passage.eid, passage.label),),
                status=standings.status(passage, watch.scope, today, change),
            )
            alerts.append((alert, (key,)))
        fault = "" if finding.whole else "search_too_wide"
        return Found(watch, frozenset(events), tuple(alerts), fault)


def titles_of(service: SearchService, slugs: Iterable[str], scope: Scope, language: str) -> dict[str, str]:
    """The titles of works, by slug, as far as they are seen."""
    cards = service.store.cards(filter(None, slugs), scope)
    found = service.store.summaries([card.id for card in cards.values()], scope)
    return {each.work.slug: each.work.title(language) for each in found}


def label_of(stored: StoredWork, eid: str, language: str, on: date) -> str:
    """What a provision is called in the text that is shown, else in any that has it; empty: in none."""
    if not stored.expressions:
        return ""
    shown = choose_expression(stored, (language,), on)
    for expression in (shown, *stored.expressions):
        try:
            path = find_provision(expression.provisions, eid)
        except NotFound:
            continue
        kept = [node for node in path if node is path[-1] or node.kind not in ABOVE_ARTICLES]
        return " ".join(filter(None, (node.label or node.heading for node in kept)))
    return ""
