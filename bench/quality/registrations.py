"""Entries of the monthly statements of treaties registered with the United Nations, English and French.

An entry is a paragraph of regular lines: number and parties; title with place and date; entry into force;
authentic texts; registration. A small parser of its own makes the gold; the readers get the entry's lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pycountry
from babel import Locale
from pypdf import PdfReader

from bench.quality.halves import Half, files
from bench.quality.metadata_gold import Fields, Gold, one
from ingest.document import Block, RawDocument

_ENTRY: Final = re.compile(r"^No\. (?P<number>\d{4,6})\. (?P<parties>.+?)$", re.MULTILINE)
_FORCE: Final = re.compile(r"^\s*(?:Entry into force|Entrée en vigueur)\s*:\s*(?P<rest>.+)$", re.MULTILINE)
_TEXTS: Final = re.compile(
    r"^\s*(?:Authentic texts?|Textes? authentiques?)\s*:\s*(?P<rest>.+)$", re.MULTILINE
)
_REGISTERED: Final = re.compile(r"^\s*(?:Registration with|Enregistrement auprès)", re.MULTILINE)
_DATE: Final = re.compile(r"(?P<day>\d{1,2})(?:er)? (?P<month>[a-zéûA-Z]+) (?P<year>\d{4})")
_PLACE: Final = re.compile(
    r"(?:^|[.)]\s)(?P<place>[^\W\d_][^\d,.]{2,40}), (?=\d{1,2}(?:er)? [a-zéû]+ \d{4}\W*$)", re.IGNORECASE
)
_MONTHS: Final = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), 1)
}
_LANGUAGES: Final = {
    "arabic": "ar", "arabe": "ar", "chinese": "zh", "chinois": "zh", "english": "en", "anglais": "en",
    "french": "fr", "français": "fr", "russian": "ru", "russe": "ru", "spanish": "es", "espagnol": "es",
    "vietnamese": "vi", "vietnamien": "vi", "german": "de", "allemand": "de",
    "dutch": "nl", "néerlandais": "nl",
}  # fmt: skip
_LINES: Final = 14
"""Lines of an entry at most: longer ones are lists of parties to a multilateral treaty."""


def registrations(data: Path, half: Half | None, most: int | None) -> Iterator[tuple[Gold, Fields]]:
    """Each entry as gold, and as it is read."""
    from bench.quality.metadata import described

    for path in files(data, "treaties/un-statements-of-treaties", "*.pdf", half)[
        : None if most is None else 2
    ]:
        text = "\n".join(page.extract_text() for page in PdfReader(path).pages)
        entries = list(split(text))
        for entry in entries if most is None else entries[: 4 * most]:
            gold = gold_of(entry, path)
            if gold:
                yield gold, described(_document(entry), "")[1]


def split(text: str) -> Iterator[str]:
    """The entries of a statement, each up to its line of registration."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = text[start:end]
        registered = _REGISTERED.search(entry)
        if registered:
            lines = entry[: registered.end()].count("\n") + 1
            if lines <= _LINES:
                yield "\n".join(entry.splitlines()[:lines])


def gold_of(entry: str, path: Path) -> Gold | None:
    """The fields of an entry; None where its lines are not regular."""
    head, force, texts = _ENTRY.match(entry), _FORCE.search(entry), _TEXTS.search(entry)
    if not head or not force or not texts:
        return None
    title = " ".join(entry[head.end() : force.start()].split()).strip()
    signed, began = list(_DATE.finditer(title)), _DATE.match(force["rest"].strip())
    place = _PLACE.search(title)
    named = re.findall(r"[^\W\d_]+", texts["rest"].lower())
    known = [_LANGUAGES[name] for name in named if name in _LANGUAGES]
    others = [name for name in named if name not in _LANGUAGES and name not in {"and", "et"}]
    fields = {
        "identifier.unts": one(head["number"]),
        "date.adopted": one(signed and title.endswith(signed[-1][0]) and _iso(signed[-1])),
        "date.in_force": one(began and _iso(began)),
        "place.concluded": one(place and place["place"]),
        "language.authentic": one(*([] if others else known)),
        "party.code": _codes(head["parties"], "fr" if "Entrée" in force[0] else "en"),
    }
    return Gold(path, "fr" if "Entrée" in force[0] else "en", fields)


def _codes(parties: str, language: str) -> frozenset[str]:
    """The codes of two States, by the names that CLDR and ISO 3166 have for them; else nothing."""
    names = re.split(r" and | et ", " ".join(parties.split()).strip(" ."))
    codes = [_states(language).get(name) for name in names]
    return one(*codes) if len(names) == 2 and all(codes) else frozenset()


@cache
def _states(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    named = {territories[state.alpha_2]: state.alpha_3 for state in pycountry.countries}
    english = {state.name: state.alpha_3 for state in pycountry.countries}
    return named if language == "fr" else named | english


def _iso(match: re.Match[str]) -> str:
    month = _MONTHS.get(match["month"].lower())
    return f"{match['year']}-{month:02}-{int(match['day']):02}" if month else ""


def _document(entry: str) -> RawDocument:
    """The entry as a document: the lines of its title are one paragraph, as readers of pages make them."""
    head, force = _ENTRY.match(entry), _FORCE.search(entry)
    assert head is not None
    assert force is not None
    title = " ".join(entry[head.end() : force.start()].split())
    blocks, start = [], 0
    for line in (head[0], title, *entry[force.start() :].splitlines()):
        blocks.append(Block(line, start=start))
        start += len(line) + 1
    return RawDocument(blocks=tuple(blocks))
