"""Reading facts with the frameworks of trained models installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.facts.alone import FRAMEWORKS


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_no_framework_of_trained_models_is_imported(framework: str, tmp_path: Path) -> None:
    (tmp_path / f"{framework}.py").write_text("raise SystemExit('it was imported')")
    here = Path(__file__).parents[2]
    program = f"import sys, ingest.facts; assert {framework!r} not in sys.modules; import {framework}"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(here)))},
        capture_output=True,
        text=True,
        check=False,
    )
    # Afterwards it can be imported as ever.
    assert (ended.returncode, ended.stderr.strip()) == (1, "it was imported")
