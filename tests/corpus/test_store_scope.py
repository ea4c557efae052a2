"""Nothing is seen, counted, suggested or hinted at outside the scope."""

from __future__ import annotations

import pytest
from lamhai import act, article, deposit, relation, source, told, work

from corpus.errors import NotFound
from corpus.law.status import status_of
from corpus.model import (
    LOCAL,
    Access,
    ActionType,
    Holding,
    OriginKind,
    Provision,
    RelationType,
    Scope,
    Span,
)
from corpus.store.store import Store

PUBLIC = Scope("visitor", frozenset({Access.PUBLIC}))
SECRET = Holding(collection="cables", access=Access.RESTRICTED)


@pytest.fixture
def mixed(store: Store) -> Store:
    """A public law; a restricted cable that cites and repeals it, with values of its own."""
    law = deposit(work("law", title="Luật Điều ước quốc tế", numbers=["18/2012/ĐHND"]), path="law.txt")
    cable = deposit(
        work("cable", title="Công hàm mật", record_id="MAT-7"),
        (article("1", "Nội dung mật"),),
        path="cable.txt",
        holding=SECRET,
        relations=(relation(RelationType.REPEALS, "law", "2020-01-01"),),
        party_actions=(act("Norvale", ActionType.DENUNCIATION, "2020-01-01"),),
    )
    store.deposit([law, cable])
    return store


def test_a_work_without_a_visible_source_is_not_there(mixed: Store) -> None:
    cable = mixed.find("cable", LOCAL)
    for key in ("cable", "MAT-7", "Công hàm mật", str(cable.id), "/works/cable"):
        with pytest.raises(NotFound) as caught:
            mixed.find(key, PUBLIC)
        assert "cable" not in caught.value.params["near"]  # type: ignore[operator]
    assert mixed.work(cable.id, PUBLIC) is None
    assert [summary.work.slug for summary in mixed.works(PUBLIC)] == ["law"]


def test_counts_are_of_what_is_seen(mixed: Store) -> None:
    everything, visible = mixed.counts(LOCAL), mixed.counts(PUBLIC)
    assert (everything.works, everything.provisions, everything.relations, everything.party_actions) == (
        2,
        5,
        1,
        1,
    )
    assert (visible.works, visible.provisions, visible.relations, visible.party_actions) == (1, 4, 0, 0)
    assert (visible.expressions, visible.sources) == (1, 1)


def test_what_a_hidden_source_tells_of_a_visible_work_is_hidden(mixed: Store) -> None:
    seen = mixed.find("law", PUBLIC)
    assert seen.incoming == ()
    assert seen.forces == (), "nor is the repeal that only the cable tells"
    assert (
        status_of(mixed.find("law", LOCAL).forces, __import__("datetime").date(2021, 1, 1)).state == "ended"
    )


def test_the_name_of_a_hidden_target_is_not_told(store: Store) -> None:
    cites = (relation(RelationType.CITES, "09/2020/TT-BĐN"),)
    store.deposit([deposit(work("a"), path="a.txt", relations=cites)])
    store.deposit([deposit(work("mat", numbers=["09/2020/TT-BĐN"]), path="m.txt", holding=SECRET)])
    assert store.find("a", LOCAL).relations[0].target_slug == "mat"
    hidden = store.find("a", PUBLIC).relations[0]
    assert (hidden.target, hidden.target_slug) == ("09/2020/TT-BĐN", None)


def test_values_from_a_hidden_source_do_not_leak(store: Store) -> None:
    store.deposit([deposit(work("a", title="Tên công khai"), path="a.txt")])
    secret = told("title.vi", "Tên mật", OriginKind.PERSON)
    store.deposit(
        [
            deposit(
                work("a", title="Tên mật", numbers=["1/2020/MAT"]),
                (article("9", "mật"),),
                path="b.txt",
                holding=SECRET,
                assertions=(secret,),
            )
        ]
    )
    assert store.find("a", LOCAL).work.titles == {"vi": "Tên mật"}
    seen = store.find("a", PUBLIC)
    assert seen.work.titles == {"vi": "Tên công khai"}
    assert seen.work.identifiers == ()
    assert "Tên mật" not in {assertion.value for assertion in seen.work.assertions}
    assert [e.provisions[0].eid for e in seen.expressions] == ["art_1"]


