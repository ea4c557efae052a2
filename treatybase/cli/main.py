"""The commands, and how their failures are told: one line, a stable code, an exit status.

Exit status: 0 done; 1 failure; 2 wrong usage; 3 done with files set aside (ingest) or differences
found (verify). Ctrl-C ends a command at any point; what was acknowledged is kept. Commands import
what they need when they run, so that `--help` is quick.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from corpus.errors import CorpusError
from treatybase import __version__
from treatybase.cli import (
    backups,
    care,
    checking,
    consolidating,
    curating,
    evaluating,
    exporting,
    facts,
    health,
    ingesting,
    law,
    queueing,
    reviewing,
    searching,
    serving,
    watching,
    works,
)
from treatybase.cli.sentences import sentence
from treatybase.settings import Settings
from treatybase.wiring import InvalidSetting

app = typer.Typer(
    name="treatybase",
    help="A treaty and regulation knowledge base with search, in seven languages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    ingesting,
    queueing,
    consolidating,
    searching,
    works,
    law,
    facts,
    reviewing,
    checking,
    health,
    curating,
    watching,
    serving,
    evaluating,
    exporting,
    care,
    backups,
):
    module.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"treatybase {__version__}")
        raise typer.Exit


@app.callback()
def treatybase(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A treaty and regulation knowledge base with search, in seven languages.

    Example: treatybase ingest ~/treaties && treatybase search "consular notification"
    """


def _language(error: CorpusError) -> str:
    """The user's language; of settings that cannot be read, the default."""
    return "en" if isinstance(error, InvalidSetting) else Settings().language


def main() -> None:
    """Run the command line."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    # It tells of every try, with its trace; what is away is told once, by whoever tries.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    try:
        app()
    except CorpusError as error:
        print(f"treatybase: {error.code}: {sentence(error, _language(error))}", file=sys.stderr)
        sys.exit(1)
