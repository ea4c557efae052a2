"""The provisions of a chain, and where the next unit is put: around, within or beside those read."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.language.citations.levels import ARTICLE, LEVELS, Path, Step, joined
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.pieces import Unit, Work


@dataclass(slots=True)
class Entry:
    """A provision as far as it is read; `closed`: it says of itself which it is."""

    path: Path
    until: str | None
    closed: bool = False
    sealed: bool = False
    """A semicolon follows: only the work may belong to it too."""

    @property
    def has_article(self) -> bool:
        """Whether its article is named."""
        return any(ARTICLE in one.levels for one in self.path)

    def takes(self, around: Unit) -> bool:
        """Whether the unit may stand around it; an annex around an annex too (Appendix B of Annex I)."""
        if self.closed or self.sealed:
            return False
        if not self.path or self.path[0].innermost > around.outermost:
            return True
        return self.path[0].levels == around.levels == ("annex",)


@dataclass(slots=True)
class Chain:
    """Provisions named together, with their work; `start` to `end` of the text."""

    start: int
    end: int
    entries: list[Entry] = field(default_factory=list)
    work: Work | None = None


def entries_of(unit: Unit, above: Path = ()) -> list[Entry]:
    """The provisions of a unit, with what stands around them."""
    return [
        Entry(path if unit.absolute else joined(above, path), until, closed=unit.absolute)
        for path, until in zip(unit.paths, unit.untils, strict=True)
    ]


def put_beside(chain: Chain, unit: Unit, above: Path) -> None:
    """As one more of the list."""
    chain.entries += entries_of(unit, above)


def put_around(chain: Chain, unit: Unit, beside: Unit | None) -> None:
    """Around all that is open, and around the last one whatever its rank where they stand side by side.

    Paragraph 3 of article 9 and paragraph 2 of Annex B: the annex has no article.
    """
    found: list[Entry] = []
    last = chain.entries[-1]
    for entry in chain.entries:
        apart = unit.is_outer and entry.has_article and not last.has_article
        at_side = beside is not None and entry is last and not entry.closed
        if not apart and (entry.takes(unit) or at_side):
            found += [
                Entry(joined(path, entry.path), entry.until, closed=unit.absolute) for path in unit.paths
            ]
        else:
            found.append(entry)
    chain.entries[:] = found


def put_inside(chain: Chain, unit: Unit, first: Unit, last: Unit) -> Path:
    """Within the last one; after several numbers, one word takes one: articles 5, paragraph 2, and 7.

    What stands around the unit is returned.
    """
    if _goes_between(chain, unit, last):
        return _put_between(chain, unit, last)
    outer = chain.entries.pop()
    for index, (path, until) in enumerate(zip(unit.paths, unit.untils, strict=True)):
        if index and first.plural and not unit.plural and path[0].number.isdecimal():
            outer = Entry((Step(first.levels, path[0].number), *path[1:]), until)
            chain.entries.append(outer)
        else:
            chain.entries.append(Entry(joined(outer.path, path), until, closed=outer.closed))
    return outer.path


def _goes_between(chain: Chain, unit: Unit, last: Unit) -> bool:
    """Whether it is a part of the outer unit and around the inner one.

    The second subparagraph of Article 5, → paragraph 2.
    """
    inner = chain.entries[-1].path
    single = len(unit.paths) == len(last.paths) == 1 and unit.untils == (None,)
    return (
        single and len(inner) > 1 and inner[-1].levels != last.levels and inner[-1].innermost > unit.innermost
    )


def _put_between(chain: Chain, unit: Unit, last: Unit) -> Path:
    outer, at = joined(last.paths[0], unit.paths[0]), len(last.paths[0])
    for entry in chain.entries:
        if entry.path[:at] == last.paths[0]:
            entry.path = joined(outer, entry.path[at:])
    return outer


def may_range(chain: Chain, last: Unit, unit: Unit) -> bool:
    """Whether two units may make a range: 第六十一条至第六十三条."""
    same = last.levels == unit.levels and not last.absolute and not unit.absolute
    path = chain.entries[-1].path
    numbered = bool(path and path[-1].number and unit.paths[0])
    return same and numbered and chain.entries[-1].until is None and len(unit.paths) == 1


def seal(chain: Chain, lexicon: Lexicon) -> None:
    """A semicolon ends each entry but one that lacks its article: điểm a khoản 1; khoản 2 Điều 5."""
    for entry in chain.entries:
        lacks = bool(entry.path) and entry.path[0].outermost > LEVELS.index(ARTICLE)
        entry.sealed = not (lacks and lexicon.adjacent)
