"""The articles that a text has: what a number with points and a division beside an article mean in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.language.citations.levels import ARTICLE, DIVISIONS, Path, Step, address, path_of, step
from corpus.model import Provision, ProvisionKind

_LEADING = re.compile(r"\d+")


_PAIR = 2
_FEWEST = 2
"""Articles that a text must have for its last one to be known."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Each number of an article of the text with the divisions around it; empty: not known.

    Where the articles of each chapter begin with 1 again, a number has the chapters of all of them.
    """

    articles: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    provisions: frozenset[str] = frozenset()
    """The eIds of all of them."""

    @property
    def last(self) -> int:
        """The highest number of an article that is a whole number; 0: not known, as of a single article."""
        if len(self.articles) < _FEWEST:
            return 0
        return max((int(number) for number in self.articles if number.isdecimal()), default=0)

    def fitted(self, path: Path, *, pointed: bool = False) -> Path:
        """The path with a number of an article that the text has: 12.7.1 is paragraph 1 of its article 12.7.

        A number that is not found either way stays as it is, but where the language writes paragraphs so
        (`pointed`) and the text no articles.
        """
        if pointed and not any("." in number for number in self.articles):
            return pointed_apart(path)
        for index, one in enumerate(path):
            if one.levels == (ARTICLE,) and one.number not in self.articles:
                article, _, paragraph = one.number.rpartition(".")
                if paragraph.isdecimal() and article in self.articles:
                    below = (Step(one.levels, article), step("para", paragraph))
                    return (*path[:index], *below, *path[index + 1 :])
        return self._turned(path)

    def _turned(self, path: Path) -> Path:
        """The path of a point told before its paragraph, where the text has only that: (ج/1) is 1 (ج)."""
        if len(path) < _PAIR or not path[-1].number.isdecimal() or not path[-2].number.isalpha():
            return path
        turned = (*path[:-2], step("para", path[-1].number), step("point", path[-2].number))
        has = address(turned) in self.provisions and address(path) not in self.provisions
        return turned if has else path

    def has(self, path: Path) -> bool:
        """Whether the text has articles in this division."""
        return any((path[-1].levels[0], path[-1].number) in around for around in self.articles.values())

    def apart(self, path: Path) -> Path:
        """The division that stands beside an article not in it (Title IV, Articles 73 and 74); else empty."""
        articles = [one for one in path if one.levels == (ARTICLE,)]
        around = self.articles.get(articles[0].number, ()) if articles else ()
        others = {number for level, number in around if level == path[0].levels[0]}
        return path[:1] if others and path[0].number not in others else ()


def pointed_apart(path: Path) -> Path:
    """The path with the paragraph behind the point of an article: artículo 35.1."""
    for index, one in enumerate(path):
        article, point, paragraph = one.number.partition(".")
        if one.levels == (ARTICLE,) and point and article.isdecimal() and paragraph.isdecimal():
            return (*path[:index], Step(one.levels, article), step("para", paragraph), *path[index + 1 :])
    return path


def outline_of(tops: Iterable[Provision]) -> Outline:
    """The outline of a text."""
    articles: dict[str, frozenset[tuple[str, str]]] = {}
    tops = tuple(tops)
    for number, around in _articles(tops, frozenset()):
        articles[number] = articles.get(number, frozenset()) | around
    return Outline(articles, frozenset(node.eid for top in tops for node in top.walk()))


def _articles(
    nodes: Iterable[Provision], around: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, frozenset[tuple[str, str]]]]:
    for node in nodes:
        own = path_of(node.eid)[-1:]
        if node.kind is ProvisionKind.ARTICLE and own:
            yield own[0].number, around
        is_division = own and own[0].levels[0] in DIVISIONS
        inside = around | {(own[0].levels[0], own[0].number)} if is_division else around
        yield from _articles(node.children, inside)
