"""The catalogue cards of all works, for lists, counts and titles, kept in step with the store."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from time import monotonic

from corpus.errors import StoreUnavailable
from corpus.model import LegalDate, Scope
from corpus.store.store import Store
from corpus.store.views import WorkSummary
from web.wording import printed_numbers

_PAGE = 250
"""Works or changes read at a time: a fifth of a second on a slow machine."""
PATIENCE = 1.0
"""Seconds a page waits for the list; what is read later shows on the next one."""
QUEUE_SECONDS = 3.0
"""Seconds a page waits while others read the list: a few of them at most, and no store that hangs."""


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
        """The title in a language, else in English, else in the first it has, with its language."""
        for tag in (language, "en", *self.titles):
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
    """The cards within a scope, newest works first. `complete`: nothing is waiting to be read."""

    ordered: tuple[Card, ...]
    by_slug: Mapping[str, Card]
    complete: bool

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

    def name_of(self, slug: str, language: str) -> str:
        """What a work is called in passing: its number, else its title."""
        card = self.by_slug.get(slug)
        return (card.number if card else "") or self.title_of(slug, language)


_NOTHING_YET = Catalogue((), {}, complete=False)


@dataclass(slots=True)
class _Shelved:
    """What was read so far within a scope: works up to the id `after`, then changes up to `change`."""

    change: int
    """The store's change number when reading began, then that of the last change followed."""
    cards: dict[int, Card] = field(default_factory=dict)
    after: int = 0
    all_read: bool = False
    catalogue: Catalogue | None = None
    """Made from `cards`; None when they have changed since."""


class Shelf:
    """Keeps the catalogue of each scope in step with the store, a little at every call."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known: dict[Scope, _Shelved] = {}
        self._given: dict[Scope, Catalogue] = {}

    def catalogue(self, scope: Scope, patience: float = PATIENCE) -> Catalogue:
        """The cards that a principal may see, as far as they can be read within `patience` seconds.

        Who finds the shelf taken for long, by others or by a store that hangs, gets it as it was.
        """
        if not self._lock.acquire(timeout=QUEUE_SECONDS):
            return self._given.get(scope, _NOTHING_YET)
        try:
            given = self._given[scope] = self._read(scope, monotonic() + patience)
        finally:
            self._lock.release()
        return given

    def _read(self, scope: Scope, deadline: float) -> Catalogue:
        shelved = self._known.get(scope) or self._known.setdefault(scope, _Shelved(self._store.change))
        while not (complete := self._in_step(shelved)):
            self._read_on(shelved, scope)
            if monotonic() >= deadline:
                break
        if shelved.catalogue is None or shelved.catalogue.complete is not complete:
            shelved.catalogue = _in_order(shelved.cards.values(), complete=complete)
        return shelved.catalogue

    def warm(self, scope: Scope, stopped: Callable[[], bool]) -> None:
        """Read everything ahead of the first visitor, giving way to others between two steps.

        While the store is away there is nothing to read ahead: visitors will read it.
        """
        with suppress(StoreUnavailable):
            while not stopped() and not self.catalogue(scope).complete:
                pass

    def _in_step(self, shelved: _Shelved) -> bool:
        return shelved.all_read and shelved.change == self._store.change

    def _read_on(self, shelved: _Shelved, scope: Scope) -> None:
        """Read the next works, or once all are read, what changed since."""
        shelved.catalogue = None
        if not shelved.all_read:
            page = self._store.works(scope, after=shelved.after, limit=_PAGE)
            shelved.cards |= {each.id: _card(each) for each in page}
            shelved.after = page[-1].id if page else shelved.after
            shelved.all_read = not page
            return
        newest = self._store.change
        changes = self._store.changes(shelved.change, _PAGE)
        for each in changes:
            shelved.cards.pop(each.work_id, None)
            found = [] if each.deleted else self._store.works(scope, after=each.work_id - 1, limit=1)
            shelved.cards |= {one.id: _card(one) for one in found if one.id == each.work_id}
        shelved.change = changes[-1].number if changes else newest


def _in_order(cards: Iterable[Card], *, complete: bool) -> Catalogue:
    """By date of adoption, the latest first; undated works last."""
    ordered = tuple(sorted(cards, key=_order, reverse=True))
    return Catalogue(ordered, {card.slug: card for card in ordered}, complete)


def _card(summary: WorkSummary) -> Card:
    work = summary.work
    return Card(
        id=summary.id,
        slug=work.slug,
        titles=work.titles,
        number=next(iter(printed_numbers(each.value for each in work.identifiers)), ""),
        kind=work.kind,
        issuers=work.issuers,
        parties=work.parties,
        adopted=work.adopted,
        languages=summary.languages,
    )


def _order(card: Card) -> tuple[date, int]:
    return (card.adopted.latest if card.adopted else date.min, card.id)
