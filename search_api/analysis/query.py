"""Query text to prepared tokens: the same analysis as the index, in every language the query may be in.

A short query does not tell its language. So a word in Latin letters is stemmed in each language
that could be meant, and all its stems are alternatives: one of them meets the stem in the index,
whatever was guessed. Other scripts stem by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search_api.analysis.forms import Forms, forms
from search_api.analysis.function_words import function_words_of
from search_api.analysis.segment import is_spaceless, words
from search_api.analysis.stems import LATIN_QUERY_LANGUAGES, VIETNAMESE
from search_api.analysis.streams import pair, primary
from search_api.engine.port import And, Or, Phrase, Prefix, Terms, WordQuery

EXACT_BOOST = 0.5
"""Weight of the accented words beside the folded ones, so that a match with the accents comes first.
nDCG@10 of Vietnamese questions on passages at 0 / .25 / .5: ALQAC 2022 .948 / .949 / .949,
Zalo .742 / .747 / .750; ALQAC 2024 at .25 / .5 / 1: .900 / .899 / .899."""

WEAK_BOOST = 0.15
"""Weight of function words, and of pairs of two, in ranking. nDCG@10 at 1 / .3 / .15 / 0 in a base of
four languages: Vietnamese .937 / .938 / .938 / .934, Chinese .486 / .489 / .489 / .489, English
.861 / .870 / .874 / .876, Arabic .683 / .724 / .727 / .727; in bases of one language all are alike.
A Vietnamese pair with one function syllable is a word as often as not: without those pairs .900."""

WEAK_SHARE = 0.2
"""A word found in more than this share of all passages does not mark a passage alone ("of", "của")."""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word as typed, at `start` to `end` of the query; `by_language` its stem in each candidate."""

    typed: str
    start: int
    end: int
    exact: str
    surface: str
    by_language: tuple[str, ...]
    weak: bool = False
    """A function word: it ranks a little, and is neither looked for nor marked by itself."""

    @property
    def stems(self) -> tuple[str, ...]:
        """The different stems: alternatives in the stream `text`."""
        return tuple(dict.fromkeys(self.by_language))


