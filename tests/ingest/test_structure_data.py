"""Article sequences of real documents against what is known of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from corpus.language.detection import detect
from corpus.model import ProvisionKind
from ingest.document import Hints, RawDocument
from ingest.metadata import describe
from ingest.readers import read_file
from ingest.structure import StructuredText, structure

pytestmark = pytest.mark.data


def read(path: Path) -> list[tuple[RawDocument, StructuredText]]:
    found = []
    for raw in read_file(path):
        text = raw.text if raw.tree is None else "\n".join(top.full_text() for top in raw.tree)
        found.append((raw, structure(raw, raw.hints.language or detect(text[:20_000]), path=path.name)))
    return found


def numbers(found: StructuredText) -> list[str]:
    return [p.number or "" for p in found.walk() if p.kind is ProvisionKind.ARTICLE]


def sample(folder: Path, pattern: str, count: int) -> list[Path]:
    files = sorted(path for path in folder.rglob(pattern) if path.is_file() and path.name != "_index.md")
    return random.Random(count).sample(files, min(count, len(files)))


def test_the_charter_has_111_articles_in_every_language_and_form(test_data: Path) -> None:
    files = sorted((test_data / "treaties/un-charter").rglob("*.txt"))
    assert len(files) == 12
    for path in files:
        ((_, found),) = read(path)
        assert numbers(found) == [str(n) for n in range(1, 112)], path.name


def test_the_declaration_has_30_articles_in_31_languages(test_data: Path) -> None:
    for path in sorted((test_data / "treaties/udhr").glob("*.xml")):
        ((_, found),) = read(path)
        assert len(numbers(found)) == 30, path.name


def test_chinese_laws_count_their_articles_without_a_gap(test_data: Path) -> None:
    broken = []
    for path in sample(test_data / "regulations/zh/laws", "*.md", 60):
        ((_, found),) = read(path)
        counted = [int(n) for n in numbers(found) if n.isdecimal()]
        if counted != list(range(1, len(counted) + 1)):
            broken.append(path.name)
    assert len(broken) <= 1, broken


def test_both_languages_of_a_treaty_have_the_same_articles(test_data: Path) -> None:
    different, pairs = [], 0
    for path in sample(test_data / "treaties/nl-verdragen/current", "*.md", 60):
        parts = [numbers(found) for _, found in read(path)]
        if len(parts) == 2 and all(parts):
            pairs += 1
            if parts[0] != parts[1]:
                different.append(path.name)
    assert pairs >= 10
    assert len(different) <= 0.1 * pairs, different


def test_nearly_every_law_has_more_than_one_provision(test_data: Path) -> None:
    folders = (
        "treaties/culture-treaties/en",
        "treaties/env-treaties/texts",
        "regulations/ar/saudi",
        "regulations/es",
        "regulations/fr/lu",
        "regulations/vi/van-ban-2026",
    )
    files = [path for folder in folders for path in sample(test_data / folder, "*.[mt][dx]*", 20)]
    several = [sum(1 for _ in found.walk()) > 1 for path in files for _, found in read(path)]
    assert sum(several) >= 0.95 * len(several)


def test_numbers_and_dates_read_from_the_text_agree_with_the_collection(test_data: Path) -> None:
    """The front matter of 2026 circulars is gold for their text: nothing read may contradict it."""
    read_, wrong = 0, []
    for path in sorted((test_data / "regulations/vi/van-ban-2026").rglob("*.md")):
        for raw, found in read(path):
            text = describe(RawDocument(blocks=raw.blocks), found, Hints(language="vi")).work
            given = raw.hints
            if given.in_force and text.in_force:
                read_ += 1
                if given.in_force.isoformat() != text.in_force.isoformat():
                    wrong.append(path.name)
    assert read_ >= 10
    assert len(wrong) <= 1, wrong
