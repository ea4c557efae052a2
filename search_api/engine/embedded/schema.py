"""The tantivy schema, and a passage as a tantivy document."""

from __future__ import annotations

from typing import Any

import tantivy

from search_api.analysis import WORD_FIELDS, word_fields
from search_api.engine.port import FACET_FIELDS
from search_api.engine.record import dump_passage
from search_api.engine.suggestions import HEADINGS, NAMES, suggestions
from search_api.passage import Passage

NO_BEGINNING = 0
NO_END = 4_000_000
"""Day numbers for bounds not known; `date.max` is 3,652,059."""

_RAW, _BASIC = "raw", "basic"
"""A value as it is, without positions."""


def build_schema() -> Any:
    """Word fields take blank-joined tokens; everything else is a value as it is."""
    builder = tantivy.SchemaBuilder()
    for name in WORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in FACET_FIELDS:
        builder.add_text_field(name, fast=True, tokenizer_name=_RAW, index_option=_BASIC)
    for name in ("id", "work", "owner", "access", NAMES, HEADINGS):
        builder.add_text_field(name, tokenizer_name=_RAW, index_option=_BASIC)
    for name in ("alive_from", "alive_to"):
        builder.add_unsigned_field(name, indexed=True, fast=True)
    builder.add_unsigned_field("row", fast=True)
    builder.add_integer_field("year_number", indexed=True, fast=True)
    builder.add_unsigned_field("order", fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


def passage_document(schema: Any, passage: Passage, row: int) -> Any:
    """The document of a passage at `row` of the flat files."""
    values = {
        **word_fields(passage),
        "id": passage.id,
        "row": row,
        "order": id_order(passage.id),
        "work": passage.work_slug,
        "kind": passage.kind,
        "language": passage.language,
        "issuer": list(passage.issuers),
        "party": list(passage.parties),
        "authority": passage.authority,
        "collection": passage.collection,
        "owner": passage.owner,
        "access": passage.access.value,
        "alive_from": NO_BEGINNING if passage.alive_from is None else passage.alive_from,
        "alive_to": NO_END if passage.alive_to is None else passage.alive_to,
        **suggestions(passage),
        "record": dump_passage(passage),
    }
    if passage.year is not None:
        values |= {"year": str(passage.year), "year_number": passage.year}
    return tantivy.Document.from_dict(values, schema)


def id_order(passage_id: str) -> int:
    """The first eight bytes of an id as a number: the order of ids, for results that score the same."""
    return int.from_bytes(passage_id.encode()[:8].ljust(8, b"\0"), "big")
