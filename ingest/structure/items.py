"""Within an article: numbered paragraphs, points and subpoints, alinéas, quotations, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.table import LanguageTable
from corpus.model import ProvisionKind
from ingest.document import BlockKind
from ingest.structure.lines import Line
from ingest.structure.markers import Marker, comes_next, jumps_ahead, natural_kind, read_markers
from ingest.structure.node import Node

_DEPTH = {ProvisionKind.PARAGRAPH: 1, ProvisionKind.POINT: 2, ProvisionKind.SUBPOINT: 3}
_BY_DEPTH = {depth: kind for kind, depth in _DEPTH.items()}
_MOST_SKIPPED = 3
"""Numbers of a list that may be missing (lost, repealed) before a line is text that looks like an item."""
_SENTENCE_ENDS = '.。؟!?！？…”"»'
_STARTS_LATE = 2
"""A list may begin with 2 where its first item has lost its number."""
_RUNNING = 100
"""Number from which paragraphs are counted through a book and not through one section of it."""
_WRAPPED = 60
"""Characters from which a line that ends and goes on in the middle of a sentence was only wrapped."""
_LIKE_AN_ITEM = re.compile(r"\w{1,4}\s?[.)°º]")
_ANNOUNCES = (":", "：", "—", "–", "-")


@dataclass(slots=True)
class _Level:
    marker: Marker
    node: Node


@dataclass(slots=True)
class _Interrupted:
    """A list that text stood in the way of: it may go on behind.

    `holder` took the text, as its children from `begin` on; `alinea` holds the list.
    """

    levels: list[_Level]
    alinea: Node | None
    holder: Node
    begin: int


class Items:
    """Takes the lines of one article (or annex, preamble, letter) and builds what is below it."""

    def __init__(self, owner: Node, words: Sequence[LanguageTable]) -> None:
        self._owner = owner
        self._words = words
        self._levels: list[_Level] = []
        self._interrupted: list[_Interrupted] = []
        self._last: Node | None = None
        self._alinea: Node | None = None
        self._quotation: Node | None = None

    @property
    def _top(self) -> Node:
        return self._levels[-1].node if self._levels else self._alinea or self._owner

    def add(self, line: Line, text: str | None = None, *, quoted: bool = False) -> None:
        """Take the next line; `text` is what is left of it behind a label already taken."""
        own = line.text if text is None else text
        if not own:
            return
        if quoted:
            self._last = None
            self._quote(line, own)
            return
        self._quotation = None
        if line.kind is BlockKind.TABLE:
            self._last = None
            self._top.child(Node.at(line, ProvisionKind.TABLE)).take(line, own)
        elif line.kind is BlockKind.FOOTNOTE or not self._item(line, own):
            self._plain(line, own)

    def _quote(self, line: Line, own: str) -> None:
        if self._quotation is None:
            self._quotation = self._top.child(Node.at(line, ProvisionKind.QUOTATION))
        self._quotation.take(line, own)

    def _item(self, line: Line, own: str) -> bool:
        """Open an item where the line begins with an enumerator that fits; tell whether it did."""
        markers = read_markers(own, self._words)
        for choose in (self._continuing, self._opening, self._resuming):
            chosen = choose(markers)
            if chosen:
                marker, depth = chosen
                self._open(line, own, marker, depth)
                return True
        return False

    def _continuing(self, markers: list[Marker]) -> tuple[Marker, int] | None:
        """The reading that goes on with an open list, the innermost first.

        `(i)` after `(h)` goes on with letters, unless the text before it announces a list.
        """
        announced = bool(self._levels) and self._announces()
        for depth in range(len(self._levels) - 1, -1, -1):
            for marker in markers:
                ambiguous = announced and any(other.is_first and other is not marker for other in markers)
                if comes_next(self._levels[depth].marker, marker) and not ambiguous:
                    return marker, depth
        return None if any(marker.is_first for marker in markers) else self._after_text(markers)

    def _after_text(self, markers: list[Marker]) -> tuple[Marker, int] | None:
        """The reading that goes on with a list behind text that stood between its items.

        `1) requirements. / They are public. / 2) …`: what stands between 1 and 2 belongs to 1.
        """
        for place in range(len(self._interrupted) - 1, -1, -1):
            levels = self._interrupted[place].levels
            for depth in range(len(levels) - 1, -1, -1):
                if not self._stands_within(levels[:depth]):
                    continue
                for marker in markers:
                    if comes_next(levels[depth].marker, marker):
                        self._resume(place, depth)
                        return marker, depth
        return None

    def _stands_within(self, above: list[_Level]) -> bool:
        """Whether the items above a list are still the open ones, or none is."""
        return not self._levels or [id(level) for level in above] == [
            id(level) for level in self._levels[: len(above)]
        ]

    def _resume(self, place: int, depth: int) -> None:
        interrupted = self._interrupted[place]
        del self._interrupted[place:]
        self._levels = interrupted.levels[: depth + 1]
        self._alinea = interrupted.alinea
        between = interrupted.holder.children[interrupted.begin :]
        del interrupted.holder.children[interrupted.begin :]
        for node in between:
            self._levels[depth].node.absorb(node)

    def _opening(self, markers: list[Marker]) -> tuple[Marker, int] | None:
        """The reading with which a list begins: below the open item, or again at its own level."""
        first = [marker for marker in markers if marker.is_first]
        if not first and self._announces():
            first = [marker for marker in markers if marker.touching and marker.order == (1,)]
        if not first:
            return None
        marker = next((m for m in first if not m.style.startswith("roman")), first[0])
        if len(first) == 1 or self._depth_of(marker.style) is None:
            marker = first[0] if len(first) == 1 else marker
        depth = self._depth_of(marker.style)
        if depth is None or (self._announces() and depth == len(self._levels) - 1):
            return marker, len(self._levels)
        return marker, depth

    def _resuming(self, markers: list[Marker]) -> tuple[Marker, int] | None:
        """The reading that goes on with an open list after a small gap, or opens one at 2."""
        for depth in range(len(self._levels) - 1, -1, -1):
            for marker in markers:
                if jumps_ahead(self._levels[depth].marker, marker, _MOST_SKIPPED):
                    return marker, depth
        late = [m for m in markers if m.order == (_STARTS_LATE,) and m.style in ("digit_dot", "digit_parens")]
        if late and not self._levels and self._owner.text:
            return late[0], 0
        return next(((m, 0) for m in markers if self._runs_on(m)), None)

    def _runs_on(self, marker: Marker) -> bool:
        """Whether a paragraph is one of those counted through a whole book: `327A.`, under any heading."""
        high = marker.style == "digit_dot" and marker.order[0] >= _RUNNING
        if not high or not self._levels:
            return high
        first = self._levels[0].marker
        return first.style == marker.style and first.order[0] >= _RUNNING and marker.order > first.order

    def _depth_of(self, style: str) -> int | None:
        for depth, level in enumerate(self._levels):
            if level.marker.style == style:
                return depth
        return None

    def _announces(self) -> bool:
        """Whether the text before ends as one that a list follows."""
        text = self._top.text
        return bool(text) and _announces(text[-1])

    def _open(self, line: Line, own: str, marker: Marker, depth: int) -> None:
        del self._levels[depth:]
        parent = self._top
        kind = self._kind(marker.style, parent)
        node = Node.at(line, kind, marker.label, marker.number)
        parent.child(node)
        rest = own[marker.end :]
        self._levels.append(_Level(marker, node))
        if rest and not self._nested(line, rest):
            self._take(node, line, rest)

    def _nested(self, line: Line, rest: str) -> bool:
        """`1. (a) …`: the first point stands on its paragraph's line."""
        style = self._levels[-1].marker.style
        first = [m for m in read_markers(rest, self._words) if m.is_first and m.style != style]
        if not first or len(self._levels) > 3 or not first[0].style.endswith(("paren", "parens")):
            return False
        self._open(line, rest, first[0], len(self._levels))
        return True

    def _kind(self, style: str, parent: Node) -> ProvisionKind:
        natural = _DEPTH[natural_kind(style, self._words)]
        above = _DEPTH.get(parent.kind, 0)
        return _BY_DEPTH[min(3, max(natural, above + 1))]

    def _plain(self, line: Line, own: str) -> None:
        """A line without enumerator: goes on with the open item, or is an alinéa of what holds it."""
        if self._last and self._last.text and _wrapped(self._last.text[-1], own):
            self._last.text[-1] += f" {own}"
            self._last.reach(line)
            return
        if self._goes_on(own):
            self._take(self._top, line, own)
            return
        self._interrupt()
        if self._levels:
            self._after_points(line, own)
        elif self._owner.kind is not ProvisionKind.ARTICLE or not (self._owner.text or self._owner.children):
            self._take(self._owner, line, own) if not self._owner.children else self._new_alinea(line, own)
        else:
            self._new_alinea(line, own)

    def _take(self, node: Node, line: Line, own: str) -> None:
        node.take(line, own)
        self._last = node

    def _interrupt(self) -> None:
        """Close the points above the text that comes now; remember them, for they may go on behind it."""
        levels = list(self._levels)
        while self._levels and self._levels[-1].node.kind is not ProvisionKind.PARAGRAPH:
            self._levels.pop()
        if len(levels) > len(self._levels):
            holder = self._levels[-1].node if self._levels else self._owner
            self._interrupted.append(_Interrupted(levels, self._alinea, holder, len(holder.children)))

    def _after_points(self, line: Line, own: str) -> None:
        """Text of a numbered paragraph behind its points becomes an unnumbered child, in its place."""
        paragraph = self._levels[-1].node
        if paragraph.children:
            self._take(paragraph.child(Node.at(line, ProvisionKind.PARAGRAPH)), line, own)
        else:
            self._take(paragraph, line, own)

    def _goes_on(self, own: str) -> bool:
        """Whether a plain line belongs to the item above it rather than to what holds the list."""
        if not self._levels:
            return False
        last = self._levels[-1].node
        if last.kind is ProvisionKind.PARAGRAPH:
            return not last.children
        said = (last.text[-1] if last.text else "").rstrip()
        announced = any(map(_announces, last.text))
        listed = said.endswith((";", "；", "؛", ",", "،")) and own[:1].islower() and not announced
        return not (said.endswith(tuple(_SENTENCE_ENDS)) or listed)

    def _new_alinea(self, line: Line, own: str) -> None:
        self._levels.clear()
        self._alinea = self._owner.child(Node.at(line, ProvisionKind.PARAGRAPH))
        self._take(self._alinea, line, own)


def _announces(text: str) -> bool:
    """Whether a text ends as one that a list follows."""
    return text.rstrip(" \u00a0*_").endswith(_ANNOUNCES)


def _wrapped(said: str, own: str) -> bool:
    """Whether a line goes on in the middle of the sentence before it: a source broke its lines."""
    goes_on = own[:1].islower() and not _LIKE_AN_ITEM.match(own)
    return goes_on and len(said) >= _WRAPPED and said[-1:].isalnum()
