"""Backups: one tar file with the store, the originals, the vectors and the settings.

The index and the models are left out: both are derived. The store is a SQLite file whichever database it
comes from, so that a backup of either goes into either. It is copied as it was at one moment, while others
write; originals are copied after it and are never changed, so that every original of which the copied
store tells is there.
"""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.originals import checksum
from corpus.store.copying import copy_base, holds_something, prepare, put_in_place
from treatybase import __version__
from treatybase.settings import Settings
from treatybase.wiring import Installation

STORE, ORIGINALS, VECTORS, ABOUT = "treatybase.db", "originals", "vectors.cache", "backup.json"
FORMAT = 1

OWN = {"data", "store_url", "originals", "elasticsearch_url", "elasticsearch_api_key", "elasticsearch_ca"}
"""Settings that are left out: they are of one machine, and some are secrets."""


class BackupError(CorpusError):
    """The backup cannot be made or used."""

    code = "backup_error"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was copied."""

    path: str
    originals: int
    bytes: int


def back_up(installation: Installation, target: Path, *, vectors: bool = True) -> BackupReport:
    """Write a backup; it appears under its name only when whole. Raises BackupError."""
    if not holds_something(installation.store_url):
        raise BackupError(f"there is no store in {installation.data}")
    target.parent.mkdir(parents=True, exist_ok=True)
    cache = installation.data / VECTORS
    originals = 0
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        whole = Path(folder) / "backup.tar"
        with tarfile.open(whole, "w") as tar:
            _add_text(tar, ABOUT, json.dumps(_about(installation.settings), indent=2, ensure_ascii=False))
            copy_base(installation.store_url, Path(folder) / STORE)
            _move_in(tar, Path(folder) / STORE)
            if vectors and cache.is_file():
                _copy_cache(cache, Path(folder) / VECTORS)
                _move_in(tar, Path(folder) / VECTORS)
            for original in _originals(installation.originals.folder):
                tar.add(original, f"{ORIGINALS}/{original.parent.name}/{original.name}")
                originals += 1
        whole.replace(target)
    return BackupReport(target.as_posix(), originals, target.stat().st_size)


def restore(source: Path, installation: Installation, *, replace: bool = False) -> BackupReport:
    """Put a backup in the place of the store and among the originals. The caller holds the data folder alone.

    Everything is unpacked and checked beside its place first; the store comes last, all or nothing, with
    an epoch of its own, so that every index of the former one is built anew. Raises BackupError.
    """
    data = installation.data
    if not replace and holds_something(installation.store_url):
        raise BackupError(
            f"{'the database' if installation.settings.store_url else data} already holds a store: "
            "restore into another one, or say --replace"
        )
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        aside = Path(folder)
        _unpack(source, aside)
        _check_store(aside / STORE)
        prepare(aside / STORE)
        originals = _check_originals(aside / ORIGINALS)
        for original in _originals(aside / ORIGINALS):
            installation.originals.put(original)
        if (aside / VECTORS).is_file():
            put_in_place(aside / VECTORS, f"sqlite:///{data / VECTORS}")
        put_in_place(aside / STORE, installation.store_url)
    shutil.rmtree(data / "index", ignore_errors=True)
    return BackupReport(source.as_posix(), originals, source.stat().st_size)


def _about(settings: Settings) -> dict[str, Any]:
    told = settings.model_dump(mode="json", exclude=OWN)
    return {"format": FORMAT, "version": __version__, "made": datetime.now(UTC).isoformat(), "settings": told}


def _originals(folder: Path) -> Iterator[Path]:
    """Whole originals, in order (a half-written one has no place among them yet)."""
    yield from sorted(folder.glob("[0-9a-f][0-9a-f]/*"))


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _move_in(tar: tarfile.TarFile, file: Path) -> None:
    tar.add(file, file.name)
    file.unlink()


def _copy_cache(cache: Path, copy: Path) -> None:
    """A consistent copy of the cache of vectors, to which others may be writing."""
    with closing(sqlite3.connect(cache, timeout=60)) as live, closing(sqlite3.connect(copy)) as still:
        live.backup(still)
        still.execute("PRAGMA journal_mode=DELETE")


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, members=_allowed(tar), filter="data")
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        known = about["format"] == FORMAT
    except (OSError, tarfile.TarError, ValueError, KeyError) as error:
        raise BackupError(f"{source} is not a backup of treatybase: {error}") from error
    if not known:
        raise BackupError(f"{source} was made by version {about.get('version')}, which this one cannot read")


def _allowed(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The members that a backup has; anything else is not unpacked."""
    for member in tar:
        top = Path(member.name).parts[:1]
        if member.isfile() and top and top[0] in {STORE, ORIGINALS, VECTORS, ABOUT}:
            yield member


def _check_store(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as store:
            (answer,) = store.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"the store in the backup is damaged: {error}") from error
    if answer != "ok":
        raise BackupError(f"the store in the backup is damaged: {answer}")


def _check_originals(folder: Path) -> int:
    """Compare every original with its checksum; gives their number."""
    originals = 0
    for original in _originals(folder):
        if checksum(original) != original.parent.name + original.name:
            raise BackupError(f"an original in the backup is damaged: {original.parent.name}{original.name}")
        originals += 1
    return originals
