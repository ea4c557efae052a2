"""A seeded part of the hostile files through a worker; `python -m bench.hostile` reads them all."""

from __future__ import annotations

import sys

import pytest
from hostile import hostile
from hostile_forms import FORMS

from bench.hostile import run

COUNT = 160
MEMORY = 900
"""MiB: what a worker may take."""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_hostile_files_are_read_or_refused() -> None:
    tally = run(COUNT)
    assert tally.files > COUNT
    assert not tally.faults
    assert tally.outcomes["read"] > COUNT / 10
    assert tally.peak < MEMORY


def test_the_files_are_always_the_same() -> None:
    first, second = ([(name, hash(data)) for name, data in hostile(40)] for _ in range(2))
    assert first == second
    assert [data for _, data in hostile(5, seed=1)] != [data for _, data in hostile(5, seed=2)]


def test_every_format_is_among_them() -> None:
    names = [name for name, _ in hostile(300)]
    assert len(set(names)) == 300
    for suffix in FORMS:
        assert any(name.endswith(suffix) for name in names), suffix
