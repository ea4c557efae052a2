"""The bookkeeping of files: what was read from where, so that a second run does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model import Notice


class FileOutcome(StrEnum):
    """What became of a file."""

    READ = "read"
    PARTLY_READ = "partly_read"
    SKIPPED = "skipped"
    """Not a document."""
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class FileRecord:
    """One file as it was last ingested.

    `sha256` and `fingerprint` (a hash of the reader's version and the manifest row) decide whether
    it must be read again; `size` (bytes) and `mtime_ns` spare the checksum. `code` and `reason`
    say why a file was skipped, quarantined or only partly read.
    """

    path: str
    sha256: str
    size: int
    mtime_ns: int
    fingerprint: str
    outcome: FileOutcome
    code: str = ""
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DepositCounts:
    """What a deposit created or changed; what was there already is not counted.

    `notices` are the store's own; those that a deposit brings are kept with it.
    """

    works: int = 0
    expressions: int = 0
    provisions: int = 0
    relations: int = 0
    notices: tuple[Notice, ...] = ()

    def __add__(self, other: DepositCounts) -> DepositCounts:
        return DepositCounts(
            self.works + other.works,
            self.expressions + other.expressions,
            self.provisions + other.provisions,
            self.relations + other.relations,
            self.notices + other.notices,
        )
