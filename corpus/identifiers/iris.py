"""Addresses in two further namings, Akoma Ntoso's and ELI's, made of the work's slug.

The slug alone names the work, for it never changes; what else a naming wants (country, kind, date) is
written as the base knows it and not looked at when an address is read. So an address stays good when a
date or a kind is put right. Whose law a text is the base does not say: the country is `xx`, of the codes
that ISO 3166 leaves to private use.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.errors import InvalidIdentifier
from corpus.identifiers.uris import ExpressionUri, ProvisionUri, Uri, WorkUri, alpha3, bcp47
from corpus.model import LegalDate, Work

COUNTRY = "xx"
UNKNOWN_DAY = "0001-01-01"
"""Stands where Akoma Ntoso demands a date and none is known."""

_LANGUAGE = r"(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)"
_DAY = r"(?P<day>\d{4}-\d\d-\d\d)"
_SLUG = r"(?P<slug>[a-z0-9]+(?:-[a-z0-9]+)*)"
_AKN = re.compile(
    rf"/akn/{COUNTRY}/[^/]+(?:/[^/0-9][^/]*)*/\d{{4}}(?:-\d\d){{0,2}}/{_SLUG}"
    rf"(?:/{_LANGUAGE}(?:[@:]{_DAY})?)?"
    r"(?:/(?:!(?P<part>[^/~]+))?(?:~(?P<eid>[^/]+))?)?"
)
"""/akn/xx/act/circular/2021-09-30/06-2021-tt-bdn/vie@2021-11-15/!main~art_9 (naming convention 1.0)."""
_ELI = re.compile(
    rf"/eli/{COUNTRY}/[^/]+/{_SLUG}"
    rf"(?:/(?P<eid>[^/]*_[^/]*|[a-z]{{4,}}))?(?:(?:/{_DAY})?/{_LANGUAGE})?"
)
"""/eli/xx/circular/06-2021-tt-bdn/art_9/2021-11-15/vie: kind, work, provision, day and language.

An eId has a low line or is a long word (`preamble`); a code of a language is neither."""
_MAIN = "main"


def akn_iri(work: Work, language: str = "", day: date | None = None, *, part: str = "") -> str:
    """The IRI of a work, or of its expression in a language as of a day; `part` names a component.

    >>> akn_iri(Work("lagoon-convention", adopted=LegalDate.parse("2009-05")), "en", date(2011, 3, 1))
    '/akn/xx/act/other/2009-05/lagoon-convention/eng@2011-03-01'
    """
    kind = work.kind.value.replace("_", "-")
    made = f"/akn/{COUNTRY}/act/{kind}/{_dated(work.adopted)}/{work.slug}"
    if language:
        made += f"/{alpha3(language)}" + (f"@{day.isoformat()}" if day else "")
    return f"{made}/!{part}" if part else made


def eli_iri(work: Work, language: str = "", day: date | None = None, *, eid: str = "") -> str:
    """The ELI of a work, its provision, or an expression of either.

    >>> eli_iri(Work("lagoon-convention"), "en", date(2011, 3, 1), eid="art_22")
    '/eli/xx/other/lagoon-convention/art_22/2011-03-01/eng'
    """
    worded = [day.isoformat() if day else "", alpha3(language)] if language else []
    parts = ["/eli", COUNTRY, work.kind.value.replace("_", "-"), work.slug, eid, *worded]
    return "/".join(filter(None, parts))


def parse_iri(text: str) -> Uri:
    """What an IRI of either naming means. Raises InvalidIdentifier."""
    match = _AKN.fullmatch(text) or _ELI.fullmatch(text)
    if match is None:
        raise InvalidIdentifier(f"not an address of a work: {text!r}", value=text)
    found = match.groupdict()
    of: WorkUri | ExpressionUri = WorkUri(found["slug"])
    if found["language"]:
        of = ExpressionUri(WorkUri(found["slug"]), bcp47(found["language"]), _day(found["day"]))
    part = found.get("part")
    eid = found["eid"] or (part if part != _MAIN else None)
    return ProvisionUri(of, eid) if eid else of


def _dated(day: LegalDate | None) -> str:
    """The date as far as it is known: a day, a month, a year, or the sign for unknown."""
    if day is None or day.earliest.year != day.latest.year:
        return UNKNOWN_DAY
    text = day.isoformat()
    return text if "/" not in text else f"{day.earliest.year:04d}"


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidIdentifier(f"not a date: {text!r}", value=text) from error
