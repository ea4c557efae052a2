"""A provision while the tree grows."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.model import Provision, ProvisionKind, Span
from ingest.structure.lines import Line


@dataclass(slots=True)
class Node:
    """What becomes a Provision; `text` are its own lines, `start`/`end` its place in the document."""

    kind: ProvisionKind
    label: str = ""
    number: str | None = None
    heading: str = ""
    text: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    start: int = 0
    end: int = 0
    page: int | None = None
    page_to: int | None = None
    ordinal: int | None = None
    language: str | None = None
    eid: str = ""

    @classmethod
    def at(cls, line: Line, kind: ProvisionKind, label: str = "", number: str | None = None) -> Node:
        """A node that begins with `line`."""
        return cls(kind, label, number, start=line.start, end=line.end, page=line.page, page_to=line.page_to)

    def take(self, line: Line, text: str | None = None) -> None:
        """Add a line to the node's own text (`text`: what is left of it behind a label)."""
        own = line.text if text is None else text
        if own:
            self.text.append(own)
        self.reach(line)

    def reach(self, line: Line) -> None:
        """Extend the node's place over a line that belongs to it."""
        self.end = max(self.end, line.end)
        self.page_to = line.page_to if line.page_to is not None else self.page_to

    def child(self, node: Node) -> Node:
        """Append a child and return it."""
        self.children.append(node)
        return node

    def absorb(self, node: Node) -> None:
        """Take a node that stood behind this one: as text where nothing is below either, else as a child."""
        if self.children or node.children or node.kind is not ProvisionKind.PARAGRAPH:
            self.children.append(node)
        else:
            self.text.extend(node.text)
        self.end = max(self.end, node.end)
        self.page_to = node.page_to if node.page_to is not None else self.page_to

    def freeze(self) -> Provision:
        """The provision, with everything below it; its place covers what is below it but its notes."""
        children = tuple(child.freeze() for child in self.children)
        inside = [child for child in children if child.kind is not ProvisionKind.NOTE]
        ends = [self.end, *(child.span.end for child in inside if child.span)]
        pages = [page for page in (self.page_to, *(child.page_to for child in inside)) if page]
        return Provision(
            eid=self.eid,
            kind=self.kind,
            label=self.label,
            number=self.number,
            heading=self.heading,
            text="\n".join(self.text),
            children=children,
            span=Span(self.start, max(self.start, *ends), self.page),
            page_to=max(pages, default=None),
            language=self.language,
            ordinal=self.ordinal,
        )
