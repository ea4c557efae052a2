"""Well-known treaties by their short names (VCCR, UNCLOS) and titles, in any of the seven languages.

A base may hold the Vienna Convention on Consular Relations in English alone; whoever asks for
`Điều 36 Công ước Viên về quan hệ lãnh sự` means that text. The table says which titles
are the same treaty's. It names treaties, nothing else: what they say is in the base or nowhere.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from search_api.analysis import QueryWord, analyse

SHORTEST_RUN = 3
"""Words of a title, from its first, that must stand in a row: `Vienna Convention on`, `Công ước Viên`."""
SHORTEST_HAN = 5
"""The same in characters."""
MOST_MEANT = 3
"""Treaties that one beginning may mean (there are three Vienna Conventions): more, and it means none."""

_CAPITALS = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class ShortName:
    """A treaty named in a text, at `start` to `end`, with its title by language."""

    text: str
    start: int
    end: int
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Treaty:
    short: tuple[str, ...]
    titles: Mapping[str, str]
    stems: tuple[tuple[frozenset[str], ...], ...]
    """For each title, the stems of each of its words."""


@cache
def _treaties() -> tuple[_Treaty, ...]:
    raw = resources.files("search_api.query").joinpath("short_names.toml").read_text("utf-8")
    return tuple(_treaty(entry) for entry in tomllib.loads(raw)["treaty"])


def _treaty(entry: Mapping[str, str | list[str]]) -> _Treaty:
    titles = {language: str(title) for language, title in entry.items() if language != "short"}
    stems = tuple(
        tuple(frozenset(word.stems) for word in analyse(title, [language]).words)
        for language, title in titles.items()
    )
    return _Treaty(tuple(entry["short"]), titles, stems)


def short_names_in(text: str, languages: Sequence[str] = ()) -> list[ShortName]:
    """The treaties named in a text: by a short name in capitals, or by the beginning of a title.

    >>> [name.text for name in short_names_in("article 36 VCCR and the word cites")]
    ['VCCR']
    """
    found = [
        ShortName(match[0], match.start(), match.end(), treaty.titles)
        for match in _CAPITALS.finditer(text)
        for treaty in _treaties()
        if match[0] in treaty.short
    ]
    return found or _by_title(text, languages)


def _by_title(text: str, languages: Sequence[str]) -> list[ShortName]:
    """The treaties of whose titles the longest beginning stands in the text."""
    words = analyse(text, languages).words
    best: dict[int, tuple[int, int]] = {}
    for start, word in enumerate(words):
        for treaty, stems in (each for stem in word.stems for each in _by_first_stem().get(stem, ())):
            length = _common(words[start:], stems)
            if length >= _shortest(word) and length > best.get(treaty, (0, 0))[1]:
                best[treaty] = (start, length)
    longest = max((length for _, length in best.values()), default=0)
    meant = {treaty: start for treaty, (start, length) in best.items() if length == longest}
    if len(meant) > MOST_MEANT:
        return []
    return [
        _named(text, words[start : start + longest], _treaties()[treaty]) for treaty, start in meant.items()
    ]


@cache
def _by_first_stem() -> Mapping[str, tuple[tuple[int, tuple[frozenset[str], ...]], ...]]:
    """Titles with the places of their treaties, by the stems of their first words."""
    found: dict[str, list[tuple[int, tuple[frozenset[str], ...]]]] = {}
    for place, treaty in enumerate(_treaties()):
        for stems in treaty.stems:
            for stem in stems[0]:
                found.setdefault(stem, []).append((place, stems))
    return {stem: tuple(titles) for stem, titles in found.items()}


def _named(text: str, words: Sequence[QueryWord], treaty: _Treaty) -> ShortName:
    start, end = words[0].start, words[-1].end
    return ShortName(text[start:end], start, end, treaty.titles)


def _common(words: Sequence[QueryWord], title: Sequence[frozenset[str]]) -> int:
    """How many words from the beginning are the same."""
    count = 0
    for word, stems in zip(words, title, strict=False):
        if stems.isdisjoint(word.stems):
            break
        count += 1
    return count


def _shortest(word: QueryWord) -> int:
    return SHORTEST_HAN if _HAN.match(word.typed) else SHORTEST_RUN
