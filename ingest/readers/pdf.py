"""PDF: text where there is text, the pages named where there is none."""

from __future__ import annotations

import mmap
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf
import pypdfium2
from pypdf.errors import PdfReadError, PyPdfError

from corpus.language.detection import detect
from corpus.model import Notice
from ingest.document import Hints, RawDocument
from ingest.errors import EncryptedFile, NoUsableText, TooLarge, UnreadableFile
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.pdf_furniture import without_furniture
from ingest.readers.pdf_layout import Line, lines_of
from ingest.readers.pdf_page import read_page
from ingest.readers.pdf_paragraphs import flow_of
from ingest.readers.usable import is_clean, is_debris, is_usable

_BROKEN = re.compile(r"[A-ZÀ-Ý]{2}[%*¶][A-ZÀ-Ý]|(?<!\S)[%*¶][A-ZÀ-Ý]{3}")
_FEWEST_BROKEN = 3
_RIGHT_TO_LEFT = ("\u0590", "\u08ff")
_MOSTLY = 0.5
_BILINGUAL_PAGES = 0.5
"""Share of the pages with text that must be in two columns of two languages to be read as two texts."""
_TOLD = 200
"""Letters from which the language of a column is told."""


class PdfReader:
    """Reads text, lines and columns with pdfium, right-to-left pages with pypdf, which orders them well."""

    name = "pdf"
    media_types: tuple[str, ...] = ("application/pdf",)

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """The signature, which may stand behind some bytes of a mailer (but not within an archive)."""
        return 1.0 if b"%PDF-" in head[:1024] and not head.startswith(b"PK\x03\x04") else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document, or two of two languages. Raises NoUsableText where no page has text."""
        if path.stat().st_size > self._limits.pdf_file:
            raise TooLarge(f"{path}: larger than {self._limits.pdf_file} bytes", path=str(path))
        document = _open(path)
        try:
            yield from _documents(path, document, self._limits)
        finally:
            document.close()


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


def _documents(path: Path, document: pypdfium2.PdfDocument, limits: Limits) -> Iterator[RawDocument]:
    count = len(document)
    if count > limits.pages:
        raise TooLarge(f"{path}: {count} pages, the limit is {limits.pages}", path=str(path))
    pages, unusable = _pages(path, document, count)
    if not any(pages):
        raise NoUsableText(
            f"{path}: none of {count} pages has usable text (needs character recognition)",
            path=str(path),
            pages=count,
        )
    pages = without_furniture(pages)
    notices = _broken_fonts(path, pages)
    languages = _two_languages(pages)
    for column, language in languages or ((0, None),):
        lines = [line for page in pages for line in page if not column or line.column in {0, column}]
        yield RawDocument(
            flow_of(lines).blocks,
            hints=Hints(language=language),
            first_page=1,
            last_page=count,
            unusable_pages=unusable,
            notices=notices,
        )


def _pages(
    path: Path, document: pypdfium2.PdfDocument, count: int
) -> tuple[list[list[Line]], tuple[int, ...]]:
    """The lines of each page (none where unusable), and the numbers of the pages without usable text."""
    pages: list[list[Line]] = []
    unusable: list[int] = []
    second = _SecondReader(path)
    for number in range(1, count + 1):
        try:
            page = read_page(document, number)
        except pypdfium2.PdfiumError:
            pages.append([])
            unusable.append(number)
            continue
        lines = [line for line in lines_of(page) if not is_debris(line.text)]
        text = "\n".join(line.text for line in lines)
        # A heading alone on its page is text; a few letters on a picture are a stamp on a scan.
        usable = is_usable(text) or (not page.has_picture and bool(lines) and is_clean(text))
        if usable and _is_right_to_left(text):
            lines = second.lines(number) or lines
            usable = is_clean("\n".join(line.text for line in lines))
        pages.append(lines if usable else [])
        if not usable and not page.is_blank:
            unusable.append(number)
    return pages, tuple(unusable)


def _broken_fonts(path: Path, pages: Sequence[Sequence[Line]]) -> tuple[Notice, ...]:
    """Signs within words in capitals (DURA%LE): one font of the file gives wrong letters."""
    found = [line.page for page in pages for line in page if _BROKEN.search(line.text)]
    if len(found) < _FEWEST_BROKEN:
        return ()
    reason = f"a font gives wrong letters in {len(found)} lines, first on page {found[0]}"
    return (Notice(str(path), "damaged_text", reason),)


def _is_right_to_left(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    right = sum(
        _RIGHT_TO_LEFT[0] <= letter <= _RIGHT_TO_LEFT[1] or "\ufb1d" <= letter <= "\ufefc"
        for letter in letters
    )
    return right > _MOSTLY * len(letters)


class _SecondReader:
    """pypdf on the same file, opened when first needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: pypdf.PdfReader | None = None

    def lines(self, number: int) -> list[Line]:
        """The lines of a page in logical order, one below the other; none where pypdf fails."""
        try:
            self._reader = self._reader or pypdf.PdfReader(self._path)
            text = self._reader.pages[number - 1].extract_text()
        except (
            PdfReadError,
            PyPdfError,
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            RecursionError,
        ):
            return []
        return [
            _line(line.strip(), place, number) for place, line in enumerate(text.split("\n")) if line.strip()
        ]


def _line(text: str, place: int, page: int) -> Line:
    """A line whose place is not known: one below the other, its length told by its characters."""
    top = 14.0 * place
    return Line(text, 0.0, top, 5.0 * len(text), top + 12.0, 12.0, bold=False, page=page)


def _two_languages(pages: Sequence[Sequence[Line]]) -> tuple[tuple[int, str], ...] | None:
    """The languages of the left and the right column, where they are two and the same on most pages."""
    found: Counter[tuple[str, str]] = Counter()
    for page in pages:
        sides = [" ".join(line.text for line in page if line.column == column) for column in (1, 2)]
        if all(sum(map(str.isalpha, side)) >= _TOLD for side in sides):
            found[(detect(sides[0]), detect(sides[1]))] += 1
    if not found:
        return None
    (left, right), count = found.most_common(1)[0]
    with_text = sum(1 for page in pages if page)
    clear = left != right and "und" not in {left, right} and count >= _BILINGUAL_PAGES * with_text
    return ((1, left), (2, right)) if clear else None
