"""Whether searches go on while the index is built anew: `python -m bench.rebuild`.

A base of words alone (everything in `treaties/` and `regulations/` of the test data, or `--base`), one
real Elasticsearch, one server, and clients that ask the judged questions of `bench.evaluate` through the API.
Then, under their load, `treatybase reindex`, and `treatybase reindex --roll-back`, to the earlier index
and forth again. Told of each stretch: searches, how many failed, p50, and p95 as a ratio to that before.
Exit status 1 where a search failed, or the earlier index was not served.

Example: python -m bench.rebuild --base data/treatybase.db --seconds 30
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path

from elasticsearch import Elasticsearch as Client

from bench.bases import copy_database
from bench.collections import COLLECTIONS, write_all
from bench.evaluate import ROOT
from bench.ingest import ingest
from bench.load import Load, Stretch
from search_api.evaluate.trec import read_queries
from tools.by_hand.program import Job, Program
from tools.servers.elasticsearch import Elasticsearch
from tools.servers.process import free_port
from treatybase.settings import Settings
from treatybase.wiring import Installation

REBUILD_SECONDS = 3600.0
"""How long a rebuild may take: the full data need some ten minutes on one core."""
HEALTH = "import os, urllib.request as r; r.urlopen(os.environ['READY'], timeout=3)"
PREFIX = "treatybase"


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of time under load, what went on in it, and which index was served after it."""

    name: str
    seconds: float
    stretch: Stretch
    served: str


class Server:
    """A base on Elasticsearch with its server, and commands on the same base."""

    def __init__(self, folder: Path, data: Path, url: str) -> None:
        self._folder, port = folder, free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.environment = {
            "TREATYBASE_DATA": str(data),
            "TREATYBASE_ENGINE": "elasticsearch",
            "TREATYBASE_ELASTICSEARCH_URL": url,
            "TREATYBASE_ELASTICSEARCH_INDEX": PREFIX,
            "TREATYBASE_MODEL": "none",
            "READY": f"{self.url}/health/live",
        }
        command = ["treatybase", "serve", "--port", str(port)]
        health = [sys.executable, "-c", HEALTH]
        self.program = Program("serve", folder, command, self.environment, health=health)

    def run(self, *arguments: str) -> float:
        """Run a command to its end; its seconds. Raises ServerFailed."""
        begun = time.monotonic()
        job = Job("-".join(arguments), self._folder, ["treatybase", *arguments], self.environment)
        job.launch()
        job.wait(REBUILD_SECONDS)
        return time.monotonic() - begun


class Watch:
    """Tells of each stretch under a load, and of the index that is served."""

    def __init__(self, load: Load, client: Client) -> None:
        self._load, self._client = load, client
        self.told: list[Told] = []

    def over(self, name: str, begun: float) -> None:
        """A stretch has ended."""
        now = time.monotonic()
        self.told.append(Told(name, now - begun, self._load.stretch(begun, now), self.served()))
        print(row(self.told[-1], self.told[0]), flush=True)

    def rest(self, name: str, seconds: float) -> None:
        """A stretch in which nothing goes on but searches."""
        begun = time.monotonic()
        time.sleep(seconds)
        self.over(name, begun)

    def served(self) -> str:
        """The index behind the alias that is read."""
        (name,) = self._client.indices.get_alias(name=f"{PREFIX}-*-read")
        return str(name)


def trial(server: Server, url: str, questions: list[str], chosen: argparse.Namespace) -> list[Told]:
    """Build, load, rebuild, roll back and forth."""
    server.run("migrate")
    alone = server.run("reindex")
    print(f"built without load in {alone:.0f} s\n\n{HEAD}", flush=True)
    with ExitStack() as stack:
        stack.enter_context(server.program)
        client = stack.enter_context(closing(Client(url)))
        load = Load(server.url, questions, threads=chosen.clients, pause=chosen.pause)
        watch = Watch(stack.enter_context(load), client)
        time.sleep(chosen.seconds)  # until the programs are warm
        watch.rest("before", chosen.seconds)
        begun = time.monotonic()
        server.run("reindex")
        watch.over("`reindex`", begun)
        watch.rest("after it", chosen.seconds)
        begun = time.monotonic()
        server.run("reindex", "--roll-back")
        watch.over("`reindex --roll-back`", begun)
        watch.rest("on the earlier index", chosen.seconds)
        begun = time.monotonic()
        switched = _switch(server)
        watch.over(f"forth again (the switch itself: {switched:.2f} s)", begun)
        watch.rest("on the later index", chosen.seconds)
    return watch.told


