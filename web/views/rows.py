"""What differs within an article, row by row: the same for a comparison and for a history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.law.alignment import FRAMES, Pair
from corpus.law.comparison import Change, Op, kind_of, was, word_runs
from corpus.model import Provision, ProvisionKind
from web.wording import Wording

KEPT = {"zh": 60, "ja": 60}
KEPT_DEFAULT = 160
"""Letters that stay of an unchanged stretch on each side of a change: a line or two."""
AROUND = FRAMES - {ProvisionKind.PREAMBLE}
"""What articles stand in; a preamble is shown whole, with its recitals."""
SKIP = "skip"
"""The piece that stands for words left out because nothing changed in them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words: `equal`, `delete`, `insert`, or `skip` for what was left out."""

    op: str
    text: str


Stretches = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One provision: label, heading and own text, with what went and came in each.

    `level` is how deep it stands within its article; `change` is empty where only what is within it changed.
    `was` names where it stood. The addresses are empty where the wording does not have it.
    """

    eid: str
    level: int
    change: str
    label: Stretches
    heading: Stretches
    text: Stretches
    was: str = ""
    before_url: str = ""
    after_url: str = ""
    note: bool = False
    """A note of who published the text: it may tell who changed what it stands under."""
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows in which nothing changed, with the address of the first."""

    count: int
    url: str
    folded: bool = True


Line = Row | Fold
Address = Callable[[str], str]
"""The address of a provision in a wording, by its eId."""


class Tree:
    """The provisions of a wording by eId, each with what contains it."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self._paths: dict[str, tuple[Provision, ...]] = {}
        for root in provisions:
            self._add(root, ())

    def _add(self, node: Provision, above: tuple[Provision, ...]) -> None:
        path = (*above, node)
        self._paths.setdefault(node.eid, path)
        for child in node.children:
            self._add(child, path)

    def path(self, eid: str) -> tuple[Provision, ...]:
        """What contains a provision, outermost first, itself last."""
        return self._paths.get(eid, ())

    def unit(self, eid: str) -> Provision | None:
        """The article (or the like) in which it stands; of a chapter, the chapter."""
        path = self.path(eid)
        return next((node for node in path if node.kind not in AROUND), path[-1] if path else None)

    def level(self, eid: str) -> int:
        """How deep it stands within its article."""
        return max(sum(node.kind not in AROUND for node in self.path(eid)) - 1, 0)

    def name(self, eid: str, wording: Wording) -> str:
        """The labels that lead to it from its article down."""
        path = self.path(eid)
        kept = [node for node in path[:-1] if node.kind not in AROUND] + list(path[-1:])
        return " › ".join(called(node, wording) for node in kept)


def called(node: Provision, wording: Wording) -> str:
    """What a provision is called: its label, with the word for its kind where that is a bare number."""
    label = node.label.strip()
    if label[:1].isdecimal() and label.replace(" ", "").isalnum():
        return f"{wording.code('provision', node.kind)} {label}"
    return label or node.heading or wording.code("provision", node.kind)


def titled(node: Provision, wording: Wording) -> str:
    """What a chapter is called, with its heading."""
    name = called(node, wording)
    return f"{name} {node.heading}" if node.heading and name != node.heading else name


@dataclass(frozen=True, slots=True)
class Sides:
    """The two wordings: their trees, and the addresses of provisions in them."""

    before: Tree
    after: Tree
    before_url: Address
    after_url: Address
    language: str
    wording: Wording
    marks: bool = False
    """Whether what differs in marks, blanks and capitals only is shown."""

    def shown(self, pair: Pair) -> Change | None:
        """What happened to the provision of a pair, as far as it is shown."""
        kind = kind_of(pair)
        return None if kind is Change.FORMAL and not self.marks else kind

    def path(self, pair: Pair) -> tuple[Provision, ...]:
        """What contains the provision of a pair, in the later wording if it is there."""
        return self.after.path(pair.after.eid) if pair.after else self._before_path(pair)

    def _before_path(self, pair: Pair) -> tuple[Provision, ...]:
        return self.before.path(pair.before.eid) if pair.before else ()


