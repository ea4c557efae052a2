"""Short names of well-known treaties (VCCR, UNCLOS, CEDH), as a table of data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name found in a text, at `start` to `end`, with the titles that it stands for."""

    text: str
    start: int
    end: int
    titles: Mapping[str, str]
    """Title by language."""


@cache
def _titles() -> dict[str, dict[str, str]]:
    raw = resources.files("search_api.query").joinpath("short_names.toml").read_text("utf-8")
    return {
        short: {key: title for key, title in treaty.items() if key != "short"}
        for treaty in tomllib.loads(raw)["treaty"]
        for short in treaty["short"]
    }


def short_names_in(text: str) -> list[ShortName]:
    """The short names in a text, in capitals as they are written.

    >>> [name.text for name in short_names_in("article 36 VCCR and the word cites")]
    ['VCCR']
    """
    known = _titles()
    return [
        ShortName(match[0], match.start(), match.end(), known[match[0]])
        for match in _WORD.finditer(text)
        if match[0] in known
    ]
