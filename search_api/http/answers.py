"""From values of the service to the models of answers."""

from __future__ import annotations

from corpus.model import Provision
from search_api.http.models.base import IntervalModel, StatusModel
from search_api.http.models.search import (
    HitExpressionModel,
    HitModel,
    HitProvisionModel,
    HitSourceModel,
    HitWorkModel,
    QueryModel,
    SearchModel,
    VersionModel,
    WhyModel,
)
from search_api.http.models.works import (
    ExpressionModel,
    PlaceModel,
    ProvisionAnswer,
    ProvisionModel,
    SourceModel,
    TextModel,
)
from search_api.render import (
    expression_json,
    interval_json,
    provision_json,
    source_json,
    status_json,
)
from search_api.results import Hit, SearchResponse, Understood
from search_api.service import ProvisionView, TextView


def search_answer(response: SearchResponse) -> SearchModel:
    """The answer to a search."""
    return SearchModel(
        query=_query(response.understood),
        total=response.total,
        took_ms=response.took_ms,
        facets={name: dict(counts) for name, counts in response.facets.items()},
        results=[_hit(hit) for hit in response.hits],
    )


def _query(understood: Understood) -> QueryModel:
    return QueryModel(
        text=understood.text,
        language=understood.language,
        as_of=understood.as_of.isoformat() if understood.as_of else "any",
        mode=understood.mode.value,
        filters={name: list(values) for name, values in understood.filters.items()},
        terms=list(understood.terms),
        legal_terms=list(understood.legal_terms),
        reference=understood.reference,
        notices=list(understood.notices),
    )


def _hit(hit: Hit) -> HitModel:
    return HitModel(
        rank=hit.rank,
        score=hit.score,
        work=HitWorkModel(
            id=hit.work_slug,
            record_id=hit.record_id,
            identifiers=list(hit.identifiers),
            title=hit.title,
            kind=hit.kind,
            issuers=list(hit.issuers),
        ),
        expression=HitExpressionModel(
            language=hit.language,
            authority=hit.authority,
            valid_from=hit.valid_from,
            valid_to=hit.valid_to,
        ),
        languages=[
            VersionModel(language=each.language, eid=each.eid, authority=each.authority)
            for each in hit.languages
        ],
        provision=HitProvisionModel(
            eid=hit.eid,
            record_id=hit.provision_record_id,
            number=hit.number,
            label=hit.label,
            heading=hit.heading,
            path=list(hit.path),
            clause=hit.clause,
            confidence=hit.confidence,
        ),
        status=StatusModel.model_validate(status_json(hit.status)),
        source=HitSourceModel(path=hit.source_path, sha256=hit.source_sha256, page=hit.page),
        text=hit.text,
        highlights=list(hit.highlights),
        why=WhyModel(
            words=hit.why.words,
            meaning=hit.why.meaning,
            coverage=hit.why.coverage,
            matched=list(hit.why.matched),
            rule=hit.why.rule,
        ),
    )


def text_answer(view: TextView) -> TextModel:
    """A whole text as it stood on a day."""
    return TextModel(
        work=view.work.work.slug,
        as_of=view.on.isoformat(),
        holds=view.holds,
        status=StatusModel.model_validate(status_json(view.status)),
        expression=ExpressionModel.model_validate(expression_json(view.expression)),
    )


def provision_answer(view: ProvisionView) -> ProvisionAnswer:
    """A provision as it stood on a day."""
    stored = view.expression
    shown = stored.preferred
    return ProvisionAnswer(
        work=view.work.work.slug,
        title=stored.expression.title or view.work.work.title(stored.expression.language),
        language=stored.expression.language,
        authority=stored.expression.authority.value,
        valid=IntervalModel.model_validate(interval_json(stored.expression.valid)),
        as_of=view.on.isoformat(),
        holds=view.holds,
        status=StatusModel.model_validate(status_json(view.status)),
        path=[place for each in view.path if (place := _place(each))],
        previous=_place(view.previous),
        following=_place(view.following),
        languages=sorted({each.expression.language for each in view.work.expressions}),
        source=SourceModel.model_validate(source_json(shown)) if shown else None,
        provision=ProvisionModel.model_validate(provision_json(view.provision)),
    )


def _place(provision: Provision | None) -> PlaceModel | None:
    if provision is None:
        return None
    return PlaceModel(eid=provision.eid, label=provision.label, heading=provision.heading)
