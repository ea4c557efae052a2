"""Numbers that recognition misread, labels printed twice, articles behind stray numbers, spaced letters."""

from __future__ import annotations

import pytest

from corpus.model import ProvisionKind
from ingest.document import Block, RawDocument
from ingest.structure import structure

TEXT = "The Parties shall keep the harbour open."
CASES = [
    ("en", ["Article I", "Article 11", "Article III"], ["1", "2", "3"]),
    ("en", ["Article 9", "Article 10", "Article I1", "Article 12"], ["9", "10", "11", "12"]),
    ("fr", ["Article 9", "Article 10", "Article 1 1", "Article 12"], ["9", "10", "11", "12"]),
    ("fr", ["Article VI", "Article VII", "Article Vlll", "Article IX"], ["6", "7", "8", "9"]),
    ("en", ["Article XIII", "Article XW", "Article XV"], ["13", "14", "15"]),
    ("en", ["Article 9", "Article 10", "Article 11", "Article 12"], ["9", "10", "11", "12"]),
    ("fr", ["Article Ier.", "Article II."], ["1", "2"]),
    ("en", ["Article X", "Article XI A Commission sits", "Article XII"], ["10", "11", "12"]),
    ("de", ["Art. 70", "35 Art. 71 a Weitere Ausweise", "Art. 72"], ["70", "71a", "72"]),
    ("en", ["Article 1", "2 Article 5 of the Harbour Act stays in force", "Article 2"], ["1", "2"]),
]  # fmt: skip


def numbers(lines: list[str], language: str) -> list[str | None]:
    found = structure(RawDocument(tuple(Block(line) for line in lines)), language)
    return [p.number for p in found.walk() if p.kind is ProvisionKind.ARTICLE]


@pytest.mark.parametrize(("language", "labels", "expected"), CASES)
def test_the_sequence_tells_what_a_number_is(language: str, labels: list[str], expected: list[str]) -> None:
    assert numbers([line for label in labels for line in (label, TEXT)], language) == expected


def test_a_label_above_the_heading_of_its_chapter_is_printed_again_below() -> None:
    lines = [
        "المادة الأولى",
        "الفصل الأول: أحكام عامة",
        "المادة الأولى:",
        "يسري هذا النظام على الموانئ.",
        "المادة الثانية",
        "تفتح الموانئ كل يوم.",
        "المادة الثالثة",
        "الفصل الثاني: الرسوم",
        "المادة الثالثة:",
        "تدفع الرسوم نقدا.",
    ]
    assert numbers(lines, "ar") == ["1", "2", "3"]
    found = structure(RawDocument(tuple(Block(line) for line in lines)), "ar")
    chapters = [p for p in found.walk() if p.kind is ProvisionKind.CHAPTER]
    assert [[child.number for child in chapter.children] for chapter in chapters] == [["1", "2"], ["3"]]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("el", "Άρθρο {}"),
        ("he", "סעיף {}"),
        ("th", "ข้อ {}"),
        ("ur", "دفعہ {}"),
        ("lo", "ມາດຕາ {}"),
        ("hi", "अनुच्छेद {}"),
    ],
)
def test_words_of_languages_without_a_table(language: str, label: str) -> None:
    digits = "אבג" if language == "he" else "123"
    assert numbers([label.format(sign) for sign in digits], language) == ["1", "2", "3"]
