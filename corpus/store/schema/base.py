"""What all tables share: names of constraints, types, and the columns of dates, intervals and origins."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeEngine

from corpus.store.rows import clean

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name from revision 1 on, so that later migrations can drop it."""


class UtcTime(TypeDecorator[datetime]):
    """A moment on the base's own clock, always UTC; SQLite keeps no zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone: it could be any of 24 hours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CleanText(TypeDecorator[str]):
    """Text that every database keeps (`clean`), compared and ordered by code points in all of them.

    PostgreSQL would order by the language of the database, which differs from machine to machine,
    and with a new version of its library spoils the indexes.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite compares by code points of itself."""
        return Text(collation="C") if dialect.name == "postgresql" else self.impl_instance

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Clean whatever is written or asked for."""
        return None if value is None else clean(value)


WholeNumber = Integer().with_variant(BigInteger(), "postgresql")
"""64 bits, which SQLite's integers have of themselves: row ids of a large base pass 2 ** 31."""


class Base(DeclarativeBase):
    """Base of the typed models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {str: CleanText, int: WholeNumber, datetime: UtcTime}  # noqa: RUF012


class IntervalColumns:
    """A half-open interval: each end is `known` (with its earliest and latest day), `open` or `unknown`."""

    start_kind: Mapped[str] = mapped_column(default="unknown")
    start_earliest: Mapped[date | None]
    start_latest: Mapped[date | None]
    start_printed: Mapped[str | None]
    start_calendar: Mapped[str | None]
    end_kind: Mapped[str] = mapped_column(default="unknown")
    end_earliest: Mapped[date | None]
    end_latest: Mapped[date | None]
    end_printed: Mapped[str | None]
    end_calendar: Mapped[str | None]


class OriginColumns:
    """Where a value comes from: kind, detail, and the span in the text of its source."""

    origin_kind: Mapped[str]
    origin_detail: Mapped[str] = mapped_column(default="")
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    span_page: Mapped[int | None]
