"""`diff`, `relations`, `parties` and `bound`: what is recorded of a work besides its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import typer

from corpus.errors import NotFound
from corpus.model import LOCAL, PartyAction
from corpus.store.views import StoredWork
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
    from corpus.law.comparison import compare
    from search_api.render import expression_json

    first, last = _day(start), _day(end)
    installation = Installation(settings(data))
    stored = installation.store.find(work, LOCAL)
    chosen = language or _main_language(stored, installation.settings.language)
    before, after = (_wording(stored, chosen, each) for each in (first, last))
    changes = compare(before.expression.provisions, after.expression.provisions)
    if as_json:
        rows = [
            {
                "eid": change.eid,
                "was": change.was,
                "label": change.label,
                "change": change.change.value,
                "words": [{"op": run.op.value, "text": run.text} for run in change.runs],
            }
            for change in changes
        ]
        wordings = {
            name: {
                "date": at.isoformat(),
                "certain": wording.certain,
                "expression": expression_json(wording.expression, provisions=False),
            }
            for name, at, wording in (("from", first, before), ("to", last, after))
        }
        print_json({"work": stored.work.slug, "language": chosen, **wordings, "changes": rows})
        return
    for change in changes:
        words = "".join(DIFF_MARKS[run.op].format(run.text) for run in change.runs)
        was = f" (was {change.was})" if change.was else ""
        print(f"{change.change.value} {change.eid}{was}\n  {words}")
    print(f"{len(changes)} provisions differ between {first} and {last} ({chosen})")


def _day(text: str) -> date:
    found = day(text)
    assert found is not None
    return found


def _main_language(stored: StoredWork, preferred: str) -> str:
    """The preferred language where the work has it, else its first."""
    languages = [each.expression.language for each in stored.expressions]
    return preferred if preferred in languages or not languages else languages[0]


def _wording(stored: StoredWork, language: str, on: date) -> Any:
    from corpus.law.comparison import wording_on

    in_language = [each for each in stored.expressions if each.expression.language == language]
    found = wording_on(in_language, on)
    if found is None:
        slug = stored.work.slug
        raise NotFound(f"{slug} has no wording in {language!r} that may hold on {on}", key=slug, near=())
    return found


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
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """List what a work does to others, others to it, and its provisions to each other.

    Example: treatybase relations ostermere-convention --provision art_22
    """
    from search_api.choosing import choose_expression
    from search_api.render import relations_json

    installation = Installation(settings(data))
    stored = installation.store.find(work, LOCAL)
    shown = choose_expression(stored, (), installation.today())
    found = relations_json(stored, shown, provision)
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
    for command in (diff, relations, parties, bound):
        app.command()(command)
