"""The recogniser of one file: what is known of its languages before it is opened, and its limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePosixPath

from corpus.language.names import bcp47
from corpus.language.table import table
from ingest.readers.ocr_choice import Languages, Recogniser
from ingest.task import Task, WorkerLimits

_SHARE = 0.5
"""Of the seconds in which something must come of a file, for one attempt at a page."""
_PART = re.compile(r"[A-Za-z]+")
_MOST = 3
"""Languages in the name of one file."""


def recogniser_for(task: Task, limits: WorkerLimits, alive: Callable[[], None]) -> Recogniser | None:
    """The recogniser for a file; None where nothing may be recognised."""
    if not limits.recognition:
        return None
    given = task.given.language
    told = (given,) if given else languages_in_name(task.name)
    return Recogniser(told, limits.recognition, _SHARE * limits.seconds, alive)


def languages_in_name(name: str) -> Languages:
    """The languages that stand at the end of a file's name. They are tried first, and checked.

    >>> languages_in_name("laws/visa-waiver.vi-es.pdf"), languages_in_name("treaty_ENG.pdf")
    (('vi', 'es'), ('en',))
    """
    found: list[str] = []
    for part in reversed(_PART.findall(PurePosixPath(name).stem)):
        code = bcp47(part.lower())
        if table(code) is None or len(found) == _MOST:
            break
        found.append(code)
    return tuple(reversed(found))
