"""Trees of provisions to rows in reading order, and back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from corpus.model import ClauseKind, Provision, ProvisionKind, Span
from corpus.store.rows import Row, clean, cleaned

_UNSTRUCTURED = frozenset({ProvisionKind.PAGE, ProvisionKind.PARA})


@dataclass(frozen=True, slots=True)
class FlatTree:
    """A tree as rows (without the expression's id), with its hashes.

    `text_hash` is of labels, headings and texts without blanks: the same for two files that break
    lines differently. `tree_hash` is of everything, spans too. `structure` counts the provisions
    that a reader recognised. `renamed` are eIds that came twice: (the eId, the one made of it).
    """

    rows: list[Row]
    text_hash: str
    tree_hash: str
    structure: int
    renamed: tuple[tuple[str, str], ...]


def flatten(tree: Sequence[Provision]) -> FlatTree:
    """Number the nodes in reading order, parents before children (without recursion: depth is not ours)."""
    rows: list[Row] = []
    taken: set[str] = set()
    renamed: list[tuple[str, str]] = []
    pending: list[tuple[Provision, int | None]] = [(node, None) for node in reversed(tree)]
    structure = 0
    while pending:
        node, parent = pending.pop()
        eid = _unique(clean(node.eid) or "p", taken)
        if eid != node.eid:
            renamed.append((node.eid, eid))
        taken.add(eid)
        position = len(rows)
        rows.append(_row(node, position, parent, eid))
        structure += node.kind not in _UNSTRUCTURED
        pending.extend((child, position) for child in reversed(node.children))
    return FlatTree(rows, _text_hash(rows), hash_of(rows), structure, tuple(renamed))


def _unique(eid: str, taken: set[str]) -> str:
    """The eId, or with the number of its repetition: links must lead to one place."""
    if eid not in taken:
        return eid
    count = 2
    while f"{eid}__dup_{count}" in taken:
        count += 1
    return f"{eid}__dup_{count}"


def _row(node: Provision, position: int, parent: int | None, eid: str) -> Row:
    span = node.span
    return {
        "position": position,
        "parent": parent,
        "eid": eid,
        "wid": clean(node.wid) or eid,
        "kind": node.kind.value,
        "label": clean(node.label),
        "number": cleaned(node.number),
        "heading": clean(node.heading),
        "text": clean(node.text),
        "language": node.language,
        "ordinal": node.ordinal,
        "record_id": cleaned(node.record_id),
        "span_start": span and span.start,
        "span_end": span and span.end,
        "page": span and span.page,
        "page_to": node.page_to,
        "clause": node.clause and node.clause.value,
        "confidence": node.confidence,
    }


def _text_hash(rows: Iterable[Row]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for row in rows:
        for name in ("label", "heading", "text"):
            digest.update("".join(row[name].split()).encode())
    return digest.hexdigest()


def hash_of(value: object) -> str:
    """A hash of plain values, dataclasses and dates, the same on every machine."""
    try:
        data = orjson.dumps(value)
    except TypeError:  # half a surrogate pair in some text
        data = repr(value).encode("utf-8", "backslashreplace")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


PROVISION_COLUMNS = (
    *("position", "parent", "eid", "wid", "kind", "label", "number", "heading", "text"),
    *("language", "ordinal", "record_id", "span_start", "span_end", "page", "page_to"),
    *("clause", "confidence"),
)
"""The columns of a provision in the order in which `grow` takes them."""

_KINDS = {kind.value: kind for kind in ProvisionKind}
_CLAUSES = {kind.value: kind for kind in ClauseKind}


def grow(rows: Sequence[Sequence[Any]], *, with_spans: bool = True) -> tuple[Provision, ...]:
    """The tree from rows of `PROVISION_COLUMNS` in reading order.

    Without spans where the source to which they point is not the one that is shown.
    """
    children: dict[int | None, list[Provision]] = {}
    for row in reversed(rows):
        (position, parent, eid, wid, kind, label, number, heading, text) = row[:9]
        (language, ordinal, record_id, start, end, page, page_to, clause, confidence) = row[9:]
        below = children.pop(position, [])
        below.reverse()
        node = Provision(
            eid=eid,
            kind=_KINDS[kind],
            label=label,
            number=number,
            heading=heading,
            text=text,
            children=tuple(below),
            span=Span(start, end, page) if with_spans and start is not None else None,
            page_to=page_to if with_spans else None,
            wid=wid,
            language=language,
            ordinal=ordinal,
            record_id=record_id,
            clause=_CLAUSES[clause] if clause else None,
            confidence=confidence,
        )
        children.setdefault(parent, []).append(node)
    return tuple(reversed(children.pop(None, [])))
