"""Procedures: by their names in the whole base, or all of one work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.language.folding import fold
from corpus.model import Procedure, Scope
from corpus.model.facts import NO_FACTS
from corpus.store.views import StoredProcedure
from search_api.facts.answers import MOST, Day, Found, ProceduresOf, ProcedureView
from search_api.facts.base import FactBase, kept_and_over, telling_text
from search_api.facts.typed import LOOKED_AT, bare, folds, may_lack_accents


class Procedures:
    """Answers what is done how. Safe between threads."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def named(
        self,
        scope: Scope,
        *,
        words: str = "",
        language: str | None = None,
        as_of: Day = None,
        limit: int = MOST,
    ) -> Found[ProcedureView]:
        """Procedures whose names have all these words, with or without accents, by name."""
        chosen = [
            (each.work_id, each.expression_id, each.procedure) for each in self._found(scope, words, language)
        ]
        kept, over = kept_and_over(self._views(chosen, scope, as_of), as_of, _same_procedure)
        return Found(self._base.on(as_of), tuple(kept[:limit]), over, len(kept) > limit)

    def _found(self, scope: Scope, words: str, language: str | None) -> list[StoredProcedure]:
        """Procedures by their names; of words typed without accents, among all Vietnamese ones."""
        asked = [bare(word) for word in words.split()]
        found: dict[object, StoredProcedure] = {}
        searches = [(folded.split(), language) for folded in folds(words, language)]
        if may_lack_accents(words, language):
            searches.append(([], "vi"))
        for folded, tongue in searches:
            for each in self._base.store.procedures(scope, words=folded, language=tongue, limit=LOOKED_AT):
                if all(word in bare(each.procedure.name) for word in asked):
                    found.setdefault((each.expression_id, each.procedure.eid, each.procedure.name), each)
        return sorted(found.values(), key=lambda each: fold(each.procedure.name, each.language))

    def of_work(
        self, key: str, scope: Scope, languages: Sequence[str] = (), *, as_of: date | None = None
    ) -> ProceduresOf:
        """All procedures of a work as worded on a day, in reading order. Raises NotFound."""
        on = self._base.on(as_of)
        stored = self._base.store.find(key, scope)
        facts = self._base.store.facts(stored.id, scope)
        telling = {number for number, each in facts.items() if each.procedures}
        shown = telling_text(stored, languages, on, telling)
        told = facts.get(shown.id, NO_FACTS).procedures
        chosen = [(stored.id, shown.id, each) for each in told]
        status = self._base.status(stored.id, None, shown.id, scope, on)
        return ProceduresOf(stored, shown, status, on, tuple(self._views(chosen, scope, on)))

    def _views(
        self, chosen: Sequence[tuple[int, int, Procedure]], scope: Scope, as_of: Day
    ) -> list[ProcedureView]:
        wanted = [
            (work_id, number, eid)
            for work_id, number, procedure in chosen
            for eid in (procedure.eid, *(item.eid for item in procedure.items))
        ]
        cite = self._base.citer(scope, as_of, wanted)
        return [
            ProcedureView(
                procedure,
                cite(work_id, number, procedure.eid),
                tuple((item, cite(work_id, number, item.eid)) for item in procedure.items),
            )
            for work_id, number, procedure in chosen
        ]


def _same_procedure(view: ProcedureView) -> object:
    told = tuple((item.kind, item.text) for item in view.procedure.items)
    return view.cited.work, view.cited.language, view.procedure.eid, view.procedure.name, told
