"""The pages of a PDF as lines: the file's own text, put right where it can be, else read from the picture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2

from corpus.language.detection import detect
from corpus.model import Notice
from ingest.readers.ocr_choice import Languages, Recogniser, Unread
from ingest.readers.ocr_pages import recognition, scan
from ingest.readers.page_numbers import page_list
from ingest.readers.pdf_directions import is_right_to_left
from ingest.readers.pdf_layout import Layout
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_packed import Packed, PackedPages
from ingest.readers.pdf_page import Page, read_page
from ingest.readers.pdf_right_to_left import SecondReader
from ingest.readers.plausibility import DOUBTFUL, plausibility
from ingest.readers.shifted_letters import find_shift
from ingest.readers.usable import is_clean, is_debris, is_usable

NEEDED = "needs character recognition"
_BETTER = 0.15
"""Doubtful text is given up where what is recognised is more plausible by this."""
_MOST_IN_VAIN = 4
"""Such pages compared in vain, after which the others are taken as they are: they are lists and tables."""
_TELLING = 300
"""Letters from which plausibility tells something of a page."""
_MOST_SHIFTS = 3
"""Fonts of one file, each with a shift of its own."""
_MAIN = 0.8
"""Share of the pages in one language from which a page without text is first tried in it alone."""


@dataclass(frozen=True, slots=True)
class Pages:
    """The lines of each page (none where unusable), the pages without usable text, and why they have none."""

    lines: PackedPages
    unusable: tuple[int, ...] = ()
    because: str = ""
    notices: tuple[Notice, ...] = ()
    steps: Counter[str] = field(default_factory=Counter)
    """What was put right within the pages (`ingest.repairs`)."""


@dataclass(slots=True)
class PageReader:
    """Reads all pages of one document. `recogniser` None: pages without text stay unread."""

    path: Path
    document: pypdfium2.PdfDocument
    recogniser: Recogniser | None
    _usable: dict[int, Packed] = field(default_factory=dict, init=False)
    _unusable: dict[int, Packed] = field(default_factory=dict, init=False)
    """What the file gives for its unusable pages."""
    _doubtful: set[int] = field(default_factory=set, init=False)
    _reasons: dict[str, None] = field(default_factory=dict, init=False)
    _notices: list[Notice] = field(default_factory=list, init=False)
    _steps: dict[int, Counter[str]] = field(default_factory=dict, init=False)
    """What was put right on each page as it is read in the end."""

    def read(self) -> Pages:
        """Every page, by the least that makes it readable."""
        self._take_text()
        for _ in range(_MOST_SHIFTS):
            if not self._put_letters_right():
                break
        if self.recogniser and (self._unusable or self._doubtful):
            self._recognise(self.recogniser, self._languages())
        elif self._unusable:
            self._reasons[NEEDED] = None
        lines = PackedPages(self._usable.get(number, []) for number in range(1, len(self.document) + 1))
        steps = sum((self._steps.get(number, Counter()) for number in self._usable), Counter[str]())
        return Pages(
            lines, tuple(sorted(self._unusable)), "; ".join(self._reasons), tuple(self._notices), steps
        )

    def _take_text(self) -> None:
        """The text that the file gives; what is none is kept apart."""
        second, layout = SecondReader(self.path), Layout()
        for number in range(1, len(self.document) + 1):
            try:
                page = read_page(self.document, number)
            except pypdfium2.PdfiumError:
                self._unusable[number] = Packed.of([], number)
                continue
            lines = layout.lines(page)
            self._steps[number] = layout.steps
            shown = _shown(lines)
            usable = _is_usable(page, shown)
            if usable and is_right_to_left(_text(shown)) and _is_doubtful(_text(shown)):
                shown = self._read_again(number, second) or shown
                usable = is_clean(_text(shown))
            if usable:
                self._usable[number] = Packed.of(shown, number)
                if _is_doubtful(_text(shown)):
                    self._doubtful.add(number)
            elif not page.is_blank:
                self._unusable[number] = Packed.of(lines, number)

    def _read_again(self, number: int, second: SecondReader) -> list[Line]:
        """The lines of a page whose places tell nothing, in the order of the file; none where it fails."""
        lines = second.lines(number)
        if lines:
            self._steps[number] = Counter(right_to_left=len(lines))
        return lines

    def _put_letters_right(self) -> bool:
        """Move shifted letters to their places; whether pages became readable by it."""
        shift = find_shift("\n".join(_text(page.lines()) for page in self._unusable.values()))
        if shift is None:
            return False
        repaired = {
            number: Packed.of(lines, number)
            for number, page in self._unusable.items()
            if is_usable(_text(lines := _shown(_with_text(line, shift.repair) for line in page.lines())))
        }
        for number, page in self._usable.items():
            lines = [line if is_clean(line.text) else _with_text(line, shift.repair) for line in page.lines()]
            self._usable[number] = Packed.of(lines, number)
        self._accept(repaired)
        if repaired:
            places = f"letters {abs(shift.offset)} places beside the right ones"
            reason = f"{places}, put right on {page_list(repaired)}"
            self._notices.append(Notice(str(self.path), "shifted_letters", reason))
        return bool(repaired)

    def _recognise(self, recogniser: Recogniser, around: Languages) -> None:
        """Read what is left from the pictures of the pages."""
        recognised: dict[int, list[Line]] = {}
        vain = 0
        for number in sorted({*self._unusable, *self._doubtful}):
            if number in self._doubtful and vain >= _MOST_IN_VAIN:
                continue
            steps: Counter[str] = Counter()
            try:
                lines = scan(self.document, number, recogniser, around, steps)
            except Unread as fault:
                if number in self._unusable:
                    self._reasons[str(fault)] = None
                continue
            if number in self._unusable or _is_better(_text(lines), _text(self._usable[number].lines())):
                recognised[number] = lines
                self._steps[number] = steps
            else:
                vain += 1
        self._accept({number: Packed.of(lines, number) for number, lines in recognised.items()})
        if any(recognised.values()):
            self._notices.append(
                recognition(self.path, {n: found for n, found in recognised.items() if found})
            )

    def _languages(self) -> Languages:
        """The language of the pages with text, or their two languages; none where there are none."""
        found = Counter(detect(_text(page.lines())) for page in self._usable.values())
        found.pop("und", None)
        main = [code for code, _ in found.most_common(2)]
        return tuple(main[:1] if main and found[main[0]] >= _MAIN * found.total() else main)

    def _accept(self, pages: dict[int, Packed]) -> None:
        self._usable |= pages
        for number in pages:
            self._unusable.pop(number, None)


def _is_usable(page: Page, shown: Sequence[Line]) -> bool:
    """A heading alone on its page is text; a few letters on a picture are a stamp on a scan."""
    text = _text(shown)
    return is_usable(text) or (not page.has_picture and bool(shown) and is_clean(text))


def _is_doubtful(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _TELLING and plausibility(text) < DOUBTFUL


def _is_better(text: str, other: str) -> bool:
    return plausibility(text) > plausibility(other) + _BETTER


def _shown(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if not is_debris(line.text)]


def _text(lines: Iterable[Line]) -> str:
    return "\n".join(line.text for line in lines)


def _with_text(line: Line, repair: Callable[[str], str]) -> Line:
    return replace(line, text=repair(line.text), cells=tuple(map(repair, line.cells)))
