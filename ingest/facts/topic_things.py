"""Chinese phrases that name somebody and tell of a thing: what a deed costs or yields, what has a verb."""

from __future__ import annotations

from typing import Final

from ingest.facts.clauses import Stretch
from ingest.facts.pipeline import Cues

VERBS: Final = ("activity", "duty", "sanction", "verb")
"""Roles of verbs that may govern the name behind them."""
ASIDES: Final = ("break", "to", "about", "by")
"""Roles of words that open a phrase about when, where, by which rule or for whom."""
_SO: Final = 4
"""Characters before 的 among which 所 makes a noun of a deed (`外方进行调查所获得的资料`)."""


def needs(part: Stretch, cues: Cues) -> bool:
    """It is told of what a deed costs or yields (`学校组织考试所需费用`), not of who does it."""
    needed = cues.of("needed", start=part.start, end=part.end)
    marks = cues.of("attributive", start=part.start, end=part.end - 1)
    done = bool(marks) and cues.has(
        "so_done", start=max(part.start, marks[-1].start - _SO), end=marks[-1].start
    )
    done = done and not cues.has(*ASIDES, start=part.start, end=marks[-1].start)
    at = max(needed[-1].end if needed else 0, marks[-1].end if done else 0)
    return at > 0 and not cues.has(*VERBS, start=at, end=part.end)


def has_verb(name: Stretch, cues: Cues) -> bool:
    """A thing and its verb stand before who acts: `农业保险实行[政府]引导的原则`."""
    verbs = cues.of("governing_name", start=name.start + 1, end=name.end)
    return bool(verbs) and not cues.has("attributive", start=verbs[-1].end, end=name.end)
