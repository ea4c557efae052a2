"""What is left where a text shows no structure: its pages, or runs of its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from corpus.model import ProvisionKind
from ingest.document import BlockKind
from ingest.structure.lines import Line
from ingest.structure.node import Node

_SENTENCE_END = re.compile(r"[.;!?]['’\"”»)]*\s+|[。；！？؟]|(?<=[a-zà-ÿ])[.;](?=[a-zà-ÿ]{3})")
_RUN = 600
"""Characters of a run: about as much as a short article, so that it is found as one."""


def pages_or_runs(lines: Sequence[Line]) -> list[Node]:
    """One node a page where there are several pages, else runs of paragraphs; headings begin a run.

    The title above the runs is the preamble, as it is above articles.
    """
    pages = {line.page for line in lines if line.page is not None}
    if len(pages) > 1:
        return _pages(lines)
    title = list(takewhile(lambda line: line.is_heading, lines))
    return [*_title(title), *_runs(lines[len(title) :])] if len(title) < len(lines) else _runs(lines)


def _title(lines: Sequence[Line]) -> list[Node]:
    nodes = [Node.at(line, ProvisionKind.PREAMBLE) for line in lines[:1]]
    for line in lines:
        nodes[0].take(line)
    return nodes


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
    for line in (part for whole in lines for part in _sentences(whole)):
        opens = line.kind is BlockKind.HEADING and length > _RUN // 4
        if not nodes or opens or length + len(line.text) > _RUN:
            nodes.append(Node.at(line, ProvisionKind.PARA))
            length = 0
        nodes[-1].take(line)
        length += len(line.text)
    return nodes


def _sentences(line: Line) -> Iterator[Line]:
    """A line longer than a run in pieces of whole sentences; any other line as it is."""
    begin, last = 0, 0
    if len(line.text) > _RUN and line.is_text:
        for match in _SENTENCE_END.finditer(line.text):
            if match.end() - begin > _RUN and last > begin:
                yield line.part(begin, last)
                begin = last
            last = match.end()
    yield line.part(begin, len(line.text), glued=line.glued)
