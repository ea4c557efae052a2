"""What a reader makes of a file: documents as blocks of text in reading order, or as a given tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from corpus.model import (
    Force,
    Identifier,
    LegalDate,
    Notice,
    PartyAction,
    Provision,
    Relation,
    WorkKind,
)
from corpus.model.work import Authority, Making


class BlockKind(StrEnum):
    """What the format itself says of a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE = "table"
    QUOTATION = "quotation"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text with its place: page (from 1) and character offset in the document's text.

    `level` is a heading's level (1 highest). A table's text has one row a line, cells joined by
    ` | `. `text` is NFC, without line breaks except in tables and verse.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    page: int | None = None
    start: int = 0
    language: str | None = None
    bold: bool = False
    confidence: float | None = None
    """Of character recognition, 0 to 1; None where the file gave the text."""
    turns: tuple[tuple[int, int], ...] = ()
    """Where the text goes on on another page: offset in `text`, page; in order."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the format (FORMAT origin) or the manifest/record (MANIFEST origin) says of a document.

    Everything is optional; `titles` maps BCP 47 language to title; `extra` keeps what has no
    field here. `work` is a given slug that ties expressions together.
    """

    work: str | None = None
    record_id: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    kind: WorkKind | None = None
    titles: Mapping[str, str] = field(default_factory=dict)
    language: str | None = None
    issuers: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    adopted: LegalDate | None = None
    in_force: LegalDate | None = None
    review_date: LegalDate | None = None
    """By which day the work is to be reviewed."""
    valid_from: str | None = None
    """ISO date, `open` or `unknown`; None: not said."""
    valid_to: str | None = None
    """The same for the end of this wording: the work may go on in another."""
    ended: str | None = None
    """When the work's force ended: ISO date, `open` (it is known to go on) or `unknown`."""
    authority: Authority | None = None
    making: Making | None = None
    number: str | None = None
    licence: str | None = None
    url: str | None = None
    collection: str | None = None
    access: str | None = None
    component_of: str | None = None
    party_actions: tuple[PartyAction, ...] = ()
    relations: tuple[Relation, ...] = ()
    forces: tuple[Force, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One expression as a reader found it: either `blocks` to be structured, or a given `tree`.

    `pages` counts the pages of the source that it covers; `unusable_pages` are the pages without
    usable text (1-based), which the report names, and
    `unusable_because` says why they have none. `media_type` is what the reader took the file
    for. `member` is the path inside an archive: the source is then `archive.zip/member`.
    """

    blocks: tuple[Block, ...] = ()
    tree: tuple[Provision, ...] | None = None
    hints: Hints = field(default_factory=Hints)
    first_page: int | None = None
    last_page: int | None = None
    unusable_pages: tuple[int, ...] = ()
    unusable_because: str = ""
    notices: tuple[Notice, ...] = ()
    media_type: str = ""
    member: str | None = None

    @property
    def text(self) -> str:
        """All block texts, one a line."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def full_text(self) -> str:
        """All that it says, whether in blocks or in a tree that the format gave."""
        return self.text if self.tree is None else "\n".join(top.full_text() for top in self.tree)


class Reader(Protocol):
    """Reads one format.

    `read` yields documents lazily (a collection may hold a million) and raises an IngestError
    when the file as a whole cannot be read; a fault in one document of many is a notice.
    """

    name: str
    media_types: tuple[str, ...]

    def accepts(self, path: Path, head: bytes) -> float:
        """How sure (0 to 1) this reader is that it can read a file with this name and first 4 KiB."""

    def read(self, path: Path) -> Iterator[RawDocument]:
        """The documents in the file."""
