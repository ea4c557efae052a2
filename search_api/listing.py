"""Lists of works, by the values of their fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from corpus.language.folding import fold, strip_accents_vi
from corpus.model import Scope
from corpus.store.store import Store
from corpus.store.views import WorkSummary

_PAGE = 1000
"""Works read from the store at a time."""


@dataclass(frozen=True, slots=True)
class WorkFilter:
    """Conditions on works; None: no condition. `text` is looked for in titles and identifiers."""

    kind: str | None = None
    language: str | None = None
    issuer: str | None = None
    party: str | None = None
    year: int | None = None
    text: str | None = None

    def accepts(self, summary: WorkSummary) -> bool:
        """Whether a work meets every condition."""
        work = summary.work
        return (
            self.kind in (None, work.kind.value)
            and (self.language is None or any(_same(self.language, tag) for tag in summary.languages))
            and (self.issuer is None or _holds(work.issuers, self.issuer))
            and (self.party is None or _holds(work.parties, self.party))
            and (self.year is None or (work.adopted is not None and _year_is(summary, self.year)))
            and (self.text is None or _holds((*work.titles.values(), *_numbers(summary)), self.text))
        )


def list_works(store: Store, scope: Scope, where: WorkFilter, after: int, limit: int) -> list[WorkSummary]:
    """The first `limit` works by id after `after` that meet the conditions."""
    return list(islice(filter(where.accepts, _all_works(store, scope, after)), limit))


def _all_works(store: Store, scope: Scope, after: int) -> Iterator[WorkSummary]:
    while page := store.works(scope, after=after, limit=_PAGE):
        yield from page
        after = page[-1].id


def _same(wanted: str, tag: str) -> bool:
    return f"{tag}-".startswith(f"{wanted}-")


def _holds(values: tuple[str, ...], wanted: str) -> bool:
    """Whether one value holds the text, whatever the case and the accents."""
    return any(_bare(wanted) in _bare(value) for value in values)


def _bare(text: str) -> str:
    return strip_accents_vi(fold(text, "und"))


def _numbers(summary: WorkSummary) -> tuple[str, ...]:
    return tuple(identifier.value for identifier in summary.work.identifiers)


def _year_is(summary: WorkSummary, year: int) -> bool:
    """Whether the work was certainly adopted in that year."""
    adopted = summary.work.adopted
    return adopted is not None and adopted.earliest.year == year == adopted.latest.year
