"""Akoma Ntoso: one document for each document that the file holds."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.model import ProvisionKind as Kind
from ingest.document import RawDocument
from ingest.readers import akn_body
from ingest.readers.akn_body import DOCUMENTS
from ingest.readers.akn_meta import hints
from ingest.readers.clean import clean
from ingest.readers.safe_xml import attribute, local
from ingest.readers.tree import Node, number_of, provisions

_BODIES = frozenset(
    {
        "body",
        "mainBody",
        "mainContent",
        "amendmentBody",
        "judgmentBody",
        "judgementBody",
        "debateBody",
        "debate",
    }
    | {"collectionBody", "portionBody", "outOfLines"}
)
_TITLES = ("docTitle", "longTitle", "shortTitle", "docType")


def read_akn(root: etree._Element, path: str) -> Iterator[RawDocument]:
    """The documents of an `akomaNtoso` element: its own, and the full documents among its components."""
    for document in _documents(root):
        nodes = _nodes(document)
        if any(not node.is_empty for node in nodes):
            told = hints(document, _title(document), path)
            for node in (below for top in nodes for below in top.walk()):
                node.language = node.language if node.language != told.language else None
            yield RawDocument(tree=provisions(nodes), hints=told)


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """Documents in order; one inside an attachment belongs to the document it is attached to."""
    for element in root.iter():
        if local(element) in DOCUMENTS and not _is_attached(element):
            yield element


def _is_attached(element: etree._Element) -> bool:
    for above in element.iterancestors():
        if local(above) in {"attachments", "attachment"} or local(above) in {
            "quotedStructure",
            "embeddedStructure",
        }:
            return True
        if local(above) in {"component", "components", "akomaNtoso"}:
            return False
        if local(above) in DOCUMENTS:
            return local(above) not in {"documentCollection", "amendmentList", "officialGazette"}
    return False


def _title(document: etree._Element) -> str:
    """The title in the preface (or on the cover page): the full one before the short one."""
    for part in document:
        if local(part) in {"preface", "coverPage"}:
            for name in _TITLES[:3]:
                found = [element for element in part.iterdescendants() if local(element) == name]
                if found and (text := akn_body.inline(found[0])):
                    return text
    return ""


def _nodes(document: etree._Element) -> list[Node]:
    nodes: list[Node] = []
    for part in document:
        name = local(part)
        if name == "preface" and _is_title_alone(part):
            continue
        if name in {"preface", "coverPage", "header"}:
            nodes.append(Node(Kind.PARA, text="\n".join(_texts(part)), eid=name.lower()))
        elif name == "preamble":
            nodes.append(akn_body.node(part, Kind.PREAMBLE))
        elif name == "conclusions":
            eid = attribute(part, "eId") or ""
            nodes.append(Node(Kind.CONCLUSION, text="\n".join(_texts(part)), eid=eid))
        elif name == "attachments":
            nodes.extend(_annex(attachment) for attachment in part)
        elif name in _BODIES:
            nodes.extend(akn_body.nodes(part))
    return nodes


def _is_title_alone(preface: etree._Element) -> bool:
    """Whether a preface holds the title, what is said of its status, and no further word."""
    return not clean("".join(_beside_title(preface))) and bool(clean("".join(map(str, preface.itertext()))))


def _beside_title(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local(child) not in {"docTitle", "docStatus"}:
            yield from _beside_title(child)
        yield child.tail or ""


def _texts(part: etree._Element) -> list[str]:
    return [line for node in akn_body.nodes(part) for line in akn_body.lines_of(node)]


def _annex(attachment: etree._Element) -> Node:
    """An attached document (or the attachment itself, in older versions) as one annex."""
    annex = akn_body.node(attachment, Kind.ANNEX)
    annex.text, annex.children = "", []
    for document in attachment:
        if local(document) in DOCUMENTS:
            annex.heading = annex.heading or _title(document)
            annex.children.extend(_nodes(document))
            _lift_text(annex, document)
    if not annex.children and not annex.heading and not annex.text:
        annex = akn_body.node(attachment, Kind.ANNEX)
    if not annex.label and annex.heading:
        annex.number = number_of(annex.heading) if len(annex.heading) < 40 else None
    for child in annex.children:
        child.eid = "" if child.eid in {"preface", "preamble"} else child.eid
    return annex


def _lift_text(annex: Node, document: etree._Element) -> None:
    """The text with which the only part of an annexed document begins is the annex's own."""
    parts = [part for part in document if local(part) != "meta"]
    first = annex.children[0] if annex.children else None
    own = first is not None and first.kind is Kind.PARA and not first.eid
    if first is not None and own and [local(part) for part in parts] == ["mainBody"]:
        annex.text = first.text
        del annex.children[0]
