"""From a provision or a number named in a question to the passages that it names.

`Điều 36 Công ước Viên`: articles 36 of works whose titles hold the words beside the reference.
`06/2021/TT-BĐN` alone: that work. A name that fits too many works names none of them. Everything
is asked of the index within the filter and the scope, so nothing is named that may not be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.language.table import key, tables
from corpus.model import EID_ABBREVIATION
from search_api.analysis import QueryWord, analyse, phrase
from search_api.engine.port import And, Engine, Everything, Filter, Or, WordQuery
from search_api.passage import Passage
from search_api.query.plan import Plan
from search_api.query.references import Reference

MOST_WORKS = 10
"""Works that one name may fit: beyond that ("Convention") it names nothing in particular."""
LONGEST_NAME = 16
"""Words beside a reference that may be the name of a work."""
SHORTEST_WORD = 4
"""Letters of a word that can name a work alone; syllables and characters never do."""
MOST_REFERENCES = 3
"""References followed in one question."""
_PASSAGES = 200

FindWork = Callable[[str], str | None]
"""The slug of the work with this number, within the scope; None where there is none."""


@dataclass(frozen=True, slots=True)
class Named:
    """The passages that a question names, in order, and the name as shown to the reader.

    `hidden`: what it names is in the base, but was no law on the day searched as of.
    """

    reference: str | None = None
    ids: tuple[str, ...] = ()
    hidden: bool = False


def resolve_named(plan: Plan, engine: Engine, find_work: FindWork) -> Named:
    """What the question names; only plain questions are read so."""
    understanding = plan.understanding
    slugs = tuple(slug for number in understanding.numbers if (slug := find_work(number)))
    references = understanding.references[:MOST_REFERENCES]
    if not references:
        return _whole_work(plan, engine, slugs)
    found = [_passages(plan, engine, reference, slugs) for reference in references]
    passages = [passage for some in found for passage in some]
    if not passages:
        return Named(references[0].number, hidden=_hidden(plan, engine, slugs))
    first = passages[0]
    return Named(f"{first.work_slug}#{first.article_eid}", tuple(passage.id for passage in passages))


def _whole_work(plan: Plan, engine: Engine, slugs: tuple[str, ...]) -> Named:
    """A work named by its number, where the question holds nothing else but words for it."""
    if not slugs:
        return Named()
    if not _only_names(plan):
        return Named(slugs[0], hidden=_hidden(plan, engine, slugs))
    hits = engine.words(plan.lookup, _within(plan.where, slugs[:1]), _PASSAGES).hits
    return Named(slugs[0], tuple(hit.id for hit in hits), _hidden(plan, engine, slugs))


def _hidden(plan: Plan, engine: Engine, slugs: tuple[str, ...]) -> bool:
    """Whether the day alone keeps the works that are named by number out of the answer."""
    if not slugs or plan.where.as_of is None:
        return False
    named = _within(plan.where, slugs)
    on_the_day = engine.words(Everything(), named, 1).total
    return not on_the_day and bool(engine.words(Everything(), replace(named, as_of=None), 1).total)


def _only_names(plan: Plan) -> bool:
    """Whether every word is part of a number, or a word that stands before one: Thông tư số."""
    letters = [word for word in plan.understanding.text.split() if not any(map(str.isdigit, word))]
    return all(key(word.strip(".,;:"), "vi") in _naming_words() for word in letters)


@cache
def _naming_words() -> frozenset[str]:
    """The single words of kinds of instrument and of signs of a number, in every language."""
    return frozenset(
        word
        for table in tables()
        for phrase_ in (*table.kinds, *table.number_signs)
        for word in (*key(phrase_, "vi").split(), key(phrase_, "vi"))
    )


# --- a provision of a work ---------------------------------------------------------------------------


def _passages(plan: Plan, engine: Engine, reference: Reference, slugs: tuple[str, ...]) -> list[Passage]:
    """The passages of the provision, in works named by number, by short name or by the words beside it."""
    article = analyse(reference.number).in_field("article")
    if slugs:
        return _matching(engine, article, _within(plan.where, slugs), reference)
    for name in _names(plan, engine, article, reference):
        found = _matching(engine, And((article, name)), plan.where, reference)
        if found and len({passage.work_slug for passage in found}) <= MOST_WORKS:
            return found
    return []


def _matching(engine: Engine, query: WordQuery, where: Filter, reference: Reference) -> list[Passage]:
    """The passages that are that provision: the number is equal, not only among the words."""
    hits = engine.words(query, where, _PASSAGES).hits
    found = engine.passages([hit.id for hit in hits])
    return [passage for passage in found if passage is not None and _is(passage, reference)]


def _is(passage: Passage, reference: Reference) -> bool:
    """Whether a passage lies in the provision: by the last step of its article's eId.

    Texts that came with eIds of their own may call an article `reg_5`: only a step that is
    known to be of another kind is refused.
    """
    kind, _, number = passage.article_eid.rpartition("__")[2].partition("_")
    same = kind == EID_ABBREVIATION[reference.kind] or kind not in _ABBREVIATIONS
    return same and number.lower() == reference.number.lower()


_ABBREVIATIONS = frozenset(EID_ABBREVIATION.values())


def _within(where: Filter, slugs: Iterable[str]) -> Filter:
    return replace(where, values={**where.values, "work": tuple(slugs)})


# --- names of works ------------------------------------------------------------------------------------


def _names(plan: Plan, engine: Engine, article: WordQuery, reference: Reference) -> Iterator[WordQuery]:
    """What may name the work, likeliest first, as queries of titles."""
    for short in plan.understanding.short_names:
        titles = [analyse(title, [language]) for language, title in short.titles.items()]
        yield Or(tuple(title.in_field("title") for title in titles))
    text = plan.understanding.text
    words = analyse(text, plan.understanding.languages).words
    after = [word for word in words if word.start >= reference.end][:LONGEST_NAME]
    before = [word for word in words if word.end <= reference.start][-LONGEST_NAME:]
    grown = [
        _longest(plan, engine, article, text, _without_links(after)),
        _longest(plan, engine, article, text, _without_links(before[::-1])),
    ]
    for _, query in sorted((each for each in grown if each), key=lambda each: -each[0]):
        yield query


def _without_links(words: list[QueryWord]) -> list[QueryWord]:
    """Without the words that only link a reference to its work: of the, của, de la, 的, من."""
    links = _links()
    while words and (words[0].typed.casefold() in links or _is_elided(words[0])):
        words = words[1:]
    return words


def _is_elided(word: QueryWord) -> bool:
    """Whether it is what an apostrophe left of an article: l', d'."""
    return len(word.typed) == 1 and word.typed.isascii() and word.typed.isalpha()


@cache
def _links() -> frozenset[str]:
    return frozenset(word.casefold() for table in tables() for word in (*table.words, *table.continuations))


def _longest(
    plan: Plan, engine: Engine, article: WordQuery, text: str, words: list[QueryWord]
) -> tuple[int, WordQuery] | None:
    """The longest run of words, from the reference outwards, that stands in a title as it is."""
    best: tuple[int, WordQuery] | None = None
    for count in range(1, len(words) + 1):
        if count == 1 and not _names_alone(words[0]):
            continue
        start = min(word.start for word in words[:count])
        end = max(word.end for word in words[:count])
        query = phrase(text[start:end], 0, "title", plan.understanding.languages)
        if query is None or not engine.words(And((article, query)), plan.where, 1).hits:
            break
        best = (count, query)
    return best


def _names_alone(word: QueryWord) -> bool:
    """Whether one word can name a work: not a syllable of Vietnamese, not a character."""
    return len(word.typed) >= SHORTEST_WORD and word.typed.isalpha() and word.exact == word.surface
