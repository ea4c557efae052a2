"""Comparing two wordings of a work, provision by provision and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from corpus.law.alignment import HAN, NOTE_MARK, Pair, align, same_words, words_only
from corpus.model import EndKind, Provision, ProvisionKind
from corpus.store.views import StoredExpression

_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
"""Accents, Arabic vowels and joiners: they belong to the letter before, and no word is cut at them."""
_WORD = re.compile(
    rf"\s+|[{HAN}]|\d+(?:[.,:/\u066b\u066c]\d+)+|[^\W_{HAN}][^\W_{HAN}{_MARKS}]*(?:[{_MARKS}]+[^\W_{HAN}]*)*|.",
    re.DOTALL,
)
"""A unit of comparison: a blank, one Han or kana character, a number with its signs, a word, or one sign."""


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
    """In its words, wherever it stands now."""
    RENUMBERED = "renumbered"
    MOVED = "moved"
    """To another unit, in the same words."""
    FORMAL = "formal"
    """Marks, blanks, capitals, editors' notes, and how the same words are divided only."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed, went or came."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """One provision that differs, under its eId in the later wording (the earlier, if removed).

    `was` is its eId in the earlier wording where its own number or place is another.
    """

    eid: str
    label: str
    change: Change
    runs: tuple[Run, ...]
    was: str | None = None


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
    """The provisions whose own words, number or place differ, in the order of the later wording.

    Which is which is told by `align`. A removed one stands where it stood.
    """
    return [change for pair in align(before, after) if (change := change_of(pair))]


def word_runs(before: str, after: str) -> tuple[Run, ...]:
    """The words of two texts as runs that stayed, went or came.

    Words that stayed by chance between longer ones that did not are told with these: a sentence
    written anew is one change, not twenty.

    >>> [str(run.op) for run in word_runs("within 48 hours", "within 24 hours")]
    ['equal', 'delete', 'insert', 'equal']
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    opcodes = SequenceMatcher(None, *middle, autojunk=False).get_opcodes()
    parts = [("".join(middle[0][a:b]), "".join(middle[1][c:d]), op == "equal") for op, a, b, c, d in opcodes]
    around = ("".join(old[:head]), "".join(old[len(old) - tail :]) if tail else "")
    return tuple(_runs([(around[0], around[0], True), *_tidied(parts), (around[1], around[1], True)]))


def _alike(one: list[str], other: list[str]) -> int:
    """How many words from the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


_Part = tuple[str, str, bool]
"""A stretch before and after, and whether it is the same."""


def _tidied(parts: list[_Part]) -> list[_Part]:
    """Without the stretches that stayed by chance: shorter than what changed on either side of them."""
    kept: list[_Part] = []
    for part in parts:
        kept.append(part)
        while len(kept) >= 3 and kept[-2][2] and _chance(*kept[-3:]):
            last = kept[-3:]
            kept[-3:] = [("".join(each[0] for each in last), "".join(each[1] for each in last), False)]
    return kept


def _chance(before: _Part, same: _Part, after: _Part) -> bool:
    length = len(words_only(same[0]))
    return not length or all(length < max(len(each[0]), len(each[1])) for each in (before, after))


def _runs(parts: Iterable[_Part]) -> Iterator[Run]:
    for old, new, same in parts:
        if same and old:
            yield Run(Op.EQUAL, old)
        if not same and old:
            yield Run(Op.DELETE, old)
        if not same and new:
            yield Run(Op.INSERT, new)


def change_of(pair: Pair) -> ProvisionChange | None:
    """What differs between the two of a pair; None: nothing that is printed of the provision itself."""
    old, new, kind = pair.before, pair.after, kind_of(pair)
    if kind is None:
        return None
    if new is None:
        assert old is not None
        return ProvisionChange(old.eid, old.label, kind, (Run(Op.DELETE, _printed(old)),))
    if old is None:
        return ProvisionChange(new.eid, new.label, kind, (Run(Op.INSERT, _printed(new)),))
    return ProvisionChange(new.eid, new.label, kind, word_runs(_printed(old), _printed(new)), was(pair))


def kind_of(pair: Pair) -> Change | None:
    """What happened to the provision of a pair, without the words; None: nothing."""
    if _is_note(pair) or pair.divided:
        return None if _note(pair.before) == _note(pair.after) else Change.FORMAL
    if pair.before is None:
        return Change.ADDED
    if pair.after is None:
        return Change.REMOVED
    return _kind(pair.before, pair.after, pair.moved)


def _is_note(pair: Pair) -> bool:
    """Notes, and their marks in a text, are those of who published it: they change no law."""
    return all(side is None or side.kind is ProvisionKind.NOTE for side in (pair.before, pair.after))


def _note(node: Provision | None) -> str | None:
    return _printed(node) if node else None


def was(pair: Pair) -> str | None:
    """The eId in the earlier wording, where the number or the place of the provision is another now."""
    old, new = pair.before, pair.after
    if old is None or new is None or old.eid == new.eid:
        return None
    return old.eid if pair.moved or _number(old) != _number(new) else None


def _kind(old: Provision, new: Provision, moved: bool) -> Change | None:
    """What is most of what happened; None: nothing that is printed of the provision itself."""
    if words_only(_own(old)) != words_only(_own(new)) and not same_words(old, new):
        return Change.CHANGED
    if moved:
        return Change.MOVED
    if _number(old) != _number(new):
        return Change.RENUMBERED
    return Change.FORMAL if _printed(old) != _printed(new) else None


def _number(provision: Provision) -> str | None:
    """The number that is printed; what only is counted shifts with its neighbours."""
    return provision.number if provision.label else None


def _own(provision: Provision) -> str:
    return NOTE_MARK.sub(" ", f"{provision.heading} {provision.text}")


def _printed(provision: Provision) -> str:
    """What is printed of the provision itself."""
    parts = (provision.label, provision.heading, provision.text)
    return " ".join(part for part in parts if part)
