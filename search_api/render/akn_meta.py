"""The metadata of an Akoma Ntoso document: FRBR levels, who is referred to, notes on what is unknown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from corpus.identifiers import COUNTRY, UNKNOWN_DAY, WorkUri, akn_iri, alpha3, eli_iri, slugify
from corpus.model import Authority, End, EndKind, IdentifierScheme, LegalDate, Making, WorkKind
from corpus.parties.countries import country_of
from corpus.store.views import StoredExpression, StoredWork
from search_api.render.akn_changes import analysis, references, unresolved
from search_api.render.akn_elements import BASE, clean, element, within
from search_api.render.akn_times import ORIGINAL, Times

_PRESCRIPTIVE: dict[WorkKind, bool] = {
    **dict.fromkeys((WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.CONSTITUTION, WorkKind.LAW), True),
    **dict.fromkeys((WorkKind.ORDINANCE, WorkKind.DECREE, WorkKind.CIRCULAR), True),
    **dict.fromkeys((WorkKind.JOINT_CIRCULAR, WorkKind.REGULATION), True),
    WorkKind.STATUS_NOTE: False,
}
"""Kinds that lay down rules, or surely none; of the others it is not said."""
_AUTHORITATIVE = frozenset({Authority.AUTHENTIC, Authority.PREVAILING})
_NOT_AUTHORITATIVE = frozenset({Authority.UNOFFICIAL, Authority.MACHINE})


def meta(work: StoredWork, stored: StoredExpression, on: date, times: Times) -> etree._Element:
    """The `meta` of an expression; `on` is the day on which the file is made."""
    changes = list(analysis(work, times))
    found = element("meta")
    found.append(_identification(work, stored, on))
    found.extend(times.lifecycle())
    found.extend(changes)
    found.extend(times.temporal_data())
    found.append(_references(work, times))
    notes = [*_unknown(work, stored), *unresolved(work)]
    if stored.expression.making is Making.CONSOLIDATED_SYSTEM:
        notes[:0] = _consolidated(stored)
    if notes:
        found.append(_notes(notes))
    return found


def part_meta(work: StoredWork, stored: StoredExpression, on: date, part: str) -> etree._Element:
    """The `meta` of a component, an annex: only who it is; the rest is told of the whole."""
    found = element("meta")
    found.append(_identification(work, stored, on, part))
    return found


def _identification(
    work: StoredWork, stored: StoredExpression, on: date, part: str = "main"
) -> etree._Element:
    start, language = stored.expression.valid.start.at, stored.expression.language
    day = start.day if start else None
    found = element("identification", source=f"#{BASE}")
    found.append(_work_level(work, part))
    version = akn_iri(work.work, language, day)
    level = _level("FRBRExpression", f"{version}/!{part}", version)
    if part == "main":
        _alias(level, "eli", eli_iri(work.work, language, day))
        _alias(level, "making", stored.expression.making.value)
        _alias(level, "authority", stored.expression.authority.value)
        _alias(level, "number", stored.expression.number)
        for name, end in (
            ("valid_from", stored.expression.valid.start),
            ("valid_to", stored.expression.valid.end),
        ):
            _alias(level, name, _told(end))
    level.append(_date(start, "valid_from"))
    level.extend(_authors(work))
    if stored.expression.making is Making.CONSOLIDATED_SYSTEM:
        within(level, "FRBRauthor", href=f"#{BASE}", **{"as": "#editor"})
    if (authoritative := _is_authoritative(stored)) is not None:
        within(level, "FRBRauthoritative", value=str(authoritative).lower())
    within(level, "FRBRlanguage", language=alpha3(language))
    found.append(level)
    level = _level("FRBRManifestation", f"{version}/!{part}.akn", f"{version}.akn")
    within(level, "FRBRdate", date=on.isoformat(), name="markup")
    within(level, "FRBRauthor", href=f"#{BASE}")
    within(level, "FRBRformat", value="application/akn+xml")
    found.append(level)
    return found


def _work_level(work: StoredWork, part: str) -> etree._Element:
    own = work.work
    uri = akn_iri(own)
    level = _level("FRBRWork", f"{uri}/!{part}", uri)
    if part == "main":
        for language, title in own.titles.items():
            _alias(level, f"title-{language}", title)
        _alias(level, "eli", eli_iri(own))
        _alias(level, "address", str(WorkUri(own.slug)))
        for identifier in own.identifiers:
            if identifier.scheme is not IdentifierScheme.NUMBER:
                _alias(level, identifier.scheme.value, identifier.value)
    level.append(_date(own.adopted, "adopted"))
    level.extend(_authors(work))
    within(level, "FRBRcountry", value=(_country(work) or COUNTRY).lower())
    within(level, "FRBRsubtype", value=own.kind.value)
    for identifier in own.identifiers:
        if identifier.scheme is IdentifierScheme.NUMBER:
            within(level, "FRBRnumber", value=clean(identifier.value))
    if own.kind in _PRESCRIPTIVE:
        within(level, "FRBRprescriptive", value=str(_PRESCRIPTIVE[own.kind]).lower())
    return level


def _level(name: str, this: str, uri: str) -> etree._Element:
    level = element(name)
    within(level, "FRBRthis", value=this)
    within(level, "FRBRuri", value=uri)
    return level


def _alias(level: etree._Element, name: str, value: str) -> None:
    if value:
        within(level, "FRBRalias", value=clean(value), name=name)


def _told(end: End) -> str:
    """A day as precise as it is known, or that the end is open; empty: nobody has recorded it."""
    return "" if end.kind is EndKind.UNKNOWN or "/" in str(end) else str(end)


def _is_authoritative(stored: StoredExpression) -> bool | None:
    """Whether the text is the authentic one; None where the base does not know, or knows only "official".

    An official translation or consolidation is given out by the State, and yet another text prevails.
    """
    expression = stored.expression
    if expression.making is Making.CONSOLIDATED_SYSTEM or expression.authority in _NOT_AUTHORITATIVE:
        return False
    return True if expression.making is Making.ORIGINAL and expression.authority in _AUTHORITATIVE else None


def _date(day: LegalDate | None, name: str) -> etree._Element:
    """A certain day, the first of an uncertain one with its name, or the sign for unknown."""
    if day is None:
        return element("FRBRdate", date=UNKNOWN_DAY, name="unknown")
    return element("FRBRdate", date=day.earliest.isoformat(), name=name if day.day else f"{name}_earliest")


def _authors(work: StoredWork) -> list[etree._Element]:
    role = {} if work.work.issuers else {"as": "#party"}
    names = _author_ids(work)
    return [element("FRBRauthor", href=f"#{name}", **role) for name in names] or [
        element("FRBRauthor", href="#unknown")
    ]


def _country(work: StoredWork) -> str | None:
    """The State whose instrument it is, where that is certain; addresses name none, whatever it is."""
    own = work.work
    languages = (*own.titles, *(each.expression.language for each in work.expressions))
    return country_of(own.issuers or own.parties, languages)


def _author_ids(work: StoredWork) -> dict[str, str]:
    """The issuers, else the parties, by the eIds under which they are referred to."""
    names = work.work.issuers or work.work.parties
    return {f"author-{number}-{slugify(name, 40) or 'x'}": name for number, name in enumerate(names, 1)}


def _references(work: StoredWork, times: Times) -> etree._Element:
    """What the document refers to: itself, who made it, what is related to it, the concepts of its times."""
    found = element("references", source=f"#{BASE}")
    title = " ".join(clean(work.work.title()).split())
    within(found, "original", eId=ORIGINAL, href=akn_iri(work.work), showAs=title or work.work.slug)
    found.extend(references(work))
    authors = _author_ids(work) or {"unknown": "unknown"}
    for eid, name in {BASE: "Treatybase", **authors}.items():
        href = f"/ontology/organization/{eid}"
        within(found, "TLCOrganization", eId=eid, href=href, showAs=clean(name))
    for role in ("editor", "party"):
        within(found, "TLCRole", eId=role, href=f"/ontology/role/{role}", showAs=role)
    found.extend(times.references())
    return found


def _consolidated(stored: StoredExpression) -> Iterator[str]:
    """That this system made the wording, and which amendments it has not."""
    yield "Treatybase consolidated this wording from amending texts. It is not official."
    for left in stored.expression.unapplied:
        place, why = f" in {left.eid}" if left.eid else "", left.why.replace("_", " ")
        yield f"It has not what {left.provision} of {WorkUri(left.by)} changes{place} ({why})."


def _unknown(work: StoredWork, stored: StoredExpression) -> Iterator[str]:
    """What the base does not know of this text, in sentences."""
    valid = stored.expression.valid
    facts = {
        "The date of adoption is unknown.": work.work.adopted is None,
        "The date of adoption is known only in part.": work.work.adopted and not work.work.adopted.day,
        "The day from which this wording holds is unknown.": valid.start.at is None,
        "The day until which this wording holds is unknown.": str(valid.end) == "unknown",
        "The issuer is unknown.": not (work.work.issuers or work.work.parties),
        "The country is not recorded.": _country(work) is None,
        "The authority of this language version is unknown.": stored.expression.authority.value == "unknown",
    }
    return (sentence for sentence, holds in facts.items() if holds)


def _notes(sentences: list[str]) -> etree._Element:
    notes = element("notes", source=f"#{BASE}")
    for number, sentence in enumerate(sentences, 1):
        within(within(notes, "note", eId=f"note_{number}"), "p", sentence)
    return notes
