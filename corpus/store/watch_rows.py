"""Watches and alerts to columns and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import RowMapping

from corpus.model import (
    Access,
    Alert,
    AlertKind,
    Evidence,
    Extent,
    Phase,
    Reason,
    SavedSearch,
    Scope,
    State,
    Status,
    Told,
    Watch,
    Watched,
    Webhook,
)
from corpus.store.rows import Row, clean, date_columns, read_date


def watch_columns(watch: Watch) -> Row:
    """The columns of what a person says of a watch: without its number, its token and how far it is."""
    hook, search = watch.webhook, watch.watched.search
    return {
        "owner": clean(watch.scope.principal),
        "scope": scope_data(watch.scope),
        "work": clean(watch.watched.work),
        "eid": clean(watch.watched.eid),
        "search": asdict(search) if search else None,
        "kinds": sorted(watch.kinds),
        "name": clean(watch.name),
        "who": clean(watch.who),
        "private": watch.private,
        "paused": watch.paused,
        "webhook_url": clean(hook.url) if hook else "",
        "webhook_secret": hook.secret if hook else "",
        "made_on": watch.on,
        "fault": clean(watch.fault),
    }


def read_watch(row: RowMapping) -> Watch:
    """A watch from its row."""
    hook = Webhook(row["webhook_url"], row["webhook_secret"]) if row["webhook_url"] else None
    return Watch(
        watched=Watched(row["work"], row["eid"], _search(row["search"])),
        kinds=frozenset(map(AlertKind, row["kinds"])),
        on=row["made_on"],
        name=row["name"],
        who=row["who"],
        scope=read_scope(row["owner"], row["scope"]),
        private=row["private"],
        paused=row["paused"],
        webhook=hook,
        number=row["id"],
        token=row["token"],
        made=row["made"],
        fault=row["fault"],
    )


def _search(data: dict[str, Any] | None) -> SavedSearch | None:
    if data is None:
        return None
    filters = {name: tuple(values) for name, values in data["filters"].items()}
    return SavedSearch(data["query"], filters, data["as_of"], data["language"])


def scope_data(scope: Scope) -> dict[str, Any]:
    """A scope as JSON has it; null: every one."""
    return {
        "access": sorted(scope.access),
        "collections": None if scope.collections is None else sorted(scope.collections),
        "owners": None if scope.owners is None else sorted(scope.owners),
    }


def read_scope(principal: str, data: dict[str, Any]) -> Scope:
    """A scope from JSON."""
    collections, owners = data["collections"], data["owners"]
    return Scope(
        principal,
        frozenset(map(Access, data["access"])),
        None if collections is None else frozenset(collections),
        None if owners is None else frozenset(owners),
    )


def alert_columns(alert: Alert) -> Row:
    """The columns of what an alert tells."""
    return {
        "key": alert.key,
        "kind": alert.kind.value,
        "phase": alert.phase.value,
        "work": clean(alert.work),
        "title": clean(alert.title),
        "by_title": clean(alert.by_title),
        **date_columns("day", alert.day),
        "provisions": [[clean(each.eid), clean(each.label)] for each in alert.provisions],
        "evidence": {
            name: clean(value) if isinstance(value, str) else value
            for name, value in asdict(alert.evidence).items()
            if value
        },
        "status": {
            "state": alert.status.state.value,
            "extent": alert.status.extent.value,
            "reason": {"code": str(alert.status.reason.code), **alert.status.reason.params},
        },
        "told_on": alert.on,
    }


def read_alert(row: RowMapping) -> Alert:
    """An alert from its row."""
    told, reason = row["status"], dict(row["status"]["reason"])
    status = Status(State(told["state"]), Reason(reason.pop("code"), reason), Extent(told["extent"]))
    return Alert(
        key=row["key"],
        kind=AlertKind(row["kind"]),
        phase=Phase(row["phase"]),
        work=row["work"],
        title=row["title"],
        evidence=Evidence(**row["evidence"]),
        on=row["told_on"],
        by_title=row["by_title"],
        day=read_date("day", row),
        provisions=tuple(Told(*pair) for pair in row["provisions"]),
        status=status,
        number=row["id"],
        watch=row["watch_id"],
        recorded=row["recorded"],
    )
