"""A text, or a provision of it, as of a day: what every form of export is made from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from corpus.identifiers import ExpressionUri, ProvisionUri, WorkUri, akn_iri, eli_iri
from corpus.language.citing import made_by_system
from corpus.model import Making, Provision, Status
from corpus.store.views import StoredExpression, StoredWork

StatusOf = Callable[[str | None], Status]
"""The status of the work (None) or of a provision, on the day shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The wording of a work on the day `on`; `path` leads to the provision that is meant, empty: the whole.

    `address` is where people open this base (`https://treaties.example`); empty: addresses are paths.
    """

    work: StoredWork
    expression: StoredExpression
    on: date
    status_of: StatusOf
    path: tuple[Provision, ...] = ()
    address: str = field(default="")

    @property
    def provision(self) -> Provision | None:
        """The provision that is meant."""
        return self.path[-1] if self.path else None

    @property
    def language(self) -> str:
        """The language of what is shown."""
        own = self.path[-1].language if self.path else None
        return own or self.expression.expression.language

    @property
    def held(self) -> bool:
        """Whether the wording surely held on the day."""
        return self.expression.expression.valid.covers(self.on) is True

    @property
    def version(self) -> date | None:
        """The day that tells this wording: the one asked for if it surely held then, else its first."""
        start = self.expression.expression.valid.start.at
        return self.on if self.held else start.day if start else None

    @property
    def mark(self) -> str:
        """What stands on a consolidation by this system, in the language of the text; empty on any other."""
        expression = self.expression.expression
        system = expression.making is Making.CONSOLIDATED_SYSTEM
        return made_by_system(expression.language) if system else ""

    @property
    def title(self) -> str:
        """The title in the language of the text: the work's, else that of the wording."""
        expression, work = self.expression.expression, self.work.work
        own = work.titles.get(expression.language) or expression.title
        return " ".join((own or work.title(expression.language)).split())

    @property
    def provisions(self) -> tuple[Provision, ...]:
        """What is shown: the provision, or every top of the text."""
        return self.path[-1:] or self.expression.provisions

    def url(self) -> str:
        """The stable address of what is shown, as of the day that tells its wording."""
        return self.address + path_of(self._worded(self.version), self.path[-1].eid if self.path else "")

    def work_url(self, slug: str = "", eid: str = "") -> str:
        """The address of a work, this one if none is named, whatever the wording."""
        return self.address + path_of(WorkUri(slug or self.work.work.slug), eid)

    def expression_url(self, stored: StoredExpression, eid: str = "") -> str:
        """The address of a wording, by the day from which it holds where that is known."""
        start = stored.expression.valid.start.at
        return self.address + path_of(self._worded(start.day if start else None, stored), eid)

    def eli(self, eid: str = "", *, worded: bool = False) -> str:
        """The ELI of the work or of its provision; `worded`: of the wording that is shown."""
        language = self.expression.expression.language if worded else ""
        return self.address + quote(eli_iri(self.work.work, language, self.version, eid=eid))

    def akn(self) -> str:
        """The Akoma Ntoso IRI of what is shown."""
        iri = akn_iri(self.work.work, self.expression.expression.language, self.version)
        return self.address + quote(f"{iri}/~{self.path[-1].eid}" if self.path else iri, safe="/@~")

    def _worded(self, day: date | None, stored: StoredExpression | None = None) -> ExpressionUri:
        language = (stored or self.expression).expression.language
        return ExpressionUri(WorkUri(self.work.work.slug), language, day)


def path_of(uri: WorkUri | ExpressionUri, eid: str = "") -> str:
    """The path under which a work, a wording or a provision is opened."""
    return quote(str(ProvisionUri(uri, eid) if eid else uri), safe="/@~")
