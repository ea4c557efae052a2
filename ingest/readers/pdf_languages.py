"""A PDF in several languages side by side: in two columns, or on facing pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.detection import detect
from ingest.readers.pdf_line import Line
from ingest.readers.pdf_packed import PackedPages
from ingest.readers.scripts import script

_COLUMN_PAGES = 0.5
"""Share of the pages with text that must be in two columns of two languages to be read as two texts."""
_TOLD = 200
"""Letters from which the language of a column or a page is told (a third for Chinese)."""
_LINE_TOLD = 60
_FEWEST_FACING = 4
"""Pages that take turns, from which it is no chance: the text in one language, then in the other, has two."""
_FACING = 0.9
"""Share of the pages that keep to the turns; an odd page may be a list or a map."""
_MOST_LANGUAGES = 3
_WIDE = 3
"""Letters of an alphabet that a Chinese character stands for."""

Pages = Sequence[Sequence[Line]]
Text = tuple[str | None, Pages]
"""A language and the pages of its text, without the lines of others."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The language of a column, and the script of most of it."""

    code: str
    script: str | None


def texts_of(pages: Pages) -> list[Text]:
    """The pages of each language with its code; all without a code where there is no such order."""
    return _columns(pages) or _facing(pages) or [(None, pages)]


def _columns(pages: Pages) -> list[Text] | None:
    """The text of the left and of the right column, where their languages are two and mostly the same."""
    found: Counter[tuple[str, str]] = Counter()
    filled = 0
    for page in pages:
        left, right = (_language([line for line in page if line.column == column]) for column in (1, 2))
        filled += bool(page)
        if left and right:
            found[left, right] += 1
    if not found:
        return None
    (first, second), count = found.most_common(1)[0]
    if first == second or count < _COLUMN_PAGES * filled:
        return None
    sides = (_Side(first, _script(pages, 1)), _Side(second, _script(pages, 2)))
    whole_pages = [_whole_page(page) for page in pages]
    return [
        (
            side.code,
            PackedPages(
                [line for line in page if _is_of(line, column, sides, language)]
                for page, language in zip(pages, whole_pages, strict=True)
            ),
        )
        for column, side in enumerate(sides, start=1)
    ]


def _script(pages: Pages, column: int) -> str | None:
    """The script of most of a column."""
    return script(letter for page in pages for line in page if line.column == column for letter in line.text)


def _whole_page(page: Sequence[Line]) -> str | None:
    """The language of a page that is not in columns."""
    return None if any(line.column for line in page) else _language(page)


def _is_of(line: Line, column: int, sides: tuple[_Side, _Side], page: str | None) -> bool:
    """Whether a line belongs to the text of a column; one over both does, unless it tells its language.

    `page` is the language of the whole page, where that is told.
    """
    own, other = sides[column - 1], sides[2 - column]
    if line.column:
        return line.column == column
    if page in {own.code, other.code}:
        return page == own.code
    written = script(line.text)
    if own.script != other.script and written in {own.script, other.script}:
        return written == own.script
    told = detect(line.text) if _letters(line.text) >= _LINE_TOLD else "und"
    return told == own.code or told != other.code


def _facing(pages: Pages) -> list[Text] | None:
    """The pages of each language, where two (or three) languages take turns page by page."""
    told = [(number, code) for number, page in enumerate(pages) if (code := _language(page))]
    codes = list(dict.fromkeys(code for _, code in told))
    if not 2 <= len(codes) <= _MOST_LANGUAGES or len(told) < _FEWEST_FACING:
        return None
    turn = {number % len(codes): code for number, code in reversed(told)}
    kept = sum(turn[number % len(codes)] == code for number, code in told)
    fewest = min(Counter(code for _, code in told).values())
    if len(set(turn.values())) < len(codes) or fewest < _FEWEST_FACING // 2 or kept < _FACING * len(told):
        return None
    return [
        (code, PackedPages(page for at, page in enumerate(pages) if turn.get(at % len(codes)) == code))
        for code in codes
    ]


def _language(lines: Sequence[Line]) -> str | None:
    """The language of enough text to tell it."""
    text = " ".join(line.text for line in lines)
    code = detect(text) if _letters(text) >= _TOLD else "und"
    return None if code == "und" else code


def _letters(text: str) -> int:
    wide = sum("\u3040" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7a3" for letter in text)
    return sum(map(str.isalpha, text)) + (_WIDE - 1) * wide
