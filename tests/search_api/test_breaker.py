from __future__ import annotations

import contextlib
import threading
from dataclasses import dataclass

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from search_api.engine.breaker import Breaker, BreakerState
from search_api.errors import SearchUnavailable

FAILURES, PAUSE, LONGEST = 3, 2.0, 10.0
PAUSES = (2.0, 4.0, 8.0, 10.0)
"""What the pauses must be, one after the other; the last for ever."""


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def breaker(clock: Clock) -> Breaker:
    return Breaker(FAILURES, PAUSE, LONGEST, (TimeoutError, ConnectionError), clock)


def fail() -> None:
    raise TimeoutError("too slow")


def trip(tripped: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        with pytest.raises(TimeoutError):
            tripped.call(fail)


def test_it_opens_after_failures_in_a_row_and_fails_at_once() -> None:
    tripped = breaker(Clock())
    trip(tripped)
    called: list[int] = []
    with pytest.raises(SearchUnavailable) as refused:
        tripped.call(lambda: called.append(1))
    assert not called
    assert refused.value.params == {"seconds": 2}


def test_a_success_between_failures_keeps_it_closed() -> None:
    kept = breaker(Clock())
    for _ in range(10):
        trip(kept, FAILURES - 1)
        assert kept.call(lambda: "found") == "found"
    assert kept.state is BreakerState.CLOSED


@pytest.mark.parametrize("error", [ValueError, KeyError, SearchUnavailable])
def test_other_errors_say_nothing_of_the_service(error: type[Exception]) -> None:
    def refuse() -> None:
        raise error("not its fault")

    clock = Clock()
    tried = breaker(clock)
    trip(tried, FAILURES - 1)
    with pytest.raises(error):
        tried.call(refuse)
    assert tried.state is BreakerState.CLOSED
    trip(tried, 1)
    assert tried.state is BreakerState.OPEN
    clock.now += PAUSE
    with pytest.raises(error):  # as a probe too: the next call is the probe then
        tried.call(refuse)
    assert tried.state is BreakerState.HALF_OPEN
    assert tried.call(lambda: 1) == 1
    assert tried.state is BreakerState.CLOSED


def test_pauses_grow_to_the_longest_however_often_it_fails() -> None:
    clock = Clock()
    tripped = breaker(clock)
    trip(tripped)
    for expected in (*PAUSES, *[LONGEST] * 2000):
        clock.now += expected - 0.001
        assert tripped.state is BreakerState.OPEN
        clock.now += 0.001
        trip(tripped, 1)


def test_one_probe_goes_through_while_the_others_fail_at_once() -> None:
    clock, probing, finish = Clock(), threading.Event(), threading.Event()
    tripped = breaker(clock)
    trip(tripped)
    clock.now += PAUSE

    def slow() -> None:
        probing.set()
        assert finish.wait(10)

    probe = threading.Thread(target=tripped.call, args=(slow,))
    probe.start()
    assert probing.wait(10)
    with pytest.raises(SearchUnavailable):
        tripped.call(lambda: None)
    finish.set()
    probe.join()
    assert tripped.call(lambda: 7) == 7


@pytest.mark.parametrize("late_fails", [True, False])
def test_a_call_from_before_it_opened_has_no_say(late_fails: bool) -> None:
    clock, started, finish = Clock(), threading.Event(), threading.Event()
    tripped = breaker(clock)

    def late() -> None:
        started.set()
        assert finish.wait(10)
        if late_fails:
            raise TimeoutError

    def caller() -> None:
        with contextlib.suppress(TimeoutError):
            tripped.call(late)

    thread = threading.Thread(target=caller)
    thread.start()
    assert started.wait(10)
    trip(tripped)
    finish.set()
    thread.join()
    assert tripped.state is BreakerState.OPEN
    clock.now += PAUSE
    assert tripped.state is BreakerState.HALF_OPEN


@dataclass
class Model:
    """What a breaker is, told anew: a list of pauses and a moment."""

    in_a_row: int = 0
    opened: int = 0
    until: float = 0.0

    def state(self, now: float) -> BreakerState:
        if not self.opened:
            return BreakerState.CLOSED
        return BreakerState.OPEN if now < self.until else BreakerState.HALF_OPEN

    def failed(self, now: float) -> None:
        self.in_a_row += 1
        if self.opened or self.in_a_row == FAILURES:
            self.until = now + PAUSES[min(self.opened, len(PAUSES) - 1)]
            self.opened += 1

    def worked(self) -> None:
        self.in_a_row = self.opened = 0


class BreakerMachine(RuleBasedStateMachine):
    """Any order of calls and waits: the breaker and its model agree."""

    def __init__(self) -> None:
        super().__init__()
        self.clock, self.model = Clock(), Model()
        self.breaker = breaker(self.clock)

    def through(self) -> bool:
        return self.model.state(self.clock.now) is not BreakerState.OPEN

    @rule(seconds=st.sampled_from([0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0]))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @precondition(lambda self: self.through())
    @rule()
    def works(self) -> None:
        assert self.breaker.call(lambda: "hit") == "hit"
        self.model.worked()

    @precondition(lambda self: self.through())
    @rule(error=st.sampled_from([TimeoutError, ConnectionRefusedError]))
    def fails(self, error: type[Exception]) -> None:
        def function() -> None:
            raise error

        with pytest.raises(error):
            self.breaker.call(function)
        self.model.failed(self.clock.now)

    @precondition(lambda self: self.through())
    @rule()
    def is_asked_nonsense(self) -> None:
        with pytest.raises(ValueError, match="x"):
            self.breaker.call(lambda: int("x"))

    @precondition(lambda self: not self.through())
    @rule()
    def is_refused(self) -> None:
        with pytest.raises(SearchUnavailable) as refused:
            self.breaker.call(lambda: pytest.fail("it was called"))
        left = self.model.until - self.clock.now
        seconds = refused.value.params["seconds"]
        assert isinstance(seconds, int)
        assert left <= seconds < left + 1 or seconds == 1

    @invariant()
    def agrees(self) -> None:
        assert self.breaker.state is self.model.state(self.clock.now)


BreakerMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
TestBreakerMachine = BreakerMachine.TestCase
