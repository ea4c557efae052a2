"""Which files a run is about: files and folders as they were given, folders gone through in order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import IngestError, NotADocument, UnreadableFile

MANIFEST_NAME = "MANIFEST.csv"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to account for. `fault` says why it is not even tried."""

    path: Path
    fault: IngestError | None = None

    @property
    def name(self) -> str:
        """The path as it was given, with forward slashes: `Source.path`."""
        return self.path.as_posix()


def discover(paths: Sequence[Path], exclude: Sequence[Path] = ()) -> list[FoundFile]:
    """Every file under `paths`, each once, folders in alphabetical order.

    Folders in `exclude` (the data folder) and hidden folders are not entered. Links to files are
    followed, links to folders are not (they may lead in circles).
    """
    closed = {folder.resolve() for folder in exclude}
    seen: set[Path] = set()
    found = []
    for file in (file for path in paths for file in _under(path, closed)):
        real = file.path.resolve()
        if real not in seen:
            seen.add(real)
            found.append(file)
    return found


def _under(path: Path, closed: set[Path]) -> Iterator[FoundFile]:
    if not path.is_dir():
        yield _file(path)
        return
    for folder, folders, names in os.walk(path, onerror=None):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if _is_entered(here / name, closed))
        for name in sorted(names):
            yield _file(here / name)


def _is_entered(folder: Path, closed: set[Path]) -> bool:
    return not folder.name.startswith(".") and folder.resolve() not in closed


def _file(path: Path) -> FoundFile:
    """The file, with the fault that can be told without opening it."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return FoundFile(path, UnreadableFile(f"cannot be opened: {error.strerror}"))
    if not stat.S_ISREG(mode):
        return FoundFile(path, NotADocument("not a regular file"))
    if path.name == MANIFEST_NAME:
        return FoundFile(path, NotADocument("a manifest: it describes the other files"))
    if path.name.startswith("."):
        return FoundFile(path, NotADocument("a hidden file"))
    if not os.access(path, os.R_OK):
        return FoundFile(path, UnreadableFile("cannot be opened: permission denied"))
    return FoundFile(path)
