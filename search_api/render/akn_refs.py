"""Citations as Akoma Ntoso has them: a `ref` around the words, where the base knows what is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.identifiers import ProvisionUri, WorkUri
from corpus.model import Provision
from corpus.store.views import StoredExpression, StoredWork
from search_api.citing import CitedLink, links
from search_api.render.akn_elements import clean, within

_Span = tuple[int, int, str]
"""From where to where of a line, and the address of what is cited."""


@dataclass
class Refs:
    """The citations in provisions, put into their paragraphs once the document is laid out."""

    _links: Mapping[str, Sequence[CitedLink]]
    _waiting: list[tuple[etree._Element, str, list[_Span]]] = field(default_factory=list)

    @classmethod
    def of(cls, work: StoredWork, stored: StoredExpression, provisions: Sequence[Provision]) -> Refs:
        """The citations that lead somewhere: within the text by eId, elsewhere by the address of the work."""
        return cls(links(work, stored, provisions))

    def noted(self, paragraphs: list[etree._Element], provision: Provision) -> list[etree._Element]:
        """The paragraphs of a provision's own text, a line each; what they cite is noted."""
        if found := self._links.get(provision.eid):
            for paragraph, (start, line) in zip(paragraphs, _lines(provision.text), strict=True):
                spans = [
                    (link.start - start, link.end - start, _href(link))
                    for link in found
                    if start <= link.start < link.end <= start + len(line)
                ]
                if spans:
                    self._waiting.append((paragraph, line, sorted(spans)))
        return paragraphs

    def put_in(self) -> None:
        """Put the references around what is noted."""
        for paragraph, line, spans in self._waiting:
            _put(paragraph, line, spans)


def _lines(text: str) -> Iterable[tuple[int, str]]:
    """The lines that have something in them, each with where it begins."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _href(link: CitedLink) -> str:
    if not link.slug:
        return f"#{link.eid}"
    work = WorkUri(link.slug)
    return str(ProvisionUri(work, link.eid)) if link.eid else str(work)


def _put(paragraph: etree._Element, line: str, spans: Sequence[_Span]) -> None:
    """Write a line anew, with a reference around each span; of two that overlap the first is kept."""
    paragraph.text, at, last = clean(line[: spans[0][0]]), spans[0][0], None
    for start, end, href in spans:
        if start < at:
            continue
        if last is not None:
            last.tail = clean(line[at:start])
        last, at = within(paragraph, "ref", line[start:end], href=href), end
    if last is not None:
        last.tail = clean(line[at:])
