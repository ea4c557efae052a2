"""What is left where a text shows no structure: its pages, or runs of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import ProvisionKind
from ingest.document import BlockKind
from ingest.structure.lines import Line
from ingest.structure.node import Node

_RUN = 1_500
"""Characters of a run: about as much as an article."""


def pages_or_runs(lines: Sequence[Line]) -> list[Node]:
    """One node a page where there are several pages, else runs of paragraphs; headings begin a run."""
    pages = {line.page for line in lines if line.page is not None}
    return _pages(lines) if len(pages) > 1 else _runs(lines)


def _pages(lines: Sequence[Line]) -> list[Node]:
    nodes: list[Node] = []
    for line in lines:
        if not nodes or (line.page is not None and line.page != nodes[-1].page):
            nodes.append(Node.at(line, ProvisionKind.PAGE, number=str(line.page) if line.page else None))
        nodes[-1].take(line)
    return nodes


def _runs(lines: Sequence[Line]) -> list[Node]:
    nodes: list[Node] = []
    length = 0
    for line in lines:
        opens = line.kind is BlockKind.HEADING and length > _RUN // 4
        if not nodes or opens or length + len(line.text) > _RUN:
            nodes.append(Node.at(line, ProvisionKind.PARA))
            length = 0
        nodes[-1].take(line)
        length += len(line.text)
    return nodes
