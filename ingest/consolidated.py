"""The texts of one work in one language that follow from its amendments, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from corpus.language.amendments.model import Modification, Unread
from corpus.language.table import primary
from corpus.law.consolidation import Left, consolidate
from corpus.model import (
    UNKNOWN,
    Assertion,
    Authority,
    Deposit,
    End,
    EndKind,
    Expression,
    Interval,
    Making,
    Notice,
    Origin,
    OriginKind,
    Provision,
    Unapplied,
    Work,
    WorkKind,
)
from corpus.store.views import StoredExpression, StoredWork
from ingest.facts import read_facts
from ingest.official_texts import differing, notice_of
from ingest.references import read_references
from ingest.references.changes import DETAIL
from ingest.structure.fragment import fragment

RULE = Origin(OriginKind.RULE, "consolidation")
"""Where the days of such a text come from."""
UNAPPLIED = "unapplied"
"""The code of the doubt that a text made here lacks some of the amendments."""
NO_DAY = "no_day"
"""Why a change is left of which the day of effect is not known to the day."""
HELD_APART = "held_apart"
"""Why a change is left whose text is held elsewhere than the amended one: not all may see both."""
_BETWEEN_PARTIES = frozenset({WorkKind.TREATY, WorkKind.PROTOCOL})
_TWO = 2


@dataclass(frozen=True, slots=True)
class Amendment:
    """What one work changes of another from one day on, in one language; in the order of its text."""

    by: str
    start: End
    changes: tuple[Modification | Unread, ...]
    held_alike: bool = True

    @property
    def day(self) -> date | None:
        """The day from which it has effect; None where it is not known to the day, or must not be used."""
        at = self.start.at
        return at.earliest if at is not None and at.earliest == at.latest and self.held_alike else None

    @property
    def left(self) -> list[Unapplied]:
        """All of it, as it is told where it is not made."""
        why = NO_DAY if self.held_alike else HELD_APART
        return [Unapplied(self.by, change.by, why, change.target) for change in self.changes]


@dataclass(slots=True)
class Texts:
    """What was made: deposits of the texts, and of the ends of those before them."""

    deposits: list[Deposit] = field(default_factory=list)
    made: int = 0
    applied: int = 0
    left: int = 0


@dataclass(slots=True)
class _Wording:
    """A wording from a day on; `given` is the text from which it follows, by `made` or as it is."""

    start: date
    given: StoredExpression
    provisions: tuple[Provision, ...]
    unapplied: tuple[Unapplied, ...] = ()
    is_made: bool = False


def texts_after(
    stored: StoredWork, given: Sequence[StoredExpression], amendments: Iterable[Amendment]
) -> Texts:
    """The texts that follow from the `given` wordings of one language by the amendments to them.

    Each is made of the wording before its day, given or made. Where a given one begins on that day it has
    the amendments of the day already; an official consolidation is held against what they give.
    """
    texts = Texts()
    wordings = sorted((_as_given(one) for one in given), key=lambda one: one.start)
    by_day: dict[date, list[Amendment]] = defaultdict(list)
    never: list[Unapplied] = []
    compared: list[Deposit] = []
    for amendment in amendments:
        if amendment.day is None:
            never += amendment.left
        else:
            by_day[amendment.day].append(amendment)
    for day, of_day in sorted(by_day.items()):
        before = _before(wordings, day)
        if before is not None:
            wordings.append(_made(before, day, of_day, never, texts))
            wordings.sort(key=lambda one: one.start)
        else:
            compared += _compared(stored, wordings, day, of_day)
    texts.deposits = _deposits(stored, wordings) + compared
    return texts


def _as_given(one: StoredExpression) -> _Wording:
    start = one.expression.valid.start.at
    return _Wording(start.earliest if start is not None else date.min, one, one.provisions)


def _before(wordings: Sequence[_Wording], day: date) -> _Wording | None:
    """The wording that held until a day; None where none surely did, or where one begins on that day."""
    if any(one.start == day for one in wordings):
        return None
    earlier = [one for one in wordings if one.start < day]
    if not earlier:
        return None
    last = earlier[-1]
    given = last.given.expression
    # Nobody knows which amendments an undated consolidation has.
    undated = given.valid.start.at is None and given.making is not Making.ORIGINAL
    end = given.valid.end.at
    over = not last.is_made and end is not None and end.latest < day
    return None if undated or over else last


def _made(
    before: _Wording, day: date, amendments: Sequence[Amendment], never: Sequence[Unapplied], texts: Texts
) -> _Wording:
    language = primary(before.given.expression.language)
    tree = before.provisions
    left = [*(before.unapplied if before.is_made else never)]
    for amendment in sorted(amendments, key=lambda one: one.by):
        done = consolidate(tree, amendment.changes, lambda lines, text: fragment(lines, text, language))
        tree = done.provisions
        left += [_unapplied(amendment.by, one) for one in done.left]
        texts.applied += len(done.applied)
        texts.left += len(done.left)
    texts.made += 1
    return _Wording(day, before.given, tree, tuple(dict.fromkeys(left)), is_made=True)


def _compared(
    stored: StoredWork, wordings: Sequence[_Wording], day: date, amendments: Sequence[Amendment]
) -> list[Deposit]:
    """The official consolidation of a day once more, where it differs from what the amendments give."""
    official = next((one for one in wordings if one.start == day and _is_official(one)), None)
    earlier = [one for one in wordings if one.start < day]
    if official is None or not earlier:
        return []
    language = primary(official.given.expression.language)
    changes = [change for one in sorted(amendments, key=lambda one: one.by) for change in one.changes]
    done = consolidate(earlier[-1].provisions, changes, lambda lines, text: fragment(lines, text, language))
    eids = differing(done, official.provisions)
    if not eids:
        return []
    deposit = _deposit(stored, official, official.given.expression)
    return [replace(deposit, notices=(notice_of(deposit.source.path, eids),))]


def _is_official(one: _Wording) -> bool:
    return not one.is_made and one.given.expression.making is Making.CONSOLIDATED_OFFICIAL


def _unapplied(by: str, left: Left) -> Unapplied:
    return Unapplied(by, left.change.by, left.why.value, left.eid or left.change.target)


def _deposits(stored: StoredWork, wordings: Sequence[_Wording]) -> list[Deposit]:
    deposits: list[Deposit] = []
    for place, one in enumerate(wordings):
        following = wordings[place + 1] if place + 1 < len(wordings) else None
        if one.is_made:
            end = End.on(following.start.isoformat()) if following is not None else UNKNOWN
            deposits.append(_text(stored, one, end))
        elif following is not None and following.is_made and not _binds_many(stored.work):
            deposits.append(_closed(stored, one, End.on(following.start.isoformat())))
    return deposits


def _binds_many(work: Work) -> bool:
    """Whether the old wording goes on between parties that did not accept the new."""
    return work.kind in _BETWEEN_PARTIES and len(work.parties) != _TWO


def _text(stored: StoredWork, one: _Wording, end: End) -> Deposit:
    given = one.given.expression
    expression = Expression(
        given.language,
        Interval(End.on(one.start.isoformat()), end),
        Authority.UNKNOWN,
        Making.CONSOLIDATED_SYSTEM,
        given.title,
        unapplied=one.unapplied,
    )
    language = primary(given.language)
    cited = read_references(one.provisions, language, stored.work)
    deposit = _deposit(stored, one, expression)
    left = ", ".join(dict.fromkeys(f"{each.by} {each.eid or ''}".strip() for each in one.unapplied))
    return replace(
        deposit,
        notices=(Notice(deposit.source.path, UNAPPLIED, left),) if left else (),
        work=Work(stored.work.slug),
        relations=tuple(relation for relation in cited if relation.origin.detail != DETAIL),
        facts=read_facts(one.provisions, language),
    )


def _closed(stored: StoredWork, one: _Wording, end: End) -> Deposit:
    """The given text once more, with the day on which the made one takes its place."""
    given = one.given.expression
    return _deposit(stored, one, replace(given, valid=Interval(given.valid.start, end)))


def _deposit(stored: StoredWork, one: _Wording, expression: Expression) -> Deposit:
    link = one.given.preferred
    assert link is not None, "a text that was read has a source"
    ends = (("valid_from", expression.valid.start), ("valid_to", expression.valid.end))
    return Deposit(
        link.source,
        Work(stored.work.slug, record_id=one.given.record_id),
        expression,
        one.provisions,
        work_given=True,
        assertions=tuple(
            Assertion(f"expression.{name}", str(value), RULE)
            for name, value in ends
            if value.kind is not EndKind.UNKNOWN
        ),
        first_page=link.first_page,
        last_page=link.last_page,
    )
