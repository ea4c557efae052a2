"""`export`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import orjson
import typer

from corpus.model import LOCAL
from treatybase.cli.options import DataFolder, Language, day, settings
from treatybase.wiring import Installation


class Format(StrEnum):
    """Formats of export."""

    JSONL = "jsonl"
    AKN = "akn"
    JSONLD = "jsonld"
    CSV = "csv"
    BIBTEX = "bibtex"
    RIS = "ris"


def export(
    works: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORK...]", help="Works (default: all).", show_default=False),
    ] = None,
    form: Annotated[
        Format,
        typer.Option("--format", help="Import records, Akoma Ntoso files, JSON-LD, a table, or references."),
    ] = Format.JSONL,
    output: Annotated[
        Path | None,
        typer.Option(help="File (default: standard output), or folder for akn.", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The day of jsonld, csv, bibtex and ris (default: today)."
        ),
    ] = None,
    language: Language = None,
    data: DataFolder = None,
) -> None:
    """Give works out: as import records (one JSON object a line), or for other programmes.

    `akn` writes a file for each wording, `jsonld` one graph, `bibtex` and `ris` a reference for each work.
    `csv` is a table of all works, or with WORKs one of their provisions as of the day.

    Example: treatybase export ostermere-convention --format akn --output exported/
    """
    from treatybase.export import records, write_akn
    from treatybase.export import works as chosen
    from treatybase.giving_out import WRITERS, Chosen

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
        if form is Format.JSONL:
            for work in chosen(installation.store, LOCAL, works or ()):
                for record in records(work):
                    stream.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            return
        given = Chosen(
            installation.service,
            LOCAL,
            tuple(works or ()),
            language or installation.settings.language,
            day(as_of) or installation.today(),
            installation.settings.address.rstrip("/"),
        )
        stream.writelines(piece.encode() for piece in WRITERS[form](given))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)
