"""What counts as one hit: the language versions, wordings and parts of one article together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from corpus.language.table import LANGUAGES
from search_api.analysis import provision_token
from search_api.engine.port import Engine, Filter, Or, Terms
from search_api.passage import Passage
from search_api.query.fusion import Fused
from search_api.results import LanguageVersion

CHUNK = 64
"""Passages read at a time: a page of ten hits rarely needs more than one."""
_SIBLINGS = 2000
"""Passages of all versions of the provisions of one page, at most."""


@dataclass(slots=True)
class GroupedHit:
    """One hit in the making: what matched, best first, and the passages of the other versions."""

    best: Fused
    members: list[tuple[Passage, Fused]] = field(default_factory=list)
    siblings: list[Passage] = field(default_factory=list)

    def shown(self, languages: Sequence[str]) -> tuple[Passage, Fused]:
        """The passage to show: in the first of `languages` that the provision has, else the best one.

        A version that did not match itself is shown at the same part.
        """
        best = self.members[0][0]
        for language in languages:
            for passage, fused in self.members:
                if _primary(passage.language) == _primary(language):
                    return passage, fused
            same = [p for p in self.siblings if _primary(p.language) == _primary(language)]
            if same:
                return min(same, key=lambda p: (p.eid != best.eid, abs(p.part - best.part), p.id)), self.best
        return self.members[0]

    def versions(self, first: str) -> tuple[LanguageVersion, ...]:
        """The languages of the provision, each once, `first` first, then in the order of the interface."""
        passages = [passage for passage, _ in self.members] + self.siblings
        by_language = {passage.language: passage for passage in reversed(passages)}
        ordered = sorted(by_language, key=lambda language: (language != first, _order(language), language))
        return tuple(
            LanguageVersion(language, by_language[language].article_eid, by_language[language].authority)
            for language in ordered
        )


def page_of(
    ranked: Sequence[Fused], engine: Engine, offset: int, limit: int, *, grouped: bool
) -> list[GroupedHit]:
    """The hits from `offset` on, at most `limit`; without grouping each passage is one.

    Reading stops with the chunk in which the page is full: what else belongs to its provisions is
    found by `add_versions`. A passage that was deleted meanwhile is left out.
    """
    groups: dict[str, GroupedHit] = {}
    rest = iter(ranked)
    while len(groups) < offset + limit and (chunk := list(islice(rest, CHUNK))):
        for passage, fused in zip(engine.passages([hit.id for hit in chunk]), chunk, strict=True):
            if passage is not None:
                key = passage.translation_key if grouped else passage.id
                groups.setdefault(key, GroupedHit(fused)).members.append((passage, fused))
    return list(groups.values())[offset : offset + limit]


def add_versions(
    groups: Sequence[GroupedHit], ranked: Sequence[Fused], engine: Engine, where: Filter
) -> None:
    """Find the other parts and versions of the provisions of a page, whatever language was filtered for."""
    by_key = {group.members[0][0].translation_key: group for group in groups}
    if not by_key:
        return
    asked = Or(tuple(Terms((provision_token(key),), "provision") for key in by_key))
    hits = engine.words(asked, where.without("language"), _SIBLINGS).hits
    known = {passage.id for group in groups for passage, _ in group.members}
    scores = {fused.id: fused for fused in ranked}
    for passage in engine.passages([hit.id for hit in hits if hit.id not in known]):
        if passage is None or passage.translation_key not in by_key:
            continue
        group = by_key[passage.translation_key]
        if passage.id in scores:
            group.members.append((passage, scores[passage.id]))
        else:
            group.siblings.append(passage)
    for group in groups:
        group.members.sort(key=lambda member: -member[1].score)


def _primary(language: str) -> str:
    return language.partition("-")[0]


def _order(language: str) -> int:
    code = _primary(language)
    return LANGUAGES.index(code) if code in LANGUAGES else len(LANGUAGES)
