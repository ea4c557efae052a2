"""The columns of a manifest, and what each says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from corpus.errors import InvalidIdentifier
from corpus.model import Access, Authority, Identifier, IdentifierScheme, LegalDate, Making, WorkKind
from ingest.document import Hints

ALIASES = {
    "file": "path",
    "filename": "path",
    "record_id": "id",
    "lang": "language",
    "type": "kind",
    "issuer": "issuers",
    "party": "parties",
    "identifier": "identifiers",
    "license": "licence",
    "source_url": "url",
    "adopted": "date",
    "date_adopted": "date",
    "entry_into_force": "in_force",
}
"""Other headings for the same column."""

UNDETERMINED = "und"
"""The language of a title whose row names none: that of the document, once it is known."""

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SEVERAL = re.compile(r"[;,|]")


class Unfit(Exception):
    """A cell that does not say what its column should."""


def heading(cell: str) -> str:
    """The name of a column: lower case, blanks as underscores, aliases resolved."""
    name = re.sub(r"[\s\-]+", "_", cell.strip().lower())
    return ALIASES.get(name, name)


def hints_of(values: Mapping[str, str]) -> tuple[Hints, list[str]]:
    """What the cells say (by column, empty ones left out), and what is wrong with some of them.

    A column without a meaning, and a `kind` or `language` in words of its own, are kept in `extra`.
    """
    fields: dict[str, Any] = {}
    extra: dict[str, str] = {}
    faults = []
    for column, cell in values.items():
        try:
            known = COLUMNS[column](cell) if column in COLUMNS else {}
        except (Unfit, InvalidIdentifier) as error:
            faults.append(f"{column}: {error}")
            known = {}
        fields |= known
        if not known:
            extra[column] = cell
    if title := fields.pop("title", None):
        fields["titles"] = {fields.get("language") or UNDETERMINED: title}
    return Hints(**fields, extra=extra), faults


def _text(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda cell: {name: cell}


def _several(cell: str) -> tuple[str, ...]:
    """Values separated by semicolons (names have commas in them)."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _language(cell: str) -> dict[str, Any]:
    """A BCP 47 tag; several tags, or a remark beside the tag, override nothing."""
    parts = [part for part in _SEVERAL.split(cell) if part.strip()]
    tag = cell.strip().replace("_", "-")
    if len(parts) > 1 or not _TAG.fullmatch(tag) or tag.lower() in {"mul", "und", "zxx"}:
        return {}
    return {"language": tag}


def _kind(cell: str) -> dict[str, Any]:
    name = re.sub(r"[\s\-]+", "_", cell.lower())
    return {"kind": WorkKind(name)} if name in set(WorkKind) else {}


def _member(name: str, members: type[Authority | Making | Access]) -> Callable[[str], dict[str, Any]]:
    """One of the words of an enumeration."""

    def parse(cell: str) -> dict[str, Any]:
        if cell.lower() not in {member.value for member in members}:
            raise Unfit(f"{cell!r} is none of {', '.join(member.value for member in members)}")
        value = members(cell.lower())
        return {name: value.value if isinstance(value, Access) else value}

    return parse


def _date(name: str) -> Callable[[str], dict[str, Any]]:
    return lambda cell: {name: LegalDate.parse(cell)}


def _end(name: str) -> Callable[[str], dict[str, Any]]:
    """The end of an interval: an ISO date, `open` or `unknown`."""

    def parse(cell: str) -> dict[str, Any]:
        if cell.lower() in {"open", "unknown"}:
            return {name: cell.lower()}
        LegalDate.parse(cell)
        return {name: cell}

    return parse


def _identifiers(cell: str) -> dict[str, Any]:
    """`06/2021/TT-BĐN; unts:12345`: an identifier without a scheme is the issuer's number."""
    return {"identifiers": tuple(identifiers(_several(cell)))}


def identifiers(texts: Iterable[str]) -> Iterable[Identifier]:
    """Identifiers as printed, each perhaps with its scheme and a colon before it."""
    for text in texts:
        scheme, colon, value = text.partition(":")
        known = colon and scheme.strip().lower() in set(IdentifierScheme)
        if known:
            yield Identifier(IdentifierScheme(scheme.strip().lower()), value.strip())
        else:
            yield Identifier(IdentifierScheme.NUMBER, text)


COLUMNS: dict[str, Callable[[str], dict[str, Any]]] = {
    "id": _text("record_id"),
    "work": _text("work"),
    "component_of": _text("component_of"),
    "number": _text("number"),
    "identifiers": _identifiers,
    "title": _text("title"),
    "kind": _kind,
    "language": _language,
    "authority": _member("authority", Authority),
    "making": _member("making", Making),
    "date": _date("adopted"),
    "in_force": _date("in_force"),
    "review_date": _date("review_date"),
    "valid_from": _end("valid_from"),
    "valid_to": _end("valid_to"),
    "ended": _end("ended"),
    "issuers": lambda cell: {"issuers": _several(cell)},
    "parties": lambda cell: {"parties": _several(cell)},
    "licence": _text("licence"),
    "url": _text("url"),
    "collection": _text("collection"),
    "access": _member("access", Access),
}
"""What each column gives: fields of Hints. An empty answer keeps the cell in `extra`."""
