"""`check`: a draft compared with the base, and forgotten."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from corpus.errors import NotFound
from corpus.model import LOCAL
from treatybase.cli.options import DataFolder, day, settings
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.findings import Finding, Findings
    from search_api.http.messages.findings import FindingWords


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The draft: docx, pdf, html, md or txt.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help="The law of that day (default: today).", show_default=False
        ),
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", help="Language of the draft (default: told from it).", show_default=False),
    ] = None,
    form: Annotated[
        Literal["text", "json", "csv", "docx"], typer.Option("--format", help="Form of the report.")
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="F", help="Write it there.", show_default=False)
    ] = None,
    data: DataFolder = None,
) -> None:
    """Check a draft: what it cites, repeals, defines and repeats, and what it lacks. Nothing of it is kept.

    Example: treatybase check draft.docx --as-of 2026-01-01 --format docx --output report.docx
    """
    from search_api.http.findings import made
    from search_api.http.messages.findings import FindingWords

    if not file.is_file():
        raise NotFound(f"there is no file {file}", key=str(file), near=())
    installation = Installation(settings(data))
    words = FindingWords(installation.settings.language)
    found = installation.service.checks.check(
        file.read_bytes(), file.name, LOCAL, as_of=day(as_of), language=language
    )
    if form == "text":
        body = ("\n".join(_lines(found, words)) + "\n").encode()
    else:
        body = made(found, form, words, "check", installation.settings.address)
    if output is not None:
        output.write_bytes(body)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()


def _lines(found: Findings, words: FindingWords) -> list[str]:
    lines = [words.report("as_of", day=words.day(found.on))]
    last = None
    for finding in found.findings:
        if finding.kind is not last:
            lines += ["", f"{words.kind(finding.kind)} ({found.counts[finding.kind]})"]
            last = finding.kind
        lines += _of(finding, words)
    if not found.findings:
        lines.append(words.report("none"))
    lines += [f"{words.unjudged(reason)}: {count}" for reason, count in found.unjudged.items()]
    lines.append(f"{words.report('told')}: {len(found.told)}")
    return lines


def _of(finding: Finding, words: FindingWords) -> list[str]:
    where = finding.place.label
    said = words.says(finding)
    return [f"- {where}: {said}" if where else f"- {said}"] + [
        f"    {words.evidence(each)}" for each in finding.evidence
    ]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)
