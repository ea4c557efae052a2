"""Works as a review looks at them: wordings of the day, their provisions, statuses, places to point at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

from corpus.errors import NotFound
from corpus.identifiers.numbers import URI_SCHEMES
from corpus.law.comparison import wording_on
from corpus.law.rewording import Rewording, missing
from corpus.law.status import ReasonCode, status_of
from corpus.model import (
    ABOVE_ARTICLES,
    ClauseKind,
    LegalDate,
    Provision,
    ProvisionKind,
    Relation,
    Scope,
    State,
    Status,
    WorkKind,
)
from corpus.store.store import Store
from corpus.store.views import StoredExpression, StoredWork
from search_api.findings import Place

_KEPT = 200
"""Works that are kept while others are gone through: what many texts cite is not read each time."""
_NOT_OPERATIVE: Final = frozenset(
    {
        ProvisionKind.PREAMBLE,
        ProvisionKind.RECITAL,
        ProvisionKind.CONCLUSION,
        ProvisionKind.QUOTATION,
        ProvisionKind.NOTE,
    }
)
"""What orders nothing: why a text was made, what another says in it, who edited it."""
_TELLS_OF_OTHERS: Final = frozenset(
    {ClauseKind.REPEAL, ClauseKind.TRANSITION, ClauseKind.ENTRY_INTO_FORCE, ClauseKind.AMENDMENT}
)
"""Clauses that speak of texts that end: they cite them because they end."""

CONCLUDED: Final = frozenset(
    {
        WorkKind.TREATY,
        WorkKind.PROTOCOL,
        WorkKind.INTERNATIONAL_ARRANGEMENT,
        WorkKind.EXCHANGE_OF_LETTERS,
        WorkKind.DECLARATION,
    }
)
"""What parties conclude: it binds these, and no one else."""


@dataclass(frozen=True, slots=True)
class Node:
    """A provision with those that contain it, outermost first."""

    provision: Provision
    above: tuple[Provision, ...]

    @property
    def path(self) -> tuple[Provision, ...]:
        """Those that contain it, and itself."""
        return (*self.above, self.provision)

    @property
    def operative(self) -> bool:
        """Whether it orders something, and does not only tell what becomes of other texts."""
        return not any(each.kind in _NOT_OPERATIVE or each.clause in _TELLS_OF_OTHERS for each in self.path)

    @property
    def article(self) -> Provision:
        """The article (or other unit that is cited) in which it stands."""
        return next((each for each in self.path if each.kind is ProvisionKind.ARTICLE), self.path[-1])


@dataclass(frozen=True)
class Text:
    """One wording of a work; `certain`: its interval surely covers the day of the review."""

    stored: StoredExpression
    certain: bool

    @property
    def language(self) -> str:
        """The language of the wording."""
        return self.stored.expression.language

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every provision by its eId, in reading order."""
        return {each.provision.eid: each for top in self.stored.provisions for each in _nodes(top, ())}

    def place(self, work: StoredWork, eid: str = "") -> Place:
        """Where a provision of it stands, to be pointed at."""
        node = self.nodes.get(eid)
        start = self.stored.expression.valid.start.at
        span = node.provision.span if node else None
        own = work.work.titles.get(self.language) or self.stored.expression.title
        return Place(
            work=work.work.slug,
            title=" ".join((own or work.work.title(self.language)).split()),
            number=number_of(work),
            language=self.language,
            eid=node.provision.eid if node else "",
            steps=_steps(node) if node else (),
            page=span.page if span else None,
            version=start.day if start else None,
        )


