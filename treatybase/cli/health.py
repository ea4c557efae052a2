"""`health`: how the base is."""

from __future__ import annotations

from dataclasses import asdict

import typer

from corpus.model import LOCAL
from search_api.health import Health
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json, print_table
from treatybase.parts import missing
from treatybase.wiring import Installation

COUNT_SECONDS = 60.0
"""How long counting may take: a person who asks would rather wait than not know."""
STATES = {
    "store": "the store does not answer: documents can be neither read nor stored",
    "schema": "the store was written by another version: `treatybase migrate`",
    "engine": "the search engine does not answer: reading and ingest go on, the index catches up later",
    "index": "the index is not that of this store, or cannot be read: `treatybase reindex`",
    "model": "no embedding model: search is by words (see `treatybase doctor`)",
    "vectors": "some passages have no vector yet: `treatybase embed`",
}


def health(data: DataFolder = None, as_json: AsJson = False) -> None:
    """Count what the base and its index hold, tell how far the index is behind, and what is missing.

    Exit status 0 whatever is missing: what could not be asked is `unknown` (null).

    Example: treatybase health --json
    """
    installation = Installation(settings(data))
    found = installation.service.health(LOCAL, COUNT_SECONDS)
    queue = found.queue
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
                "index": {
                    "change": found.index_change,
                    "lag": found.lag,
                    "store_change": found.change,
                    "behind": found.behind,
                    "same_epoch": found.same_epoch,
                },
                "engine": {"name": found.engine, "breaker": found.breaker},
                "queue": queue and asdict(queue),
                "model": found.model,
                "missing": [{"code": code, "reason": STATES[code]} for code in found.missing],
                "missing_parts": [
                    {"name": part.name, "purpose": part.purpose, "remedy": part.remedy}
                    for part in missing(installation.settings)
                ],
            }
        )
        return
    print_table([(name, "unknown" if count is None else count) for name, count in counts.items()])
    print(_index_line(found))
    if queue and (queue.waiting or queue.failed):
        print(f"queue: {queue.waiting} files wait to be read, {queue.failed} failed (`treatybase queue`)")
    for code in found.missing:
        print(f"missing: {STATES[code]}")
    for part in missing(installation.settings):
        print(f"not installed: {part.name} ({part.purpose})")


def _index_line(found: Health) -> str:
    """How far the index is, as far as it is known."""
    if found.lag is None:
        return f"index ({found.engine}): not known how far it is"
    waited = f", for about {found.behind:.0f} s" if found.behind else ""
    reached = f"at change {found.index_change} of {found.change}"
    return f"index ({found.engine}) {reached} (lag {found.lag}{waited})"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(health)
