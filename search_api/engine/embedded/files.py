"""Files that only grow or are replaced whole, and what of them is durable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class GrowingFile:
    """A file to which bytes are added in memory, and written and synced by `flush`.

    Opening it for writing cuts off what lies beyond `length`: it was never committed.
    """

    def __init__(self, path: Path, length: int) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        os.ftruncate(self._descriptor, length)
        self._pending = bytearray()
        self.length = length

    def add(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._pending += data
        self.length += len(data)

    def flush(self) -> None:
        """Write and sync what was added."""
        if not self._pending:
            return
        os.lseek(self._descriptor, 0, os.SEEK_END)
        with open(self._descriptor, "ab", closefd=False) as file:
            file.write(self._pending)
        os.fsync(self._descriptor)
        self._pending.clear()

    def close(self) -> None:
        """Close without writing what is pending."""
        os.close(self._descriptor)


def replace_file(path: Path, content: bytes) -> None:
    """Put a small file in place of another, atomically and durably."""
    written = path.with_name(f"{path.name}.new")
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(written, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames and new names in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_items(path: Path, dtype: np.dtype[Any], count: int, start: int = 0) -> NDArray[Any]:
    """`count` items of a flat file from item `start`. Raises ValueError where it has fewer."""
    if not count:
        return np.empty(0, dtype)
    found = np.fromfile(path, dtype, count, offset=start * dtype.itemsize)
    if len(found) < count:
        raise ValueError(f"{path.name} has {start + len(found)} entries of {start + count}")
    return found
