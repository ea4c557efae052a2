"""The fields of a passage as an engine indexes them: prepared tokens, blank-joined."""

from __future__ import annotations

from search_api.analysis.streams import streams
from search_api.passage import Passage

WORD_FIELDS = ("text", "exact", "surface", "title", "heading")
"""The fields that a word query may name. `title` holds title and identifiers, `heading` label and heading."""


def word_fields(passage: Passage) -> dict[str, str]:
    """The token streams of a passage by field: its breadcrumb and identifiers, then its text."""
    body = streams("\n".join((passage.breadcrumb, *passage.identifiers, passage.text)), passage.language)
    title = streams("\n".join((passage.title, *passage.identifiers)), passage.language)
    heading = streams(f"{passage.label}\n{passage.heading}", passage.language)
    return {
        "text": " ".join(body.text),
        "exact": " ".join(body.exact),
        "surface": " ".join(body.surface),
        "title": " ".join(title.text),
        "heading": " ".join(heading.text),
    }
