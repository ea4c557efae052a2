"""Gold of states at a day: where a text stands, what is expected of it, and how it is given to the system.

A row names a file of the test data by its path and the character ranges that are given to the system
(`slices`; none: the whole file), with a checksum over them: what tells the expected state (front matter,
tables of information, notes, other files) is left out. No text is kept. Texts of our own stand in
`status_texts.toml`, as `own:name`.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench.quality.gold import GOLD, checksum
from bench.quality.halves import Half
from corpus.model import ActionType, LegalDate, Origin, OriginKind, PartyAction

FILE: Final = GOLD / "status.jsonl"
TEXTS: Final = Path(__file__).with_name("status_texts.toml")
OWN: Final = "own:"
_MARKS: Final = {
    "a": ActionType.ACCESSION, "d": ActionType.SUCCESSION, "A": ActionType.ACCEPTANCE,
    "AA": ActionType.APPROVAL, "c": ActionType.FORMAL_CONFIRMATION, "": ActionType.RATIFICATION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What is expected of a work, or of its provision `eid`, on a day, and what tells it (`told_by`).

    `reason` is the code that a right answer gives, empty where several are right. `acts` is a status table
    of the test data whose acts of parties the system is given too.
    """

    set: str
    path: str
    language: str
    on: str
    state: str
    reason: str
    half: Half
    told_by: str
    checksum: str
    eid: str | None = None
    slices: tuple[tuple[int, int], ...] = ()
    acts: str = ""

    def text(self, data: Path) -> str:
        """The text that the system is given."""
        if self.path.startswith(OWN):
            return str(own_texts()[self.path.removeprefix(OWN)]["text"])
        return cut(read(data / self.path), self.slices)

    def is_same(self, text: str) -> bool:
        """Whether a text is still the one for which the row was drawn."""
        return checksum(text) == self.checksum

    def actions(self, data: Path) -> list[PartyAction]:
        """The acts of parties that the system is given."""
        return list(acts(data / self.acts)) if self.acts else []


def rows(half: Half | None) -> list[Row]:
    """The gold of one half, or of both."""
    found = (json.loads(line) for line in FILE.read_text("utf-8").splitlines())
    made = [Row(**{**row, "slices": tuple(map(tuple, row["slices"]))}) for row in found]
    return [row for row in made if half in {None, row.half}]


def write(made: list[Row]) -> None:
    """Keep the gold, a row a line."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in made)
    FILE.write_text("\n".join(lines) + "\n", "utf-8")


def read(path: Path) -> str:
    """The characters of a file, of which ranges are told."""
    return path.read_bytes().decode("utf-8", errors="replace")


def cut(text: str, slices: tuple[tuple[int, int], ...]) -> str:
    """The ranges of a text, one behind the other."""
    return "".join(text[begin:end] for begin, end in slices) if slices else text


@cache
def own_texts() -> dict[str, dict[str, Any]]:
    """Our own texts by name."""
    return {text["name"]: text for text in tomllib.loads(TEXTS.read_text("utf-8"))["text"]}


def acts(table: Path) -> Iterator[PartyAction]:
    """The acts of a depositary's table: `12 May 1955 a`."""
    origin = Origin(OriginKind.MANIFEST, table.name)
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            column = next(name for name in row if "atification" in name)
            printed, _, mark = (row[column] or "").strip().partition("\t")
            words = printed.split()
            mark = mark or (words.pop() if len(words) == 4 else "")
            if len(words) == 3:
                day = datetime.strptime(" ".join(words), "%d %b %Y").date()
                yield PartyAction(row["Participant"], _MARKS[mark], origin, LegalDate.of(day))


def iso(text: str) -> date:
    """A day as the gold writes it."""
    return date.fromisoformat(text)
