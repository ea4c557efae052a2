"""`consolidate`: the texts that follow from amending documents."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.model import LOCAL, Making
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json, print_table
from treatybase.locks import folder_lock
from treatybase.wiring import Installation

Anew = Annotated[bool, typer.Option("--anew", help="Make all of them again, as after an upgrade.")]


def consolidate(anew: Anew = False, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Make the texts that follow from amending documents, and list what could not be applied.

    `ingest` and `worker` do this by themselves. A text made so is an expression of the amended work, marked
    as made by this system; where an official consolidation begins on the same day none is made. A change
    that is not sure is left, with the reason.

    Example: treatybase consolidate --anew
    """
    from ingest.consolidating import Consolidator
    from treatybase.indexing import index_changes

    installation = Installation(settings(data))
    with folder_lock(installation.data):
        if anew:
            installation.store.mark_consolidated(0)
        outcome = Consolidator(installation.store).run()
        index_changes(installation)
    left = [
        {
            "work": stored.work.slug,
            "language": one.expression.language,
            "from": str(one.expression.valid.start),
            "eid": unapplied.eid,
            "by": unapplied.by,
            "provision": unapplied.provision,
            "why": unapplied.why,
        }
        for work_id in installation.store.derived()
        if (stored := installation.store.work(work_id, LOCAL))
        for one in stored.expressions
        if one.expression.making is Making.CONSOLIDATED_SYSTEM
        for unapplied in one.expression.unapplied
    ]
    made = {"works": outcome.works, "expressions": outcome.expressions, "applied": outcome.applied}
    if as_json:
        print_json({**made, "left": left})
        return
    if left:
        print_table([list(left[0]), *([value or "" for value in row.values()] for row in left)])
    print(f"{outcome.expressions} texts of {outcome.works} works new or changed, {len(left)} changes left")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(consolidate)
