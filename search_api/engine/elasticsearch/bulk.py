"""Sending passages in bulk: more slowly when the cluster says so, and one bad passage stops no other."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from elasticsearch import Elasticsearch, helpers

from search_api.engine.elasticsearch.connection import AWAY_SECONDS, AWAY_STATUSES, LOCKED_OUT
from search_api.engine.elasticsearch.document import passage_of
from search_api.errors import IndexUnusable, SearchUnavailable

log = logging.getLogger(__name__)

Action = dict[str, Any]

DOCUMENTS, BYTES = 500, 8_000_000
"""What goes into one request; the cluster refuses single ones far above 10 MB sooner."""

RETRIES, FIRST_PAUSE, LONGEST_PAUSE = 8, 0.5, 20.0
"""A cluster that has too much to do is given time: about 80 seconds before the commit fails."""

_PARTS: Final = 8
"""A request that is refused as a whole is sent in so many parts, down to single documents."""

_TIMES: Final = 3
"""How often a document is sent again whose version is not known."""

_DOUBTFUL: Final = 100
"""So many refused and none taken: then it is not the documents that are wrong."""

_NEWER: Final = re.compile(r"current version \[(\d+)\]")


@dataclass(slots=True)
class Outcome:
    """What became of the documents: how many were written, which were refused and why."""

    written: int = 0
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Again:
    """What is to be sent once more: in smaller parts, or with the version that the index has."""

    parts: list[Action] = field(default_factory=list)
    newer: list[Action] = field(default_factory=list)


def send(client: Elasticsearch, alias: str, actions: Iterable[Action], demand: Callable[[], None]) -> Outcome:
    """Send documents through an alias that is the index's own, and tell of those that it refuses.

    `demand` raises where the right to write was lost; it is asked after each document.

    Every action bears a version. Where the index has a higher one, a late writer would be wrong to go on,
    and `demand` stops it; who still holds the lease knows better than whoever wrote that document (by
    hand, or before it died), and writes over it.

    Raises SearchUnavailable when the cluster cannot now, IndexUnusable when the index takes nothing.
    """
    outcome = Outcome()
    _send(client, alias, actions, demand, outcome, DOCUMENTS, _TIMES)
    if len(outcome.refused) >= _DOUBTFUL and not outcome.written:
        raise IndexUnusable(f"Elasticsearch refuses every passage: {next(iter(outcome.refused.values()))}")
    return outcome


def _send(
    client: Elasticsearch,
    alias: str,
    actions: Iterable[Action],
    demand: Callable[[], None],
    outcome: Outcome,
    size: int,
    times: int,
) -> None:
    flying: dict[tuple[str, str], Action] = {}
    again = _Again()
    for done, result in helpers.streaming_bulk(
        client,
        _noted(actions, flying),
        chunk_size=size,
        max_chunk_bytes=BYTES,
        max_retries=RETRIES,
        initial_backoff=FIRST_PAUSE,
        max_backoff=LONGEST_PAUSE,
        retry_on_status=AWAY_STATUSES,
        raise_on_error=False,
        raise_on_exception=False,
        require_alias=True,
        index=alias,
    ):
        ((kind, answer),) = result.items()
        action = flying.pop((kind, answer["_id"]))
        demand()
        if done:
            outcome.written += 1
        else:
            _judge(action, answer, again, outcome, splittable=size > 1, repeatable=times > 0)
    if again.parts:
        _send(client, alias, again.parts, demand, outcome, max(1, size // _PARTS), times)
    if again.newer:
        _send(client, alias, again.newer, demand, outcome, size, times - 1)


def _noted(actions: Iterable[Action], flying: dict[tuple[str, str], Action]) -> Iterator[Action]:
    """The actions as they are sent: those that are under way are known by kind and id."""
    for action in actions:
        flying[action["_op_type"], action["_id"]] = action
        yield dict(action)


def _judge(
    action: Action,
    answer: dict[str, Any],
    again: _Again,
    outcome: Outcome,
    *,
    splittable: bool,
    repeatable: bool,
) -> None:
    """What is to be done about a document that was not written."""
    status, reason = answer["status"], _reason(answer.get("error"))
    newer = _NEWER.search(reason)
    if status == 404 and answer.get("result") == "not_found":
        return  # deleted already
    if status == 409 and newer and repeatable:
        again.newer.append(action | {"version": int(newer[1])})
    elif status in (400, 413) and "exception" in answer and splittable:
        again.parts.append(action)
    elif status in (400, 413) and "_source" in action:
        _refuse(action, reason, outcome)
    elif status in AWAY_STATUSES or status in LOCKED_OUT:
        raise SearchUnavailable(f"Elasticsearch is not ready to be written: {reason}", seconds=AWAY_SECONDS)
    else:
        raise IndexUnusable(f"Elasticsearch refuses passage {action['_id']}: {reason}")


def _refuse(action: Action, reason: str, outcome: Outcome) -> None:
    """Tell which passage cannot be indexed, and why."""
    passage = passage_of(action["_source"])
    where = f"{passage.work_slug} {passage.eid} {passage.language}"
    log.error("Elasticsearch refuses passage %s (%s): %s", action["_id"], where, reason)
    outcome.refused[action["_id"]] = reason


def _reason(error: Any) -> str:
    if not isinstance(error, dict):
        return str(error)
    cause = error.get("caused_by") or {}
    return ": ".join(part for part in (error.get("reason"), cause.get("reason")) if part)
