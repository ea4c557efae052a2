"""Draws the gold of states at a day: `python -m bench.quality.status_draw`, with a seed, the same each time.

Expected values come from what the system is not given: front matter and tables of information (van-ban-2026),
notes under codified articles (phap-dien), names of dated files (zh/versions), the line of effect above a law
(zh/laws), attributes (tota), the index of a collection (culture-treaties), what the depositary published
(treaties of the United Nations), and, for what real data lacks, texts of our own.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from lxml import etree

from bench.quality.gold import checksum
from bench.quality.halves import SEED, files, half
from bench.quality.metadata_gold import front_matter
from bench.quality.status_gold import OWN, Row, cut, own_texts, read, write

Slices = tuple[tuple[int, int], ...]
_LATER: Final = date(2035, 1, 1)
"""A day of which nothing can be known yet."""
_GIVEN: Final = re.compile(
    r"(?:ngày (?:có )?hiệu lực|hieu_luc|effective|Trạng thái)[*\s]*[|:]", re.IGNORECASE
)
_NOTE: Final = re.compile(
    r"^\((?:Điều|Khoản) [^\n]*?có hiệu lực thi hành kể từ ngày (\d{1,2})/(\d{1,2})/(\d{4})[^\n]*\)\s*$",
    re.MULTILINE,
)
_UNITED_NATIONS: Final = {
    "vccr": ("3-6", "1967-03-19"), "vcdr": ("3-3", "1964-04-24"), "vclt": ("23-1", "1980-01-27"),
    "iccpr": ("4-4", "1976-03-23"), "cedaw": ("4-8", "1981-09-03"), "cat": ("4-9", "1987-06-26"),
    "crc": ("4-11", "1990-09-02"), "icerd": ("4-2", "1969-01-04"), "crpd": ("4-15", "2008-05-03"),
    "genocide": ("4-1", "1951-01-12"), "refugee": ("5-2", "1954-04-22"), "icescr": ("4-3", "1976-01-03"),
    "rome-statute": ("18-10", "2002-07-01"), "uncac": ("18-14", "2005-12-14"),
    "unclos": ("21-6", "1994-11-16"),
}  # fmt: skip
"""The depositary's table, and the day of entry into force that it publishes with it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a text: when it began, when it ended, on which days it was in force for certain."""

    path: Path
    language: str
    told_by: str
    begins: date | None = None
    ends: date | None = None
    living: tuple[date, ...] = ()
    slices: Slices = ()
    acts: str = ""


def van_ban(data: Path) -> Iterator[Known]:
    """Vietnamese acts of 2026, whose head says when they take effect and expire."""
    for path in files(data, "regulations/vi/van-ban-2026", "**/*.md"):
        text, known = read(path), front_matter(path)
        body = _body(text)
        head = text[:body]
        begins = _day(known.get("ngay_hieu_luc") or known.get("hieu_luc") or known.get("effective_date"))
        begins = begins or _labelled(head, r"ngày (?:có )?hiệu lực")
        ends = _day(known.get("expiry_date")) or _labelled(head, r"ngày hết hiệu lực")
        if body and begins and not _GIVEN.search(text, body):
            living = (begins + timedelta(days=1),)
            yield Known(path, "vi", "head of the file", begins, ends, living, ((body, len(text)),))


def phap_dien(data: Path) -> Iterator[Known]:
    """Final articles of codified acts; the note under the heading says when the act took effect."""
    for path in files(data, "regulations/vi/phap-dien", "**/*.md"):
        text = read(path)
        for note in _NOTE.finditer(text):
            above = text.rfind("\n", 0, max(0, note.start() - 2)) + 1
            stop = re.compile(r"^(?:[#*]*\s*Điều \d+\.|#+ |\*\*Chương|Chương )", re.MULTILINE).search(
                text, note.end()
            )
            end = stop.start() if stop else len(text)
            said = text[note.end() : end]
            if (
                re.search(r"này có hiệu lực (?:thi hành )?(?:kể )?(?:từ|sau)", said)
                and "hiệu lực thi hành kể từ ngày" not in text[above : note.start()]
            ):
                begins = date(int(note[3]), int(note[2]), int(note[1]))
                living = (begins + timedelta(days=200),)
                yield Known(
                    path,
                    "vi",
                    "note under the article",
                    begins,
                    None,
                    living,
                    ((above, note.start()), (note.end(), end)),
                )


