"""The words by which treaties tell how they were concluded (`tables/formalities.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from babel import Locale

from corpus.language.table import primary

_CLDR: Final[Mapping[str, str]] = {"zh": "zh_Hans"}
"""Locales that are not called by the code of the language."""
_FALLBACK: Final = "en"
_HAN_ENDING: Final = re.compile("[语文語]$")


@cache
def patterns(language: str, name: str) -> tuple[re.Pattern[str], ...]:
    """The expressions of one kind in a language (BCP 47; English where it has no table)."""
    words = _table().get(primary(language), _table()[_FALLBACK])
    return tuple(re.compile(source, re.IGNORECASE) for source in words.get(name, ()))


@cache
def _table() -> Mapping[str, Any]:
    path = resources.files("corpus.language") / "tables" / "formalities.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def languages_in(text: str, language: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Languages that a text names in the words of a language, with their places, in order.

    >>> [code for code, _ in languages_in("in the English and Dutch languages", "en")]
    ['en', 'nl']
    """
    names, pattern = _names(primary(language) if primary(language) in _table() else _FALLBACK)
    yield from ((names[match[0].casefold()], match) for match in pattern.finditer(text))


@cache
def _names(language: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """Forms of the names of languages, and one expression for all; Russian declines them."""
    listed = _table()[language].get("languages", {})
    territory = Locale.parse(_CLDR.get(language, language)).languages
    forms: dict[str, str] = {}
    for code in _table()["named"]:
        printed = [*listed.get(code, ()), *([territory[code]] if code in territory else ())]
        for name in printed:
            forms |= dict.fromkeys((form.casefold() for form in _forms(name, language)), code)
    return forms, _any(forms, bounded=language != "zh")


def _forms(name: str, language: str) -> Iterator[str]:
    yield name
    if language == "zh":
        bare = _HAN_ENDING.sub("", name)
        yield from (bare + ending for ending in "文語语" if bare != name)
    elif language == "ru" and name.endswith("ий"):
        yield from (
            name[:-2] + ending for ending in ("ом", "ого", "ому", "им", "ая", "ой", "ую", "ие", "их", "ими")
        )
    elif language == "ar" and name.startswith("ال"):
        yield from (f"و{name}", f"ب{name}", f"لل{name[2:]}", f"وال{name[2:]}")
    elif language in {"fr", "es"}:
        yield from (f"{name}e", f"{name}s")


def _any(words: Iterable[str], *, bounded: bool) -> re.Pattern[str]:
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if bounded else joined, re.IGNORECASE)
