"""Status at a day, from the text alone: right, wrong and unknown apart, and each false "in force" counted.

Of a text only what it says is given: no manifest, no front matter (`bench.quality.status_gold`). `status` is
the state, `status: in force` what the system calls in force (a wrong one is the worst error), `status:
reason` the reason of a right state. `python -m bench.quality.status` prints each row that is not right.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from bench.quality.halves import Half
from bench.quality.score import Score
from bench.quality.status_gold import OWN, Row, iso, rows
from corpus.law.effects import spread
from corpus.law.settling import settled
from corpus.law.status import status_of
from corpus.model import Force, State, Status
from ingest.document import Hints
from ingest.languages import language_of
from ingest.metadata import describe
from ingest.readers import read_file
from ingest.structure import structure

_UNSAID: Final = "unknown"


@dataclass(slots=True)
class Tally:
    """Of one set and language."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    documents: tuple[str, ...] = ()


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A line for each set and language: of states, of what is called in force, of reasons."""
    tallies: dict[tuple[str, str, str], Tally] = {}
    for row in rows(half):
        found = answered(row, data)
        for name, verdict in _verdicts(row, found):
            tally = tallies.setdefault((name, row.language, row.set), Tally())
            setattr(tally, verdict, getattr(tally, verdict) + 1)
            if verdict == "wrong":
                tally.documents += (f"{Path(row.path).name} {row.on}",)
    for (name, language, set_), tally in sorted(tallies.items()):
        detail = ", ".join(tally.documents[:4])
        yield Score(name, language, set_, tally.right, tally.wrong, tally.unknown, detail)


def _verdicts(row: Row, found: Status | None) -> Iterator[tuple[str, str]]:
    """Which counts an answer adds to."""
    state = found.state.value if found else _UNSAID
    right = state == row.state
    yield "status", "right" if right else "unknown" if state == _UNSAID else "wrong"
    if state == State.IN_FORCE:
        yield "status: in force", "right" if right else "wrong"
    if right and row.reason and found:
        yield "status: reason", "right" if found.reason.code == row.reason else "wrong"


def answered(row: Row, data: Path) -> Status | None:
    """What the system says; None where the file is not there, or is another one than that of the gold."""
    if not row.path.startswith(OWN) and not (data / row.path).is_file():
        return None
    text = row.text(data)
    if not row.is_same(text):
        return None
    forces, trees = _told(text, Path(row.path).suffix, row.language, str(data / row.path))
    known = spread(settled(forces, row.actions(data)), trees)
    return status_of(known, iso(row.on), row.eid)


@cache
def _told(text: str, suffix: str, language: str, path: str) -> tuple[tuple[Force, ...], tuple]:  # type: ignore[type-arg]
    """The records of force that the system reads from a text, and its trees."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"text{suffix or '.txt'}"
        file.write_text(text, "utf-8")
        for raw in read_file(file):
            told, _ = language_of(None, raw.hints.language, raw.full_text[:20_000], file.name)
            if told.split("-")[0] == language:
                bare = replace(raw, hints=Hints(language=told))
                made = structure(bare, told, path=file.name)
                return describe(bare, made, Hints()).forces, (made.provisions,)
    return (), ()


def main() -> None:
    """Print what is not right of the half to develop on."""
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    for row in rows("develop"):
        found = answered(row, data)
        state = found.state.value if found else "no text"
        code = found.reason.code if found else ""
        if state != row.state or (row.reason and code != row.reason):
            wanted = f"{row.state} {row.reason}".strip()
            print(f"{row.set} {row.path} {row.eid or ''} {row.on}: {wanted}, found {state} {code}")


if __name__ == "__main__":
    main()
