"""Forces, relations and acts of parties to columns and back."""

from __future__ import annotations

from sqlalchemy import RowMapping

from corpus.model import (
    ActionType,
    Force,
    ForceState,
    PartyAction,
    Relation,
    RelationType,
)
from corpus.store.likeness import name_key
from corpus.store.resolving import target_key
from corpus.store.rows import (
    Row,
    clean,
    cleaned,
    date_columns,
    interval_columns,
    origin_columns,
    read_date,
    read_interval,
    read_origin,
)


def force_columns(force: Force) -> Row:
    """The columns of an interval of force."""
    return {
        "eid": cleaned(force.eid),
        "state": force.state.value,
        "territory": clean(force.territory),
        "reason": clean(force.reason),
        "detail": clean(force.detail),
        **interval_columns(force.interval),
        **origin_columns(force.origin),
    }


def relation_columns(relation: Relation) -> Row:
    """The columns of a relation; its target is not resolved yet."""
    return {
        "type": relation.type.value,
        "from_eid": cleaned(relation.from_eid),
        "target": clean(relation.target),
        "target_key": target_key(relation),
        "target_eid": cleaned(relation.target_eid),
        "partial": relation.partial,
        **interval_columns(relation.effective),
        **origin_columns(relation.origin),
    }


def action_columns(action: PartyAction) -> Row:
    """The columns of an act of a party."""
    return {
        "party": clean(action.party),
        "party_folded": name_key(action.party),
        "action": action.action.value,
        "text": clean(action.text),
        "articles": [clean(article) for article in action.articles],
        "towards": cleaned(action.towards),
        "opposes_entry": action.opposes_entry,
        **date_columns("date", action.date),
        **date_columns("effective", action.effective),
        **origin_columns(action.origin),
    }


def read_force(row: RowMapping) -> Force:
    """An interval of force from its row."""
    return Force(
        state=ForceState(row["state"]),
        interval=read_interval(row),
        origin=read_origin(row),
        eid=row["eid"],
        territory=row["territory"],
        reason=row["reason"],
        detail=row["detail"],
    )


def read_relation(row: RowMapping, target_slug: str | None) -> Relation:
    """A relation from its row, with the slug of the work to which it resolves."""
    return Relation(
        type=RelationType(row["type"]),
        target=row["target"],
        origin=read_origin(row),
        from_eid=row["from_eid"],
        target_slug=target_slug,
        target_eid=row["target_eid"],
        effective=read_interval(row),
        partial=row["partial"],
    )


def read_action(row: RowMapping) -> PartyAction:
    """An act of a party from its row."""
    return PartyAction(
        party=row["party"],
        action=ActionType(row["action"]),
        origin=read_origin(row),
        date=read_date("date", row),
        effective=read_date("effective", row),
        text=row["text"],
        articles=tuple(row["articles"]),
        towards=row["towards"],
        opposes_entry=row["opposes_entry"],
    )
