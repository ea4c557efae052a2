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

    Make a backup first: `treatybase backup FILE` of the version that wrote it. In an empty database
    (TREATYBASE_STORE_URL) it makes the tables.

    Example: treatybase migrate --data /srv/treatybase
    """
    chosen = settings(data)
    installation = Installation(chosen, create=bool(chosen.store_url), migrate=True)
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


RollBack = Annotated[
    bool,
    typer.Option("--roll-back", help="Serve the index from before the last rebuild again (Elasticsearch)."),
]


def reindex(data: DataFolder = None, roll_back: RollBack = False, as_json: AsJson = False) -> None:
    """Build the index anew from the store, beside the one in use, and change over at once.

    Searches go on meanwhile. Vectors are kept: nothing is embedded twice. On Elasticsearch the index in use
    also goes on following the store, and stays for `--roll-back` until the next rebuild.

    Example: treatybase reindex
    """
    from treatybase.indexing import rebuild

    installation = Installation(settings(data))
    if roll_back:
        _roll_back(installation, as_json)
        return
    with folder_lock(installation.data), bar("Indexing", not as_json) as advance:
        passages = rebuild(installation, advance)
    if as_json:
        print_json({"passages": passages})
    else:
        print(f"{passages} passages indexed anew")


def _roll_back(installation: Installation, as_json: bool) -> None:
    """Change back, then catch up with what the store got since."""
    from treatybase.indexing import index_changes

    with folder_lock(installation.data), bar("Indexing", not as_json) as advance:
        installation.engine.roll_back()
        index_changes(installation, advance)
    passages = installation.engine.counts().passages
    if as_json:
        print_json({"passages": passages})
    else:
        print(f"the earlier index is served again: {passages} passages")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (migrate, verify, reindex):
        app.command()(command)
