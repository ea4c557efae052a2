"""What an Akoma Ntoso document says that a base of this kind gave out: more than the standard can hold.

Such a document is known by its address (`/akn/xx/…`, `corpus.identifiers.iris`). Its name for the work ties
the wordings together again, as in an import record; what the standard has no place for are `FRBRalias`es.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from corpus.errors import InvalidIdentifier
from corpus.identifiers import COUNTRY, UNKNOWN_DAY, WorkUri, parse_iri
from corpus.model import Identifier, IdentifierScheme, LegalDate, Making
from corpus.model.work import Authority
from ingest.document import Hints
from ingest.readers.clean import clean
from ingest.readers.safe_xml import attribute, local

_ELI = f"/eli/{COUNTRY}/"
_SCHEMES = {scheme.value: scheme for scheme in IdentifierScheme}
_MAKINGS = {making.value: making for making in Making}
_AUTHORITIES = {authority.value: authority for authority in Authority}
_PARTY = "#party"
"""The role of an author that concluded the work and did not issue it."""
_NOBODY = "#unknown"
"""The author that the schema demands where none is known."""
_DATE_FROM_END = 2
"""The date is the part before the name of the work, which stands last."""


def with_own(
    hints: Hints, meta: etree._Element, work: etree._Element | None, expression: etree._Element | None
) -> Hints:
    """The hints of a document, with what a base of ours says besides; of any other document as they are."""
    if work is None or expression is None or (slug := _slug(_value(work, "FRBRuri"))) is None:
        return hints
    told = {str(attribute(each, "name")): _text(each) for each in expression if local(each) == "FRBRalias"}
    return replace(
        hints,
        work=slug,
        identifiers=tuple(_identifiers(work)),
        issuers=tuple(_names(meta, work, parties=False)),
        parties=tuple(_names(meta, work, parties=True)),
        adopted=_adopted(_value(work, "FRBRuri")),
        making=_MAKINGS.get(told.get("making", "")),
        authority=_AUTHORITIES.get(told.get("authority", "")),
        number=told.get("number"),
        valid_from=told.get("valid_from"),
        valid_to=told.get("valid_to"),
    )


def _slug(iri: str) -> str | None:
    """The name of the work in an address of ours; None in any other."""
    if not iri.startswith(f"/akn/{COUNTRY}/"):
        return None
    try:
        uri = parse_iri(iri)
    except InvalidIdentifier:
        return None
    return uri.slug if isinstance(uri, WorkUri) else None


def _adopted(iri: str) -> LegalDate | None:
    """The date in the address, as precise as it was known: that of `FRBRdate` must be a whole day."""
    date = iri.split("/")[-_DATE_FROM_END]
    return None if date == UNKNOWN_DAY else LegalDate.parse(date)


def _identifiers(work: etree._Element) -> Iterator[Identifier]:
    """The identifiers that the base knows; its own addresses are none."""
    for each in work:
        value = _text(each)
        scheme = _SCHEMES.get(attribute(each, "name") or "")
        if local(each) == "FRBRnumber" and value:
            yield Identifier(IdentifierScheme.NUMBER, value)
        elif local(each) == "FRBRalias" and scheme and value and not value.startswith(_ELI):
            yield Identifier(scheme, value)


def _names(meta: etree._Element, work: etree._Element, *, parties: bool) -> Iterator[str]:
    """The names of those who issued the work, or of its parties."""
    shown = {attribute(ref, "eId"): attribute(ref, "showAs") for ref in meta.iterdescendants()}
    for author in work:
        name = shown.get((attribute(author, "href") or "").lstrip("#"))
        wanted = local(author) == "FRBRauthor" and (attribute(author, "as") == _PARTY) is parties
        if wanted and name and attribute(author, "href") != _NOBODY:
            yield clean(name)


def _value(level: etree._Element, name: str) -> str:
    return next((_text(each) for each in level if local(each) == name), "")


def _text(element: etree._Element) -> str:
    return clean(attribute(element, "value") or "")
