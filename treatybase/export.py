"""Giving the base out: import records (JSON Lines), or Akoma Ntoso, one file per expression."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus.model import ABOVE_ARTICLES, Provision, ProvisionKind, Scope
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork
from search_api.render import action_json, expression_akn, relation_json

PAGE = 200
"""Works read at a time."""

CONTAINERS = ABOVE_ARTICLES | {ProvisionKind.ANNEX}
"""Kinds that are not given whole where they have parts."""


def works(store: Store, scope: Scope, keys: Sequence[str] = ()) -> Iterator[StoredWork]:
    """The named works, or all. Raises NotFound."""
    if keys:
        for key in keys:
            yield store.find(key, scope)
        return
    after = 0
    while page := store.works(scope, after=after, limit=PAGE):
        for summary in page:
            if work := store.work(summary.id, scope):
                yield work
        after = page[-1].id


def records(stored: StoredWork) -> Iterator[dict[str, Any]]:
    """The expressions of a work as import records; what they say comes back when they are ingested."""
    for number, expression in enumerate(stored.expressions):
        yield {
            "id": _record_id(stored, expression),
            **_of_work(stored, expression),
            **_of_expression(expression),
            "provisions": [_provision(unit) for unit in units(expression.provisions)],
            # What belongs to the work is told once.
            **(_of_history(stored) if number == 0 else {}),
        }


def units(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """The provisions given one by one: articles and their like, not what contains them."""
    for provision in provisions:
        if provision.kind not in CONTAINERS or not provision.children:
            yield provision
            continue
        if provision.text:
            yield Provision(
                provision.eid,
                provision.kind,
                provision.label,
                provision.number,
                provision.heading,
                provision.text,
            )
        yield from units(provision.children)


def write_akn(stored: StoredWork, folder: Path, made: date) -> Iterator[Path]:
    """Write each expression of a work as `SLUG.LANGUAGE[.DATE].xml`; gives the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for expression in stored.expressions:
        path = folder / f"{_file_name(expression, stored.work.slug)}.xml"
        path.write_bytes(expression_akn(stored, expression, made))
        yield path


def _record_id(stored: StoredWork, expression: StoredExpression) -> str:
    """The work's own record id where it has one expression, else a name of this expression."""
    if stored.work.record_id and len(stored.expressions) == 1:
        return stored.work.record_id
    return _file_name(expression, stored.work.slug)


def _file_name(expression: StoredExpression, slug: str) -> str:
    start = str(expression.expression.valid.start)
    when = f".{start}" if start[0].isdigit() else ""
    return re.sub(r"[^\w.-]+", "-", f"{slug}.{expression.expression.language}{when}.{expression.id}")


def _of_work(stored: StoredWork, expression: StoredExpression) -> dict[str, Any]:
    work = stored.work
    return {
        "work": work.slug,
        "identifiers": [{"scheme": each.scheme.value, "value": each.value} for each in work.identifiers],
        "title": expression.expression.title or work.title(expression.expression.language),
        "kind": work.kind.value,
        "issuers": list(work.issuers),
        "parties": list(work.parties),
        **({"date": work.adopted.isoformat()} if work.adopted and work.adopted.day else {}),
    }


def _of_expression(stored: StoredExpression) -> dict[str, Any]:
    expression, source = stored.expression, stored.preferred
    return {
        "language": expression.language,
        "authority": expression.authority.value,
        "making": expression.making.value,
        "valid_from": str(expression.valid.start),
        "valid_to": str(expression.valid.end),
        **({"url": source.source.url} if source and source.source.url else {}),
    }


def _of_history(stored: StoredWork) -> dict[str, Any]:
    return {
        "party_actions": [
            {key: value for key, value in _action(action_json(each)).items() if value}
            for each in stored.party_actions
        ],
        "relations": [
            {
                "type": row["type"],
                "target": row["target_work"] or row["target"],
                "provision": row["target_eid"],
            }
            for row in map(relation_json, stored.relations)
        ],
    }


def _action(row: dict[str, Any]) -> dict[str, Any]:
    """An act with its dates in the one form that import records have."""
    dates = {key: row[key]["date"] if row[key] else None for key in ("date", "effective")}
    return {**row, **dates}


def _provision(unit: Provision) -> dict[str, Any]:
    return {
        "id": unit.record_id or unit.eid,
        "label": unit.label,
        "heading": unit.heading,
        "text": unit.full_text(),
    }
