"""XML files: what they are is told by their root element, never by their name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from ingest.document import RawDocument
from ingest.errors import NotADocument, UnknownFormat
from ingest.readers.agreement_xml import read_agreement
from ingest.readers.akn import read_akn
from ingest.readers.formex import ROOTS as FORMEX_ROOTS
from ingest.readers.formex import read_formex
from ingest.readers.html import read_page
from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.safe_xml import local, parse_xml
from ingest.readers.source_file import read_bytes
from ingest.readers.udhr import read_udhr

Read = Callable[[etree._Element, str], Iterator[RawDocument]]

_BY_ROOT: Mapping[str, Read] = {
    "akomaNtoso": read_akn,
    "udhr": read_udhr,
    "treaty": read_agreement,
    **dict.fromkeys(FORMEX_ROOTS, read_formex),
}
_START = re.compile(rb"\s*(?:<\?xml|<!--|<[A-Za-z_][\w.:-]*[\s>/])")


class XmlReader:
    """Reads Akoma Ntoso, Formex, agreement XML, the XML of the Universal Declaration, XHTML."""

    name = "xml"
    media_types: tuple[str, ...] = ("application/xml", "text/xml", "application/akn+xml")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._limits = limits

    def accepts(self, path: Path, head: bytes) -> float:
        """An XML declaration or an opening tag."""
        start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00")
        if not _START.match(start):
            return 0.0
        return 0.7 if path.suffix.lower() in {".xml", ".akn"} or start.startswith(b"<?xml") else 0.35

    def read(self, path: Path) -> Iterator[RawDocument]:
        """The documents in the file. Raises UnknownFormat for a root element that no reader knows."""
        data = read_bytes(path, self._limits.whole_file)
        root = parse_xml(data, str(path), self._limits)
        name = local(root)
        if name.lower() == "html":
            yield read_page(data, str(path), self._limits)
            return
        if name not in _BY_ROOT:
            raise UnknownFormat(
                f"{path}: XML with the root element <{name}>, which no reader knows", path=str(path)
            )
        found = False
        for document in _BY_ROOT[name](root, str(path)):
            found = True
            yield document
        if not found:
            raise NotADocument(f"{path}: <{name}> without any text of provisions", path=str(path))
