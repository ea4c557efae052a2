"""What changed between wordings, as plain dictionaries: the same for the command line and the API."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.law.alignment import Pair
from corpus.law.attribution import Changer
from corpus.law.comparison import ProvisionChange, change_of
from corpus.law.history import Step
from corpus.model import REVERSE
from search_api.comparing import Diff, Past, Side
from search_api.render.structured import Json, expression_json, interval_json, relation_json


def diff_json(diff: Diff) -> Json:
    """Two wordings compared: each provision that differs, with its words and who changed it."""
    changes = [(pair, change) for pair in diff.pairs if (change := change_of(pair))]
    return {
        "work": diff.work.work.slug,
        "language": diff.language,
        "from": _side(diff.before),
        "to": _side(diff.after),
        "by": _by(diff.changers_of_whole()),
        "changes": [change_json(each) | {"by": _by(diff.changers([pair]))} for pair, each in changes],
    }


def history_json(past: Past) -> Json:
    """A provision through the wordings of its work, the earliest first."""
    return {
        "work": past.work.work.slug,
        "language": past.language,
        "eid": past.eid,
        "wordings": [_step(past, place, step) for place, step in enumerate(past.steps)],
        "undated": [
            {"eid": node.eid, "label": node.label, "expression": expression_json(each, provisions=False)}
            for each, node in past.undated
        ],
    }


def change_json(change: ProvisionChange) -> Json:
    """A provision that differs."""
    return {
        "eid": change.eid,
        "was": change.was,
        "label": change.label,
        "change": change.change.value,
        "words": [{"op": run.op.value, "text": run.text} for run in change.runs],
    }


def _side(side: Side) -> Json:
    return {
        "date": side.day.isoformat() if side.day else None,
        "certain": side.certain,
        "expression": expression_json(side.expression, provisions=False),
    }


def _step(past: Past, place: int, step: Step) -> Json:
    node = step.provision
    return {
        "eid": node.eid if node else None,
        "label": node.label if node else None,
        "valid": interval_json(step.interval),
        "junction": step.junction.value,
        "change": step.change.value if step.change else None,
        "text": node.full_text() if node else None,
        "changes": [change_json(each) for each in _changes(step.pairs)],
        "by": _by(past.changers(place)),
        "expressions": [expression_json(each, provisions=False) for each in step.expressions],
    }


def _changes(pairs: Iterable[Pair]) -> Iterable[ProvisionChange]:
    return (change for pair in pairs if (change := change_of(pair)))


def _by(found: Iterable[Changer]) -> list[Json]:
    return [
        {
            "reverse": REVERSE[each.relation.type],
            "from": each.slug,
            **relation_json(each.relation),
            "dated": each.dated,
        }
        for each in found
    ]
