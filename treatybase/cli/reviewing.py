"""`review`: the legal review of a set of works as of a day."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import orjson
import typer

from corpus.model import LOCAL
from treatybase.cli.options import DataFolder, Language, day, pairs, settings
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.findings import Findings
    from search_api.http.messages.findings import FindingWords


class Format(StrEnum):
    """Forms of a report."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    DOCX = "docx"


def review(
    works: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORK...]", help="Works (default: all that the filters let through)."),
    ] = None,
    filters: Annotated[
        list[str] | None,
        typer.Option(
            "--filter",
            metavar="K=V",
            help="kind, language, issuer, party, year, text or collection (repeatable).",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="The day (default: today).", show_default=False),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How the report is given out.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option(help="File (default: standard output).", show_default=False)
    ] = None,
    language: Language = None,
    data: DataFolder = None,
) -> None:
    """Review works as of a day: what they cite that has ended or changed, what contradicts another text.

    Each finding names the provision, the words concerned, and the text on which it rests. What could not
    be judged is counted, with the reason; nothing is found on a guess. A finding of a text of which
    nobody has recorded whether it still goes on holds if it does.

    Example: treatybase review --filter kind=circular --format docx --output review.docx
    """
    from search_api.http.messages.findings import FindingWords
    from search_api.review import ReviewDesk, review_request

    installation = Installation(settings(data))
    request = review_request(pairs(filters or []), works or (), LOCAL, day(as_of))
    found = ReviewDesk(installation.store, installation.today).review(request)
    words = FindingWords(language or installation.settings.language)
    body = made(found, form, words, installation.settings.address.rstrip("/"))
    if output is not None:
        output.write_bytes(body)
        print(f"{len(found.findings)} findings in {found.works} works written to {output}")
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def made(found: Findings, form: Format, words: FindingWords, address: str) -> bytes:
    """A report in a form."""
    from search_api.render.findings import findings_csv, findings_json, findings_text

    if form is Format.TEXT:
        return findings_text(found, words).encode()
    if form is Format.CSV:
        return findings_csv(found, words, address).encode()
    if form is Format.JSON:
        told = findings_json(found, words, address)
        return orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    from search_api.render.findings_docx import findings_docx

    return findings_docx(found, words, words.report("review"), address)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)
