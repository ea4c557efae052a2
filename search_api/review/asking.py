"""What a review is asked of, as command line, API and pages write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from corpus.model import Scope
from search_api.listing import WorkFilter
from search_api.query.faults import refused
from search_api.review.desk import ReviewRequest

FILTERS: Final = ("kind", "language", "issuer", "party", "year", "text", "collection")
"""By what the works can be chosen; each given once."""
MOST_REVIEWED: Final = 300
"""Works of one review over HTTP, which waits for the answer; the command line has no such limit."""


def review_request(
    filters: Mapping[str, Sequence[str]],
    works: Sequence[str],
    scope: Scope,
    as_of: date | None,
    limit: int | None = None,
) -> ReviewRequest:
    """The request. Raises InvalidQuery for a filter that there is not, or a year that is none."""
    asked = {name: values[0].strip() for name, values in filters.items() if values and values[0].strip()}
    unknown = next((name for name in filters if name not in FILTERS), None)
    if unknown is not None:
        raise refused("unknown_filter", field=unknown, suggestions=FILTERS)
    year = asked.get("year", "")
    if year and not (year.isdecimal() and len(year) == 4):
        raise refused("bad_year", value=year)
    where = WorkFilter(
        kind=asked.get("kind"),
        language=asked.get("language"),
        issuer=asked.get("issuer"),
        party=asked.get("party"),
        year=int(year) if year else None,
        text=asked.get("text"),
    )
    named = tuple(dict.fromkeys(work.strip() for work in works if work.strip()))
    return ReviewRequest(scope, named, where, asked.get("collection", ""), as_of, limit)
