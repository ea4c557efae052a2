"""JSON Lines: ready-made collections of import records, read one line at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import orjson

from corpus.model import Notice
from ingest.document import RawDocument
from ingest.errors import InvalidRecord, NotADocument, TooLarge, UnreadableFile
from ingest.readers.import_record import read_record
from ingest.readers.json_vocabulary import QUESTIONS
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.pending import with_notices

MOST_NOTICES = 100
"""Faulty lines named one by one; of further ones only the number is told."""


class JsonLinesReader:
    """Reads import records; a faulty line is named in a notice and the rest goes on."""

    name = "jsonl"
    media_types: tuple[str, ...] = ("application/jsonl", "application/x-ndjson")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """By name, or two objects on two lines."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if path.suffix.lower() in {".jsonl", ".ndjson"}:
            return 0.95
        if not start.startswith(b"{"):
            return 0.0
        lines = start.split(b"\n")
        return 0.9 if len(lines) > 1 and _is_object(lines[0]) and lines[1].lstrip().startswith(b"{") else 0.0

    def read(self, path: Path) -> Iterator[RawDocument]:
        """One document a record. Raises InvalidRecord when no line is a record."""
        return with_notices(self._items(path))

    def _items(self, path: Path) -> Iterator[RawDocument | Notice]:
        found, faults, first = 0, 0, ""
        for number, result in self._lines(path):
            if isinstance(result, str):
                faults += 1
                first = first or f"line {number}: {result}"
                if faults <= MOST_NOTICES:
                    yield Notice(str(path), InvalidRecord.code, f"line {number}: {result}")
                continue
            document, reasons = result
            found += 1
            yield from (Notice(str(path), "record_field", f"line {number}: {reason}") for reason in reasons)
            yield document
        if not found:
            raise InvalidRecord(
                f"{path}: no line is an import record; {first or 'the file is empty'}", path=str(path)
            )
        if faults > MOST_NOTICES:
            yield Notice(str(path), InvalidRecord.code, f"{faults - MOST_NOTICES} further faulty lines")

    def _lines(self, path: Path) -> Iterator[tuple[int, tuple[RawDocument, list[str]] | str]]:
        """Line number with the document, or with the reason why there is none."""
        try:
            with path.open("rb") as stream:
                yield from self._parsed(stream, path)
        except OSError as error:
            raise UnreadableFile(f"{path}: {error.strerror or error}", path=str(path)) from error

    def _parsed(
        self, stream: BinaryIO, path: Path
    ) -> Iterator[tuple[int, tuple[RawDocument, list[str]] | str]]:
        for number, line in enumerate(_bounded(stream, self._limits.line), 1):
            if line is None:
                yield number, f"longer than {self._limits.line} bytes ({TooLarge.code})"
            elif line.strip():
                yield number, _record(line, number, path)


def _record(line: bytes, number: int, path: Path) -> tuple[RawDocument, list[str]] | str:
    try:
        value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
        if number == 1 and isinstance(value, dict) and QUESTIONS & value.keys():
            raise NotADocument(f"{path}: a list of questions, not of texts", path=str(path))
        return read_record(value)
    except orjson.JSONDecodeError as error:
        return f"not valid JSON: {error}"
    except InvalidRecord as error:
        return str(error)


def _bounded(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines; None for one beyond the limit, which is passed over without being kept."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False
