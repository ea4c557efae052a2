"""PDF: text, columns, furniture, and the pages that have no text."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
from damage import pdf_file

from ingest.document import BlockKind, RawDocument
from ingest.errors import EncryptedFile, NoUsableText
from ingest.readers import read_file
from ingest.readers.limits import Limits
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_layout import lines_of
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_page import Page, Run

Placed = tuple[float, float, str]


def make(pages: Sequence[Sequence[Placed]], font: str = "Helvetica") -> bytes:
    """A PDF whose pages have text at places (points from the top left)."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        f"<</Type/Font/Subtype/Type1/BaseFont/{font}>>".encode(),
    ]
    kids = []
    for page in pages:
        shown = "".join(f"BT /F1 10 Tf {x} {842 - y} Td ({text}) Tj ET\n" for x, y, text in page).encode(
            "latin-1"
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
            % len(objects)
        )
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    return pdf_file(objects)


def read(tmp_path: Path, data: bytes) -> list[RawDocument]:
    path = tmp_path / "law.pdf"
    path.write_bytes(data)
    return list(read_file(path))


def page_of(lines: Sequence[str], left: float = 72, top: float = 100, leading: float = 14) -> list[Placed]:
    return [(left, top + leading * number, line) for number, line in enumerate(lines)]


PROSE = [
    "Article 1",
    "The competent authorities of the receiving State shall inform the consular post of the",
    "sending State without delay whenever a national of that State has been deprived of lib-",
    "erty, and shall give the reasons.",
    "1. The post may answer in writing.",
    "2. The answer is sent to the ministry, which passes it on to the authority that has the",
    "matter in hand.",
]


def test_lines_become_paragraphs(tmp_path: Path) -> None:
    (document,) = read(tmp_path, make([page_of(PROSE)]))
    assert [block.text.split(" ")[0] for block in document.blocks] == ["Article", "The", "1.", "2."]
    assert "deprived of liberty, and" in document.text
    assert {block.page for block in document.blocks} == {1}
    assert (document.first_page, document.last_page, document.unusable_pages) == (1, 1, ())


def test_a_paragraph_runs_over_the_page(tmp_path: Path) -> None:
    first = [
        "1. " + "The register is open to each of the Parties at any reasonable hour of day " * 1,
        *PROSE[1:3],
    ]
    second = ["erty for more than one day, and it shall name the place where the national is held."]
    (document,) = read(tmp_path, make([page_of([*PROSE[:3]]), page_of(second), page_of(first)]))
    assert "deprived of liberty for more than" in document.text


def test_running_heads_and_page_numbers_go_and_the_title_stays(tmp_path: Path) -> None:
    pages = []
    for number in range(1, 6):
        head = [(200, 40, "Agreement on Seafarers"), (290, 810, f"- {number} -")]
        body = page_of(
            [f"{number}. Paragraph number {number} of the agreement says its own thing here."], top=120
        )
        title = [(150.0, 90.0, "Agreement on Seafarers")] if number == 1 else []
        pages.append([*head, *title, *body])
    (document,) = read(tmp_path, make(pages))
    texts = [block.text for block in document.blocks]
    assert texts[0] == "Agreement on Seafarers"
    assert len(texts) == 6
    assert not any(text.startswith("-") for text in texts)


LEFT = [
    "Article 4. The consular officer may visit a", "national who is held, may speak and write to",
    "that person and may arrange for a defence in", "court, unless the person refuses such help in",
    "the presence of the officer. The visit takes", "place within five days of the request made to",
    "the authority that holds the person, and may", "be repeated after each full month of custody.",
]  # fmt: skip
RIGHT = [
    "Article 4. Le fonctionnaire consulaire peut", "rendre visite au ressortissant qui est tenu,",
    "s'entretenir et correspondre avec lui et lui", "assurer une defense en justice, sauf si cette",
    "personne refuse cette aide en sa presence. La", "visite a lieu dans les cinq jours suivant la",
    "demande faite par le poste et peut avoir lieu", "de nouveau apres chaque mois de detention ici.",
]  # fmt: skip


def test_columns_are_not_interleaved(tmp_path: Path) -> None:
    pages = [
        [*page_of(LEFT), *page_of([line.replace("Article 4", "Article 5") for line in LEFT], left=330)]
    ] * 2
    (document,) = read(tmp_path, make(pages))
    texts = [block.text for block in document.blocks]
    assert texts[0].startswith("Article 4. The consular officer may visit a national who is held")
    assert texts[1].startswith("Article 5. The consular officer")


def test_columns_in_two_languages_are_two_documents(tmp_path: Path) -> None:
    title = [(180.0, 60.0, "AGREEMENT ACCORD concerning visits")]
    pages = [[*title, *page_of(LEFT), *page_of(RIGHT, left=330)], [*page_of(LEFT), *page_of(RIGHT, left=330)]]
    english, french = read(tmp_path, make(pages))
    assert (english.hints.language, french.hints.language) == ("en", "fr")
    assert "consular officer may visit" in english.text
    assert "fonctionnaire" not in english.text
    assert "fonctionnaire consulaire peut rendre visite" in french.text


