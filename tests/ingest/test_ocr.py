"""Character recognition of pages that are only pictures."""

from __future__ import annotations

import io
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pypdf
import pytest
from PIL import Image
from printed import LINES, SIZE, page, pdf, tiff
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, PdfObject

from corpus.tables import CELL
from ingest.document import BlockKind, RawDocument
from ingest.errors import IngestError, NotADocument, NoUsableText, UnreadableFile
from ingest.readers import ocr, ocr_choice, read_file
from ingest.readers.ocr import Word
from ingest.readers.ocr_choice import Recogniser, Unread, advice
from ingest.readers.ocr_lines import lines_of_words, repaired
from ingest.readers.pdf_paragraphs import flow_of

READ = "may speak and write to that person without delay. The visit takes place within five days"
tesseract = pytest.mark.needs("Tesseract")


def read(tmp_path: Path, name: str, data: bytes, recogniser: Recogniser | None = None) -> RawDocument:
    path = tmp_path / name
    path.write_bytes(data)
    (document,) = read_file(path, recogniser=recogniser or Recogniser(("en",)))
    return document


@tesseract
@pytest.mark.parametrize(("name", "make"), [("scan.pdf", pdf), ("scan.tif", tiff)])
def test_pictures_of_pages_become_paragraphs_with_their_confidence(
    tmp_path: Path, name: str, make: Callable[..., bytes]
) -> None:
    document = read(tmp_path, name, make(page(), page(LINES[4:])))
    assert [block.text for block in document.blocks if block.text.startswith("Article")] == [
        "Article 12", "Article 13", "Article 13",
    ]  # fmt: skip
    assert READ in document.text
    assert {block.page for block in document.blocks} == {1, 2}
    assert all(block.confidence and block.confidence > 0.8 for block in document.blocks)
    assert (document.last_page, document.unusable_pages) == (2, ())
    assert [notice.code for notice in document.notices] == ["recognised_text"]


@tesseract
@pytest.mark.parametrize("told", [(), ("ru",)])
def test_the_language_is_found_whatever_was_said(tmp_path: Path, told: tuple[str, ...]) -> None:
    assert READ in read(tmp_path, "scan.pdf", pdf(page()), Recogniser(told)).text


def recognised_row(cells: Sequence[str], top: int, *, rtl: bool) -> list[Word]:
    """The words of a row whose columns begin 600 pixels apart, on a page 2,000 pixels wide."""
    words = []
    for column, cell in enumerate(cells):
        at = 600 * column
        for word in cell.split():
            end = at + 30 * len(word)
            left, right = (2000 - end, 2000 - at) if rtl else (at, end)
            words.append(Word(word, left, top, right, top + 40, 0.95))
            at = end + 15
    return words


@pytest.mark.parametrize(
    ("rows", "rtl"),
    [
        ([("رقم", "الخدمة", "الرسم"), ("1", "تجديد جواز", "40"), ("2", "ختم", "25"), ("3", "رد", "5")], True),
        ([("No", "Service", "Fee"), ("1", "new pass", "40"), ("2", "visa", "25"), ("3", "seal", "5")], False),
    ],
)  # fmt: skip
def test_a_recognised_table_without_rules_keeps_its_cells(rows: Sequence[Sequence[str]], rtl: bool) -> None:
    words = [recognised_row(row, 100 * place, rtl=rtl) for place, row in enumerate(rows)]
    flow = flow_of([lines_of_words(words, 1, 0.24, Counter(), rtl=rtl)])
    (block,) = flow.blocks
    assert block.kind is BlockKind.TABLE
    assert block.text.split("\n") == [CELL.join(row) for row in rows]


@tesseract
def test_a_page_that_lies_on_its_side_is_turned(tmp_path: Path) -> None:
    assert READ in read(tmp_path, "scan.pdf", pdf(page(LINES * 3, turn=90))).text


def name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({name(key): value for key, value in entries.items()})


