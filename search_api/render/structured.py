"""JSON: plain dictionaries, the same for command line and API. Their schema is in `search_api.http.models`.

What is not known is null, with a word beside it where null could mean two things (`valid.to_kind`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from corpus.law.relating import related_on
from corpus.model import (
    REVERSE,
    Assertion,
    End,
    Force,
    Interval,
    LegalDate,
    PartyAction,
    Provision,
    Relation,
    Status,
)
from corpus.store.views import SourceLink, StoredExpression, StoredWork, Transition, WorkSummary
from search_api.citing import internal

Json = dict[str, Any]


def date_json(told: LegalDate | None) -> Json | None:
    """A date with its printed form and the days it may mean."""
    if told is None:
        return None
    return {
        "date": told.isoformat(),
        "earliest": told.earliest.isoformat(),
        "latest": told.latest.isoformat(),
        "printed": told.printed,
        "calendar": told.calendar.value,
    }


def interval_json(interval: Interval) -> Json:
    """A half-open interval; each end is a date, `open` or `unknown`."""
    return {"from": _end(interval.start), "to": _end(interval.end)}


def _end(end: End) -> str:
    return end.at.isoformat() if end.at else end.kind.value


def status_json(status: Status) -> Json:
    """A status with its reason: the code, and what fills its sentence."""
    return {
        "state": status.state.value,
        "extent": status.extent.value,
        "provisional": status.provisional,
        "reason": {"code": str(status.reason.code), **status.reason.params},
        "ended": list(status.ended_eids),
        "suspended": list(status.suspended_eids),
        "pending": list(status.pending_eids),
        "grounds": [_ground(force) for force in status.grounds],
    }


def _ground(force: Force) -> Json:
    """A record on which a status rests: its rule, what it rests on, and where that is said."""
    span = force.origin.span
    return {
        "rule": force.reason,
        "evidence": force.detail,
        "origin": force.origin.kind.value,
        "says": force.origin.detail,
        "span": [span.start, span.end] if span else None,
    }


def provision_json(provision: Provision, *, children: bool = True) -> Json:
    """A provision; with `children`, everything below it."""
    return {
        "eid": provision.eid,
        "wid": provision.wid or provision.eid,
        "kind": provision.kind.value,
        "label": provision.label,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "language": provision.language,
        "page": provision.span.page if provision.span else None,
        "page_to": provision.page_to,
        "record_id": provision.record_id,
        "clause": provision.clause.value if provision.clause else None,
        "confidence": provision.confidence,
        "children": [provision_json(child) for child in provision.children] if children else [],
    }


def source_json(link: SourceLink) -> Json:
    """A source of an expression and the pages it covers there."""
    source = link.source
    return {
        "path": source.path,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "size": source.size,
        "pages": source.pages,
        "first_page": link.first_page,
        "last_page": link.last_page,
        "preferred": link.preferred,
        "licence": source.licence,
        "url": source.url,
        "retrieved": source.retrieved.isoformat() if source.retrieved else None,
    }


def expression_json(stored: StoredExpression, *, provisions: bool = True) -> Json:
    """An expression; with `provisions`, its whole tree."""
    expression = stored.expression
    return {
        "id": stored.id,
        "language": expression.language,
        "title": expression.title,
        "number": expression.number,
        "authority": expression.authority.value,
        "making": expression.making.value,
        "valid": interval_json(expression.valid),
        "sources": [source_json(link) for link in stored.sources],
        "provisions": [provision_json(p) for p in stored.provisions] if provisions else [],
    }


def work_json(stored: StoredWork, status: Status, on: date) -> Json:
    """A work with everything that hangs on it, but for the texts; its status is that of a day."""
    work = stored.work
    return {
        "id": work.slug,
        "key": stored.id,
        "record_id": work.record_id,
        "kind": work.kind.value,
        "titles": dict(work.titles),
        "identifiers": [{"scheme": i.scheme.value, "value": i.value} for i in work.identifiers],
        "issuers": list(work.issuers),
        "parties": list(work.parties),
        "adopted": date_json(work.adopted),
        "in_force": date_json(work.in_force),
        "component_of": work.component_of,
        "as_of": on.isoformat(),
        "status": status_json(status),
        "transitional": [transition_json(each) for each in stored.transitions],
        "expressions": [expression_json(e, provisions=False) for e in stored.expressions],
        "relations": [relation_json(relation) for relation in stored.relations],
        "incoming": [{"from": slug, **relation_json(relation)} for slug, relation in stored.incoming],
        "party_actions": [action_json(action) for action in stored.party_actions],
        "assertions": [_assertion(assertion) for assertion in work.assertions],
        "change": stored.change,
    }


def transition_json(transition: Transition) -> Json:
    """A transitional provision of a work that ended, replaced or changed this one."""
    return {
        "work": transition.work,
        "eid": transition.eid,
        "path": list(transition.path),
        "language": transition.language,
        "since": [_end(start) for start in transition.since],
    }


def summary_json(summary: WorkSummary) -> Json:
    """A work in a list."""
    work = summary.work
    return {
        "id": work.slug,
        "key": summary.id,
        "record_id": work.record_id,
        "kind": work.kind.value,
        "titles": dict(work.titles),
        "identifiers": [{"scheme": i.scheme.value, "value": i.value} for i in work.identifiers],
        "issuers": list(work.issuers),
        "parties": list(work.parties),
        "adopted": date_json(work.adopted),
        "languages": list(summary.languages),
        "expressions": summary.expressions,
        "provisions": summary.provisions,
        "sources": list(summary.sources),
    }


def relation_json(relation: Relation) -> Json:
    """A relation; `effective` is when it takes effect."""
    return {
        "type": relation.type.value,
        "target": relation.target,
        "target_work": relation.target_slug,
        "target_eid": relation.target_eid,
        "located_eid": relation.located,
        "candidates": list(relation.candidates),
        "from_eid": relation.from_eid,
        "partial": relation.partial,
        "effective": interval_json(relation.effective),
    }


def relations_json(
    stored: StoredWork, shown: StoredExpression, within: str | None = None, on: date | None = None
) -> Json:
    """What a work (or its provision `within`) does to others, others to it, its provisions to each other.

    `on`: what may stand on that day; None: all that is recorded.
    """
    stored = related_on(stored, on)

    def concerns(*eids: str | None) -> bool:
        return within is None or any(eid == within or (eid or "").startswith(f"{within}__") for eid in eids)

    lists: dict[str, list[Json]] = {
        "outgoing": [relation_json(each) for each in stored.relations if concerns(each.from_eid)],
        "incoming": [
            {"reverse": REVERSE[each.type], "from": slug, **relation_json(each)}
            for slug, each in stored.incoming
            if concerns(each.located, each.target_eid)
        ],
        "internal": [
            {
                "from_eid": each.from_eid,
                "text": each.text,
                "start": each.start,
                "end": each.end,
                "target_eid": each.target_eid,
                "located_eid": each.located,
            }
            for each in internal(shown)
            if concerns(each.from_eid, each.located)
        ],
    }
    totals = {name: len(each) for name, each in lists.items()}
    return {
        "work": stored.work.slug,
        "language": shown.expression.language,
        "as_of": on.isoformat() if on else "any",
        "totals": totals,
        **lists,
    }


def relations_page(found: Json, kinds: Collection[str], offset: int, limit: int) -> Json:
    """So many of each list of `relations_json`, of these types (or all); the totals count these types."""

    def wanted(relation: Json) -> bool:
        return not kinds or bool({relation.get("type", "cites"), relation.get("reverse")} & set(kinds))

    chosen = {name: [each for each in found[name] if wanted(each)] for name in found["totals"]}
    totals = {name: len(each) for name, each in chosen.items()}
    return {**found, "totals": totals} | {
        name: each[offset : offset + limit] for name, each in chosen.items()
    }


def action_json(action: PartyAction) -> Json:
    """One act of one party."""
    return {
        "party": action.party,
        "action": action.action.value,
        "date": date_json(action.date),
        "effective": date_json(action.effective),
        "text": action.text,
        "articles": list(action.articles),
        "towards": action.towards,
        "opposes_entry": action.opposes_entry,
    }


def _assertion(assertion: Assertion) -> Json:
    origin = assertion.origin
    return {
        "field": assertion.field,
        "value": assertion.value,
        "origin": origin.kind.value,
        "detail": origin.detail,
        "page": origin.span.page if origin.span else None,
        "recorded": assertion.recorded.isoformat() if assertion.recorded else None,
        "superseded": assertion.superseded.isoformat() if assertion.superseded else None,
    }
