"""One provision through the wordings of a work."""

from __future__ import annotations

from corpus.law.attribution import Named, changers
from corpus.law.comparison import Change
from corpus.law.history import Junction, history, placed, unplaced
from corpus.model import (
    OPEN,
    UNKNOWN,
    End,
    Expression,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
)
from corpus.store.views import StoredExpression

PILOTS = "Every vessel above fifty tons shall take a pilot of the harbour before it enters the channel."
BUOYS = "The warden of the channel keeps the buoys lit from dusk to dawn and reports any that are adrift."


def article(number: int, text: str) -> Provision:
    return Provision(f"art_{number}", ProvisionKind.ARTICLE, f"Article {number}", str(number), text=text)


def wording(number: int, start: str | End, end: str | End, *articles: Provision) -> StoredExpression:
    ends = (End.on(each) if isinstance(each, str) else each for each in (start, end))
    return StoredExpression(number, Expression("en", Interval(*ends)), articles, ())


def told(*wordings: StoredExpression, eid: str, base: int = -1) -> list[tuple[str | None, str, str | None]]:
    steps = history(wordings, eid, wordings[base])
    return [(step.provision and step.provision.eid, step.junction, step.change) for step in steps]


FIRST = wording(1, "2010-01-01", "2015-01-01", article(1, PILOTS), article(2, BUOYS))
INSERTED = wording(
    2, "2015-01-01", "2020-01-01", article(1, "Fees are set by order."), article(2, PILOTS), article(3, BUOYS)
)
SAME = wording(3, "2020-01-01", "2021-01-01", *INSERTED.provisions)
CHANGED = wording(
    4,
    "2021-01-01",
    OPEN,
    article(1, "Fees are set by order."),
    article(2, PILOTS.replace("fifty", "eighty")),
    article(3, BUOYS),
)


def test_it_is_followed_through_its_renumbering_and_equal_wordings_are_one_step() -> None:
    expected = [
        ("art_1", Junction.FIRST, None),
        ("art_2", Junction.TOUCHING, Change.RENUMBERED),
        ("art_2", Junction.TOUCHING, Change.CHANGED),
    ]
    assert told(FIRST, INSERTED, SAME, CHANGED, eid="art_2") == expected
    assert told(FIRST, INSERTED, SAME, CHANGED, eid="art_1", base=0) == expected
    middle = history((FIRST, INSERTED, SAME, CHANGED), "art_2", CHANGED)[1]
    assert [each.id for each in middle.expressions] == [2, 3]
    assert (str(middle.interval.start), str(middle.interval.end)) == ("2015-01-01", "2021-01-01")


def test_what_came_and_went() -> None:
    assert told(FIRST, INSERTED, eid="art_1") == [
        (None, Junction.FIRST, None),
        ("art_1", Junction.TOUCHING, Change.ADDED),
    ]
    ended = wording(5, "2022-01-01", OPEN, article(1, "Fees are set by order."), article(3, BUOYS))
    assert told(INSERTED, ended, eid="art_2", base=0)[-1][::2] == (None, Change.REMOVED)


def test_one_that_a_wording_has_not_is_followed_beyond_it() -> None:
    without = wording(11, "2015-01-01", "2020-01-01", article(2, BUOYS))
    later = wording(12, "2020-01-01", OPEN, article(1, PILOTS), article(2, BUOYS))
    assert told(FIRST, without, later, eid="art_1") == [
        ("art_1", Junction.FIRST, None),
        (None, Junction.TOUCHING, Change.REMOVED),
        ("art_1", Junction.TOUCHING, Change.ADDED),
    ]


def test_a_gap_and_limits_that_are_not_recorded_are_not_filled() -> None:
    later = wording(6, "2018-01-01", OPEN, *FIRST.provisions)
    assert told(FIRST, later, eid="art_1") == [
        ("art_1", Junction.FIRST, None),
        ("art_1", Junction.GAP, None),
    ]
    unsaid = wording(7, "2010-01-01", UNKNOWN, *FIRST.provisions)
    assert told(unsaid, later, eid="art_1")[1][1] == Junction.UNRECORDED
    both = wording(8, "2012-01-01", OPEN, *FIRST.provisions)
    assert told(FIRST, both, eid="art_1")[1][1] == Junction.OVERLAPPING


def test_a_wording_without_dates_is_not_put_in_order() -> None:
    dateless = wording(9, UNKNOWN, UNKNOWN, *FIRST.provisions)
    ended = wording(10, UNKNOWN, "2009-01-01", *FIRST.provisions)
    assert [each.id for each in placed([CHANGED, dateless, FIRST, ended])] == [10, 1, 4]
    assert [each.id for each in unplaced([CHANGED, dateless])] == [9]


def relation(kind: RelationType, target: str | None, start: str | None) -> Relation:
    effective = Interval(End.on(start) if start else UNKNOWN, UNKNOWN)
    return Relation(kind, "x", Origin(OriginKind.TEXT), target_eid=target, effective=effective)


INCOMING = [
    ("act-1", relation(RelationType.AMENDS, "art_2__para_1", "2015-01-01")),
    ("act-2", relation(RelationType.REPLACES, "art_2", None)),
    ("act-3", relation(RelationType.AMENDS, "art_2", "2021-01-01")),
    ("act-4", relation(RelationType.REPEALS, "art_21", "2015-01-01")),
    ("act-5", relation(RelationType.CITES, "art_2", "2015-01-01")),
    ("act-6", relation(RelationType.AMENDS, None, "2014-05")),
    ("act-7", relation(RelationType.REPLACES, None, "2015-01-01")),
]


def test_who_changed_a_provision_between_two_days() -> None:
    window = (LegalDate.parse("2010-01-01").earliest, LegalDate.parse("2015-01-01").earliest)

    def by(named: Named | None) -> list[tuple[str, bool]]:
        return [(each.slug, each.dated) for each in changers(INCOMING, named, *window)]

    assert by(Named(["art_2"])) == [("act-1", True), ("act-2", False)]
    assert by(Named(["art_2__para_1__point_a"])) == [("act-1", True), ("act-2", False)]
    assert by(Named(["art_2__para_9"])) == [("act-2", False)]
    assert by(Named(["art_3"])) == []
    assert by(Named([], ["art_2"])) == [], "who amends the old article 2 did not make the new one"
    assert by(None) == [("act-6", True)], "who replaces a work does not change its words"