def lines(pairs: Sequence[Pair], sides: Sides) -> tuple[Line, ...]:
    """The rows of an article: what changed, what it stands in; the rest is folded."""
    around = {id(node) for pair in pairs if sides.shown(pair) is not None for node in sides.path(pair)}
    return tuple(_folded(pairs, around, sides))


def _folded(pairs: Sequence[Pair], around: set[int], sides: Sides) -> Iterator[Line]:
    run: list[Pair] = []
    for place, pair in enumerate(pairs):
        change = sides.shown(pair)
        node = pair.after or pair.before
        assert node is not None
        path = sides.path(pair)
        holds = bool(path) and id(path[-1]) in around
        if change is None and place == 0 and not node.text:
            continue
        told = node.kind is ProvisionKind.NOTE and kind_of(pair) is not None
        if change is None and not holds and not told:
            run.append(pair)
            continue
        yield from _fold(run, sides)
        run = []
        row = _row(pair, change, sides)
        yield row if place else _headless(row)
    yield from _fold(run, sides)


def _headless(row: Row) -> Row:
    """Without what stands above the rows: what happened, and label and heading unless they changed."""

    def changed(stretches: Stretches) -> Stretches:
        return stretches if any(each.op in (Op.DELETE, Op.INSERT) for each in stretches) else ()

    return replace(row, change="", label=changed(row.label), heading=changed(row.heading))


def _fold(run: Sequence[Pair], sides: Sides) -> Iterator[Fold]:
    first = next((pair.after for pair in run if pair.after), None)
    if run:
        yield Fold(len(run), sides.after_url(first.eid) if first else "")


def _row(pair: Pair, change: Change | None, sides: Sides) -> Row:
    old, new = pair.before, pair.after
    node = new or old
    assert node is not None
    tree = sides.after if new else sides.before
    moved_from = was(pair)
    return Row(
        eid=node.eid,
        level=tree.level(node.eid),
        change=change or "",
        label=_whole(old.label if old else "", new.label if new else ""),
        heading=_words(old.heading if old else "", new.heading if new else "", sides.language),
        text=_words(old.text if old else "", new.text if new else "", sides.language),
        was=sides.before.name(moved_from, sides.wording) if moved_from else "",
        before_url=sides.before_url(old.eid) if old else "",
        after_url=sides.after_url(new.eid) if new else "",
        note=node.kind is ProvisionKind.NOTE,
    )


def _whole(before: str, after: str) -> Stretches:
    """Two labels: a number is not cut."""
    if before == after:
        return (Stretch(Op.EQUAL, after),) if after else ()
    made = (Stretch(Op.DELETE, before), Stretch(Op.INSERT, after))
    return tuple(each for each in made if each.text)


def _words(before: str, after: str, language: str) -> Stretches:
    if before == after:
        return clipped((Stretch(Op.EQUAL, after),), language, only=True) if after else ()
    return clipped(tuple(Stretch(run.op, run.text) for run in word_runs(before, after)), language)


def clipped(stretches: Stretches, language: str, *, only: bool = False) -> Stretches:
    """Without the middle of long stretches in which nothing changed; `only`: there is no change beside it."""
    keep = KEPT.get(language.partition("-")[0], KEPT_DEFAULT)
    made: list[Stretch] = []
    for place, each in enumerate(stretches):
        if each.op != Op.EQUAL:
            made.append(each)
            continue
        head = keep if place or only else 0
        tail = keep if place < len(stretches) - 1 else 0
        if len(each.text) <= head + tail + keep:
            made.append(each)
            continue
        first = _to_word(each.text, head)
        last = len(each.text) - _to_word(each.text[::-1], tail)
        kept = (Stretch(Op.EQUAL, each.text[:first]), Stretch(SKIP, ""), Stretch(Op.EQUAL, each.text[last:]))
        made += [part for part in kept if part.text or part.op == SKIP]
    return tuple(made)


def _to_word(text: str, length: int) -> int:
    """Where the first so many letters end, not within a word where words have blanks between them."""
    if not length:
        return 0
    blank = text.rfind(" ", 0, length)
    return blank + 1 if blank > length // 2 else length
