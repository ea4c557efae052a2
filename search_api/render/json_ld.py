"""JSON-LD: schema.org's Legislation, and beside it the ontology of the European Legislation Identifier.

What is not known has no property: a status that is unknown is neither "in force" nor "not in force". The
context stands in the document, so that whoever reads it need fetch nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corpus.identifiers import alpha3
from corpus.law.relating import related_on
from corpus.model import (
    ELI_PROPERTY,
    Authority,
    Extent,
    IdentifierScheme,
    LegalDate,
    Making,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    State,
    Status,
)
from corpus.store.views import StoredExpression
from search_api.render.shown import Shown

Json = dict[str, Any]

CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    **{name: {"@type": "Date"} for name in ("legislationDate", "legislationDateVersion")},
    **{name: {"@type": "@vocab"} for name in ("legislationLegalForce", "legislationLegalValue")},
    **{name: {"@type": "@id"} for name in ("url", "contentUrl", "sameAs", "eli:in_force", "eli:language")},
    **{
        name: {"@type": "xsd:date"}
        for name in ("eli:date_document", "eli:first_date_entry_in_force", "eli:version_date")
    },
}
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
"""ELI names languages by the authority table of the European Union's Publications Office."""
FORMATS = {"text/html": "", "application/akn+xml": ".akn.xml", "text/plain": ".txt"}
"""Forms of a wording, by media type, with the ending of their addresses."""

_PROPERTY: Mapping[RelationType, str] = {
    RelationType.CITES: "citation",
    RelationType.AMENDS: "legislationChanges",
    RelationType.INSERTS: "legislationChanges",
    RelationType.REPLACES_WORDS: "legislationChanges",
    RelationType.RENUMBERS: "legislationChanges",
    RelationType.REPLACES: "legislationRepeals",
    RelationType.REPEALS: "legislationRepeals",
    RelationType.CORRECTS: "legislationCorrects",
    RelationType.COMMENCES: "legislationCommences",
    RelationType.CONSOLIDATES: "legislationConsolidates",
    RelationType.APPLIES_DIRECTLY: "legislationApplies",
}
"""What schema.org calls a relation; the others have ELI's property alone, or none."""
_FORCE = {"InForce": "inForce", "NotInForce": "notInForce", "PartiallyInForce": "partiallyInForce"}
_UNOFFICIAL = frozenset({Authority.UNOFFICIAL, Authority.MACHINE})


def json_ld(shown: Shown) -> Json:
    """A work with its wordings and the articles of the one that is shown, or one provision with its text."""
    node = _provision(shown) if shown.provision else _work(shown)
    return {"@context": CONTEXT, **node}


def node_of_work(shown: Shown) -> Json:
    """The same of a work without the context: for a document that holds many."""
    return _work(shown)


def _work(shown: Shown) -> Json:
    work = shown.work.work
    return _known(
        {
            "@id": shown.work_url(),
            "@type": ["Legislation", "eli:LegalResource"],
            "url": shown.work_url(),
            "sameAs": shown.eli(),
            "legislationIdentifier": [i.value for i in work.identifiers] or work.slug,
            "eli:id_local": [i.value for i in work.identifiers if i.scheme is IdentifierScheme.NUMBER],
            "legislationType": work.kind.value,
            "name": [{"@value": t, "@language": language} for language, t in work.titles.items()],
            **_dates(work.adopted, work.in_force),
            "legislationPassedBy": [{"@type": "Organization", "name": name} for name in work.issuers],
            **_force(shown.status_of(None)),
            **_relations(shown),
            "workExample": [_expression(shown, each) for each in shown.work.expressions],
        }
    )


def _dates(adopted: LegalDate | None, in_force: LegalDate | None) -> Json:
    return {
        "legislationDate": adopted.isoformat() if adopted and "/" not in adopted.isoformat() else None,
        "eli:date_document": adopted.day.isoformat() if adopted and adopted.day else None,
        "eli:first_date_entry_in_force": in_force.day.isoformat() if in_force and in_force.day else None,
    }


