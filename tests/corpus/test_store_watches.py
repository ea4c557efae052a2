"""Watches, alerts and deliveries: nothing is told twice, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lamhai import deposit, relation, work

from corpus.errors import NotFound
from corpus.model import (
    LOCAL,
    Access,
    Alert,
    AlertKind,
    DeliveryState,
    Evidence,
    LegalDate,
    Phase,
    Reason,
    RelationType,
    SavedSearch,
    Scope,
    State,
    Status,
    Told,
    Watch,
    Watched,
    Webhook,
)
from corpus.store.store import Store
from corpus.store.watches import Found

DAY = date(2026, 11, 24)
HOOK = Webhook("http://127.0.0.1:9/in", "secret")
SEARCH = SavedSearch("hộ chiếu", {"kind": ("circular", "decree")}, "any", "vi")


@pytest.fixture
def watch(store: Store) -> Watch:
    asked = Watch(Watched("treaty"), frozenset(AlertKind), DAY, "Hiệp định", "clerk", webhook=HOOK)
    return store.watches.add(asked, ["old"], store.change)


def alert(key: str, kind: AlertKind = AlertKind.AMENDED) -> Alert:
    return Alert(
        key,
        kind,
        Phase.COMING,
        "treaty",
        "Hiệp định",
        Evidence("amends", "protocol", "art_2", partial=True),
        DAY,
        "Nghị định thư",
        LegalDate.parse("2027-01"),
        (Told("art_1", "Điều 1"),),
        Status(State.IN_FORCE, Reason("in_force_since", {"since": "2015-05-01"})),
    )


def found(watch: Watch, *keys: str, known: tuple[str, ...] = ()) -> Found:
    return Found(watch, frozenset((*keys, *known)), tuple((alert(key), (key,)) for key in keys))


def test_a_watch_is_kept_as_it_was_asked_for(store: Store) -> None:
    scope = Scope("clerk", frozenset({Access.PUBLIC}), frozenset({"treaties"}))
    asked = Watch(Watched(search=SEARCH), frozenset({AlertKind.NEW_HIT}), DAY, scope=scope, private=True)
    made = store.watches.add(asked, (), 0)
    assert made.number
    assert len(made.token) >= 32
    assert store.watches.of("clerk") == [made]
    assert store.watches.of("local") == []
    assert store.watches.with_token(made.token) == made == store.watches.one(made.number, "clerk")
    for wrong in ("", "x", made.token[:-1]):
        with pytest.raises(NotFound):
            store.watches.with_token(wrong)
    with pytest.raises(NotFound):
        store.watches.one(made.number, "local")


def test_an_alert_is_written_once_whoever_finds_it(store: Store, watch: Watch) -> None:
    assert store.watches.enter(found(watch, "a", "b", known=("old",)), 5, DAY) == 2
    assert store.watches.enter(found(watch, "a", "c"), 5, DAY) == 1
    assert [each.key for each in store.watches.alerts(watch.number)] == ["c", "b", "a"]
    first = store.watches.alerts(watch.number)[-1]
    assert first == replace(alert("a"), number=first.number, watch=watch.number, recorded=first.recorded)
    assert store.watches.counts("local") == {watch.number: 3}
    older = store.watches.alerts(watch.number, before=first.number + 1)
    assert [each.key for each in older] == ["a"]


def test_what_was_so_before_is_not_told(store: Store, watch: Watch) -> None:
    assert store.watches.enter(found(watch, "old"), 5, DAY) == 0
    assert store.watches.unknown(watch.number, ["old", "new"]) == {"new"}


def test_a_watch_is_due_after_a_change_and_after_a_day(store: Store, watch: Watch) -> None:
    change = store.change
    assert store.watches.due(change, DAY) == []
    assert [(each[1], each[2]) for each in store.watches.due(change + 1, DAY)] == [(change, False)]
    assert [each[2] for each in store.watches.due(change, DAY + timedelta(1))] == [True]
    store.watches.advance([watch.number], change + 1, DAY)
    assert store.watches.due(change + 1, DAY) == []
    store.watches.advance([watch.number], change, DAY)
    assert store.watches.due(change + 1, DAY) == [], "another process was there before"
    store.watches.put(replace(watch, paused=True))
    assert store.watches.due(change + 9, DAY) == []
    assert store.watches.enter(found(watch, "a"), 5, DAY) == 0, "paused meanwhile"
    store.watches.put(replace(watch, paused=False))
    assert len(store.watches.due(change + 9, DAY)) == 1


def test_what_is_removed_leaves_nothing(store: Store, watch: Watch) -> None:
    store.watches.enter(found(watch, "a"), 5, DAY)
    store.watches.remove(watch.number)
    assert store.watches.of("local") == []
    assert store.watches.alerts(watch.number) == []
    assert store.deliveries.take(1) is None
    for refused in (store.watches.remove, lambda number: store.watches.put(replace(watch, number=number))):
        with pytest.raises(NotFound):
            refused(watch.number)


def taken(store: Store) -> Iterator[str]:
    while delivery := store.deliveries.take(60):
        yield delivery.alert.key


def test_a_delivery_is_taken_by_one_and_comes_back_when_he_dies(store: Store, watch: Watch) -> None:
    store.watches.enter(found(watch, "a", "b"), 5, DAY)
    assert sorted(taken(store)) == ["a", "b"]
    assert list(taken(store)) == []
    store.watches.enter(found(watch, "c"), 5, DAY)
    lost = store.deliveries.take(0)
    again = store.deliveries.take(60)
    assert lost
    assert again
    assert (lost.alert.key, again.alert.key, lost.attempts, again.attempts) == ("c", "c", 1, 2)
    assert again.watch.webhook == HOOK


def test_a_delivery_is_sent_tried_again_or_given_up(store: Store, watch: Watch) -> None:
    store.watches.enter(found(watch, "a", "b", "c"), 5, DAY)
    one, two, three = (store.deliveries.take(60) for _ in range(3))
    assert one
    assert two
    assert three
    store.deliveries.sent(one)
    store.deliveries.failed(two, "500", timedelta(0))
    store.deliveries.failed(three, "refused", None)
    states = DeliveryState.SENT, DeliveryState.WAITING, DeliveryState.DEAD
    assert store.deliveries.counts("local") == {watch.number: dict.fromkeys(states, 1)}
    assert store.deliveries.faults("local") == {watch.number: "refused"}
    assert list(taken(store)) == [two.alert.key]
    assert store.deliveries.again(watch.number) == 1
    assert list(taken(store)) == [three.alert.key]


def test_without_its_webhook_nothing_more_is_sent(store: Store, watch: Watch) -> None:
    store.watches.enter(found(watch, "a"), 5, DAY)
    store.watches.put(replace(watch, webhook=None))
    assert store.deliveries.take(60) is None
    assert store.deliveries.counts("local") == {}


def test_a_change_concerns_what_it_speaks_of(store: Store) -> None:
    store.deposit([deposit(work("treaty"), path="treaty"), deposit(work("other"), path="other")])
    before = store.change
    cites = (relation(RelationType.CITES, "treaty"),)
    store.deposit([deposit(work("law"), relations=cites, path="law")])
    ids = {slug: store.find(slug, LOCAL).id for slug in ("treaty", "other", "law")}
    assert store.concerned(before) >= {ids["treaty"], ids["law"]}
    assert ids["other"] not in store.concerned(before)
    recorded = store.recorded(ids["treaty"], LOCAL)
    assert set(recorded.relations) == {("law", "cites")}
    assert recorded.work == min(recorded.texts.values())
    cards = store.cards(["treaty", "law", "none"], LOCAL)
    assert set(cards) == {"treaty", "law"}
