"""Samples as Word files, the same byte for byte whenever they are made."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tools.samples.markdown import ITEM, Block, source_blocks, spans, title_of
from tools.samples.sources import FIXED_DATE, Source

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph


def render_docx(source: Source) -> None:
    """A Word file with real heading styles, paragraphs and tables."""
    import docx

    document = docx.Document()
    set_up_docx(document, source)
    for block in source_blocks(source):
        add_block(document, block, source.rtl)
    out = io.BytesIO()
    document.save(out)
    source.output.write_bytes(settle_zip(out.getvalue()))


def set_up_docx(document: DocxDocument, source: Source) -> None:
    """Fonts, margins, running header, page number and properties."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for name in ("Normal", "Title", *(f"Heading {n}" for n in range(1, 7))):
        style = document.styles[name]
        style.font.name = "Times New Roman"
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(key), "Times New Roman")
    document.styles["Normal"].font.size = Pt(12)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(20)
    section.header.paragraphs[0].text = title_of(source)
    add_page_field(section.footer.paragraphs[0])
    properties = document.core_properties
    properties.title, properties.language = title_of(source), source.language
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = FIXED_DATE


def add_page_field(paragraph: DocxParagraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field_element = OxmlElement("w:fldSimple")
    field_element.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field_element)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_block(document: DocxDocument, block: Block, rtl: bool) -> None:
    from docx.enum.text import WD_BREAK

    if block.kind == "table":
        add_table(document, block, rtl)
    elif block.kind == "pagebreak":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif block.kind != "rule":
        paragraph = document.add_paragraph(style=docx_style(block))
        align_paragraph(paragraph, block)
        fill_paragraph(paragraph, block.text, rtl)


def docx_style(block: Block) -> str:
    if block.kind == "heading":
        return "Title" if block.level == 1 else f"Heading {block.level - 1}"
    return "Quote" if block.kind == "quote" else "Normal"


def align_paragraph(paragraph: DocxParagraph, block: Block) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    aligned = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
    if block.align in aligned:
        paragraph.alignment = aligned[block.align]
    elif block.kind == "heading" and block.level < 3:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif block.kind == "para" and ITEM.match(block.text):
        paragraph.paragraph_format.left_indent = Mm(8)


def fill_paragraph(paragraph: DocxParagraph, text: str, rtl: bool) -> None:
    """Add the runs of a line; right-to-left text gets the marks Word needs."""
    from docx.oxml import OxmlElement

    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for part, bold, italic in spans(text):
        run = paragraph.add_run(part)
        run.bold, run.italic = bold or None, italic or None
        if rtl:
            run.font.rtl = True


def add_table(document: DocxDocument, block: Block, rtl: bool) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    if block.bordered:
        table.style = "Table Grid"
    if rtl:
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for row, cells in zip(table.rows, block.rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            fill_paragraph(cell.paragraphs[0], text, rtl)
    document.add_paragraph()


def settle_zip(data: bytes) -> bytes:
    """Write the members of a ZIP file again with one fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
