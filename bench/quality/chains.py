"""Works of which dated wordings are kept in the test data, each a file, and a base that is told of them.

A file is valid from the day in its name (of CFR parts: of its notice) to the day of the next. The base
is told so by a manifest made at run time; by lot it is told less, as real collections tell less: without
ends, or by the year alone. Federal laws of Germany were only seen so on the day in the name: of these
nothing is told, and nothing may be said for certain.
"""

from __future__ import annotations

import atexit
import csv
import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from bench.quality.halves import SEED, Half, half
from treatybase.indexing import index_changes
from treatybase.settings import Settings
from treatybase.wiring import Installation

FOLDERS: Final = {
    "cfr-versions": ("regulations/en/cfr-versions", "en"),
    "lu-versions": ("regulations/fr/lu-versions", "fr"),
    "ch-versions": ("regulations/de/ch-versions", "de"),
    "bund-versions": ("regulations/de/bund-versions", "de"),
    "nl": ("regulations/nl", "nl"),
    "zh/versions": ("regulations/zh/versions", "zh"),
    "nl-verdragen": ("treaties/nl-verdragen/versions", ""),
}
"""By set: the folder, within it a folder for each work, and the language; of treaties each file tells it."""


class Told(StrEnum):
    """What the base is told of the days of a chain."""

    BOTH_ENDS = "both ends"
    BEGINNINGS = "beginnings"
    YEARS = "years"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wording:
    """A file, and from when to when (half-open) a work read so; `end` None: nobody has said."""

    path: Path
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The dated wordings of one work, in the order of time."""

    set: str
    slug: str
    language: str
    told: Told
    wordings: tuple[Wording, ...]

    def on(self, day: date) -> Wording | None:
        """The file that was valid on a day: none before the first."""
        return next((one for one in reversed(self.wordings) if one.start <= day), None)

    def day(self, chance: random.Random) -> date:
        """A day by lot: half of them within a fortnight of a change, some before the first wording."""
        if chance.random() < 0.5:
            return chance.choice(self.wordings).start + timedelta(chance.randint(-14, 14))
        first, last = self.wordings[0].start, self.wordings[-1].start
        return first + timedelta(chance.randint(0, (last - first).days + 60))


def chains(data: Path, wanted: Half | None = None) -> list[Chain]:
    """Every work of which two wordings at least are kept."""
    data, found = data.resolve(), []
    for name, (folder, language) in FOLDERS.items():
        for place in sorted(path for path in (data / folder).iterdir() if path.is_dir()):
            dated = sorted(_dated(place))
            if len(dated) < 2 or wanted not in {None, half(dated[0][1].relative_to(data).as_posix())}:
                continue
            ends = [start for start, _ in dated[1:]]
            wordings = tuple(
                Wording(path, start, end) for (start, path), end in zip(dated, [*ends, None], strict=True)
            )
            slug = f"{name.replace('/', '-')}-{place.name}"
            found.append(Chain(name, slug, language, _told(place, name), wordings))
    return found


def _dated(place: Path) -> Iterator[tuple[date, Path]]:
    """The wordings in a folder, each with its first day."""
    for path in place.glob("*.md"):
        yield date.fromisoformat(path.stem.partition("_")[0]), path
    for path in place.glob("regulation/*.json"):
        notice, named = place / "notice" / path.name, path.stem.partition("_")[2]
        told = json.loads(notice.read_text("utf-8"))["effective_on"] if notice.is_file() else named
        if told:
            yield date.fromisoformat(told), path


def _told(place: Path, name: str) -> Told:
    if name == "bund-versions":
        return Told.NOTHING
    lot = random.Random(f"{SEED} {place.name}").random()
    return Told.BOTH_ENDS if lot < 0.6 else Told.BEGINNINGS if lot < 0.8 else Told.YEARS


@cache
def scratch(half: Half | None) -> Path:
    """A folder for the base of one half, for all measures of a run; it goes when the run ends."""
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def base(found: list[Chain], folder: Path) -> Installation:
    """A base in `folder` with these works; one that is there already is opened as it is."""
    settings = Settings(data=folder, model="none", ocr_seconds=0, file_seconds=600)
    installation = Installation(settings, create=True, migrate=True)
    done = folder / "complete"
    if not done.is_file():
        manifest = folder / "manifest.csv"
        _write(found, manifest)
        installation.ingest.run([one.path for chain in found for one in chain.wordings], [manifest])
        index_changes(installation)
        done.touch()
    return installation


def _write(found: list[Chain], manifest: Path) -> None:
    with manifest.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines)
        rows.writerow(["path", "work", "language", "valid_from", "valid_to"])
        for chain in found:
            for one in chain.wordings:
                rows.writerow([one.path.resolve(), chain.slug, chain.language, *_ends(one, chain.told)])


def _ends(one: Wording, told: Told) -> tuple[str, str]:
    """The days as the base is told of them."""
    if told is Told.NOTHING:
        return "", ""
    start, end = one.start.isoformat(), one.end.isoformat() if one.end else ""
    if told is Told.BEGINNINGS:
        return start, ""
    return (start[:4], end[:4]) if told is Told.YEARS else (start, end)
