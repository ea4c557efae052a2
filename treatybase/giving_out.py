"""Giving works out to other programmes: one graph, one table, one list of references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import orjson

from corpus.errors import NotFound
from corpus.model import Scope
from search_api.listing import WorkFilter
from search_api.render.bibtex import bibtex
from search_api.render.json_ld import CONTEXT, node_of_work
from search_api.render.ris import ris
from search_api.render.shown import Shown
from search_api.render.spreadsheet import MARK, provisions_csv, works_csv
from search_api.service import SearchService
from search_api.showing import show

PAGE = 200
"""Works read at a time."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is given out: these works (none: all) as of a day, each in the language if it has it.

    `address` is where people open the base; empty: addresses are paths.
    """

    service: SearchService
    scope: Scope
    keys: tuple[str, ...]
    language: str
    on: date
    address: str = ""

    def shown(self) -> Iterator[Shown]:
        """The works; one without a text is left out unless it was named. Raises NotFound."""
        for key in self.keys:
            yield self._one(key)
        if not self.keys:
            for slug in self._slugs():
                try:
                    yield self._one(slug)
                except NotFound:
                    continue

    def _one(self, key: str) -> Shown:
        return show(self.service, key, self.scope, [self.language], self.on, address=self.address)

    def _slugs(self) -> Iterator[str]:
        after = 0
        while page := self.service.works(self.scope, WorkFilter(), after=after, limit=PAGE):
            yield from (each.work.slug for each in page)
            after = page[-1].id


def json_ld(chosen: Chosen) -> Iterator[str]:
    """One document that holds the graph of all works."""
    yield f'{{"@context": {orjson.dumps(CONTEXT).decode()},\n"@graph": [\n'
    for number, each in enumerate(chosen.shown()):
        yield (",\n" if number else "") + orjson.dumps(node_of_work(each)).decode()
    yield "\n]}\n"


def table(chosen: Chosen) -> Iterator[str]:
    """The provisions of the works that were named, else the works."""
    if chosen.keys:
        for number, each in enumerate(chosen.shown()):
            text = provisions_csv(each)
            yield text if number == 0 else text.removeprefix(MARK).partition("\r\n")[2]
        return
    standing = partial(chosen.service.standing, scope=chosen.scope, on=chosen.on)
    after, first = 0, True
    while page := chosen.service.works(chosen.scope, WorkFilter(), after=after, limit=PAGE):
        made = works_csv(page, chosen.on, standing, chosen.address)
        head = next(made)
        yield from [head, *made] if first else made
        after, first = page[-1].id, False


WRITERS: Mapping[str, Callable[[Chosen], Iterator[str]]] = {
    "jsonld": json_ld,
    "csv": table,
    "bibtex": lambda chosen: map(bibtex, chosen.shown()),
    "ris": lambda chosen: map(ris, chosen.shown()),
}
"""By the name of the format: pieces of the file, in order."""
