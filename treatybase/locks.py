"""Who uses the data folder: many at once, but only one while it is replaced or migrated."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import CorpusError


class DataFolderBusy(CorpusError):
    """Another process uses the data folder, and this command needs it alone."""

    code = "data_folder_busy"


@contextmanager
def folder_lock(data: Path, *, alone: bool = False) -> Iterator[None]:
    """Hold the data folder, together with others or `alone`. Raises DataFolderBusy at once.

    The system gives the lock back when the process dies, however it dies.
    """
    locks = data / "locks"
    locks.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(locks / "data.lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise DataFolderBusy(
            f"{data} is in use by another treatybase process"
            + (
                ": stop it first (this command needs the folder alone)" if alone else ", which needs it alone"
            ),
            folder=data.as_posix(),
        ) from error
    try:
        yield
    finally:
        os.close(descriptor)
