"""`migrate`, `verify` and `reindex`: keeping store and index well."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json
from treatybase.cli.progress import bar
from treatybase.locks import folder_lock
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.index.verify import Verified


def migrate(data: DataFolder = None) -> None:
    """Bring the store to the schema of this version. Nobody else may use the folder meanwhile.

    Make a backup first: `treatybase backup FILE` of the version that wrote it.

    Example: treatybase migrate --data /srv/treatybase
    """
    installation = Installation(settings(data), migrate=True)
    with folder_lock(installation.data, alone=True):
        change = installation.store.change
    print(f"the store has the schema of this version (change {change})")


def verify(
    fix: Annotated[bool, typer.Option("--mend", help="Index again the works that differ.")] = False,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compare the index with the store, work by work. Exit status 3 where they differ.

    Example: treatybase verify --mend
    """
    from treatybase.indexing import mend_index, verify_index

    installation = Installation(settings(data))
    with folder_lock(installation.data):
        found = verify_index(installation)
        if fix and not found.sound:
            found = mend_index(installation, found)
    if as_json:
        print_json({"sound": found.sound, **asdict(found)})
    else:
        _print(found)
    raise typer.Exit(0 if found.sound else 3)


def _print(found: Verified) -> None:
    print(f"{found.works} works, {found.passages} passages, {found.missing_vectors} without a vector")
    faults = {
        f"the index cannot be read: {found.unusable}": bool(found.unusable),
        "the index belongs to another store": not (found.same_epoch or found.unusable),
        "the index was made by other rules": not (found.same_recipe or found.unusable),
        f"the index is {found.lag} changes behind": found.lag > 0,
        f"{len(found.wrong)} works differ": bool(found.wrong),
    }
    for fault, holds in faults.items():
        if holds:
            print(fault)
    print("store and index agree" if found.sound else "`treatybase verify --mend` puts it right")


def reindex(data: DataFolder = None, as_json: AsJson = False) -> None:
    """Build the index anew from the store, beside the one in use, and change over at once.

    Searches go on meanwhile. Vectors are kept: nothing is embedded twice.

    Example: treatybase reindex
    """
    from treatybase.indexing import rebuild

    installation = Installation(settings(data))
    with folder_lock(installation.data), bar("Indexing", not as_json) as advance:
        passages = rebuild(installation, advance)
    if as_json:
        print_json({"passages": passages})
    else:
        print(f"{passages} passages indexed anew")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (migrate, verify, reindex):
        app.command()(command)
