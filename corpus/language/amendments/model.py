"""What is read of an amending text: each change that it makes, understood or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.language.citations.model import WorkMention


class Deed(StrEnum):
    """What is done to a provision of another work."""

    REPLACES = "replaces"
    """Its text, or a part of it, has a new wording: Khoản 2 Điều 9 được sửa đổi, bổ sung như sau."""
    INSERTS = "inserts"
    """A new provision comes before, behind or within it."""
    REPEALS = "repeals"
    RENUMBERS = "renumbers"
    """It gets another number; `named` is its new address."""
    REPLACES_WORDS = "replaces_words"
    """Some of its words become others, or go, or others come beside them."""


class Where(StrEnum):
    """Where what is new stands, seen from the target (of words: from the words that are quoted as there)."""

    INSTEAD = "instead"
    BEFORE = "before"
    AFTER = "after"
    FIRST = "first"
    """Within the target, before all else in it."""
    LAST = "last"
    """Within the target, behind all else in it; also where the text does not say where within."""


class Part(StrEnum):
    """What of the target is meant."""

    WHOLE = "whole"
    """With all that stands below it."""
    HEADING = "heading"
    OPENING = "opening"
    """Its own words before its points or paragraphs: the introductory words, đoạn mở đầu, le chapeau."""
    OTHER = "other"
    """A sentence, a row of a table, a definition without a number: named, and not one that the tree has."""


class Unclear(StrEnum):
    """Why a change is told as one that was not understood: the keys of sentences in the catalogues."""

    TARGET = "target"
    """What it changes is not told by a number, or the reading of it is unsure."""
    NEW_TEXT = "new_text"
    """Its new text was announced and not found."""
    DEED = "deed"
    """Something is amended; what is done to it is not understood."""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that are there, and words that come in their place (INSTEAD; empty: they go) or beside them.

    `every`: wherever they stand in the target.
    """

    old: str
    new: str
    where: Where = Where.INSTEAD
    every: bool = False


@dataclass(frozen=True, slots=True)
class Modification:
    """One change to one provision of another work.

    `by` is the eId of the provision that makes it, `start` and `end` the clause in that provision's own text.
    `work` is the changed work as a citation names it. `target` is the provision, in the form of a citation
    (`art_9__para_2`, outermost first, in the numbers of the text); None: the work as a whole. Of an insertion
    it is the neighbour (BEFORE, AFTER) or what holds it (FIRST, LAST). `new` is the new text, line by line,
    without the quotation marks around it and the marks that end the instruction; `named` the address that the
    instruction gives to what it inserts or renumbers, None where it gives none.
    """

    deed: Deed
    by: str
    start: int
    end: int
    work: WorkMention
    target: str | None
    where: Where = Where.INSTEAD
    part: Part = Part.WHOLE
    new: str = ""
    named: str | None = None
    words: WordChange | None = None
    corrects: bool = False
    """An error is put right: the text reads so from its beginning, and nothing of it ends."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A clause that changes another work in a way that was not understood: and leaves its target unsure.

    `work` and `target` as far as they are known; `target` None: anything in the work may be changed.
    """

    by: str
    start: int
    end: int
    why: Unclear
    work: WorkMention | None = None
    target: str | None = None
    corrects: bool = False