def _switch(server: Server) -> float:
    """Change to the other index, as `--roll-back` does; the seconds of the change itself."""
    os.environ.update(server.environment)
    with closing(Installation(Settings())) as installation:
        begun = time.monotonic()
        installation.engine.roll_back()
        return time.monotonic() - begun


HEAD = (
    """\
| | s | searches | failed | p50, ms | p95, ms | p95 : before | longest without success, s \
| index served after |
| --- |"""
    + " ---: |" * 7
    + " --- |"
)


def row(told: Told, before: Told) -> str:
    """A line of the table."""
    stretch = told.stretch
    codes = ", ".join(f"{count} {code}" for code, count in sorted(stretch.failed.items())) or "0"
    ratio = stretch.p95 / before.stretch.p95 if before.stretch.p95 else 0.0
    cells = (told.name, f"{told.seconds:.0f}", stretch.searches, codes, f"{stretch.p50:.0f}")
    rest = (f"{stretch.p95:.0f}", f"{ratio:.2f}", f"{stretch.silence:.1f}", told.served.rpartition("-")[2])
    return f"| {' | '.join(map(str, (*cells, *rest)))} |"


def holds(told: list[Told]) -> bool:
    """Whether no search failed, and the indices were served in turn: first, second, first, second."""
    served = [each.served for each in told]
    first, second = served[0], served[1]
    turns = [first, second, second, first, first, second, second]
    return first != second and served == turns and not any(each.stretch.failures for each in told)


def judged_questions(work: Path, data: Path) -> list[str]:
    """Every judged question, in an order drawn by lot: none is asked twice soon."""
    folders = [work / "collections" / name for name in COLLECTIONS]
    if not all((folder / "queries.jsonl").is_file() for folder in folders):
        write_all(data, work / "collections")
    questions = [query.text for folder in folders for query in read_queries(folder / "queries.jsonl")]
    unique = list(dict.fromkeys(questions))
    random.Random(1).shuffle(unique)
    return unique


def main() -> int:
    """Run the trial and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.rebuild",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--base", type=Path, help="a store to copy (treatybase.db; default: the test data are ingested)")
    add("--paths", type=Path, nargs="+", help="what to ingest instead")
    add("--seconds", type=float, default=60.0, help="of each stretch without a change")
    add("--clients", type=int, default=2, help="how many search side by side")
    add("--pause", type=float, default=0.1, help="seconds between the searches of a client")
    add("--heap", default="1g", help="heap of Elasticsearch (default: %(default)s)")
    add("--json", type=Path, help="where to write all figures")
    chosen = parser.parse_args()
    tests = Path(os.environ.get("TREATYBASE_TEST_DATA", ROOT / "../shared/data"))
    questions = judged_questions(ROOT / "build" / "evaluate", tests)
    with tempfile.TemporaryDirectory(prefix="rebuild-") as name:
        data = Path(name) / "data"
        if chosen.base:
            data.mkdir()
            copy_database(chosen.base, data / "treatybase.db")
        else:
            ingest(chosen.paths or [tests / "treaties", tests / "regulations"], data)
        (Path(name) / "server").mkdir()
        with Elasticsearch(Path(name) / "server", heap=chosen.heap) as elasticsearch:
            server = Server(Path(name), data, elasticsearch.url)
            told = trial(server, elasticsearch.url, questions, chosen)
    if chosen.json:
        rows = [asdict(each) for each in told]
        chosen.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    print("", "everything holds" if holds(told) else "not everything holds", sep="\n")
    return 0 if holds(told) else 1


if __name__ == "__main__":
    raise SystemExit(main())
