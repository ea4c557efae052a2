"""Facts of provisions as JSON, each tied to its provision."""

from __future__ import annotations

from search_api.facts.answers import (
    Cited,
    Found,
    ObligationsOf,
    ObligationView,
    ProceduresOf,
    ProcedureView,
    TermView,
)
from search_api.render.structured import Json, status_json


def cited_json(cited: Cited) -> Json:
    """The provision, as it is cited, with its status on the day."""
    return {
        "work": cited.work,
        "title": cited.title,
        "number": cited.number,
        "language": cited.language,
        "eid": cited.eid,
        "kind": cited.kind,
        "path": list(cited.steps),
        "page": cited.page,
        "status": status_json(cited.status),
    }


def term_json(view: TermView) -> Json:
    """A defined term, with the same concept in other languages."""
    return {
        "term": view.term.term,
        "definition": view.term.definition,
        "provision": cited_json(view.cited),
        "beside": [
            {"term": term.term, "definition": term.definition, "provision": cited_json(cited)}
            for term, cited in view.beside
        ],
    }


def terms_json(found: Found[TermView]) -> Json:
    """A part of the glossary."""
    return {**_told(found), "terms": [term_json(view) for view in found.found]}


def procedure_json(view: ProcedureView) -> Json:
    """A procedure with its lines."""
    return {
        "name": view.procedure.name,
        "competent_body": view.procedure.competent_body,
        "provision": cited_json(view.cited),
        "items": [
            {
                "kind": item.kind.value,
                "text": item.text,
                "data": dict(item.data),
                "provision": cited_json(cited),
            }
            for item, cited in view.items
        ],
    }


def procedures_json(found: Found[ProcedureView] | ProceduresOf) -> Json:
    """Procedures, of all works or of one."""
    told = {"as_of": found.on.isoformat(), "over": 0, "more": False}
    told |= _told(found) if isinstance(found, Found) else {}
    return {**told, "procedures": [procedure_json(view) for view in found.found]}


def _told(found: Found[TermView] | Found[ProcedureView]) -> Json:
    return {"as_of": found.on.isoformat(), "over": found.over, "more": found.more}


def obligation_json(view: ObligationView) -> Json:
    """An obligation."""
    told = view.obligation
    return {
        "bearer": told.bearer,
        "modality": told.modality.value,
        "clause": view.clause,
        "deed": told.deed,
        "beneficiary": told.beneficiary,
        "deadline": told.deadline,
        "condition": told.condition,
        "provision": cited_json(view.cited),
    }


def obligations_json(found: ObligationsOf) -> Json:
    """The obligations of a work."""
    return {
        "work": found.work.work.slug,
        "title": found.work.work.title(found.expression.expression.language),
        "language": found.expression.expression.language,
        "as_of": found.on.isoformat(),
        "status": status_json(found.status),
        "bearers": dict(found.bearers),
        "obligations": [obligation_json(view) for view in found.found],
    }
