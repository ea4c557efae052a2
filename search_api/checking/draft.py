"""A draft as its check sees it: one text with its provisions, each as it is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from corpus.model import ABOVE_ARTICLES, Deposit, Provision, Span
from search_api.findings import Place


@dataclass(frozen=True)
class DraftText:
    """One text of a draft."""

    deposit: Deposit

    @property
    def language(self) -> str:
        """Its language."""
        return self.deposit.expression.language

    @cached_property
    def paths(self) -> Mapping[str, tuple[Provision, ...]]:
        """Each provision, by eId, behind those that contain it, in reading order."""
        return {path[-1].eid: path for top in self.deposit.provisions for path in _paths(top, ())}

    @property
    def provisions(self) -> Iterator[Provision]:
        """Every provision, in reading order."""
        return (path[-1] for path in self.paths.values())

    def node(self, eid: str | None) -> Provision | None:
        """The provision with this eId."""
        path = self.paths.get(eid or "")
        return path[-1] if path else None

    def place(self, eid: str | None) -> Place:
        """A provision as it is cited; of what is not there, the whole."""
        path = self.paths.get(eid or "", ())
        kept = [node for node in path if node is path[-1] or node.kind not in ABOVE_ARTICLES]
        steps = tuple(called for node in kept if (called := node.label or node.heading))
        page = next((node.span.page for node in reversed(path) if node.span and node.span.page), None)
        return Place(language=self.language, eid=path[-1].eid if path else "", steps=steps, page=page)

    def words(self, eid: str | None, span: Span | None) -> str:
        """The words of a provision at a span of its own text."""
        node = self.node(eid)
        return node.text[span.start : span.end] if node is not None and span is not None else ""


def _paths(node: Provision, above: tuple[Provision, ...]) -> Iterator[tuple[Provision, ...]]:
    path = (*above, node)
    yield path
    for child in node.children:
        yield from _paths(child, path)
