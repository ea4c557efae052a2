"""`terms`, `procedures` and `obligations`: what provisions define, lay down and demand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.model import LOCAL, Modality, ProcedureItem
from treatybase.cli.options import AsJson, DataFolder, Language, WorkKey, day, settings
from treatybase.cli.output import print_json
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.facts.answers import Cited, Found, ProceduresOf, ProcedureView
    from search_api.results import AsOf

AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE|any",
        help="The law of that day (default: today); any: what has ended too.",
        show_default=False,
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="As worded on that day (default: today).", show_default=False
    ),
]
OfWork = Annotated[
    str | None, typer.Option("--work", metavar="WORK", help="Only of this work.", show_default=False)
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=200, help="How many at most.")]


def terms(
    starting: Annotated[
        str, typer.Argument(metavar="[START]", help="What the term begins with, with or without accents.")
    ] = "",
    work: OfWork = None,
    language: Language = None,
    as_of: AsOfOption = None,
    limit: Limit = 50,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look terms up in the glossary: what provisions define, with the same concept in other languages.

    Other languages stand beside a term where the same numbered provision of a work defines one term in
    each. What is known to have ended is left out, and counted.

    Example: treatybase terms "consular" --language en
    """
    from search_api.render.facts import terms_json

    service = Installation(settings(data)).service
    found = service.glossary.terms(
        LOCAL, starting=starting, language=language, work=work or "", as_of=_as_of(as_of), limit=limit
    )
    if as_json:
        print_json(terms_json(found))
        return
    for view in found.found:
        print(f"{view.term.term} ({view.cited.language}): {view.term.definition}")
        for term, cited in view.beside:
            print(f"   {term.term} ({cited.language})")
        print(f"   {_where(view.cited)}")
    _print_rest(len(found.found), "terms", found.on, found.over, more=found.more)


def procedures(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORD...]", help="Words of the name, with or without accents."),
    ] = None,
    work: OfWork = None,
    language: Language = None,
    as_of: AsOfOption = None,
    limit: Limit = 50,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List procedures: steps, papers, deadlines, fees, competent body, legal basis, each with its provision.

    With --work those of one work as worded on the day, in reading order. What is known to have ended
    is left out of the list of all works, and counted.

    Example: treatybase procedures hộ chiếu --as-of 2024-01-01
    """
    from search_api.render.facts import procedures_json

    installation = Installation(settings(data))
    desk, asked = installation.service.procedures, _as_of(as_of)
    over, more = 0, False
    found: Found[ProcedureView] | ProceduresOf
    if work:
        languages = [language or installation.settings.language]
        found = desk.of_work(work, LOCAL, languages, as_of=asked if isinstance(asked, date) else None)
    else:
        found = desk.named(LOCAL, words=" ".join(words or []), language=language, as_of=asked, limit=limit)
        over, more = found.over, found.more
    if as_json:
        print_json(procedures_json(found))
        return
    for view in found.found:
        _print_procedure(view)
    _print_rest(len(found.found), "procedures", found.on, over, more=more)


def _print_procedure(view: ProcedureView) -> None:
    print(f"{view.procedure.name}\n   {_where(view.cited)}")
    if view.procedure.competent_body:
        print(f"   body: {view.procedure.competent_body}")
    for item, cited in view.items:
        place = " › ".join(cited.steps) or cited.eid
        print(f"   {item.kind.value}: {item.text}{_read(item)} [{place}]")


def _read(item: ProcedureItem) -> str:
    """What was read from a line, where anything was."""
    order = ("count", "days", "unit", "amount", "currency", "currency_printed")
    told = ["every"] if "every" in item.data else []
    told += [item.data[name] for name in order if item.data.get(name)]
    return f" ({' '.join(told)})" if told else ""


def obligations(
    work: WorkKey,
    bearer: Annotated[
        str, typer.Option(metavar="NAME", help="Only of bearers whose name holds this.", show_default=False)
    ] = "",
    modality: Annotated[
        Modality | None, typer.Option(help="Only what must, must not or may be done.", show_default=False)
    ] = None,
    language: Language = None,
    as_of: Day = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List who must, must not or may do what under a work, by when and under which condition.

    Example: treatybase obligations ostermere-convention --modality must --bearer "receiving State"
    """
    from search_api.render.facts import obligations_json

    installation = Installation(settings(data))
    found = installation.service.obligations.of_work(
        work,
        LOCAL,
        [language or installation.settings.language],
        as_of=day(as_of),
        bearer=bearer,
        modality=modality,
    )
    if as_json:
        print_json(obligations_json(found))
        return
    state = found.status
    title = found.work.work.title(found.expression.expression.language)
    print(f"{title}: {state.state.value} ({state.reason.code})")
    for view in found.found:
        told = view.obligation
        rest = {"for": told.beneficiary, "by": told.deadline, "if": told.condition}
        print(f"{' › '.join(view.cited.steps) or view.cited.eid}: {told.bearer or '(nobody named)'}")
        print(f"   {told.modality.value.replace('_', ' ')}: {' '.join(view.clause.split())}")
        for name, value in rest.items():
            if value:
                print(f"   {name}: {value}")
    _print_rest(len(found.found), "obligations", found.on, 0, more=False)


def _as_of(text: str | None) -> date | AsOf | None:
    from search_api.results import AsOf

    return AsOf.ANY if text == AsOf.ANY else day(text)


def _where(cited: Cited) -> str:
    """The provision as it is cited, its status, its address."""
    state = cited.status
    place = " › ".join(cited.steps)
    named = " · ".join(part for part in (cited.number or cited.title, place) if part)
    return f"{named} · {state.state.value} ({state.reason.code}) · {cited.work}#{cited.eid}"


def _print_rest(shown: int, what: str, on: date, over: int, *, more: bool) -> None:
    lines: Iterable[tuple[bool, str]] = (
        (True, f"{shown} {what} as of {on}"),
        (more, "there are more: narrow the question, or raise --limit"),
        (bool(over), f"{over} more have ended or not yet begun: `--as-of any` lists them"),
    )
    for holds, line in lines:
        if holds:
            print(line)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (terms, procedures, obligations):
        app.command()(command)
