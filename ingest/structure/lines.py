"""Blocks as lines: the units that are classified."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.document import Block, BlockKind

SEARCHED = 400_000
"""Characters of one line that are searched for headings and lists glued to its text: the longest
treaty met on one line has a quarter of that, and no line of nonsense may hold up the rest."""
_DECORATION = "#*_>~\\ \t\u00a0"
"""What marks up a heading in plain text and is no part of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text at `start` in the document's text, with what its block says of it.

    `bare` is the text without decoration at both ends, `lead` how many characters that takes off
    at the beginning. `glued` tells that it was cut out of the middle of a longer line.
    """

    text: str
    start: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    page: int | None = None
    bold: bool = False
    language: str | None = None
    glued: bool = False
    turns: tuple[tuple[int, int], ...] = ()
    """Where it goes on on another page: offset in `text`, page; in order."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""
        return self.start + len(self.text)

    @property
    def page_to(self) -> int | None:
        """The page on which it ends."""
        return self.turns[-1][1] if self.turns else self.page

    @property
    def bare(self) -> str:
        """The text without decoration."""
        return self.text.strip(_DECORATION)

    @property
    def lead(self) -> int:
        """Characters of decoration before `bare`."""
        return len(self.text) - len(self.text.lstrip(_DECORATION))

    @property
    def is_heading(self) -> bool:
        """Whether the format says that this is a heading."""
        return self.kind is BlockKind.HEADING

    @property
    def is_text(self) -> bool:
        """Whether this may be the heading or the text of a provision (not a table or a footnote)."""
        return self.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.QUOTATION)

    def part(self, begin: int, end: int, *, glued: bool = True) -> Line:
        """The characters from `begin` to `end` as a line of their own."""
        text = self.text[begin:end]
        skipped = len(text) - len(text.lstrip())
        first = begin + skipped
        page = next((page for offset, page in reversed(self.turns) if offset <= first), self.page)
        turns = tuple((offset - first, on) for offset, on in self.turns if first < offset < end)
        return replace(self, text=text.strip(), start=self.start + first, glued=glued, page=page, turns=turns)


def lines_of(blocks: Iterable[Block]) -> list[Line]:
    """The lines of all blocks in reading order; a table stays one line; empty ones go.

    Offsets are those of the blocks; where the reader gave none, those of the joined text.
    """
    blocks = list(blocks)
    given = any(block.start for block in blocks)
    lines, offset = [], 0
    for block in blocks:
        begin = block.start if given else offset
        offset += len(block.text) + 1
        for text, start in _split(block):
            whole = start == 0 and len(text) == len(block.text)
            line = Line(text, begin + start, block.kind, block.level, block.page, block.bold, block.language)
            lines.append(replace(line, turns=block.turns) if whole and block.turns else line)
    return lines


def _split(block: Block) -> list[tuple[str, int]]:
    if block.kind is BlockKind.TABLE:
        return [(block.text, 0)] if block.text.strip() else []
    parts, offset = [], 0
    for text in block.text.split("\n"):
        if text.strip():
            parts.append((text.strip(), offset + len(text) - len(text.lstrip())))
        offset += len(text) + 1
    return parts
