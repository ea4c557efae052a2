"""Parameters as clients write them, to values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import Query

from corpus.errors import InvalidIdentifier
from corpus.model import LegalDate, Scope
from search_api.http.context import FARTHEST, MOST_HITS
from search_api.query.conditions import as_of_value
from search_api.query.faults import refused
from search_api.results import AsOf, Group, Mode, SearchRequest

QueryText = Annotated[
    str,
    Query(
        description='Words, "phrases", AND OR NOT -x, parentheses, prefix*, field:value; or a plain question.'
    ),
]
AsOfText = Annotated[
    str | None,
    Query(description="The day as of which to search (ISO; a month or year means its last day), or `any`; "
          "not given: today at the ministry."),
]  # fmt: skip
LanguageText = Annotated[
    str | None,
    Query(description="The reader's language (BCP 47): shown first; not given: that of the messages."),
]
Filters = Annotated[
    list[str] | None,
    Query(
        alias="filter",
        description="`field=value`, repeated for several; values of one field are any-of. Fields: kind, "
        "language, issuer, party, authority, collection, year (2021, 2010..2020), work (slug).",
    ),
]
ModeParameter = Annotated[
    Mode, Query(description="hybrid: by words and meaning; lexical: by words; semantic: by meaning.")
]
GroupParameter = Annotated[
    Group,
    Query(description="provision: language versions and parts of an article are one hit; none: passages."),
]
Limit = Annotated[int, Query(ge=1, le=MOST_HITS, description="How many hits.")]
Offset = Annotated[int, Query(ge=0, le=FARTHEST, description="How many hits to pass over.")]
DayText = Annotated[
    str | None,
    Query(alias="as_of", description="The day of which to show the law (ISO; a month or year means its last "
          "day); not given: today."),
]  # fmt: skip

RecordedText = Annotated[
    str | None,
    Query(alias="as_of", description="Only what may stand on that day (ISO; a month or year means its last "
          "day); not given, or `any`: all that is recorded."),
]  # fmt: skip


def search_request(
    query: str,
    as_of: str | None,
    language: str,
    filters: Sequence[str] | None,
    scope: Scope,
    *,
    mode: Mode = Mode.HYBRID,
    group: Group = Group.PROVISION,
    limit: int = 10,
    offset: int = 0,
) -> SearchRequest:
    """A request to the service. Raises InvalidQuery."""
    return SearchRequest(
        query=query,
        as_of=as_of_value(as_of) if as_of else None,
        language=language,
        filters=filters_of(filters or ()),
        mode=mode,
        group=group,
        limit=limit,
        offset=offset,
        scope=scope,
    )


def filters_of(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """`field=value` pairs by field. Raises InvalidQuery for one without `=`.

    >>> filters_of(["kind=law", "kind=decree", "year=2010..2020"])
    {'kind': ('law', 'decree'), 'year': ('2010..2020',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise refused("unknown_filter", field=pair, suggestions=("field=value",))
        found[name.strip()] = (*found.get(name.strip(), ()), value.strip())
    return found


def day_of(text: str | None) -> date | None:
    """A day given as ISO text. Raises InvalidIdentifier."""
    if not text:
        return None
    try:
        return LegalDate.parse(text).latest
    except InvalidIdentifier as error:
        raise InvalidIdentifier(str(error), value=text) from error


def recorded_day_of(text: str | None) -> date | None:
    """A day given as ISO text; None for `any`. Raises InvalidIdentifier."""
    return None if text == AsOf.ANY else day_of(text)


def day_json(day: date | None) -> str:
    """The day for which an answer is: ISO, or `any`."""
    return day.isoformat() if day else AsOf.ANY.value
