"""What is known of documents apart from their text: attributes, front matter, lists, names of files.

Nothing here knows the readers: each set has a small parser of its own for the columns that its makers
filled. Fields are named as assertions are; a field that the source leaves empty is not in the gold.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import pycountry
import yaml
from babel import Locale
from lxml import etree

from bench.quality.halves import Half, files

Fields = Mapping[str, frozenset[str]]
_TITLES: Final = {
    "AGREEM": "treaty", "CONVEN": "treaty", "TREATY": "treaty", "EXCHAN": "exchange_of_letters",
    "PROTOC": "protocol", "DECLAR": "declaration", "MEMORA": "international_arrangement",
}  # fmt: skip
_RANKS: Final = {
    "loi": "law", "ley": "law", "decreto_ley": "law", "luật": "law", "nghị định": "decree",
    "nghi-dinh": "decree",
    "thông tư": "circular", "thong-tu": "circular", "nghị quyết": "resolution", "nghi-quyet": "resolution",
    "quyết định": "decision", "quyet-dinh": "decision", "أمر ملكي": "order", "مرسوم ملكي": "decree",
    "قرار": "decision", "قرار مجلس الوزراء": "decision", "نظام": "law", "decreto": "decree",
}  # fmt: skip
_HIJRI_BEFORE: Final = re.compile(r"الموافق:?\s*(\d{1,2})\s*من\s*(\S+)\s*(\d{4})")
_NAMES_OF_MONTHS: Final = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
    "ديسمبر",
)  # fmt: skip
_ARABIC_MONTHS: Final = {name: number for number, name in enumerate(_NAMES_OF_MONTHS, 1)}
_LONGEST_LIST: Final = 140
"""Characters after which manifests cut a title."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One document: its path, language and what is known of it."""

    path: Path
    language: str
    fields: Fields


def one(*values: object) -> frozenset[str]:
    """A set of values as text, empty ones left out."""
    return frozenset(text for value in values if (text := str(value or "").strip()))


def tota(data: Path, half: Half | None) -> Iterator[Gold]:
    """Attributes of trade agreements; those of unions of States name the members, and are left out."""
    for path in files(data, "treaties/tota/xml", "*.xml", half):
        meta = etree.parse(path).getroot().find("meta")
        assert meta is not None
        parties = one(*(party.text for party in meta.iterfind("parties_original/partyisocode")))
        fields = {
            "date.adopted": one(meta.findtext("date_signed")),
            "date.in_force": one(meta.findtext("date_into_force")),
            "kind": one("treaty"),
        }
        if meta.findtext("composition") == "Bilateral" and len(parties) == 2:
            fields["party.code"] = parties
        yield Gold(path, meta.findtext("language") or "en", fields)


def culture(data: Path, half: Half | None) -> Iterator[Gold]:
    """The list of treaties: number in the series, dates, kind, parties (bilateral ones)."""
    folder = data / "treaties/culture-treaties"
    rows = {row["treaty_id"]: row for row in _tsv(folder / "Treaties_Master_List_Treaties.tsv")}
    states = {row["PartyID"]: row["country_code3"] for row in _tsv(folder / "parties_curated_parties.csv")}
    for path in files(data, "treaties/culture-treaties", "*/*.txt", half):
        row = rows.get(path.name.split("_")[0])
        if row is None:
            continue
        fields = {"date.adopted": one(row["Signed"]), "date.in_force": one(row["Force"])}
        if row["Source"] == "UNTS" and row["treaty_id"].startswith("1"):
            fields["identifier.unts"] = one(str(int(row["treaty_id"][1:])))
        if row["title"] in _TITLES:
            fields["kind"] = one(_TITLES[row["title"]])
        codes = one(*(_STATES_THEN.get(row[p], states.get(row[p], "")) for p in ("party1", "party2")))
        if row["laterality"] == "BILAT" and len(codes) == 2:
            fields["party.code"] = codes
        yield Gold(path, path.parent.name, fields)


_STATES_THEN: Final = {
    "CZECHO": "CSK", "USSR": "SUN", "YUGOSL": "YUG", "GERME": "DDR", "VIETN": "VDR", "KOREN": "PRK",
    "CONGO": "",
}  # fmt: skip
"""Parties that the list files under another State, of today or by mistake; Congo is none for certain."""


