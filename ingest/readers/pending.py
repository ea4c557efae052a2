"""Notices of a collection travel with the document that follows (at the end, with the last one)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.model import Notice
from ingest.document import RawDocument


def with_notices(items: Iterable[RawDocument | Notice]) -> Iterator[RawDocument]:
    """The documents of `items`, the notices between them attached; only one document is held back.

    Without any document the notices are lost: the caller counts and raises.
    """
    held: RawDocument | None = None
    pending: list[Notice] = []
    for item in items:
        if isinstance(item, Notice):
            pending.append(item)
            continue
        if held is not None:
            yield held
        held = replace(item, notices=(*pending, *item.notices))
        pending = []
    if held is not None:
        yield replace(held, notices=(*held.notices, *pending))
