"""What the commands print as JSON: the contract that outside checks rely on."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from corpus.model import Status
from corpus.store.views import WorkSummary
from search_api.evaluate.run import Evaluation
from search_api.render import status_json, summary_json
from search_api.results import Hit, SearchResponse, Understood


def search_json(response: SearchResponse) -> dict[str, Any]:
    """The answer of `treatybase search`."""
    return {
        "query": understood_json(response.understood),
        "total": response.total,
        "took_ms": round(response.took_ms, 2),
        "facets": {name: dict(counts) for name, counts in response.facets.items()},
        "results": [hit_json(hit) for hit in response.hits],
    }


def understood_json(understood: Understood) -> dict[str, Any]:
    """What was made of the query."""
    return {
        "text": understood.text,
        "language": understood.language,
        "as_of": understood.as_of.isoformat() if understood.as_of else "any",
        "mode": understood.mode.value,
        "filters": {name: list(values) for name, values in understood.filters.items()},
        "terms": list(understood.terms),
        "legal_terms": list(understood.legal_terms),
        "reference": understood.reference,
        "notices": list(understood.notices),
    }


def hit_json(hit: Hit) -> dict[str, Any]:
    """One result."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        "work": {
            "id": hit.work_slug,
            "record_id": hit.record_id,
            "identifiers": list(hit.identifiers),
            "title": hit.title,
            "kind": hit.kind,
            "issuers": list(hit.issuers),
        },
        "expression": {
            "language": hit.language,
            "authority": hit.authority,
            "valid_from": hit.valid_from,
            "valid_to": hit.valid_to,
        },
        "languages": [asdict(version) for version in hit.languages],
        "provision": {
            "eid": hit.eid,
            "record_id": hit.provision_record_id,
            "number": hit.number,
            "label": hit.label,
            "heading": hit.heading,
            "path": list(hit.path),
            "clause": hit.clause,
            "confidence": hit.confidence,
        },
        "status": status_json(hit.status),
        "source": {"path": hit.source_path, "sha256": hit.source_sha256, "page": hit.page},
        "text": hit.text,
        "highlights": [list(span) for span in hit.highlights],
        "why": asdict(hit.why),
    }


def list_json(summary: WorkSummary, on: date | None = None, status: Status | None = None) -> dict[str, Any]:
    """One work of `treatybase list`, with its status where a day was asked for."""
    return {
        **summary_json(summary),
        **({"as_of": on.isoformat(), "status": status_json(status)} if on and status else {}),
        "id": summary.work.slug,
        "expressions": [
            {
                "language": version.language,
                "title": version.title,
                "authority": version.authority.value,
                "making": version.making.value,
                "valid_from": str(version.valid.start),
                "valid_to": str(version.valid.end),
                "provisions": version.provisions,
                "sources": list(version.sources),
            }
            for version in summary.versions
        ],
    }


def evaluation_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures of `treatybase evaluate`."""
    return {
        "mode": evaluation.mode,
        "queries": evaluation.queries,
        "unjudged": evaluation.unjudged,
        "ndcg@10": round(evaluation.ndcg_10, 4),
        "mrr@10": round(evaluation.mrr_10, 4),
        **{f"recall@{depth}": round(value, 4) for depth, value in evaluation.recall.items()},
        "ms_median": round(evaluation.ms_median, 2),
        "ms_p95": round(evaluation.ms_p95, 2),
    }
