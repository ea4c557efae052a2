"""`backup` and `restore`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from treatybase.backup import back_up
from treatybase.backup import restore as put_back
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json
from treatybase.locks import folder_lock
from treatybase.wiring import Installation


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The tar file to write.")],
    vectors: Annotated[bool, typer.Option(help="With the vectors (they took long to compute).")] = True,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy the store, the originals and the settings into one file; others may go on working.

    A backup of either database, SQLite or PostgreSQL, can be restored into either.

    Example: treatybase backup /backups/treatybase-2026-01-31.tar
    """
    installation = Installation(settings(data))
    with folder_lock(installation.data):
        report = back_up(installation, file, vectors=vectors)
    if as_json:
        print_json(asdict(report))
    else:
        print(f"{report.path}: the store and {report.originals} originals, {report.bytes / 1e6:.1f} MB")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    replace: Annotated[bool, typer.Option("--replace", help="Replace the store that is there.")] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put a backup into a data folder that nobody uses, and build the index from it.

    With TREATYBASE_STORE_URL the store goes into that database, all or nothing; stop workers and
    servers first. Indexes on other machines are built anew by themselves.

    Example: treatybase restore /backups/treatybase-2026-01-31.tar --data /srv/treatybase
    """
    from treatybase.indexing import index_changes

    installation = Installation(settings(data))
    with folder_lock(installation.data, alone=True):
        report = put_back(file, installation, replace=replace)
        passages = index_changes(installation)
    if as_json:
        print_json({**asdict(report), "passages": passages})
    else:
        print(f"restored the store and {report.originals} originals; {passages} passages indexed")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)
