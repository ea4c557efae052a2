"""XML from strangers: no entities, no network, no huge trees, bounded depth."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from ingest.errors import TooLarge, UnreadableFile
from ingest.readers.limits import Limits


def parse_xml(data: bytes, path: str, limits: Limits) -> etree._Element:
    """The root of an XML document, without comments and processing instructions.

    Raises UnreadableFile for what is not well formed (line and reason from the parser) and
    TooLarge for elements nested deeper than the limit.
    """
    try:
        root = etree.parse(BytesIO(data), _parser(recover=False)).getroot()
    except etree.XMLSyntaxError as error:
        # A prefix without its declaration leaves nothing unclear; every other fault does.
        if not str(error).startswith("Namespace prefix"):
            raise _reason(error, path, limits) from error
        root = etree.parse(BytesIO(data), _parser(recover=True)).getroot()
    if depth(root, limits.depth) > limits.depth:
        raise TooLarge(
            f"{path}: elements are nested deeper than {limits.depth}", path=path, limit=limits.depth
        )
    return root


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=recover,
    )


def _reason(error: etree.XMLSyntaxError, path: str, limits: Limits) -> UnreadableFile | TooLarge:
    if "depth" in str(error).lower():
        return TooLarge(f"{path}: elements are nested too deeply", path=path, limit=limits.depth)
    return UnreadableFile(f"{path}: not well-formed XML: {error}", path=path)


def depth(root: etree._Element, limit: int) -> int:
    """How deep the tree is, looked at no further than just beyond `limit`."""
    deepest = level = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
        if deepest > limit:
            break
    return deepest


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute with this local name, in whatever namespace.

    Only the names are gone through: lxml looks each value up from the first attribute on.
    """
    for key in element.attrib:
        if str(key).rpartition("}")[2] == name:
            return str(element.get(key))
    return None


BROKEN_ZIP = (
    BadZipFile,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What the standard library raises on a damaged archive: of an unknown version, method or checksum."""


def member(archive: ZipFile, info: ZipInfo, path: str, limits: Limits) -> bytes:
    """One file of a zip archive, never more than the limit, whatever its header says."""
    try:
        with archive.open(info) as stream:
            data = stream.read(limits.member + 1)
    except (*BROKEN_ZIP, LZMAError) as error:
        raise UnreadableFile(f"{path}/{info.filename}: damaged: {error}", path=path) from error
    if len(data) > limits.member:
        raise TooLarge(
            f"{path}/{info.filename}: more than {limits.member} bytes", path=path, limit=limits.member
        )
    return data