def with_layer(picture: bytes, rows: Sequence[str]) -> bytes:
    """A scan with a hidden layer of text."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(picture))
    shown = "".join(f"BT 3 Tr /F1 9 Tf 60 {700 - 14 * n} Td ({line}) Tj ET\n" for n, line in enumerate(rows))
    stream = DecodedStreamObject()
    stream.set_data(shown.encode("latin-1"))
    layer = pypdf.PageObject.create_blank_page(writer, 595, 842)
    font = dictionary(Type=name("Font"), Subtype=name("Type1"), BaseFont=name("Helvetica"))
    layer[name("Resources")] = dictionary(Font=dictionary(F1=font))
    layer[name("Contents")] = stream
    writer.pages[0].merge_page(layer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@tesseract
@pytest.mark.parametrize(
    ("letters", "kept"),
    [
        (["qxz wvk jzqx vbnk wqzt xkcd pqvz"] * 14, False),
        (["The consular officer may write to the national of the sending State in custody."] * 14, True),
    ],
    ids=["noise", "text"],
)
def test_a_layer_of_text_is_kept_where_it_is_text(tmp_path: Path, letters: list[str], kept: bool) -> None:
    document = read(tmp_path, "scan.pdf", with_layer(pdf(page()), letters))
    assert (letters[0] in document.text) == kept
    assert (READ in document.text) == (not kept)


@tesseract
def test_a_blank_page_is_no_unusable_one(tmp_path: Path) -> None:
    document = read(tmp_path, "scan.pdf", pdf(page(), Image.new("L", SIZE, 250)))
    assert document.unusable_pages == ()
    assert document.last_page == 2


@tesseract
def test_a_picture_of_something_else_is_named(tmp_path: Path) -> None:
    document = read(tmp_path, "scan.pdf", pdf(page(), Image.radial_gradient("L").resize(SIZE)))
    assert document.unusable_pages == (2,)
    assert document.unusable_because


@tesseract
def test_time_that_is_used_up_leaves_the_rest_unread(tmp_path: Path) -> None:
    beats: list[float] = []
    recogniser = Recogniser(("en",), seconds=0.01, alive=lambda: beats.append(time.monotonic()))
    with pytest.raises(NoUsableText, match=r"took (more|all)"):
        read(tmp_path, "scan.pdf", pdf(page(), page()), recogniser)
    assert beats


@tesseract
def test_tesseract_is_stopped_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(TimeoutError):
        ocr.recognise(page(LINES * 4), ["eng"], 0.05)
    assert time.monotonic() - begun < 5


@tesseract
@pytest.mark.parametrize("size", [(1, 1), (3, 900), (40_000, 2)])
def test_odd_pictures_do_no_harm(size: tuple[int, int]) -> None:
    with suppress(Unread):
        assert Recogniser(("en",)).read(Image.new("L", size, 0)).is_empty


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("sign.png", tiff(Image.new("L", (64, 64))), NotADocument),
        ("cut.tif", tiff(page())[:2000], UnreadableFile),
        ("cut.jpg", b"\xff\xd8\xff\xe0" + bytes(500), UnreadableFile),
        ("cut.png", b"\x89PNG\r\n\x1a\n" + bytes(500), UnreadableFile),
    ],
)
def test_pictures_that_cannot_be_read(
    tmp_path: Path, name: str, data: bytes, error: type[IngestError]
) -> None:
    with pytest.raises((error, NoUsableText)):
        read(tmp_path, name, data)


def test_pictures_are_no_documents_where_nothing_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "scan.tif"
    path.write_bytes(tiff(page()))
    with pytest.raises(NotADocument):
        list(read_file(path))


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for module in (ocr, ocr_choice):
        monkeypatch.setattr(module, "installed", lambda: frozenset())
    with pytest.raises(NoUsableText, match="apt-get install tesseract-ocr tesseract-ocr-vie`"):
        read(tmp_path, "scan.pdf", pdf(page()), Recogniser(("vi",)))


@tesseract
def test_a_told_language_that_is_missing_is_not_replaced_by_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: frozenset({"eng", "osd"}))
    with pytest.raises(NoUsableText, match="apt-get install tesseract-ocr-vie`"):
        read(tmp_path, "scan.pdf", pdf(page()), Recogniser(("vi",)))
    assert "tesseract-ocr-chi-sim" in advice(("zh",))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Cii) 逐 步 实现 贸易 ;", "(ii) 逐步实现贸易；"),
        ("《c) 为 各 缔约 方", "(c) 为各缔约方"),
        ("第 5 条", "第5条"),
        ("C) in 5:30", "C) in 5:30"),
        ("10 年 内 , 建立", "10年内，建立"),
        ("(a) in writing;", "(a) in writing;"),
        ("CIV) Civil", "CIV) Civil"),
    ],
)
def test_signs_that_are_taken_for_others(text: str, right: str) -> None:
    assert repaired(text) == right
