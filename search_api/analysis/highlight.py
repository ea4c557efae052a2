"""Where in the original text the words of a query stand."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from search_api.analysis.forms import Forms, forms
from search_api.analysis.segment import Word, is_spaceless, words
from search_api.analysis.streams import PAIR, pair, primary

_SYLLABLES = frozenset({"vi"})
"""Languages whose blanks separate syllables: a syllable alone says little."""


def highlight(
    text: str, tokens: Collection[str], language: str, weak: Collection[str] = ()
) -> tuple[tuple[int, int], ...]:
    """The (start, end) offsets in `text` to mark for these tokens of the stream `text`, in order.

    A word is marked where its token, or a pair with its neighbour, is asked for. Tokens in `weak`,
    syllables and characters that the query has in a pair are marked only as part of such a pair:
    otherwise every `của` and every `的` would light up. Marks that only blanks separate are one.
    """
    asked = frozenset(tokens)
    in_pairs = {part for token in asked if PAIR in token for part in token.split(PAIR)}
    found = [(word, form) for word in words(text) if (form := forms(word.text, primary(language)))]
    marked = [_alone(form, asked, weak, in_pairs, primary(language)) for _, form in found]
    for index, ((left, one), (_, other)) in enumerate(pairwise(found)):
        if left.joined and pair(one.stem, other.stem) in asked:
            marked[index] = marked[index + 1] = True
    return _merge(text, [word for (word, _), yes in zip(found, marked, strict=True) if yes])


def _alone(
    form: Forms, asked: frozenset[str], weak: Collection[str], in_pairs: set[str], language: str
) -> bool:
    if form.stem not in asked or form.stem in weak:
        return False
    says_little = language in _SYLLABLES or is_spaceless(form.stem)
    return not (says_little and form.stem in in_pairs)


def _merge(text: str, marked: list[Word]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for word in marked:
        if ranges and not text[ranges[-1][1] : word.start].strip():
            ranges[-1] = (ranges[-1][0], word.end)
        else:
            ranges.append((word.start, word.end))
    return tuple(ranges)
