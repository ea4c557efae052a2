"""The XML of the Universal Declaration of Human Rights in Unicode: articles of paragraphs and lists."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.language.names import bcp47
from corpus.model import ProvisionKind as Kind
from ingest.document import Hints, RawDocument
from ingest.readers.clean import clean
from ingest.readers.safe_xml import attribute, local
from ingest.readers.tree import Node, provisions


def read_udhr(root: etree._Element, path: str) -> Iterator[RawDocument]:
    """One document; its language is declared with every file."""
    title = _text(root, "title")
    declared = attribute(root, "lang")
    language = bcp47(declared) if declared else None
    nodes = [Node(Kind.PARA, text=text) for note in _all(root, "note") if (text := _paragraphs(note))]
    nodes += [_part(element) for element in root if local(element) in {"preamble", "article"}]
    names = ("key", "n", "iso15924")
    extra = {f"udhr.{name}": value for name in names if (value := attribute(root, name))}
    hints = Hints(titles={language or "und": title} if title else {}, language=language, extra=extra)
    yield RawDocument(tree=provisions(nodes), hints=hints)


def _part(element: etree._Element) -> Node:
    kind = Kind.PREAMBLE if local(element) == "preamble" else Kind.ARTICLE
    number = attribute(element, "number") if kind is Kind.ARTICLE else None
    node = Node(kind, label=_text(element, "title"), number=number)
    paragraphs = [clean("".join(map(str, child.itertext()))) for child in element if local(child) == "para"]
    if kind is Kind.PREAMBLE:
        node.children = [Node(Kind.RECITAL, text=text) for text in paragraphs]
    elif len(paragraphs) > 1:
        node.children = [Node(Kind.PARAGRAPH, text=text) for text in paragraphs]
    else:
        node.text = "\n".join(paragraphs)
    for items in _all(element, "orderedlist"):
        node.children.extend(_item(item, place) for place, item in enumerate(_all(items, "listitem"), 1))
    return node


def _item(item: etree._Element, place: int) -> Node:
    """A list item: an ordered list counts, the number is not printed in the file."""
    return Node(
        Kind.PARAGRAPH, label=attribute(item, "tag") or f"{place}.", number=str(place), text=_paragraphs(item)
    )


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [child for child in element if local(child) == name]


def _text(element: etree._Element, name: str) -> str:
    return next((clean("".join(map(str, child.itertext()))) for child in _all(element, name)), "")


def _paragraphs(element: etree._Element) -> str:
    return "\n".join(clean("".join(map(str, child.itertext()))) for child in _all(element, "para"))
