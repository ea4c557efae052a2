"""Where the text, the format and the manifest say different things of one document: both values, and where.

The value of the higher rank is taken (`ingest.metadata.description`); what is said here is that it was not
the only one, so that a person can look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from corpus.model import LegalDate, Notice, OriginKind, Span
from corpus.parties import code_of
from ingest.document import Hints
from ingest.metadata.concluded import agree
from ingest.metadata.description import Said


def conflicts(said: Sequence[Said], language: str) -> Iterator[Notice]:
    """A notice for each field on which two origins differ; a guess by a rule of ours contradicts nobody."""
    told = [one for one in said if one.origin.kind is not OriginKind.RULE]
    for code, (name, differ) in _FIELDS.items():
        sayers = [one for one in told if name(one.hints)]
        for lower, higher in pairwise(sayers):
            if differ(lower.hints, higher.hints, language):
                reason = f"{_told(lower, name, code)}, {_told(higher, name, code)}: the latter was taken"
                yield Notice("", code.partition(" ")[0], reason)


def _told(one: Said, name: Callable[[Hints], str], code: str) -> str:
    """`the text (characters 120 to 135, page 2) says 2011-03-01`."""
    place = _place(one.spans.get(code.partition(" ")[2]))
    return f"the {one.origin.kind.value}{place} says {name(one.hints)}"


def _place(span: Span | None) -> str:
    if span is None:
        return ""
    page = f", page {span.page}" if span.page else ""
    return f" (characters {span.start} to {span.end}{page})"


def _dates_differ(one: LegalDate | None, other: LegalDate | None) -> bool:
    return one is not None and other is not None and not agree((one, other))


def _numbers(hints: Hints) -> frozenset[str]:
    return frozenset(
        "".join(one.value.split()).casefold() for one in hints.identifiers if one.scheme.value == "number"
    )


def _number(hints: Hints) -> str:
    return ", ".join(one.value for one in hints.identifiers if one.scheme.value == "number")


def _parties_differ(one: Hints, other: Hints, language: str) -> bool:
    """Only where every party of both is known: names differ by language, codes do not."""
    codes = [
        {code_of(name, language) or code_of(name, "en") for name in each.parties} for each in (one, other)
    ]
    return None not in codes[0] | codes[1] and codes[0] != codes[1]


_FIELDS: Final[Mapping[str, tuple[Callable[[Hints], str], Callable[[Hints, Hints, str], bool]]]] = {
    "conflicting_dates date.adopted": (
        lambda hints: f"adopted {hints.adopted.isoformat()}" if hints.adopted else "",
        lambda one, other, _: _dates_differ(one.adopted, other.adopted),
    ),
    "conflicting_dates date.in_force": (
        lambda hints: f"in force {hints.in_force.isoformat()}" if hints.in_force else "",
        lambda one, other, _: _dates_differ(one.in_force, other.in_force),
    ),
    "conflicting_number identifier.number": (
        _number,
        lambda one, other, _: not _numbers(one) & _numbers(other),
    ),
    "conflicting_parties party": (
        lambda hints: ", ".join(hints.parties),
        _parties_differ,
    ),
}
"""By the code of the notice and the field: how a value is printed, and when two of them differ."""
