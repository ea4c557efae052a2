"""Texts that follow from amending documents: made of the wording before and the changes, kept beside both.

Each is an expression of the amended work from the day on which the changes take effect until the next
wording, marked as made by this system. What could not be applied stands in it (`Expression.unapplied`).
Nothing is made where a given text begins on that day (an official consolidation), nor of texts held apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.errors import NotFound
from corpus.language.amendments.model import Modification, Unread
from corpus.language.amendments.reading import modifications
from corpus.language.table import primary
from corpus.law.effects import CHANGES
from corpus.model import LOCAL, Deposit, End, Holding, Making, OriginKind, Relation, RelationType
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork
from ingest.consolidated import Amendment, texts_after
from ingest.references.changes import DETAIL, relation_of, says_the_same


@dataclass(slots=True)
class Outcome:
    """What a run made: works that have such texts, the texts, and the changes made and left in them."""

    works: int = 0
    expressions: int = 0
    applied: int = 0
    left: int = 0


@dataclass(slots=True)
class Consolidator:
    """Makes the texts that follow from amendments, of works that changed since it last ran."""

    store: Store
    outcome: Outcome = field(default_factory=Outcome)

    def run(self) -> Outcome:
        """Go on until no work has changed since it was looked at."""
        self.outcome = Outcome()
        after = self.store.consolidated
        while changes := self.store.changes(after):
            for work_id in self.store.amended(change.work_id for change in changes if not change.deleted):
                self._renew(work_id)
            after = changes[-1].number
            self.store.mark_consolidated(after)
        return self.outcome

    def _renew(self, work_id: int) -> None:
        """Make the texts of a work anew, however often it changes meanwhile."""
        while stored := self.store.work(work_id, LOCAL):
            made = Outcome()
            deposits = self._texts(stored, made)
            if self.store.derive(stored, deposits) is not None:
                if self.store.change != stored.change:  # else all this was there already
                    _add(self.outcome, made)
                return

    def _texts(self, stored: StoredWork, made: Outcome) -> list[Deposit]:
        by_language: dict[str, list[StoredExpression]] = defaultdict(list)
        for one in stored.expressions:
            if one.expression.making is not Making.CONSOLIDATED_SYSTEM:
                by_language[one.expression.language].append(one)
        relations = _read_from_text(stored.incoming)
        deposits: list[Deposit] = []
        for _, given in sorted(by_language.items()):
            amendments = [
                one for slug, told in relations.items() for one in self._amendments(slug, told, given[0])
            ]
            texts = texts_after(stored, given, amendments)
            deposits += texts.deposits
            _add(made, Outcome(0, texts.made, texts.applied, texts.left))
        made.works = int(made.expressions > 0)
        return deposits

    def _amendments(
        self, slug: str, relations: Sequence[Relation], wording: StoredExpression
    ) -> Iterator[Amendment]:
        """What a work changes in texts of this language, by the day from which it does."""
        try:
            amending = self.store.find(slug, LOCAL)
        except NotFound:
            return
        language = wording.expression.language
        text = _original(amending, language)
        if text is None:
            return
        by_start: dict[End, list[Modification | Unread]] = defaultdict(list)
        for change in modifications(text.provisions, primary(language)):
            made = relation_of(change)
            relation = next((one for one in relations if made and says_the_same(one, made)), None)
            if relation is not None and _gives_words(change):
                by_start[relation.effective.start].append(change)
        alike = _holding(text) == _holding(wording)
        for start, changes in by_start.items():
            yield Amendment(slug, start, tuple(changes), alike)


def _gives_words(change: Modification | Unread) -> bool:
    """Whether the text reads otherwise by it: the end of a whole work changes no words."""
    return isinstance(change, Unread) or change.target is not None or change.words is not None


def _read_from_text(incoming: Iterable[tuple[str, Relation]]) -> dict[str, list[Relation]]:
    """The changes that amending texts make, or their format tells, by the work that makes them.

    A correction has no day from which it holds: it is told as one that the text has not.
    """
    found: dict[str, list[Relation]] = defaultdict(list)
    for slug, relation in incoming:
        of_text = relation.origin.detail == DETAIL or relation.origin.kind is OriginKind.FORMAT
        if of_text and relation.type in CHANGES | {RelationType.CORRECTS}:
            found[slug].append(relation)
    return found


def _original(work: StoredWork, language: str) -> StoredExpression | None:
    """The text of an amending work as it was issued, in a language."""
    return next(
        (
            one
            for one in work.expressions
            if one.expression.language == language and one.expression.making is Making.ORIGINAL
        ),
        None,
    )


def _holding(text: StoredExpression) -> Holding | None:
    return text.preferred.source.holding if text.preferred is not None else None


def _add(total: Outcome, more: Outcome) -> None:
    total.works += more.works
    total.expressions += more.expressions
    total.applied += more.applied
    total.left += more.left
