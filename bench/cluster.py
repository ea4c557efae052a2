"""Whether faults lose anything, and for how long searches fail: `python -m bench.cluster`.

The deployment of compose.yaml by hand (proxy, two API replicas, two workers, PostgreSQL) over an
Elasticsearch of three nodes with one replica of each shard, under searches through the proxy and a stream
of small documents through the queue. One after another the elected master and a data node are killed
(SIGKILL), one node's transport is cut and then frozen, PostgreSQL stopped, an API replica and a worker
killed; each is brought back after some seconds. Told of each: searches and how many failed, by code;
the longest time in which none succeeded; when the index had everything that was acknowledged until the
fault was over, and all its copies. At the end `treatybase verify` must find store = index, and every
document that was acknowledged must be there once. Exit status 1 where it is not, or where no search
succeeded for 60 s.

Example: python -m bench.cluster --seconds 5 --faults master worker --json figures.json
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.faults import STEPS, Cluster, Fault
from bench.load import Load, Stretch
from bench.same import QUERIES
from bench.stream import Kept, Stream, kept, write_notices
from corpus.errors import CorpusError
from treatybase.settings import Settings
from treatybase.wiring import Installation

SAMPLES = Path(__file__).resolve().parent.parent / "corpus" / "samples"
LONGEST_SILENCE = 60.0
CATCHING_UP = 300.0
"""Seconds after which an index that has not caught up is called lost."""
POLL = 0.25


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one fault. Times in seconds from its beginning; None: not within CATCHING_UP."""

    name: str
    lasted: float
    stretch: Stretch
    caught_up: float | None
    green: float | None
    documents: int
    """Documents acknowledged until the fault was over."""


class Trial:
    """A deployment under load, to which one fault after another is done."""

    def __init__(self, over: Cluster, installation: Installation, load: Load, stream: Stream) -> None:
        self._over, self._installation, self._load, self._stream = over, installation, load, stream
        self._jobs_before = ended_jobs(installation) - len(stream.acknowledged)

    def suffer(self, fault: Fault, seconds: float, calm: float) -> Told:
        """Do it, undo it after so many seconds, wait until all is well, and for as long as `calm` after."""
        start, first = time.monotonic(), len(self._stream.acknowledged)
        fault.begin()
        time.sleep(seconds)
        fault.end()
        over, acknowledged = time.monotonic(), len(self._stream.acknowledged)
        caught_up = until(self._has(acknowledged))
        green = until(self._over.is_green)
        time.sleep(calm)
        stretch = self._load.stretch(start, time.monotonic())
        after, whole = (None if moment is None else moment - start for moment in (caught_up, green))
        return Told(fault.name, over - start, stretch, after, whole, acknowledged - first)

    def _has(self, acknowledged: int) -> Callable[[], bool]:
        """Whether the index has the first so many documents: their jobs are done, and it has got so far."""
        reached: list[int] = []

        def has() -> bool:
            try:
                if not reached and ended_jobs(self._installation) >= self._jobs_before + acknowledged:
                    reached.append(self._installation.store.change)
                return bool(reached) and self._installation.engine.counts().change >= reached[0]
            except CorpusError:
                return False

        return has


def ended_jobs(installation: Installation) -> int:
    """Jobs of the queue that are over."""
    queue = installation.store.queue()
    return queue.done + queue.failed


def until(condition: Callable[[], bool]) -> float | None:
    """The moment from which it holds; None where it did not in time."""
    deadline = time.monotonic() + CATCHING_UP
    while time.monotonic() < deadline:
        if condition():
            return time.monotonic()
        time.sleep(POLL)
    return None


def fill(installation: Installation, folder: Path, notices: int) -> None:
    """Give the samples and some notices to the workers, and wait until they are in the index."""
    write_notices(folder, range(notices))
    for path in (SAMPLES, folder):
        installation.enqueue.run([path])
    if until(lambda: _is_still(installation)) is None:
        raise SystemExit("the base was not filled in time")


