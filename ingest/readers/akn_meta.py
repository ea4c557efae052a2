"""What the metadata of an Akoma Ntoso document says: FRBR, life cycle, temporal groups, modifications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from lxml import etree

from corpus.errors import InvalidIdentifier
from corpus.identifiers import ProvisionUri, WorkUri, parse_uri
from corpus.language.names import bcp47
from corpus.law.timeline import AMENDED, TERM
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Force,
    ForceState,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    WorkKind,
)
from ingest.document import Hints
from ingest.readers.akn_own import with_own
from ingest.readers.clean import clean
from ingest.readers.safe_xml import attribute, local

_PLAUSIBLE = (date(1500, 1, 1), date(2100, 1, 1))
"""Editors fill an unknown date with 2999-01-01 or 0001-01-01."""
_SUBTYPES = {
    **{kind.value: kind for kind in WorkKind},
    "protocol": WorkKind.PROTOCOL, "convention": WorkKind.TREATY, "treaty": WorkKind.TREATY,
    "agreement": WorkKind.TREATY, "constitution": WorkKind.CONSTITUTION, "decree": WorkKind.DECREE,
    "regulation": WorkKind.REGULATION, "regulations": WorkKind.REGULATION, "resolution": WorkKind.RESOLUTION,
    "decision": WorkKind.DECISION, "order": WorkKind.ORDER, "law": WorkKind.LAW, "statute": WorkKind.LAW,
    "circular": WorkKind.CIRCULAR, "ordinance": WorkKind.ORDINANCE,
}  # fmt: skip
_NO_INSTRUMENTS = frozenset(
    {"bill", "amendment", "amendmentList", "debate", "debateReport", "debateRecord", "officialGazette"}
    | {"judgment", "judgement", "memorandum", "billPackage"}
)
"""Documents that are no instrument, whatever instrument their title names: by element, or by its name."""
_MODIFICATIONS = {
    "substitution": RelationType.REPLACES, "replacement": RelationType.REPLACES,
    "insertion": RelationType.INSERTS, "repeal": RelationType.REPEALS,
    "renumbering": RelationType.RENUMBERS, "join": RelationType.AMENDS, "split": RelationType.AMENDS,
}  # fmt: skip
_STATES = {
    "suspen": ForceState.SUSPENDED,
    "provisional": ForceState.PROVISIONAL,
    "#continued": ForceState.CONTINUED,
}
"""Beginnings of words in the concept of an interval that is not of force itself."""
_REASONS = {f"continued-{reason}": reason for reason in (AMENDED, TERM)}
"""By the end of a concept, the reason that it tells."""
_FORMAT = Origin(OriginKind.FORMAT, "akn")


def hints(document: etree._Element, title: str, path: str) -> Hints:
    """Hints of one document; `title` is the one in its preface."""
    meta = _child(document, "meta")
    if meta is None:
        return Hints(titles={"und": title} if title else {})
    work, expression = _below(meta, "FRBRWork"), _below(meta, "FRBRExpression")
    language = _language(expression, document)
    alias = _values(work, "FRBRalias")
    name = title or (clean(alias[0]) if alias and not alias[0].startswith("http") else "")
    found = Hints(
        identifiers=_identifiers(work),
        kind=_kind(document, work),
        titles={language or "und": name} if name else {},
        language=language,
        issuers=_authors(meta, work),
        adopted=_date(work),
        forces=tuple(_forces(document, meta)),
        relations=tuple(_relations(meta)),
        extra=_extra(document, meta, work, expression),
    )
    return with_own(found, meta, work, expression)


def _kind(document: etree._Element, work: etree._Element | None) -> WorkKind | None:
    if {local(document), attribute(document, "name") or ""} & _NO_INSTRUMENTS:
        return WorkKind.OTHER
    return _SUBTYPES.get((_values(work, "FRBRsubtype") or [""])[0].lower())


def _below(element: etree._Element, name: str) -> etree._Element | None:
    return next((found for found in element.iterdescendants() if local(found) == name), None)


def _child(element: etree._Element, name: str) -> etree._Element | None:
    return next((found for found in element if local(found) == name), None)


def _values(element: etree._Element | None, name: str) -> list[str]:
    children = [child for child in element if local(child) == name] if element is not None else []
    return [clean(attribute(child, "value") or "") for child in children if attribute(child, "value")]


def _language(expression: etree._Element | None, document: etree._Element) -> str | None:
    found = _child(expression, "FRBRlanguage") if expression is not None else None
    code = (
        (attribute(found, "language") or "" if found is not None else "") or attribute(document, "lang") or ""
    )
    return bcp47(code) if re.fullmatch(r"[A-Za-z]{2,3}(-.*)?", code.strip()) else None


def _identifiers(work: etree._Element | None) -> tuple[Identifier, ...]:
    uri = (_values(work, "FRBRuri") or _values(work, "FRBRthis") or [""])[0]
    scheme = IdentifierScheme.ELI if "/eli/" in uri else IdentifierScheme.AKN
    return (Identifier(scheme, uri),) if "/" in uri else ()


def _date(work: etree._Element | None) -> LegalDate | None:
    """The date of the work. AKN gives it a name; a date of markup or of publication is not its own."""
    for element in work if work is not None else ():
        name = (attribute(element, "name") or "").lower()
        if local(element) == "FRBRdate" and not re.search(r"markup|publi|xml|convers|translat", name):
            return certain(attribute(element, "date"))
    return None


def certain(text: str | None) -> LegalDate | None:
    """A plausible ISO date at any precision (a time of day is cut off), else None."""
    try:
        parsed = LegalDate.parse((text or "")[:10])
    except InvalidIdentifier:
        return None
    return parsed if _PLAUSIBLE[0] <= parsed.earliest < _PLAUSIBLE[1] else None


def _authors(meta: etree._Element, work: etree._Element | None) -> tuple[str, ...]:
    """Names of the work's authors, where the references give the name."""
    names = {
        attribute(ref, "eId") or attribute(ref, "id"): attribute(ref, "showAs")
        for ref in meta.iterdescendants()
    }
    authors = [child for child in work if local(child) == "FRBRauthor"] if work is not None else []
    found = (names.get((attribute(author, "href") or "").lstrip("#")) for author in authors)
    return tuple(clean(name) for name in found if name)


