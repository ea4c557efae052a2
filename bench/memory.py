"""Watching what a command and all that it starts take of the memory (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Watched:
    """How a command ended: exit status, what it printed, seconds, most memory of the whole tree in bytes."""

    status: int
    printed: bytes
    seconds: float
    peak: int


def watch(command: Sequence[str], environment: dict[str, str] | None = None) -> Watched:
    """Run a command to its end."""
    begun, peak = time.monotonic(), 0
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **(environment or {})})
    assert process.stdout
    printed: list[bytes] = []
    reader = threading.Thread(target=lambda pipe=process.stdout: printed.append(pipe.read()))
    reader.start()
    while process.poll() is None:
        peak = max(peak, sum(map(resident, tree(process.pid))))
        time.sleep(SAMPLE_SECONDS)
    reader.join()
    process.stdout.close()
    return Watched(process.returncode, printed[0], time.monotonic() - begun, peak)


def tree(root: int) -> list[int]:
    """The process and all below it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            children.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += children.get(process, [])
    return found


def resident(process: int) -> int:
    """Bytes of memory of one process; what it shares with others counts in parts (PSS)."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
