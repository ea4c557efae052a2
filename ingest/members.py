"""The bytes of a member of an archive, by the path under which it was read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile

from ingest.errors import UnreadableFile
from ingest.readers.archive import safe_name


def read_member(archive: Path | BinaryIO, member: str) -> bytes:
    """The bytes of `member`, which may lie in an archive in the archive (`inner.zip/law.html`).

    Sizes were checked when it was read. Raises UnreadableFile where it is not there (any more).
    """
    with ZipFile(archive) as opened:
        for info in opened.infolist():
            name = safe_name(info.filename)
            if name == member:
                return opened.read(info)
            if member.startswith(f"{name}/"):
                return read_member(io.BytesIO(opened.read(info)), member.removeprefix(f"{name}/"))
    raise UnreadableFile(f"{member}: no such member")
