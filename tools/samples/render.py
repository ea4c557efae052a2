"""Turn the Markdown sources of the sample corpus into their final files.

A source is a Markdown file in this folder with a front matter that says what
becomes of it (see README.md). Usage, from anywhere::

    python tools/samples/render.py [SOURCE.md ...]

With no source named, every source of the folder is rendered.
"""

from __future__ import annotations

import argparse
import html
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.text.paragraph import Paragraph as DocxParagraph

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RTL_LANGUAGES = frozenset({"ar", "fa", "he", "ur"})
FIXED_DATE = datetime(2024, 1, 1)
SCAN_DPI = 150
SCAN_SEED = 20111212


class SourceError(Exception):
    """A source that cannot be rendered; the message names the file."""


# --- sources -----------------------------------------------------------------


@dataclass(frozen=True)
class Source:
    """One Markdown file: its front matter and its body."""

    path: Path
    meta: dict[str, str]
    body: str

    @property
    def form(self) -> str:
        return self.meta.get("form", "").partition(":")[0].strip()

    @property
    def encoding(self) -> str:
        return self.meta.get("form", "").partition(":")[2].strip() or "utf-8"

    @property
    def language(self) -> str:
        return self.meta.get("lang", "en")

    @property
    def rtl(self) -> bool:
        return self.language.partition("-")[0] in RTL_LANGUAGES

    @property
    def output(self) -> Path:
        name = self.meta.get("output")
        if not name:
            raise SourceError(f"{self.path.name}: the front matter names no output")
        return ROOT / name


def parse_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Split ``---`` delimited ``key: value`` lines from the body."""
    match = re.match(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if match is None:
        return {}, text
    meta: dict[str, str] = {}
    for line in match.group(1).splitlines():
        key, colon, value = line.partition(":")
        if colon:
            meta[key.strip()] = value.strip().strip('"').strip("'")
    return meta, text[match.end() :]


def read_source(path: Path) -> Source:
    """Read a source; its text is brought to Unicode normal form C."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig"))
    meta, body = parse_front_matter(text.replace("\r\n", "\n"))
    return Source(path, meta, body.strip("\n") + "\n")


# --- the small Markdown ------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, quotation, table, rule or page break."""

    kind: str
    text: str = ""
    level: int = 0
    align: str = ""
    rows: list[list[str]] = field(default_factory=list)
    bordered: bool = True
    header: bool = False


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*\Z")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|\* \* \*)\Z")
_SEPARATOR = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?\Z")
_FENCE = re.compile(r":::[ \t]*(\w*)\Z")
_PAGE_BREAK = re.compile(r"(?:<!--[ \t]*page-?break[ \t]*-->|\\(?:page-?break|newpage))\Z", re.I)
_ITEM = re.compile(r"(?:\(?[a-zđ]{1,4}\)|\(?[а-я]\)|\(?\d{1,2}\)|[-–•])[ \t\xa0]")


