"""PDF: text where there is text, the pages named where there is none."""

from __future__ import annotations

import mmap
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from corpus.model import Notice
from ingest.document import Block, BlockKind, Hints, RawDocument
from ingest.errors import EncryptedFile, NoUsableText, TooLarge, UnreadableFile
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.ocr_choice import Recogniser
from ingest.readers.parallel import joint_slug
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_languages import texts_of
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_notes import with_notes
from ingest.readers.pdf_pages import PageReader
from ingest.readers.pdf_paragraphs import flow_of
from ingest.repairs import repaired

_BROKEN = re.compile(r"[A-ZÀ-Ý]{2}[%*¶][A-ZÀ-Ý]|(?<!\S)[%*¶][A-ZÀ-Ý]{3}")
_FEWEST_BROKEN = 3


class PdfReader:
    """Reads text, lines and columns with pdfium."""

    name = "pdf"
    media_types: tuple[str, ...] = ("application/pdf",)

    def __init__(self, limits: Limits = DEFAULT, recogniser: Recogniser | None = None) -> None:
        self._limits, self._recogniser = limits, recogniser

    def accepts(self, path: Path, head: bytes) -> float:
        """The signature, which may stand behind some bytes of a mailer (but not within an archive)."""
        return 1.0 if b"%PDF-" in head[:1024] and not head.startswith(b"PK\x03\x04") else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document, or one for each of several languages. Raises NoUsableText where no page has text."""
        if path.stat().st_size > self._limits.pdf_file:
            raise TooLarge(f"{path}: larger than {self._limits.pdf_file} bytes", path=str(path))
        document = _open(path)
        try:
            found = _documents(path, document, self._limits, self._recogniser)
        finally:
            document.close()
        yield from found  # and nothing is kept of the pages


def _open(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if _is_encrypted(path):
            raise EncryptedFile(f"{path}: the file needs a password", path=str(path)) from error
        raise UnreadableFile(f"{path}: damaged PDF: {error}", path=str(path)) from error


def _is_encrypted(path: Path) -> bool:
    """Whether the file says that it is encrypted (what pdfium says may be of the file before)."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.find(b"/Encrypt") >= 0


def _documents(
    path: Path, document: pypdfium2.PdfDocument, limits: Limits, recogniser: Recogniser | None
) -> list[RawDocument]:
    count = len(document)
    if count > limits.pages:
        raise TooLarge(f"{path}: {count} pages, the limit is {limits.pages}", path=str(path))
    limits.expect(count)
    found = PageReader(path, document, recogniser).read()
    read = sum(map(len, found.lines))
    if not read:
        raise NoUsableText(
            f"{path}: none of {count} pages has usable text ({found.because or 'they are blank'})",
            path=str(path),
            pages=count,
        )
    pages = with_notes(without_furniture(found.lines))
    texts = [(language, flow_of(text)) for language, text in texts_of(pages)]
    every = [block for _, flow in texts for block in flow.blocks]
    work = joint_slug(every) if len(texts) > 1 else None
    within = sum((flow.steps for _, flow in texts), found.steps)
    steps = within | _steps(read, pages, every, len(texts))
    notices = found.notices + _broken_fonts(path, pages) + repaired(str(path), steps)
    return [
        RawDocument(
            flow.blocks,
            hints=Hints(language=language, work=work),
            first_page=1,
            last_page=count,
            unusable_pages=found.unusable,
            unusable_because=found.because,
            notices=notices,
        )
        for language, flow in texts
    ]


def _steps(read: int, shown: Sequence[Sequence[Line]], blocks: Sequence[Block], texts: int) -> dict[str, int]:
    """What was done to the pages, of which so many lines were read, and how often."""
    kinds = Counter(block.kind for block in blocks)
    lines = in_columns = 0
    for page in shown:
        lines += len(page)
        in_columns += any(line.column for line in page)
    return {
        "running_lines": read - lines,
        "reading_order": in_columns if texts == 1 else 0,
        "columns" if in_columns else "facing_pages": texts if texts > 1 else 0,
        "footnotes": kinds[BlockKind.FOOTNOTE],
        "tables": kinds[BlockKind.TABLE],
    }


def _broken_fonts(path: Path, pages: Sequence[Sequence[Line]]) -> tuple[Notice, ...]:
    """Signs within words in capitals (DURA%LE): one font of the file gives wrong letters."""
    found = [line.page for page in pages for line in page if _BROKEN.search(line.text)]
    if len(found) < _FEWEST_BROKEN:
        return ()
    reason = f"a font gives wrong letters in {len(found)} lines, first on page {found[0]}"
    return (Notice(str(path), "damaged_text", reason),)
