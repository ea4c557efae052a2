"""`evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from search_api.results import Mode
from treatybase.cli.contract import evaluation_json
from treatybase.cli.options import AsJson, DataFolder, settings
from treatybase.cli.output import print_json
from treatybase.wiring import Installation


def evaluate(
    queries: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="JSON Lines: id, text, language?.")
    ],
    qrels: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="TREC qrels: query 0 document grade.")
    ],
    mode: Annotated[Mode, typer.Option(help="By words and meaning, by words, or by meaning.")] = Mode.HYBRID,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Measure search on judged questions: nDCG@10, MRR@10, recall, milliseconds.

    A document is a record id, of a work or of one of its provisions. No as-of filter, no grouping.

    Example: treatybase evaluate --queries questions.jsonl --qrels qrels.txt --mode lexical
    """
    from search_api.evaluate.run import evaluate as measure
    from search_api.evaluate.trec import read_qrels, read_queries

    service = Installation(settings(data)).service
    found = measure(service.search, read_queries(queries), read_qrels(qrels), mode)
    figures = evaluation_json(found)
    if as_json:
        print_json(figures)
        return
    for name, value in figures.items():
        print(f"{name:12} {value}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evaluate)
