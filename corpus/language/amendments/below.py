"""Where new text stands: in the line of its instruction, in what is quoted below, or below without marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.amendments.marks import unquoted
from corpus.language.amendments.newtext import body
from corpus.model import Provision, ProvisionKind

_LEADS = ("-", "–", "—", ":")


class Stands(StrEnum):
    """Where what an instruction announces stands."""

    NEW_TEXT = "new_text"
    CHANGES = "changes"
    """Further instructions stand below: it only led to them."""
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below an instruction.

    `text` is the new text, None where it is not sure; `bare`: no marks stand around it. `taken` of the
    children and `following` of the nodes behind belong to it.
    """

    stands: Stands
    text: str | None = None
    bare: bool = False
    taken: int = 0
    following: int = 0
    all_own: bool = False
    """The rest of the node's own text belongs to it."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands behind an instruction: the rest of its own text, what is below it, what comes next."""

    rest: str
    children: Sequence[Provision]
    following: Sequence[Provision]
    instructs: Callable[[str], bool]
    alone: bool = False
    """It has no label: it may lead what comes next."""

    def found(self) -> Below:
        """What of it the instruction announces."""
        rest = self.rest.strip().strip("-–—:").strip()
        if rest:
            return self._own(rest)
        if self.children:
            return self._children()
        quoted = _run(self.following)
        if quoted:
            return Below(Stands.NEW_TEXT, _text(quoted), following=len(quoted))
        if self.alone and self.following and self._instructed(self.following[:1]):
            return Below(Stands.CHANGES)
        return Below(Stands.NOWHERE)

    def opened(self, begun: str) -> Below:
        """New text whose mark is not closed in the line: it goes on in what is quoted below.

        Where a format marks the end of it, the mark that closes it may be missing.
        """
        mark, begun = begun[:1], begun[1:].strip()
        for taken in range(len(self.children) + 1):
            lines = [begun, *(body(child) for child in self.children[:taken])]
            bare = "\n".join(line for line in lines if line)
            text = unquoted(mark + bare) or unquoted(bare)
            if text:
                return Below(Stands.NEW_TEXT, text, taken=taken, all_own=True)
        return Below(Stands.NEW_TEXT, None, taken=len(self.children), all_own=True)

    def _own(self, rest: str) -> Below:
        if any(self.instructs(line) for line in rest.split("\n")) or self._instructed(self.children):
            return Below(Stands.CHANGES)
        text = "\n".join([rest, *(body(child) for child in self.children)])
        return Below(Stands.NEW_TEXT, unquoted(text), True, len(self.children), all_own=True)

    def _children(self) -> Below:
        quoted = _run(self.children)
        if quoted:
            return Below(Stands.NEW_TEXT, _text(quoted), taken=len(quoted))
        if self._instructed(self.children):
            return Below(Stands.CHANGES)
        text = "\n".join(body(child) for child in self.children)
        return Below(Stands.NEW_TEXT, unquoted(text), True, len(self.children))

    def _instructed(self, nodes: Sequence[Provision]) -> bool:
        """Whether an instruction stands in these."""
        outside = (one for node in nodes for one in node.walk() if one.kind is not ProvisionKind.QUOTATION)
        return any(
            self.instructs(line) for one in outside for line in (one.heading, *one.text.split("\n")) if line
        )


def _run(nodes: Sequence[Provision]) -> list[Provision]:
    """The quoted nodes with which a list begins."""
    run: list[Provision] = []
    for node in nodes:
        if node.kind is not ProvisionKind.QUOTATION:
            break
        run.append(node)
    return run


def _text(quoted: Sequence[Provision]) -> str | None:
    return unquoted("\n".join(body(node) for node in quoted))
