"""Versions share passages: one document for the longest time in which text and state stay the same."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from search_api.passage import Passage

_ID_BYTES: Final = 16

_BEFORE_ALL: Final = 0
_AFTER_ALL: Final = 4_000_000


def passage_id(*parts: str) -> str:
    """A stable id of 32 hexadecimal digits.

    >>> len(passage_id("ostermere-convention", "en", "art_22", "0", "The competent authorities …"))
    32
    """
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=_ID_BYTES).hexdigest()


def share(expressions: Iterable[Iterable[Passage]]) -> list[Passage]:
    """One passage for each text, over the time in which it was not known to be otherwise.

    A wording that was given up and came back has two: between them another one was law. A text
    that stands several times in one expression is shared with the same occurrence in another.
    """
    groups: dict[object, list[Passage]] = defaultdict(list)
    for passages in expressions:
        seen: Counter[object] = Counter()
        for passage in passages:
            key = _key(passage)
            groups[key, seen[key]].append(passage)
            seen[key] += 1
    return _distinct(shared for group in groups.values() for shared in _merge(group))


def _key(passage: Passage) -> object:
    """Everything that a reader sees or may filter by, but not when, where and from which expression."""
    return replace(
        passage,
        id="",
        part=0,
        expression_ids=(),
        alive_from=None,
        alive_to=None,
        valid_from="",
        valid_to="",
        source_path="",
        source_sha256="",
        page=None,
        confidence=None,
    )


def _merge(group: list[Passage]) -> list[Passage]:
    """Join those whose times meet or overlap; what is not known to end or begin meets everything."""
    merged: list[Passage] = []
    for passage in sorted(group, key=lambda one: (_start(one), _end(one))):
        if merged and _start(passage) <= _end(merged[-1]):
            merged[-1] = _joined(merged[-1], passage)
        else:
            merged.append(passage)
    return merged


def _joined(earlier: Passage, later: Passage) -> Passage:
    """The later one's source, over both times."""
    last = later if _end(later) >= _end(earlier) else earlier
    return replace(
        later,
        id=earlier.id,
        part=earlier.part,
        expression_ids=tuple(dict.fromkeys((*earlier.expression_ids, *later.expression_ids))),
        alive_from=earlier.alive_from,
        valid_from=earlier.valid_from,
        alive_to=last.alive_to,
        valid_to=last.valid_to,
    )


def _start(passage: Passage) -> int:
    return _BEFORE_ALL if passage.alive_from is None else passage.alive_from


def _end(passage: Passage) -> int:
    return _AFTER_ALL if passage.alive_to is None else passage.alive_to


def _distinct(passages: Iterable[Passage]) -> list[Passage]:
    """The passages with ids made distinct: the same text may be held twice, or come back."""
    found: dict[str, Passage] = {}
    for passage in passages:
        identity, again = passage.id, 0
        while identity in found:
            again += 1
            identity = passage_id(passage.id, str(again))
        found[identity] = replace(passage, id=identity)
    return list(found.values())
