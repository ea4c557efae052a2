"""Where watches are made: what each would have told is shown before it is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from corpus.errors import NotFound
from corpus.model import AlertKind, DeliveryState, SavedSearch, Scope, Watch, Watched, Webhook
from corpus.store.store import Store
from corpus.store.views import StoredWork
from search_api.choosing import find_provision
from search_api.service import SearchService
from search_api.watching.errors import NothingWatched
from search_api.watching.grouping import grouped
from search_api.watching.hosts import Hosts
from search_api.watching.last_year import LastYear, last_year, last_year_of_hits
from search_api.watching.looking import label_of, look
from search_api.watching.searches import demand_narrow, find, hit_event

OF_WORKS = frozenset(AlertKind) - {AlertKind.NEW_HIT}
"""What may be told of a work; of a saved search, new hits alone."""
OF_PROVISIONS = OF_WORKS - {AlertKind.NEW_PARTY}
_SECRET_BYTES = 32
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What is watched, by its slug and eId as they are, and what it would have told in the last year.

    `known` are the keys of what is so now, at the change `change` of the store.
    """

    watched: Watched
    kinds: frozenset[AlertKind]
    title: str
    label: str
    last_year: LastYear
    known: frozenset[str]
    change: int
    by_kind: Mapping[AlertKind, LastYear]
    """Of `last_year`, what is of each kind."""
    found: int = 0


class WatchDesk:
    """Makes watches over a service. `hosts`: to whom alerts may be sent."""

    def __init__(self, service: SearchService, hosts: Hosts | None = None, language: str = "en") -> None:
        self._service, self._hosts, self._language = service, hosts or Hosts(()), language

    def preview(self, watched: Watched, scope: Scope, kinds: Iterable[AlertKind] = ()) -> Preview:
        """What a watch would watch and would have told.

        `kinds` none: all. Raises NotFound, InvalidQuery, NothingWatched, SearchTooWide.
        """
        if watched.search is not None:
            return self._of_search(watched.search, scope)
        if not watched.work:
            raise NothingWatched("nothing to watch was named")
        return self._of_work(watched, scope, frozenset(kinds))

    def add(self, watch: Watch) -> tuple[Watch, Preview]:
        """Keep a watch; its number, token, day and what it knows are given here. Raises as `preview` does.

        Raises WebhookNotAllowed too. A webhook without a secret gets one.
        """
        hook = self.hook(watch.webhook.url, watch.webhook.secret) if watch.webhook else None
        preview = self.preview(watch.watched, watch.scope, watch.kinds)
        made = replace(
            watch,
            watched=preview.watched,
            kinds=preview.kinds,
            name=watch.name[:LONGEST_NAME],
            on=self._service.today(),
            webhook=hook,
        )
        return self._service.store.watches.add(made, preview.known, preview.change), preview

    def hook(self, url: str, secret: str = "") -> Webhook:
        """A webhook to a host that is allowed. Raises WebhookNotAllowed."""
        self._hosts.demand_allowed(url)
        return Webhook(url, secret or secrets.token_urlsafe(_SECRET_BYTES))

    def _of_work(self, watched: Watched, scope: Scope, kinds: frozenset[AlertKind]) -> Preview:
        store, today = self._service.store, self._service.today()
        change = store.change
        stored = store.find(watched.work, scope)
        own = Watched(stored.work.slug, _eid(stored, watched.eid) if watched.eid else "")
        chosen = (kinds or frozenset(AlertKind)) & (OF_PROVISIONS if own.eid else OF_WORKS)
        if not chosen:
            raise NothingWatched("none of these is told of a work")
        seen = look(self._service, own, scope, today, today)
        groups = grouped(event for event in seen.events if event.kind in chosen)
        cards = store.cards({group.evidence.work for group in groups}, scope)
        by_kind = {
            kind: last_year([group for group in groups if group.kind is kind], cards, today)
            for kind in AlertKind
            if kind in chosen
        }
        return Preview(
            own,
            chosen,
            stored.work.title(self._language),
            label_of(stored, own.eid, self._language, today) if own.eid else "",
            last_year(groups, cards, today),
            frozenset(event.key for event in seen.events),
            change,
            by_kind,
        )

    def _of_search(self, search: SavedSearch, scope: Scope) -> Preview:
        # What the index does not have yet is found by the first look.
        change = min(self._service.engine.counts().change, self._service.store.change)
        today = self._service.today()
        finding = find(self._service, search, scope)
        demand_narrow(finding)
        counted = last_year_of_hits(self._service.store.cards(finding.works, scope).values(), today)
        return Preview(
            Watched(search=search),
            frozenset({AlertKind.NEW_HIT}),
            "",
            "",
            counted,
            frozenset(hit_event(slug, passage).key for slug, passage in finding.works.items()),
            change,
            {AlertKind.NEW_HIT: counted},
            len(finding.works),
        )


Counts = tuple[int, Mapping[DeliveryState, int], str]
"""Alerts given, deliveries by state, and what went wrong last with one that is not sent."""


def counted(store: Store, found: Sequence[Watch]) -> list[tuple[Watch, Counts]]:
    """Watches of one principal, each with what became of its alerts."""
    if not found:
        return []
    owner = found[0].scope.principal
    alerts, sent = store.watches.counts(owner), store.deliveries.counts(owner)
    faults = store.deliveries.faults(owner)
    return [
        (each, (alerts.get(each.number, 0), sent.get(each.number, {}), faults.get(each.number, "")))
        for each in found
    ]


def _eid(stored: StoredWork, asked: str) -> str:
    """The eId of a provision that is asked for by it or by its wId. Raises NotFound."""
    for expression in stored.expressions:
        with suppress(NotFound):
            return find_provision(expression.provisions, asked)[-1].eid
    raise NotFound(f"{stored.work.slug} has no provision {asked!r}", key=asked, near=())
