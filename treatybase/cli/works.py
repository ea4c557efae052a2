"""`list` and `show`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from corpus.model import LOCAL
from corpus.store.views import WorkSummary
from search_api.form import Form
from treatybase.cli.contract import list_json
from treatybase.cli.options import AsJson, DataFolder, Language, WorkKey, day, settings
from treatybase.cli.output import print_json, print_table
from treatybase.wiring import Installation

PAGE = 1000
"""Works read at a time."""


def list_works(data: DataFolder = None, as_json: AsJson = False) -> None:
    """List the works with their expressions, sources and counts of provisions.

    Example: treatybase list --json
    """
    installation = Installation(settings(data))
    works = _works(installation)
    if as_json:
        print_json([list_json(work) for work in works])
        return
    rows = [
        (each.work.slug, each.work.kind.value, ",".join(each.languages), each.provisions, each.work.title())
        for each in works
    ]
    print_table([("WORK", "KIND", "LANGUAGES", "PROVISIONS", "TITLE"), *rows])


def _works(installation: Installation) -> Iterator[WorkSummary]:
    after = 0
    while page := installation.store.works(LOCAL, after=after, limit=PAGE):
        yield from page
        after = page[-1].id


def show(
    work: WorkKey,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="As worded on that day (default: today).")
    ] = None,
    language: Language = None,
    provision: Annotated[
        str | None,
        typer.Option(metavar="EID", help="Only this provision (not as JSON).", show_default=False),
    ] = None,
    form: Annotated[
        Form,
        typer.Option("--format", help="Plain text, JSON, Akoma Ntoso, HTML, JSON-LD, CSV or a citation."),
    ] = Form.TEXT,
    data: DataFolder = None,
) -> None:
    """Show the text of a work as it was worded on a day, in one language, or how to cite it.

    `citation` is one line in the custom of the text's language; `bibtex` and `ris` are for reference
    managers; `csv` has a row for each provision.

    Example: treatybase show 06/2021/TT-BĐN --as-of 2022-01-01 --provision art_9 --format citation
    """
    installation = Installation(settings(data))
    languages = [language] if language else [installation.settings.language]
    view = installation.service.text(work, LOCAL, languages, day(as_of))
    if form is Form.JSON:
        from search_api.render import expression_json, work_json

        told = work_json(view.work, view.status)
        print_json({"work": told, "expression": expression_json(view.expression)})
        return
    from search_api.render.forms import made
    from search_api.showing import shown_of

    address = installation.settings.address.rstrip("/")
    shown = shown_of(installation.service, view, eid=provision or "", address=address)
    text = made(form, shown, installation.today())
    sys.stdout.buffer.write((text.encode() if isinstance(text, str) else text) + b"\n")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("list")(list_works)
    app.command()(show)
