"""Many may use a data folder together; only one may while it is replaced."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from treatybase.locks import DataFolderBusy, folder_lock


def test_many_together(tmp_path: Path) -> None:
    with folder_lock(tmp_path), folder_lock(tmp_path):
        pass


def test_alone_is_refused_while_others_are_there(tmp_path: Path) -> None:
    with (
        folder_lock(tmp_path),
        pytest.raises(DataFolderBusy, match="stop it first"),
        folder_lock(tmp_path, alone=True),
    ):
        pass
    with folder_lock(tmp_path, alone=True), pytest.raises(DataFolderBusy), folder_lock(tmp_path):
        pass


def test_a_killed_process_gives_it_back(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from treatybase.locks import folder_lock\n"
        "with folder_lock(Path(sys.argv[1]), alone=True): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DataFolderBusy), folder_lock(tmp_path):
            pass
        holder.kill()
    with folder_lock(tmp_path, alone=True):
        pass
