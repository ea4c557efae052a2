"""Whether a wording has the changes and corrections that others make to its words."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.law.effects import forces_from
from corpus.law.rewording import missing, rewordings
from corpus.law.status import ReasonCode, status_of
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Expression,
    Force,
    ForceState,
    Interval,
    Making,
    Origin,
    OriginKind,
    Relation,
    RelationType,
    State,
    Unapplied,
)

TEXT = Origin(OriginKind.TEXT, "amendment")
LAW = Force(ForceState.IN_FORCE, Interval(End.on("2030-01-01"), OPEN), TEXT)
DAY = date(2036, 1, 1)


def told(kind: RelationType, day: str = "") -> tuple[str, Relation]:
    since = Interval(End.on(day) if day else UNKNOWN, UNKNOWN)
    return "act-9", Relation(kind, "law", TEXT, "art_1", target_eid="art_4__para_2", effective=since)


def wording(start: str, making: Making = Making.ORIGINAL, *left: Unapplied) -> Expression:
    begins = End.on(start) if start else UNKNOWN
    return Expression("en", Interval(begins, UNKNOWN), making=making, unapplied=left)


CORRECTED, REWORDED = ReasonCode.CORRECTED, ReasonCode.REWORDED
LEFT = Unapplied("act-9", "art_1", "place")
CASES = [
    # the change, the wording, the provision asked for, why it is not known to be in force (None: it is)
    (told(RelationType.CORRECTS), wording("2030-01-01"), "art_4__para_2", CORRECTED),
    (told(RelationType.CORRECTS), wording(""), "art_4", CORRECTED),
    (told(RelationType.CORRECTS), wording("2030-01-01"), "art_4__para_1", None),
    (told(RelationType.CORRECTS, "2030-01-01"), wording("2030-01-01"), "art_4__para_2", CORRECTED),
    (told(RelationType.CORRECTS), wording("2030-01-01", Making.CONSOLIDATED_SYSTEM), "art_4__para_2", None),
    (told(RelationType.CORRECTS), wording("", Making.CONSOLIDATED_OFFICIAL), "art_4__para_2", None),
    (told(RelationType.CORRECTS), wording("", Making.CONSOLIDATED_SYSTEM, LEFT), "art_4__para_2", CORRECTED),
    (told(RelationType.REPLACES, "2035-01-01"), wording("2030-01-01"), "art_4__para_2", REWORDED),
    (told(RelationType.REPLACES, "2035-01-01"), wording("2035-01-01"), "art_4__para_2", None),
    (told(RelationType.REPLACES, "2037-01-01"), wording("2030-01-01"), "art_4__para_2", None),
]


@pytest.mark.parametrize(("change", "shown", "eid", "reason"), CASES)
def test_words_that_others_changed_or_corrected(
    change: tuple[str, Relation], shown: Expression, eid: str, reason: ReasonCode | None
) -> None:
    reworded = missing(shown, rewordings([change]), eid, DAY)
    status = status_of([LAW, *forces_from([change])], DAY, eid, shown.valid, reworded=reworded)
    assert status.state is (State.UNKNOWN if reason else State.IN_FORCE)
    assert reason is None or (status.reason.code, status.reason.params["evidence"]) == (reason, "act-9")


@pytest.mark.parametrize("eid", [None, "art_4__para_2"])
@pytest.mark.parametrize("day", ["", "2035-01-01"])
def test_a_correction_neither_begins_nor_ends_anything(eid: str | None, day: str) -> None:
    slug, relation = told(RelationType.CORRECTS, day)
    whole = Relation(relation.type, "law", TEXT, "art_1", target_eid=eid, effective=relation.effective)
    assert list(forces_from([(slug, whole)])) == []
