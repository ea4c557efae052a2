"""Damaged and hostile files through the workers: `python -m bench.hostile [--count N] [--seed N]`.

Each must be read, wholly or in part, or refused for a reason that is true; no worker may die or run out of
time; every fiftieth file is a sound one, which must be read whatever came before it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path

from bench.memory import resident, tree
from ingest.errors import TimedOut, UnreadableFile
from ingest.pool import Pool
from ingest.task import MEBIBYTE, Batch, Done, Failed, Task, WorkerLimits

TESTS = Path(__file__).resolve().parents[1] / "tests" / "ingest"
LIMITS = WorkerLimits(seconds=180.0, recognition=20.0)
"""More seconds than a file may take in earnest: a busy machine is no fault of the reader; a hang shows."""
SOUND_EVERY, _TOLD_EVERY = 50, 100
_DIED = "a library crashed on it"
"""A worker may die of a native library; it takes only its own file with it, and the report says so."""
_DEATHS = (
    "the worker ended while reading",
    "the reader failed",
    "the system stopped",
)


@dataclass(slots=True)
class Tally:
    """What became of the files; `faults` are those that should not have happened."""

    files: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    died: list[str] = field(default_factory=list)
    """Files of which a worker died; the next ones were read by another."""
    slowest: tuple[float, str] = (0.0, "")
    seconds: float = 0.0
    peak: float = 0.0
    """Most memory of one worker, MiB."""


def run(count: int, seed: int | None = None) -> Tally:
    """Read `count` files of the generator, and sound ones between them, by one worker."""
    tally, begun = Tally(), time.monotonic()
    watcher = _Watcher(tally)
    with tempfile.TemporaryDirectory() as folder, watcher, Pool(1, LIMITS) as pool:
        for task in _tasks(Path(folder), count, seed):
            started = time.monotonic()
            for _, channel in pool.read([task]):
                _judge(task, list(channel), tally)
            tally.slowest = max(tally.slowest, (time.monotonic() - started, task.name))
            task.path.unlink()
    tally.seconds = time.monotonic() - begun
    return tally


def _tasks(folder: Path, count: int, seed: int | None) -> Iterator[Task]:
    sys.path.insert(0, str(TESTS))
    damage, generator = import_module("damage"), import_module("hostile")
    sound = {f"sound-{name}": make() for name, make in damage.SOUND.items()}
    for number, (name, data) in enumerate(generator.hostile(count, damage.SEED if seed is None else seed)):
        yield _task(folder, name, data)
        if number % SOUND_EVERY == 0:
            good = list(sound)[number // SOUND_EVERY % len(sound)]
            yield _task(folder, good, sound[good])


def _task(folder: Path, name: str, data: bytes) -> Task:
    path = folder / name
    path.write_bytes(data)
    return Task(path, name, hashlib.sha256(data).hexdigest(), len(data))


def _judge(task: Task, messages: list[Batch | Done | Failed], tally: Tally) -> None:
    tally.files += 1
    ending = messages[-1] if messages else None
    code = ending.code if isinstance(ending, Failed) else "read"
    tally.outcomes[code] = tally.outcomes.get(code, 0) + 1
    if isinstance(ending, Failed) and ending.reason.startswith(_DIED):
        tally.died.append(task.name)
    for fault in _faults(task, ending):
        tally.faults.append(f"{task.name}: {fault}")
        print(tally.faults[-1], file=sys.stderr, flush=True)
    if tally.files % _TOLD_EVERY == 0:
        print(f"{tally.files}: {tally.outcomes}", file=sys.stderr, flush=True)


def _faults(task: Task, ending: Batch | Done | Failed | None) -> Iterator[str]:
    if not isinstance(ending, Done | Failed):
        yield "no answer"
    elif isinstance(ending, Failed):
        died = ending.code == UnreadableFile.code and ending.reason.startswith(_DEATHS)
        if died or ending.code == TimedOut.code or not ending.reason:
            yield f"{ending.code}: {ending.reason}"
        elif task.name.startswith("sound-"):
            yield f"a sound file: {ending.code}: {ending.reason}"


class _Watcher(threading.Thread):
    """Looks at the memory of the worker while it works."""

    def __init__(self, tally: Tally) -> None:
        super().__init__(daemon=True)
        self._tally, self._over = tally, threading.Event()

    def __enter__(self) -> _Watcher:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        """Until the files are through."""
        while not self._over.wait(0.2):
            workers = tree(os.getpid())[1:]
            self._tally.peak = max([self._tally.peak, *(resident(one) / MEBIBYTE for one in workers)])


def main() -> None:
    """Print the tally; exit 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    tally = run(chosen.count, chosen.seed)
    print(json.dumps(asdict(tally), indent=1, ensure_ascii=False))
    sys.exit(1 if tally.faults else 0)


if __name__ == "__main__":
    main()
