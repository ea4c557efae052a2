"""What changed in a work: two wordings compared, and one provision through all of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from search_api.comparing import diff, moment, past, text_language
from search_api.http.context import PREFIX, LanguageOf, ScopeOf, ServiceOf
from search_api.http.models.changes import DiffModel, HistoryModel
from search_api.http.parameters import DayText, day_of
from search_api.http.routes.works import Eid, Key, Language
from search_api.render import diff_json, history_json

router = APIRouter(prefix=f"{PREFIX}/works", tags=["works"])
"""Its routes are matched before those of `works`, whose keys may hold slashes."""

_MOMENT = "a day (ISO; a month or year means its last day), or `expression-44`: the text with that number."
Before = Annotated[str, Query(alias="from", description=f"The earlier wording: {_MOMENT}")]
After = Annotated[str, Query(alias="to", description=f"The later wording: {_MOMENT}")]


@router.get("/{key:path}/diff", summary="What differs between two wordings")
def compared(
    key: Key,
    before: Before,
    after: After,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    language: Language = None,
) -> DiffModel:
    """Provision by provision and word by word, with who changed it: as `treatybase diff --json`."""
    work = service.work(key, scope)
    chosen = text_language(work, (language, ui) if language else (ui,))
    return DiffModel.model_validate(diff_json(diff(work, chosen, moment(before), moment(after))))


@router.get("/{key:path}/provisions/{eid}/history", summary="A provision through the wordings of its work")
def followed(
    key: Key,
    eid: Eid,
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    as_of: DayText = None,
    language: Language = None,
) -> HistoryModel:
    """What it said when, also where its number changed: as `treatybase history --json`.

    `as_of` is the day on which it has this eId; not given: today.
    """
    work = service.work(key, scope)
    chosen = text_language(work, (language, ui) if language else (ui,))
    found = past(work, eid, chosen, day_of(as_of) or service.today())
    return HistoryModel.model_validate(history_json(found))
