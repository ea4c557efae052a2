"""`diff`, `history`, `relations`, `parties` and `bound`: what is recorded of a work besides its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer

from corpus.model import LOCAL, PartyAction
from treatybase.cli.options import AsJson, DataFolder, Language, WorkKey, day, settings
from treatybase.cli.output import print_json, print_table
from treatybase.wiring import Installation

DIFF_MARKS = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}
"""How words that stayed, went and came are printed: readable without colour."""


def diff(
    work: WorkKey,
    start: Annotated[str, typer.Option("--from", metavar="DATE", help="The wording of this day …")],
    end: Annotated[str, typer.Option("--to", metavar="DATE", help="… compared with that of this day.")],
    language: Language = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Compare the wordings of a work on two days, provision by provision and word by word.

    Told apart: added, removed, changed in its words, renumbered, moved, and only its marks.

    Example: treatybase diff 06/2021/TT-BĐN --from 2023-10-04 --to 2023-10-05
    """
    from search_api import comparing
    from search_api.render import diff_json

    first, last = _day(start), _day(end)
    installation = Installation(settings(data))
    stored = installation.store.find(work, LOCAL)
    chosen = comparing.text_language(stored, (language or installation.settings.language,))
    found = diff_json(comparing.diff(stored, chosen, first, last))
    if as_json:
        print_json(found)
        return
    for change in found["changes"]:
        was = f" (was {change['was']})" if change["was"] else ""
        print(f"{change['change']} {change['eid']}{was}{_by(change)}\n  {_marked(change)}")
    print(f"{len(found['changes'])} provisions differ between {first} and {last} ({chosen})")


def _day(text: str) -> date:
    found = day(text)
    assert found is not None
    return found


def _marked(change: dict[str, Any]) -> str:
    return "".join(DIFF_MARKS[run["op"]].format(run["text"]) for run in change["words"])


def _by(change: dict[str, Any]) -> str:
    """Who changed it, as far as it is recorded."""
    return "".join(
        f", {each['type']} by {each['from']} {each['from_eid'] or ''}".rstrip()
        + ("" if each["dated"] else " (day not recorded)")
        for each in change["by"]
    )


def history(
    work: WorkKey,
    provision: Annotated[str, typer.Argument(metavar="EID", help="The provision: its eId, as art_9.")],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The provision that has this eId on that day (default: today).",
            show_default=False,
        ),
    ] = None,
    language: Language = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Follow one provision through the wordings of its work, also where its number changed.

    Each wording with its interval, its source, what changed since the one before, and by whom.

    Example: treatybase history 06/2021/TT-BĐN art_9
    """
    from search_api import comparing
    from search_api.render import history_json

    installation = Installation(settings(data))
    stored = installation.store.find(work, LOCAL)
    chosen = comparing.text_language(stored, (language or installation.settings.language,))
    found = history_json(comparing.past(stored, provision, chosen, day(as_of) or installation.today()))
    if as_json:
        print_json(found)
        return
    for step in found["wordings"]:
        _print_step(step)
    for each in found["undated"]:
        print(f"time not recorded: {each['label']} ({each['eid']})")


def _print_step(step: dict[str, Any]) -> None:
    sources = ", ".join(source["path"] for each in step["expressions"] for source in each["sources"])
    told = step["change"] or ("" if step["junction"] == "first" else "same words")
    junction = {"gap": "days without a recorded wording before it", "unrecorded": "limits not recorded"}
    notes = [note for note in (told, junction.get(step["junction"], ""), sources) if note]
    place = f"{step['label']} ({step['eid']})" if step["eid"] else "not in this wording"
    print(f"{step['valid']['from']} .. {step['valid']['to']}  {place}: {'; '.join(notes)}{_by(step)}")
    for change in step["changes"]:
        print(f"  {change['change']} {change['eid']}: {_marked(change)}")


def relations(
    work: WorkKey,
    provision: Annotated[
        str | None,
        typer.Option(
            "--provision",
            metavar="EID",
            help="Only of this provision and what is within it.",
            show_default=False,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE|any",
            help="What may stand on that day (default: all that is recorded).",
            show_default=False,
        ),
    ] = None,
    language: Language = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what a work does to others, others to it, and its provisions to each other.

    The last are read from the wording of the day, else of today. The provision that is shown as another
    one's can be asked for in turn: `treatybase relations OTHER --provision EID`.

    Example: treatybase relations ostermere-convention --provision art_22 --as-of 2024-01-01
    """
    from search_api.choosing import choose_expression
    from search_api.render import relations_json
    from search_api.results import AsOf

    installation = Installation(settings(data))
    stored = installation.store.find(work, LOCAL)
    on = None if as_of == AsOf.ANY else day(as_of)
    languages = (language,) if language else ()
    shown = choose_expression(stored, languages, on or installation.today())
    found = relations_json(stored, shown, provision, on)
    if as_json:
        print_json(found)
        return
    rows = [
        *(
            (each["type"], each["target_work"] or each["target"], _place(each), each["from_eid"] or "")
            for each in found["outgoing"]
        ),
        *(
            (each["reverse"], each["from"], each["from_eid"] or "", _place(each))
            for each in found["incoming"]
        ),
        *(("cites", stored.work.slug, _place(each), each["from_eid"]) for each in found["internal"]),
    ]
    print_table([("RELATION", "WORK", "PROVISION", "HERE"), *rows])


