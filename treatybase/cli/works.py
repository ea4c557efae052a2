"""`list` and `show`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import LOCAL, Status
from corpus.store.views import WorkSummary
from search_api.form import Form
from treatybase.cli.contract import list_json
from treatybase.cli.options import AsJson, DataFolder, Language, WorkKey, day, settings
from treatybase.cli.output import print_json, print_table
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.service import SearchService

PAGE = 1000
"""Works read at a time."""


def list_works(
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="With the status on that day.", show_default=False),
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the works with their expressions, sources and counts of provisions.

    With a day also their status on it; which wording that day had, `show` tells.

    Example: treatybase list --as-of 2024-01-01
    """
    installation, on = Installation(settings(data)), day(as_of)
    works = _works(installation)
    service = installation.service if on else None
    if as_json:
        print_json([list_json(each, on, _status(service, each, on)) for each in works])
        return
    rows = [
        (
            each.work.slug,
            each.work.kind.value,
            *((status.state.value,) if (status := _status(service, each, on)) else ()),
            ",".join(each.languages),
            each.provisions,
            each.work.title(),
        )
        for each in works
    ]
    state = (f"ON {on}",) if on else ()
    print_table([("WORK", "KIND", *state, "LANGUAGES", "PROVISIONS", "TITLE"), *rows])


def _status(service: SearchService | None, work: WorkSummary, on: date | None) -> Status | None:
    """The status of a work on the day; None where no day was asked for."""
    return service.standing(work.id, LOCAL, on) if service and on else None


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

        told = work_json(view.work, view.status, view.on)
        expression = expression_json(view.expression)
        print_json(
            {"as_of": view.on.isoformat(), "holds": view.holds, "work": told, "expression": expression}
        )
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
