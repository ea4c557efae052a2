"""Two wordings of a work compared, and one provision followed through all of them.

The command line, the API and the pages ask here, so that all three tell the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.errors import NotFound
from corpus.law.alignment import Pair, align
from corpus.law.attribution import Changer, Named, changers
from corpus.law.comparison import wording_on
from corpus.law.history import Step, history, placed, provision_of, unplaced
from corpus.model import LegalDate, Provision
from corpus.store.views import StoredExpression, StoredWork
from search_api.changed_names import Names
from search_api.choosing import choose_expression, expressions_in, find_provision

Moment = date | int
"""A day, or the number of an expression."""
_NUMBERED = re.compile(r"expression-(\d+)")


@dataclass(frozen=True, slots=True)
class Side:
    """A wording that is compared: that of a day (`certain` unless its interval does not tell), or one chosen.

    `day` is None where it was chosen by its number.
    """

    expression: StoredExpression
    day: date | None = None
    certain: bool = True

    @property
    def began(self) -> date | None:
        """The day from which it is known to hold."""
        start = self.expression.expression.valid.start.at
        return start.latest if start else None


@dataclass(frozen=True, slots=True)
class Diff:
    """Two wordings of a work in one language, with their provisions paired in the order of the later."""

    work: StoredWork
    language: str
    before: Side
    after: Side
    pairs: tuple[Pair, ...]
    names: Names

    def changers(self, pairs: Iterable[Pair]) -> tuple[Changer, ...]:
        """Who changed any of these provisions between the two."""
        return self._changers(self.names.of(pairs))

    def changers_of_whole(self) -> tuple[Changer, ...]:
        """Who changed the work between the two, naming no provision."""
        return self._changers(None)

    def _changers(self, named: Named | None) -> tuple[Changer, ...]:
        since = self.before.began or self.before.day
        return changers(self.work.incoming, named, since, self.after.began or self.after.day)


@dataclass(frozen=True, slots=True)
class Past:
    """The wordings of a provision in one language, in the order of time.

    `undated` are wordings of the work that hold the provision, but of which nobody has said when they held.
    """

    work: StoredWork
    language: str
    eid: str
    steps: tuple[Step, ...]
    undated: tuple[tuple[StoredExpression, Provision], ...]

    def changers(self, place: int) -> tuple[Changer, ...]:
        """Who changed it at the beginning of the step at `place`; of one that changed nothing, nobody."""
        step = self.steps[place]
        if step.change is None:
            return ()
        before = self.steps[place - 1].expressions[-1]
        start, since = step.interval.start.at, before.expression.valid.start.at
        named = Names.between(before.provisions, ()).of([Pair(step.before, step.provision)])
        return changers(
            self.work.incoming, named, since.latest if since else None, start.latest if start else None
        )


def moment(text: str) -> Moment:
    """A day (ISO; a month or year means its last day) or `expression-44`. Raises InvalidIdentifier."""
    found = _NUMBERED.fullmatch(text)
    return int(found[1]) if found else LegalDate.parse(text).latest


def text_language(stored: StoredWork, preferred: Sequence[str]) -> str:
    """The first of these languages that the work has, else its first. Raises NotFound without a text."""
    languages = [each.expression.language for each in stored.expressions]
    if not languages:
        raise NotFound(f"{stored.work.slug} has no text in the base", key=stored.work.slug, near=())
    for wanted in preferred:
        if wanted in languages:
            return wanted
        if found := expressions_in(stored, wanted):
            return found[0].expression.language
    return languages[0]


def wordings_in(stored: StoredWork, language: str) -> tuple[StoredExpression, ...]:
    """The wordings in exactly this language: one script is not compared with another."""
    return tuple(each for each in stored.expressions if each.expression.language == language)


def diff(stored: StoredWork, language: str, before: Moment, after: Moment) -> Diff:
    """The wordings of two moments compared. Raises NotFound where there is none."""
    one, other = (_side(stored, language, each) for each in (before, after))
    trees = one.expression.provisions, other.expression.provisions
    pairs = tuple(align(*trees)) if one.expression.id != other.expression.id else ()
    return Diff(stored, language, one, other, pairs, Names.between(trees[0], pairs))


def past(stored: StoredWork, eid: str, language: str, on: date) -> Past:
    """The wordings of a provision that has this eId on a day, else in the latest that has it.

    Raises NotFound where no wording in the language has it.
    """
    own = wordings_in(stored, language)
    order, undated = placed(own), unplaced(own)
    base = _base(stored, order or undated, eid, language, on)
    if not order:
        order, undated = [base], [each for each in undated if each.id != base.id]
    elsewhere = ((each, node) for each in undated if (node := provision_of(each, eid)) is not None)
    return Past(stored, language, eid, history(order, eid, base), tuple(elsewhere))


def _base(
    stored: StoredWork, wordings: Sequence[StoredExpression], eid: str, language: str, on: date
) -> StoredExpression:
    chosen = choose_expression(stored, (language,), on)
    holding = [each for each in wordings if provision_of(each, eid) is not None]
    if not holding:
        find_provision(chosen.provisions, eid)
    return next((each for each in holding if each.id == chosen.id), holding[-1])


def _side(stored: StoredWork, language: str, at: Moment) -> Side:
    own, slug = wordings_in(stored, language), stored.work.slug
    if isinstance(at, date):
        found = wording_on(own, at)
        if found is None:
            message = f"{slug} has no wording in {language!r} that may hold on {at}"
            raise NotFound(message, key=slug, near=())
        return Side(found.expression, at, found.certain)
    numbered = next((each for each in own if each.id == at), None)
    if numbered is None:
        raise NotFound(f"{slug} has no text {at} in {language!r}", key=f"expression-{at}", near=())
    return Side(numbered)
