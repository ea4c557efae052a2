"""What a document says of itself, and what is said of it: titles, numbers, parties, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.language.detection import settled
from corpus.language.table import primary, table
from corpus.model import Assertion, Identifier, IdentifierScheme, Origin, OriginKind
from corpus.model.work import Making
from corpus.parties import code_of
from ingest.document import Hints, RawDocument
from ingest.metadata.conflicts import conflicts
from ingest.metadata.description import Description, Said, join
from ingest.metadata.issuers import bodies_of
from ingest.metadata.kinds import kind_of
from ingest.metadata.labels import day_of, labelled
from ingest.metadata.reading import TextReading, read_text
from ingest.structure import StructuredText

__all__ = ["Description", "describe"]

SAMPLE = 20_000
"""Characters from which the language of a document is told."""


def describe(raw: RawDocument, structured: StructuredText, given: Hints, *, name: str = "") -> Description:
    """Describe a document: what its text says, overridden by its format, overridden by the manifest.

    Every value that was read or given is kept as an assertion with its origin; the rank of the
    origin decides which one the work and the expression carry. What nobody says stays unknown;
    `name` (of the file, or the record's id) stands for a title where there is none, marked as such.
    """
    language = settled(given.language or raw.hints.language, _sample(structured))
    read = read_text(raw, structured, language, given.kind or raw.hints.kind)
    said = [
        *_by_title({**raw.hints.titles, **given.titles}),
        *_by_text(raw, read, language),
        Said(raw.hints, Origin(OriginKind.FORMAT, raw.media_type)),
        Said(given, Origin(OriginKind.MANIFEST)),
    ]
    if not any(one.hints.issuers for one in said):
        said[:0] = _by_number(said, language)
    if name and not any(one.hints.titles for one in said):
        said.insert(0, Said(Hints(titles={language: name}), Origin(OriginKind.RULE, "name")))
    joined = join(said, language)
    return replace(
        joined,
        assertions=(*joined.assertions, *read.others, *_codes(joined, read.hints.language or language)),
        notices=(*joined.notices, *read.notices, *conflicts(said, language)),
    )


def _by_number(said: Sequence[Said], language: str) -> Iterator[Said]:
    """The bodies that the letters of the number name, where nobody says who issued it."""
    for number in dict.fromkeys(
        i.value for one in said for i in one.hints.identifiers if i.scheme.value == "number"
    ):
        if bodies := bodies_of(number, language):
            yield Said(Hints(issuers=bodies), Origin(OriginKind.RULE, "letters of number"))
            return


def _codes(joined: Description, language: str) -> Iterator[Assertion]:
    """The ISO 3166 codes of the parties that the work carries, as told by whoever named them."""
    for one in joined.assertions:
        if one.field == "party" and one.value in joined.work.parties:
            code = code_of(one.value, language) or code_of(one.value, "en")
            if code:
                yield Assertion("party.code", code, replace(one.origin, detail=one.value))


def _by_text(raw: RawDocument, read: TextReading, language: str) -> list[Said]:
    """What the text says; a title that is only its first words is a rule of ours, and ranks below."""
    return [*_computed(read), *_labelled(raw, read.hints, language), *_told(read)]


def _labelled(raw: RawDocument, told: Hints, language: str) -> Iterator[Said]:
    """What stands behind labels, below what the text tells; a number only where it tells none."""
    code = primary(language)
    found = labelled(raw, code)
    days = {name: day_of(value, code) for name, value in found.items() if name.startswith("date.")}
    number, issuer = found.get("identifier.number"), found.get("issuer")
    numbered = any(one.scheme is IdentifierScheme.NUMBER for one in told.identifiers)
    hints = Hints(
        identifiers=(Identifier(IdentifierScheme.NUMBER, number.value),) if number and not numbered else (),
        issuers=(issuer.value,) if issuer else (),
        adopted=days.get("date.adopted"),
        in_force=None if told.making is Making.CONSOLIDATED_OFFICIAL else days.get("date.in_force"),
    )
    if found:
        spans = {name: value.span for name, value in found.items() if value.span}
        yield Said(hints, Origin(OriginKind.TEXT), spans)


def _computed(read: TextReading) -> Iterator[Said]:
    """The day of effect that a rule of the text gives: ours, so that any day that is told ranks above it."""
    if (found := read.computed) is not None:
        origin = Origin(OriginKind.RULE, found.eid, found.span)
        yield Said(Hints(in_force=found.date), origin)


def _told(read: TextReading) -> list[Said]:
    """What the text says in so many words."""
    origin = Origin(OriginKind.TEXT)
    places = {"date.in_force": read.effect_eid} if read.effect_eid else {}
    if not read.title_is_words:
        return [Said(read.hints, origin, read.spans, places)]
    words = Said(Hints(titles=read.hints.titles), Origin(OriginKind.RULE, "first words"), read.spans)
    return [words, Said(replace(read.hints, titles={}), origin, read.spans, places)]


def _by_title(titles: Mapping[str, str]) -> list[Said]:
    """The kind that a given title names, which ranks below what anybody says."""
    for language, title in titles.items():
        words = table(language)
        kind = kind_of(title, words) if words else None
        if kind:
            return [Said(Hints(kind=kind), Origin(OriginKind.RULE, "given title"))]
    return []


def _sample(structured: StructuredText) -> str:
    """Enough text to tell a language by."""
    return "\n".join(provision.text for provision in structured.walk())[:SAMPLE]