def split_cells(line: str) -> list[str]:
    """The cells of one table line; ``\\|`` stays inside a cell."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def make_table(lines: Sequence[str]) -> Block:
    """A table; one without a separator line, or with an empty head, is bare layout."""
    separated = len(lines) > 1 and _SEPARATOR.match(lines[1].strip()) is not None
    rows = [split_cells(line) for line in lines if not _SEPARATOR.match(line.strip())]
    empty_head = separated and not any(rows[0])
    rows = rows[1:] if empty_head else rows
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    real = separated and not empty_head
    return Block("table", rows=rows, bordered=real, header=real)


def parse_line(line: str, align: str) -> Block:
    """A block that is one line of the source."""
    heading = _HEADING.match(line)
    if heading:
        return Block("heading", heading.group(2), len(heading.group(1)), align)
    if _PAGE_BREAK.match(line):
        return Block("pagebreak")
    if _RULE.match(line):
        return Block("rule")
    if line.startswith(">"):
        return Block("quote", line.lstrip("> \t"), align=align)
    return Block("para", line, align=align)


def parse_blocks(body: str, joined: bool = False) -> list[Block]:
    """Blocks of a body: each line is a paragraph, unless ``joined`` is asked."""
    blocks: list[Block] = []
    lines = [line.strip() for line in (join_lines(body) if joined else body).split("\n")]
    align, at = "", 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence:
            align, at = fence.group(1), at + 1
        elif lines[at].startswith("|"):
            end = at
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            blocks.append(make_table(lines[at:end]))
            at = end
        else:
            if lines[at]:
                blocks.append(parse_line(lines[at], align))
            at += 1
    return blocks


def join_lines(body: str) -> str:
    """Join the lines of a paragraph that an editor wrapped."""
    parts = re.split(r"\n[ \t]*\n", body)
    keep = ("|", "#", ">", ":::")
    return "\n\n".join(
        part if part.lstrip().startswith(keep) else re.sub(r"(?<!  )\n", " ", part) for part in parts
    )


_SPAN = re.compile(r"\*\*\*(.+?)\*\*\*|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s](?:[^*]*[^*\s])?)\*(?![\w*])")
_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])")


def spans(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Runs of a line as (text, bold, italic); ``<br>`` becomes a line feed."""
    text = _BREAK.sub("\n", text)
    at = 0
    for match in _SPAN.finditer(text):
        if match.start() > at:
            yield unescape(text[at : match.start()]), False, False
        both, bold, italic = match.groups()
        inner = both or bold or italic
        yield unescape(inner), bool(both or bold), bool(both or italic)
        at = match.end()
    if at < len(text):
        yield unescape(text[at:]), False, False