def test_rows_of_a_table_stay_together(tmp_path: Path) -> None:
    rows = [
        ("Visa", "60", "30 days"),
        ("Passport", "70", "5 years"),
        ("Legalisation", "20", "none"),
        ("Copy", "2", "none"),
    ]
    table = [
        (x, 200.0 + 16 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((72, 250, 400), row, strict=True)
    ]
    (document,) = read(
        tmp_path, make([[*page_of(["The fees are those of the table that follows here."]), *table]])
    )
    block = next(block for block in document.blocks if block.kind is BlockKind.TABLE)
    assert block.text.split("\n")[1] == "Passport | 70 | 5 years"


def test_a_label_set_apart_belongs_to_its_text(tmp_path: Path) -> None:
    lines = [
        (72, 100, "1."),
        (110, 100, "The Parties shall consult."),
        (72, 114, "(a)"),
        (110, 114, "in writing;"),
    ]
    (document,) = read(tmp_path, make([lines]))
    assert [block.text for block in document.blocks] == ["1. The Parties shall consult.", "(a) in writing;"]


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    pages = [
        page_of(PROSE),
        [(72, 100, "\x01\x02\x03\x04\x05\x06\x07 \x0e\x0f\x10\x11\x12\x13")],
        page_of(PROSE),
        [],
    ]
    (document,) = read(tmp_path, make([*pages, [(250, 300, "ANNEX")]]))
    assert document.unusable_pages == (2,)
    assert document.blocks[-1].text == "ANNEX"


def test_a_scan_needs_character_recognition(samples: Path) -> None:
    with pytest.raises(NoUsableText, match="character recognition"):
        list(read_file(samples / "ostermere-scan.en.pdf"))


def test_a_password(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make([page_of(PROSE)])))
    writer.encrypt("secret", algorithm="AES-128")
    stream = io.BytesIO()
    writer.write(stream)
    with pytest.raises(EncryptedFile):
        read(tmp_path, stream.getvalue())


def test_no_password_for_reading(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(make([page_of(PROSE)])))
    writer.encrypt("", "owner", algorithm="AES-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert "consular post" in read(tmp_path, stream.getvalue())[0].text


def test_the_samples(samples: Path) -> None:
    vietnamese, spanish = read_file(samples / "visa-waiver-cardena.vi-es.pdf")
    assert (vietnamese.hints.language, spanish.hints.language) == ("vi", "es")
    numbers = [
        re.findall(rf"^{word} (\d+)\.", document.text, re.MULTILINE)
        for word, document in (("Điều", vietnamese), ("Artículo", spanish))
    ]
    assert numbers[0] == numbers[1] == [str(number) for number in range(1, 20)]
    (convention,) = read_file(samples / "ostermere-convention.en.pdf")
    assert convention.blocks[0].text.startswith("CONVENTION ON CONSULAR ASSISTANCE")
    articles = [
        block.text
        for block in convention.blocks
        if block.text.startswith("Article ") and len(block.text) < 12
    ]
    assert articles == [f"Article {number}" for number in range(1, len(articles) + 1)]


def _run(text: str, left: float, top: float, width: float | None = None) -> Run:
    return Run(text, left, top, left + (width or 5 * len(text)), top + 8, 8)


def test_a_full_width_title_parts_the_bands() -> None:
    columns = [
        run
        for y in range(12)
        for run in (_run("l" * 40, 50, 100 + 12 * y), _run("r" * 40, 300, 100 + 12 * y))
    ]
    page = Page(1, (_run("t" * 80, 60, 60), *columns), 595, 842, is_blank=False)
    lines = lines_of(page)
    assert [line.column for line in lines] == [0, *[1] * 12, *[2] * 12]


def test_furniture_needs_repetition() -> None:
    def line(text: str, page: int, top: float) -> Line:
        return Line(text, 72, top, 300, top + 8, 8, bold=False, page=page)

    pages = [[line("HEAD", n, 40), line(f"{n}. own", n, 300), line(str(n), n, 800)] for n in range(1, 4)]
    assert [[one.text for one in page] for page in without_furniture(pages)] == [
        ["1. own"],
        ["2. own"],
        ["3. own"],
    ]
    assert [one.text for one in without_furniture(pages[:1])[0]] == ["HEAD", "1. own"]


def test_a_line_of_digits_alone_goes_on_with_its_sentence(samples: Path) -> None:
    (document,) = read_file(samples / "ostermere-convention.en.pdf")
    texts = [block.text for block in document.blocks]
    assert not [text for text in texts if text.strip(" .").isdigit()]
    assert any(text.endswith("in accordance with article 10.") for text in texts)


def test_the_number_of_pages_is_told_before_they_are_read(tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "thick.pdf"
    path.write_bytes(make([page_of(PROSE)] * 3))
    reading = read_file(path, Limits(expect=told.append))
    next(reading)
    assert told == [3]
