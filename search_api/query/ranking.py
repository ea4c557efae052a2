"""Both sides of a search, words and meaning, made into one ranking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search_api.analysis import analyse, body_streams
from search_api.engine.port import Engine, Scored, Vector, WordHits
from search_api.passage import Passage
from search_api.query.fusion import COVERAGE_HITS, PAIR_SHARE, Fused, coverage, fuse
from search_api.query.plan import Plan
from search_api.results import Mode

Embed = Callable[[str], Vector | None]
"""The vector of a query; None where there is no model, or it is too busy."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages best first, how many match, the coverage c, and what the words' side knew of tokens."""

    fused: tuple[Fused, ...]
    total: int
    covered: float
    words: WordHits
    by_meaning: bool


def rank(plan: Plan, engine: Engine, embed: Embed, weight: float) -> Ranking:
    """Ask both sides as the plan says. `weight` is λ of the fusion."""
    words = engine.words(plan.lookup, plan.where, plan.depth)
    meaning = _near(plan, engine, embed, words)
    if meaning is not None and plan.request.mode is Mode.SEMANTIC:
        return Ranking(_by_meaning(meaning), len(meaning), 0.0, words, by_meaning=True)
    if not meaning:
        return Ranking(_by_words(words), words.total, 1.0, words, by_meaning=meaning is not None)
    covered = _covered(plan, engine, words)
    fused = _with_rest(fuse(words, meaning, covered, weight), words, meaning)
    return Ranking(fused, max(words.total, len(fused)), covered, words, by_meaning=True)


def _near(plan: Plan, engine: Engine, embed: Embed, words: WordHits) -> tuple[Scored, ...] | None:
    """What is near in meaning; only among what the words allow, where the query has syntax."""
    vector = embed(plan.meaning) if plan.meaning else None
    if vector is None:
        return None
    near = engine.nearest(vector, plan.where, plan.depth)
    if not plan.strict:
        return near
    allowed = {hit.id for hit in words.hits}
    return tuple(hit for hit in near if hit.id in allowed)


def _by_words(words: WordHits) -> tuple[Fused, ...]:
    best = max((hit.score for hit in words.hits), default=0.0) or 1.0
    return tuple(Fused(hit.id, hit.score / best, hit.score / best, None) for hit in words.hits)


def _by_meaning(meaning: Sequence[Scored]) -> tuple[Fused, ...]:
    return tuple(Fused(hit.id, hit.score, None, hit.score) for hit in meaning)


def _with_rest(fused: Sequence[Fused], words: WordHits, meaning: Sequence[Scored]) -> tuple[Fused, ...]:
    """What lies too deep to be fused follows in the order of words, then of meaning."""
    seen = {hit.id for hit in fused}
    last = fused[-1].score if fused else 0.0
    rest = {
        hit.id: Fused(hit.id, last, hit.words, hit.meaning)
        for hit in (*_by_words(words), *_by_meaning(meaning))
        if hit.id not in seen
    }
    return (*fused, *rest.values())


def _covered(plan: Plan, engine: Engine, words: WordHits) -> float:
    """The coverage of the query by its first hits. Alternatives of one word count as one term.

    A query with syntax has said which words it wants: what the engine found covers it.
    """
    if plan.strict:
        return 1.0
    query = analyse(plan.understanding.looked_for, plan.understanding.languages)
    alternatives = {_likeliest(group, words): group for group in query.groups}
    pairs = set(query.pairs)
    weights = {term: PAIR_SHARE if group in pairs else 1.0 for term, group in alternatives.items()}
    first = engine.passages([hit.id for hit in words.hits[:COVERAGE_HITS]])
    found = [_terms_of(passage, alternatives) for passage in first if passage is not None]
    return coverage(weights, words.document_frequency, words.documents, found)


def _likeliest(group: Sequence[str], words: WordHits) -> str:
    """The alternative that the index has most of: the others are stems of other languages."""
    return max(group, key=lambda token: words.document_frequency.get(token, 0))


def _terms_of(passage: Passage, terms: dict[str, tuple[str, ...]]) -> frozenset[str]:
    tokens = set(body_streams(passage).text)
    return frozenset(term for term, group in terms.items() if tokens.intersection(group))
