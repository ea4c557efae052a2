"""The catalogue cards of all works, for lists, counts and titles, kept in step with the store."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from corpus.model import LegalDate, Scope
from corpus.store.store import Store
from corpus.store.views import WorkSummary

_PAGE = 1000
"""Works read from the store at a time."""
_REFRESH = 2000
"""More changes than these and reading all again is quicker than one by one."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of a work."""

    id: int
    slug: str
    titles: Mapping[str, str]
    number: str
    kind: str
    issuers: tuple[str, ...]
    parties: tuple[str, ...]
    adopted: LegalDate | None
    languages: tuple[str, ...]

    @property
    def year(self) -> str:
        """The year of adoption, where it is certain."""
        at = self.adopted
        return str(at.earliest.year) if at and at.earliest.year == at.latest.year else ""

    def values(self, field: str) -> tuple[str, ...]:
        """The values by which the card can be chosen."""
        return _FIELDS[field](self)

    def title(self, language: str) -> tuple[str, str]:
        """The title in a language where there is one, else in the first it has, with its language."""
        for tag in (language, *self.titles):
            if tag in self.titles:
                return self.titles[tag], tag
        return self.slug, ""


_FIELDS: dict[str, Callable[[Card], tuple[str, ...]]] = {
    "kind": lambda card: (card.kind,),
    "language": lambda card: card.languages,
    "issuer": lambda card: card.issuers,
    "party": lambda card: card.parties,
    "year": lambda card: (card.year,) if card.year else (),
}
FIELDS = tuple(_FIELDS)
"""Fields by which works can be chosen in the list."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All cards within a scope at one change number, newest works first."""

    change: int
    cards: Mapping[int, Card]
    ordered: tuple[Card, ...]
    by_slug: Mapping[str, Card]

    @classmethod
    def of(cls, change: int, cards: Mapping[int, Card]) -> Catalogue:
        """Put the cards in order: by date of adoption, the latest first; undated works last."""
        ordered = tuple(sorted(cards.values(), key=_order, reverse=True))
        return cls(change, cards, ordered, {card.slug: card for card in ordered})

    def chosen(self, where: Mapping[str, str]) -> tuple[Card, ...]:
        """The cards with these values."""
        asked = [(field, value) for field, value in where.items() if value]
        return tuple(
            card for card in self.ordered if all(value in card.values(field) for field, value in asked)
        )

    def counts(self, field: str, where: Mapping[str, str]) -> Counter[str]:
        """How many works have each value of a field, its own condition aside."""
        rest = {name: value for name, value in where.items() if name != field}
        return Counter(value for card in self.chosen(rest) for value in card.values(field))

    def title_of(self, slug: str, language: str) -> str:
        """The title of a work; its slug where it is not within the scope."""
        card = self.by_slug.get(slug)
        return card.title(language)[0] if card else slug


class Shelf:
    """Keeps the catalogue of each scope, and brings it up to date when the store has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[Scope, Catalogue] = {}

    def catalogue(self, scope: Scope) -> Catalogue:
        """The cards that a principal may see, as of the store's newest change."""
        with self._lock:
            known = self._known.get(scope)
            change = self._store.change
            if known is None or known.change != change:
                known = self._brought_up(known, change, scope)
                self._known[scope] = known
            return known

    def _brought_up(self, known: Catalogue | None, change: int, scope: Scope) -> Catalogue:
        if known is not None and known.change < change:
            changes = self._store.changes(known.change, _REFRESH)
            if len(changes) < _REFRESH:
                cards = dict(known.cards)
                for each in changes:
                    cards.pop(each.work_id, None)
                    found = [] if each.deleted else self._store.works(scope, after=each.work_id - 1, limit=1)
                    cards |= {one.id: _card(one) for one in found if one.id == each.work_id}
                return Catalogue.of(change, cards)
        return Catalogue.of(change, {one.id: _card(one) for one in self._all(scope)})

    def _all(self, scope: Scope) -> Iterable[WorkSummary]:
        after = 0
        while page := self._store.works(scope, after=after, limit=_PAGE):
            yield from page
            after = page[-1].id


def _card(summary: WorkSummary) -> Card:
    work = summary.work
    return Card(
        id=summary.id,
        slug=work.slug,
        titles=work.titles,
        number=next((identifier.value for identifier in work.identifiers), ""),
        kind=work.kind,
        issuers=work.issuers,
        parties=work.parties,
        adopted=work.adopted,
        languages=summary.languages,
    )


def _order(card: Card) -> tuple[date, int]:
    return (card.adopted.latest if card.adopted else date.min, card.id)
