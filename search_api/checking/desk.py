"""The draft check: a draft is read, compared with the base, and forgotten.

Nothing of a draft is kept: it is no source and no reading, its texts are embedded without the cache, and no
error that leaves here repeats its words.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Final

from corpus.draft_reading import DraftReader
from corpus.errors import CorpusError
from corpus.law.effects import CHANGES
from corpus.model import Deposit, Scope
from search_api.checking.base import Base, Library, StatusOf
from search_api.checking.draft import DraftText
from search_api.checking.effects import effects, with_repeals
from search_api.checking.naming import resolved
from search_api.checking.overlap import Finder, overlaps
from search_api.checking.own import own_references
from search_api.checking.parts import missing_parts, takes_a_place
from search_api.checking.references import Outcome, references
from search_api.checking.terms import redefined
from search_api.checking.undefined import undefined
from search_api.errors import SearchUnavailable
from search_api.findings import Finding, FindingKind, Findings, Unjudged

AT_ONCE: Final = 2
"""Drafts at a time: each takes a process, and up to its memory."""
WAIT_SECONDS: Final = 10.0
"""How long a draft waits for its turn before its author is told to come back."""

log = logging.getLogger("treatybase.checking")


class CheckFailed(CorpusError):
    """The check failed through a fault of ours; what it was is told without the draft's words."""

    code = "check_failed"


class CheckDesk:
    """Checks drafts. Safe between threads."""

    def __init__(
        self,
        library: Library,
        status_of: StatusOf,
        finder: Finder,
        today: Callable[[], date],
        drafts: DraftReader | None,
    ) -> None:
        self._library, self._status_of, self._finder = library, status_of, finder
        self._today, self._drafts = today, drafts
        self._places = threading.BoundedSemaphore(AT_ONCE)

    @property
    def most(self) -> int:
        """Bytes of the largest draft; 0: none is taken."""
        return self._drafts.most if self._drafts is not None else 0

    def check(
        self, data: bytes, name: str, scope: Scope, *, as_of: date | None = None, language: str | None = None
    ) -> Findings:
        """What is found in a draft as of a day (today). Raises DraftError, CheckFailed, SearchUnavailable."""
        if self._drafts is None:
            raise CheckFailed("no drafts are read here")
        with self._place(), _silent():
            texts = self._drafts.read(data, name, language)
            return self.compare(texts, scope, as_of=as_of)

    def compare(self, texts: Iterable[Deposit], scope: Scope, *, as_of: date | None = None) -> Findings:
        """What is found in the texts of a draft, as they were read."""
        base = Base(self._library, self._status_of, scope, as_of or self._today())
        found = [outcome for text in texts for outcome in self._outcomes(DraftText(text), base)]
        findings = [each for each in found if isinstance(each, Finding)]
        order = list(FindingKind)
        findings.sort(key=lambda each: order.index(each.kind))
        return Findings(
            on=base.on,
            works=1,
            judged=len(found),
            findings=tuple(each for each in findings if each.kind is not FindingKind.RESOLVED),
            unjudged=dict(Counter(each for each in found if isinstance(each, Unjudged))),
            told=tuple(each for each in findings if each.kind is FindingKind.RESOLVED),
        )

    def _outcomes(self, draft: DraftText, base: Base) -> Iterator[Outcome]:
        relations = with_repeals(draft, resolved(draft, base))
        changed = {each.target_slug for each in relations if each.type in CHANGES and each.target_slug}
        yield from references(draft, relations, base)
        yield from own_references(draft)
        yield from redefined(draft, base)
        yield from undefined(draft)
        yield from effects(draft, relations, base)
        yield from overlaps(draft, relations, base, self._finder)
        yield from missing_parts(draft, replaces=takes_a_place(draft, changed, base))

    @contextmanager
    def _place(self) -> Iterator[None]:
        """A turn. Raises SearchUnavailable where others take too long."""
        if not self._places.acquire(timeout=WAIT_SECONDS):
            raise SearchUnavailable("too many drafts wait to be checked", seconds=30)
        try:
            yield
        finally:
            self._places.release()


@contextmanager
def _silent() -> Iterator[None]:
    """An error that nobody foresaw becomes one that repeats nothing: its message may quote the draft."""
    try:
        yield
    except CorpusError:
        raise
    except Exception as error:
        log.error("a draft check failed: %s", type(error).__name__)
        raise CheckFailed("the check failed") from None
