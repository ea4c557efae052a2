"""Blocks in reading order, with their offsets in the document's text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.tables import CELL
from ingest.document import Block, BlockKind
from ingest.readers.clean import clean, clean_lines


class Flow:
    """Collects cleaned blocks; empty ones are dropped.

    Offsets follow the rule of `RawDocument.text`: block texts joined by one line break. `steps` counts
    what was put right on the way (`ingest.repairs`).
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._length = 0
        self.steps: Counter[str] = Counter()

    def add(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int | None = None,
        page: int | None = None,
        language: str | None = None,
        bold: bool = False,
        confidence: float | None = None,
        turns: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Append one block, cleaned into one line (a table keeps its rows)."""
        text = clean_lines(text).strip("\n") if kind is BlockKind.TABLE else clean(text)
        about = Block(text, kind, level, page, 0, language, bold, confidence, turns)
        self.extend([about] if text else [])

    def put(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        *,
        level: int | None = None,
        page: int | None = None,
        language: str | None = None,
        bold: bool = False,
        confidence: float | None = None,
    ) -> None:
        """Append one block whose text is clean already."""
        if text:
            self._append(Block(text, kind, level, page, self._length, language, bold, confidence))

    def extend(self, blocks: Iterable[Block]) -> None:
        """Append ready blocks, giving them their offsets here."""
        for block in blocks:
            self._append(replace(block, start=self._length))

    def _append(self, block: Block) -> None:
        self._blocks.append(block)
        self._length += len(block.text) + 1

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What was collected."""
        return tuple(self._blocks)


def rebase(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """`blocks` as a document of their own, with offsets from 0."""
    flow = Flow()
    flow.extend(blocks)
    return flow.blocks


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """One row a line, cells joined by ` | `; empty rows go."""
    cleaned = ([clean(cell) for cell in row] for row in rows)
    return "\n".join(CELL.join(row) for row in cleaned if any(row))
