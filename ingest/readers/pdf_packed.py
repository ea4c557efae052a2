"""The pages of a PDF, packed while nobody looks at them: those of a thick one would fill the memory.

A page of 48 lines takes 28 kB as lines and 2 to 4 kB packed; to unpack it takes a sixth of a millisecond,
to read it from the file twenty.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final, overload

from ingest.readers.pdf_line import Line

_LOOSE = 200
"""Pages at the beginning of a document that are left as they are: most documents have no more."""
_QUICK = 1
"""The level of zlib that takes the least time; others save a tenth of the room."""
_values: Final[Callable[[Line], tuple[Any, ...]]] = attrgetter(*(field.name for field in fields(Line)))


@dataclass(frozen=True, slots=True)
class Packed:
    """The lines of one page, packed, unless they are of one of the first pages."""

    data: bytes | tuple[Line, ...]

    @classmethod
    def of(cls, lines: Iterable[Line], number: int) -> Packed:
        """The lines of the page with this number, packed."""
        if number <= _LOOSE:
            return cls(tuple(lines))
        return cls(zlib.compress(pickle.dumps([_values(line) for line in lines], protocol=5), _QUICK))

    def lines(self) -> list[Line]:
        """The lines, as good as those that were packed."""
        if isinstance(self.data, tuple):
            return list(self.data)
        return [Line(*values) for values in pickle.loads(zlib.decompress(self.data))]


class PackedPages(Sequence[Sequence[Line]]):
    """Pages one after the other, each unpacked when it is its turn: keep no lines of them."""

    def __init__(self, pages: Iterable[Sequence[Line] | Packed]) -> None:
        self._pages = [
            page if isinstance(page, Packed) else Packed.of(page, number)
            for number, page in enumerate(pages, start=1)
        ]

    @overload
    def __getitem__(self, index: int) -> list[Line]: ...

    @overload
    def __getitem__(self, index: slice) -> PackedPages: ...

    def __getitem__(self, index: int | slice) -> list[Line] | PackedPages:
        if isinstance(index, slice):
            return PackedPages(self._pages[index])
        return self._pages[index].lines()

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[list[Line]]:
        return (page.lines() for page in self._pages)
