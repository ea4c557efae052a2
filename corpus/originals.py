"""The originals: every ingested file kept as it was, under the checksum of its bytes."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from pathlib import Path

from corpus.errors import InvalidIdentifier, NotFound

_CHUNK = 1 << 20
"""Bytes read at a time: memory stays flat however large the file."""


class Originals:
    """A folder of files named by SHA-256: `ab/cdef…`.

    A file appears whole or not at all: it is written beside its place, flushed to the disk, then
    renamed. Safe for several processes and machines at once, who would write the same bytes: the
    folder may be on a network file system.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: Path) -> str:
        """Keep a copy of the file and return its SHA-256; a copy that is there already stays."""
        self.folder.mkdir(parents=True, exist_ok=True)
        sha256 = checksum(path)
        kept = self.path(sha256)
        if kept.is_file() and kept.stat().st_size == path.stat().st_size:
            return sha256
        return self._copy(path)

    def path(self, sha256: str) -> Path:
        """Where the file with this checksum is, or would be. Raises InvalidIdentifier."""
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise InvalidIdentifier(f"not a SHA-256 checksum: {sha256!r}", value=sha256)
        return self.folder / sha256[:2] / sha256[2:]

    def get(self, sha256: str) -> Path:
        """The kept file. Raises NotFound."""
        kept = self.path(sha256)
        if not kept.is_file():
            raise NotFound(f"no original with checksum {sha256} in {self.folder}", key=sha256, near=())
        return kept

    def _copy(self, path: Path) -> str:
        """Copy while hashing, so that name and bytes agree even if the file changes meanwhile."""
        digest = hashlib.sha256()
        descriptor, name = tempfile.mkstemp(dir=self.folder, prefix=".incoming-")
        try:
            with os.fdopen(descriptor, "wb") as copy, path.open("rb") as source:
                while block := source.read(_CHUNK):
                    digest.update(block)
                    copy.write(block)
                copy.flush()
                os.fsync(copy.fileno())
            kept = self.path(digest.hexdigest())
            kept.parent.mkdir(exist_ok=True)
            os.replace(name, kept)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(kept.parent)
        _sync_folder(self.folder)
        return digest.hexdigest()

    def sweep(self) -> int:
        """Remove what a killed process left half-written; returns how many. Run it when no one writes."""
        left = list(self.folder.glob(".incoming-*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def checksum(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_CANNOT_SYNC_FOLDERS = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}
"""What some network file systems answer; their servers keep folders by themselves."""


def _sync_folder(folder: Path) -> None:
    """Make a rename in the folder survive a power cut (where the system can)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC_FOLDERS:
            raise
    finally:
        os.close(descriptor)
