"""`watch`: what is watched, and what was told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.model import LOCAL, AlertKind, SavedSearch, Watch, Watched, Webhook
from treatybase.cli.options import AsJson, DataFolder, Language, pairs, settings
from treatybase.cli.output import print_json
from treatybase.locks import folder_lock
from treatybase.wiring import Installation

if TYPE_CHECKING:
    from search_api.watching.desk import WatchDesk
    from search_api.watching.last_year import LastYear

app = typer.Typer(
    name="watch",
    help="Watch works, provisions and searches: alerts as an Atom feed and by webhook.",
    no_args_is_help=True,
)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="The number of the watch.")]


@app.command()
def add(
    work: Annotated[
        str, typer.Argument(metavar="[WORK]", help="An id, slug, number or record id; or none, with --query.")
    ] = "",
    provision: Annotated[
        str, typer.Option("--provision", metavar="EID", help="One provision of it.", show_default=False)
    ] = "",
    query: Annotated[
        str, typer.Option("--query", metavar="QUERY", help="A search: every word must be there.")
    ] = "",
    filters: Annotated[
        list[str] | None,
        typer.Option(
            "--filter", metavar="K=V", help="A filter of the search (repeatable).", show_default=False
        ),
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DATE|any", help="Of the search (default: the day of looking).")
    ] = "",
    kind: Annotated[
        list[AlertKind] | None,
        typer.Option("--kind", help="Tell only this (repeatable; default: everything).", show_default=False),
    ] = None,
    name: Annotated[str, typer.Option("--name", help="What it is called.", show_default=False)] = "",
    webhook: Annotated[
        str,
        typer.Option("--webhook", metavar="URL", help="Send alerts there (TREATYBASE_WEBHOOK_HOSTS)."),
    ] = "",
    private: Annotated[
        bool, typer.Option("--private", help="List it only for those who may change it.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell how many alerts it would have given.")
    ] = False,
    language: Language = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Watch a work, a provision or a search; tells how many alerts it would have given in the last year.

    What is so now is known to it and not told. Counted are the days that the texts tell (of effect, of
    force, of adoption), and where they tell none, those on which something was recorded here.

    Example: treatybase watch add 06/2021/TT-BĐN --kind amended --kind repealed
    """
    from search_api.render.watches import last_year_json, preview_json, watch_json

    installation = Installation(settings(data))
    chosen = language or installation.settings.language
    asked = SavedSearch(query, pairs(filters or []), as_of, chosen)
    is_search = bool(query or filters) and not work
    watched = Watched(search=asked) if is_search else Watched(work, provision)
    desk, kinds = _desk(installation), frozenset(kind or ())
    if dry_run:
        preview = desk.preview(watched, LOCAL, kinds)
        if as_json:
            return print_json(preview_json(preview))
        return print(_counted(preview.last_year))
    hook = Webhook(webhook, "") if webhook else None
    watch = Watch(watched, kinds, installation.today(), name, private=private, webhook=hook)
    with folder_lock(installation.data):
        made, preview = desk.add(watch)
    told = watch_json(made, 0, {}, address=installation.settings.address, secrets=True)
    if as_json:
        return print_json({**told, "last_year": last_year_json(preview.last_year)})
    print(f"watch {made.number}: {_named(made)}")
    print(_counted(preview.last_year))
    print(f"feed: {told['feed']}")
    if made.webhook:
        print(f"webhook: {made.webhook.url}, signed with {made.webhook.secret}")


@app.command(name="list")
def list_watches(data: DataFolder = None, as_json: AsJson = False) -> None:
    """List what is watched, with how many alerts each gave and what became of sending them.

    Example: treatybase watch list
    """
    installation = Installation(settings(data))
    told = _told(installation, installation.store.watches.of(LOCAL.principal))
    if as_json:
        return print_json({"watches": [row for _, row in told]})
    for watch, row in told:
        state = " (paused)" if watch.paused else f" ({watch.fault})" if watch.fault else ""
        print(f"{watch.number}  {_named(watch)}{state}: {row['alerts']} alerts, {row['feed']}")
        if hook := row["webhook"]:
            counts = ", ".join(f"{hook[each]} {each}" for each in ("waiting", "sent", "dead"))
            print(f"   {hook['url']}: {counts}{' – ' if hook['fault'] else ''}{hook['fault']}")


@app.command()
def remove(number: Number, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Remove a watch with all that it told.

    Example: treatybase watch remove 12
    """
    installation = Installation(settings(data))
    watches = installation.store.watches
    with folder_lock(installation.data):
        watches.remove(watches.one(number, LOCAL.principal).number)
    if as_json:
        print_json({"removed": number})
    else:
        print(f"watch {number} is removed")


@app.command()
def alerts(
    number: Annotated[
        int | None, typer.Argument(metavar="[NUMBER]", help="Of this watch (default: of all).")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many of each at most.")] = 50,
    language: Language = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look at what is watched now, and tell what was told, the newest first.

    Example: treatybase watch alerts 12
    """
    from search_api.render.watches import alert_json
    from treatybase.watching import lookout

    installation = Installation(settings(data))
    with folder_lock(installation.data):
        lookout(installation).turn()
    watches, chosen = installation.store.watches, language or installation.settings.language
    owner = LOCAL.principal
    wanted = [watches.one(number, owner)] if number is not None else watches.of(owner)
    found = [
        alert_json(watch, alert, chosen, installation.settings.address)
        for watch in wanted
        for alert in watches.alerts(watch.number, limit=limit)
    ]
    if as_json:
        return print_json({"alerts": found})
    for row in found:
        print(f"{row['status']['on']}  {row['text']}")
        print(f"   {row['url']}")


def _desk(installation: Installation) -> WatchDesk:
    from search_api.watching.desk import WatchDesk
    from search_api.watching.hosts import Hosts

    given = installation.settings
    return WatchDesk(installation.service, Hosts.of(given.webhook_hosts), given.language)


def _told(installation: Installation, found: list[Watch]) -> list[tuple[Watch, dict[str, Any]]]:
    from search_api.render.watches import watch_json
    from search_api.watching.desk import counted

    address = installation.settings.address
    return [
        (watch, watch_json(watch, *counts, address=address, secrets=True))
        for watch, counts in counted(installation.store, found)
    ]


def _named(watch: Watch) -> str:
    search = watch.watched.search
    of = f"“{search.query}”" if search else " ".join(filter(None, (watch.watched.work, watch.watched.eid)))
    return f"{watch.name} ({of})" if watch.name else of


def _counted(counted: LastYear) -> str:
    return (
        f"would have given {counted.total} alerts since {counted.since}: {counted.dated} by the days that "
        f"the texts tell, {counted.recorded} by those of recording"
    )


def register(main: typer.Typer) -> None:
    """Add the commands."""
    main.add_typer(app)
