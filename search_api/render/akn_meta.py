"""The metadata of an Akoma Ntoso document: FRBR levels, who is referred to, notes on what is unknown."""

from __future__ import annotations

from datetime import date

from lxml import etree

from corpus.identifiers import ExpressionUri, WorkUri, alpha3, slugify
from corpus.model import LegalDate
from corpus.store.views import StoredExpression, StoredWork

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
BASE = "treatybase"
"""The eId of this base among the organisations: it answers for the mark-up."""
UNKNOWN_DAY = "0001-01-01"
"""Stands where the schema demands a date and none is known; its name is `unknown`."""
UNKNOWN_COUNTRY = "xx"
"""Of ISO 3166's codes for private use: the base does not say which State's law it is."""


def element(name: str, /, **attributes: str) -> etree._Element:
    """An element of the Akoma Ntoso namespace."""
    return etree.Element(f"{{{AKN}}}{name}", attributes)


def meta(work: StoredWork, stored: StoredExpression, on: date) -> etree._Element:
    """The `meta` of an expression; `on` is the day on which the file is made."""
    found = element("meta")
    found.append(_identification(work, stored, on))
    found.append(_references(work))
    notes = _unknown(work, stored)
    if notes:
        found.append(_notes(notes))
    return found


def _identification(work: StoredWork, stored: StoredExpression, on: date) -> etree._Element:
    found = element("identification", source=f"#{BASE}")
    uri = WorkUri(work.work.slug)
    start = stored.expression.valid.start.at
    version = ExpressionUri(uri, stored.expression.language, start.day if start else None)
    found.append(_work_level(work, uri))
    found.append(_expression_level(work, stored, version))
    found.append(_manifestation(f"{version}.akn", on))
    return found


def _work_level(work: StoredWork, uri: WorkUri) -> etree._Element:
    level = _level("FRBRWork", f"{uri}/!main", str(uri))
    for language, title in work.work.titles.items():
        level.append(element("FRBRalias", value=title, name=f"title-{language}"))
    level.append(_date(work.work.adopted, "adopted"))
    level.extend(_authors(work))
    level.append(element("FRBRcountry", value=UNKNOWN_COUNTRY))
    level.append(element("FRBRsubtype", value=work.work.kind.value))
    for identifier in work.work.identifiers:
        level.append(element("FRBRnumber", value=identifier.value))
    return level


def _expression_level(work: StoredWork, stored: StoredExpression, version: ExpressionUri) -> etree._Element:
    level = _level("FRBRExpression", f"{version}/!main", str(version))
    level.append(_date(stored.expression.valid.start.at, "valid_from"))
    level.extend(_authors(work))
    level.append(element("FRBRlanguage", language=alpha3(stored.expression.language)))
    return level


def _manifestation(uri: str, on: date) -> etree._Element:
    level = _level("FRBRManifestation", uri, uri)
    level.append(element("FRBRdate", date=on.isoformat(), name="markup"))
    level.append(element("FRBRauthor", href=f"#{BASE}"))
    level.append(element("FRBRformat", value="application/akn+xml"))
    return level


def _level(name: str, this: str, uri: str) -> etree._Element:
    level = element(name)
    level.append(element("FRBRthis", value=this))
    level.append(element("FRBRuri", value=uri))
    return level


def _date(day: LegalDate | None, name: str) -> etree._Element:
    """A certain day, the first of an uncertain one with its name, or the sign for unknown."""
    if day is None:
        return element("FRBRdate", date=UNKNOWN_DAY, name="unknown")
    return element("FRBRdate", date=day.earliest.isoformat(), name=name if day.day else f"{name}_earliest")


def _authors(work: StoredWork) -> list[etree._Element]:
    names = _author_ids(work)
    return [element("FRBRauthor", href=f"#{name}") for name in names or ["unknown"]]


def _author_ids(work: StoredWork) -> dict[str, str]:
    """The issuers, else the parties, by the eIds under which they are referred to."""
    names = work.work.issuers or work.work.parties
    return {f"author-{number}-{slugify(name, 40) or 'x'}": name for number, name in enumerate(names, 1)}


def _references(work: StoredWork) -> etree._Element:
    references = element("references", source=f"#{BASE}")
    authors = _author_ids(work) or {"unknown": "unknown"}
    for eid, name in {BASE: "Treatybase", **authors}.items():
        references.append(
            element("TLCOrganization", eId=eid, href=f"/ontology/organization/{eid}", showAs=name)
        )
    return references


def _unknown(work: StoredWork, stored: StoredExpression) -> list[str]:
    """What the base does not know of this text, in sentences."""
    valid = stored.expression.valid
    facts = {
        "The date of adoption is unknown.": work.work.adopted is None,
        "The date of adoption is known only in part.": work.work.adopted and not work.work.adopted.day,
        "The day from which this wording holds is unknown.": valid.start.at is None,
        "The day until which this wording holds is unknown.": str(valid.end) == "unknown",
        "The issuer is unknown.": not (work.work.issuers or work.work.parties),
        "The country is not recorded.": True,
        "The authority of this language version is unknown.": stored.expression.authority.value == "unknown",
    }
    return [sentence for sentence, holds in facts.items() if holds]


def _notes(sentences: list[str]) -> etree._Element:
    notes = element("notes", source=f"#{BASE}")
    for number, sentence in enumerate(sentences, 1):
        note = etree.SubElement(notes, f"{{{AKN}}}note", eId=f"note_{number}")
        etree.SubElement(note, f"{{{AKN}}}p").text = sentence
    return notes