def _place(relation: dict[str, Any]) -> str:
    """The provision meant: its eId, or as it is cited with a question mark where the text has none such."""
    return relation["located_eid"] or (f"{relation['target_eid']}?" if relation["target_eid"] else "")


def parties(
    work: WorkKey,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Acts dated up to that day.", show_default=False),
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List the parties of a treaty with every act recorded of them.

    Example: treatybase parties ostermere-convention --as-of 2014-01-01
    """
    from corpus.law.participation import recorded_actions
    from search_api.render import action_json

    store = Installation(settings(data)).store
    stored, on = store.find(work, LOCAL), day(as_of)
    grouped: dict[str, list[PartyAction]] = defaultdict(list)
    for action in recorded_actions(stored, lambda slug: store.find(slug, LOCAL)):
        if on is None or action.date is None or action.date.earliest <= on:
            grouped[action.party].append(action)
    if as_json:
        rows = [
            {"party": party, "actions": [action_json(action) for action in actions]}
            for party, actions in grouped.items()
        ]
        print_json({"work": stored.work.slug, "as_of": on.isoformat() if on else None, "parties": rows})
        return
    _print_actions(action for actions in grouped.values() for action in actions)


def bound(
    party: Annotated[str, typer.Argument(metavar="PARTY", help="Name of a State or organisation.")],
    work: WorkKey,
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", show_default=False)] = None,
    towards: Annotated[
        str | None, typer.Option(metavar="PARTY", help="Bound towards this party.", show_default=False)
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="On this day (default: today).", show_default=False)
    ] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is recorded of a party's being bound by a treaty.

    The recorded acts are listed. Whether they bind is answered `unknown`: the rules that decide it
    are not built yet, and a wrong yes or no would be worse than none.

    Example: treatybase bound Marjana ostermere-convention 22 --on 2012-01-01
    """
    from corpus.law.participation import is_named, recorded_actions
    from search_api.render import action_json

    installation = Installation(settings(data))
    store, at = installation.store, day(on) or installation.today()
    stored = store.find(work, LOCAL)
    recorded = recorded_actions(stored, lambda slug: store.find(slug, LOCAL))
    actions = [action for action in recorded if is_named(action.party, party)]
    reason = "the rule engine is not built yet: judge from the recorded acts"
    if as_json:
        print_json(
            {
                "party": party,
                "work": stored.work.slug,
                "article": article,
                "towards": towards,
                "on": at.isoformat(),
                "bound": "unknown",
                "reason": {"code": "rule_engine_missing", "text": reason},
                "actions": [action_json(action) for action in actions],
            }
        )
        return
    print(f"unknown: {reason}")
    _print_actions(actions)


def _print_actions(actions: Iterable[PartyAction]) -> None:
    rows = [
        (
            action.party,
            action.action.value,
            action.date.isoformat() if action.date else "date unknown",
            action.effective.isoformat() if action.effective else "",
            ", ".join(action.articles),
        )
        for action in actions
    ]
    print_table([("PARTY", "ACT", "DATE", "EFFECTIVE", "ARTICLES"), *rows])


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (diff, history, relations, parties, bound):
        app.command()(command)