@dataclass(frozen=True, slots=True)
class QueryWords:
    """An analysed query.

    `pairs` holds, for each two neighbours, the alternatives of the pair; `weak_pairs` those of
    two function words.
    """

    words: tuple[QueryWord, ...]
    pairs: tuple[tuple[str, ...], ...]
    weak_pairs: tuple[tuple[str, ...], ...] = ()

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """What is looked for, each with its alternatives in the stream `text`: words, then pairs.

        Function words are not, unless there is nothing else.
        """
        return (*self.singles, *self.pairs)

    @property
    def singles(self) -> tuple[tuple[str, ...], ...]:
        """The words of `groups`, without the pairs."""
        return tuple(word.stems for word in self.words if not word.weak)

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens of `groups`, to rank and to mark by; a repeated word counts again."""
        return tuple(token for group in self.groups for token in group)

    def bag(self, *, required: bool = False) -> WordQuery:
        """The ranking query: any word (or, `required`, every word), accents first."""
        weak = [word.stems for word in self.words if word.weak]
        parts = (
            Terms(self.tokens),
            Terms(self._exact(weak=False), "exact", boost=EXACT_BOOST),
            Terms(tuple(token for group in (*weak, *self.weak_pairs) for token in group), boost=WEAK_BOOST),
            Terms(self._exact(weak=True), "exact", boost=WEAK_BOOST * EXACT_BOOST),
        )
        anything = Or(tuple(part for part in parts if part.tokens))
        if not required:
            return anything
        return And((*(Terms(word.stems, boost=0.0) for word in self.words), anything))

    def in_field(self, field: str) -> WordQuery:
        """Every word, in a field whose tokens are stems and pairs (`title`, `heading`)."""
        return And(tuple(Terms(word.stems, field) for word in self.words))

    def found_in(self, tokens: Iterable[str]) -> tuple[QueryWord, ...]:
        """The words of the query, but function words, that are among the tokens of a stream `text`."""
        there = set(tokens)
        return tuple(word for word in self.words if not word.weak and there.intersection(word.stems))

    def _exact(self, *, weak: bool) -> tuple[str, ...]:
        return tuple(word.exact for word in self.words if word.weak is weak)


def analyse(text: str, languages: Sequence[str] = ()) -> QueryWords:
    """The words of a query.

    `languages`: what it may be written in (detected, or the user's), besides those in which
    every query in Latin letters is stemmed.

    >>> [word.stems for word in analyse("consular posts", ["en"]).words]
    [('consular', 'consul'), ('post', 'posts')]
    """
    function = function_words_of(text, languages)
    candidates = tuple(dict.fromkeys([*map(primary, languages), *LATIN_QUERY_LANGUAGES, "und"]))
    found: list[QueryWord] = []
    pairs: dict[bool, list[tuple[str, ...]]] = {False: [], True: []}
    before: tuple[Forms, ...] | None = None
    for word in words(text):
        by_language = tuple(form for language in candidates if (form := forms(word.text, language)))
        if not by_language:
            continue
        stems = tuple(form.stem for form in by_language)
        first = by_language[0]
        weak = first.exact in function
        found.append(QueryWord(word.text, word.start, word.end, first.exact, first.surface, stems, weak))
        if before is not None:
            both_weak = weak and found[-2].weak
            pairs[both_weak].append(_pair_alternatives(before, by_language))
        before = by_language if word.joined else None
    if all(word.weak for word in found):
        return QueryWords(tuple(replace(word, weak=False) for word in found), tuple(pairs[True]))
    return QueryWords(tuple(found), tuple(pairs[False]), tuple(pairs[True]))


def _pair_alternatives(left: tuple[Forms, ...], right: tuple[Forms, ...]) -> tuple[str, ...]:
    """The pair in each language: both its words are then in the same one."""
    both = zip(left, right, strict=True)
    return tuple(dict.fromkeys(pair(one.stem, other.stem) for one, other in both))


def phrase(text: str, slop: int = 0, field: str = "text", languages: Sequence[str] = ()) -> WordQuery | None:
    """The words of `text` next to each other, in order, with at most `slop` moves.

    In the body of a passage they stand as written, in any accents unless Vietnamese ones were
    typed; in another field (`title`, `heading` …) by their stems. None: `text` holds no word.
    """
    if field != "text":
        return _stem_phrase(analyse(text, languages), slop, field)
    found = [form for word in words(text) if (form := forms(word.text, "und"))]
    if not found:
        return None
    exact = Phrase(tuple(form.exact for form in found), slop, "exact")
    if VIETNAMESE.search(text):
        return exact
    return Or((exact, Phrase(tuple(form.surface for form in found), slop, "surface")))


def _stem_phrase(query: QueryWords, slop: int, field: str) -> WordQuery | None:
    """The phrase in each language that it may be in."""
    if not query.words:
        return None
    by_language = zip(*(word.by_language for word in query.words), strict=True)
    phrases = dict.fromkeys(Phrase(stems, slop, field) for stems in by_language)
    return Or(tuple(phrases))


def prefix(text: str) -> WordQuery | None:
    """Words that begin with `text`; all its words but the last must stand before, in order.

    In scripts without blanks a beginning is simply the characters in a row.
    """
    found = [form for word in words(text) if (form := forms(word.text, "und"))]
    if not found:
        return None
    if is_spaceless(found[-1].exact):
        return phrase(text)
    field = "exact" if VIETNAMESE.search(text) else "surface"
    singles = [form.exact if field == "exact" else form.surface for form in found]
    last = Prefix(singles[-1], field)
    return And((Phrase(tuple(singles[:-1]), 0, field), last)) if len(singles) > 1 else last


def weak_tokens(document_frequency: dict[str, int], documents: int) -> frozenset[str]:
    """Tokens too frequent in the index to mark a passage by themselves."""
    limit = documents * WEAK_SHARE
    return frozenset(token for token, count in document_frequency.items() if count > limit)
