"""Watches and alerts as JSON: of the command line, the API and what is sent to webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from corpus.identifiers import WorkUri
from corpus.model import Alert, DeliveryState, Event, Watch
from search_api.render.shown import path_of
from search_api.render.structured import date_json
from search_api.watching.desk import Preview
from search_api.watching.grouping import Group
from search_api.watching.last_year import LastYear
from search_api.watching.telling import headline

Json = dict[str, Any]

_SPACE = UUID("0a3f2c53-8f0e-5d38-9d6b-3b5c5c0f7e1a")
"""The name space of our URNs: the same name has the same one, whoever makes it."""


def urn(*names: str) -> str:
    """A name for a feed or an alert that stays, wherever the base is opened."""
    return uuid5(_SPACE, "\n".join(names)).urn


def alert_urn(watch: Watch, alert: Alert) -> str:
    """The name of an alert: by it a receiver knows what it got before."""
    return urn("alert", watch.token, alert.key)


def alert_url(alert: Alert, address: str = "") -> str:
    """Where what the alert tells of is opened: at the provision, if it tells of one."""
    eid = alert.provisions[0].eid if len(alert.provisions) == 1 else ""
    return address + path_of(WorkUri(alert.work), eid)


def alert_json(watch: Watch, alert: Alert, language: str, address: str = "") -> Json:
    """An alert with all that it rests on."""
    evidence, status = alert.evidence, alert.status
    by = address + path_of(WorkUri(evidence.work), evidence.eid) if evidence.work else None
    return {
        "id": alert_urn(watch, alert),
        "number": alert.number,
        "watch": watch.number,
        "name": watch.name,
        "kind": alert.kind.value,
        "phase": alert.phase.value,
        "text": headline(alert, language),
        "work": {"id": alert.work, "title": alert.title},
        "provisions": [{"eid": each.eid, "label": each.label} for each in alert.provisions],
        "date": date_json(alert.day),
        "evidence": {
            "code": evidence.code,
            "work": evidence.work or None,
            "title": alert.by_title or None,
            "eid": evidence.eid or None,
            "url": by,
            "party": evidence.party or None,
            "language": evidence.language or None,
            "source": evidence.source or None,
            "partial": evidence.partial,
        },
        "status": {
            "on": alert.on.isoformat(),
            "state": status.state.value,
            "extent": status.extent.value,
            "reason": {"code": str(status.reason.code), **status.reason.params},
        },
        "url": alert_url(alert, address),
        "recorded": alert.recorded.isoformat() if alert.recorded else None,
    }


def watch_json(
    watch: Watch,
    alerts: int,
    deliveries: Mapping[DeliveryState, int],
    fault: str = "",
    *,
    address: str = "",
    secrets: bool = False,
) -> Json:
    """A watch as its maker sees it; `secrets`: with where it sends, and by which secret it signs."""
    search, hook = watch.watched.search, watch.webhook
    sending = {
        "url": hook.url,
        "secret": hook.secret,
        **{state.value: deliveries.get(state, 0) for state in DeliveryState},
        "fault": fault,
    } if hook and secrets else None  # fmt: skip
    return {
        "number": watch.number,
        "name": watch.name,
        "work": watch.watched.work or None,
        "provision": watch.watched.eid or None,
        "search": {
            "query": search.query,
            "filters": {name: list(values) for name, values in search.filters.items()},
            "as_of": search.as_of or None,
            "language": search.language,
        } if search else None,
        "kinds": sorted(kind.value for kind in watch.kinds),
        "private": watch.private,
        "paused": watch.paused,
        "who": watch.who,
        "made": watch.made.isoformat() if watch.made else None,
        "alerts": alerts,
        "feed": f"{address}{feed_path(watch)}",
        "fault": watch.fault,
        "webhook": sending,
    }  # fmt: skip


def feed_path(watch: Watch) -> str:
    """Where its alerts are read: nobody guesses it."""
    return f"/feeds/{watch.token}.atom"


def last_year_json(counted: LastYear) -> Json:
    """How many alerts there would have been, and by which days that is counted."""
    return {
        "since": counted.since.isoformat(),
        "alerts": counted.total,
        "by_dates_of_texts": counted.dated,
        "by_days_of_recording": counted.recorded,
    }


def preview_json(preview: Preview) -> Json:
    """What a watch would watch, before it is saved."""
    return {
        "work": preview.watched.work or None,
        "provision": preview.watched.eid or None,
        "title": preview.title or None,
        "label": preview.label or None,
        "kinds": sorted(kind.value for kind in preview.kinds),
        "found": preview.found if preview.watched.search else None,
        "last_year": last_year_json(preview.last_year),
    }


def group_urn(slug: str, group: Group) -> str:
    """The name of what a public feed tells: the same while it tells of the same cause and day."""
    return urn("event", slug, group.cause)


def first_recorded(events: tuple[Event, ...]) -> Any:
    """When the first of these was recorded."""
    return min((event.recorded for event in events if event.recorded), default=None)
