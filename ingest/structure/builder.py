"""The tree, built from the outline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from corpus.language.patterns import any_of, starts_with
from corpus.language.table import LanguageTable
from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.eids import COMPONENTS
from ingest.structure.items import Items
from ingest.structure.lines import Line
from ingest.structure.markers import Marker, natural_kind, read_markers
from ingest.structure.node import Node
from ingest.structure.outline import Entry, Outline
from ingest.structure.signatures import signs_off
from ingest.structure.titles import bracketed, headed_by_next_line, heads, may_head, names_division

_ENACTING_TAIL = 90
"""Characters at the end of a line in which the enacting formula stands (`have agreed as follows:`)."""
_SIGNATURE_LINE = 80
"""Longest line that may open a signature block by `For the Government of …` alone."""
_SIGNATURE_SENTENCE = 40
"""Longest one that may end with a full stop: a longer one is a sentence about a minister."""
_HOLDERS = {
    ProvisionKind.CONCLUSION: COMPONENTS,
    ProvisionKind.ANNEX: frozenset({ProvisionKind.LETTER}),
}
"""What stands within an open component rather than beside it: its closing, the annex of a letter."""
_GROUP_RANK = 7
"""An unnumbered heading above articles holds those up to the next heading, below numbered divisions."""


class Builder:
    """Walks the outline and grows the tree; one use per document."""

    def __init__(self, plan: Outline, words: Sequence[LanguageTable]) -> None:
        self._entries = plan.entries
        self._ranks = plan.ranks
        self._cased = plan.cased
        self._words = words
        self._next_line_heads = headed_by_next_line(plan.entries, words)
        self._last_opening = self._last_openings()
        self._formulas = {
            name: starts_with(tuple(f for w in words for f in w.formulas.get(name, ())))
            for name in ("recitals", "testimonium", "signature", "salutation")
        }
        self._letters = sum(self._greets(entry.line) for entry in plan.entries) > 1 and not plan.count(
            ProvisionKind.LETTER
        )
        self.roots: list[Node] = []
        self._bodies: list[Node] = []
        self._stack: list[tuple[float, Node]] = []
        self._owner: Node | None = None
        self._items: Items | None = None
        self._seen_opening = False
        self._enacting = _ends_with(tuple(f for w in words for f in w.formulas.get("enacting", ())))
        self._enacted = False
        self._listed = plan.count(ProvisionKind.ARTICLE) == 0

    def build(self) -> list[Node]:
        """The roots of the tree."""
        index = 0
        while index < len(self._entries):
            index = self._take(index)
        return self._lift()

    def _last_openings(self) -> list[int]:
        """For each line, the index of the last opening of its component: after it a text may close."""
        last, result = -1, [-1] * len(self._entries)
        end = len(self._entries)
        for index in range(len(self._entries) - 1, -1, -1):
            opens = self._entries[index].opens
            if opens and opens.kind in COMPONENTS:
                for line in range(index, end):
                    result[line] = max(last, index)
                last, end = -1, index
            elif opens and last < 0:
                last = index
        for line in range(end):
            result[line] = last
        return result

    def _take(self, index: int) -> int:
        """Take the entry at `index`; return the index of the next one."""
        entry = self._entries[index]
        if entry.opens and not self._is_second_preamble(entry.opens):
            return self._open(index, entry, entry.opens)
        if entry.quoted or entry.contents:
            self._text(entry)
        elif self._listed and self._letters and self._greets(entry.line):
            self._root(Node.at(entry.line, ProvisionKind.LETTER)).take(entry.line)
        elif self._concludes(index, entry.line):
            self._root(Node.at(entry.line, ProvisionKind.CONCLUSION)).take(entry.line)
        elif entry.line.is_heading and (self._sections(index) if self._listed else self._groups(index)):
            self._group(entry.line)
        else:
            self._text(entry)
        return index + 1

    def _open(self, index: int, entry: Entry, opens: Candidate) -> int:
        self._seen_opening = True
        line, opening = entry.line, opens.opening
        number = opening.numeral.normalised if opening.numeral else None
        node = Node.at(line, opens.kind, opening.label, number)
        before = line.text[: opening.begin].strip("#*_>~\\-– \t\u00a0")
        if before and not before.isdecimal():
            node.label = f"{before} {node.label}"
        self._place(node)
        if opens.kind is ProvisionKind.ARTICLE:
            return self._open_article(index, node, opens)
        return self._open_division(index, node, opens)

    def _is_second_preamble(self, opens: Candidate) -> bool:
        """Whether a line `Preamble` stands within the preamble that began with the title."""
        return opens.kind is ProvisionKind.PREAMBLE and bool(self._owner) and not self._seen_opening

    def _place(self, node: Node) -> None:
        """Close what the new division ends, and hang it where it belongs."""
        rank = self._ranks.get(node.kind, 0)
        if node.kind in COMPONENTS or node.kind is ProvisionKind.PREAMBLE:
            self._root(node)
            return
        if self._stack and self._stack[-1][1].kind in (ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION):
            self._stack.pop()
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        if self._stack:
            self._stack[-1][1].child(node)
        else:
            self.roots.append(node)
        self._enter(rank, node)

    def _root(self, node: Node) -> Node:
        """A node that stands beside the articles: at the top, or within the open annex."""
        component = next((n for _, n in self._stack if n.kind in _HOLDERS.get(node.kind, ())), None)
        self._stack.clear()
        if component:
            self._stack.append((0, component))
            component.child(node)
        else:
            self.roots.append(node)
        self._enter(0 if node.kind in COMPONENTS else 9, node)
        return node

    def _enter(self, rank: float, node: Node) -> None:
        self._stack.append((rank, node))
        self._owner = node
        self._items = Items(node, self._words)

    def _open_article(self, index: int, node: Node, opens: Candidate) -> int:
        following = self._entry(index + 1)
        heading, rest = bracketed(opens.rest)
        node.heading = heading
        if rest and not heading and heads(rest, node.kind, following, self._words):
            node.heading = rest.strip("*_ ")
        elif rest and self._items:
            self._items.add(self._entries[index].line, rest)
        elif not rest and not heading and (repeated := self._repeated_below(index, node)):
            node.heading = " ".join(entry.line.bare for entry in self._entries[index + 1 : repeated])
            node.reach(self._entries[repeated].line)
            return repeated + 1
        elif not rest and not heading and following and self._headed_below(index, following):
            node.heading = following.line.bare
            node.reach(following.line)
            return index + 2
        return index + 1

    def _repeated_below(self, index: int, node: Node) -> int | None:
        """The line below that prints the label again, at once or under the heading."""
        for below in (index + 1, index + 2):
            entry = self._entry(below)
            if entry is None or entry.opens:
                return None
            if entry.line.bare.rstrip(".: ") == node.label:
                return below
        return None

    def _headed_below(self, index: int, following: Entry) -> bool:
        """Whether the article's heading stands on the line under its number."""
        if not self._next_line_heads or following.opens:
            return False
        return may_head(following.line, self._entry(index + 2), self._words)

    def _open_division(self, index: int, node: Node, opens: Candidate) -> int:
        line = self._entries[index].line
        if opens.rest and not heads(opens.rest, node.kind, None, self._words):
            if self._items:
                self._items.add(line, opens.rest)
            return index + 1
        parts = [opens.rest.strip("*_ ")] if opens.rest else []
        index += 1
        if not opens.opening.label and not opens.rest:
            return index
        while (entry := self._entry(index)) and self._names(entry, first=not parts):
            parts.append(entry.line.bare)
            node.reach(entry.line)
            index += 1
        node.heading = " ".join(parts)
        return index

    def _names(self, entry: Entry, *, first: bool) -> bool:
        if entry.opens or entry.quoted or entry.contents or not names_division(entry.line, first=first):
            return False
        if entry.line.is_heading and self._numbered(entry.line):
            return False
        return not self._formulas["recitals"].match(entry.line.text) and not _starts_list(entry.line)

    def _numbered(self, line: Line) -> Marker | None:
        """The number that a heading begins with: `12. Steps` stands for itself, under no other name."""
        return next((m for m in read_markers(line.bare, self._words) if m.style.startswith("digit")), None)

    def _entry(self, index: int) -> Entry | None:
        return self._entries[index] if index < len(self._entries) else None

    def _text(self, entry: Entry) -> None:
        """A line of text: of the open provision, or of the preamble before there is one."""
        if self._items is None:
            self._root(Node.at(entry.line, ProvisionKind.PREAMBLE))
        owner, items = self._owner, self._items
        assert owner is not None
        assert items is not None
        if owner.kind is ProvisionKind.PREAMBLE and not (self._listed and self._list_begins(entry)):
            self._preamble(owner, entry.line)
        elif owner.kind is ProvisionKind.PREAMBLE:
            self._begin_body(entry)
        elif owner.kind is ProvisionKind.CONCLUSION:
            owner.take(entry.line)
        else:
            items.add(entry.line, quoted=entry.quoted)

    def _preamble(self, preamble: Node, line: Line) -> None:
        self._enacted = bool(self._enacting.search(line.text[-_ENACTING_TAIL:]))
        if self._formulas["recitals"].match(line.text):
            preamble.child(Node.at(line, ProvisionKind.RECITAL)).take(line)
        elif preamble.children:
            preamble.child(Node.at(line, ProvisionKind.PARAGRAPH)).take(line)
        else:
            preamble.take(line)

    def _list_begins(self, entry: Entry) -> bool:
        """In a text without articles: whether its paragraphs begin here, numbered or ordered."""
        if self._enacted:
            return True
        if entry.quoted or not entry.line.is_text:
            return False
        markers = read_markers(entry.line.text, self._words)
        return any(
            m.is_first and natural_kind(m.style, self._words) is ProvisionKind.PARAGRAPH for m in markers
        )

    def _begin_body(self, entry: Entry) -> None:
        """Numbered paragraphs without articles stand at the top of the tree."""
        body = Node.at(entry.line, ProvisionKind.ARTICLE)
        self._seen_opening = True
        self._stack.clear()
        self.roots.append(body)
        self._bodies.append(body)
        self._enter(_GROUP_RANK, body)
        assert self._items is not None
        self._items.add(entry.line)

    def _lift(self) -> list[Node]:
        """Put what a body without articles holds in its place."""
        lifted: list[Node] = []
        for root in self.roots:
            if any(root is body for body in self._bodies):
                lifted.extend(_own_text(root))
                lifted.extend(root.children)
            else:
                lifted.append(root)
        return lifted

    def _sections(self, index: int) -> bool:
        """In a text without articles every heading but the title begins a section."""
        line = self._entries[index].line
        ordinal = any(marker.style == "word" for marker in read_markers(line.bare, self._words))
        enacts = bool(self._enacting.search(line.bare))
        return index > 0 and bool(self.roots) and line.level != 1 and not ordinal and not enacts

    def _concludes(self, index: int, line: Line) -> bool:
        """Whether the closing formula or the signature block begins here."""
        if not self._seen_opening or index <= self._last_opening[index] or not line.is_text:
            return False
        if self._owner and self._owner.kind in (ProvisionKind.CONCLUSION, ProvisionKind.LETTER):
            return False
        if self._cased and line.bare[:1].islower():
            return False
        if self._formulas["testimonium"].match(line.text):
            return True
        if len(line.text) <= _SIGNATURE_LINE and self._formulas["signature"].match(line.text):
            return len(line.text) <= _SIGNATURE_SENTENCE or not line.bare.endswith((".", "。"))
        return signs_off(self._entries, index, self._words)

    def _greets(self, line: Line) -> bool:
        """Whether a letter begins here: `Excellency,` on a line of its own."""
        return len(line.text) <= _SIGNATURE_LINE and bool(self._formulas["salutation"].match(line.text))

    def _groups(self, index: int) -> bool:
        """Whether an unnumbered heading stands above articles: what opens next is an article or division."""
        for entry in self._entries[index + 1 : index + 4]:
            if entry.opens:
                return self._seen_opening and entry.opens.kind not in COMPONENTS
            if not entry.line.is_heading:
                return self._after_last(index)
        return False

    def _after_last(self, index: int) -> bool:
        """Behind the last article a heading begins something that is no article (notes, lists)."""
        level = self._entries[index].line.level or 9
        return self._seen_opening and index > self._last_opening[index] >= 0 and level <= 2

    def _group(self, line: Line) -> None:
        markers = read_markers(line.bare, self._words) if self._listed else []
        label, number = (markers[0].label, markers[0].number) if markers else ("", None)
        node = Node.at(line, ProvisionKind.SECTION, label, number)
        node.heading = line.bare[markers[0].end :] if markers else line.bare
        if marker := self._numbered(line):
            node.label, node.number = marker.label, marker.number
            node.heading = line.bare[marker.end :].strip()
        self._seen_opening = True
        rank = _GROUP_RANK + (line.level or 0) / 10
        if self._stack and self._stack[-1][1].kind in (ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION):
            self._stack.pop()
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        if self._stack:
            self._stack[-1][1].child(node)
        else:
            self.roots.append(node)
        self._enter(rank, node)


def _own_text(body: Node) -> list[Node]:
    """The text of a body as the unnumbered paragraph that it is."""
    if not body.text:
        return []
    kind = ProvisionKind.PARAGRAPH
    return [Node(kind, text=body.text, start=body.start, end=body.end, page=body.page, page_to=body.page_to)]


@cache
def _ends_with(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(phrases)}[\W_]*$", re.IGNORECASE)


def _starts_list(line: Line) -> bool:
    return line.text[:2] in ("1.", "1)", "1-") or line.text[:3] in ("(1)", "(a)")
