"""Readers against real documents with known answers."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from pathlib import Path

import pytest

from corpus.model import ProvisionKind
from ingest.document import RawDocument
from ingest.errors import IngestError, NoUsableText
from ingest.readers import read_file

pytestmark = pytest.mark.data

CODES = {
    "unreadable_file", "encrypted_file", "no_usable_text", "too_large", "unknown_format", "invalid_record",
    "not_a_document",
}  # fmt: skip


def articles(document: RawDocument) -> list[str]:
    """Numbers of the articles of a given tree."""
    found = [node for top in document.tree or () for node in top.walk() if node.kind is ProvisionKind.ARTICLE]
    return [node.number or "" for node in found]


def some(folder: Path, pattern: str, count: int) -> list[Path]:
    """The same few files each time."""
    files = sorted(folder.glob(pattern))
    return random.Random(5).sample(files, min(count, len(files)))


def test_treaties_in_two_languages_have_the_same_articles(test_data: Path) -> None:
    for path in sorted((test_data / "treaties/open-treaties/data").glob("*.json")):
        chinese, english = sorted(read_file(path), key=lambda document: document.hints.language != "zh-Hant")
        total = json.loads(path.read_text(encoding="utf-8"))["total_articles"]
        assert len(articles(chinese)) == len(articles(english)) == total, path.name
        assert articles(chinese) == articles(english), path.name


def test_universal_declaration_has_thirty_articles(test_data: Path) -> None:
    for path in sorted((test_data / "treaties/udhr").glob("*.xml")):
        (document,) = read_file(path)
        assert articles(document) == [str(number) for number in range(1, 31)], path.name


def test_agreements_keep_every_article(test_data: Path) -> None:
    for path in some(test_data / "treaties/tota/xml", "*.xml", 8):
        (document,) = read_file(path)
        numbered = re.findall(r'<article number="', path.read_text(encoding="utf-8"))
        assert sum(bool(number) for number in articles(document)) >= len(numbered) * 0.98, path.name
        assert document.hints.parties, path.name
        assert document.hints.language, path.name


@pytest.mark.parametrize(
    ("folder", "pattern"),
    [("treaties/intl-law-json", "*/*.json"), ("regulations/vi/alqac", "20*/law.json")],
)
def test_lists_of_articles_are_whole(test_data: Path, folder: str, pattern: str) -> None:
    for path in sorted((test_data / folder).glob(pattern)):
        value = json.loads(path.read_text(encoding="utf-8"))
        laws = value if isinstance(value, list) else [value.get("content", value)]
        for law, document in zip(laws, read_file(path), strict=True):
            text = letters(" ".join(node.full_text() + node.heading for node in document.tree or ()))
            lost = [one for one in law["articles"] if letters(one["text"])[-40:] not in text]
            assert not lost, path.name
            assert len(articles(document)) >= sum(
                one.get("number", "1")[0].isdigit() for one in law["articles"]
            )


def letters(text: str) -> str:
    return re.sub(r"\W", "", unicodedata.normalize("NFC", text))


def test_broken_character_maps_are_told_from_text(test_data: Path) -> None:
    folder = test_data / "treaties/bbnj/authoritative/un"
    for language in ("ar", "zh"):
        with pytest.raises(NoUsableText):
            list(read_file(next(folder.glob(f"bbnj-agreement-2023-{language}/*/original.pdf"))))
    (english,) = read_file(next(folder.glob("bbnj-agreement-2023/*/original.pdf")))
    assert english.unusable_pages == ()
    headings = [block.text for block in english.blocks if re.fullmatch(r"Article \d+", block.text)]
    assert headings[:76] == [f"Article {number}" for number in range(1, 77)]


@pytest.mark.parametrize(
    ("name", "encoding", "damaged"),
    [
        ("Arabic_Alarabia-Arabic", "windows-1256", False), ("Chinese_Mandarin-GB2312", "gb18030", False),
        ("Chinese_Mandarin-HZ", "HZ", False), ("French_Francais-Latin1", "windows-1252", False),
        ("Russian_Russky-Cyrillic", "windows-1251", False), ("Vietnamese-TCVN", "TCVN3", True),
        ("Vietnamese-VIQR", "windows-1258", True), ("Vietnamese-ALRN-UTF8", "", False),
    ],
)  # fmt: skip
def test_legacy_encodings(test_data: Path, name: str, encoding: str, damaged: bool) -> None:
    (document,) = read_file(test_data / "treaties/udhr-legacy-encodings" / name)
    said = [notice.reason for notice in document.notices if notice.code == "encoding"]
    assert said == ([f"read as {encoding}"] if encoding else [])
    assert any(notice.code == "damaged_text" for notice in document.notices) is damaged


def test_a_binary_word_document_equals_its_text(test_data: Path) -> None:
    folder = test_data / "regulations/vi/doc"
    (document,) = read_file(next(folder.glob("*.doc")))
    (text,) = read_file(next(folder.glob("*.txt")))
    plain = [letters(one.text)[:5000] for one in (document, text)]
    assert plain[0] == plain[1]


def test_dutch_treaties_are_parted_from_their_originals(test_data: Path) -> None:
    parted = both = 0
    for path in some(test_data / "treaties/nl-verdragen/current", "*.md", 30):
        text = path.read_text(encoding="utf-8")
        counts = [len(re.findall(rf"^#+\s*{word}\s", text, re.MULTILINE)) for word in ("Article", "Artikel")]
        if min(counts) > 2 and counts[0] == counts[1]:
            both += 1
            parted += {document.hints.language for document in read_file(path)} > {"nl"}
    assert both > 5
    assert parted >= 0.9 * both


def test_every_file_is_read_or_named(test_data: Path) -> None:
    """A fortieth of all files, the same each time: documents with text, or a stable code."""
    files = [
        path for path in sorted(test_data.rglob("*")) if path.is_file() and path.stat().st_size < 1_000_000
    ]
    for path in random.Random(11).sample(files, len(files) // 40):
        try:
            documents = list(read_file(path))
        except IngestError as fault:
            named = fault.code in CODES
        else:
            named = all(document.blocks or document.tree for document in documents)
            for document in documents:
                assert all(
                    document.text[block.start :].startswith(block.text) for block in document.blocks[::7]
                )
        assert named, path
