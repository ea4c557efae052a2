"""A stream of small documents into the queue, each given again until it is acknowledged."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.stress import NOTICE, PLACES
from corpus.errors import CorpusError
from corpus.model import LOCAL
from corpus.store.store import Store
from ingest.enqueueing import Enqueue

RETRY_SECONDS = 1.0
_NUMBER = re.compile(r"notice-(\d+)\.txt$")


def notice(number: int) -> str:
    """A document of three articles, like no other; its title bears its number."""
    return NOTICE.format(
        place=PLACES[number % len(PLACES)],
        number=number,
        year=1990 + number % 35,
        hour=number % 12,
        later=number % 12 + 6,
        fee=number * 7,
        days=5 + number % 25,
    )


def write_notices(folder: Path, numbers: range) -> None:
    """The notices with these numbers as files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (folder / f"notice-{number:06}.txt").write_text(notice(number), "utf-8")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the documents that were acknowledged: those missing, and those there more than once."""

    acknowledged: int
    lost: tuple[int, ...]
    doubled: tuple[int, ...]


def kept(store: Store, acknowledged: range) -> Kept:
    """Look for every document among the sources of all works."""
    found: Counter[int] = Counter()
    after = 0
    while page := store.works(LOCAL, after=after):
        paths = (path for work in page for path in work.sources)
        found.update(int(match[1]) for path in paths if (match := _NUMBER.search(path)))
        after = page[-1].id
    lost = tuple(number for number in acknowledged if not found[number])
    doubled = tuple(number for number, times in sorted(found.items()) if times > 1)
    return Kept(len(acknowledged), lost, doubled)


class Stream:
    """Documents one after another, `pause` seconds apart, numbered from `first`.

    `acknowledged` is the range of those that the queue has taken; `refused` counts the tries that failed,
    by their code.
    """

    def __init__(self, enqueue: Enqueue, folder: Path, first: int, pause: float) -> None:
        self._enqueue, self._folder, self._first, self._pause = enqueue, folder, first, pause
        self._next = first
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.refused: Counter[str] = Counter()
        self._broken: Exception | None = None

    @property
    def acknowledged(self) -> range:
        """The numbers of the documents that are in the queue, or were."""
        return range(self._first, self._next)

    def _run(self) -> None:
        try:
            self._flow()
        except Exception as error:  # told by whoever ends the stream
            self._broken = error

    def _flow(self) -> None:
        for number in count(self._first):
            write_notices(self._folder, range(number, number + 1))
            if not self._give(self._folder / f"notice-{number:06}.txt"):
                return
            self._next = number + 1
            if self._over.wait(self._pause):
                return

    def _give(self, path: Path) -> bool:
        """Give it until it is taken; False where that was over before."""
        while True:
            try:
                report = self._enqueue.run([path])
                if report.files != 1 or report.exit_code:
                    raise AssertionError(f"{path}: {report.as_json()}")
                return True
            except CorpusError as error:
                self.refused[error.code] += 1
            if self._over.is_set():
                return False
            time.sleep(RETRY_SECONDS)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        if self._broken and not error:
            raise self._broken
