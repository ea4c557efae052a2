"""All that a store tells, as plain values: two stores that tell the same hold the same base.

Row ids, change numbers and moments are left out, and the order in which rows were written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from corpus.model import LOCAL
from corpus.store.store import Store

ITS_OWN = {"id", "change", "recorded", "superseded", "retrieved", "counts"}
"""Fields of which every store has values of its own; `counts` of a file are of its last reading, which
after a death finds a part there already."""
UNORDERED = {"assertions", "expressions", "sources", "relations", "incoming", "forces", "party_actions"}


def retell(store: Store) -> dict[str, Any]:
    """Works by slug, and what else the store tells."""
    told: dict[str, Any] = {
        summary.work.slug: plain(store.work(summary.id, LOCAL)) for summary in store.works(LOCAL)
    }
    pairs = [
        ({pair.one_slug, pair.other_slug}, pair.score, pair.reason) for pair in store.doubtful_pairs(LOCAL)
    ]
    told["notices"] = plain(store.notices(LOCAL), unordered=True)
    told["doubtful pairs"] = sorted(map(repr, plain(pairs)))
    told["files"] = [plain(file) for file in store.files()]
    told["counts"] = plain(store.counts(LOCAL))
    return told


def plain(value: Any, *, unordered: bool = False) -> Any:
    """A value without what is a store's own."""
    if is_dataclass(value):
        return {
            field.name: plain(getattr(value, field.name), unordered=field.name in UNORDERED)
            for field in fields(value)
            if field.name not in ITS_OWN
        }
    if isinstance(value, Mapping):
        if any(isinstance(key, int) for key in value):  # by row ids
            return sorted(map(repr, map(plain, value.values())))
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        listed = [plain(inner) for inner in value]
        return sorted(listed, key=repr) if unordered else listed
    return value
