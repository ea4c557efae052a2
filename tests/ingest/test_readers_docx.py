"""Word documents: what Word shows, in its order, with the numbers it counts."""

# ruff: noqa: E501  (documents and tables read better unbroken)

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from ingest.document import BlockKind, RawDocument
from ingest.errors import UnreadableFile
from ingest.readers import read_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def listed(text: str, number: int, depth: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, style: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    f"<w:numbering {W}>"
    f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "Điều %1.")}{level(1, "decimal", "%2.")}'
    f"{level(2, 'lowerLetter', '%3)')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "Chapter %1")}{level(1, "decimal", "%1.%2")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{level(0, "bullet", "")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3">{level(0, "chineseCountingThousand", "第%1条", 9)}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>'
    '<w:num w:numId="5"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="20"/></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    f"<w:styles {W}>"
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Chuong"><w:name w:val="Chương"/><w:basedOn w:val="H2"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    "</w:styles>"
)
NOTES = (
    f'<w:footnotes {W}><w:footnote w:id="0"/><w:footnote w:id="1"><w:p><w:r><w:t>Công hàm số 5.</w:t></w:r></w:p>'
    '</w:footnote><w:footnote w:id="9"><w:p><w:r><w:t>never used</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def read(tmp_path: Path, body: str, **parts: str) -> RawDocument:
    path = tmp_path / "law.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("word/footnotes.xml", NOTES)
        for name, text in parts.items():
            archive.writestr(name, text)
    (document,) = read_file(path)
    return document


def texts(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_counted_labels(tmp_path: Path) -> None:
    body = (
        listed("Phạm vi", 1) + listed("Khoản một", 1, 1) + listed("điểm", 1, 2) + listed("điểm nữa", 1, 2)
        + listed("Khoản hai", 1, 1) + listed("điểm lại từ đầu", 1, 2) + listed("Hiệu lực", 1)
        + listed("Khoản một", 1, 1) + listed("General", 2) + listed("Aim", 2, 1) + listed("dash", 3)
        + listed("定义", 4) + listed("范围", 4) + listed("Nhảy số", 5) + listed("Tiếp", 1)
    )  # fmt: skip
    assert texts(read(tmp_path, body)) == [
        "Điều 1. Phạm vi", "1. Khoản một", "a) điểm", "b) điểm nữa", "2. Khoản hai", "a) điểm lại từ đầu",
        "Điều 2. Hiệu lực", "1. Khoản một", "Chapter I General", "I.1 Aim", "- dash", "第九条 定义", "第十条 范围",
        "Điều 20. Nhảy số", "Điều 21. Tiếp",
    ]  # fmt: skip


def test_headings_styles_and_bold(tmp_path: Path) -> None:
    body = (
        paragraph("Chương I", '<w:pStyle w:val="Chuong"/>')
        + paragraph("đậm", run="<w:b/>")
        + paragraph("không", run='<w:b w:val="0"/>')
        + paragraph("vòng", '<w:pStyle w:val="Loop"/>')
        + paragraph("cấp ba", '<w:outlineLvl w:val="2"/>')
    )
    blocks = read(tmp_path, body).blocks
    assert [(block.kind, block.level, block.bold) for block in blocks] == [
        (BlockKind.HEADING, 2, True),
        (BlockKind.PARAGRAPH, None, True),
        (BlockKind.PARAGRAPH, None, False),
        (BlockKind.PARAGRAPH, None, False),
        (BlockKind.HEADING, 3, False),
    ]


def test_only_what_word_shows(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>In</w:t></w:r><w:ins><w:r><w:t>serted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:noBreakHyphen/><w:tab/><w:t>x</w:t><w:br/><w:t>y</w:t></w:r></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["Inserted- x", "y"]


def test_notes_and_text_boxes(tmp_path: Path) -> None:
    box = (
        "<mc:AlternateContent><mc:Choice><w:txbxContent>"
        + paragraph("Trong khung")
        + "</w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent>"
        + paragraph("Trong khung")
        + "</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    body = f'<w:p><w:r><w:t>Theo công hàm</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r>{box}</w:r></w:p>'
    document = read(tmp_path, body)
    assert texts(document) == ["Theo công hàm [1]", "Trong khung", "[1] Công hàm số 5."]
    assert document.blocks[-1].kind is BlockKind.FOOTNOTE


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def test_tables_of_data_and_of_place(tmp_path: Path) -> None:
    head = "<w:tbl>" + row("BỘ ĐỐI NGOẠI", "CỘNG HÒA LAM HẢI") + row("Số: 5", "ngày 3") + "</w:tbl>"
    fees = (
        "<w:tbl>"
        + row("Loại", "Mức")
        + row("Visa", "60")
        + row("Hộ chiếu", "70")
        + row("Khác", "5")
        + "</w:tbl>"
    )
    blocks = read(tmp_path, head + paragraph("Biểu phí") + fees).blocks
    assert [block.text for block in blocks] == [
        "BỘ ĐỐI NGOẠI", "CỘNG HÒA LAM HẢI", "Số: 5", "ngày 3", "Biểu phí",
        "Loại | Mức\nVisa | 60\nHộ chiếu | 70\nKhác | 5",
    ]  # fmt: skip
    assert blocks[-1].kind is BlockKind.TABLE


def test_a_legacy_font_of_run_and_style(tmp_path: Path) -> None:
    body = paragraph("Bé Ngo¹i giao", run='<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>') + paragraph(
        "c«ng d©n", '<w:pStyle w:val="Old"/>'
    )
    assert texts(read(tmp_path, body)) == ["Bộ Ngoại giao", "công dân"]


def test_properties_are_kept_not_believed(tmp_path: Path) -> None:
    core = '<c xmlns="x"><title>Document1</title><creator>Typist</creator></c>'
    document = read(tmp_path, paragraph("Điều 1"), **{"docProps/core.xml": core})
    assert document.hints.titles == {}
    assert document.hints.extra["docx.creator"] == "Typist"


def test_a_document_made_by_a_library(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Décret", level=1)
    made.add_paragraph("premier", style="List Number")
    made.add_paragraph("second", style="List Number")
    stream = io.BytesIO()
    made.save(stream)
    path = tmp_path / "without-suffix"
    path.write_bytes(stream.getvalue())
    (document,) = read_file(path)
    assert texts(document) == ["Décret", "1. premier", "2. second"]


def test_a_package_without_a_document(tmp_path: Path) -> None:
    path = tmp_path / "law.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/styles.xml", STYLES)
    with pytest.raises(UnreadableFile, match=r"document\.xml"):
        list(read_file(path))
