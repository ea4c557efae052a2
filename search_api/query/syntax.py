"""What a query says, as a tree of frozen values; positions are offsets in the query as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side: the more of them the better, or `every` one (beside AND, OR or NOT)."""

    words: tuple[str, ...]
    every: bool = False
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in this order, with at most `slop` words moved: `"sending State"~2`."""

    text: str
    slop: int = 0
    field: str = "text"


@dataclass(frozen=True, slots=True)
class Start:
    """Words that begin so: `notif*`."""

    text: str
    field: str = "text"


@dataclass(frozen=True, slots=True)
class All:
    """Every part (AND)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One part or more (OR)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Not this part (NOT, -)."""

    part: Node


Node = Words | Quoted | Start | All | Any | Without


@dataclass(frozen=True, slots=True)
class Condition:
    """`field:value` on a field that filters. `values` is any-of; `excluded` for `-field:value`."""

    field: str
    values: tuple[str, ...]
    excluded: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query in parts: the tree of words (None: only conditions), conditions, notices.

    `plain` tells that nothing but words was typed, so that meaning may answer as well.
    """

    text: str
    tree: Node | None
    conditions: tuple[Condition, ...] = ()
    notices: tuple[str, ...] = field(default=())

    @property
    def plain(self) -> bool:
        """Whether the tree is a bag of words."""
        return self.tree is None or (isinstance(self.tree, Words) and not self.tree.every)

    @property
    def wanted(self) -> str:
        """The words asked for, as typed, without syntax and without what is excluded: what is embedded."""
        return " ".join(wanted_texts(self.tree)) if self.tree else ""


def wanted_texts(node: Node) -> Iterator[str]:
    """The texts of a tree in order, without those under a Without."""
    match node:
        case Words(words=words):
            yield from words
        case Quoted(text=text) | Start(text=text):
            yield text
        case All(parts=parts) | Any(parts=parts):
            for part in parts:
                yield from wanted_texts(part)
        case Without():
            return
