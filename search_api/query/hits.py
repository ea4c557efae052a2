"""From grouped passages to the hits that a reader sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from corpus.model import Status
from search_api.analysis import QueryWords, analyse, highlight, streams, weak_tokens
from search_api.index.breadcrumb import SEPARATOR
from search_api.passage import Passage
from search_api.query.fusion import Fused
from search_api.query.grouping import GroupedHit
from search_api.query.plan import Plan
from search_api.query.ranking import Ranking
from search_api.results import Hit, Why

HIGHLIGHTED = 100
"""Hits of one answer that are highlighted: who asks for more at once measures, and does not read."""

FALLBACK = "en"
"""The version shown of a provision that is in neither the reader's language nor the question's: the one
that most readers of treaties can read. Where there is none either, the one that matched."""

Marks = tuple[tuple[int, int], ...]
"""Offsets (start, end) in the text of a passage."""

StatusOf = Callable[[Passage, date], Status]
"""The status of the provision of a passage on a day, its wording considered."""


@dataclass(frozen=True, slots=True)
class HitMaker:
    """Makes the hits of one search. `on` is the day of the statuses: the as-of day, else today."""

    plan: Plan
    ranking: Ranking
    query: QueryWords
    weak: frozenset[str]
    on: date
    status_of: StatusOf

    @classmethod
    def of(cls, plan: Plan, ranking: Ranking, on: date, status_of: StatusOf) -> HitMaker:
        """Prepare what all hits of a search share."""
        understanding = plan.understanding
        query = analyse(understanding.looked_for, understanding.languages)
        weak = weak_tokens(dict(ranking.words.document_frequency), ranking.words.documents)
        return cls(plan, ranking, query, weak, on, status_of)

    def hit(self, group: GroupedHit, rank: int, rule: str) -> Hit:
        """The hit of a group: in the reader's language, else the question's, else the fallback."""
        languages = (self.plan.request.language, *self.plan.understanding.languages, FALLBACK)
        passage, fused = group.shown(languages)
        marks = self._highlights(passage) if self.plan.request.limit <= HIGHLIGHTED else ()
        return Hit(
            rank=rank,
            score=group.best.score,
            work_slug=passage.work_slug,
            record_id=passage.record_id,
            identifiers=passage.identifiers,
            title=passage.title,
            kind=passage.kind,
            issuers=passage.issuers,
            language=passage.language,
            authority=passage.authority,
            valid_from=passage.valid_from,
            valid_to=passage.valid_to,
            languages=group.versions(passage.language),
            eid=passage.eid,
            provision_record_id=passage.provision_record_id,
            number=passage.number,
            label=passage.label,
            heading=passage.heading,
            path=tuple(passage.breadcrumb.split(SEPARATOR)),
            status=self.status_of(passage, self.on),
            source_path=passage.source_path,
            source_sha256=passage.source_sha256,
            page=passage.page,
            text=passage.text,
            highlights=marks,
            why=self._why(passage, fused, rule, marks),
            passage_id=passage.id,
            clause=passage.clause,
            confidence=passage.confidence,
        )

    def _highlights(self, passage: Passage) -> Marks:
        return highlight(passage.text, self.query.tokens, passage.language, self.weak)

    def _why(self, passage: Passage, fused: Fused, rule: str, marks: Marks) -> Why:
        return Why(
            words=fused.words,
            meaning=fused.meaning,
            coverage=self.ranking.covered if self.ranking.by_meaning else None,
            matched=self._matched(passage, marks) if marks else (),
            rule=rule,
        )

    def _matched(self, passage: Passage, marks: Marks) -> tuple[str, ...]:
        """The words of the question that are marked in the passage or stand in its breadcrumb, as typed."""
        marked = [passage.text[start:end] for start, end in marks]
        there = streams("\n".join((passage.breadcrumb, *marked)), passage.language).text
        found = self.query.found_in(there)
        return tuple(dict.fromkeys(word.typed for word in found if not self.weak.issuperset(word.stems)))
