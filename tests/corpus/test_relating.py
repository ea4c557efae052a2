"""What a work is told to do to others, as of a day."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.law.relating import may_stand, related_on
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Interval,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    Work,
)
from corpus.store.views import StoredWork

TEXT = Origin(OriginKind.TEXT)
FIRST = Interval(End.on("2020-01-01"), End.on("2024-01-01"))
"""The days of a wording that was superseded."""


def relation(
    kind: RelationType, effective: Interval | None = None, worded: Interval | None = None
) -> Relation:
    return Relation(kind, "lamp-decree", TEXT, effective=effective or Interval(), worded=worded or Interval())


@pytest.mark.parametrize(("one", "day", "stands"), [
    (relation(RelationType.CITES, worded=FIRST), "2022-06-01", True),
    (relation(RelationType.CITES, worded=FIRST), "2024-01-01", False),
    (relation(RelationType.BASED_ON, worded=FIRST), "2019-12-31", False),
    (relation(RelationType.CITES), "1990-01-01", True),
    (relation(RelationType.REPEALS, Interval(End.on("2021-05-01"), UNKNOWN), FIRST), "2030-01-01", True),
    (relation(RelationType.REPEALS, Interval(End.on("2021-05-01"), UNKNOWN), FIRST), "2021-04-30", False),
    (relation(RelationType.AMENDS, Interval(End.on("2021"), UNKNOWN)), "2021-03-01", True),
    (relation(RelationType.SUSPENDS, FIRST), "2024-01-01", False),
])  # fmt: skip
def test_what_nothing_recorded_speaks_against_may_stand(one: Relation, day: str, stands: bool) -> None:
    assert may_stand(one, date.fromisoformat(day)) is stands


def test_a_work_as_of_a_day_has_the_relations_of_that_day_both_ways() -> None:
    cites = relation(RelationType.CITES, worded=FIRST)
    later = relation(RelationType.AMENDS, Interval(End.on("2031-01-01"), OPEN))
    work = StoredWork(1, 1, Work("buoy-act"), (), relations=(cites,), incoming=(("buoy-decree", later),))
    assert related_on(work, None) is work
    then = related_on(work, date(2022, 1, 1))
    assert (then.relations, then.incoming) == ((cites,), ())
    now = related_on(work, date(2032, 1, 1))
    assert (now.relations, now.incoming) == ((), (("buoy-decree", later),))
