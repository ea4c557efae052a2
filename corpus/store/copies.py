"""Sources, their copies at paths, and where these are held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select, update

from corpus.model import Access, Holding, Source
from corpus.store.ledger import Ledger
from corpus.store.rows import Row, clean, in_chunks
from corpus.store.schema import Base, CopyRow, HoldingRow, SourceRow


class Copies:
    """The copies of a batch's sources: found, or entered."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._holdings: dict[Holding, int] = {}
        self._sources: dict[str, int] = {}
        self._copies: dict[tuple[str, int], tuple[int, Row]] = {}
        self._new: dict[type[Base], list[Row]] = {HoldingRow: [], SourceRow: [], CopyRow: []}

    def load(self, sources: Iterable[Source]) -> None:
        """Fetch what the base knows of these sources."""
        connection = self.ledger.connection
        listed = list(sources)
        for chunk in in_chunks(sorted({source.sha256 for source in listed})):
            query = select(SourceRow.sha256, SourceRow.id).where(SourceRow.sha256.in_(chunk))
            self._sources |= dict(connection.execute(query).all())
        for paths in in_chunks(sorted({clean(source.path) for source in listed})):
            copies = select(CopyRow.__table__).where(CopyRow.path.in_(paths))
            for row in connection.execute(copies).mappings():
                columns = {name: row[name] for name in _CHANGEABLE}
                self._copies[row["path"], row["source_id"]] = row["id"], columns

    def of(self, source: Source) -> int:
        """The id of the copy, entered if it is new and brought up to date if not."""
        source_id = self._source(source)
        columns: dict[str, Any] = {
            "holding_id": self._holding(source.holding),
            "licence": clean(source.licence),
            "url": clean(source.url),
            "retrieved": _zoned(source.retrieved),
            "extra": {clean(name): clean(value) for name, value in source.extra.items()},
        }
        key = (clean(source.path), source_id)
        known = self._copies.get(key)
        if known is None:
            copy_id = self.ledger.row_id()
            row = {"id": copy_id, "path": key[0], "source_id": source_id, **columns}
            self._new[CopyRow].append(row)
        else:
            copy_id = known[0]
            if known[1] != columns:
                self.flush()
                changed = update(CopyRow).where(CopyRow.id == copy_id)
                self.ledger.connection.execute(changed.values(columns))
        self._copies[key] = copy_id, columns
        return copy_id

    def flush(self) -> None:
        """Insert what was entered."""
        for table, rows in self._new.items():
            self.ledger.insert(table, rows)
            rows.clear()

    def _source(self, source: Source) -> int:
        source_id = self._sources.get(source.sha256)
        if source_id is None:
            source_id = self._sources[source.sha256] = self.ledger.row_id()
            row = {
                "id": source_id,
                "sha256": source.sha256,
                "size": source.size,
                "media_type": source.media_type,
                "pages": source.pages,
            }
            self._new[SourceRow].append(row)
        return source_id

    def _holding(self, holding: Holding) -> int:
        if not self._holdings:
            for row in self.ledger.connection.execute(select(HoldingRow.__table__)).mappings():
                known = Holding(row["owner"], row["collection"], Access(row["access"]))
                self._holdings[known] = row["id"]
        holding_id = self._holdings.get(holding)
        if holding_id is None:
            holding_id = self._holdings[holding] = self.ledger.row_id()
            columns = {"owner": holding.owner, "collection": holding.collection}
            access = holding.access.value
            self._new[HoldingRow].append({"id": holding_id, "access": access, **columns})
        return holding_id


def _zoned(moment: datetime | None) -> datetime | None:
    """The moment with its zone; one without is taken for UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


_CHANGEABLE = ("holding_id", "licence", "url", "retrieved", "extra")
"""What may change of a copy without its bytes or path changing."""
