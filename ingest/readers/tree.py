"""A tree given by the format: plain nodes, and the provisions made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.language.numerals import read_numeral
from corpus.language.signs import roman
from corpus.language.table import tables
from corpus.model import Provision, ProvisionKind
from ingest.readers.clean import clean
from ingest.readers.markers import after_division_word
from ingest.structure.eids import assign
from ingest.structure.node import Node as Growing

_ALONE = frozenset({ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION})
_DIGITS = re.compile(r"\d")
_SMALL_ROMAN = re.compile(r"[ivxl]{3,}")
"""`iii` counts points as `i` and `ii` do, and keeps its form as theirs."""


@dataclass
class Node:
    """One provision as a format gives it, its text cleaned; `eid` only where the format has one."""

    kind: ProvisionKind
    label: str = ""
    number: str | None = None
    heading: str = ""
    text: str = ""
    children: list[Node] = field(default_factory=list)
    eid: str = ""
    wid: str = ""
    record_id: str | None = None
    language: str | None = None
    ordinal: int | None = None

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read here or below. A format's own numbered place is something."""
        named = self.text or self.heading or (self.label and self.eid)
        return not named and all(child.is_empty for child in self.children)

    def letters(self) -> int:
        """Characters of text here and below."""
        return len(self.text) + len(self.heading) + sum(child.letters() for child in self.children)


def number_of(label: str) -> str | None:
    """The normalised number in a printed label, in any of the languages; None where there is none.

    >>> [number_of(label) for label in ("Điều 36", "第三十六條", "ARTICLE 1.1", "(b)", "iii.")]
    ['36', '36', '1.1', 'b', 'iii']
    """
    text = clean(label).strip("()（）[]. :：\"'")
    if re.fullmatch(r"[a-zđ]{1,2}", text) or (_SMALL_ROMAN.fullmatch(text) and roman(text)):
        return text
    start = after_division_word(text)
    positions = [start] if start else [0]
    if digit := _DIGITS.search(text):
        positions.append(digit.start())
    for position in positions:
        for words in tables():
            found = read_numeral(text, position, words)
            if found:
                return found[0].normalised
    return None


def provisions(nodes: Iterable[Node]) -> tuple[Provision, ...]:
    """The tree as provisions; empty nodes are left out.

    EIds follow the one rule of `ingest.structure.eids`, so that a tree agrees with the same text read
    from another format; an eId that the format itself gives is kept where it is the only one.
    """
    kept = _kept(nodes)
    _demote(kept)
    number_unnumbered(kept)
    given = Counter(node.eid for root in kept for node in root.walk() if node.eid)
    growing = [_growing(node) for node in kept]
    assign(growing)
    taken = {eid for eid, count in given.items() if count == 1}
    return tuple(_frozen(node, made, taken) for node, made in zip(kept, growing, strict=True))


def _demote(nodes: Iterable[Node]) -> None:
    """Texts that a format calls articles but does not number, beside numbered ones, are none.

    Titles and signature blocks are filed so; as articles they would take `art_1` from article 1.
    """
    articles = [node for root in nodes for node in root.walk() if node.kind is ProvisionKind.ARTICLE]
    if any(node.number for node in articles):
        for node in articles:
            if not node.number and not node.eid:
                node.kind = ProvisionKind.PARA


def _kept(nodes: Iterable[Node]) -> list[Node]:
    return [node for node in nodes if not node.is_empty]


def _growing(node: Node) -> Growing:
    children = [_growing(child) for child in _kept(node.children)]
    return Growing(node.kind, number=node.number, children=children)


def _frozen(node: Node, made: Growing, given: set[str]) -> Provision:
    """The provision of a node; a made eId that a given one has already gets `-g`."""
    eid = node.eid if node.eid in given else made.eid
    if not node.eid and eid in given:
        eid = f"{eid}-g"
    pairs = zip(_kept(node.children), made.children, strict=True)
    return Provision(
        eid=eid,
        kind=node.kind,
        label=clean(node.label),
        number=node.number,
        heading=clean(node.heading),
        text=node.text.strip(),
        children=tuple(_frozen(child, below, given) for child, below in pairs),
        wid=node.wid,
        language=node.language,
        ordinal=node.ordinal,
        record_id=node.record_id,
    )


def number_unnumbered(nodes: Iterable[Node]) -> None:
    """Give unnumbered siblings of a kind their ordinals, from 1."""
    counts: Counter[ProvisionKind] = Counter()
    for node in nodes:
        if not node.number and node.kind not in _ALONE:
            counts[node.kind] += 1
            node.ordinal = counts[node.kind]
        number_unnumbered(node.children)
