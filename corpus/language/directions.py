"""In which direction a language is written, and texts of one direction within another."""

from __future__ import annotations

from typing import Final, Literal

_RIGHT_TO_LEFT: Final = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_ISOLATE, _POP = "\u2068", "\u2069"


def direction(language: str) -> Literal["rtl", "ltr"]:
    """`rtl` or `ltr` for a BCP 47 tag (`ar`, `fa-IR`, `zh-Hant`)."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def runs_right_to_left(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return any("\u0590" <= letter <= "\u08ff" for letter in text)


def isolated(text: str, language: str) -> str:
    """A value within a sentence of a language, fenced where its letters run against the direction of it.

    >>> [len(isolated("06/2021", language)) for language in ("en", "ar")]
    [7, 9]
    """
    against = runs_right_to_left(text) != (direction(language) == "rtl")
    return f"{_ISOLATE}{text}{_POP}" if against and text else text
