"""The tree of an expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from corpus.model.assertion import Span


class ProvisionKind(StrEnum):
    """The kinds of provision, with the Akoma Ntoso abbreviation used in eIds (see `EID_ABBREVIATION`)."""

    PREAMBLE = "preamble"
    RECITAL = "recital"
    BOOK = "book"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    """khoản, 款, فقرة, alinéa numbered or not."""
    POINT = "point"
    """điểm, 项, بند, lettered point."""
    SUBPOINT = "subpoint"
    ANNEX = "annex"
    LETTER = "letter"
    """One letter of an exchange."""
    TABLE = "table"
    FINAL_CLAUSE = "final_clause"
    CONCLUSION = "conclusion"
    """Testimonium, signature block, Nơi nhận."""
    QUOTATION = "quotation"
    """Text quoted inside an amending provision."""
    NOTE = "note"
    """A footnote or endnote, at the end of the article (or other unit) whose text has its mark `[3]`."""
    PAGE = "page"
    """Fallback where no structure was found."""
    PARA = "para"
    """Fallback: a run of paragraphs where no structure was found and there are no pages."""


ABOVE_ARTICLES: Final = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.SECTION,
        ProvisionKind.SUBSECTION,
    }
)
"""Kinds that hold articles, and without which articles are cited."""


class ClauseKind(StrEnum):
    """What a final clause settles."""

    CONSENT = "consent"
    """Signature, ratification, acceptance, approval, accession."""
    ENTRY_INTO_FORCE = "entry_into_force"
    PROVISIONAL_APPLICATION = "provisional_application"
    DURATION = "duration"
    RESERVATIONS = "reservations"
    DECLARATIONS = "declarations"
    TERRITORIAL_APPLICATION = "territorial_application"
    AMENDMENT = "amendment"
    WITHDRAWAL = "withdrawal"
    """Denunciation, withdrawal, termination by a party."""
    DISPUTE_SETTLEMENT = "dispute_settlement"
    DEPOSITARY = "depositary"
    REGISTRATION = "registration"
    AUTHENTIC_TEXTS = "authentic_texts"
    REPEAL = "repeal"
    """Of earlier instruments."""
    TRANSITION = "transition"
    IMPLEMENTATION = "implementation"
    """Who is responsible for carrying it out (trách nhiệm thi hành)."""


EID_ABBREVIATION: dict[ProvisionKind, str] = {
    ProvisionKind.PREAMBLE: "preamble",
    ProvisionKind.RECITAL: "rec",
    ProvisionKind.BOOK: "book",
    ProvisionKind.PART: "part",
    ProvisionKind.TITLE: "title",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.SUBSECTION: "subsec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.POINT: "point",
    ProvisionKind.SUBPOINT: "subpoint",
    ProvisionKind.ANNEX: "annex",
    ProvisionKind.LETTER: "letter",
    ProvisionKind.TABLE: "table",
    ProvisionKind.FINAL_CLAUSE: "final",
    ProvisionKind.CONCLUSION: "conclusions",
    ProvisionKind.QUOTATION: "qtext",
    ProvisionKind.NOTE: "fn",
    ProvisionKind.PAGE: "page",
    ProvisionKind.PARA: "p",
}


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of the tree: its own text, and its children in reading order.

    `label` is as printed (`Điều 36`, `第三十六條`), `number` normalised (`36`, `36bis`, `5a`,
    `31-1`). `text` is the node's own text, without heading, label and children. `wid` stays the
    same through renumbering (empty: as `eid`). `language` is set only where it differs from the
    expression's. `ordinal` numbers unnumbered siblings (alinéa, 款) from 1. `clause` tells what a
    final clause settles. `confidence` (0 to 1) is how sure character recognition was of the text;
    None: it was read without.
    """

    eid: str
    kind: ProvisionKind
    label: str = ""
    number: str | None = None
    heading: str = ""
    text: str = ""
    children: tuple[Provision, ...] = ()
    span: Span | None = None
    page_to: int | None = None
    wid: str = ""
    language: str | None = None
    ordinal: int | None = None
    record_id: str | None = None
    clause: ClauseKind | None = None
    confidence: float | None = None

    def walk(self) -> Iterator[Provision]:
        """This provision and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def full_text(self) -> str:
        """Own text and that of the children with their labels, one line each, in reading order."""
        lines = [self.text] if self.text else []
        for child in self.children:
            head = " ".join(part for part in (child.label, child.heading) if part)
            body = child.full_text()
            lines.append(" ".join(part for part in (head, body) if part))
        return "\n".join(line for line in lines if line)
