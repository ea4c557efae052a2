"""Every value that was read, given or edited, with where it came from and when it was recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class OriginKind(StrEnum):
    """How a value came to be known. Later members override earlier ones where they disagree."""

    RULE = "rule"
    """Derived by a rule of ours (the detail names it)."""
    TEXT = "text"
    """Read from a span of the document's own text."""
    FORMAT = "format"
    """Given by the file format (an Akoma Ntoso FRBRdate, a JSON field)."""
    MANIFEST = "manifest"
    """Given by a manifest row or an import record."""
    PERSON = "person"
    """Entered by a person."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters in the text extracted from the source, with its page (from 1)."""

    start: int
    end: int
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: the kind, a detail (rule name, manifest path, field), the span."""

    kind: OriginKind
    detail: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value of one field of a work (or of an expression), never overwritten, only superseded.

    `field` is a dotted name: `title.vi`, `kind`, `identifier.number`, `date.adopted`,
    `date.in_force`, `issuer`, `party`. `recorded` and `superseded` are the base's own clock:
    what it said on a day.
    """

    field: str
    value: str
    origin: Origin
    recorded: datetime | None = None
    superseded: datetime | None = None