def dated_laws(data: Path) -> Iterator[Known]:
    """Chinese laws of which later wordings are kept: on the day of an amendment they were in force."""
    for folder in sorted((data / "regulations/zh/versions").iterdir()):
        found = sorted(folder.glob("*.md")) if folder.is_dir() else []
        days = [day for path in found if (day := _day(path.stem))]
        if len(days) > 1:
            text = read(found[-1])
            line = re.search(r"^.*施行\s*$", text[: text.find("<!-- INFO END -->")], re.MULTILINE)
            slices = ((0, line.start()), (line.end(), len(text))) if line else ((0, len(text)),)
            yield Known(found[-1], "zh", "names of the dated files", None, None, tuple(days[1:]), slices)


def laws(data: Path) -> Iterator[Known]:
    """Chinese laws: a line above them says when they take effect."""
    for path in files(data, "regulations/zh/laws", "**/*.md"):
        text = read(path)
        head = text.partition("<!-- INFO END -->")[0]
        found = re.findall(r"^((\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:起)?施行.*)$", head, re.MULTILINE)
        if len(found) == 1:
            line, *day = found[0]
            start = head.find(line)
            slices = ((0, start), (start + len(line), len(text)))
            yield Known(path, "zh", "line above the law", date(*map(int, day)), None, (), slices)


def tota(data: Path) -> Iterator[Known]:
    """Trade agreements with attributes of when they began and ceased."""
    for path in files(data, "treaties/tota/xml", "*.xml"):
        meta = etree.parse(path).getroot().find("meta")
        assert meta is not None
        begins, ends = _day(meta.findtext("date_into_force")), _day(meta.findtext("date_inactive"))
        if begins and (ends is None or ends > begins):
            living = (begins + timedelta(days=30),)
            yield Known(path, meta.findtext("language") or "en", "attributes", begins, ends, living)


def culture(data: Path) -> Iterator[Known]:
    """Cultural treaties: an index of the collection has the day of entry into force."""
    folder = data / "treaties/culture-treaties"
    with (folder / "Treaties_Master_List_Treaties.tsv").open(encoding="utf-8", newline="") as lines:
        known = {row["treaty_id"]: row for row in csv.DictReader(lines, delimiter="\t")}
    for path in files(data, "treaties/culture-treaties", "*/*.txt"):
        begins = _day(known.get(path.name.split("_")[0], {}).get("Force"))
        if begins:
            yield Known(path, path.parent.name, "index", begins, None, (begins + timedelta(days=60),))


def united_nations(data: Path) -> Iterator[Known]:
    """Treaties whose entry into force hangs on a number of instruments, with the depositary's table."""
    for name, (table, day) in _UNITED_NATIONS.items():
        path = data / f"treaties/open-treaties/data/{name}.json"
        acts = f"treaties/status/untreaties/treaties/{table}.csv"
        if path.is_file() and (data / acts).is_file():
            begins = date.fromisoformat(day)
            living = (begins + timedelta(days=1), date(1996, 1, 1))
            yield Known(
                path, "en", "depositary", begins, None, tuple(d for d in living if d >= begins), acts=acts
            )


