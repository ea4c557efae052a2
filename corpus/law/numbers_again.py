"""Repealed numbers that stand again: a later wording may have another text under the number of a repeal.

A repeal of Article 4 ends what stood under that number on the day before. In wordings that begin with it, or
later, Article 4 may be what was Article 5, or be new; or the repealed text is still printed. Only what is
certain is told: with the words of a provision that was not repealed, or inserted since, it is another; else
nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from corpus.language.force_words import tells_only_of_repeal
from corpus.law.alignment import NOTE_MARK, words_only
from corpus.law.effects import spread
from corpus.law.timeline import AGAIN, AMENDED, ancestors
from corpus.model import (
    Expression,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Making,
    OriginKind,
    Provision,
    ProvisionKind,
    Relation,
    RelationType,
)

_REPEALS: Final = frozenset({"repealed_by", "annulled_by", "terminated_by"})
_TELLING: Final = 48
"""Bytes of UTF-8 from which words tell which provision it is: shorter ones are alike by chance."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A wording of a work with its tree, and the id by which it is asked for."""

    id: int
    expression: Expression
    provisions: Sequence[Provision]


def forces_by_wording(
    forces: Sequence[Force], wordings: Sequence[Worded], incoming: Iterable[tuple[str, Relation]]
) -> Mapping[int, tuple[Force, ...]]:
    """The forces, a chapter's repeated for its articles, of wordings for which a repeal means another thing.

    For wordings that are not named the same forces hold, spread over the trees of all.
    """
    repeals = [force for force in forces if _is_repeal(force)]
    if not repeals:
        return {}
    others = spread([force for force in forces if not _is_repeal(force)], _trees(wordings))
    changes = [relation for _, relation in incoming]
    readings = [_Repeal(repeal, wordings, forces, changes) for repeal in repeals]
    concerned = {worded.id for reading in readings for worded in (*reading.later, *reading.over)}
    return {
        worded.id: (*others, *(force for reading in readings for force in reading.said_of(worded)))
        for worded in wordings
        if worded.id in concerned
    }


def _is_repeal(force: Force) -> bool:
    known = force.interval.end.at is not None and force.state is ForceState.IN_FORCE
    return (
        known and force.eid is not None and force.reason in _REPEALS and force.origin.kind is OriginKind.RULE
    )


def _trees(wordings: Iterable[Worded]) -> list[Sequence[Provision]]:
    return [worded.provisions for worded in wordings]


