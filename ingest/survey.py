"""What a run is about: the files found, and what there is to do with each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Notice
from corpus.originals import checksum
from corpus.store.files import FileRecord
from corpus.store.queue import Job
from ingest.discovery import MANIFEST_NAME, FoundFile, discover
from ingest.document import Hints
from ingest.errors import NotADocument, UnreadableFile
from ingest.ledger import fingerprint, is_in
from ingest.manifest import ManifestRow, Manifests
from ingest.task import Task

ARCHIVES = {".zip"}
"""Endings of files whose members may have manifest rows of their own."""

SetAside = Callable[[str, str, str], None]
"""Told the name, code and reason of a file that is not even tried."""


@dataclass(frozen=True, slots=True)
class Errand:
    """A file to read, wherever that will be, with the manifest rows that hold for it and its members."""

    path: Path
    name: str
    key: str
    sha256: str
    size: int
    mtime_ns: int
    row: ManifestRow | None = None
    members: Mapping[str, ManifestRow] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job, path: Path) -> Errand:
        """The errand of a job whose bytes lie at `path`."""
        members = {name: ManifestRow.of(name, cells) for name, cells in job.members.items()}
        row = None if job.given is None else ManifestRow.of(job.name, job.given)
        return cls(path, job.name, job.path, job.sha256, job.size, job.mtime_ns, row, members)

    def job(self, priority: int) -> Job:
        """The errand as a job of the queue."""
        return Job(
            path=self.key,
            name=self.name,
            sha256=self.sha256,
            size=self.size,
            mtime_ns=self.mtime_ns,
            given=None if self.row is None else dict(self.row.cells),
            members={name: dict(member.cells) for name, member in self.members.items()},
            priority=priority,
        )

    @property
    def task(self) -> Task:
        """The errand as a worker process takes it."""
        return Task(
            path=self.path,
            name=self.name,
            sha256=self.sha256,
            size=self.size,
            given=self.row.hints if self.row else Hints(),
            members={name: member.hints for name, member in self.members.items()},
            key=self.key,
            mtime_ns=self.mtime_ns,
            fingerprint=fingerprint(self.row, self.members),
        )


class Survey:
    """The files under some paths, in order, and the manifests that speak of them."""

    def __init__(self, paths: Sequence[Path], manifests: Sequence[Path], exclude: Sequence[Path]) -> None:
        """Find the files. Raises InvalidRecord for a manifest given by name that is none."""
        self._paths = paths
        self.found = discover(paths, exclude)
        self._manifests = Manifests()
        for manifest in manifests:
            self._manifests.give(manifest, paths)
        for file in self.found:
            if file.path.name == MANIFEST_NAME:
                self._manifests.find(file.path.parent)

    @property
    def notices(self) -> Sequence[Notice]:
        """What is wrong with the manifests themselves."""
        return self._manifests.notices

    def errands(self, set_aside: SetAside, warn: Callable[[Iterable[Notice]], None]) -> Iterator[Errand]:
        """Each file that can be tried."""
        for file in self.found:
            try:
                errand = self._errand(file)
            except (NotADocument, UnreadableFile) as error:
                set_aside(file.name, error.code, str(error))
                continue
            except OSError as error:
                set_aside(file.name, UnreadableFile.code, f"cannot be opened: {error.strerror}")
                continue
            for row in [errand.row, *errand.members.values()]:
                warn(row.notices if row else ())
            yield errand

    def _errand(self, file: FoundFile) -> Errand:
        """What there is to do with a file. Raises what discovery found wrong with it, or OSError."""
        if file.fault:
            raise file.fault
        is_archive = file.path.suffix.lower() in ARCHIVES
        status = file.path.stat()
        return Errand(
            path=file.path,
            name=file.name,
            key=_key(file.path),
            sha256=checksum(file.path),
            size=status.st_size,
            mtime_ns=status.st_mtime_ns,
            row=self._manifests.row(file.path),
            members=self._manifests.members(file.path) if is_archive else {},
        )

    def removed(self, records: Iterable[FileRecord]) -> Iterator[Notice]:
        """Files of an earlier run over these folders that are gone: told, never deleted."""
        here = {_key(file.path) for file in self.found}
        folders = tuple(_key(path).rstrip("/") + "/" for path in self._paths if path.is_dir())
        for record in records:
            if record.path.startswith(folders) and record.path not in here and is_in(record):
                yield Notice(record.path, "file_removed", "no longer there; what was read from it stays")


def _key(path: Path) -> str:
    """The name of a file in the bookkeeping: two folders may both hold what was given as `./law.pdf`."""
    return path.resolve().as_posix()