def test_of_two_copies_only_the_visible_one_is_told(store: Store) -> None:
    tree = (Provision("art_1", article("1").kind, text="như nhau", span=Span(5, 9, 7)),)
    store.deposit([deposit(work("a"), tree, path="cables/a.txt", data="bytes", holding=SECRET)])
    other = (Provision("art_1", article("1").kind, text="như nhau", span=Span(1, 4, 2)),)
    store.deposit([deposit(work("a"), other, path="public/a.txt", data="other bytes")])
    [expression] = store.find("a", PUBLIC).expressions
    assert [link.source.path for link in expression.sources] == ["public/a.txt"]
    assert expression.provisions[0].span is None, "a page of a source that is not shown would mislead"
    sha256 = source("cables/a.txt", data="bytes").sha256
    assert store.expression_source(sha256, PUBLIC) is None
    found = store.expression_source(sha256, LOCAL)
    assert found is not None
    assert found.path == "cables/a.txt"


def test_the_same_bytes_in_two_holdings(store: Store) -> None:
    store.deposit([deposit(work("a"), path="cables/a.txt", data="x", holding=SECRET)])
    assert store.works(PUBLIC) == []
    store.deposit([deposit(work("a"), path="public/a.txt", data="x")])
    [summary] = store.works(PUBLIC)
    assert summary.sources == ("public/a.txt",)
    found = store.expression_source(source("public/a.txt", data="x").sha256, PUBLIC)
    assert found is not None
    assert (found.path, found.holding.access) == ("public/a.txt", Access.PUBLIC)


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        (LOCAL, {"open", "mat"}),
        (PUBLIC, {"open"}),
        (Scope(access=frozenset()), set()),
        (Scope(collections=frozenset({"cables"})), {"mat"}),
        (Scope(collections=frozenset({"cables"}), access=frozenset({Access.PUBLIC})), set()),
        (Scope(owners=frozenset({"consular-department"})), set()),
    ],
)
def test_scopes(store: Store, scope: Scope, seen: set[str]) -> None:
    store.deposit([deposit(work("open"), path="1"), deposit(work("mat"), path="2", holding=SECRET)])
    assert {summary.work.slug for summary in store.works(scope)} == seen
    assert store.counts(scope).works == len(seen)


def test_pairs_notices_components_and_merges_are_within_the_scope(store: Store) -> None:
    whole = deposit(work("whole"), path="1.txt")
    part = deposit(work("part", component_of="whole"), (article("5"),), path="2.txt", holding=SECRET)
    store.deposit([whole, part])
    assert store.find("whole", LOCAL).components == ("part",)
    assert store.find("whole", PUBLIC).components == ()
    with pytest.raises(NotFound):
        store.merge("whole", "part", PUBLIC, who="visitor", reason="curious")
    store.merge("whole", "part", LOCAL, who="archivist", reason="one text")
    assert len(store.find("whole", LOCAL).expressions) == 2
    assert len(store.find("whole", PUBLIC).expressions) == 1
    with pytest.raises(NotFound):
        store.find("part", PUBLIC) and store.find("part-of-nothing", PUBLIC)


def test_a_page_of_works_goes_past_hidden_ones(store: Store) -> None:
    deposits = [
        deposit(work(f"w{n}"), (article("1", f"{n}"),), path=f"{n}", holding=SECRET if n % 2 else None)
        for n in range(10)
    ]
    store.deposit(deposits)
    first = store.works(PUBLIC, limit=3)
    rest = store.works(PUBLIC, after=first[-1].id, limit=3)
    assert [s.work.slug for s in (*first, *rest)] == ["w0", "w2", "w4", "w6", "w8"]
