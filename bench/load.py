"""A load of searches through the API, and what became of each."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from statistics import median, quantiles
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

PATIENCE = 60.0
"""Seconds that a person would wait at most; who waits longer was not answered."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One search: when it was answered (monotonic seconds), after how long, and the code of its failure."""

    at: float
    seconds: float
    code: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The searches that were answered in a stretch of time. `silence`: the longest time without a success."""

    searches: int
    failed: dict[str, int]
    silence: float
    p50: float
    p95: float

    @property
    def failures(self) -> int:
        """How many failed."""
        return sum(self.failed.values())


class Load:
    """`threads` clients that ask one question after another, each with a pause of so many seconds between."""

    def __init__(self, url: str, questions: Sequence[str], *, threads: int = 2, pause: float = 0.2) -> None:
        self._url, self._questions, self._pause = url.rstrip("/"), questions, pause
        self._asked: list[Asked] = []
        self._over = threading.Event()
        self._number = count()
        self._threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(threads)]

    def stretch(self, start: float, end: float) -> Stretch:
        """What became of the searches between two moments."""
        asked = [each for each in list(self._asked) if start <= each.at <= end]
        answered = sorted(each.at for each in asked if not each.code)
        times = [1000 * each.seconds for each in asked if not each.code]
        return Stretch(
            searches=len(asked),
            failed=dict(Counter(each.code for each in asked if each.code)),
            silence=max(later - earlier for earlier, later in pairwise([start, *answered, end])),
            p50=median(times) if times else 0.0,
            p95=quantiles(times, n=20)[-1] if len(times) > 1 else 0.0,
        )

    def _ask(self) -> None:
        while not self._over.is_set():
            question = self._questions[next(self._number) % len(self._questions)]
            begun = time.monotonic()
            code = self._search(question)
            now = time.monotonic()
            self._asked.append(Asked(now, now - begun, code))
            self._over.wait(self._pause)

    def _search(self, question: str) -> str:
        """The code of the failure; empty: answered."""
        asked = urlencode({"q": question, "as_of": "any"})
        try:
            with urlopen(f"{self._url}/api/v1/search?{asked}", timeout=PATIENCE) as answer:
                json.load(answer)
            return ""
        except HTTPError as error:
            with error:
                return _code(error)
        except TimeoutError:
            return "timeout"
        except (URLError, OSError, ValueError):
            return "no_answer"

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()


def _code(error: HTTPError) -> str:
    """The code that the problem bears; its status, where it bears none."""
    try:
        return str(json.load(error)["code"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"http_{error.code}"
