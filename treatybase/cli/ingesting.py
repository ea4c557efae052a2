"""`ingest` and `embed`: documents into the base, and into the index."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Notice
from search_api.errors import SearchUnavailable
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json
from treatybase.cli.progress import bar
from treatybase.locks import folder_lock
from treatybase.wiring import Installation

INDEX = "(index)"
"""What a warning of the report names where it is about no file."""


class Vectors(StrEnum):
    """When texts are embedded."""

    NOW = "now"
    LATER = "later"


def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders to read.")],
    manifest: Annotated[
        list[Path] | None, typer.Option("--manifest", help="A manifest CSV (repeatable).", show_default=False)
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="Processes side by side (default: one per core).", show_default=False),
    ] = None,
    vectors: Annotated[
        Vectors,
        typer.Option(help="Embed now, or later with `treatybase embed` (words are searchable at once)."),
    ] = Vectors.NOW,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read documents into the knowledge base and make them searchable.

    Folders are gone through with all below them; a MANIFEST.csv in a folder is found by itself.
    What is unchanged is not read again, and a run that was stopped goes on where it was. Last
    comes a report that accounts for every file. While the search engine is away everything is stored
    all the same, the report warns of it, and the index catches up later. Exit status: 0 all read,
    3 some files quarantined or partly read (the rest is in), 2 wrong usage, 1 failure.

    Example: treatybase ingest ~/treaties ~/circulars --manifest list.csv --vectors later
    """
    from treatybase.indexing import index_changes

    for path in [*paths, *(manifest or [])]:
        if not path.exists() and not path.is_symlink():
            raise typer.BadParameter(f"there is no {path}")
    chosen = settings(data)
    if jobs:
        chosen = chosen.model_copy(update={"jobs": jobs})
    installation = Installation(chosen, create=True)
    with folder_lock(chosen.data):
        with bar("Reading", not as_json) as advance:
            installation.ingest.progress = lambda now: advance(now.done, now.files, now.path)
            report = installation.ingest.run(paths, manifest or [])
        try:
            with bar("Indexing", not as_json) as advance:
                report.passages = index_changes(installation, advance)
            if vectors is Vectors.NOW:
                _embed(installation, not as_json)
        except SearchUnavailable as error:
            report.warnings.append(_not_indexed(error))
    if as_json:
        print_json(report.as_json())
    else:
        print(report.as_text())
    raise typer.Exit(report.exit_code)


def _not_indexed(error: SearchUnavailable) -> Notice:
    """The warning that what was read is not found yet."""
    when = "with `treatybase serve` by itself, else with the next `treatybase ingest`"
    reason = f"all is stored, but cannot be found yet ({error}); the index catches up {when}"
    return Notice(INDEX, error.code, reason)


def _embed(installation: Installation, with_bar: bool) -> None:
    """Embed; Ctrl-C here puts the rest off, since everything else is done."""
    from treatybase.indexing import embed_missing

    try:
        with bar("Embedding", with_bar) as advance:
            embed_missing(installation, advance)
    except KeyboardInterrupt:
        print("embedding put off: `treatybase embed` goes on with it", file=sys.stderr)


Follow = Annotated[bool, typer.Option("--follow", help="Go on with what others ingest, until it is stopped.")]


def embed(follow: Follow = False, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Embed the passages that have no vector yet; stop it whenever you like, it goes on where it was.

    Example: treatybase embed
    """
    from treatybase.embedding import ended_by_signals, keep_embedded
    from treatybase.indexing import embed_missing

    installation = Installation(settings(data))
    if follow:
        with folder_lock(installation.data), ended_by_signals():
            for embedded in keep_embedded(installation):
                _tell(installation, embedded, as_json)
        return
    with folder_lock(installation.data), bar("Embedding", not as_json) as advance:
        embedded = embed_missing(installation, advance)
    _tell(installation, embedded, as_json)


def _tell(installation: Installation, embedded: int, as_json: bool) -> None:
    """What was embedded, and what there is now."""
    counts = installation.engine.counts()
    if as_json:
        print_json({"embedded": embedded, "vectors": counts.vectors, "passages": counts.passages})
    else:
        print(
            f"{embedded} passages embedded; {counts.vectors} of {counts.passages} have a vector", flush=True
        )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(ingest)
    app.command()(embed)
