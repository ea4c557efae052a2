"""What is read of documents about themselves, field by field: right, wrong and unknown apart.

Only the text counts: neither manifest nor the format's own fields (front matter, attributes) are given to
the readers. A field is counted where the gold has it. A text that does not say what the gold has is
unknown too, so that recall has a ceiling below 1 in sets whose texts leave much unsaid; precision has none.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bench.quality.halves import SEED, Half
from bench.quality.metadata_gold import SETS, Fields, Gold
from bench.quality.registrations import registrations
from bench.quality.score import Score
from corpus.language.folding import fold
from corpus.model import OriginKind
from ingest.document import Hints, RawDocument
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.metadata import Description, describe
from ingest.readers import read_file
from ingest.structure import structure

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_MOST_NAMED: Final = 4
"""Documents with wrong values that a line names."""
_FIELDS: Final = (
    "identifier.number", "identifier.unts", "kind", "title", "issuer", "party.code", "date.adopted",
    "date.in_force", "place.concluded", "language.authentic",
)  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Right, wrong and unknown of one field, with the documents whose value is wrong."""

    right: int = 0
    wrong: int = 0
    unknown: int = 0
    documents: list[str] = field(default_factory=list)


def measure(data: Path, half: Half | None, most: int | None) -> Iterator[Score]:
    """A line for each field, language and set."""
    for name, gold in SETS.items():
        yield from _scores(name, drawn(gold(data, half), most), half)
    yield from _compared("un-statements", ((one, read) for one, read in registrations(data, half, most)))


def drawn(gold: Iterable[Gold], most: int | None) -> list[Gold]:
    """So many documents of each language, by lot."""
    by_language: dict[str, list[Gold]] = {}
    for one in gold:
        by_language.setdefault(one.language, []).append(one)
    chance = random.Random(f"{SEED} metadata")
    return [
        one
        for group in by_language.values()
        for one in (group if most is None or len(group) <= most else chance.sample(group, most))
    ]


def _scores(name: str, gold: Sequence[Gold], half: Half | None) -> Iterator[Score]:
    yield from _compared(name, ((one, found) for one in gold for found in [read(one)] if found))


def read(gold: Gold) -> Fields | None:
    """What the text of a document says; of several languages in one file that of the gold."""
    best: Fields | None = None
    try:
        for raw in read_file(gold.path):
            language, found = described(raw, gold.path.name)
            if language.split("-")[0] == gold.language:
                return found
            best = best or found
    except IngestError:
        return None
    return best


def described(raw: RawDocument, name: str) -> tuple[str, Fields]:
    """The language of a document, and its fields as read from the text alone."""
    text = raw.full_text
    language, _ = language_of(None, raw.hints.language, text[:20_000], name)
    bare = replace(raw, hints=Hints(language=language))
    return language, fields_of(describe(bare, structure(bare, language, path=name), Hints()))


def fields_of(description: Description) -> Fields:
    """The values that a description takes, by field."""
    work = description.work
    found: dict[str, set[str]] = {"kind": {work.kind.value} - {"other"}, "issuer": set(work.issuers)}
    for identifier in work.identifiers:
        found.setdefault(f"identifier.{identifier.scheme.value}", set()).add(identifier.value)
    for name, day in (("date.adopted", work.adopted), ("date.in_force", work.in_force)):
        if day:
            found[name] = {day.isoformat()}
    marked = {one.value for one in description.assertions if one.origin.kind is OriginKind.RULE}
    for language, title in work.titles.items():
        if title in marked:  # the first words of a text, which are not taken for its title
            continue
        found[f"title.{language}"] = {title}
        found.setdefault("title", set()).add(title)
    for one in description.assertions:
        if one.field in {"party.code", "place.concluded", "language.authentic"}:
            found.setdefault(one.field, set()).add(one.value)
    return {name: frozenset(values) for name, values in found.items()}


def _compared(name: str, pairs: Iterable[tuple[Gold, Fields]]) -> Iterator[Score]:
    tallies: dict[tuple[str, str], Tally] = {}
    for gold, found in pairs:
        for field_, wanted in gold.fields.items():
            if wanted:
                plain = field_.split(".")[0] if field_.startswith("title.") else field_
                language = field_[6:] if field_.startswith("title.") else gold.language
                tally = tallies.setdefault((plain, language), Tally())
                count(tally, field_, wanted, found.get(field_, frozenset()), gold.path.name)
    for (field_, language), tally in tallies.items():
        detail = ", ".join(tally.documents[:_MOST_NAMED])
        yield Score(f"metadata: {field_}", language, name, tally.right, tally.wrong, tally.unknown, detail)


def count(tally: Tally, field_: str, wanted: frozenset[str], found: frozenset[str], name: str) -> None:
    """Count the values of one field of one document."""
    right = {value for value in wanted if any(same(field_, value, other) for other in found)}
    wrong = {value for value in found if not any(agrees(field_, other, value) for other in wanted)}
    tally.right += len(right)
    tally.wrong += len(wrong)
    tally.unknown += len(wanted - right)
    if wrong:
        tally.documents.append(name)


def agrees(field_: str, wanted: str, found: str) -> bool:
    """Whether a value is not wrong: the month of a day is less than was asked, and true."""
    return same(field_, wanted, found) or (field_.startswith("date.") and wanted.startswith(found))


def same(field_: str, wanted: str, found: str) -> bool:
    """Whether two values are one: a date within what the gold knows, names and titles by their letters."""
    if field_.startswith("date."):
        return found.startswith(wanted)
    one, other = _letters(wanted), _letters(found)
    if field_.startswith("title"):
        return one.startswith(other[: len(one)]) and len(other) >= 0.9 * len(one)
    return one == other


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text.translate(_DIGITS), "und"))
