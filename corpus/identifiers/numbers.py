"""Numbers and other identifiers in the one form in which they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from corpus.language.folding import fold, strip_accents_vi
from corpus.model import Identifier, IdentifierScheme

_NUMBER_WORD = re.compile(
    r"^(?:.*?[^\w/]|.*?_)??(?:so|nos?|nr|n[°º]|num|numero|number|номер|رقم)(?:[^\w/]|_)+(?=\S*\d)"
    r"|第(?=\d)|(?<=\d)[号號]",
)
"""What is printed around a number and is no part of it: Luật số, Law No., N°, Nr., قرار رقم, 第…号."""

_LINKING_WORD = re.compile(r"(?<=\d)\s+(?:of|de|du|del|nam|year|от|لسنه|لعام|سنه)\s+(?=\d)")
"""A word between number and year that does not tell numbers apart: No. 42 of 1997, رقم 42 لسنة 2017."""

_LONGEST_NUMBER = 200
"""Characters beyond which a text is no number: no words are looked for in it, and it names nothing."""

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_LOST_SLASH = re.compile(r"(\d{1,4})((?:19|20)\d\d)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_SYMBOL_NUMBER = re.compile(
    r"\d+\s*/\s*(?:1[89]|20)\d\d\s*/\s*[^\W\d_]+\d*(?:\s*-\s*[^\W\d_]+\d*)*",
)
"""A number with year and symbol inside other words: "Luật số 18/2012/ĐHND"."""


@lru_cache(maxsize=8192)
def normalise_number(text: str) -> str:
    """The form in which numbers are compared: `06/2021/TT-BĐN` → `6/2021/ttbdn`.

    Case, accents, blanks, leading zeros and the word for "number" go; separators between letters
    go; between a number and what follows there is one slash. So `105 /2021/TT-BQP`,
    `105-2021-tt-bqp` and `1052021TTBQP` (a file name that lost its slashes) are one.
    """
    plain = strip_accents_vi(fold(text.strip(), "und"))
    if len(plain) <= _LONGEST_NUMBER:
        plain = _LINKING_WORD.sub("/", _NUMBER_WORD.sub("", plain))
    return "/".join(_joined(_with_slashes(_TOKEN.findall(plain))))[:_LONGEST_NUMBER]


def _with_slashes(tokens: list[str]) -> list[str]:
    """Part a number from the year that was glued to it; only where letters follow and no year is there."""
    if any(_YEAR.fullmatch(token) for token in tokens):
        return tokens
    parted: list[str] = []
    for position, token in enumerate(tokens):
        glued = _LOST_SLASH.fullmatch(token)
        if glued and position + 1 < len(tokens):
            parted.extend(glued.groups())
        else:
            parted.append(token)
    return parted


def _joined(tokens: Iterable[str]) -> list[str]:
    """Letters that follow letters are one symbol; digits lose their leading zeros."""
    parts: list[str] = []
    for token in tokens:
        if token.isdecimal():
            parts.append(token.lstrip("0") or "0")
        elif parts and not parts[-1].isdecimal():
            parts[-1] += token
        else:
            parts.append(token)
    return parts


def numbers_in(text: str) -> tuple[str, ...]:
    """The normalised numbers with year and symbol that a text names, each once, in order."""
    found = (normalise_number(match.group()) for match in _SYMBOL_NUMBER.finditer(text))
    return tuple(dict.fromkeys(found))


URI_SCHEMES = frozenset({IdentifierScheme.ELI, IdentifierScheme.AKN})
"""Schemes whose identifiers are addresses, which nobody cites as a number."""
REGISTERS = frozenset(
    {IdentifierScheme.CELEX, IdentifierScheme.UNTS, IdentifierScheme.LNTS, IdentifierScheme.ETS}
)
"""Schemes whose numbers are given once, by a register."""

_SHARED = frozenset({IdentifierScheme.GAZETTE, IdentifierScheme.OTHER})
"""A gazette issue holds many works, so its number names none of them."""


def normalise_identifier(identifier: Identifier) -> str:
    """The form in which identifiers of one scheme are compared."""
    if identifier.scheme in URI_SCHEMES:
        return fold(identifier.value.strip(), "und").rstrip("/")[:_LONGEST_NUMBER]
    return normalise_number(identifier.value)


def key_of(text: str) -> str:
    """The key under which a text that names a work is looked up: a path or URL as such, else a number."""
    if text.startswith("/") or "://" in text:
        return normalise_identifier(Identifier(IdentifierScheme.ELI, text))
    return normalise_number(text)


@lru_cache(maxsize=8192)
def is_distinctive(identifier: Identifier) -> bool:
    """Whether the identifier alone names one work.

    A number does with the issuer's symbol and the year (06/2021/TT-BĐN, N.R. 2016/114); a bare
    "No. 42" or "512/QĐ-BĐN" does not. Register numbers (UNTS, CELEX, ELI) do.
    """
    if identifier.scheme in _SHARED or len(identifier.value) > _LONGEST_NUMBER:
        return False
    parts = normalise_identifier(identifier).split("/")
    if identifier.scheme in URI_SCHEMES:
        return any(character.isdigit() for part in parts for character in part)
    digits = [part for part in parts if part.isdecimal()]
    if identifier.scheme in REGISTERS:
        return bool(digits)
    year = any(_YEAR.fullmatch(part) for part in digits)
    symbol = any(len(part) > 1 or not part.isascii() for part in parts if not part.isdecimal())
    return year and symbol and len(digits) > 1