@dataclass(frozen=True)
class Reviewed:
    """A work on the day of the review."""

    stored: StoredWork
    on: date
    relations: tuple[Relation, ...] = ()
    """What it cites and changes, with the targets that are certain."""
    _statuses: dict[tuple[int, str | None], Status] = field(default_factory=dict)
    _texts: dict[int, Text] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The slug of the work."""
        return self.stored.work.slug

    @cached_property
    def rewordings(self) -> tuple[Rewording, ...]:
        """What others change of its words."""
        return self.stored.rewordings

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The wording of the day in each language that has one."""
        languages = dict.fromkeys(each.expression.language for each in self.stored.expressions)
        found = (self.text_on(language, self.on) for language in languages)
        return tuple(each for each in found if each is not None)

    @cached_property
    def status(self) -> Status:
        """The status of the whole work."""
        return status_of(self.stored.forces_on(self.on), self.on)

    def text_on(self, language: str, day: date) -> Text | None:
        """The wording in a language that may hold on a day; of several the one that began last."""
        own = [each for each in self.stored.expressions if each.expression.language == language]
        held = wording_on(own, day)
        if held is None:
            return None
        if day != self.on:
            return Text(held.expression, held.certain)
        number = held.expression.id
        return self._texts.setdefault(number, Text(held.expression, held.certain))

    def text_in(self, language: str) -> Text | None:
        """The wording of the day in a language, else in the first that there is."""
        return next((each for each in self.texts if each.language == language), next(iter(self.texts), None))

    def status_in(self, text: Text, eid: str | None) -> Status:
        """The status of a provision in a wording."""
        key = text.stored.id, eid
        if key not in self._statuses:
            wording = text.stored.expression
            reworded = missing(wording, self.rewordings, eid, self.on) if eid else None
            forces = self.stored.forces_of(text.stored.id)
            self._statuses[key] = status_of(forces, self.on, eid, wording.valid, reworded=reworded)
        return self._statuses[key]

    def place(self, language: str = "", eid: str = "") -> Place:
        """Where a provision stands in the wording of the day, else where the work is."""
        text = self.text_in(language)
        if text is not None:
            return text.place(self.stored, eid)
        title = " ".join(self.stored.work.title(language).split())
        return Place(work=self.slug, title=title, number=number_of(self.stored))


def applies(status: Status) -> bool:
    """Whether something began and is not known to have ended: most texts never say that they go on."""
    return status.state is State.IN_FORCE or status.reason.code == ReasonCode.BEGAN_END_UNKNOWN


def unclear(status: Status) -> bool:
    """Whether nobody can say if it has force."""
    return status.state is State.UNKNOWN and not applies(status)


def number_of(stored: StoredWork) -> str:
    """The number by which a work is cited; empty: it has none."""
    return next((one.value for one in stored.work.identifiers if one.scheme not in URI_SCHEMES), "")


def begins(stored: StoredWork, text: Text) -> date | None:
    """The latest day on which a wording may have got its words; None: nothing tells it."""
    start = text.stored.expression.valid.start.at
    if start is not None:
        return start.latest
    known: list[LegalDate] = [day for day in (stored.work.adopted, stored.work.in_force) if day]
    return max((day.latest for day in known), default=None)


class Shelf:
    """The works that a review reads, as far as the scope lets see them; the last ones are kept."""

    def __init__(self, store: Store, scope: Scope, on: date) -> None:
        self._store, self._scope, self.on = store, scope, on
        self._kept: OrderedDict[str, Reviewed | None] = OrderedDict()

    def by_id(self, work_id: int) -> Reviewed | None:
        """A work; None where it is gone by now."""
        stored = self._store.work(work_id, self._scope)
        if stored is None:
            return None
        found = Reviewed(stored, self.on, stored.relations)
        self._keep(found.slug, found)
        return found

    def by_slug(self, slug: str) -> Reviewed | None:
        """A work that another names."""
        if slug not in self._kept:
            try:
                stored = self._store.find(slug, self._scope)
                self._keep(slug, Reviewed(stored, self.on, stored.relations))
            except NotFound:
                self._keep(slug, None)
        self._kept.move_to_end(slug)
        return self._kept[slug]

    def _keep(self, slug: str, found: Reviewed | None) -> None:
        self._kept[slug] = found
        self._kept.move_to_end(slug)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _nodes(provision: Provision, above: tuple[Provision, ...]) -> Iterator[Node]:
    yield Node(provision, above)
    for child in provision.children:
        yield from _nodes(child, (*above, provision))


def _steps(node: Node) -> tuple[str, ...]:
    """The labels from the article down, as printed."""
    kept = [each for each in node.path if each is node.provision or each.kind not in ABOVE_ARTICLES]
    return tuple(called for each in kept if (called := each.label or each.heading))
