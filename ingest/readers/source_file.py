"""Opening a file for a reader: its bytes within the limit, and its name in messages."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import NotADocument, TooLarge, UnreadableFile


def read_bytes(path: Path, limit: int) -> bytes:
    """The whole file. Raises TooLarge beyond `limit` bytes, NotADocument when it is empty."""
    try:
        size = path.stat().st_size
        if size > limit:
            raise TooLarge(
                f"{path}: {size} bytes are more than the limit of {limit}",
                path=str(path),
                size=size,
                limit=limit,
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}", path=str(path)) from error
    if not data.strip():
        raise NotADocument(f"{path}: the file is empty", path=str(path))
    return data
