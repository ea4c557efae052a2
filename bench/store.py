"""What the store costs: `python -m bench.store` prints deposits and reads per second of processor time.

Made-up circulars with a number, a title, a date, an issuer, one interval of force and one relation
each, in batches of 100, into an empty SQLite store in a temporary folder.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta

from corpus.model import (
    LOCAL,
    UNKNOWN,
    Assertion,
    Deposit,
    End,
    Expression,
    Force,
    ForceState,
    Identifier,
    IdentifierScheme,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
    Source,
    Span,
    Work,
    WorkKind,
)
from corpus.store.store import Store

BATCH = 100
TEXT = Origin(OriginKind.TEXT)
SHAPES = ((1, 2000), (40, 500), (500, 60))
"""(provisions of a document, documents): single records, ordinary acts, long laws."""


def circular(number: int, provisions: int) -> Deposit:
    """One circular with so many articles."""
    name = f"{number}/2021/TT-BĐN"
    adopted = date(2000, 1, 1) + timedelta(days=number // 3)
    tree = tuple(
        Provision(
            f"art_{place}",
            ProvisionKind.ARTICLE,
            f"Điều {place}",
            str(place),
            text=f"Nội dung của điều {place}, thông tư {number}. " * 5,
            span=Span(place * 200, place * 200 + 190, 1 + place // 8),
        )
        for place in range(1, provisions + 1)
    )
    title = f"Thông tư {number} về công tác lãnh sự"
    return Deposit(
        source=Source(f"{number}.txt", hashlib.sha256(name.encode()).hexdigest(), 1000, "text/plain"),
        work=Work(
            "",
            WorkKind.CIRCULAR,
            {"vi": title},
            (Identifier(IdentifierScheme.NUMBER, name),),
            ("Bộ Đối ngoại",),
            adopted=LegalDate.of(adopted),
        ),
        expression=Expression("vi"),
        provisions=tree,
        forces=(Force(ForceState.IN_FORCE, Interval(End.on(adopted), UNKNOWN), TEXT),),
        relations=(Relation(RelationType.CITES, f"{number // 2}/2021/TT-BĐN", TEXT),),
        assertions=(Assertion("title.vi", title, TEXT),),
    )


def seconds(work: Callable[[], object]) -> float:
    """Processor seconds of a piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def deposit_all(store: Store, documents: list[Deposit]) -> None:
    """Deposit in batches, one transaction each."""
    for first in range(0, len(documents), BATCH):
        store.deposit(documents[first : first + BATCH])


def measure(provisions: int, count: int) -> tuple[float, float, float, float]:
    """Documents and provisions a second, documents a second when they are there already, ms of a read."""
    documents = [circular(number, provisions) for number in range(1, count + 1)]
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(f"sqlite:///{folder}/t.db", create=True) as store,
    ):
        store.deposit([circular(0, 1)])
        first = seconds(lambda: deposit_all(store, documents))
        again = seconds(lambda: deposit_all(store, documents))
        one = store.find(f"{count}/2021/TT-BĐN", LOCAL).id
        loaded = seconds(lambda: [store.work(one, LOCAL) for _ in range(20)]) / 20
    return count / first, count * provisions / first, count / again, loaded * 1000


def main() -> None:
    """Print a table."""
    print("provisions/document | documents/s | provisions/s | again, documents/s | work() ms")
    for provisions, count in SHAPES:
        print(provisions, *(f"{figure:,.0f}" for figure in measure(provisions, count)), sep=" | ")


if __name__ == "__main__":
    main()
