"""What binds in a Chinese sentence, and whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.model import Modality
from ingest.facts.clauses import Stretch
from ingest.facts.pipeline import Cue

BINDS: Final = {
    "must": Modality.MUST,
    "must_not": Modality.MUST_NOT,
    "may": Modality.MAY,
    "ban": Modality.MUST_NOT,
    "duty": Modality.MUST,
    "by_duty": Modality.MUST,
}
"""How the words of a role bind."""


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a chunk or duty names; empty words: nobody."""

    words: str
    stretch: Stretch | None = None
    official: bool = False
    """An authority, or whom 由 names: it may punish."""


NOBODY: Final = Who("")


@dataclass(frozen=True, slots=True)
class Bound:
    """A verb that binds, in which chunk, and whom."""

    verb: Cue
    place: int
    who: Who
