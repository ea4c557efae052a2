"""Whether two bases hold the same and answer the same, whatever the order in which they were filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import xxhash

from corpus.model import LOCAL
from corpus.store.views import StoredWork
from search_api.results import Group, SearchRequest
from treatybase.settings import Settings
from treatybase.wiring import Installation

QUERIES = (
    "arrest of a foreign citizen",
    "berth fee of the northern quay",
    "bảo hộ công dân bị bắt giữ",
    "hợp pháp hóa lãnh sự",
    "توقيف الأجانب",
    "领事通知",
    "консульское должностное лицо",
    "légalisation des actes",
    "aranceles consulares",
    '"consular post" AND fees',
    "notice NOT crowns",
    "06/2021/TT-BĐN",
)
DAY = date(2024, 1, 1)
TOLERANCE = 0.002
"""tantivy's mean length of passages is an estimate that depends on how segments were merged: scores of
the same passages differ in the fourth digit."""


@dataclass(frozen=True)
class Answer:
    """How many passages were found, the scores of the best, and the lowest of these."""

    total: int
    scores: dict[tuple[str, str, str, str], float]
    last: float


def differences(first: Path, second: Path) -> Iterator[str]:
    """What differs between the bases in two data folders."""
    one, other = (Installation(Settings(data=data)) for data in (first, second))
    try:
        yield from _compare("work", _works(one), _works(other))
        yield from _compare("passage", _passages(one), _passages(other))
        for query in QUERIES:
            if not _agree(_answer(one, query), _answer(other, query)):
                yield f"another answer to {query!r}"
        counts = [installation.engine.counts() for installation in (one, other)]
        if counts[0].vectors != counts[1].vectors:
            yield f"{counts[0].vectors} vectors and {counts[1].vectors}"
    finally:
        one.close()
        other.close()


def _compare(what: str, one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    for key in sorted(one.keys() | other.keys()):
        if one.get(key) != other.get(key):
            sides = (("the first", one), ("the second", other))
            missing = [side for side, all_of_it in sides if key not in all_of_it]
            yield f"{what} {key} {f'is not in {missing[0]}' if missing else 'differs'}"


def _works(installation: Installation) -> dict[str, Any]:
    """Every work by its slug, without row ids and times of recording."""
    store, works, after = installation.store, {}, 0
    while page := store.works(LOCAL, after=after):
        for summary in page:
            stored = store.work(summary.id, LOCAL)
            assert stored is not None
            works[stored.work.slug] = _told(stored)
        after = page[-1].id
    return works


def _told(stored: StoredWork) -> dict[str, Any]:
    claims = [each for each in stored.work.assertions if each.superseded is None]
    return {
        "work": replace(stored.work, assertions=()),
        "claims": sorted({(each.field, each.value, each.origin.kind) for each in claims}),
        "expressions": sorted(
            repr((each.expression, each.provisions, sorted(link.source.path for link in each.sources)))
            for each in stored.expressions
        ),
        "forces": sorted(map(repr, stored.forces)),
        "relations": sorted(map(repr, stored.relations)),
        "incoming": sorted(map(repr, stored.incoming)),
        "actions": sorted(map(repr, stored.party_actions)),
    }


def _passages(installation: Installation) -> dict[str, Any]:
    """Every passage by its place, without row ids."""
    ids = [passage_id for _, passage_id, _ in installation.engine.digests()]
    found = {}
    for passage in installation.engine.passages(ids):
        assert passage is not None
        told = {key: value for key, value in asdict(passage).items() if key not in _ROW_IDS}
        text = xxhash.xxh3_64_hexdigest(passage.text.encode())
        found[f"{passage.work_slug} {passage.language} {passage.eid} {passage.part} {text}"] = told
    return found


_ROW_IDS = {"id", "work_id", "expression_ids"}


def _agree(one: Answer, other: Answer) -> bool:
    """Whether two answers are the same: the same hits with the same scores, but for the last digits."""
    if one.total != other.total:
        return False
    hits = one.scores.keys() | other.scores.keys()
    return all(
        abs(one.scores.get(hit, one.last) - other.scores.get(hit, other.last)) < TOLERANCE for hit in hits
    )


def _answer(installation: Installation, query: str) -> Answer:
    """Ask; passages are named without row ids."""
    request = SearchRequest(query, as_of=DAY, limit=100, group=Group.NONE)
    response = installation.service.search(request)
    scores = {(hit.work_slug, hit.language, hit.eid, hit.text): hit.score for hit in response.hits}
    return Answer(response.total, scores, min(scores.values(), default=0.0))
