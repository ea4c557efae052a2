"""How near two texts of one language are by their words: definitions that say the same, provisions copied."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from corpus.language.drafting import drafting
from corpus.language.patterns import any_of
from corpus.language.table import primary, table
from search_api.analysis.forms import forms
from search_api.analysis.function_words import function_words
from search_api.analysis.segment import words

SHINGLE: Final = 3
"""Words of a run that is compared."""


def content(text: str, language: str) -> tuple[str, ...]:
    """The stems of a text without function words, but with what denies, and without its name for itself."""
    own = _own(primary(language))
    told = own.sub(" ", text) if own is not None else text
    function, denies = function_words(primary(language)), drafting(language, "negations")
    found = []
    for word in words(told):
        form = forms(word.text, primary(language))
        if form is not None and (form.exact not in function or denies.fullmatch(word.text)):
            found.append(form.exact if primary(language) == "vi" else form.stem)
    return tuple(found)


def says_the_same(one: str, other: str, language: str) -> bool:
    """Whether two definitions do not differ in substance: punctuation, articles, a law's name for itself.

    >>> says_the_same("a document, issued by the post", "the document issued by a post;", "en")
    True
    >>> says_the_same("a person who is a national", "a person who is not a national", "en")
    False
    """
    return Counter(content(one, language)) == Counter(content(other, language))


def runs(text: str, language: str) -> Counter[tuple[str, ...]]:
    """The runs of words of a text, each as often as it stands there."""
    found = [form.exact for word in words(text) if (form := forms(word.text, primary(language)))]
    return Counter(zip(*(found[start:] for start in range(SHINGLE)), strict=False))


def share(part: Counter[tuple[str, ...]], whole: Counter[tuple[str, ...]]) -> float:
    """How much of the one stands in the other, 0 to 1."""
    total = part.total()
    return (part & whole).total() / total if total else 0.0


@cache
def _own(code: str) -> re.Pattern[str] | None:
    """How texts of a language call themselves, with the article and without (`du présent arrêté`)."""
    found = table(code)
    names = found.instruments if found else ()
    bare = [rest for name in names if len((rest := name.partition(" ")[2]).split()) > 1]
    return re.compile(any_of((*names, *bare)), re.IGNORECASE) if names else None
