"""How fast files are read, and whether memory stays flat while they grow: `python -m bench.reading`.

Throughput: every PDF of the test data through the readers and structure, in one process, beside pypdf's bare
extraction of the same files in turns; then all other files. Seconds are of processor time: one core.
Memory: `treatybase ingest` of one PDF of 50, 500 and 5,000 pages, and of JSON Lines of 20, 200 and 2,000 MB,
all written by this script, into an empty base; the peak is that of the command and all its workers.

Example: python -m bench.reading --pages 50 500 --megabytes 20
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdf
from pypdf.errors import PyPdfError

from bench.ingest import Run, ingest
from ingest.errors import IngestError
from ingest.languages import language_of
from ingest.readers import read_file
from ingest.structure import structure

FOLDERS: Final = ("treaties", "regulations")
LINES: Final = 48
"""Lines of a page that is written here."""
RECORD: Final = 40
"""Provisions of a record that is written here, of some 500 characters."""
WORDS: Final = (
    *("berth", "quay", "harbour", "pilot", "vessel", "cargo", "anchor"),
    *("lantern", "buoy", "crane", "rope", "canvas", "timber"),
)


@dataclass(slots=True)
class Throughput:
    """What was read in how much processor time."""

    files: int = 0
    refused: int = 0
    pages: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def row(self, name: str) -> str:
        """As a row of the table."""
        rates = f"{self.pages / self.seconds:.1f} | {self.bytes / 1e6 / self.seconds:.2f}"
        return f"| {name} | {self.files} | {self.refused} | {self.pages} | {self.seconds:.1f} | {rates} |"


def timed(total: Throughput, path: Path, read: Callable[[Path], int]) -> None:
    """Read one file and count what it took."""
    began = time.process_time()
    try:
        total.pages += read(path)
    except (IngestError, PyPdfError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        total.refused += 1
    total.seconds += time.process_time() - began
    total.files += 1
    total.bytes += path.stat().st_size


def whole(path: Path) -> int:
    """Read and structure a file; gives its pages."""
    pages = 0
    for raw in read_file(path):
        text = raw.full_text
        language, _ = language_of(None, raw.hints.language, text[:20_000], path.name)
        structure(raw, language, path=path.name)
        pages = max(pages, raw.last_page or 0)
    return pages


def bare(path: Path) -> int:
    """What pypdf does with a file, and nothing else; gives its pages."""
    reader = pypdf.PdfReader(path)
    for page in reader.pages:
        page.extract_text()
    return len(reader.pages)


def throughput(data: Path, most: int | None) -> Iterator[str]:
    """The table of throughput."""
    paths = [path for name in FOLDERS for path in sorted((data / name).rglob("*")) if path.is_file()]
    pdfs = [path for path in paths if path.suffix == ".pdf"][:most]
    others = [path for path in paths if path.suffix in {".md", ".txt", ".xml", ".html", ".docx"}][:most]
    ours, pypdfs, rest = Throughput(), Throughput(), Throughput()
    for path in pdfs:
        timed(ours, path, whole)
        timed(pypdfs, path, bare)
    for path in others:
        timed(rest, path, whole)
    yield "| | files | refused | pages | s | pages/s | MB/s |"
    yield "| --- |" + " ---: |" * 6
    yield ours.row("PDF, read and structured")
    yield pypdfs.row("PDF, pypdf's text alone")
    yield rest.row("other formats, read and structured")
    yield f"\nours : pypdf, seconds: {ours.seconds / pypdfs.seconds:.2f}\n"


# --- files that grow ---------------------------------------------------------------------------------


def sentence(seed: int) -> str:
    """A sentence like no other."""
    words = (WORDS[(seed * 7 + place * place) % len(WORDS)] for place in range(9))
    return f"The {' '.join(words)} of berth {seed}."


def write_pdf(path: Path, pages: int) -> None:
    """A PDF of so many pages of text, an article every few lines."""
    offsets: list[int] = []
    with path.open("wb") as file:

        def put(content: bytes) -> None:
            offsets.append(file.tell())
            file.write(b"%d 0 obj\n" % len(offsets) + content + b"\nendobj\n")

        file.write(b"%PDF-1.4\n")
        kids = b" ".join(b"%d 0 R" % (4 + 2 * page) for page in range(pages))
        put(b"<< /Type /Catalog /Pages 2 0 R >>")
        put(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids))
        put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        for page in range(pages):
            put(
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * page)
            )
            text = b"BT /F1 11 Tf 60 790 Td 15 TL " + b" ".join(
                b"(%s) '" % line.encode() for line in _page(page)
            )
            put(b"<< /Length %d >>\nstream\n" % (len(text) + 3) + text + b" ET\nendstream")
        start = file.tell()
        entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1) + entries)
        file.write(b"trailer << /Size %d /Root 1 0 R >>\n" % (len(offsets) + 1))
        file.write(b"startxref\n%d\n%%%%EOF\n" % start)


def _page(page: int) -> Iterator[str]:
    """The lines of a page: one article of it."""
    yield f"Article {page + 1}"
    for line in range(LINES - 1):
        yield sentence(page * LINES + line)


def write_lines(path: Path, megabytes: int) -> None:
    """JSON Lines of so many MB: works with their provisions."""
    with path.open("w", encoding="utf-8") as file:
        number = 0
        while file.tell() < megabytes * 1_000_000:
            number += 1
            provisions = [
                {"id": f"art_{place}", "label": f"Article {place}", "text": _body(number * RECORD + place)}
                for place in range(1, RECORD + 1)
            ]
            record = {"id": f"n{number}", "title": f"Notice {number} on berths", "language": "en"}
            file.write(json.dumps({**record, "provisions": provisions}) + "\n")


def _body(seed: int) -> str:
    return " ".join(sentence(seed * 6 + place) for place in range(6))


def memory(name: str, file: Path) -> str:
    """Ingest one file into an empty base; a row of the table."""
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        run: Run = ingest([file], Path(folder))
    report = run.report
    size = file.stat().st_size / 1e6
    told = f"{report['read']} | {report['provisions']}"
    return f"| {name} | {size:.0f} | {told} | {run.seconds:.0f} | {run.peak:.0f} |"


def main() -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    data = Path(os.environ.get("TREATYBASE_TEST_DATA", "../shared/data"))
    parser.add_argument("--data", type=Path, default=data)
    parser.add_argument("--most", type=int, help="files of each kind; else all")
    parser.add_argument("--pages", type=int, nargs="*", default=[50, 500, 5_000])
    parser.add_argument("--megabytes", type=int, nargs="*", default=[20, 200, 2_000])
    chosen = parser.parse_args()
    if chosen.most != 0:
        for line in throughput(chosen.data, chosen.most):
            print(line, flush=True)
    print("| | MB | files read | provisions | s | peak MB |\n| --- |" + " ---: |" * 5)
    with tempfile.TemporaryDirectory(prefix="reading-") as name:
        for pages in chosen.pages:
            write_pdf(file := Path(name) / f"pages-{pages}.pdf", pages)
            print(memory(f"PDF of {pages:,} pages", file), flush=True)
        for megabytes in chosen.megabytes:
            write_lines(file := Path(name) / f"lines-{megabytes}.jsonl", megabytes)
            print(memory(f"JSON Lines of {megabytes:,} MB", file), flush=True)
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
