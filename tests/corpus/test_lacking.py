"""What is known beyond a wording."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.law.lacking import beyond, is_lacking
from corpus.model import (
    UNKNOWN,
    End,
    Expression,
    Interval,
    Making,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    Work,
)
from corpus.store.views import StoredExpression, StoredWork

TEXT = Origin(OriginKind.TEXT)
AMENDS, CORRECTS = RelationType.AMENDS, RelationType.CORRECTS


def wording(start: str, end: str | End = UNKNOWN, making: Making = Making.ORIGINAL) -> Expression:
    begins = End.on(start) if start else UNKNOWN
    return Expression("en", Interval(begins, End.on(end) if isinstance(end, str) else end), making=making)


def change(kind: RelationType, since: str = "") -> Relation:
    return Relation(kind, "buoy-act", TEXT, effective=Interval(End.on(since) if since else UNKNOWN, UNKNOWN))


@pytest.mark.parametrize(("making", "one", "lacks"), [
    (Making.ORIGINAL, change(AMENDS, "2031-01-01"), True),
    (Making.ORIGINAL, change(AMENDS, "2030-01-01"), False),
    (Making.CONSOLIDATED_OFFICIAL, change(AMENDS, "2031-01-01"), True),
    (Making.CONSOLIDATED_OFFICIAL, change(AMENDS, "2029-01-01"), False),
    (Making.CONSOLIDATED_OFFICIAL, change(AMENDS), False),
    (Making.ORIGINAL, change(AMENDS), True),
    (Making.ORIGINAL, change(CORRECTS, "2030-01-01"), True),
    (Making.ORIGINAL, change(RelationType.CITES, "2031-01-01"), False),
])  # fmt: skip
def test_a_wording_lacks_what_had_effect_after_it_began(making: Making, one: Relation, lacks: bool) -> None:
    assert is_lacking(wording("2030-01-01", making=making), one) is lacks


def test_changes_and_wordings_that_come_later_are_told_apart() -> None:
    first = StoredExpression(1, wording("2030-01-01"), (), ())
    second = StoredExpression(2, wording("2033-05-01"), (), ())
    incoming = (("decree-7", change(AMENDS, "2031-01-01")), ("decree-9", change(AMENDS, "2034-01-01")))
    work = StoredWork(1, 1, Work("buoy-act"), (first, second), incoming=incoming)
    found = beyond(work, first, date(2032, 1, 1))
    assert [slug for slug, _ in found.now.incoming] == ["decree-7"]
    assert [slug for slug, _ in found.later.incoming] == ["decree-9"]
    assert found.newer is second
    assert not found.unsure
    assert beyond(work, first, date(2033, 6, 1)).unsure
    alone = beyond(StoredWork(1, 1, Work("buoy-act"), (first,)), first, date(2032, 1, 1))
    assert (alone.newer, alone.unsure) == (None, False)
