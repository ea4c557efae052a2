"""What the provisions of a work cite: from its stored relations to citations that can be judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.language.review_words import phrase, sentence_around
from corpus.law.effects import CHANGES
from corpus.model import Relation, RelationType
from corpus.store.resolving import target_key
from search_api.findings import Place, Unjudged
from search_api.review.texts import Node, Reviewed, Text, applies, unclear

_CITES = frozenset({RelationType.CITES, RelationType.BASED_ON, RelationType.INTERPRETS})
_HAN = re.compile(r"[\u3400-\u9fff]")
_BEHIND = 90
"""Characters behind a citation in which it may say that it moves with what it cites."""


@dataclass(frozen=True)
class Cited:
    """A citation of another work by a provision that orders something."""

    work: Reviewed
    text: Text
    node: Node
    relation: Relation
    words: str
    span: tuple[int, int]
    moving: bool
    """Whether it means the text as it reads by now."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.text.place(self.work.stored, self.node.provision.eid)


def citations(work: Reviewed) -> Iterator[Cited | Unjudged]:
    """The citations of other works in the wordings of the day, by provisions that may have force.

    Left out are provisions that tell what becomes of other texts, sentences that speak of what was, and
    those of the works that the text itself changes or ends.
    """
    by_provision: dict[str, list[Relation]] = defaultdict(list)
    touched: set[str] = set()
    for relation in work.relations:
        if relation.type in _CITES and relation.from_eid and relation.origin.span:
            by_provision[relation.from_eid].append(relation)
        elif relation.type in CHANGES:
            touched.add(_named(relation))
    for text in work.texts:
        moves = _renews(text)
        for eid, relations in by_provision.items():
            node = text.nodes.get(eid)
            if node is None or not node.operative:
                continue
            mine = [each for each in relations if _named(each) not in touched and _is_there(node, each)]
            status = work.status_in(text, eid) if mine else None
            if status is not None and applies(status):
                yield from _of_node(work, text, node, mine, moves)
            elif status is not None and unclear(status):
                yield from (Unjudged.OWN_STATUS_UNKNOWN for _ in mine)


def _named(relation: Relation) -> str:
    """The work at which a relation is directed, whether the base has it or not."""
    return relation.target_slug or target_key(relation)


def _is_there(node: Node, relation: Relation) -> bool:
    """Whether the words stand in this wording: relations are those of every wording of the work.

    What begins or ends within a word was read in another.
    """
    span, text = relation.origin.span, node.provision.text
    if span is None or not 0 <= span.start < span.end <= len(text):
        return False
    return not (_within_word(text, span.start) or _within_word(text, span.end))


def _within_word(text: str, place: int) -> bool:
    around = text[max(0, place - 1) : place + 1]
    return len(around) == 2 and around.isalnum() and not _HAN.search(around)


def _of_node(
    work: Reviewed, text: Text, node: Node, relations: list[Relation], moves: bool
) -> Iterator[Cited]:
    own = node.provision.text
    for relation in relations:
        span = relation.origin.span
        if span is None:
            continue
        first, last = sentence_around(own, span.start, span.end)
        if phrase(text.language, "past").search(own, first, last):
            continue
        behind = own[span.end : min(last, span.end + _BEHIND)]
        moving = moves or bool(phrase(text.language, "moving").search(behind))
        words = " ".join(own[span.start : span.end].split())
        yield Cited(work, text, node, relation, words, (span.start, span.end), moving)


def _renews(text: Text) -> bool:
    """Whether a clause of the text lets its citations mean what takes the place of what they cite."""
    pattern = phrase(text.language, "renewing")
    return any(pattern.search(node.provision.text) for node in text.nodes.values())
