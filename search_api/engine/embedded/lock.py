"""The writer lock: one writer per index, given back by the system when its process dies."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

from search_api.errors import IndexBusy

_held: set[str] = set()
_guard = threading.Lock()


class WriterLock:
    """An exclusive lock on a file, held from construction to `release`.

    It is a record lock: it belongs to the process and no child inherits it, so that workers which
    outlive a killed writer do not keep the index locked. Such locks do not part the threads of one
    process; `_held` does. Raises IndexBusy at once when another writer holds it.
    """

    def __init__(self, path: Path) -> None:
        self._path = str(path.resolve())
        with _guard:
            if self._path in _held:
                raise IndexBusy("this process is writing the index already")
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.lockf(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                os.close(self._descriptor)
                raise IndexBusy(f"another process is writing the index (lock {path.name})") from error
            _held.add(self._path)
        self.held = True

    def release(self) -> None:
        """Give the lock back; doing it twice is harmless."""
        with _guard:
            if self.held:
                self.held = False
                os.close(self._descriptor)
                _held.discard(self._path)
