"""What passes between the run and its worker processes: tasks one way, batches and an outcome back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Deposit, Notice
from ingest.document import Hints

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    """What one worker may cost; beyond it, it is stopped and the file quarantined.

    `seconds` of processor time bound the reading of one document (a collection of a million may take its
    time), and `page` more for each page of one that has pages, for these come all at once. `memory` is in
    bytes; `file` is the largest file tried, in bytes, but for those read line by line. `recognition`: seconds
    of it for character recognition of one file (0: none is done); each attempt at a page counts as something
    read.
    """

    seconds: float = 60.0
    page: float = 0.5
    memory: int = 900 * MEBIBYTE
    file: int = 512 * MEBIBYTE
    recognition: float = 3600.0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, at `path`. `name` is its path as it was given: `Source.path`.

    `given` is what its manifest row says, `members` what rows say of members of an archive. `key`
    is its name in the bookkeeping of files, `fingerprint` what else than bytes decides how it is read.
    """

    path: Path
    name: str
    sha256: str
    size: int
    given: Hints = field(default_factory=Hints)
    members: dict[str, Hints] = field(default_factory=dict)
    key: str = ""
    mtime_ns: int = 0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some of the expressions that were read, in the order of the file."""

    deposits: tuple[Deposit, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """The whole file was gone through. `pages` are those without usable text, `because` says why."""

    notices: tuple[Notice, ...] = ()
    pages: tuple[int, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True)
class Failed:
    """Reading ended early: with nothing, or (after batches) with a part of the file."""

    code: str
    reason: str
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Alive:
    """Nothing to say yet, but something was done, and more is to do: who waits may go on waiting.

    `seconds` of work may now pass before the next message.
    """

    seconds: float


Message = Batch | Done | Failed
"""What a worker says of a file; between these it may say that it is alive."""
