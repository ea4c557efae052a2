"""Unnumbered paragraphs (alinéa, 款, فقرة, párrafo) get an ordinal, by which references resolve."""

from __future__ import annotations

from corpus.model import ProvisionKind
from ingest.structure.node import Node

_ITEMS = (ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.TABLE, ProvisionKind.QUOTATION)


def settle(node: Node) -> None:
    """Make the alinéas of an article complete, and number what has no number.

    An article of several unnumbered paragraphs has each of them as a child, the first too with the
    points that follow it: `art_5__para_1`. Where there are numbered paragraphs, text before them
    stays the article's own.
    """
    for child in node.children:
        settle(child)
    paragraphs = [child for child in node.children if child.kind is ProvisionKind.PARAGRAPH]
    unnumbered = [child for child in paragraphs if not child.number]
    if node.kind is ProvisionKind.ARTICLE and unnumbered and len(unnumbered) == len(paragraphs):
        _first_alinea(node, unnumbered[0])
    for kind in (ProvisionKind.PARAGRAPH, ProvisionKind.RECITAL):
        _count([child for child in node.children if child.kind is kind and not child.number])


def _first_alinea(article: Node, second: Node) -> None:
    """The article's own text and the points below it become the first alinéa."""
    at = article.children.index(second)
    led = article.children[:at]
    if not article.text or any(child.kind not in _ITEMS for child in led):
        return
    first = Node(
        ProvisionKind.PARAGRAPH, text=article.text, children=led, start=article.start,
        end=max([article.start, *(child.end for child in led)]) if led else second.start,
        page=article.page, page_to=second.page,
    )  # fmt: skip
    article.text = []
    article.children[:at] = [first]


def _count(nodes: list[Node]) -> None:
    for ordinal, node in enumerate(nodes, 1):
        node.ordinal = ordinal
