"""Gold on provisions of real documents: kept as offsets and checksums, never as texts.

Offsets count the characters of a provision's full text that are not blank, so that they hold however a
reader breaks lines; a checksum over the same characters tells whether the text is still the one annotated.
A row's `half` says whether it may be looked at: what was held out and then looked at is to develop on.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

GOLD: Final = Path(__file__).with_name("gold")


def letters(text: str) -> str:
    """The text without blanks."""
    return "".join(text.split())


def checksum(text: str) -> str:
    r"""Of all that is not blank.

    >>> checksum("Article 1 .") == checksum("Article\n1.")
    True
    """
    return hashlib.blake2b(letters(text).encode(), digest_size=8).hexdigest()


def offset(text: str, index: int) -> int:
    """How many characters before `index` are not blank."""
    return len(letters(text[:index]))
