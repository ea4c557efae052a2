"""Drafts read as ingest reads files, by a worker process under limits, and forgotten.

While it is read, a draft lies in the system's file system in memory, where there is one: no disk ever holds
it. What a worker writes besides lies in a folder of its own, which goes with it.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from corpus.draft_reading import (
    DraftEncrypted,
    DraftError,
    DraftTooLarge,
    DraftUnreadable,
    DraftWithoutText,
    NoDraft,
)
from corpus.language.drafting import drafting
from corpus.language.table import table
from corpus.model import Deposit
from ingest.document import Hints
from ingest.errors import EncryptedFile, NotADocument, NoUsableText, TooLarge, UnknownFormat
from ingest.metadata.kinds import kind_of
from ingest.pool import Pool
from ingest.task import MEBIBYTE, Batch, Failed, Message, Task, WorkerLimits

SECONDS: Final = 20.0
"""Of work: a draft of a hundred pages takes two, and a process that begins three. By the clock it is four
times as much, for a machine may be busy; a proxy that gives up before (`timeout server`) tells so itself."""
PAGE: Final = 0.2
"""Seconds more for each page of a thick document."""
MEMORY: Final = "/dev/shm"
"""The file system in memory of Linux."""
MOST_TEXTS: Final = 8
"""Texts in one file: more is a collection."""
MOST_CHARACTERS: Final = 3_000_000
"""Of all texts: a code of a thousand pages."""
_TYPES: Final = re.compile(r"pdf|word|rtf|html|xml|markdown|text/plain")
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,8}")
_ERRORS: Final[dict[str, type[DraftError]]] = {
    EncryptedFile.code: DraftEncrypted,
    TooLarge.code: DraftTooLarge,
    NoUsableText.code: DraftWithoutText,
    NotADocument.code: NoDraft,
    UnknownFormat.code: NoDraft,
}


@dataclass(frozen=True, slots=True)
class WorkerDrafts:
    """Reads a draft in a process that ends with it; `most` bytes, `memory` for the process."""

    most: int = 20 * MEBIBYTE
    memory: int = 900 * MEBIBYTE

    def read(self, data: bytes, name: str, language: str | None = None) -> tuple[Deposit, ...]:
        """The texts of a file, the longest first. Raises a DraftError; no character is recognised."""
        if not data.strip():
            raise DraftWithoutText("the file is empty")
        if len(data) > self.most:
            raise self._too_large()
        ending = _ENDING.fullmatch(PurePath(name.lower()).suffix)
        with _laid(data, f"draft{ending[0] if ending else ''}") as path:
            digest = hashlib.sha256(data).hexdigest()
            task = Task(path, path.name, digest, len(data), Hints(language=language or None))
            texts = self._texts(task)
        if not texts:
            raise DraftWithoutText("no text was found")
        return tuple(map(_as_adopted, sorted(texts, key=lambda text: -_characters(text))))

    def _texts(self, task: Task) -> list[Deposit]:
        limits = WorkerLimits(SECONDS, PAGE, self.memory, self.most, recognition=0.0)
        texts: list[Deposit] = []
        with Pool(1, limits) as pool:
            for message in _messages(pool, task):
                if isinstance(message, Batch):
                    texts += message.deposits
                    self._demand_one_draft(texts, task.name)
                elif isinstance(message, Failed):
                    raise self._refused(message)
        return texts

    def _demand_one_draft(self, texts: list[Deposit], name: str) -> None:
        """Raise NoDraft for an archive or a collection, DraftTooLarge for what is endless."""
        foreign = any(text.source.path != name or not _TYPES.search(text.source.media_type) for text in texts)
        if foreign or len(texts) > MOST_TEXTS:
            raise NoDraft("the file holds a collection")
        if sum(map(_characters, texts)) > MOST_CHARACTERS:
            raise self._too_large()

    def _refused(self, failed: Failed) -> DraftError:
        """Why, without the reader's own words: these may repeat what the draft says."""
        kind = _ERRORS.get(failed.code, DraftUnreadable)
        return self._too_large() if kind is DraftTooLarge else kind(f"the draft was not read: {failed.code}")

    def _too_large(self) -> DraftTooLarge:
        megabytes = self.most // MEBIBYTE
        return DraftTooLarge(f"a draft may have {megabytes} MB", megabytes=megabytes)


def _messages(pool: Pool, task: Task) -> Iterator[Message]:
    for _, channel in pool.read([task]):
        yield from channel


def _characters(text: Deposit) -> int:
    return sum(len(node.text) for top in text.provisions for node in top.walk())


def _as_adopted(text: Deposit) -> Deposit:
    """The text of the kind that it will have: `Dự thảo Thông tư` is read as a circular."""
    language = text.expression.language
    words, draft = table(language), drafting(language, "draft")
    titles = {tongue: draft.sub(" ", title).strip() for tongue, title in text.work.titles.items()}
    kind = kind_of(titles.get(language, ""), words) if words is not None else None
    return replace(text, work=replace(text.work, titles=titles, kind=kind or text.work.kind))


@contextmanager
def _laid(data: bytes, name: str) -> Iterator[Path]:
    """Where the worker can open the draft, as long as it reads."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="treatybase-draft-", dir=memory) as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path
