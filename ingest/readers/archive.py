"""Zip archives of documents: every member is read by its own reader, under limits against bombs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from corpus.model import Notice
from ingest.document import RawDocument
from ingest.errors import EncryptedFile, IngestError, NotADocument, TooLarge, UnreadableFile
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.pending import with_notices
from ingest.readers.safe_xml import BROKEN_ZIP, member

ReadMember = Callable[[Path, int], Iterator[RawDocument]]

_RATIO_FROM = 1024 * 1024
"""Members smaller than this may be compressed as well as they will."""
_IGNORED = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "MANIFEST.csv"})
_ENCRYPTED = 0x1
_DEEPEST = 1
"""Archives within archives."""


class ZipReader:
    """Reads the members of an archive, and of the archives in it, one level deep."""

    name = "zip"
    media_types: tuple[str, ...] = ("application/zip",)

    def __init__(self, limits: Limits = DEFAULT, read: ReadMember | None = None, depth: int = 0) -> None:
        self._limits = limits
        self._read = read
        self._depth = depth

    def accepts(self, path: Path, head: bytes) -> float:
        """The signature of zip, which Word and others share."""
        return 0.9 if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """The documents of all members; `member` names each. A member's fault is a notice.

        Raises TooLarge for a bomb, and the first member's error where none could be read.
        """
        try:
            with ZipFile(path) as archive, TemporaryDirectory(prefix="treatybase-") as folder:
                members = self._members(archive, path)
                yield from with_notices(self._items(archive, members, path, Path(folder)))
        except BROKEN_ZIP as error:
            raise UnreadableFile(f"{path}: not a readable zip archive: {error}", path=str(path)) from error

    def _members(self, archive: ZipFile, path: Path) -> list[ZipInfo]:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_ignored(info)]
        limits = self._limits
        total = sum(info.file_size for info in infos)
        packed = sum(info.compress_size for info in infos)
        if len(infos) > limits.members:
            raise TooLarge(f"{path}: {len(infos)} members, the limit is {limits.members}", path=str(path))
        if total > limits.expanded or (total > _RATIO_FROM and total > limits.ratio * max(1, packed)):
            raise TooLarge(f"{path}: would expand to {total} bytes from {packed}", path=str(path), size=total)
        if self._depth > _DEEPEST:
            raise TooLarge(f"{path}: archives within archives within archives", path=str(path))
        return infos

    def _items(
        self, archive: ZipFile, infos: list[ZipInfo], path: Path, folder: Path
    ) -> Iterator[RawDocument | Notice]:
        found = 0
        first: IngestError | None = None
        for number, info in enumerate(infos):
            name = safe_name(info.filename)
            try:
                for document in self._documents(archive, info, path, folder / str(number)):
                    found += 1
                    yield _named(document, path, name)
            except IngestError as error:
                fault = type(error)(f"{path}/{name}: {_reason(error)}", path=str(path))
                if first is None or isinstance(first, NotADocument):
                    first = fault
                if not isinstance(error, NotADocument):
                    yield Notice(f"{path}/{name}", error.code, _reason(error))
        if not found:
            raise first or NotADocument(f"{path}: the archive is empty", path=str(path))

    def _documents(self, archive: ZipFile, info: ZipInfo, path: Path, folder: Path) -> Iterator[RawDocument]:
        """The documents of one member, written to a folder of its own under a name of ours."""
        if info.flag_bits & _ENCRYPTED:
            raise EncryptedFile(f"{path}/{info.filename}: needs a password", path=str(path))
        data = member(archive, info, str(path), self._limits)
        folder.mkdir()
        file = folder / PurePosixPath(safe_name(info.filename)).name
        try:
            file.write_bytes(data)
            del data
            if self._read is not None:
                yield from self._read(file, self._depth + 1)
        finally:
            file.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    r"""The member's path for display: no drive, no root, no way up.

    >>> safe_name("../../etc/x.txt"), safe_name("C:\\law\\a.md")
    ('etc/x.txt', 'law/a.md')
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    kept = [part for part in parts if not part.endswith(":")]
    return "/".join(kept)[:200] or "member"


def _is_ignored(info: ZipInfo) -> bool:
    parts = PurePosixPath(info.filename).parts
    return any(part in _IGNORED or part.startswith("._") for part in parts)


def _named(document: RawDocument, path: Path, name: str) -> RawDocument:
    inner = f"{name}/{document.member}" if document.member else name
    notices = tuple(replace(notice, path=f"{path}/{inner}") for notice in document.notices)
    return replace(document, member=inner, notices=notices)


def _reason(error: IngestError) -> str:
    """The sentence without the path of the temporary copy."""
    return str(error).partition(": ")[2] or str(error)
