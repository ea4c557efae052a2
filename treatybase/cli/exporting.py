"""`export`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from corpus.model import LOCAL
from treatybase.cli.options import DataFolder, settings
from treatybase.wiring import Installation


class Format(StrEnum):
    """Formats of export."""

    JSONL = "jsonl"
    AKN = "akn"


def export(
    works: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORK...]", help="Works (default: all).", show_default=False),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="Import records, or Akoma Ntoso files.")
    ] = Format.JSONL,
    output: Annotated[
        Path | None,
        typer.Option(help="File (jsonl; default: standard output) or folder (akn).", show_default=False),
    ] = None,
    data: DataFolder = None,
) -> None:
    """Give works out as import records (one JSON object a line) or as Akoma Ntoso.

    Example: treatybase export ostermere-convention --format akn --output exported/
    """
    from treatybase.export import records, write_akn
    from treatybase.export import works as chosen

    installation = Installation(settings(data))
    if form is Format.AKN:
        if output is None:
            raise typer.BadParameter("say with --output which folder the files go to")
        files = [
            file
            for work in chosen(installation.store, LOCAL, works or ())
            for file in write_akn(work, output, installation.today())
        ]
        print(f"{len(files)} files written to {output}")
        return
    with output.open("wb") if output else open(sys.stdout.fileno(), "wb", closefd=False) as stream:
        for work in chosen(installation.store, LOCAL, works or ()):
            for record in records(work):
                stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)
