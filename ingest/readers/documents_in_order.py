"""Arabic in the order of the screen, in formats that keep texts in blocks or a tree.

Word, RTF, JSON and XML: their lines are turned when the reader is done, all or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Provision
from ingest.document import RawDocument
from ingest.readers.visual_order import doubt, evidence_of, turned_lines
from ingest.repairs import repaired


def in_order(document: RawDocument, path: str) -> RawDocument:
    """The document in the order of reading; where that is in doubt it stays, with a notice.

    Titles are turned with it: who wrote the one so wrote the other.
    """
    evidence = evidence_of(document.full_text)
    if not evidence.is_visual:
        return replace(document, notices=(*document.notices, *doubt(evidence, path)))
    given = list(_texts(document))
    turned = _turned(given)
    steps = {"visual_order": sum(one != other for one, other in zip(given, turned, strict=True))}
    return replace(_with(document, iter(turned)), notices=(*document.notices, *repaired(path, steps)))


def _texts(document: RawDocument) -> Iterator[str]:
    yield from document.hints.titles.values()
    yield from (block.text for block in document.blocks)
    for top in document.tree or ():
        for one in top.walk():
            yield from (one.label, one.heading, one.text)


def _turned(texts: list[str]) -> list[str]:
    """Each text with its lines turned; how, is told by all of them."""
    lines = iter(turned_lines(line for text in texts for line in text.split("\n")))
    return ["\n".join(next(lines) for _ in text.split("\n")) for text in texts]


def _with(document: RawDocument, texts: Iterator[str]) -> RawDocument:
    """The document with texts in the order of `_texts`."""
    titles = {language: next(texts) for language in document.hints.titles}
    return replace(
        document,
        hints=replace(document.hints, titles=titles),
        blocks=tuple(replace(block, text=next(texts)) for block in document.blocks),
        tree=None if document.tree is None else tuple(_provision(top, texts) for top in document.tree),
    )


def _provision(provision: Provision, texts: Iterator[str]) -> Provision:
    label, heading, text = next(texts), next(texts), next(texts)
    children = tuple(_provision(child, texts) for child in provision.children)
    return replace(provision, label=label, heading=heading, text=text, children=children)
