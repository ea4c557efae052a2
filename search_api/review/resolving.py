"""Works that a text names by title, day or a number that others may have: found where two of these agree.

The store points a citation at a work by a number that is one text's alone, or by its title word for word. A
review asks more: `décret n° 2018-402 du 22 mai 2018` is the decree of that number if it was made on that day,
`the Agreement between … done at Bình Lâm on 14 March 2018` the one of that day whose title has these words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, Protocol

from corpus.identifiers import normalise_number, numbers_in
from corpus.language.dates import find_dates
from corpus.language.folding import fold, strip_accents_vi
from corpus.law.cited_places import addresses
from corpus.model import Origin, OriginKind, Relation, RelationType
from search_api.review.texts import Reviewed, Shelf

_BEHIND: Final = 40
"""Characters behind a mention in which its day may stand: `du 22 mai 2018`."""
_FIRST: Final = re.compile(r"[(（;；。،,](?!\s?(?:de|du|ngày|от)\s)")
"""Where something else begins."""
_SHARE: Final = 0.8
"""Part of the words of a title that a mention must have."""
_FEWEST: Final = 4
"""Words that a title must have to tell a work."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Base(Protocol):
    """What is asked of the base, within the scope of the review."""

    def adopted_on(self, day: date) -> Iterable[str]:
        """The works that were adopted on a day."""

    def resolve(self, relations: Sequence[Relation]) -> Iterable[Relation]:
        """The relations with the works that they mean or may mean."""


class Resolver:
    """Finds the works meant by the citations of one work after the other."""

    def __init__(self, shelf: Shelf, base: Base) -> None:
        self._shelf, self._base = shelf, base
        self._days: dict[date, tuple[str, ...]] = {}

    def relations(self, work: Reviewed) -> tuple[Relation, ...]:
        """The relations of a work, with the targets that are certain now."""
        mentions = _mentions(work)
        maybe = self._by_number(work, mentions)
        found: dict[str, str] = {}
        for target, all_of in mentions.items():
            slugs = {
                slug for each in all_of for slug in self._meant(work, target, each, maybe.get(target, ()))
            }
            if len(slugs) == 1:
                found[target] = slugs.pop()
        return tuple(self._pointed(work, each, found.get(_named(each))) for each in work.stored.relations)

    def _pointed(self, work: Reviewed, relation: Relation, slug: str | None) -> Relation:
        target = self._shelf.by_slug(slug) if slug and slug != work.slug else None
        if relation.target_slug or slug is None or target is None:
            return relation
        located = _located(target, relation.target_eid) if relation.target_eid else None
        return replace(relation, target_slug=slug, located=located, candidates=())

    def _by_number(self, work: Reviewed, mentions: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
        """The works that have the number of a mention, which others may have too."""
        found = {_named(each): each.candidates for each in work.stored.relations if each.candidates}
        asked = {
            target: normalise_number(target)
            for target in mentions
            if target not in found and any(map(str.isdigit, target))
        }
        origin = Origin(OriginKind.RULE)
        numbers = [Relation(RelationType.CITES, each, origin) for each in sorted(set(asked.values()) - {""})]
        known = {each.target: _works(each) for each in self._base.resolve(numbers)} if numbers else {}
        return found | {target: known.get(number, ()) for target, number in asked.items()}

    def _meant(self, work: Reviewed, target: str, mention: str, numbered: Iterable[str]) -> Iterator[str]:
        """The works that a mention means: by their day, and by title or number; or by number and title."""
        language = next((text.language for text in work.texts), "und")
        days = {one.date.day for one in find_dates(mention, language) if one.date.day}
        for slug in numbered:
            other = self._shelf.by_slug(slug)
            adopted = other.stored.work.adopted if other else None
            if other is not None and (_has_title(target, other) or (adopted and adopted.day in days)):
                yield slug
        for slug in sorted({slug for day in days for slug in self._on(day)} - {work.slug}):
            other = self._shelf.by_slug(slug)
            if other is not None and (_has_number(target, other) or _has_title(target, other)):
                yield slug

    def _on(self, day: date) -> tuple[str, ...]:
        if day not in self._days:
            self._days[day] = tuple(self._base.adopted_on(day))
        return self._days[day]


def _named(relation: Relation) -> str:
    """The target without a stop that ends the sentence."""
    return relation.target.rstrip(" .,;")


def _works(resolved: Relation) -> tuple[str, ...]:
    return (resolved.target_slug,) if resolved.target_slug else resolved.candidates


def _mentions(work: Reviewed) -> dict[str, list[str]]:
    """The unresolved targets of a work, each with its mentions and what stands right behind these."""
    nodes = {eid: node for text in work.texts for eid, node in text.nodes.items()}
    found: dict[str, list[str]] = defaultdict(list)
    for relation in work.stored.relations:
        if relation.target_slug or len(numbers_in(relation.target)) == 1:
            continue
        node, span = nodes.get(relation.from_eid or ""), relation.origin.span
        behind = node.provision.text[span.end : span.end + _BEHIND] if node and span else ""
        found[_named(relation)].append(f"{relation.target} {_FIRST.split(behind, maxsplit=1)[0]}")
    return found


def _has_number(mention: str, other: Reviewed) -> bool:
    plain = normalise_number(mention)
    numbers = (normalise_number(each.value) for each in other.stored.work.identifiers)
    return any(number == plain and any(map(str.isdigit, number)) for number in numbers)


def _has_title(mention: str, other: Reviewed) -> bool:
    """Whether a mention has nearly all words of a title, or is the beginning of one with its number."""
    plain = _plain(mention)
    for title in other.stored.work.titles.values():
        words = set(_HAN.findall(title)) if _HAN.search(title) else set(_WORD.findall(_plain(title)))
        held = sum(word in plain for word in words)
        begins = any(map(str.isdigit, plain)) and _plain(title).startswith(plain)
        if begins or (len(words) >= _FEWEST and held >= _SHARE * len(words)):
            return True
    return False


def _plain(text: str) -> str:
    return strip_accents_vi(fold(" ".join(text.split()), "und"))


def _located(target: Reviewed, eid: str) -> str | None:
    """The provision that is meant, in whatever wording has it."""
    for text in target.texts:
        found = next((each for each in addresses(eid) if each in text.nodes), None)
        if found is not None:
            return found
    return None
