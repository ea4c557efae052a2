"""What in the stored texts gives rise to doubts: found by queries, judged by `corpus.doubts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, Select, distinct, func, or_, select

from corpus.model import LegalDate, ProvisionKind
from corpus.numbering import gaps
from corpus.store.claims import Claim, settle
from corpus.store.rows import in_chunks
from corpus.store.schema import (
    AssertionRow,
    CopyRow,
    ExpressionRow,
    ProvisionRow,
    ReadingRow,
    RelationRow,
    SourceRow,
    WorkRow,
)
from corpus.store.seeing import View
from corpus.store.settling import read_claim

_DATES = ("date.adopted", "date.in_force")


@dataclass(frozen=True, slots=True)
class Text:
    """A text: of which work, in which language, read from which file."""

    slug: str
    language: str
    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered article, in reading order among those of its text."""

    eid: str
    number: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A provision of which character recognition was unsure."""

    eid: str
    page: int | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Dangling:
    """A relation whose target is not in the base."""

    eid: str
    target: str


@dataclass(frozen=True, slots=True)
class Suspects:
    """By text: its articles where numbers are missing, passages of uncertain recognition, dangling relations.

    `disputed`: by slug, the dates on which equally good sources differ, as far as they agree.
    """

    texts: tuple[Text, ...]
    articles: Mapping[Text, tuple[Numbered, ...]]
    unsure: Mapping[Text, tuple[Recognised, ...]]
    dangling: Mapping[Text, tuple[Dangling, ...]]
    disputed: Mapping[str, Mapping[str, LegalDate]]


def load_suspects(connection: Connection, view: View, unsure: float) -> Suspects:
    """Everything that may be doubtful in the texts that are seen."""
    readings = connection.execute(_readings(view)).mappings().all()
    texts: dict[int, Text] = {}
    for row in readings:  # those whose trees are kept come first
        texts.setdefault(row["expression_id"], _text(row))
    return Suspects(
        texts=tuple(dict.fromkeys(_text(row) for row in readings)),
        articles=_articles(connection, texts),
        unsure=_unsure(connection, texts, unsure),
        dangling=_dangling(connection, {row["id"]: _text(row) for row in readings}),
        disputed=_disputed(connection, view),
    )


def load_texts_of(connection: Connection, file: str, view: View) -> list[Text]:
    """The texts read from a file, each once."""
    query = _readings(view).where(ReadingRow.file == file)
    return list(dict.fromkeys(_text(row) for row in connection.execute(query).mappings()))


def _readings(view: View) -> Select[int, int, str, str, str, str]:
    return (
        select(
            ReadingRow.id,
            ReadingRow.expression_id,
            ExpressionRow.language,
            WorkRow.slug,
            CopyRow.path,
            SourceRow.sha256,
        )
        .join(ExpressionRow, ExpressionRow.id == ReadingRow.expression_id)
        .join(WorkRow, WorkRow.id == ExpressionRow.work_id)
        .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(SourceRow, SourceRow.id == CopyRow.source_id)
        .where(view.readings())
        .order_by(ReadingRow.gave_tree.desc(), ReadingRow.id)
    )


def _text(row: RowMapping) -> Text:
    return Text(row["slug"], row["language"], row["path"], row["sha256"])


def _articles(connection: Connection, texts: Mapping[int, Text]) -> dict[Text, tuple[Numbered, ...]]:
    """The articles of the texts in which numbers are missing."""
    found: dict[int, list[Numbered]] = defaultdict(list)
    columns = (ProvisionRow.expression_id, ProvisionRow.eid, ProvisionRow.number, ProvisionRow.page)
    for chunk in in_chunks(each for each in _with_gaps(connection) if each in texts):
        query = (
            select(*columns)
            .where(ProvisionRow.expression_id.in_(chunk), *_NUMBERED)
            .order_by(ProvisionRow.expression_id, ProvisionRow.position)
        )
        for expression_id, eid, number, page in connection.execute(query):
            found[expression_id].append(Numbered(eid, number or "", page))
    return {texts[expression_id]: tuple(each) for expression_id, each in found.items()}


_NUMBERED = (ProvisionRow.kind == ProvisionKind.ARTICLE.value, ProvisionRow.number.is_not(None))
_UNIT, _RECORD = "\x1f", "\x1e"
"""Separators that no eId and no number has."""


def _with_gaps(connection: Connection) -> Iterator[int]:
    """The expressions in whose numbers something is missing: a row for each, not for each article."""
    listed = func.aggregate_strings(ProvisionRow.eid + _UNIT + ProvisionRow.number, _RECORD)
    query = select(ProvisionRow.expression_id, listed).where(*_NUMBERED).group_by(ProvisionRow.expression_id)
    for expression_id, articles in connection.execute(query):
        eids = (article.split(_UNIT) for article in articles.split(_RECORD))
        if any(gaps((eid, number) for eid, number in eids)):
            yield expression_id


def _unsure(
    connection: Connection, texts: Mapping[int, Text], unsure: float
) -> dict[Text, tuple[Recognised, ...]]:
    found: dict[int, list[Recognised]] = defaultdict(list)
    columns = (ProvisionRow.expression_id, ProvisionRow.eid, ProvisionRow.page, ProvisionRow.confidence)
    query = (
        select(*columns)
        .where(ProvisionRow.confidence < unsure)
        .order_by(ProvisionRow.expression_id, ProvisionRow.position)
    )
    for expression_id, eid, page, confidence in connection.execute(query):
        if expression_id in texts:
            found[expression_id].append(Recognised(eid, page, confidence or 0.0))
    return {texts[expression_id]: tuple(each) for expression_id, each in found.items()}


def _dangling(connection: Connection, texts: Mapping[int, Text]) -> dict[Text, tuple[Dangling, ...]]:
    found: dict[Text, dict[Dangling, None]] = defaultdict(dict)
    for chunk in in_chunks(texts):
        query = (
            select(RelationRow.reading_id, RelationRow.from_eid, RelationRow.target)
            .where(RelationRow.reading_id.in_(chunk), RelationRow.target_id.is_(None))
            .order_by(RelationRow.id)
        )
        for reading_id, eid, target in connection.execute(query):
            found[texts[reading_id]].setdefault(Dangling(eid or "", target))
    return {text: tuple(each) for text, each in found.items()}


def _disputed(connection: Connection, view: View) -> dict[str, dict[str, LegalDate]]:
    """The dates of works on which sources differ, settled as those of the works themselves are."""
    told = (
        AssertionRow.field.in_(_DATES),
        AssertionRow.chosen.is_(True),
        AssertionRow.superseded.is_(None),
    )
    several = (
        select(AssertionRow.work_id)
        .where(*told)
        .group_by(AssertionRow.work_id, AssertionRow.field)
        .having(func.count(distinct(AssertionRow.value)) > 1)
    )
    query = (
        select(AssertionRow.__table__, ReadingRow.file, WorkRow.slug)
        .outerjoin(ReadingRow, ReadingRow.id == AssertionRow.reading_id)
        .outerjoin(CopyRow, CopyRow.id == ReadingRow.copy_id)
        .join(WorkRow, WorkRow.id == AssertionRow.work_id)
        .where(
            *told,
            AssertionRow.work_id.in_(several),
            WorkRow.gone.is_(False),
            or_(AssertionRow.reading_id.is_(None), view.readings()),
        )
    )
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        claims[row["slug"]].append(read_claim(row, row["file"]))
    settled = {slug: settle(each) for slug, each in claims.items()}
    return {
        slug: {name: found.dates[name] for name in found.conflicts}
        for slug, found in settled.items()
        if found.conflicts
    }
