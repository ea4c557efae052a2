"""JSON files that hold articles of law, in whatever arrangement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import orjson

from ingest.document import RawDocument
from ingest.errors import NotADocument, UnreadableFile
from ingest.readers.akn import read_akn
from ingest.readers.encodings import decode
from ingest.readers.json_documents import documents
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.safe_xml import parse_xml
from ingest.readers.source_file import read_bytes


class JsonReader:
    """Reads a JSON value in one piece and finds its documents by shape."""

    name = "json"
    media_types: tuple[str, ...] = ("application/json",)

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """An opening brace or bracket."""
        start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
        if start[:1] not in (b"{", b"["):
            return 0.0
        return 0.85 if path.suffix.lower() == ".json" else 0.4

    def read(self, path: Path) -> Iterator[RawDocument]:
        """Every document of the file. Raises NotADocument where nothing in it is an article."""
        data = read_bytes(path, self._limits.whole_file)
        value = load(data, str(path))
        found = False
        for document in (*documents(value), *_embedded(value, str(path), self._limits)):
            found = True
            yield document
        if not found:
            raise NotADocument(f"{path}: JSON without articles or paragraphs of a legal text", path=str(path))


def load(data: bytes, path: str) -> object:
    """The value of a JSON text in any encoding. Raises UnreadableFile with the place of the fault."""
    try:
        return orjson.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        try:
            # Python writes NaN, which is no JSON; other encodings than UTF-8 are read here too.
            return json.loads(decode(data, path).text)
        except (ValueError, RecursionError):
            raise UnreadableFile(f"{path}: not valid JSON: {error}", path=path) from error


def _embedded(value: object, path: str, limits: Limits) -> Iterator[RawDocument]:
    """Akoma Ntoso documents that are strings in a JSON list (a dump of a document database)."""
    for item in value if isinstance(value, list) else [value]:
        fields = item.get("fields", item) if isinstance(item, dict) else {}
        for held in fields.values() if isinstance(fields, dict) else ():
            if isinstance(held, str) and "<akomaNtoso" in held[:500]:
                root = parse_xml(held.encode("utf-8"), path, limits)
                for document in read_akn(root, path):
                    yield replace(document, hints=replace(document.hints))