class _Repeal:
    """The repeal of one provision on a day, and what it means for each wording."""

    def __init__(
        self, repeal: Force, wordings: Sequence[Worded], forces: Sequence[Force], changes: Sequence[Relation]
    ) -> None:
        assert repeal.interval.end.at is not None
        self._repeal, self._day, self._changes = repeal, repeal.interval.end.at, changes
        self._amended = _is_amended_behind(self._day, forces)
        self._named = {force.eid for force in forces if force.eid and force is not repeal}
        stood = [worded for worded in wordings if self._stood(worded, wordings)]
        if not stood and repeal.reason == "annulled_by":
            stood = _first(wordings)  # from the beginning
        self._before = [worded for worded in stood if not _is_over(worded, self._day)]
        self.over = [worded for worded in stood if self._before and worded not in self._before]
        """Wordings that were over on the day: what they have under the number was never repealed."""
        self.later = [worded for worded in wordings if worded not in stood]
        self._copies = spread([repeal], _trees(self._before or stood or wordings))

    def said_of(self, worded: Worded) -> Iterator[Force]:
        """What it does to the provisions of a wording."""
        if worded in self.over:
            return
        if worded not in self.later:
            yield from self._copies
            return
        nodes = {node.eid: node for top in worded.provisions for node in top.walk()}
        for force in dict.fromkeys((*self._copies, *spread([self._repeal], [worded.provisions]))):
            node = nodes.get(force.eid or "")
            if node is None or not _says_something(node, worded) or self._is_left(worded):
                yield force
            elif not self._is_another(node, worded):
                yield replace(force, interval=Interval(), reason=f"{force.reason}{AGAIN}")

    def _stood(self, worded: Worded, wordings: Sequence[Worded]) -> bool:
        """Whether a wording had begun before the day: for certain, or as the only one, without a day."""
        expression = worded.expression
        begun = expression.valid.start.at
        if begun is not None:
            return begun.latest < self._day.earliest
        alone = sum(one.expression.language == expression.language for one in wordings) == 1
        return alone and not self._amended and expression.making is Making.ORIGINAL

    def _is_left(self, worded: Worded) -> bool:
        """Whether a text made here tells that it does not have the repeal: then it is what was repealed."""
        return any(one.by == self._repeal.detail for one in worded.expression.unapplied)

    def _is_another(self, node: Provision, worded: Worded) -> bool:
        """Whether it is certain that a provision of a later wording is not what was repealed."""
        return self._came_later(node.eid, worded) or self._stood_elsewhere(node, worded)

    def _came_later(self, eid: str, worded: Worded) -> bool:
        begun = worded.expression.valid.start.at
        return begun is not None and any(
            (relation.located or relation.target_eid) == eid and self._is_new(relation, begun)
            for relation in self._changes
        )

    def _is_new(self, relation: Relation, begun: LegalDate) -> bool:
        day = relation.effective.start.at
        if relation.candidates or day is None or day.latest > begun.earliest:
            return False
        if relation.type is RelationType.INSERTS:
            return day.earliest >= self._day.latest
        return relation.type is RelationType.REPLACES and day.earliest > self._day.latest

    def _stood_elsewhere(self, node: Provision, worded: Worded) -> bool:
        """Whether its words are those of one provision that stood before and was not repealed."""
        words = _words(node)
        if len(words.encode()) < _TELLING:
            return False
        ended = {force.eid for force in self._copies}
        alike = {
            one.eid
            for other in self._before
            if other.expression.language == worded.expression.language
            for top in other.provisions
            for one in top.walk()
            if one.kind is node.kind and _words(one) == words
        }
        return len(alike) == 1 and not any(
            ended & set(ancestors(eid)) or self._has_own_force(eid) for eid in alike
        )

    def _has_own_force(self, eid: str) -> bool:
        return any(
            f"{eid}__".startswith(f"{one}__") or one.startswith(f"{eid}__") for one in self._named if one
        )


def _first(wordings: Sequence[Worded]) -> list[Worded]:
    """The original wordings that began before all others."""
    begun = {worded.id: worded.expression.valid.start.at for worded in wordings}
    days = [at.earliest for at in begun.values() if at is not None]
    return [
        worded
        for worded in wordings
        if worded.expression.making is Making.ORIGINAL
        and (at := begun[worded.id]) is not None
        and at.latest <= min(days)
    ]


def _is_over(worded: Worded, day: LegalDate) -> bool:
    over = worded.expression.valid.end.at
    return over is not None and over.latest < day.earliest


def _is_amended_behind(day: LegalDate, forces: Iterable[Force]) -> bool:
    """Whether the text tells in its head of an amendment on the day or later: so it is a later wording."""
    shown = (force.interval.end.at for force in forces if force.reason == AMENDED)
    return any(at is not None and at.latest > day.earliest for at in shown)


def _says_something(node: Provision, worded: Worded) -> bool:
    """Whether more stands there than that it was repealed: of what has text its heading tells nothing."""
    language = node.language or worded.expression.language
    nodes = [one for one in node.walk() if one.kind is not ProvisionKind.NOTE]
    texts = [NOTE_MARK.sub("", one.text) for one in nodes if one.text.strip()]
    lines = texts or [NOTE_MARK.sub("", one.heading) for one in nodes if one.heading.strip()]
    return any(not tells_only_of_repeal(line, language) for line in lines)


def _words(node: Provision) -> str:
    return words_only(f"{node.heading} {node.full_text()}")
