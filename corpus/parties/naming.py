"""Who is meant by a printed name: `Government of the Kingdom of the Netherlands` is NLD.

A name is compared without its case, accents, articles and the words for an organ of the State
(`words.toml`). A name that two parties share, as Congo or Republic of China, is nobody's.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import snowballstemmer

from corpus.language.folding import fold
from corpus.language.table import primary
from corpus.model import Party
from corpus.parties.register import LANGUAGES, known_parties

_TOKEN: Final = re.compile(r"[^\W_]+")
_STEMMED: Final[Mapping[str, str]] = {"ru": "russian", "de": "german"}
"""Languages that decline the names of States."""
_CODE: Final = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Words:
    """Words around names in one language, as keys of their own."""

    organs: frozenset[str]
    forms: frozenset[str]
    empty: frozenset[str]


def party_named(name: str, language: str) -> Party | None:
    """The party that is called so in a language (BCP 47), or by its code; None where that is not certain."""
    if _CODE.fullmatch(name) and name in _by_key():
        return _by_key()[name]
    code = primary(language)
    keys = _index(code if code in LANGUAGES else "en")
    for key in _keys(name, code if code in LANGUAGES else "en"):
        if found := keys.get(key):
            return _by_key()[next(iter(found))] if len(found) == 1 else None
    return None


@lru_cache(maxsize=4096)
def code_of(name: str, language: str) -> str | None:
    """The ISO 3166 code (three letters) of the State that is called so, of a former one that of ISO 3166-3.

    >>> code_of("Government of the Kingdom of the Netherlands", "en")
    'NLD'
    >>> code_of("Правительством Республики Корея", "ru")
    'KOR'
    >>> code_of("Republic of Norvale", "en") is code_of("Congo", "en") is None
    True
    """
    party = party_named(name, language)
    return party.code if party else None


def _keys(name: str, language: str) -> tuple[str, ...]:
    """The key of a whole name, of the name without the organ before it, and without the form of State."""
    words = _words()[language]
    if language == "zh":
        whole = "".join(_TOKEN.findall(fold(name, "zh-Hans")))
        bare = _without(whole, words.organs)
        return tuple(dict.fromkeys((whole, bare, _without(bare, words.forms))))
    tokens = [token for token in _tokens(name, language) if token not in words.empty]
    begin = next((place for place, token in enumerate(tokens) if token not in words.organs), len(tokens))
    short = _stripped(tokens[begin:], words.forms)
    keys = [" ".join(part) for part in (tokens, tokens[begin:], short) if part]
    return tuple(dict.fromkeys((*keys, _glued(name, language))))


def _glued(name: str, language: str) -> str:
    """The letters alone, for what a scan tears apart (`GOVERN MENT OF THE GERMAN DEMO CRATIC REPUBLIC`)."""
    return "=" + _leading(language).sub("", "".join(_TOKEN.findall(fold(name, language))))


@cache
def _leading(language: str) -> re.Pattern[str]:
    """Organs and the words that bind them, at the beginning of letters without blanks."""
    raw = _raw_words()[language]
    return re.compile(f"^(?:{'|'.join(sorted(raw['organs'] + raw['empty'], key=len, reverse=True))})+")


def _stripped(tokens: list[str], words: frozenset[str]) -> list[str]:
    """Without these words at either end."""
    kept = [place for place, token in enumerate(tokens) if token not in words]
    return tokens[kept[0] : kept[-1] + 1] if kept else []


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "")
    return text


def _tokens(name: str, language: str) -> list[str]:
    tokens = _TOKEN.findall(fold(name, language))
    stemmer = _stemmer(language)
    return list(stemmer.stemWords(tokens)) if stemmer else tokens


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer.Stemmer | None:
    return snowballstemmer.stemmer(_STEMMED[language]) if language in _STEMMED else None


@cache
def _raw_words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads((resources.files("corpus.parties") / "words.toml").read_text(encoding="utf-8"))


@cache
def _words() -> Mapping[str, Words]:
    return {
        language: Words(**{name: _keyed(values, language) for name, values in lists.items()})
        for language, lists in _raw_words().items()
    }


def _keyed(values: Iterable[str], language: str) -> frozenset[str]:
    if language == "zh":
        return frozenset(values)
    return frozenset(token for value in values for token in _tokens(value, language))


@cache
def _by_key() -> Mapping[str, Party]:
    return {party.key: party for party in known_parties()}


@cache
def _index(language: str) -> Mapping[str, frozenset[str]]:
    """Parties by the keys of their names; a short form gives way to a whole name of somebody else."""
    whole: dict[str, set[str]] = defaultdict(set)
    short: dict[str, set[str]] = defaultdict(set)
    for party in known_parties():
        for name in party.names:
            if name.language == language:
                first, *others = _keys(name.name, language)
                whole[first].add(party.key)
                for key in others:
                    short[key].add(party.key)
    return {key: frozenset(whole.get(key) or found) for key, found in (*short.items(), *whole.items())}
