"""For any sequence of deposits, days, looks and crashes: what was told is what differs between the states.

The oracle knows nothing of the store: it keeps what was deposited as plain facts, and says of each day which
events are so. A watch must tell each of them once, at the first look at which it is so.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from watched_base import FIRST, TREATY, Ministry, at, deposit, does, ministry, ratifies, treaty

from corpus.model import OPEN, Interval, RelationType, Watch
from corpus.store.watches import Found, Watches

Fact = tuple[str, str, str, date | None]
"""Kind, who does it, the provision, the day."""
Told = tuple[str, str, str, str]
"""Kind, who does it, the provision, the phase."""

KINDS = {"amended": RelationType.AMENDS, "repealed": RelationType.REPEALS, "cited": RelationType.CITES}
LAWS = ("law-a", "law-b", "law-c")
days = st.one_of(st.none(), st.integers(-30, 30).map(lambda shift: FIRST + timedelta(days=shift)))
deeds = st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(["", "art_1", "art_2"]), days)
steps = st.one_of(
    st.tuples(st.just("law"), st.sampled_from(LAWS), st.lists(deeds, max_size=3)),
    st.tuples(st.just("withdraw"), st.sampled_from(LAWS)),
    st.tuples(st.just("wording"), st.integers(1, 60)),
    st.tuples(st.just("party"), st.sampled_from(["Norvale", "Marjana"]), days),
    st.tuples(st.just("days"), st.integers(1, 20)),
    st.tuples(st.just("look"), st.sampled_from(["", "before", "after"])),
)


@dataclass
class Oracle:
    """What was said, and what is told of it."""

    laws: dict[str, list[tuple[str, str, date | None]]] = field(default_factory=dict)
    wordings: set[date] = field(default_factory=set)
    acts: dict[str, date | None] = field(default_factory=dict)
    known: set[tuple[Fact, str]] = field(default_factory=set)
    told: Counter[Told] = field(default_factory=Counter)

    def facts(self) -> Iterator[Fact]:
        yield ("entered_into_force", "", "", FIRST + timedelta(days=7))
        yield ("new_version", "", "", FIRST + timedelta(days=7))
        for law, deeds in self.laws.items():
            for kind, eid, day in deeds:
                if kind != "cited":
                    yield (kind, law, eid, day)
            if deeds and all(kind == "cited" for kind, *_ in deeds):
                yield ("cited", law, "", None)
        for day in self.wordings:
            yield ("new_version", "", "", day)
        for party, day in self.acts.items():
            yield ("new_party", party, "", day)

    def cited_besides(self) -> set[str]:
        """Laws that do something: that they speak of the treaty is known, and never told."""
        return {law for law, deeds in self.laws.items() if any(kind != "cited" for kind, *_ in deeds)}

    def look(self, today: date, *, tell: bool = True) -> None:
        now = {(fact, _phase(fact, today)) for fact in self.facts()}
        for fact, phase in sorted(now - self.known, key=str):
            if tell:
                self.told[fact[0], fact[1], fact[2], phase] += 1
        self.known |= now
        self.known |= {(("cited", law, "", None), "come") for law in self.cited_besides()}


def _phase(fact: Fact, today: date) -> str:
    kind, _, _, day = fact
    if kind == "cited" or (kind == "new_party" and day is None):
        return "come"
    return "undated" if day is None else "come" if day <= today else "coming"


def told(base: Ministry, watch: Watch) -> Counter[Told]:
    found: Counter[Told] = Counter()
    for alert in base.store.watches.alerts(watch.number, limit=1000):
        by = alert.evidence.party or alert.evidence.work
        for eid in [each.eid for each in alert.provisions] or [""]:
            found[alert.kind.value, by, eid, alert.phase.value] += 1
    return found


def look(base: Ministry, crash: str, patch: pytest.MonkeyPatch) -> None:
    """Look; where it dies, the next process looks again."""
    if crash:
        enter = Watches.enter

        def dies(self: Watches, found: Found, change: int, day: date) -> int:
            if crash == "after":
                enter(self, found, change, day)
            raise SystemExit

        with patch.context() as patched, suppress(SystemExit):
            patched.setattr(Watches, "enter", dies)
            base.look()
    base.look()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(steps, min_size=3, max_size=14))
def test_what_is_told_is_the_difference_of_states(sequence: list[tuple[object, ...]]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
        ministry(Path(folder)) as base,
    ):
        base.read(treaty(FIRST + timedelta(days=7)))
        watch, oracle = base.watch(), Oracle()
        oracle.look(base.today, tell=False)
        for step in [*sequence, ("look", "")]:
            _take(step, base, oracle, patch)
        assert told(base, watch) == oracle.told


def _take(step: tuple[object, ...], base: Ministry, oracle: Oracle, patch: pytest.MonkeyPatch) -> None:
    match step:
        case ("law", str(law), list(deeds)):
            oracle.laws[law] = deeds
            relations = (does(KINDS[kind], day, eid or None) for kind, eid, day in deeds)
            base.read(deposit(law, *relations))
        case ("withdraw", str(law)):
            oracle.laws.pop(law, None)
            base.withdraw(law)
        case ("wording", int(shift)):
            # Apart from that of the beginning, so that each is a wording of its own.
            day = FIRST + timedelta(days=100 + shift)
            oracle.wordings.add(day)
            base.read(deposit(TREATY, valid=Interval(at(day), OPEN), path=f"wording-{day}.txt"))
        case ("party", str(party), day):
            oracle.acts = {party: day}  # type: ignore[dict-item]
            base.read(treaty(FIRST + timedelta(days=7), ratifies(party, day)))  # type: ignore[arg-type]
        case ("days", int(count)):
            base.pass_days(count)
        case ("look", str(crash)):
            look(base, crash, patch)
            oracle.look(base.today)
