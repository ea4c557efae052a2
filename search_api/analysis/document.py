"""The fields of a passage as an engine indexes them: prepared tokens, blank-joined."""

from __future__ import annotations

from search_api.analysis.streams import Streams, streams
from search_api.passage import Passage

WORD_FIELDS = ("text", "exact", "surface", "title", "heading", "number", "article", "provision")
"""The fields that a word query may name. `title` holds title and identifiers, `heading` label and
heading, `number` the identifiers, `article` the number and label of the article, `provision` the
translation key as one token: how the other versions of a provision are found."""

_APART = " | "
"""Punctuation between parts, across which no pair is made."""


def word_fields(passage: Passage) -> dict[str, str]:
    """The tokens of a passage by field: of its breadcrumb, identifiers and text; of its parts alone."""
    identifiers = _APART.join(passage.identifiers)
    body = body_streams(passage)
    parts = {
        "title": f"{passage.title}{_APART}{identifiers}",
        "heading": f"{passage.label}{_APART}{passage.heading}",
        "number": identifiers,
        "article": f"{passage.label}{_APART}{passage.number or ''}",
    }
    return {
        "text": " ".join(body.text),
        "exact": " ".join(body.exact),
        "surface": " ".join(body.surface),
        "provision": provision_token(passage.translation_key),
        **{name: " ".join(streams(part, passage.language).text) for name, part in parts.items()},
    }


def body_streams(passage: Passage) -> Streams:
    """The streams of what ranks a passage: its breadcrumb, identifiers and text."""
    return streams(_APART.join((passage.breadcrumb, *passage.identifiers, passage.text)), passage.language)


def provision_token(translation_key: str) -> str:
    """A translation key as one token of the field `provision`."""
    return "_".join(translation_key.split())
