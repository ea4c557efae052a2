"""What a check asks of the base, each thing once: the works that a draft cites, as they stand on the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from corpus.errors import NotFound
from corpus.identifiers.numbers import URI_SCHEMES
from corpus.model import ABOVE_ARTICLES, Provision, Relation, Scope, Status
from corpus.store.views import StoredExpression, StoredTerm, StoredWork
from search_api.choosing import find_provision
from search_api.findings import Place


class Library(Protocol):
    """What is asked of the store."""

    def find(self, key: str, scope: Scope) -> StoredWork:
        """A work. Raises NotFound."""

    def resolve(self, relations: Iterable[Relation], scope: Scope) -> tuple[Relation, ...]:
        """Relations of a text that is not in the base, with the works that they mean or may mean."""

    def terms(
        self, scope: Scope, *, starting: str = "", language: str | None = None, limit: int = 100
    ) -> list[StoredTerm]:
        """Defined terms whose folded words begin so."""


class StatusOf(Protocol):
    """The status of a work, or of its provision as worded in an expression, on a day."""

    def __call__(
        self,
        work: StoredWork,
        on: date | None = None,
        eid: str | None = None,
        expression: StoredExpression | None = None,
    ) -> Status:
        """The status."""


@dataclass(frozen=True)
class Base:
    """The base within a scope, on a day."""

    library: Library
    status_of: StatusOf
    scope: Scope
    on: date
    _works: dict[str, StoredWork | None] = field(default_factory=dict)

    def work(self, slug: str) -> StoredWork | None:
        """A work whole; None where it is gone, or is not seen."""
        if slug not in self._works:
            try:
                self._works[slug] = self.library.find(slug, self.scope)
            except NotFound:
                self._works[slug] = None
        return self._works[slug]

    def status(
        self, work: StoredWork, eid: str | None = None, expression: StoredExpression | None = None
    ) -> Status:
        """The status of a work or a provision on the day."""
        return self.status_of(work, self.on, eid, expression)

    def place(
        self, work: StoredWork, eid: str | None = None, expression: StoredExpression | None = None
    ) -> Place:
        """A provision of a work as it is cited."""
        language = expression.expression.language if expression else ""
        number = next((one.value for one in work.work.identifiers if one.scheme not in URI_SCHEMES), "")
        path: tuple[Provision, ...] = ()
        if eid and expression:
            try:
                path = find_provision(expression.provisions, eid)
            except NotFound:
                path = ()
        kept = [node for node in path if node is path[-1] or node.kind not in ABOVE_ARTICLES]
        return Place(
            work=work.work.slug,
            title=work.work.title(language),
            number=number,
            language=language,
            eid=eid or "",
            steps=tuple(called for node in kept if (called := node.label or node.heading)),
            page=next((node.span.page for node in reversed(path) if node.span and node.span.page), None),
            version=self.on if expression else None,
        )
