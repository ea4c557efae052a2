"""The obligations of a work: who must, must not or may do what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from corpus.model import Modality, Obligation, Scope
from corpus.model.facts import NO_FACTS
from corpus.store.places import Place
from search_api.facts.answers import ObligationsOf, ObligationView
from search_api.facts.base import FactBase, telling_text
from search_api.facts.typed import bare


class Obligations:
    """Answers what a work obliges to. Safe between threads."""

    def __init__(self, base: FactBase) -> None:
        self._base = base

    def of_work(
        self,
        key: str,
        scope: Scope,
        languages: Sequence[str] = (),
        *,
        as_of: date | None = None,
        bearer: str = "",
        modality: Modality | None = None,
    ) -> ObligationsOf:
        """The obligations of a work as worded on a day, in reading order. Raises NotFound."""
        on = self._base.on(as_of)
        stored = self._base.store.find(key, scope)
        facts = self._base.store.facts(stored.id, scope)
        shown = telling_text(
            stored, languages, on, {number for number, each in facts.items() if each.obligations}
        )
        told = facts.get(shown.id, NO_FACTS).obligations
        asked = [(stored.id, shown.id, each.eid) for each in told]
        places = self._base.places(scope, asked)
        cite = self._base.citer(scope, on, asked, places)
        wanted = bare(bearer)
        return ObligationsOf(
            work=stored,
            expression=shown,
            status=self._base.status(stored.id, None, shown.id, scope, on),
            on=on,
            found=tuple(
                ObligationView(
                    each,
                    cite(stored.id, shown.id, each.eid),
                    _clause(each, places.get((shown.id, each.eid))),
                )
                for each in told
                if wanted in bare(each.bearer) and modality in (None, each.modality)
            ),
            bearers=dict(Counter(each.bearer for each in told if each.bearer).most_common()),
        )


def _clause(told: Obligation, place: Place | None) -> str:
    """The clause as printed, where it still has the deed in it; else the deed."""
    text = place.text[told.span.start : told.span.end] if place and told.span else ""
    return text if "".join(told.deed.split()) in "".join(text.split()) else told.deed
