"""What consolidation gives: the wording, what was done, and what was left for which reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.amendments.model import Modification, Unread
from corpus.model import Provision

Parse = Callable[[Sequence[str], str], tuple[Provision, ...]]
"""Lines that stand before a new text, and the text → its outermost provisions; none: it has no label that
goes on with those before it."""


class LeftFor(StrEnum):
    """Why a change was not made: the keys of sentences in the catalogues."""

    NOT_READ = "not_read"
    """The amending clause was not understood."""
    NO_SUCH_PROVISION = "no_such_provision"
    """The text has no provision of that address."""
    NO_SUCH_PART = "no_such_part"
    """A part is changed that is not told apart in the text: a sentence, a row."""
    NEW_TEXT = "new_text"
    """The new text does not read as what is announced."""
    NUMBER_TAKEN = "number_taken"
    """A provision of that number stands there already."""
    PLACE = "place"
    """Where the new provision belongs is not sure."""
    WORDS_ABSENT = "words_absent"
    WORDS_REPEATED = "words_repeated"
    """The words stand there more than once, and the amendment does not say which are meant."""
    LABEL = "label"
    """How the new number is printed is not sure."""
    RENUMBERED = "renumbered"
    """It names a number that the same amendment gives anew: the old provision or the new may be meant."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was made, and the provisions of the new wording in which it shows (eIds)."""

    change: Modification
    eids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A change that was not made; `eid` is the provision that stays as it was; None: not known."""

    change: Modification | Unread
    why: LeftFor
    eid: str | None = None


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The wording after the changes, what was done and what was left."""

    provisions: tuple[Provision, ...]
    applied: tuple[Applied, ...]
    left: tuple[Left, ...]


class Leave(Exception):
    """A change that must not be made."""

    def __init__(self, why: LeftFor) -> None:
        self.why = why
