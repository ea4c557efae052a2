"""Damaged files through the whole of `ingest`: each accounted for, none out of its time, in bounded memory.

The largest are left to `test_damaged.py`, which reads them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from damage import write_all

from bench.memory import watch

MEMORY = 1 << 30
LARGEST = 1 << 20


@pytest.mark.slow
def test_each_is_read_or_quarantined(tmp_path: Path) -> None:
    (tmp_path / "damaged").mkdir()
    files = list(write_all(tmp_path / "damaged"))
    for path in [path for path in files if path.stat().st_size >= LARGEST]:
        files.remove(path)
        path.unlink()
    treatybase = str(Path(sys.executable).with_name("treatybase"))
    command = [treatybase, "ingest", str(tmp_path / "damaged"), "--json", "--data", str(tmp_path / "data")]
    done = watch(command, {"TREATYBASE_MODEL": "none"})
    assert done.status == 3
    report = json.loads(done.printed)
    assert report["files"] == len(files) > 90
    assert all(row["reason"] and row["code"] for row in report["quarantined"])
    codes = {row["code"] for row in report["quarantined"]}
    assert not codes & {"timed_out", "ingest_error"}, report["quarantined"]
    assert not [row for row in report["quarantined"] if "the reader failed" in row["reason"]]
    assert done.peak < MEMORY, f"{done.peak / 1e6:.0f} MB"
