"""The expressions of the works of a batch: whether a text is there already, and which tree to keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from corpus.model import EndKind, Expression, Interval, Making
from corpus.store.rows import in_chunks, read_interval
from corpus.store.schema import AssertionRow, CopyRow, ExpressionRow, ReadingRow
from corpus.store.trees import FlatTree


@dataclass(slots=True)
class KnownReading:
    """A reading in force: its id, the file, the path, and whether the tree's spans are its own."""

    id: int
    file: str
    path: str
    gave_tree: bool


@dataclass(slots=True)
class KnownExpression:
    """What it takes to see whether a deposited expression is the same."""

    id: int
    language: str
    making: Making
    number: str
    record_id: str | None
    valid: Interval
    text_hash: str
    tree_hash: str
    structure: int
    readings: list[KnownReading] = field(default_factory=list)

    @classmethod
    def new(
        cls, number: int, expression: Expression, record_id: str | None, tree: FlatTree
    ) -> KnownExpression:
        """One that is being entered."""
        return cls(
            number,
            expression.language,
            expression.making,
            expression.number,
            record_id,
            expression.valid,
            tree.text_hash,
            tree.tree_hash,
            tree.structure,
        )

    @property
    def tree_path(self) -> str:
        """The path of the source to which the tree's spans point."""
        return min((reading.path for reading in self.readings if reading.gave_tree), default="")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text goes: a known expression or a new one; whether its tree counts; which readings follow."""

    known: KnownExpression | None
    gave_tree: bool
    moved: tuple[KnownReading, ...] = ()


class Shelf:
    """The expressions of some works, with their readings."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.by_work: dict[int, list[KnownExpression]] = defaultdict(list)

    def load(self, work_ids: Iterable[int]) -> None:
        """Fetch what is there of these works, once."""
        for chunk in in_chunks(sorted(set(work_ids) - self.by_work.keys())):
            known: dict[int, KnownExpression] = {}
            query = (
                select(ExpressionRow.__table__)
                .where(ExpressionRow.work_id.in_(chunk))
                .order_by(ExpressionRow.id)
            )
            for row in self.connection.execute(query).mappings():
                known[row["id"]] = KnownExpression(
                    row["id"],
                    row["language"],
                    Making(row["making"]),
                    row["number"],
                    row["record_id"],
                    read_interval(row),
                    row["text_hash"],
                    row["tree_hash"],
                    row["structure"],
                )
                self.by_work[row["work_id"]].append(known[row["id"]])
            self._load_readings(known, chunk)

    def _load_readings(self, known: dict[int, KnownExpression], work_ids: list[int]) -> None:
        query = (
            select(
                ReadingRow.expression_id, ReadingRow.id, ReadingRow.file, CopyRow.path, ReadingRow.gave_tree
            )
            .join(CopyRow, CopyRow.id == ReadingRow.copy_id)
            .where(ReadingRow.work_id.in_(work_ids), ReadingRow.superseded.is_(None))
            .order_by(ReadingRow.id)
        )
        for expression_id, reading_id, file, path, gave_tree in self.connection.execute(query):
            known[expression_id].readings.append(KnownReading(reading_id, file, path, gave_tree))

    def place(
        self,
        work_id: int,
        expression: Expression,
        record_id: str | None,
        tree: FlatTree,
        path: str,
        leaving: Callable[[KnownReading], bool],
    ) -> Place:
        """Find the expression with this text.

        A text of which every reading is `leaving` (the file is being replaced) yields to the new
        tree; among files that stay, the tree with more recognised provisions is kept, then that of
        the first path.
        """
        same = [
            (known, [reading for reading in known.readings if not leaving(reading)])
            for known in self.by_work[work_id]
            if known.text_hash == tree.text_hash and _compatible(known, expression, record_id)
        ]
        # Texts that somebody still tells come first, then those whose tree is this very one.
        same.sort(key=lambda pair: (not pair[1], pair[0].tree_hash != tree.tree_hash))
        for known, staying in same[:1]:
            if known.tree_hash == tree.tree_hash:
                return Place(known, True)
            if staying and (-tree.structure, path) < (-known.structure, known.tree_path):
                return Place(None, True, tuple(staying))
            if staying:
                return Place(known, False)
        return Place(None, True)

    def move(self, readings: Iterable[KnownReading], work_id: int, to: KnownExpression) -> None:
        """Let readings of the same text go over to an expression with a better tree."""
        ids = [reading.id for reading in readings]
        for chunk in in_chunks(ids):
            changed = update(ReadingRow).where(ReadingRow.id.in_(chunk))
            self.connection.execute(changed.values(expression_id=to.id, gave_tree=False))
            of_expression = AssertionRow.expression_id.is_not(None)
            told = update(AssertionRow).where(AssertionRow.reading_id.in_(chunk), of_expression)
            self.connection.execute(told.values(expression_id=to.id))
        for known in self.by_work[work_id]:
            gone = [reading for reading in known.readings if reading.id in ids]
            known.readings = [reading for reading in known.readings if reading.id not in ids]
            for reading in gone:
                reading.gave_tree = False
                to.readings.append(reading)


def _compatible(known: KnownExpression, expression: Expression, record_id: str | None) -> bool:
    """One wording has one making, one number, one record and one validity, as far as they are told."""
    return (
        known.language == expression.language
        and known.making is expression.making
        and (not known.number or not expression.number or known.number == expression.number)
        and (not known.record_id or not record_id or known.record_id == record_id)
        and _compatible_validity(known.valid, expression.valid)
    )


def _compatible_validity(one: Interval, other: Interval) -> bool:
    ends = ((one.start, other.start), (one.end, other.end))
    return all(
        EndKind.UNKNOWN in (first.kind, second.kind)
        or first.kind is not second.kind
        or (first.at is None and second.at is None)
        or (
            first.at is not None
            and second.at is not None
            and first.at.earliest <= second.at.latest
            and second.at.earliest <= first.at.latest
        )
        for first, second in ends
    )