SETS: Final[Mapping[str, tuple[Callable[[Path], Iterator[Known]], Mapping[str, int]]]] = {
    "vi/van-ban-2026": (van_ban, {"not_yet_in_force": 16, "in_force": 12, "ended": 12, "unknown": 16}),
    "vi/phap-dien": (phap_dien, {"not_yet_in_force": 20, "in_force": 12}),
    "zh/versions": (dated_laws, {"in_force": 36}),
    "zh/laws": (laws, {"not_yet_in_force": 16, "unknown": 16}),
    "tota": (tota, {"not_yet_in_force": 12, "in_force": 8, "ended": 20}),
    "culture-treaties": (culture, {"not_yet_in_force": 20, "in_force": 24}),
    "united nations": (united_nations, {"not_yet_in_force": 15, "in_force": 15}),
}
"""How many of each state are drawn of each set: data has few suspensions, and these come from own texts."""


def drawn(data: Path) -> Iterator[Row]:
    """The rows of every set, by lot."""
    for name, (known, quota) in SETS.items():
        pool = list(known(data))
        for state, most in quota.items():
            chance = random.Random(f"{SEED} status {name} {state}")
            may = [(one, day, reason) for one in pool for day, reason in _days(one, state, chance)]
            chance.shuffle(may)
            yield from (_row(data, name, one, day, state, reason) for one, day, reason in may[:most])
    yield from own()


def _days(known: Known, state: str, chance: random.Random) -> Iterator[tuple[date, str]]:
    """A day on which the text is known to have a state, with the reason that only one answer gives."""
    if state == "not_yet_in_force" and known.begins:
        yield known.begins - timedelta(days=chance.randint(1, 25)), "not_before"
    elif state == "ended" and known.ends:
        yield known.ends + timedelta(days=chance.randint(0, 400)), "ended_on"
    elif state == "in_force":
        days = [day for day in known.living if known.ends is None or day < known.ends]
        yield from ((day, "") for day in (days if known.acts else [chance.choice(days)] if days else []))
    elif state == "unknown" and known.begins and not known.ends:
        yield _LATER, ""


def _row(data: Path, name: str, known: Known, day: date, state: str, reason: str) -> Row:
    path = known.path.relative_to(data).as_posix()
    text = checksum(cut(read(known.path), known.slices))
    return Row(
        name, path, known.language, day.isoformat(), state, reason, half(path), known.told_by, text,
        None, known.slices, known.acts,
    )  # fmt: skip


def own() -> Iterator[Row]:
    """Our own texts in seven languages."""
    for name, text in own_texts().items():
        for on, eid, state, reason in text["expect"]:
            yield Row(
                "own texts", f"{OWN}{name}", text["language"], on, state, reason, half(f"own/texts/{name}"),
                "written so", checksum(text["text"]), eid or None,
            )  # fmt: skip


def _body(text: str) -> int:
    """Where the act itself begins, behind the tables that describe it; 0 where that is not told."""
    mark = text.find("\n## VĂN BẢN\n")
    if mark >= 0:
        return mark
    first = re.search(r"^[#*\s]*(?:Điều 1\b|Chương I\b)", text, re.MULTILINE)
    rows = [row.end() for row in re.finditer(r"^\|.*$", text[: first.start()], re.MULTILINE)] if first else []
    return rows[-1] if rows else 0


def _labelled(head: str, label: str) -> date | None:
    found = re.search(rf"^\|?\s*\**{label}\**\s*[|:]\s*\**\s*([^|\n(]+)", head, re.MULTILINE | re.IGNORECASE)
    return _day(found[1].strip()) if found else None


def _day(value: object) -> date | None:
    """A day as `2026-05-01`, `1/5/2026` or `01 tháng 5 năm 2026`."""
    text = str(value or "").strip()
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)(?!\d)", text):
        return date(*map(int, found.groups()))
    found = re.match(r"(\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})", text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None


def main() -> None:
    """Draw anew."""
    made = list(drawn(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared/data")))
    write(made)
    for state in dict.fromkeys(row.state for row in made):
        real = sum(row.state == state and not row.path.startswith(OWN) for row in made)
        print(f"{state}: {sum(row.state == state for row in made)}, of these real {real}")


if __name__ == "__main__":
    main()
