"""Words that say how a question is built, not what it is about. Lists by language, read once.

In a base of many languages the words of a small one are rare in the whole: `the` in a base that is
one tenth English weighs as much as `visa`. So frequency cannot tell these words, and a list does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from search_api.analysis.stems import VIETNAMESE
from search_api.analysis.streams import primary, streams

_OWN_SCRIPT = ("ru", "ar", "zh")
"""Languages whose words no other of ours shares: their lists hold whatever language is supposed."""

_LATIN = ("en", "fr", "es", "vi")


@cache
def function_words(language: str) -> frozenset[str]:
    """The words of one list in their exact form; none for a language without a list."""
    return frozenset(token for word in _lists().get(language, ()) for token in streams(word, language).exact)


@cache
def bare_function_words(language: str) -> frozenset[str]:
    """The same as typed without accents."""
    return frozenset(
        token for word in _lists().get(language, ()) for token in streams(word, language).surface
    )


def function_words_of(query: str, languages: Sequence[str]) -> frozenset[str]:
    """What counts as a function word in a query that is supposed to be in one of `languages`.

    A Vietnamese query typed without accents is met by the list without accents.
    """
    supposed = tuple(map(primary, languages)) or _LATIN
    words = frozenset().union(*(function_words(language) for language in (*_OWN_SCRIPT, *supposed)))
    if supposed[0] == "vi" and not VIETNAMESE.search(query):
        words |= bare_function_words("vi")
    return words


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = resources.files("search_api.analysis").joinpath("function_words.toml").read_text("utf-8")
    return {language: tuple(words.split()) for language, words in tomllib.loads(text).items()}