def unescape(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def plain(text: str) -> str:
    """The line without its emphasis marks."""
    return "".join(part for part, _, _ in spans(text))


def source_blocks(source: Source) -> list[Block]:
    return parse_blocks(source.body, joined=source.meta.get("lines") == "join")


def title_of(source: Source) -> str:
    """The running title: ``header`` in the front matter, or the first heading."""
    headings = (plain(b.text) for b in source_blocks(source) if b.kind == "heading")
    title = source.meta.get("header") or source.meta.get("title") or next(headings, "")
    return " ".join(title.split())


# --- HTML --------------------------------------------------------------------

STYLE = """
@page { size: A4; margin: 24mm 22mm 22mm 22mm;
  @top-center { content: HEADER; font: italic 8.5pt "Noto Serif", serif; color: #333; }
  @bottom-center { content: counter(page); font: 9pt "Noto Serif", serif; } }
@page :first { @top-center { content: none; } }
html { font-variant-ligatures: LIGATURES; }
html { font: 10.5pt/1.42 "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC", serif; }
body { margin: 0; }
h1 { font-size: 14pt; text-align: center; margin: 0 0 12pt; }
h2 { font-size: 11.5pt; text-align: center; margin: 16pt 0 8pt; break-after: avoid; }
h3, h4, h5, h6 { font-size: 10.5pt; margin: 11pt 0 4pt; break-after: avoid; }
p { margin: 0 0 5pt; text-align: justify; orphans: 2; widows: 2; }
p.item { margin-inline-start: 8mm; }
blockquote { margin: 0 0 5pt; padding-inline-start: 8mm; text-align: justify; }
.center { text-align: center; } .right { text-align: end; } .left { text-align: start; }
table { border-collapse: collapse; width: 100%; margin: 8pt 0; font-size: 9.5pt; }
td, th { padding: 3pt 5pt; vertical-align: top; text-align: start; }
table.grid td, table.grid th { border: 0.6pt solid #222; }
table.layout td { text-align: center; font-size: 10.5pt; }
thead { display: table-header-group; } tr { break-inside: avoid; }
table.columns { font-size: 10pt; table-layout: fixed; }
table.columns > tbody > tr { break-inside: auto; }
table.columns > tbody > tr > td { width: 50%; padding: 0 4mm 3pt 0; }
table.columns > tbody > tr > td + td { padding: 0 0 3pt 4mm; }
hr { border: 0; border-top: 0.6pt solid #222; width: 30%; margin: 8pt auto; }
.pagebreak { break-before: page; }
"""


def css_string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def inline_html(text: str) -> str:
    out = []
    for part, bold, italic in spans(text):
        piece = html.escape(part, quote=False).replace("\n", "<br>")
        piece = f"<i>{piece}</i>" if italic else piece
        out.append(f"<b>{piece}</b>" if bold else piece)
    return "".join(out)


def table_html(block: Block) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{inline_html(c)}</{tag}>" for c in cells) + "</tr>"

    head = f"<thead>{row(block.rows[0], 'th')}</thead>" if block.header else ""
    body = "\n".join(row(r, "td") for r in block.rows[1 if block.header else 0 :])
    kind = "grid" if block.bordered else "layout"
    return f'<table class="{kind}">{head}<tbody>{body}</tbody></table>'


def block_html(block: Block) -> str:
    if block.kind == "table":
        return table_html(block)
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "pagebreak":
        return '<div class="pagebreak"></div>'
    names = [block.align] if block.align else []
    if block.kind == "para" and _ITEM.match(block.text):
        names.append("item")
    tags = {"para": "p", "quote": "blockquote"}
    tag = tags.get(block.kind) or f"h{block.level}"
    attribute = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{attribute}>{inline_html(block.text)}</{tag}>"


def blocks_html(blocks: Sequence[Block]) -> str:
    return "\n".join(block_html(block) for block in blocks)


def page_html(source: Source, content: str, style: str, charset: str = "utf-8") -> str:
    direction = "rtl" if source.rtl else "ltr"
    title = html.escape(title_of(source))
    return (
        f'<!DOCTYPE html>\n<html lang="{source.language}" dir="{direction}">\n<head>\n'
        f'<meta charset="{charset}">\n<title>{title}</title>\n<style>{style}</style>\n'
        f"</head>\n<body>\n{content}\n</body>\n</html>\n"
    )


# --- PDF ---------------------------------------------------------------------


def chromium() -> str:
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    for name in names:
        found = shutil.which(name) if name else None
        if found:
            return found
    raise SourceError("no Chromium found: install it, or name it in CHROMIUM")


def print_pdf(page: str) -> bytes:
    """Let a headless Chromium print an HTML page to PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        command = [
            chromium(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
        result = subprocess.run(command, capture_output=True, timeout=180, check=False)
        if result.returncode or not target.exists():
            raise SourceError(f"Chromium failed: {result.stderr.decode(errors='replace')[-500:]}")
        return target.read_bytes()


def settle_pdf(data: bytes, title: str) -> bytes:
    """Give a PDF a title and a fixed date, so that a second run writes the same bytes."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(data))
    stamp = FIXED_DATE.strftime("D:%Y%m%d%H%M%SZ")
    writer.add_metadata({"/Title": title, "/CreationDate": stamp, "/ModDate": stamp})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_style(source: Source) -> str:
    """The print style sheet, with the running header of this source."""
    ligatures = "normal" if source.meta.get("ligatures") == "yes" else "none"
    return STYLE.replace("HEADER", css_string(title_of(source))).replace("LIGATURES", ligatures)


def source_pdf(source: Source) -> bytes:
    page = page_html(source, blocks_html(source_blocks(source)), pdf_style(source))
    return settle_pdf(print_pdf(page), title_of(source))


def render_pdf(source: Source) -> None:
    source.output.write_bytes(source_pdf(source))


def segments(blocks: Sequence[Block]) -> list[list[Block]]:
    """Cut a text at its headings and at its rules; these align the two columns."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind in {"heading", "rule"} and parts[-1]:
            parts.append([])
        if block.kind != "rule":
            parts[-1].append(block)
    return [part for part in parts if part]


def render_two_columns(source: Source) -> None:
    """The source in the left column, the one named by ``right`` beside it."""
    other = read_source(source.path.with_name(source.meta["right"]))
    left, right = segments(source_blocks(source)), segments(source_blocks(other))
    if len(left) != len(right):
        raise SourceError(f"{source.path.name}: {len(left)} parts against {len(right)}")
    rows = [
        f'<tr><td lang="{source.language}">{blocks_html(a)}</td>'
        f'<td lang="{other.language}">{blocks_html(b)}</td></tr>'
        for a, b in zip(left, right, strict=True)
    ]
    content = f'<table class="columns"><tbody>{"".join(rows)}</tbody></table>'
    pdf = print_pdf(page_html(source, content, pdf_style(source)))
    source.output.write_bytes(settle_pdf(pdf, title_of(source)))


def render_scan(source: Source) -> None:
    """An image-only PDF: pages as a tired office scanner would give them."""
    import pypdfium2  # type: ignore[import-untyped,unused-ignore]
    from PIL import Image, ImageFilter

    chance = random.Random(SCAN_SEED)
    pages: list[Image.Image] = []
    for page in pypdfium2.PdfDocument(source_pdf(source)):
        image = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        image = image.rotate(chance.uniform(-0.8, 0.8), Image.Resampling.BICUBIC, fillcolor=250)
        image = image.filter(ImageFilter.GaussianBlur(0.45))
        noise = Image.frombytes("L", image.size, chance.randbytes(image.width * image.height))
        pages.append(Image.blend(image, noise, 0.07))
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=SCAN_DPI, save_all=True, append_images=pages[1:], quality=60)
    source.output.write_bytes(settle_pdf(out.getvalue(), source.meta.get("scan-title", "Scan")))


# --- DOCX --------------------------------------------------------------------


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
    elif block.kind == "para" and _ITEM.match(block.text):
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


# --- text and HTML -----------------------------------------------------------


def block_text(block: Block) -> str:
    """A block as plain text: no marks, table cells parted by tabs."""
    if block.kind == "table":
        rows = (" \t".join(" ".join(plain(c).split()) for c in row) for row in block.rows)
        return "\n".join(rows)
    if block.kind in {"rule", "pagebreak"}:
        return "-" * 20 if block.kind == "rule" else "\f"
    return plain(block.text)


def render_text(source: Source) -> None:
    """Plain text; CRLF and a byte order mark where the encoding is a legacy or wide one."""
    text = "\n\n".join(block_text(block) for block in source_blocks(source)) + "\n"
    newline = "\n" if source.encoding.startswith("utf-8") else "\r\n"
    encoding = source.encoding
    data = text.replace("\n", newline).encode(encoding)
    source.output.write_bytes(data)


def render_html(source: Source) -> None:
    """A plain web page in the declared encoding."""
    content = blocks_html(source_blocks(source))
    page = page_html(source, content, "body { max-width: 50em }", source.encoding)
    source.output.write_bytes(page.encode(source.encoding))


def render_raw(source: Source) -> None:
    """The body as it stands, in another encoding."""
    source.output.write_bytes(source.body.encode(source.encoding))


def render_nothing(source: Source) -> None:
    """The right column of a two-column document: its left one renders it."""


# --- command -----------------------------------------------------------------

FORMS: dict[str, Callable[[Source], None]] = {
    "pdf": render_pdf,
    "two-column-pdf": render_two_columns,
    "column": render_nothing,
    "scan-pdf": render_scan,
    "docx": render_docx,
    "text": render_text,
    "html": render_html,
    "raw": render_raw,
}


def render(path: Path) -> Path | None:
    """Render one source; None where it has no output of its own."""
    source = read_source(path)
    if not source.meta.get("form") or source.form == "column":
        return None
    if source.form not in FORMS:
        raise SourceError(f"{path.name}: no form {source.form!r}; one of {', '.join(FORMS)}")
    source.output.parent.mkdir(parents=True, exist_ok=True)
    FORMS[source.form](source)
    return source.output


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Render the sources of the sample corpus.")
    parser.add_argument("sources", nargs="*", type=Path, help="sources; all of them if none")
    failed = 0
    for path in parser.parse_args(arguments).sources or sorted(HERE.glob("*.md")):
        try:
            output = render(path)
        except (SourceError, OSError, UnicodeError, KeyError) as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed += 1
            continue
        if output:
            print(f"{path.name} -> {output.relative_to(ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
