"""Expressions, their trees, and what is told by their provisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.schema.base import Base, IntervalColumns


class ExpressionRow(IntervalColumns, Base):
    """A wording of a work in one language; the interval is that of its validity, and may overlap others.

    `text_hash` is of the letters alone, `tree_hash` of the whole tree with its spans;
    `structure` counts the numbered provisions: of two trees of one text the richer is kept.
    """

    __tablename__ = "expression"
    __table_args__ = (Index(None, "work_id", "language"), Index(None, "number_key"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    work_id: Mapped[int] = mapped_column(ForeignKey("work.id"))
    language: Mapped[str]
    authority: Mapped[str]
    making: Mapped[str]
    title: Mapped[str]
    number: Mapped[str]
    number_key: Mapped[str]
    record_id: Mapped[str | None] = mapped_column(index=True)
    text_hash: Mapped[str]
    tree_hash: Mapped[str]
    structure: Mapped[int]
    provisions: Mapped[int]
    recorded: Mapped[datetime]


class ProvisionRow(Base):
    """A node of the tree; `position` is its place in reading order, `parent` its parent's."""

    __tablename__ = "provision"
    __table_args__ = (
        ForeignKeyConstraint(["expression_id", "parent"], ["provision.expression_id", "provision.position"]),
        Index(None, "expression_id", "eid", unique=True),
        Index(None, "record_id"),
    )

    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    parent: Mapped[int | None]
    eid: Mapped[str]
    wid: Mapped[str]
    kind: Mapped[str]
    label: Mapped[str]
    number: Mapped[str | None]
    heading: Mapped[str]
    text: Mapped[str]
    language: Mapped[str | None]
    ordinal: Mapped[int | None]
    record_id: Mapped[str | None]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    page: Mapped[int | None]
    page_to: Mapped[int | None]
    clause: Mapped[str | None]
    confidence: Mapped[float | None]


class _OfProvision:
    """What is read out of one provision of one reading."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"), index=True)
    expression_id: Mapped[int] = mapped_column(ForeignKey("expression.id"), index=True)
    eid: Mapped[str]
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]


class ObligationRow(_OfProvision, Base):
    """Who must, must not or may (`modality`) do what, for whom, by when, under which condition."""

    __tablename__ = "obligation"

    bearer: Mapped[str]
    modality: Mapped[str]
    deed: Mapped[str]
    beneficiary: Mapped[str | None]
    deadline: Mapped[str | None]
    condition: Mapped[str | None]


class ProcedureRow(_OfProvision, Base):
    """A procedure: what for, and which body is competent."""

    __tablename__ = "procedure"

    name: Mapped[str]
    folded: Mapped[str]
    competent_body: Mapped[str | None]
    language: Mapped[str]


class ProcedureItemRow(_OfProvision, Base):
    """One step, paper, deadline, fee or legal basis (`kind`) of a procedure, tied to its own provision."""

    __tablename__ = "procedure_item"

    procedure_id: Mapped[int] = mapped_column(ForeignKey("procedure.id"), index=True)
    position: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class TermRow(_OfProvision, Base):
    """A defined term with its definition."""

    __tablename__ = "term"

    term: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
    definition: Mapped[str]
    language: Mapped[str]
