"""Two wordings of a work as a page shows them: the articles that differ, and between them what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.law.alignment import Pair
from corpus.law.comparison import Change, kind_of, was
from corpus.model import Provision
from search_api.comparing import Diff
from web.urls import history_url
from web.views.acts import Act, Find, acts
from web.views.rows import AROUND, Line, Row, Sides, Tree, called, lines, titled

PAGE_LETTERS = 30_000
"""Letters of the articles that differ on one page: with their marks under 100 kB (a test weighs it)."""


@dataclass(frozen=True, slots=True)
class Group:
    """An article that differs. `tags` are what happened to it, as codes of `Change`.

    `anchor` is its place on the page: what went may have had the number of another that is there.
    """

    anchor: str
    name: str
    heading: str
    trail: str
    tags: tuple[str, ...]
    was: str
    lines: tuple[Line, ...]
    before_url: str
    after_url: str
    history_url: str
    by: tuple[Act, ...]
    differs: bool = True


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Articles that stayed as they were, from the first to the last, with the address of the first."""

    first: str
    last: str
    count: int
    url: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: an article that differs, and on which page it stands."""

    anchor: str
    name: str
    heading: str
    tags: tuple[str, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """One page of a comparison. `counts` are provisions by what happened to them, over all pages."""

    shown: tuple[Group | Unchanged, ...]
    contents: tuple[Entry, ...]
    counts: Mapping[str, int]
    formal: int
    """Provisions that differ in marks, blanks and capitals only."""
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """An article with its pairs."""

    eid: str
    node: Provision
    pairs: tuple[Pair, ...]
    tags: tuple[str, ...]

    @property
    def anchor(self) -> str:
        return f"was-{self.node.eid}" if self.eid.startswith("-") else self.node.eid

    @property
    def size(self) -> int:
        nodes = (node for pair in self.pairs for node in (pair.before, pair.after) if node)
        return sum(len(node.text) + len(node.heading) for node in nodes)


def comparison(diff: Diff, sides: Sides, find: Find, page: int) -> Comparison:
    """The page of that number (from 1), or the last there is."""
    units = _units(diff.pairs, sides)
    kinds = Counter(kind for pair in diff.pairs if (kind := kind_of(pair)) is not None)
    formal = kinds.pop(Change.FORMAL, 0)
    on = _paged(units)
    pages = max(on.values(), default=1)
    chosen = min(max(page, 1), pages)
    return Comparison(
        shown=tuple(_shown(units, on, chosen, diff, sides, find)),
        contents=tuple(_entry(unit, on[unit.eid], sides) for unit in units if unit.tags),
        counts={kind.value: kinds[kind] for kind in Change if kinds[kind]},
        formal=formal,
        page=chosen,
        pages=pages,
    )


def _units(pairs: Sequence[Pair], sides: Sides) -> list[_Unit]:
    """The pairs by article, in order; what went is told with what its article has become."""
    became: dict[str, str] = {}
    for pair in pairs:
        if pair.before and pair.after and _is_unit(pair.before, sides.before):
            became.setdefault(pair.before.eid, pair.after.eid)
    grouped: dict[str, list[Pair]] = {}
    nodes: dict[str, Provision] = {}
    for pair in pairs:
        tree, node = (sides.after, pair.after) if pair.after else (sides.before, pair.before)
        assert node is not None
        unit = tree.unit(node.eid) or node
        key = unit.eid if pair.after else became.get(unit.eid, f"-{unit.eid}")
        grouped.setdefault(key, []).append(pair)
        if pair.after or key.startswith("-"):
            nodes.setdefault(key, unit)
    return [
        _Unit(key, nodes.get(key, _first(held)), tuple(held), tuple(_tags(held, sides)))
        for key, held in grouped.items()
    ]


def _first(pairs: Sequence[Pair]) -> Provision:
    node = pairs[0].after or pairs[0].before
    assert node is not None
    return node


def _is_unit(node: Provision, tree: Tree) -> bool:
    unit = tree.unit(node.eid)
    return unit is not None and unit.eid == node.eid and unit.kind is node.kind


def _tags(pairs: Sequence[Pair], sides: Sides) -> Iterator[str]:
    """What happened to an article: as a whole first, then within it."""
    kinds = [kind for pair in pairs if (kind := sides.shown(pair)) is not None]
    head = sides.shown(pairs[0])
    if head in (Change.ADDED, Change.REMOVED):
        yield head.value
        return
    if head in (Change.MOVED, Change.RENUMBERED):
        yield head.value
        kinds.remove(head)
    if kinds:
        yield (Change.FORMAL if set(kinds) == {Change.FORMAL} else Change.CHANGED).value


def _paged(units: Sequence[_Unit]) -> dict[str, int]:
    """On which page each article stands; what did not change goes with what follows it."""
    on: dict[str, int] = {}
    page, room = 1, PAGE_LETTERS
    for unit in units:
        if unit.tags:
            if unit.size > room and room < PAGE_LETTERS:
                page, room = page + 1, PAGE_LETTERS
            room -= unit.size
        on[unit.eid] = page
    return on


def _shown(
    units: Sequence[_Unit], on: Mapping[str, int], page: int, diff: Diff, sides: Sides, find: Find
) -> Iterator[Group | Unchanged]:
    run: list[_Unit] = []
    for unit in units:
        if on[unit.eid] != page:
            continue
        if not unit.tags:
            run += [unit] if unit.node.kind not in AROUND else []
            continue
        yield from _unchanged(run, sides)
        run = []
        yield _group(unit, diff, sides, find)
    yield from _unchanged(run, sides)


def _unchanged(run: Sequence[_Unit], sides: Sides) -> Iterator[Unchanged]:
    if run:
        first, last = (called(unit.node, sides.wording) for unit in (run[0], run[-1]))
        yield Unchanged(first, last, len(run), sides.after_url(run[0].node.eid))


def _group(unit: _Unit, diff: Diff, sides: Sides, find: Find) -> Group:
    head, node = unit.pairs[0], unit.node
    path = sides.path(head)
    moved_from = was(head)
    return Group(
        anchor=unit.anchor,
        name=called(node, sides.wording),
        heading=node.heading if node.label else "",
        trail=" › ".join(titled(each, sides.wording) for each in path[:-1]),
        tags=unit.tags,
        was=sides.before.name(moved_from, sides.wording) if moved_from else "",
        lines=_untold(lines(unit.pairs, sides)),
        before_url=sides.before_url(head.before.eid) if head.before else "",
        after_url=sides.after_url(head.after.eid) if head.after else "",
        history_url=_history(diff, head),
        by=acts(diff.changers(pair for pair in unit.pairs if sides.shown(pair)), find, sides.wording),
    )


def _untold(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Without what the head of the article tells already."""
    first = found[0] if found else None
    if not isinstance(first, Row) or first.level:
        return found
    return (replace(first, was=""), *found[1:])


def _history(diff: Diff, pair: Pair) -> str:
    """The history of a provision, by its eId on a day on which it has it."""
    node, side = (pair.after, diff.after) if pair.after else (pair.before, diff.before)
    assert node is not None
    day = side.day or side.began
    as_of = day.isoformat() if day else ""
    return history_url(diff.work.work.slug, node.eid, language=diff.language, as_of=as_of)


def _entry(unit: _Unit, page: int, sides: Sides) -> Entry:
    node = unit.node
    return Entry(
        unit.anchor, called(node, sides.wording), node.heading if node.label else "", unit.tags, page
    )
