"""Whether killing loses anything: `python -m bench.stress [--seconds 300] [--seed 1]`.

`serve`, two `ingest` and `reindex` run together on one data folder and are killed (SIGKILL) at
random moments and started again, until the time is up. Then each runs once to its end, and
`treatybase verify` must find store = index; store, index and search results must equal those of
an undisturbed run over the same files. Exit status 0 only if all of it holds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from bench.same import QUERIES, differences

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "corpus" / "samples"
TREATYBASE = str(Path(sys.executable).with_name("treatybase"))

NOTICE = """Notice {number} of {year} on berths of the {place} quay

Article 1
Vessels of the class {number} berth at the {place} quay between hour {hour} and hour {later}.

Article 2
The berth fee of notice {number} is {fee} crowns, payable within {days} days.

Article 3
This notice takes effect on 1 March {year}.
"""
PATIENCE = (1.0, 20.0)
"""Seconds that a process is left alive, at random in between; starting takes one to three."""
SHOWN = 20
"""Faults printed."""
PLACES = ("Northern", "Southern", "Eastern", "Western", "Upper", "Lower", "Inner", "Outer")


@dataclass
class Life:
    """What became of one kind of process: how often it was started, killed, or came to its end."""

    started: int = 0
    killed: int = 0
    ended: Counter[int] = field(default_factory=Counter)


@dataclass
class Asked:
    """How the server answered while it was being killed."""

    answers: Counter[int] = field(default_factory=Counter)
    unreachable: int = 0


def write_libraries(folder: Path, notices: int, samples: bool = True) -> tuple[list[Path], list[Path]]:
    """Two overlapping sets of folders: the samples and notices of our own, parted in three."""
    names = ("left", "right", "both")
    for name in names:
        (folder / name).mkdir(parents=True)
    rows = (SAMPLES / "MANIFEST.csv").read_text("utf-8").splitlines() if samples else [""]
    works: dict[str, int] = {}
    for row in rows[1:]:
        file, work, *_ = row.split(",")
        # What a work is called may depend on which of its files came first: they stay together.
        target = folder / names[works.setdefault(work, len(works)) % 3]
        shutil.copy(SAMPLES / file, target)
        with (target / "MANIFEST.csv").open("a", encoding="utf-8") as manifest:
            manifest.write(row + "\n" if manifest.tell() else f"{rows[0]}\n{row}\n")
    for number in range(1, notices + 1):
        text = NOTICE.format(
            place=PLACES[number % len(PLACES)],
            number=number,
            year=1990 + number % 35,
            hour=number % 12,
            later=number % 12 + 6,
            fee=number * 7,
            days=5 + number % 25,
        )
        (folder / names[number % 3] / f"notice-{number:04}.txt").write_text(text, "utf-8")
    left, right, both = (folder / name for name in names)
    return [left, both], [right, both]


class Stress:
    """Processes on one data folder, killed at random until the time is up."""

    def __init__(
        self, data: Path, libraries: tuple[list[Path], list[Path]], seconds: float, seed: int
    ) -> None:
        left, right = libraries
        self.commands: dict[str, list[object]] = {
            "serve": ["serve", "--port", "0"],
            "ingest left": ["ingest", *left],
            "ingest right": ["ingest", *right],
            "reindex": ["reindex"],
        }
        self.lives = {name: Life() for name in self.commands}
        self.asked = Asked()
        self._data, self._seconds, self._seed = data, seconds, seed
        self._until = 0.0

    def run(self) -> None:
        """Let them live and die."""
        self._until = time.monotonic() + self._seconds
        threads = [
            threading.Thread(target=self._live, args=(name, random.Random(self._seed + place)))
            for place, name in enumerate(self.commands)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _live(self, name: str, chance: random.Random) -> None:
        """Start, kill or see end, start again."""
        life = self.lives[name]
        while time.monotonic() < self._until:
            if not name.startswith("ingest") and not (self._data / "treatybase.db").exists():
                time.sleep(0.2)
                continue
            process = start(self._data, self.commands[name], heard=name == "serve")
            life.started += 1
            patience = min(chance.uniform(*PATIENCE), max(0.1, self._until - time.monotonic()))
            asking = threading.Thread(target=self._ask, args=(process, chance)) if name == "serve" else None
            if asking:
                asking.start()
            try:
                life.ended[process.wait(patience)] += 1
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                life.killed += 1
            if asking:
                asking.join()
            if process.stdout:
                process.stdout.close()

    def _ask(self, process: subprocess.Popen[str], chance: random.Random) -> None:
        """Ask the server questions for as long as it lives."""
        address = next((line.split()[2] for line in process.stdout or () if line.startswith("Serving")), None)
        while address and process.poll() is None:
            try:
                with urlopen(
                    f"{address}api/v1/search?q={quote(chance.choice(QUERIES))}", timeout=30
                ) as answer:
                    self.asked.answers[answer.status] += 1
            except URLError as error:
                status = getattr(error, "code", None)
                if status:
                    self.asked.answers[status] += 1
                else:
                    self.asked.unreachable += 1
            except OSError:
                self.asked.unreachable += 1
            time.sleep(0.05)


def start(data: Path, arguments: list[object], *, heard: bool) -> subprocess.Popen[str]:
    """Start a command; what it prints can be read where it is `heard`."""
    command = [TREATYBASE, *map(str, arguments), "--data", str(data)]
    printed = subprocess.PIPE if heard else subprocess.DEVNULL
    return subprocess.Popen(command, stdout=printed, stderr=subprocess.DEVNULL, text=True)


def finish(data: Path, *arguments: object) -> Any:
    """Run a command to its end and give what it printed as JSON; a failure ends the program."""
    command = [TREATYBASE, *map(str, arguments), "--json", "--data", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 3):
        raise SystemExit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return json.loads(done.stdout)


def complete(data: Path, libraries: tuple[list[Path], list[Path]]) -> Iterator[str]:
    """Run everything once undisturbed; gives what is wrong."""
    for library in libraries:
        report = finish(data, "ingest", *library)
        yield from (f"quarantined: {row}" for row in report["quarantined"] if row["code"] != "no_usable_text")
    finish(data, "reindex")
    found = finish(data, "verify")
    if not found["sound"]:
        yield f"verify: {found}"


def main() -> int:
    """Stress one folder, run another undisturbed, compare them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--notices", type=int, default=400, help="small documents besides the samples")
    parser.add_argument("--samples", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--model", default="none", help="embedding model (TREATYBASE_MODEL)")
    chosen = parser.parse_args()
    os.environ["TREATYBASE_MODEL"] = chosen.model
    with tempfile.TemporaryDirectory(prefix="stress-") as name:
        folder = Path(name)
        libraries = write_libraries(folder / "library", chosen.notices, chosen.samples)
        stress = Stress(folder / "stressed", libraries, chosen.seconds, chosen.seed)
        stress.run()
        faults = list(complete(folder / "stressed", libraries))
        faults += complete(folder / "calm", libraries)
        faults += differences(folder / "stressed", folder / "calm")
    for command, life in stress.lives.items():
        print(f"{command:13} started {life.started}, killed {life.killed}, ended {dict(life.ended)}")
        failed = {status for status in life.ended if status not in (0, 3)}
        faults += [f"{command} ended with exit status {status}" for status in failed]
    print(f"questions     {dict(stress.asked.answers)}, no connection {stress.asked.unreachable}")
    faults += [f"the server answered {status}" for status in stress.asked.answers if status >= 500]
    for fault in faults[:SHOWN]:
        print(f"FAULT {fault}")
    print(
        "store = index, and both equal those of an undisturbed run" if not faults else f"{len(faults)} faults"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
