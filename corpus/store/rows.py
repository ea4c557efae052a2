"""Values to columns and back: dates, intervals, origins, texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import RowMapping

from corpus.errors import InvalidIdentifier
from corpus.model import (
    Calendar,
    End,
    EndKind,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Span,
)

T = TypeVar("T")
Row = dict[str, Any]

MOST_PARAMETERS = 500
"""Values in one IN list: far below the least that a database allows (999)."""


def in_chunks(values: Iterable[T], size: int = MOST_PARAMETERS) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk


def clean(text: str) -> str:
    """Without what no database keeps: NUL characters and halves of surrogate pairs."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def cleaned(text: str | None) -> str | None:
    """`clean`, for a value that may be absent."""
    return None if text is None else clean(text)


LONGEST_KEY = 2600
"""Bytes of a text that is found by an index: PostgreSQL takes 2,704 with what goes beside it."""


def demand_short(key: str) -> None:
    """Raise InvalidIdentifier for a key that PostgreSQL could not index: the same on every database."""
    if len(key) > LONGEST_KEY // 4 and len(key.encode("utf-8", "surrogatepass")) > LONGEST_KEY:
        raise InvalidIdentifier(f"{key[:40]}… is longer than {LONGEST_KEY} bytes", value=key[:40])


def date_columns(name: str, value: LegalDate | None) -> Row:
    """The four columns of a date."""
    return {
        f"{name}_earliest": value and value.earliest,
        f"{name}_latest": value and value.latest,
        f"{name}_printed": value and clean(value.printed),
        f"{name}_calendar": value and value.calendar.value,
    }


def read_date(name: str, row: RowMapping) -> LegalDate | None:
    """The date in the four columns."""
    if row[f"{name}_earliest"] is None:
        return None
    return LegalDate(
        row[f"{name}_earliest"],
        row[f"{name}_latest"],
        row[f"{name}_printed"] or "",
        Calendar(row[f"{name}_calendar"]),
    )


def interval_columns(interval: Interval) -> Row:
    """The ten columns of an interval."""
    return {
        "start_kind": interval.start.kind.value,
        "end_kind": interval.end.kind.value,
        **date_columns("start", interval.start.at),
        **date_columns("end", interval.end.at),
    }


def read_interval(row: RowMapping) -> Interval:
    """The interval in the ten columns."""
    return Interval(
        End(EndKind(row["start_kind"]), read_date("start", row)),
        End(EndKind(row["end_kind"]), read_date("end", row)),
    )


def origin_columns(origin: Origin) -> Row:
    """The five columns of an origin."""
    span = origin.span
    return {
        "origin_kind": origin.kind.value,
        "origin_detail": clean(origin.detail),
        "span_start": span and span.start,
        "span_end": span and span.end,
        "span_page": span and span.page,
    }


def read_origin(row: RowMapping) -> Origin:
    """The origin in the five columns."""
    span = None
    if row["span_start"] is not None:
        span = Span(row["span_start"], row["span_end"], row["span_page"])
    return Origin(OriginKind(row["origin_kind"]), row["origin_detail"], span)