def _tsv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def netherlands(data: Path, half: Half | None) -> Iterator[Gold]:
    """The title in the manifest, and the two States that it names in Dutch."""
    listed = _manifest(data / "treaties")
    for path in files(data, "treaties/nl-verdragen/current", "*.md", half):
        row = listed[path.relative_to(data / "treaties").as_posix()]
        original, two, dutch = row["description"].partition(" | ")
        if not two:
            original, dutch = "", original
        language = next((code for code in row["language"].split(";") if code != "nl"), "nl")
        fields: dict[str, frozenset[str]] = {"title.nl": one(dutch), f"title.{language}": one(original)}
        codes = _dutch_states(dutch)
        if " tussen " in dutch and len(dutch) < _LONGEST_LIST and len(codes) == 2:
            fields["party.code"] = codes
        yield Gold(path, language, fields)


def _dutch_states(title: str) -> frozenset[str]:
    between = title.partition(" tussen ")[2]
    return frozenset(code for name, code in _dutch_names() if re.search(rf"\b{name}\b", between))


@cache
def _dutch_names() -> tuple[tuple[str, str], ...]:
    territories = Locale.parse("nl").territories
    codes = Locale.parse("en").territories
    numbers = {two: three for two, three in _alpha3().items() if two in codes}
    named = [(re.escape(territories[two]), three) for two, three in numbers.items() if two in territories]
    return (*named, ("Nederlanden", "NLD"))


def _alpha3() -> dict[str, str]:
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def _manifest(folder: Path) -> dict[str, dict[str, str]]:
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as lines:
        return {row["path"]: row for row in csv.DictReader(lines)}


def front_matter(path: Path) -> dict[str, Any]:
    """The YAML at the head of a Markdown file; empty where there is none or it is broken."""
    text = path.read_text("utf-8", errors="replace").lstrip("\ufeff")
    match = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    try:
        return yaml.load(match[1], Loader=yaml.BaseLoader) if match else {}
    except yaml.YAMLError:
        return {}


def _front(
    data: Path, half: Half | None, folder: str, fields: Callable[[dict[str, Any]], Fields]
) -> Iterator[Gold]:
    for path in files(data, folder, "**/*.md", half):
        known = front_matter(path)
        if known:
            yield Gold(path, folder.split("/")[1], fields(known))


def vietnam(data: Path, half: Half | None) -> Iterator[Gold]:
    """Vietnamese instruments of 2026."""
    yield from _front(data, half, "regulations/vi/van-ban-2026", _vietnamese)


def _vietnamese(known: dict[str, Any]) -> Fields:
    kind = str(known.get("loai_van_ban") or known.get("type") or "").lower()
    effect = known.get("hieu_luc") or known.get("effective_date")
    return {
        "identifier.number": one(known.get("so_hieu")),
        "date.adopted": one(_iso(known.get("ngay_ban_hanh") or known.get("date"))),
        "date.in_force": one(_iso(effect)),
        "issuer": one(known.get("co_quan") or known.get("co_quan_ban_hanh")),
        "kind": one(_RANKS.get(kind)),
    }


def arabia(data: Path, half: Half | None) -> Iterator[Gold]:
    """Saudi instruments: the day that the front matter gives in both calendars."""
    yield from _front(data, half, "regulations/ar/saudi", _saudi)


def _saudi(known: dict[str, Any]) -> Fields:
    issued = str(known.get("issued_date") or "").translate(_DIGITS)
    match = _HIJRI_BEFORE.search(issued)
    month = _ARABIC_MONTHS.get(match[2]) if match else None
    day = f"{match[3]}-{month:02}-{int(match[1]):02}" if match and month else ""
    number = re.search(r"رقم \(([^)]+)\)", str(known.get("title") or ""))
    return {
        "date.adopted": one(day),
        "identifier.number": one(number and number[1]),
        "kind": one(_RANKS.get(str(known.get("doc_type")))),
    }


def luxembourg(data: Path, half: Half | None) -> Iterator[Gold]:
    """Luxembourg acts. Their `entry_in_force` is counted from the gazette even where the text sets a day."""
    for gold in _front(data, half, "regulations/fr/lu", _ranked):
        yield replace(gold, fields={name: v for name, v in gold.fields.items() if name != "date.in_force"})


def uruguay(data: Path, half: Half | None) -> Iterator[Gold]:
    """Uruguayan acts, which carry no date in their text: what is read of one is another's."""
    yield from _front(data, half, "regulations/es/uy", _ranked)


