"""From which work each article of a codification comes: a note before its text says so.

A codification prints articles of many works under one heading, each with its own "this Law", its own entry
into force and its own repeals (`(Điều 3 Nghị định số 27/2011/NĐ-CP …)`). What such an article says of force
or of other works is said by the work that it comes from, not by the one that the document is known by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.identifiers import normalise_number, title_key
from corpus.language.citations.lexicon import Lexicon, lexicon
from corpus.language.citations.pieces import Place
from corpus.language.citations.reading import cite
from corpus.model import Provision, ProvisionKind


def codified(tops: Sequence[Provision], language: str, own: frozenset[str]) -> tuple[Provision, ...]:
    """What the work known by the keys `own` says itself: the tree with none but its own articles.

    Keys are normalised numbers and keys of titles. The whole tree where it is no codification: most articles
    do not say where they come from, or all come from one work and no other is known. What stands beside the
    articles, and an article without a note, is nobody's.
    """
    words = lexicon(language)
    if words is None or not words.works["source"]:
        return tuple(tops)
    articles = list(_articles(tops))
    sources = {each.eid: source for each in articles if (source := _source(each, words, language))}
    told = set(sources.values())
    if not told or 2 * len(sources) < len(articles) or (len(told) == 1 and not told & own):
        return tuple(tops)
    return _only(tops, frozenset(eid for eid, source in sources.items() if source in own))


def _only(tops: Sequence[Provision], eids: frozenset[str]) -> tuple[Provision, ...]:
    """The tree with these articles; of what contains them no text stays."""
    kept = []
    for top in tops:
        if top.eid in eids:
            kept.append(top)
        elif below := _only(top.children, eids):
            kept.append(replace(top, text="", children=below))
    return tuple(kept)


def _articles(tops: Iterable[Provision]) -> Iterator[Provision]:
    return (node for top in tops for node in top.walk() if node.kind is ProvisionKind.ARTICLE)


def _source(article: Provision, words: Lexicon, language: str) -> str:
    """The number of the work that an article comes from, or the key of its title; empty: it does not say."""
    text = article.text or (article.children[0].text if article.children else "")
    if not any(form.pattern.match(text) for form in words.works["source"]):
        return ""
    for citation in cite(text, language, Place(eid=article.eid)):
        for target in citation.targets:
            if mention := target.work.named:
                return normalise_number(mention.number) if mention.number else title_key(mention.text)
    return ""
