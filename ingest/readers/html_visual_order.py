"""Arabic pages whose lines are kept in the order of the screen: what a browser shows as a line is turned."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from corpus.model import Notice
from ingest.readers.html_blocks import INLINE
from ingest.readers.pdf_directions import has_right_to_left
from ingest.readers.visual_order import doubt, evidence_of, turned_lines


class _Piece(NamedTuple):
    """Text within an element or behind it."""

    element: HtmlElement
    where: str

    @property
    def text(self) -> str:
        """The text as it stands there."""
        return getattr(self.element, self.where) or ""


def turn_page(body: HtmlElement, path: str) -> tuple[int, tuple[Notice, ...]]:
    """Put the lines below an element in the order of reading; how many, and what to tell where in doubt."""
    evidence = evidence_of("\n".join(body.itertext()))
    if not evidence.is_visual:
        return 0, doubt(evidence, path)
    lines = [line for line in _lines(body) if any(has_right_to_left(piece.text) for piece in line)]
    shown = [_shown(line) for line in lines]
    turned = iter(turned_lines(part for parts in shown for part in parts))
    for line, parts in zip(lines, shown, strict=True):
        _put(line, "\n".join(next(turned) for _ in parts))
    return len(lines), ()


def _lines(body: HtmlElement) -> Iterator[list[_Piece]]:
    """The pieces of text that stand on one line: between blocks and line breaks."""
    line: list[_Piece] = []
    for element, opens in _tags(body):
        if element.tag not in INLINE:
            yield line
            line = []
        where = "text" if opens else "tail"
        if getattr(element, where) and (opens or element is not body):
            line.append(_Piece(element, where))
    yield line


def _tags(element: HtmlElement) -> Iterator[tuple[HtmlElement, bool]]:
    """Every tag in the order of the page, opening (True) and closing."""
    stack = [(element, iter(element))]
    yield element, True
    while stack:
        parent, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield parent, False
        else:
            stack.append((child, iter(child)))
            yield child, True


def _shown(line: list[_Piece]) -> list[str]:
    """What a browser shows: one line whatever breaks the source has, as many in preformatted text."""
    text = "".join(piece.text for piece in line)
    return text.split("\n") if _is_preformatted(line) else [" ".join(text.split())]


def _is_preformatted(line: list[_Piece]) -> bool:
    return any(one.tag == "pre" for one in (line[0].element, *line[0].element.iterancestors()))


def _put(line: list[_Piece], text: str) -> None:
    """The whole line goes where most of it was: what stands in an element of its own no longer tells."""
    most = max(line, key=lambda piece: len(piece.text))
    for piece in line:
        setattr(piece.element, piece.where, text if piece is most else "")
