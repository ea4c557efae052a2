"""What a status rests on: who says so, and where."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.law.timeline import cause
from corpus.model import REVERSE, OriginKind, RelationType, Status
from corpus.store.views import StoredExpression, StoredWork
from web.urls import work_url
from web.views.naming import name_in_work
from web.views.relations import TitleOf
from web.wording import Wording

_BY_RELATION = frozenset(REVERSE.values()) | frozenset(RelationType)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence, and the address of the place that it names (empty: none)."""

    text: str
    url: str = ""


def evidence(
    stored: StoredWork,
    shown: StoredExpression,
    status: Status,
    title_of: TitleOf,
    wording: Wording,
) -> Evidence | None:
    """What the status of a work rests on; None where nothing is recorded.

    The evidence of a status is the eId of a clause of the work itself, or the slug of the work
    that ended, suspended or commenced it (`corpus.law.effects`).
    """
    params = status.reason.params
    place = params.get("evidence", "")
    rule = cause(params.get("rule", ""))
    if rule in _BY_RELATION and place:
        said, name = wording.code("relation", rule), title_of(place)
        return Evidence(wording.t("reader.evidence", origin=said, place=name), work_url(place))
    origin = source_of_status(status, wording)
    if origin and place and _is_provision(stored, place):
        language = shown.expression.language
        text = wording.t("reader.evidence", origin=origin, place=name_in_work(stored, place, language))
        return Evidence(text, work_url(stored.work.slug, place, params=[("language", language)]))
    return Evidence(origin) if origin else None


def source_of_status(status: Status, wording: Wording) -> str:
    """Who says so: the text, the file, a manifest, a person; empty where nothing is recorded."""
    origin = status.reason.params.get("origin", "")
    return wording.code("origin", origin) if origin in tuple(OriginKind) else ""


def _is_provision(stored: StoredWork, eid: str) -> bool:
    roots = (root for each in stored.expressions for root in each.provisions)
    return any(node.eid == eid for root in roots for node in root.walk())
