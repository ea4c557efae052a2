"""`serve` and `demo`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatybase.cli.options import DataFolder, settings
from treatybase.cli.progress import bar
from treatybase.locks import folder_lock
from treatybase.settings import Settings
from treatybase.wiring import Installation

Host = Annotated[
    str | None, typer.Option(help="Address to serve on (default: TREATYBASE_HOST).", show_default=False)
]
Port = Annotated[
    int | None, typer.Option(help="Port; 0: any free one (default: TREATYBASE_PORT).", show_default=False)
]


def serve(host: Host = None, port: Port = None, data: DataFolder = None) -> None:
    """Serve the pages and the API, and keep the index in step with what others ingest.

    Example: treatybase serve --port 8080
    """
    installation = Installation(_with(settings(data), host, port))
    _serve(installation)


def demo(host: Host = None, port: Port = None, data: DataFolder = None) -> None:
    """Ingest the sample documents, embed them, and serve them.

    The samples are about fictional States. One is a scan: it is read where tesseract is.

    Example: treatybase demo --data .demo
    """
    chosen = _with(settings(data), host, port)
    installation = Installation(chosen, create=True)
    with folder_lock(chosen.data):
        _ingest_samples(installation)
    _serve(installation)


def _ingest_samples(installation: Installation) -> None:
    from treatybase.indexing import embed_missing, index_changes

    with bar("Reading the samples") as advance:
        installation.ingest.progress = lambda now: advance(now.done, now.files, now.path)
        report = installation.ingest.run([samples()])
    with bar("Indexing") as advance:
        report.passages = index_changes(installation, advance)
    with bar("Embedding") as advance:
        embed_missing(installation, advance)
    print(report.as_text())
    if any(notice.code == "no_usable_text" for notice in [*report.quarantined, *report.warnings]):
        print("(A scan holds pictures of pages; what reading it needs stands above. The rest is in.)")


def samples() -> Path:
    """The sample documents that come with the program."""
    import corpus

    return Path(corpus.__file__).parent / "samples"


def _serve(installation: Installation) -> None:
    from treatybase.serving import serve as run

    with folder_lock(installation.data):
        run(installation, lambda address: print(f"Serving on {address} (stop with Ctrl-C)", flush=True))


def _with(chosen: Settings, host: str | None, port: int | None) -> Settings:
    given = {"host": host, "port": port}
    return chosen.model_copy(update={name: value for name, value in given.items() if value is not None})


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(serve)
    app.command()(demo)
