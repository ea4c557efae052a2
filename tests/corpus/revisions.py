"""Bases of earlier revisions: the rows as the program of that time wrote them, and what it told of them.

`revisions/0001.json` holds rows of every table that revision 0001 wrote; a later file only those of tables
that came with its revision. None is ever changed: make a new file for a new revision.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import JSON, Column, Connection, Engine, MetaData

from corpus.law.status import status_of
from corpus.model import LOCAL
from corpus.store import engine, migrating
from corpus.store.store import Store

FOLDER = Path(__file__).parent / "revisions"
DAY = date(2022, 6, 1)


def make(opened: Engine, revision: str) -> None:
    """The schema of this revision with the rows of its time, in an empty database."""
    with engine.writing(opened) as connection:
        command.upgrade(migrating.config(connection), revision)
        tables = MetaData()
        tables.reflect(connection)
        with engine.order_free(connection, tables):
            _insert(connection, tables, frozen("rows", revision))


def frozen(part: str, revision: str) -> dict[str, Any]:
    """What the files up to this revision hold."""
    found: dict[str, Any] = {}
    for path in sorted(FOLDER.glob("*.json")):
        if path.stem <= revision:
            found |= json.loads(path.read_text("utf-8")).get(part, {})
    return found


def _insert(connection: Connection, tables: MetaData, rows: dict[str, list[dict[str, Any]]]) -> None:
    for table in tables.sorted_tables:
        found = rows.get(table.name, [])
        columns = [table.columns[name] for name in sorted({name for row in found for name in row})]
        if found:
            made = [{c.name: _value(c, row.get(c.name)) for c in columns} for row in found]
            connection.execute(table.insert(), made)


def _value(column: Column[Any], value: Any) -> Any:
    """JSON has no dates; the files leave out what is null."""
    if isinstance(column.type, JSON):
        column.type.none_as_null = True
        return value
    kind = column.type.python_type
    return kind.fromisoformat(value) if value is not None and kind in (date, datetime) else value


def told(store: Store) -> dict[str, Any]:
    """What a base tells, as plain values that JSON keeps."""
    counts = store.counts(LOCAL)
    works = {}
    for summary in store.works(LOCAL):
        stored = store.work(summary.id, LOCAL)
        assert stored is not None
        works[stored.work.slug] = {
            "titles": dict(stored.work.titles),
            "parties": sorted(stored.work.parties),
            "texts": sorted(
                [e.expression.language, node.eid, node.text]
                for e in stored.expressions
                for top in e.provisions
                for node in top.walk()
            ),
            "status": status_of(stored.forces, DAY).state.value,
            "relations": [[r.type.value, r.target, r.target_slug] for r in stored.relations],
            "acts": [[a.party, a.action.value, str(a.date)] for a in stored.party_actions],
            "components": list(stored.components),
        }
    return {
        "counts": [counts.works, counts.expressions, counts.provisions, counts.relations],
        "changes": [[c.number, c.work_id, c.deleted] for c in store.changes(0)],
        "files": [[f.path, f.outcome.value, f.mtime_ns] for f in store.files()],
        "parties": [party.key for party in store.parties(LOCAL)],
        "merges": [[m.from_slug, m.to_slug] for m in store.regroupings(LOCAL)],
        "doubts": [[d.one_slug, d.other_slug] for d in store.doubtful_pairs(LOCAL)],
        "works": works,
    }
