"""`enqueue`, `worker` and `queue`: ingest shared by several machines over one PostgreSQL store."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json, print_table
from treatybase.cli.progress import bar
from treatybase.locks import folder_lock
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from ingest.report import IngestReport

log = logging.getLogger(__name__)


def enqueue(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.")],
    manifest: Annotated[
        list[Path] | None, typer.Option("--manifest", help="A manifest CSV (repeatable).", show_default=False)
    ] = None,
    priority: Annotated[int, typer.Option(min=1, max=9, help="1: before all others … 9: after them.")] = 5,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put documents into the queue, for workers on any machine to read (needs a store on PostgreSQL).

    Files are found as `ingest` finds them and kept among the originals, which all machines share
    (TREATYBASE_ORIGINALS). What is unchanged or waits already is not enqueued again; a file is known
    by its full path. Last comes a report that accounts for every file. Exit status as of `ingest`.

    Example: treatybase enqueue ~/treaties --manifest list.csv --priority 3
    """
    for path in [*paths, *(manifest or [])]:
        if not path.exists() and not path.is_symlink():
            raise typer.BadParameter(f"there is no {path}")
    with (
        closing(Installation(settings(data), create=True)) as installation,
        folder_lock(installation.data),
        bar("Enqueueing", not as_json) as advance,
    ):
        installation.enqueue.progress = advance
        report = installation.enqueue.run(paths, manifest or [], priority)
    if as_json:
        print_json(report.as_json())
    else:
        print(report.as_text())
    raise typer.Exit(report.exit_code)


def worker(
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes on this machine.")] = 1,
    once: Annotated[bool, typer.Option("--once", help="Do one job each at most, and end.")] = False,
    drain: Annotated[bool, typer.Option("--drain", help="End when no job waits any more.")] = False,
    index: Annotated[
        bool, typer.Option("--index", help="Keep the search index in step meanwhile, as `serve` does.")
    ] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read the documents in the queue, until stopped. Start as many on as many machines as you like.

    A worker that dies gives its job back; a file of which three workers died is quarantined. While
    the store is away workers wait for it. SIGTERM and Ctrl-C end them: jobs in hand go back to the
    queue. Exit status: with --once and --drain that of `ingest`, else 0.

    Example: treatybase worker --jobs 4
    """
    from treatybase.working import Crew, Stint, Stopped, stop_on_signal

    installation = Installation(settings(data), create=True)
    crew = Crew(installation.settings, jobs, Stint(once, drain), _tell)
    log.setLevel(logging.INFO)
    with closing(installation), folder_lock(installation.data):
        try:
            with stop_on_signal(), _indexing(installation) if index else nullcontext():
                crew.run()
        except (Stopped, KeyboardInterrupt):
            print("stopped: jobs in hand went back to the queue", file=sys.stderr)
    if as_json:
        print_json(_worked(crew.report))
    elif once or drain:
        print("\n".join([crew.report.outcomes(), *crew.report.findings()]))
    raise typer.Exit(crew.report.exit_code if once or drain else 0)


@contextmanager
def _indexing(installation: Installation) -> Iterator[None]:
    """Keep the index in step, and see that it is when all is done."""
    from treatybase.indexing import Follower, index_changes

    with Follower(installation):
        yield
    index_changes(installation)


def _tell(name: str, report: IngestReport) -> None:
    """A line for each file."""
    (outcomes,) = report.formats.values()
    log.info("%s: %s (%.1f s)", name, *outcomes, report.seconds)


def _worked(report: IngestReport) -> dict[str, object]:
    """What `ingest` reports, without what only one run over all files can count."""
    return {key: value for key, value in report.as_json().items() if key not in {"works", "passages"}}


def queue(
    retry: Annotated[
        list[int] | None,
        typer.Option("--retry", metavar="ID", help="Let this failed job wait again (repeatable)."),
    ] = None,
    retry_all: Annotated[bool, typer.Option("--retry-all", help="Let all failed jobs wait again.")] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Tell how many jobs wait, which are begun and by whom, and which failed and why.

    Example: treatybase queue --retry 17
    """
    with closing(Installation(settings(data))) as installation:
        jobs = installation.store.jobs
        wanted = [job.id for job in jobs.failed()] if retry_all else retry or []
        retried = jobs.retry(wanted)
        counts, begun, failed = installation.store.queue(), jobs.begun(), jobs.failed()
    if as_json:
        told = {"begun": [asdict(each) for each in begun], "failed_jobs": [asdict(each) for each in failed]}
        print_json({**asdict(counts), "retried": retried, **told})
        return
    since = f", the oldest since {counts.oldest:%Y-%m-%d %H:%M} UTC" if counts.oldest else ""
    print(f"{counts.waiting} waiting{since}; {counts.done} done; {counts.failed} failed")
    if retried:
        print(f"{retried} failed jobs wait again")
    for attempt in begun:
        print(f"begun {attempt.started:%Y-%m-%d %H:%M} UTC by {attempt.worker}: {attempt.name}")
    if failed:
        print_table([("failed", "code", "file", "reason")])
        print_table([(job.id, job.code, job.name, job.reason) for job in failed])


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (enqueue, worker, queue):
        app.command()(command)
