"""Works, the values asserted of them, and what was decided about which works are one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base, OriginColumns


class WorkRow(Base):
    """An instrument. Its values are those settled from the assertions, kept here to be found by.

    A deleted work stays as a tombstone (`gone`), a merged one points to the work it went into, so
    that neither slug is ever given to another. `change` is the number of the last change.
    """

    __tablename__ = "work"
    __table_args__ = (Index(None, "adopted_earliest", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    slug: Mapped[str] = mapped_column(unique=True)
    change: Mapped[int] = mapped_column(BigInteger, unique=True)
    gone: Mapped[bool]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("work.id"), index=True)
    recorded: Mapped[datetime]
    kind: Mapped[str]
    record_id: Mapped[str | None] = mapped_column(index=True)
    component_of: Mapped[str | None] = mapped_column(index=True)
    """The slug given; the work may come later."""
    component_of_id: Mapped[int | None] = mapped_column(ForeignKey("work.id"), index=True)
    adopted_earliest: Mapped[date | None]
    adopted_latest: Mapped[date | None]
    adopted_printed: Mapped[str | None]
    adopted_calendar: Mapped[str | None]
    in_force_earliest: Mapped[date | None]
    in_force_latest: Mapped[date | None]
    in_force_printed: Mapped[str | None]
    in_force_calendar: Mapped[str | None]


class TitleRow(Base):
    """The title of a work in one language (BCP 47)."""

    __tablename__ = "work_title"

    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]


class IdentifierRow(Base):
    """An identifier of a work in one scheme, as printed and in the form in which it is compared."""

    __tablename__ = "work_identifier"
    __table_args__ = (Index(None, "normalised"),)

    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    scheme: Mapped[str]
    value: Mapped[str]
    normalised: Mapped[str]
    distinctive: Mapped[bool]


class NameRow(Base):
    """An issuer or a party of a work, as printed and folded. `role` is `issuer` or `party`."""

    __tablename__ = "work_name"
    __table_args__ = (Index(None, "folded"),)

    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    folded: Mapped[str]


class KeyRow(Base):
    """Everything by which a work may be asked for, normalised: slug, identifiers, record ids, numbers.

    A relation resolves to a work by a `distinctive` key that one work alone has.
    """

    __tablename__ = "work_key"
    __table_args__ = (Index(None, "work_id"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"), primary_key=True)
    distinctive: Mapped[bool]


class AssertionRow(OriginColumns, Base):
    """One value of one field as read, given or edited. `chosen`: what its reading settled on.

    The rest of what a reading found for the field are its candidates. `data` has what the text of
    the value does not say (a date's printed form and calendar). `who` is the person of an edit.
    """

    __tablename__ = "assertion"
    __table_args__ = (Index(None, "work_id", "superseded"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    expression_id: Mapped[int | None] = mapped_column(ForeignKey("expression.id"), index=True)
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"), index=True)
    field: Mapped[str]
    value: Mapped[str]
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    chosen: Mapped[bool]
    who: Mapped[str | None]
    recorded: Mapped[datetime]
    superseded: Mapped[datetime | None]


class DoubtfulPairRow(Base):
    """Two works that may be one: listed for a person, never merged by itself."""

    __tablename__ = "doubtful_pair"
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    one_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    score: Mapped[float]
    reason: Mapped[str]
    recorded: Mapped[datetime]
    decision: Mapped[str | None]
    decided: Mapped[datetime | None]


class RegroupingRow(Base):
    """A merge of one work into another, or a split of a work: who, why, when, and whether it was undone."""

    __tablename__ = "regrouping"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    from_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("work.id"), index=True)
    who: Mapped[str]
    reason: Mapped[str]
    recorded: Mapped[datetime]
    undone: Mapped[datetime | None]


class RegroupingItemRow(Base):
    """An expression that a regrouping moved, so that undoing moves back these and no others."""

    __tablename__ = "regrouping_item"

    regrouping_id: Mapped[int] = mapped_column(ForeignKey("regrouping.id"), primary_key=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id"), primary_key=True)
