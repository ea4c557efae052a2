"""`health` and `doctor`: how the base is, and what could be added to the machine."""

from __future__ import annotations

import typer

from corpus.model import LOCAL
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json, print_table
from treatybase.parts import examine, missing
from treatybase.wiring import Installation

STATES = {
    "index": "the index is not that of this store, or cannot be read: `treatybase reindex`",
    "model": "no embedding model: search is by words (see `treatybase doctor`)",
    "vectors": "some passages have no vector yet: `treatybase embed`",
}


def health(data: DataFolder = None, as_json: AsJson = False) -> None:
    """Count what the base and its index hold, and tell what is missing.

    Example: treatybase health --json
    """
    installation = Installation(settings(data))
    found = installation.service.health(LOCAL)
    counts = {
        "works": found.works,
        "expressions": found.expressions,
        "sources": found.sources,
        "provisions": found.provisions,
        "passages": found.passages,
        "relations": found.relations,
        "party_actions": found.party_actions,
        "vectors": found.vectors,
    }
    if as_json:
        print_json(
            {
                **counts,
                "index": {"change": found.index_change, "lag": found.lag, "store_change": found.change},
                "model": found.model,
                "missing": [{"code": code, "reason": STATES[code]} for code in found.missing],
                "missing_parts": [
                    {"name": part.name, "purpose": part.purpose, "remedy": part.remedy}
                    for part in missing(installation.settings)
                ],
            }
        )
        return
    print_table(list(counts.items()))
    print(f"index at change {found.index_change} of {found.change} (lag {found.lag})")
    for code in found.missing:
        print(f"missing: {STATES[code]}")
    for part in missing(installation.settings):
        print(f"not installed: {part.name} ({part.purpose})")


def doctor(data: DataFolder = None, as_json: AsJson = False) -> None:
    """Tell which optional parts are missing on this machine, what they are for, how to get them.

    Example: treatybase doctor
    """
    findings = examine(settings(data))
    if as_json:
        print_json(
            [
                {
                    "name": finding.part.name,
                    "here": finding.here,
                    "purpose": finding.part.purpose,
                    "remedy": finding.part.remedy,
                }
                for finding in findings
            ]
        )
        return
    for finding in findings:
        print(f"{'here   ' if finding.here else 'missing'}  {finding.part.name}: {finding.part.purpose}")
        if not finding.here:
            print(f"         {finding.part.remedy}")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(health)
    app.command()(doctor)
