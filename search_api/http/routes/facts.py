"""The glossary, procedures, and the obligations of a work."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from corpus.model import Modality
from search_api.facts.answers import MOST
from search_api.http.context import LONGEST_START, PREFIX, LanguageOf, ScopeOf, ServiceOf
from search_api.http.models.facts import ObligationsModel, ProceduresModel, TermsModel
from search_api.http.parameters import AsOfText, DayText, day_of
from search_api.query.conditions import as_of_value
from search_api.render.facts import obligations_json, procedures_json, terms_json

router = APIRouter(prefix=PREFIX, tags=["facts"])

Tongue = Annotated[
    str | None, Query(description="Only texts in this language (BCP 47); not given: every language.")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many.")]
OfWork = Annotated[
    str | None, Query(description="Only of this work: slug, number, record id or key; not given: of all.")
]


@router.get("/terms", summary="The glossary: defined terms")
def terms(
    service: ServiceOf,
    scope: ScopeOf,
    starting: Annotated[
        str,
        Query(max_length=LONGEST_START, description="What the term begins with, with or without accents."),
    ] = "",
    language: Tongue = None,
    work: OfWork = None,
    as_of: AsOfText = None,
    limit: Limit = 50,
) -> TermsModel:
    """Terms with their definitions, in alphabetical order, each with the same concept in other languages."""
    day = as_of_value(as_of) if as_of else None
    found = service.glossary.terms(
        scope, starting=starting, language=language, work=work or "", as_of=day, limit=limit
    )
    return TermsModel.model_validate(terms_json(found))


@router.get("/procedures", summary="Procedures: steps, papers, deadlines, fees, competent bodies")
def procedures(
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    q: Annotated[
        str, Query(max_length=LONGEST_START, description="Words of the name; accents may be left out.")
    ] = "",
    language: Tongue = None,
    work: OfWork = None,
    as_of: AsOfText = None,
    limit: Limit = 50,
) -> ProceduresModel:
    """Procedures with every line tied to its provision; of one work, ended ones too."""
    day = as_of_value(as_of) if as_of else None
    if work:
        languages = [each for each in (language, ui) if each]
        on = day if isinstance(day, date) else None
        of_work = service.procedures.of_work(work, scope, languages, as_of=on)
        return ProceduresModel.model_validate(procedures_json(of_work))
    found = service.procedures.named(scope, words=q, language=language, as_of=day, limit=limit)
    return ProceduresModel.model_validate(procedures_json(found))


@router.get("/works/{key:path}/obligations", summary="Who must, must not or may do what under a work")
def obligations(
    key: Annotated[str, Path(description="Slug, number, record id or key of the work.")],
    service: ServiceOf,
    scope: ScopeOf,
    ui: LanguageOf,
    as_of: DayText = None,
    language: Annotated[
        str | None, Query(description="Language of the text; not given: that of the messages, if there.")
    ] = None,
    bearer: Annotated[
        str, Query(max_length=LONGEST_START, description="Only those whose bearer holds this.")
    ] = "",
    modality: Annotated[Modality | None, Query(description="Only these: must, must_not or may.")] = None,
) -> ObligationsModel:
    """The obligations of a work as worded on a day, in reading order."""
    languages = [each for each in (language, ui) if each]
    found = service.obligations.of_work(
        key, scope, languages, as_of=day_of(as_of), bearer=bearer, modality=modality
    )
    return ObligationsModel.model_validate(obligations_json(found))
