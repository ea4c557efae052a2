"""Backups: one tar file with the store, the originals, the vectors and the settings.

The index and the models are left out: both are derived. The store is copied by SQLite's own backup, so
that a backup may be made while others write; originals are copied after it and are never changed,
so that every original the copied store tells of is there.
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
from treatybase import __version__
from treatybase.settings import Settings

STORE, ORIGINALS, VECTORS, ABOUT = "treatybase.db", "originals", "vectors.cache", "backup.json"
FORMAT = 1


class BackupError(CorpusError):
    """The backup cannot be made or used."""

    code = "backup_error"


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What was copied."""

    path: str
    originals: int
    bytes: int


def back_up(settings: Settings, target: Path, *, vectors: bool = True) -> BackupReport:
    """Write a backup; it appears under its name only when whole. Raises BackupError."""
    store = settings.data / STORE
    if settings.store_url:
        raise BackupError(
            "the store is not in the data folder (TREATYBASE_STORE_URL): back it up with pg_dump"
        )
    if not store.is_file():
        raise BackupError(f"there is no store in {settings.data}")
    target.parent.mkdir(parents=True, exist_ok=True)
    originals = 0
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
        whole = Path(folder) / "backup.tar"
        with tarfile.open(whole, "w") as tar:
            _add_text(tar, ABOUT, json.dumps(_about(settings), indent=2, ensure_ascii=False))
            _add_database(tar, store, Path(folder))
            if vectors and (settings.data / VECTORS).is_file():
                _add_database(tar, settings.data / VECTORS, Path(folder))
            for original in _originals(settings.data / ORIGINALS):
                tar.add(original, f"{ORIGINALS}/{original.parent.name}/{original.name}")
                originals += 1
        whole.replace(target)
    return BackupReport(target.as_posix(), originals, target.stat().st_size)


def restore(source: Path, data: Path, *, replace: bool = False) -> BackupReport:
    """Put a backup into a data folder, all or nothing. The caller holds the folder alone.

    Everything is unpacked and checked beside its place first. Raises BackupError.
    """
    if (data / STORE).exists() and not replace:
        raise BackupError(f"{data} already holds a store: restore into another folder, or say --replace")
    data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as folder:
        aside = Path(folder)
        _unpack(source, aside)
        originals = _check(aside)
        for kept in _originals(aside / ORIGINALS):
            place = data / ORIGINALS / kept.parent.name / kept.name
            place.parent.mkdir(parents=True, exist_ok=True)
            kept.replace(place)
        for name in (VECTORS, STORE):
            if (aside / name).is_file():
                _put_database(aside / name, data / name)
    shutil.rmtree(data / "index", ignore_errors=True)
    return BackupReport(source.as_posix(), originals, source.stat().st_size)


def _about(settings: Settings) -> dict[str, Any]:
    told = settings.model_dump(mode="json", exclude={"data", "store_url"})
    return {"format": FORMAT, "version": __version__, "made": datetime.now(UTC).isoformat(), "settings": told}


def _originals(folder: Path) -> Iterator[Path]:
    """Whole originals, in order (a half-written one has no place among them yet)."""
    yield from sorted(folder.glob("[0-9a-f][0-9a-f]/*"))


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _add_database(tar: tarfile.TarFile, database: Path, folder: Path) -> None:
    """Add a consistent copy of a database that others may be writing."""
    copy = folder / database.name
    with closing(sqlite3.connect(database, timeout=60)) as live, closing(sqlite3.connect(copy)) as still:
        live.backup(still)
        still.execute("PRAGMA journal_mode=DELETE")
    tar.add(copy, database.name)
    copy.unlink()


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


def _check(folder: Path) -> int:
    """Check the database and every original's checksum; gives the number of originals."""
    try:
        with closing(sqlite3.connect(folder / STORE)) as store:
            (answer,) = store.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"the store in the backup is damaged: {error}") from error
    if answer != "ok":
        raise BackupError(f"the store in the backup is damaged: {answer}")
    originals = 0
    for original in _originals(folder / ORIGINALS):
        if checksum(original) != original.parent.name + original.name:
            raise BackupError(f"an original in the backup is damaged: {original.parent.name}{original.name}")
        originals += 1
    return originals


def _put_database(source: Path, target: Path) -> None:
    """Put a database in place, and drop the logs of the one it replaces."""
    for log in ("-wal", "-shm"):
        target.with_name(target.name + log).unlink(missing_ok=True)
    source.replace(target)
