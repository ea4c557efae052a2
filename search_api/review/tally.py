"""What a review has found so far, and what it could not judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from search_api.findings import Finding, FindingKind, Unjudged

_ORDER = {kind: place for place, kind in enumerate(FindingKind)}


@dataclass(slots=True)
class Tally:
    """Findings and counts, gathered while works are gone through."""

    found: list[Finding] = field(default_factory=list)
    unjudged: Counter[Unjudged] = field(default_factory=Counter)
    judged: int = 0

    def take(self, outcomes: Iterable[Finding | Unjudged]) -> None:
        """Add what one look gave."""
        for each in outcomes:
            if isinstance(each, Finding):
                self.found.append(each)
            else:
                self.unjudged[each] += 1

    def findings(self) -> tuple[Finding, ...]:
        """Each finding once, by kind; within a kind in the order in which they were made."""
        once: dict[str, Finding] = {}
        for each in self.found:
            once.setdefault(each.key, each)
        return tuple(sorted(once.values(), key=lambda each: _ORDER[each.kind]))