def _events(meta: etree._Element) -> dict[str, LegalDate]:
    found: dict[str, LegalDate] = {}
    for event in meta.iterdescendants():
        identity = attribute(event, "eId") or attribute(event, "id")
        when = certain(attribute(event, "date"))
        if local(event) in {"eventRef", "event"} and identity and when:
            found[identity] = when
    return found


def _intervals(meta: etree._Element) -> dict[str, list[tuple[str, Interval]]]:
    """Temporal groups: what their intervals say (the concept), and from when to when."""
    events = _events(meta)
    groups: dict[str, list[tuple[str, Interval]]] = {}
    for group in meta.iterdescendants():
        identity = attribute(group, "eId") or attribute(group, "id")
        if local(group) == "temporalGroup" and identity:
            groups[identity] = [_interval(each, events) for each in group]
    return groups


def _interval(element: etree._Element, events: Mapping[str, LegalDate]) -> tuple[str, Interval]:
    """An end that is told, and of which no day is known, is unknown; one that is not told is open."""
    start = events.get((attribute(element, "start") or "").lstrip("#"))
    end = events.get((attribute(element, "end") or "").lstrip("#"))
    until = End.on(end) if end else UNKNOWN if attribute(element, "end") is not None else OPEN
    return attribute(element, "refersTo") or "", Interval(End.on(start) if start else UNKNOWN, until)


def _forces(document: etree._Element, meta: etree._Element) -> Iterator[Force]:
    """Force as temporal groups give it to the whole document or to provisions with eId."""
    groups = _intervals(meta)
    for element in document.iter():
        used = (attribute(element, "period") or "").lstrip("#")
        if used not in groups or any(local(above) == "meta" for above in element.iterancestors()):
            continue
        eid = attribute(element, "eId")
        whole = element is document or local(element) == "body"
        for concept, interval in groups[used]:
            state = _state(concept)
            if state is not None and (whole or eid):
                reason = _REASONS.get(concept.lstrip("#"), "format")
                yield Force(state, interval, _FORMAT, None if whole else eid, reason=reason)


def _state(concept: str) -> ForceState | None:
    """What an interval says of force; None where it is of something else."""
    for beginning, state in _STATES.items():
        if beginning in concept.lower():
            return state
    return ForceState.IN_FORCE if _means_force(concept) else None


def _means_force(concept: str) -> bool:
    return "force" in concept.lower() or "vigenza" in concept.lower() or "geltung" in concept.lower()


_BESIDE = frozenset({"before", "after"})
"""Where a new provision stands: it is what is inserted, not its neighbour."""


def _relations(meta: etree._Element) -> Iterator[Relation]:
    """What the document does to others, as its analysis says."""
    groups = _intervals(meta)
    for change in meta.iterdescendants():
        if local(change) != "textualMod" or not any(
            local(up) == "activeModifications" for up in change.iterancestors()
        ):
            continue
        kind = _MODIFICATIONS.get((attribute(change, "type") or "").lower(), RelationType.AMENDS)
        source, force = _child(change, "source"), _child(change, "force")
        period = (attribute(force, "period") or "").lstrip("#") if force is not None else ""
        from_eid = (attribute(source, "href") or "").lstrip("#") if source is not None else ""
        for destination in change:
            target, eid = _target(attribute(destination, "href") or "")
            if local(destination) == "destination" and target:
                effective = groups[period][0][1] if groups.get(period) else Interval()
                beside = kind is RelationType.INSERTS and attribute(destination, "pos") in _BESIDE
                yield Relation(
                    kind, target, _FORMAT, from_eid or None, target_eid=None if beside else eid,
                    effective=effective, partial=bool(eid),
                )  # fmt: skip


def _target(href: str) -> tuple[str, str | None]:
    """The work that an address names, and the provision; of a base of ours, the work's slug."""
    try:
        uri = parse_uri(href)
    except InvalidIdentifier:
        target, _, eid = href.partition("~" if "~" in href else "#")
        return target.rstrip("/"), eid or None
    of, named = (uri.of, uri.eid) if isinstance(uri, ProvisionUri) else (uri, None)
    return (of if isinstance(of, WorkUri) else of.work).slug, named


def _extra(
    document: etree._Element,
    meta: etree._Element,
    work: etree._Element | None,
    expression: etree._Element | None,
) -> dict[str, str]:
    publication = _below(meta, "publication")
    found = {
        "akn.type": local(document),
        "akn.name": attribute(document, "name") or "",
        "akn.contains": attribute(document, "contains") or "",
        "akn.country": (_values(work, "FRBRcountry") or [""])[0],
        "akn.number": (_values(work, "FRBRnumber") or [""])[0],
        "akn.expression": (_values(expression, "FRBRuri") or [""])[0],
    }
    if publication is not None:
        found["akn.publication"] = " ".join(
            part for name in ("showAs", "name", "number", "date") if (part := attribute(publication, name))
        )
    return {key: clean(text) for key, text in found.items() if text}
