"""The forms of one word: as written, as compared, as stemmed. The same for index and query."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.language.folding import fold
from search_api.analysis.han import simplify
from search_api.analysis.segment import LONGEST_WORD, WORD, is_spaceless
from search_api.analysis.stems import stem, stem_language

_ACCENTED = "vi"
"""The fold of Vietnamese keeps accents, in every Latin word: it makes the exact form."""

_BARE = "und"
"""The common fold takes the accents off Latin letters, of Vietnamese too."""


@dataclass(frozen=True, slots=True)
class Forms:
    """`exact` keeps accents, `surface` does not, `stem` has no endings either (as folded)."""

    exact: str
    surface: str
    stem: str


@lru_cache(maxsize=100_000)
def forms(word: str, language: str) -> Forms | None:
    """The forms of one segmented word in a passage of `language` (primary subtag); None: nothing is left.

    >>> forms("Étrangères", "fr")
    Forms(exact='étrangères', surface='etrangeres', stem='etranger')
    >>> forms("Điều", "vi")
    Forms(exact='điều', surface='dieu', stem='dieu')
    """
    exact = _one_token(fold(word[:LONGEST_WORD], _ACCENTED))
    if not exact:
        return None
    if is_spaceless(exact):
        exact = simplify(exact)
        return Forms(exact, exact, exact)
    surface = _one_token(fold(exact, _BARE)) or exact
    by = stem_language(exact, language)
    stemmed = _one_token(fold(stem(exact, by), _BARE)) if by else surface
    return Forms(exact, surface, stemmed or surface)


def _one_token(folded: str) -> str:
    """Without what folding may have brought in (a ligature that stands for words with blanks)."""
    return folded if folded.isalnum() else "".join(WORD.findall(folded))
