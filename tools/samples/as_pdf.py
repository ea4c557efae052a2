"""Samples as PDF: one column, two columns in two languages, or pictures of pages without text."""

from __future__ import annotations

import io
import os
import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.samples.as_html import STYLE, blocks_html, css_string, page_html
from tools.samples.markdown import Block, source_blocks, title_of
from tools.samples.sources import FIXED_DATE, Source, SourceError, read_source

SCAN_DPI = 150
SCAN_SEED = 20111212


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
