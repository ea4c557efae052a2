"""Killing serve, two ingests and reindex at random loses nothing (`bench/stress.py` does it for longer)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_store_and_index_survive_random_kills() -> None:
    command = [sys.executable, "-m", "bench.stress", "--seconds", "12", "--notices", "30", "--no-samples"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "store = index, and both equal those of an undisturbed run" in done.stdout
    assert "killed 0" not in done.stdout.partition("reindex")[0], "nothing was killed: nothing was shown"
