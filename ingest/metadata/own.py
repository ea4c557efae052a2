"""The provisions in which an instrument speaks of itself, and where a value stands that was read in one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpus.model import Provision, ProvisionKind, Span

_OUTSIDE = frozenset(
    {ProvisionKind.QUOTATION, ProvisionKind.ANNEX, ProvisionKind.RECITAL, ProvisionKind.TABLE}
)
_STOP = re.compile(r"(?<![\s.(][^\W\d_])(?<!\bNo)(?<!\bNr)[.;。；؛]\s+(?=[^a-zа-я])|[。；\n]")
"""Ends of sentences; not the stop behind an initial (`г. Москве`, `J. Doe`) or before a small letter."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value read in a text, the place where it stands and the eId of the provision."""

    value: str
    span: Span | None = None
    eid: str = ""


@dataclass(frozen=True)
class Own:
    """The instrument's own provisions in reading order: nothing quoted, annexed or recited.

    `text` is the whole text of the document, in which places are counted; a format that gives its own
    tree has none, and a value read there has the place of its provision, or only its eId.
    """

    provisions: tuple[Provision, ...]
    text: str

    @cached_property
    def parts(self) -> tuple[Provision, ...]:
        """The provisions with a text."""
        return tuple(part for part in own_provisions(self.provisions) if part.text)

    def found(self, part: Provision, value: str, begin: int, end: int) -> Found:
        """A value with the place of some characters of a provision."""
        return Found(value, self.place(part, begin, end), part.eid)

    def place(self, part: Provision, begin: int, end: int) -> Span | None:
        """Where characters of a provision stand in the document; the whole provision where that is unsure."""
        if part.span is None:
            return None
        start = self.text.find(part.text[begin:end], part.span.start, part.span.end)
        if start < 0:
            return part.span
        return Span(start, start + end - begin, part.span.page)


def own_provisions(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """The provisions of the instrument itself: nothing quoted, annexed or recited."""
    for provision in provisions:
        if provision.kind not in _OUTSIDE:
            yield provision
            yield from own_provisions(provision.children)


def sentence(text: str, begin: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence in which characters stand."""
    first = max((stop.end() for stop in _STOP.finditer(text, 0, begin)), default=0)
    last = _STOP.search(text, end)
    return first, last.start() if last else len(text)
