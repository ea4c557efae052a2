"""Sources: the files from which everything was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from corpus.model.scope import Holding


@dataclass(frozen=True, slots=True)
class Source:
    """A file: where it is, its checksum, media type, licence, and where it is held.

    `path` is as it was given to ingest; a member of an archive is `archive.zip/member.html`.
    `sha256` is the hex digest of its bytes, `size` their number. `pages` counts PDF pages.
    """

    path: str
    sha256: str
    size: int
    media_type: str
    licence: str = ""
    url: str = ""
    retrieved: datetime | None = None
    pages: int | None = None
    holding: Holding = field(default_factory=Holding)
    extra: dict[str, str] = field(default_factory=dict)
    """Unknown manifest columns, kept."""
