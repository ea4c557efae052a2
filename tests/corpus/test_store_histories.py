"""Whatever happened to the files, the base says what their last contents say, and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lamhai import article, deposit, force, relation, told, work
from stores import Stores

from corpus.model import LOCAL, Access, Deposit, Holding, OriginKind, RelationType, Scope
from corpus.store.files import FileOutcome, FileRecord
from corpus.store.store import Store

SLUGS = ["law", "decree", "circular"]
FILES = ["1.txt", "2.txt", "3.txt"]
TICK = itertools.count()


@st.composite
def deposits(draw: st.DrawFn, path: str, data: str, access: Access) -> Deposit:
    slug = draw(st.sampled_from(SLUGS))
    rank = draw(st.sampled_from([OriginKind.TEXT, OriginKind.MANIFEST]))
    title = draw(st.sampled_from(["Một", "Hai"]))
    numbers = draw(st.lists(st.sampled_from(["1/2020/TT-BĐN", "2/2020/TT-BĐN"]), max_size=1))
    cites = draw(st.lists(st.sampled_from([*SLUGS, "1/2020/TT-BĐN", "nothing"]), max_size=2, unique=True))
    return deposit(
        replace(work(slug, title=title, numbers=numbers), component_of=draw(st.sampled_from([None, "law"]))),
        (article("1", draw(st.sampled_from(["a", "b"]))), article("2", draw(st.sampled_from(["x", "y"])))),
        language=draw(st.sampled_from(["vi", "en"])),
        path=path,
        data=data,
        holding=Holding(access=access),
        assertions=(told("title.vi", title, rank),),
        relations=tuple(relation(RelationType.REPEALS, target, "2021-01-01") for target in cites),
        forces=(force("2020-01-01", "open"),) if draw(st.booleans()) else (),
    )


@st.composite
def contents_of_file(draw: st.DrawFn) -> tuple[str, list[Deposit]]:
    path = draw(st.sampled_from(FILES))
    data = path + draw(st.sampled_from(["1", "2"]))
    access = draw(st.sampled_from([Access.PUBLIC, Access.RESTRICTED]))
    return path, draw(st.lists(deposits(path, data, access), max_size=3))


def write(store: Store, path: str, made: list[Deposit]) -> None:
    record = FileRecord(path, "0" * 64, 1, next(TICK), "reader 1", FileOutcome.READ)
    store.replace_file(record, [[one] for one in made])


@contextmanager
def fresh(stores: Stores) -> Iterator[Store]:
    with stores.new() as url, Store.open(url) as store:
        yield store


def seen(store: Store, scope: Scope) -> dict[str, object]:
    """All that a principal sees, without ids, moments and the order of arrival."""
    found: dict[str, object] = {"counts": replace(store.counts(scope), change=0)}
    for summary in store.works(scope):
        stored = store.work(summary.id, scope)
        assert stored is not None
        plain = {(a.field, a.value, str(a.origin)) for a in stored.work.assertions}
        found[stored.work.slug] = (
            replace(stored.work, assertions=(), identifiers=tuple(sorted(stored.work.identifiers, key=str))),
            plain,
            sorted(str((e.expression, e.provisions, e.sources)) for e in stored.expressions),
            sorted(map(str, stored.forces)),
            sorted(map(str, stored.relations)),
            sorted(map(str, stored.incoming)),
            stored.components,
        )
    return found


PUBLIC = Scope("visitor", frozenset({Access.PUBLIC}))


@given(st.lists(contents_of_file(), min_size=1, max_size=6))
@settings(max_examples=12, suppress_health_check=list(HealthCheck))
def test_only_the_last_contents_count(stores: Stores, history: list[tuple[str, list[Deposit]]]) -> None:
    last = dict(history)
    with fresh(stores) as lived, fresh(stores) as straight:
        for path, made in history:
            write(lived, path, made)
        for path in sorted(last):
            write(straight, path, last[path])
        for scope in (LOCAL, PUBLIC):
            assert seen(lived, scope) == seen(straight, scope)
        change = lived.change
        for path, made in last.items():
            write(lived, path, made)
        assert lived.change == change, "and saying it again changes nothing"


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_arrival_does_not_matter(stores: Stores, order: tuple[int, ...]) -> None:
    replaces = relation(RelationType.REPLACES, "Thông tư số 1/2020/TT-BĐN", "2021-01-01")
    first, again = (work(numbers=[number], title="Một") for number in ("1/2020/TT-BĐN", "1 /2020/TT-BDN"))
    other = work(numbers=["2/2021/TT-BĐN"], title="Hai")
    three = [
        ("1.txt", [deposit(first, path="1.txt", forces=(force("2020-01-01"),))]),
        ("2.txt", [deposit(other, (article("7", "thay thế"),), path="2.txt", relations=(replaces,))]),
        ("3.txt", [deposit(again, path="3.txt")]),
    ]
    with fresh(stores) as straight, fresh(stores) as shuffled:
        for path, made in three:
            write(straight, path, made)
        for place in order:
            write(shuffled, *three[place])
        spelt = [_unspelt(seen(store, LOCAL)) for store in (straight, shuffled)]
        assert spelt[0] == spelt[1]


def _unspelt(found: dict[str, object]) -> list[str]:
    return sorted(str(value[2:]) for value in found.values() if isinstance(value, tuple))
