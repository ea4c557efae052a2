"""Comparing two wordings of a work, provision by provision and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.model import EndKind, Provision
from corpus.store.views import StoredExpression

_HAN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\s+|[{_HAN}]|[^\W_{_HAN}]+|.", re.DOTALL)
"""A unit of comparison: a blank, one Han or kana character, a word, or one sign."""


class Op(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


class Change(StrEnum):
    """What happened to a provision."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """One provision that differs, under its eId in the later wording (the earlier, if removed)."""

    eid: str
    label: str
    change: Change
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The expression that held on a day; `certain` unless its recorded interval does not tell."""

    expression: StoredExpression
    certain: bool


def wording_on(expressions: Iterable[StoredExpression], day: date) -> Wording | None:
    """The wording that holds on `day`: one whose interval covers it, else one that may cover it.

    Among several the one that began last goes first, since later wordings are made from earlier.
    """
    held = [(each, each.expression.valid.covers(day)) for each in expressions]
    possible = [(each, covers) for each, covers in held if covers is not False]
    if not possible:
        return None
    best, covers = max(possible, key=lambda pair: (pair[1] is True, _began(pair[0])))
    return Wording(best, covers is True)


def _began(expression: StoredExpression) -> date:
    start = expression.expression.valid.start
    return start.at.latest if start.kind is EndKind.KNOWN and start.at else date.min


def compare(before: Sequence[Provision], after: Sequence[Provision]) -> list[ProvisionChange]:
    """The provisions whose own label, heading or text differ, in the order of the later wording.

    Provisions are matched by `wid` (which survives renumbering), else by eId. A removed one
    stands where it stood.
    """
    old, new = _by_key(before), _by_key(after)
    order = SequenceMatcher(None, list(old), list(new), autojunk=False)
    changes: list[ProvisionChange] = []
    for op, a, b, c, d in order.get_opcodes():
        if op != "equal":
            changes += (_gone(old[key]) for key in list(old)[a:b] if key not in new)
        for key in list(new)[c:d]:
            change = _changed(old[key], new[key]) if key in old else _come(new[key])
            changes += [change] if change else []
    return changes


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts as runs that stayed, went or came.

    >>> [str(run.op) for run in word_runs("within 48 hours", "within 24 hours")]
    ['equal', 'delete', 'insert', 'equal']
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(_runs(matcher.get_opcodes(), old, new))


def _runs(opcodes: Iterable[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[Run]:
    for op, a, b, c, d in opcodes:
        if op == "equal":
            yield Run(Op.EQUAL, "".join(old[a:b]))
            continue
        if a < b:
            yield Run(Op.DELETE, "".join(old[a:b]))
        if c < d:
            yield Run(Op.INSERT, "".join(new[c:d]))


def _by_key(tree: Sequence[Provision]) -> dict[str, Provision]:
    return {node.wid or node.eid: node for top in tree for node in top.walk()}


def _words(provision: Provision) -> str:
    """What is printed of the provision itself."""
    parts = (provision.label, provision.heading, provision.text)
    return " ".join(part for part in parts if part)


def _gone(provision: Provision) -> ProvisionChange:
    runs = (Run(Op.DELETE, _words(provision)),)
    return ProvisionChange(provision.eid, provision.label, Change.REMOVED, runs)


def _come(provision: Provision) -> ProvisionChange:
    runs = (Run(Op.INSERT, _words(provision)),)
    return ProvisionChange(provision.eid, provision.label, Change.ADDED, runs)


def _changed(before: Provision, after: Provision) -> ProvisionChange | None:
    if _words(before) == _words(after):
        return None
    runs = word_runs(_words(before), _words(after))
    return ProvisionChange(after.eid, after.label, Change.CHANGED, runs)
