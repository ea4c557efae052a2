"""The two halves of the documents: one to develop on, the other only measured."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import Final, Literal

SEED: Final = "20261123"
Half = Literal["develop", "held_out"]


def half(path: PurePosixPath | str) -> Half:
    """The half of a document, by its path within the data folder; the same on every machine.

    Files of one name in one collection (language versions, formats) are one document: the name counts up
    to its first dot. So are dated versions in one folder.

    >>> half("treaties/open-treaties/vccr.en.md") == half("treaties/open-treaties/docs/vccr.zh.html")
    True
    >>> half("treaties/nl-verdragen/current/X1.md") == half("treaties/nl-verdragen/versions/X1/2015-05-29.md")
    True
    """
    place = PurePosixPath(path)
    name = place.name.split(".")[0]
    name = name if any(map(str.isalpha, name)) else place.parent.name
    name = "/".join((*place.parts[:2], name))
    odd = hashlib.sha256(f"{SEED} {name}".encode()).digest()[0] & 1
    return "develop" if odd else "held_out"


def files(data: Path, folder: str, pattern: str, wanted: Half | None = None) -> list[Path]:
    """The files in a folder of the data that match a pattern, those of one half (None: all), in order."""
    found = sorted(path for path in (data / folder).glob(pattern) if path.is_file())
    return [path for path in found if wanted in {None, half(path.relative_to(data).as_posix())}]