def _is_still(installation: Installation) -> bool:
    """Whether no job waits and the index has everything."""
    try:
        waiting = installation.store.queue().waiting
        return not waiting and installation.engine.counts().change >= installation.store.change
    except CorpusError:
        return False


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole trial: each fault, the calm before, what was kept, and what `treatybase verify` found."""

    calm: Stretch
    faults: tuple[Told, ...]
    refused: Mapping[str, int]
    """Tries to enqueue that failed, by code; each document was given again until it was taken."""
    kept: Kept
    verified: Mapping[str, Any]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost or doubled, searches came back in time, and the index caught up."""
        told = all(
            each.stretch.silence < LONGEST_SILENCE and each.caught_up is not None and each.green is not None
            for each in self.faults
        )
        return told and not (self.kept.lost or self.kept.doubled) and bool(self.verified["sound"])


def trial(folder: Path, chosen: argparse.Namespace) -> Outcome:
    """Start everything, load it, do one fault after another, compare at the end."""
    with ExitStack() as stack:
        over = Cluster(folder, stack, chosen.heap)
        os.environ.update(over.deployment.environment("worker-1"))
        settings = Settings(data=folder / "client")
        installation = stack.enter_context(closing(Installation(settings)))
        fill(installation, folder / "base", chosen.notices)
        stream = Stream(installation.enqueue, folder / "stream", chosen.notices, chosen.pause)
        load = Load(over.deployment.url, QUERIES, threads=chosen.clients)
        with load, stream:
            time.sleep(chosen.seconds)  # until the programs are warm
            begun = time.monotonic()
            time.sleep(chosen.seconds)
            calm = load.stretch(begun, time.monotonic())
            endure = Trial(over, installation, load, stream)
            faults = []
            for step in chosen.faults:
                faults.append(endure.suffer(over.fault(step), chosen.seconds, chosen.calm))
                print(row(faults[-1]), flush=True)
        until(lambda: _is_still(installation))
        done = over.deployment.run("worker-2", ["treatybase", "verify", "--json"])
        if done.returncode not in (0, 3):
            raise SystemExit(f"treatybase verify: exit status {done.returncode}\n{done.stderr}")
        acknowledged = range(0, stream.acknowledged.stop)
        found = kept(installation.store, acknowledged)
        return Outcome(calm, tuple(faults), dict(stream.refused), found, json.loads(done.stdout))


HEAD = (
    """\
| fault | lasted, s | searches | failed | longest without success, s | index caught up after, s \
| all copies after, s | documents meanwhile | |
| --- |"""
    + " ---: |" * 7
    + " --- |"
)


def row(told: Told) -> str:
    """A line of the table."""
    stretch = told.stretch
    codes = ", ".join(f"{count} {code}" for code, count in sorted(stretch.failed.items())) or "0"
    moments = ("never" if each is None else f"{each:.0f}" for each in (told.caught_up, told.green))
    verdict = "right" if stretch.silence < LONGEST_SILENCE and told.caught_up is not None else "TOO LONG"
    cells = (told.name, f"{told.lasted:.0f}", stretch.searches, codes, f"{stretch.silence:.1f}", *moments)
    return f"| {' | '.join(map(str, cells))} | {told.documents} | {verdict} |"


def main() -> int:
    """Run the trial and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.cluster",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--seconds", type=float, default=30.0, help="how long each fault lasts (default: %(default)s)")
    add("--calm", type=float, default=15.0, help="seconds between faults (default: %(default)s)")
    add("--faults", nargs="+", choices=STEPS, default=STEPS, help="which faults (default: all)")
    add("--notices", type=int, default=300, help="documents in the base besides the samples")
    add("--pause", type=float, default=1.0, help="seconds between documents of the stream")
    add("--clients", type=int, default=2, help="how many search side by side")
    add("--heap", default="512m", help="heap of each node (default: %(default)s)")
    add("--json", type=Path, help="where to write all figures")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cluster-") as name:
        Path(name).chmod(0o711)  # PostgreSQL, as another user, must be able to pass
        print(HEAD, flush=True)
        found = trial(Path(name), chosen)
    if chosen.json:
        chosen.json.write_text(json.dumps(asdict(found), indent=1), encoding="utf-8")
    calm = found.calm
    print(f"\ncalm: {calm.searches} searches, {calm.failures} failed, p95 {calm.p95:.0f} ms")
    print(f"acknowledged {found.kept.acknowledged}, lost {len(found.kept.lost)}, ", end="")
    print(f"doubled {len(found.kept.doubled)}; tries to enqueue that failed: {dict(found.refused) or 0}")
    print(f"verify: {'sound' if found.verified['sound'] else found.verified}")
    return 0 if found.holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
