"""Changes that other works make to the words of a provision, and whether a wording has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from corpus.model import End, Expression, Making, Relation, RelationType

_REWORDS: Final = frozenset(
    {
        RelationType.AMENDS,
        RelationType.INSERTS,
        RelationType.REPLACES,
        RelationType.REPLACES_WORDS,
        RelationType.RENUMBERS,
        RelationType.CORRECTS,
    }
)


@dataclass(frozen=True, slots=True)
class Rewording:
    """A provision has other words from `start` on, by the work `by` and its provision `provision`.

    What is corrected (`corrects`) had them from its beginning: it was printed wrongly.
    """

    eid: str
    start: End
    by: str
    provision: str | None = None
    corrects: bool = False

    def concerns(self, eid: str) -> bool:
        """Whether it changes some of what stands in a provision, or in what that is a part of."""
        return eid == self.eid or eid.startswith(f"{self.eid}__") or self.eid.startswith(f"{eid}__")

    def is_in(self, wording: Expression) -> bool:
        """Whether the wording has it already: it began with it, or later, and does not tell it as left out.

        Of a consolidation that does not tell from when on it holds, nobody can say that it has not. No day
        tells whether a text was printed with a correction; whoever consolidates takes it in.
        """
        if any(one.by == self.by and one.provision == self.provision for one in wording.unapplied):
            return False
        if self.corrects:
            return wording.making is not Making.ORIGINAL
        begun = wording.valid.start.at
        if begun is None or self.start.at is None:
            return wording.making is not Making.ORIGINAL and begun is None
        return self.start.at.latest <= begun.earliest

    def may_have_begun(self, on: date) -> bool:
        """Whether it may have had effect by a day."""
        return self.corrects or self.start.at is None or self.start.at.earliest <= on


def rewordings(incoming: Iterable[tuple[str, Relation]]) -> tuple[Rewording, ...]:
    """What relations from other works change of the words of provisions of this one."""
    return tuple(
        Rewording(
            relation.located or relation.target_eid,
            relation.effective.start,
            slug,
            relation.from_eid,
            relation.type is RelationType.CORRECTS,
        )
        for slug, relation in incoming
        if relation.type in _REWORDS and relation.target_eid
    )


def missing(wording: Expression, changes: Iterable[Rewording], eid: str, on: date) -> Rewording | None:
    """A change to a provision that may have had effect by a day, and that the wording has not."""
    return next(
        (
            change
            for change in changes
            if change.concerns(eid) and change.may_have_begun(on) and not change.is_in(wording)
        ),
        None,
    )
