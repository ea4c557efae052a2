"""`search`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from search_api.results import AsOf, Group, Hit, Mode, SearchRequest, SearchResponse
from treatybase.cli.contract import search_json
from treatybase.cli.options import AsJson, DataFolder, Language, day, pairs, settings
from treatybase.cli.output import emphasised, print_json
from treatybase.wiring import Installation


def search(
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help="Words, a question, a number, or a reference.")
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE|any", help="The law of that day (default: today).", show_default=False
        ),
    ] = None,
    language: Language = None,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", metavar="k=v", help="kind, language, issuer, party, year, work …"),
    ] = None,
    mode: Annotated[Mode, typer.Option(help="By words and meaning, by words, or by meaning.")] = Mode.HYBRID,
    group: Annotated[
        Group, typer.Option(help="`provision`: language versions of one provision are one hit.")
    ] = Group.PROVISION,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits to show.")] = 10,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Search provisions by words and meaning, in any language, as the law is or was on a day.

    Words, "a phrase", AND, OR, NOT, prefix*, and field:value are understood.

    Example: treatybase search "arrest of a foreign citizen" --as-of 2015-06-01 --filter kind=treaty
    """
    installation = Installation(settings(data))
    request = SearchRequest(
        query=query,
        as_of=_as_of(as_of),
        language=language or _language_of(query, installation.settings.language),
        filters=pairs(filters or []),
        mode=mode,
        group=group,
        limit=limit,
    )
    response = installation.service.search(request)
    if as_json:
        print_json(search_json(response))
    else:
        _print(response)


def _as_of(text: str | None) -> date | AsOf | None:
    return AsOf.ANY if text == AsOf.ANY else day(text)


def _language_of(query: str, default: str) -> str:
    """The user's language where it is not said: that of the query, if it can be told."""
    from corpus.language.detection import detect

    return detect(query, default)


def _print(response: SearchResponse) -> None:
    understood = response.understood
    when = understood.as_of.isoformat() if understood.as_of else "any day"
    print(f"{response.total} passages, as of {when}, {response.took_ms:.0f} ms")
    for notice in understood.notices:
        print(f"note: {notice}")
    for hit in response.hits:
        print()
        _print_hit(hit)


def _print_hit(hit: Hit) -> None:
    where = " › ".join(hit.path) or hit.title
    print(f"{hit.rank}. {where}")
    number = hit.identifiers[0] if hit.identifiers else hit.work_slug
    others = ", ".join(version.language for version in hit.languages if version.language != hit.language)
    print(
        f"   {number} · {hit.status.state.value} ({hit.status.reason.code}) · {hit.language}"
        + (f" (also {others})" if others else "")
    )
    print("   " + emphasised(hit.text, hit.highlights).replace("\n", "\n   "))
    page = f", page {hit.page}" if hit.page else ""
    print(f"   {hit.source_path}{page} · {hit.work_slug}#{hit.eid}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(search)
