"""What a document says of itself, and what is said of it: titles, numbers, parties, dates."""

from __future__ import annotations

from corpus.language.detection import detect
from corpus.model import Origin, OriginKind
from ingest.document import Hints, RawDocument
from ingest.metadata.description import Description, Said, join
from ingest.structure import StructuredText

__all__ = ["Description", "describe"]

SAMPLE = 20_000
"""Characters from which the language of a document is told."""


def describe(raw: RawDocument, structured: StructuredText, given: Hints) -> Description:
    """Describe a document: its format's own metadata, overridden by what the manifest gives."""
    said = [
        Said(raw.hints, Origin(OriginKind.FORMAT, raw.media_type)),
        Said(given, Origin(OriginKind.MANIFEST)),
    ]
    language = given.language or raw.hints.language or detect(_sample(structured))
    return join(said, language)


def _sample(structured: StructuredText) -> str:
    """Enough text to tell a language by."""
    return "\n".join(provision.text for provision in structured.walk())[:SAMPLE]