def _expression(shown: Shown, stored: StoredExpression) -> Json:
    """A wording; the one that is shown has its articles."""
    expression, url = stored.expression, shown.expression_url(stored)
    start = expression.valid.start.at
    system = expression.making is Making.CONSOLIDATED_SYSTEM
    unofficial = system or expression.authority in _UNOFFICIAL
    version = start.day.isoformat() if start and start.day else None
    return _known(
        {
            "@id": url,
            "@type": ["Legislation", "eli:LegalExpression"],
            "eli:realizes": {"@id": shown.work_url()},
            "name": expression.title,
            "inLanguage": expression.language,
            "eli:language": LANGUAGES + alpha3(expression.language).partition("-")[0].upper(),
            "legislationDateVersion": version,
            "eli:version_date": version,
            "version": expression.making.value,
            "legislationLegalValue": "UnofficialLegalValue" if unofficial else None,
            "creditText": _credit(stored) if system else None,
            "encoding": [
                {"@type": "MediaObject", "encodingFormat": media, "contentUrl": url + ending}
                for media, ending in FORMATS.items()
            ],
            "hasPart": list(_articles(shown)) if stored.id == shown.expression.id else [],
        }
    )


def _credit(stored: StoredExpression) -> str:
    """That this system made the wording, and how many amendments it has not."""
    left = len(stored.expression.unapplied)
    missing = f" Amendments that could not be applied: {left}." if left else ""
    return f"Consolidated by Treatybase; not official.{missing}"


def _articles(shown: Shown) -> Iterator[Json]:
    for top in shown.expression.provisions:
        for each in top.walk():
            if each.kind is ProvisionKind.ARTICLE:
                yield _part(shown, each)


def _part(shown: Shown, provision: Provision) -> Json:
    return _known(
        {
            "@id": shown.expression_url(shown.expression, provision.eid),
            "@type": ["Legislation", "eli:LegalResourceSubdivision"],
            "sameAs": shown.eli(provision.eid),
            "legislationIdentifier": provision.eid,
            "name": " ".join(part for part in (provision.label, provision.heading) if part),
            **_force(shown.status_of(provision.eid)),
        }
    )


def _provision(shown: Shown) -> Json:
    """A provision with its text, and the wording and the work that it is part of."""
    provision = shown.path[-1]
    expression = shown.expression.expression
    whole = {"@id": shown.expression_url(shown.expression), "exampleOfWork": {"@id": shown.work_url()}}
    return {
        **_part(shown, provision),
        **_known(
            {
                "legislationType": provision.kind.value,
                "inLanguage": provision.language or expression.language,
                "text": provision.full_text(),
                "isPartOf": {"@type": "Legislation", "name": shown.title, **whole},
            }
        ),
    }


def _force(status: Status) -> Json:
    """Whether it is in force, where schema.org has a word for it and the base knows.

    A suspended text is in force and does not apply, a provisionally applied one applies and is not in
    force: neither is said to be the one or the other.
    """
    word = _word(status)
    known = "http://data.europa.eu/eli/ontology#InForce-"
    return {
        "legislationLegalForce": word,
        "eli:in_force": f"{known}{_FORCE[word]}" if word else None,
    }


def _word(status: Status) -> str | None:
    if status.provisional or status.state in (State.UNKNOWN, State.SUSPENDED):
        return None
    apart = bool(status.ended_eids or status.pending_eids)
    if status.state is State.IN_FORCE:
        if status.extent is Extent.PART and not apart:
            return None
        return "PartiallyInForce" if apart else "InForce"
    return "NotInForce" if status.extent is Extent.WHOLE else None


def _relations(shown: Shown) -> dict[str, list[Json]]:
    """What the work does to others, each target once a property; one outside the base by its name alone."""
    found: dict[str, dict[str, Json]] = {}
    for relation in related_on(shown.work, shown.on).relations:
        for name in _properties(relation):
            target = _target(shown, relation)
            found.setdefault(name, {})[str(target.get("@id") or target["name"])] = target
    return {name: list(targets.values()) for name, targets in found.items()}


def _properties(relation: Relation) -> Iterator[str]:
    """The names of a relation in both vocabularies. To reword a provision is not to repeal it."""
    rewords = relation.type is RelationType.REPLACES and (relation.partial or relation.target_eid)
    if name := "legislationChanges" if rewords else _PROPERTY.get(relation.type):
        yield name
    if name := "eli:changes" if rewords else ELI_PROPERTY.get(relation.type):
        yield name


def _target(shown: Shown, relation: Relation) -> Json:
    if relation.target_slug:
        eid = relation.located or relation.target_eid or ""
        return {"@type": "Legislation", "@id": shown.work_url(relation.target_slug, eid)}
    return {"@type": "Legislation", "name": " ".join(relation.target.split())}


def _known(node: Json) -> Json:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}
