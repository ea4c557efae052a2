"""Manifests: CSV files whose rows say of files what their texts cannot."""

from __future__ import annotations

import csv
import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus.model import Notice
from ingest.columns import heading, hints_of
from ingest.discovery import MANIFEST_NAME
from ingest.document import Hints
from ingest.errors import InvalidRecord

FIELD_BYTES = 1 << 20
"""Longest cell: descriptions and notes may be long, a binary file taken for a CSV is not one cell."""


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """What a manifest says of one file: its `cells` by column, without the path and empty ones.

    `notices` are the faults of the row, told whenever its file is.
    """

    manifest: str
    line: int
    path: str
    cells: Mapping[str, str]
    notices: tuple[Notice, ...] = ()

    @classmethod
    def of(cls, path: str, cells: Mapping[str, str]) -> ManifestRow:
        """A row of which only the cells are known any more."""
        return cls("", 0, path, cells)

    @property
    def hints(self) -> Hints:
        """What the cells say."""
        return hints_of(self.cells)[0]

    @property
    def digest(self) -> str:
        """Changes whenever the row does."""
        return hashlib.sha256(repr(sorted(self.cells.items())).encode()).hexdigest()[:16]


@dataclass(slots=True)
class Manifests:
    """The rows that hold for the files of a run, by file.

    A manifest given by name goes before one found in a folder, a nearer folder before a farther.
    A file is also looked up in manifests of the folders above the one that was given, so that a
    part of a collection is read as the whole would be.
    """

    notices: list[Notice] = field(default_factory=list)
    _given: dict[str, ManifestRow] = field(default_factory=dict)
    _found: dict[Path, dict[str, ManifestRow]] = field(default_factory=dict)

    def give(self, manifest: Path, roots: Sequence[Path]) -> None:
        """Take a manifest named by the user; its paths start at its own folder, a root or here.

        Raises InvalidRecord.
        """
        bases = [manifest.parent, *(root for root in roots if root.is_dir()), Path()]
        for row in self._rows(manifest):
            base = next((base for base in bases if (base / row.path).exists()), manifest.parent)
            self._given.setdefault(_key(base / row.path), row)
            self._missing(base, row)

    def find(self, folder: Path) -> None:
        """Take the manifest in a folder of the run; a faulty one is a notice, as is a row without file."""
        try:
            rows = list(self._rows(folder / MANIFEST_NAME))
        except InvalidRecord as error:
            self.notices.append(Notice((folder / MANIFEST_NAME).as_posix(), error.code, str(error)))
            rows = []
        self._keep(folder.resolve(), rows)
        for row in rows:
            self._missing(folder, row)

    def row(self, file: Path) -> ManifestRow | None:
        """The row for a file."""
        key = _key(file)
        if key in self._given:
            return self._given[key]
        for folder in file.resolve().parents:
            if folder not in self._found:
                self._keep(folder, _rows_or_none(folder / MANIFEST_NAME))
            if row := self._found[folder].get(key):
                return row
        return None

    def members(self, archive: Path) -> dict[str, ManifestRow]:
        """The rows for members of an archive, listed as `archive.zip/member`, by member."""
        start = _key(archive) + "/"
        folders = [self._found.get(folder, {}) for folder in reversed(archive.resolve().parents)]
        return {
            key.removeprefix(start): row
            for rows in [*folders, self._given]
            for key, row in rows.items()
            if key.startswith(start)
        }

    def _keep(self, folder: Path, rows: Iterable[ManifestRow]) -> None:
        self._found[folder] = {}
        for row in rows:
            self._found[folder].setdefault(_key(folder / row.path), row)

    def _rows(self, manifest: Path) -> Iterator[ManifestRow]:
        for row in read_manifest(manifest):
            if row.path:
                yield row
            else:
                self.notices.extend(row.notices)

    def _missing(self, base: Path, row: ManifestRow) -> None:
        """Tell of a row whose file is not there (a member of an archive is inside a file)."""
        path = base / row.path
        if not path.exists() and not any(parent.is_file() for parent in path.parents):
            reason = f"{row.manifest}, line {row.line}: there is no such file"
            self.notices.append(Notice(path.as_posix(), "file_missing", reason))


def _rows_or_none(manifest: Path) -> list[ManifestRow]:
    """The rows of a manifest above the run: none where there is no manifest, or a faulty one."""
    try:
        return [row for row in read_manifest(manifest) if row.path] if manifest.is_file() else []
    except InvalidRecord:
        return []


def read_manifest(manifest: Path) -> Iterator[ManifestRow]:
    """The rows of a CSV with a column `path`; separated by comma, semicolon or tab.

    A faulty row is given with notices and, where its path is missing, an empty path. Raises
    InvalidRecord where the file as a whole is no manifest.
    """
    name = manifest.as_posix()
    try:
        text = manifest.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRecord(f"{name}: not a UTF-8 CSV file ({error})") from error
    table = _table(text)
    columns = [heading(cell) for cell in next(table, (0, []))[1]]
    if "path" not in columns:
        raise InvalidRecord(f"{name}: no column `path` in the first line")
    try:
        for line, cells in table:
            if any(cell.strip() for cell in cells):
                yield _row(name, line, columns, cells)
    except csv.Error as error:
        raise InvalidRecord(f"{name}: not a CSV file ({error})") from error


def _table(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(FIELD_BYTES)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    for cells in reader:
        yield reader.line_num, cells


def _row(name: str, line: int, columns: Sequence[str], cells: Sequence[str]) -> ManifestRow:
    values = {column: cell.strip() for column, cell in zip(columns, cells, strict=False) if cell.strip()}
    path = values.pop("path", "").replace("\\", "/")
    faults = [] if path else ["the path is missing"]
    if len(cells) > len(columns):
        faults.append(f"{len(cells)} cells under {len(columns)} headings: is a text with commas not quoted?")
    _, wrong = hints_of(values)
    notices = tuple(
        Notice(path or name, InvalidRecord.code, f"{name}, line {line}: {fault}")
        for fault in [*faults, *wrong]
    )
    return ManifestRow(name, line, path, values, notices)


def _key(path: Path) -> str:
    """One key for a file however its name was typed: resolved, composed (macOS decomposes names)."""
    return unicodedata.normalize("NFC", path.resolve().as_posix())
