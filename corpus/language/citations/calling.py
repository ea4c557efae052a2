"""How a text calls itself: by which nouns, in the text and in each annex that is a work of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from corpus.language.citations.flat import flatten
from corpus.language.citations.forms import Finder
from corpus.language.citations.lexicon import NOUN, Lexicon, lexicon
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.table import key
from corpus.model import Provision, ProvisionKind

_RARELY = 2
"""How often a text calls a work "this" that it only approves."""
_ENOUGH = 2
"""How often an annex calls itself so that is a work of its own: once may be a slip."""
_SELDOM = 5
"""A noun said so many times less often than another is that of something else (this annexed statute)."""


def own_nouns(texts: Iterable[str], language: str) -> set[str]:
    """The nouns by which a text calls itself: convention, where it says "this Convention"."""
    words = lexicon(language)
    return _own(_said(texts, words), words) if words is not None else set()


def own_by_top(tops: Sequence[Provision], language: str) -> tuple[list[set[str]], set[str]]:
    """For each of the tops the nouns by which it calls itself, and those of the works that the text approves.

    A short text that approves a treaty may call it "this Treaty"; where the text of the treaty itself is
    part of it, it calls itself so more often. An annex that says "this Protocol" is one, whatever the text
    is that it belongs to.
    """
    words = lexicon(language)
    if words is None:
        return [set() for _ in tops], set()
    finders = [[Finder(flatten(node.text).text) for node in top.walk() if node.text] for top in tops]
    counts = [Counter(_nouns(each, words, "this")) for each in finders]
    whole = sum(counts, Counter())
    approved = {
        noun for each in finders for noun in _nouns(each, words, "approved") if whole[noun] <= _RARELY
    }
    apart = [top.kind is ProvisionKind.ANNEX for top in tops]
    body = sum((count for count, is_apart in zip(counts, apart, strict=True) if not is_apart), Counter())
    said = _own(body or whole, words) or _titled(tops, words)
    if regulation := _together(tops, words):
        said = said | regulation | _titled(tops, words)
    owns = [
        _own_of_annex(count, said, words) if is_apart else said
        for count, is_apart in zip(counts, apart, strict=True)
    ]
    return [own - approved for own in owns], approved


def are_counted(tops: Sequence[Provision], language: str) -> bool:
    """Whether most articles are labelled by words that count points: أولاً, ثانياً."""
    words = lexicon(language)
    articles = [node for top in tops for node in top.walk() if node.kind is ProvisionKind.ARTICLE]
    if words is None or not words.own.counted.pattern or len(articles) < _ENOUGH:
        return False
    return sum(bool(words.own.counted.search(flatten(one.label).text)) for one in articles) * 2 > len(
        articles
    )


def are_chapters(tops: Sequence[Provision], language: str) -> bool:
    """Whether articles are called by the word for chapters: by their labels, or where these are numbers."""
    words = lexicon(language)
    nodes = [node for top in tops for node in top.walk()]
    if words is None or not words.own.chapter.pattern:
        return False
    articles = [flatten(one.label).text for one in nodes if one.kind is ProvisionKind.ARTICLE]
    if sum(any(map(str.isalpha, label)) for label in articles) * 2 > len(articles):
        return sum(bool(words.own.chapter.search(label)) for label in articles) * 2 > len(articles)
    texts = [flatten(one.text).text for one in nodes]
    others = (one.label for one in nodes if one.kind is not ProvisionKind.ARTICLE and one.label)
    named = any(words.own.chapter.search(flatten(label).text) for label in others)
    said = sum(bool(words.own.chapter.search(text)) for text in texts)
    others_said = sum(bool(words.own.articles.search(text)) for text in texts)
    return bool(articles) and not named and said > others_said


def implemented(tops: Sequence[Provision], language: str) -> dict[str, WorkMention]:
    """The law that a regulation implements by its title, under the noun by which it calls it: the Law."""
    words = lexicon(language)
    line = flatten(tops[0].text.partition("\n")[0]).text if tops else ""
    found = words.own.implements.fullmatch(line) if words is not None else None
    if found is None or words is None:
        return {}
    kind = key(found["kind"], words.table.code)[:NOUN]
    name = key(words.own.implemented + found["kind"], words.table.code)
    return {name: WorkMention(Naming.TITLE, found["title"].strip(), "", kind)}


def _own_of_annex(count: Counter[str], around: set[str], words: Lexicon) -> set[str]:
    """The nouns of an annex: its own, where it mostly calls itself otherwise than the text around it."""
    most = max(count, key=lambda noun: count[noun], default="")
    return _own(count, words) if count[most] >= _ENOUGH and most not in around else around


def _own(count: Counter[str], words: Lexicon) -> set[str]:
    """Those said of itself; not the Convention that a text quotes which says "this Protocol" more often."""
    most = max(count.values(), default=0)
    return {
        noun
        for noun, times in count.items()
        if times * _SELDOM > most and not any(count[other] > times for other in words.definite.get(noun, ()))
    }


def _said(texts: Iterable[str], words: Lexicon) -> Counter[str]:
    return Counter(_nouns((Finder(flatten(text).text) for text in texts), words, "this"))


def _titled(tops: Sequence[Provision], words: Lexicon) -> set[str]:
    """The noun with which the title begins, of a text that never says "this Law"."""
    found = words.itself.match(flatten(tops[0].text).text) if tops else None
    return {key(found["kind"], words.table.code)[:NOUN]} if found else set()


def _together(tops: Sequence[Provision], words: Lexicon) -> frozenset[str]:
    """The noun of the regulation in one text with its law, as its title says (the Law of Ports and its …)."""
    line = flatten(tops[0].text.partition("\n")[0]).text if tops else ""
    return words.own.termed if words.own.together.search(line) else frozenset()


def _nouns(finders: Iterable[Finder], words: Lexicon, form: str) -> Iterator[str]:
    """The noun of each work that is named in this form."""
    for finder in finders if words.works[form] else ():
        for match in finder.all(words.works[form]):
            if match.groupdict().get("kind"):
                yield key(match["kind"], words.table.code)[:NOUN]