def _ranked(known: dict[str, Any]) -> Fields:
    return {
        "date.adopted": one(known.get("promulgation_date") or known.get("publication_date")),
        "date.in_force": one(known.get("entry_in_force")),
        "identifier.number": one(known.get("official_number")),
        "kind": one(_RANKS.get(str(known.get("rank")))),
        "title": one(known.get("title")),
    }


def china(data: Path, half: Half | None) -> Iterator[Gold]:
    """Chinese laws: the first line that tells of passing, the last of effect, the body named there."""
    for path in files(data, "regulations/zh/laws", "**/*.md", half):
        head = path.read_text("utf-8").partition("<!-- INFO END -->")[0]
        passed = re.findall(r"^(\d{4})年(\d{1,2})月(\d{1,2})日.*?(?:通过|公布|发布)", head, re.MULTILINE)
        effect = re.findall(r"^(\d{4})年(\d{1,2})月(\d{1,2})日\s*(?:起)?施行", head, re.MULTILINE)
        bodies = re.findall(
            r"日\s*(?:第[^届]{1,3}届)?(国务院|全国人民代表大会(?:常务委员会)?|最高人民(?:法院|检察院))", head
        )
        yield Gold(
            path,
            "zh",
            {
                "date.adopted": one(passed and _day(passed[0])),
                "date.in_force": one(effect and len(effect) == 1 and _day(effect[0])),
                "issuer": one(bodies and bodies[0]),
                "kind": one("interpretation" if path.parent.name == "司法解释" else ""),
            },
        )


def knowlaw(data: Path, half: Half | None) -> Iterator[Gold]:
    """Treaties and communiqués in Chinese: parties of bilateral ones, day and place."""
    for path in files(data, "treaties/knowlaw-zh", "json/*.json", half):
        known = json.loads(path.read_text("utf-8"))
        meta = known.get("meta") if isinstance(known, dict) else None
        if isinstance(meta, dict):
            signed = re.findall(r"\d+", str(meta.get("sign_date") or ""))
            yield Gold(
                path,
                "zh",
                {
                    "date.adopted": one(len(signed) == 3 and _day(signed)),
                },
            )


def named_by_year(data: Path, half: Half | None) -> Iterator[Gold]:
    """Environmental treaties: the file's name has the year and the kind."""
    listed = _manifest(data / "treaties")
    for path in files(data, "treaties/env-treaties/texts", "*.txt", half):
        row = listed.get(path.relative_to(data / "treaties").as_posix())
        named = re.match(r"[^_]+_(\d{4})([AP])", path.name)
        if row and named and row["language"] in {"en", "fr", "es", "ru"}:
            kind = one("protocol") if named[2] == "P" else frozenset()
            yield Gold(path, row["language"], {"date.adopted": one(named[1]), "kind": kind})


def six_languages(data: Path, half: Half | None) -> Iterator[Gold]:
    """The UN Charter and the BBNJ Agreement, whose facts do not depend on the language."""
    for path in files(data, "treaties/un-charter/processed", "*.txt", half):
        yield Gold(
            path, path.stem.rsplit("_", 1)[1], {"date.adopted": one("1945-06-26"), "kind": one("treaty")}
        )
    for path in files(data, "treaties/bbnj", "authoritative/**/*.pdf", half):
        described = path.with_name("metadata.yaml")
        known = yaml.load(described.read_text("utf-8"), Loader=yaml.BaseLoader) if described.exists() else {}
        if known.get("document_type") == "treaty":
            fields = {
                "title": one(" ".join(str(known["title"]).split())),
                "language.authentic": one(*known.get("authentic_languages", ())),
                "date.adopted": one(known.get("adoption_date")),
            }
            yield Gold(path, str(known["language"]), fields)


_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _day(parts: Any) -> str:
    year, month, day = map(int, parts)
    return f"{year}-{month:02}-{day:02}"


def _iso(value: object) -> str:
    text = str(value or "")
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""


SETS: Final[Mapping[str, Callable[[Path, Half | None], Iterator[Gold]]]] = {
    "tota": tota,
    "culture-treaties": culture,
    "nl-verdragen": netherlands,
    "env-treaties": named_by_year,
    "knowlaw-zh": knowlaw,
    "un-charter, bbnj": six_languages,
    "vi/van-ban-2026": vietnam,
    "ar/saudi": arabia,
    "fr/lu": luxembourg,
    "es/uy": uruguay,
    "zh/laws": china,
}
