"""Arabic in the order of the screen: told by its words, turned line by line, in doubt left and told."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import RawDocument
from ingest.readers import read_file
from ingest.readers.visual_order import evidence_of, in_reading_order, turned_lines

READING = [
    "اتفاقية قنصلية بين جمهورية نورفالي ومملكة هالدن",
    "المادة الأولى",
    "تسري هذه الاتفاقية على البعثات القنصلية في الدولة الموفد إليها.",
    "المادة 12",
    "تبلغ الدولة الموفدة الدولة الأخرى خلال 30 يوما من التعيين (انظر الملحق).",
    "المادة الثالثة",
    "يجوز إنهاء هذه الاتفاقية بإشعار كتابي مدته ستة أشهر.",
]
SCREEN = [
    "ندلاه ةكلممو يلافرون ةيروهمج نيب ةيلصنق ةيقافتا",
    "ىلوألا ةداملا",
    ".اهيلإ دفوملا ةلودلا يف ةيلصنقلا تاثعبلا ىلع ةيقافتالا هذه يرست",
    "12 ةداملا",
    ".(قحلملا رظنا) نييعتلا نم اموي 30 لالخ ىرخألا ةلودلا ةدفوملا ةلودلا غلبت",
    "ةثلاثلا ةداملا",
    ".رهشأ ةتس هتدم يباتك راعشإب ةيقافتالا هذه ءاهنإ زوجي",
]
"""The same as a screen shows it, from left to right."""


def read(path: Path, text: str) -> RawDocument:
    path.write_text(text, "utf-8")
    (document,) = read_file(path)
    return document


def steps_of(document: RawDocument) -> str:
    return next((notice.reason for notice in document.notices if notice.code == "repaired"), "")


def test_the_words_tell_the_order() -> None:
    assert evidence_of("\n".join(SCREEN)).is_visual
    assert not evidence_of("\n".join(READING)).is_visual
    assert not evidence_of("\n".join(READING)).is_doubtful
    assert evidence_of("Article 1. Scope").screen == 0


@pytest.mark.parametrize(("screen", "reading"), list(zip(SCREEN, READING, strict=True)))
def test_a_line_is_turned(screen: str, reading: str) -> None:
    assert turned_lines([screen]) == [reading]


@pytest.mark.parametrize(("screen", "reading"), [
    ("2020/5 مقر ةيقافتالا", "الاتفاقية رقم 2020/5"),
    ("٢٠٢٠/٥ مقر ةيقافتالا", "الاتفاقية رقم ٢٠٢٠/٥"),
    ("World Trade ةيلودلا ةمظنملا", "المنظمة الدولية World Trade"),
    ("see the word ىلوألا ةداملا in its list", "see the word المادة الأولى in its list"),
    ("Article 5 (WTO)", "Article 5 (WTO)"),
    ("ﺔﻴﻗﺎﻔﺗﻻﺍ", "ﺍﻻﺗﻔﺎﻗﻴﺔ"),
    ("ُةلودلا غِّلبت", "تبلِّغ الدولةُ"),
    ("", ""),
])  # fmt: skip
def test_what_stands_in_a_line(screen: str, reading: str) -> None:
    turned = turned_lines([screen])[0]
    assert unicodedata.normalize("NFC", turned) == unicodedata.normalize("NFC", reading)


def test_brackets_as_painted_are_turned_with_all_of_the_text() -> None:
    assert turned_lines(["(5) ةرقفلا", "(أ) دنبلا"]) == ["الفقرة (5)", "البند (أ)"]
    assert turned_lines([")5( ةرقفلا", ")أ( دنبلا"]) == ["الفقرة (5)", "البند (أ)"]


@pytest.mark.parametrize("name", ["law.txt", "law.md"])
def test_a_text_file(tmp_path: Path, name: str) -> None:
    document = read(tmp_path / name, "\n\n".join(SCREEN))
    assert [block.text for block in document.blocks] == READING
    assert "visual_order 7" in steps_of(document)
    assert not any(notice.code == "damaged_text" for notice in document.notices)


@pytest.mark.parametrize("page", [
    "<p>" + "</p>\n<p>".join(SCREEN) + "</p>",
    "<p>" + "<br>".join(SCREEN) + "</p>",
    "<pre>" + "\n".join(SCREEN) + "</pre>",
    "<p>" + "</p><p>".join(line.replace("ةداملا", "<b>ةداملا</b>") for line in SCREEN) + "</p>",
    "<div>" + "</div><div>".join(line.replace(" ", "\n  ") for line in SCREEN) + "</div>",
])  # fmt: skip
def test_a_page(tmp_path: Path, page: str) -> None:
    title = "<title>ةيلصنق ةيقافتا</title>"
    document = read(tmp_path / "law.html", f"<html><head>{title}</head><body>{page}</body></html>")
    assert [block.text for block in document.blocks] == READING
    assert document.hints.extra["html.title"] == "اتفاقية قنصلية"
    assert "visual_order" in steps_of(document)


def test_presentation_forms_of_an_old_export(tmp_path: Path) -> None:
    document = read(tmp_path / "law.txt", "\n".join(SCREEN).replace("ةيقافتالا", "ﺔﻴﻗﺎﻔﺗﻻﺍ"))
    assert "الاتفاقية" in document.text
    assert "visual_order" in steps_of(document)


@pytest.mark.parametrize("name", ["law.txt", "law.html"])
def test_in_doubt_nothing_is_turned_and_it_is_told(tmp_path: Path, name: str) -> None:
    lines = SCREEN + READING
    text = "<p>" + "</p><p>".join(lines) + "</p>" if name.endswith("html") else "\n\n".join(lines)
    document = read(tmp_path / name, text)
    assert [block.text for block in document.blocks] == lines
    (notice,) = [notice for notice in document.notices if notice.code == "damaged_text"]
    assert "order of the screen" in notice.reason
    assert "visual_order" not in steps_of(document)


def test_a_record_with_its_provisions(tmp_path: Path) -> None:
    given = [{"number": str(at), "text": line} for at, line in enumerate(SCREEN, 1)]
    record = {"id": "a-1", "language": "ar", "title": SCREEN[0], "provisions": given}
    document = read(tmp_path / "law.jsonl", json.dumps(record))
    assert [one.text for one in document.tree or ()] == READING
    assert list(document.hints.titles.values()) == [READING[0]]
    assert steps_of(document) == "visual_order 8"


def test_lines_that_were_joined_are_left_and_told(tmp_path: Path) -> None:
    record = {"id": "a-1", "language": "ar", "title": "قانون", "text": " ".join(SCREEN)}
    document = read(tmp_path / "law.jsonl", json.dumps(record))
    assert document.text == " ".join(SCREEN)
    assert "order of the screen" in "".join(notice.reason for notice in document.notices)


@pytest.mark.parametrize("name", ["law.rtf", "law.docx"])
def test_paragraphs_of_a_word_processor(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("rtf"):
        lines = ("".join(f"\\u{ord(sign)}?" for sign in line) for line in SCREEN)
        path.write_text(r"{\rtf1\ansi\uc1 " + r"\par ".join(lines) + r"\par}", "ascii")
    else:
        page = docx.Document()
        for line in SCREEN:
            page.add_paragraph(line)
        page.save(str(path))
    (document,) = read_file(path)
    assert [block.text for block in document.blocks] == READING
    assert steps_of(document) == "visual_order 7"


def test_a_name_or_two_are_no_old_export() -> None:
    text = "\n".join(READING * 9) + "\nةداملا ةيناثلا"
    assert in_reading_order(text, "a.txt").text == text
    assert not in_reading_order(text, "a.txt").notices


@given(st.text("ابتةالمن ()5٣a.\n\u064b", max_size=80))
def test_no_letter_is_lost(text: str) -> None:
    lines = text.split("\n")
    turned = turned_lines(lines)
    assert len(turned) == len(lines)
    assert sorted("".join("".join(turned).split()).translate(str.maketrans("(", ")"))) == sorted(
        "".join("".join(lines).split()).translate(str.maketrans("(", ")"))
    )
