"""Which provision of a later wording is which of the earlier: by their words and numbers, from the top down.

Amendments insert, so numbers shift: paragraph 3 that says what paragraph 2 said is paragraph 2, renumbered.
Chapters and other frames are told by their own heading, articles with all that is within them; then what is
within two articles that are one another, and so on. Order is kept, except for what surely moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from corpus.model import ABOVE_ARTICLES, Provision, ProvisionKind

FRAMES: Final = ABOVE_ARTICLES | {ProvisionKind.PREAMBLE, ProvisionKind.ANNEX, ProvisionKind.LETTER}
"""What articles stand in: it does not tell which article is which."""
_ALIKE: Final = 55.0
"""Likeness (0 to 100) from which provisions under different numbers may be one."""
_SAME_NUMBER: Final = 20.0
"""What the same number adds to the likeness: between two of about the same words it decides."""
_MOVED: Final = 85.0
"""Likeness from which a provision that went here and one that came elsewhere are one that moved."""
_LONGEST: Final = 2_000
"""Letters that are compared: of long articles the beginning tells."""
_TELLING: Final = 48
"""Bytes of UTF-8 from which the words of a provision tell which it is; shorter ones are alike by chance. A
Chinese character, which says as much as some letters, has three."""
Likeness = NDArray[np.float64]
_SIGNS: Final = re.compile(r"[\W_]+")
HAN: Final = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Characters that are words of their own, and kana."""
NOTE_MARK: Final = re.compile(r"\[\d{1,3}\]|(?<!\w)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
"""Where a note belongs in a text: `[12]`, or raised figures that stand alone (not those of m² or 10⁶)."""
_WIDE: Final = re.compile(f"(?<=[{HAN}]) (?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A provision in both wordings, or in one; `moved` where it stands in another unit than before.

    `divided`: it stands within a provision whose words are the same in both, only divided otherwise.
    """

    before: Provision | None
    after: Provision | None
    moved: bool = False
    divided: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is aligned: a frame by its own words, other provisions by all of theirs."""

    provision: Provision
    frame: bool
    words: str
    note: bool
    """Whether it is a note: none is an article, whatever it says."""
    key: str
    """Its name within what contains it: points keep theirs when their paragraph gets another number."""

    @property
    def is_telling(self) -> bool:
        """Whether its words can tell which it is wherever it stands."""
        return not self.frame and len(self.words.encode()) >= _TELLING


def align(before: Sequence[Provision], after: Sequence[Provision]) -> list[Pair]:
    """All provisions of both wordings, paired, in the order of the later; what went stands where it stood."""
    pairs = list(_within(list(_units(before)), list(_units(after))))
    return _marked(list(_reunited(pairs)))


def same_words(one: Provision, other: Provision) -> bool:
    """Whether two provisions with all that is within them have the same words, however these are divided.

    A list whose last item ends in a full stop in one printing and in a semicolon in the other may be read
    with the next paragraph as a part of the item: that is no change of the law.
    """
    return words_only(f"{one.heading} {_said(one)}") == words_only(f"{other.heading} {_said(other)}")


def _marked(pairs: list[Pair]) -> list[Pair]:
    """The pairs, those marked that stand within the same words."""
    within: set[int] = {id(None)}
    for pair in pairs:
        old, new = pair.before, pair.after
        if not old or not new or not (old.children or new.children):
            continue
        if {id(old), id(new)} & within or same_words(old, new):  # what was opened is not what it was made of
            within |= {id(node) for side in (old, new) for child in side.children for node in child.walk()}
    return [
        replace(pair, divided=True) if {id(pair.before), id(pair.after)} <= within else pair for pair in pairs
    ]


def words_only(text: str) -> str:
    """Letters and digits alone: what is left when marks, blanks and capitals are no difference.

    >>> words_only("The fee: **10** crowns.") == words_only("the fee, 10 crowns")
    True
    """
    return _WIDE.sub("", _SIGNS.sub(" ", text)).strip().casefold()


def _units(provisions: Sequence[Provision], within: Provision | None = None) -> Iterator[_Unit]:
    for one in provisions:
        if one.kind in FRAMES:
            yield _Unit(one, True, words_only(f"{one.heading} {one.text}"), False, _key(one, None))
            yield from _units(one.children)
        else:
            words = words_only(f"{one.heading} {_said(one)}")
            yield _Unit(one, False, words, one.kind is ProvisionKind.NOTE, _key(one, within))


def _said(one: Provision) -> str:
    """Its text with all within it, but for notes and their marks: who published it wrote these."""
    below = (
        f"{child.label} {child.heading} {_said(child)}"
        for child in one.children
        if child.kind is not ProvisionKind.NOTE
    )
    return "\n".join((NOTE_MARK.sub(" ", one.text), *below))


def _key(one: Provision, within: Provision | None) -> str:
    name = one.wid or one.eid
    for outer in (within.wid, within.eid) if within else ():
        if outer and f"{name}__".startswith(f"{outer}__"):
            return name[len(outer) :].removeprefix("__")
    return name


def _within(before: list[_Unit], after: list[_Unit]) -> Iterator[Pair]:
    for one, other in _paired(before, after):
        old, new = (None if unit is None else unit.provision for unit in (one, other))
        if old and new and bool(old.text) != bool(new.text):
            old, new = _opened(old), _opened(new)
        yield Pair(old, new)
        below = [
            list(_units(side.children, side)) if side and side.kind not in FRAMES else []
            for side in (old, new)
        ]
        if any(below):
            yield from _within(*below)


def _opened(provision: Provision) -> Provision:
    """A provision with its own text as the first within it.

    Where a second paragraph came, the first one is told, and not its article, whose text it was.
    """
    if not provision.text:
        return provision
    first = Provision(provision.eid, ProvisionKind.PARAGRAPH, text=provision.text)
    return replace(provision, text="", children=(first, *provision.children))


def _paired(before: list[_Unit], after: list[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    """Units that are one another, in order; between those that did not change, the likest."""
    a = b = 0
    for same_a, same_b in [*_unchanged(before, after), (len(before), len(after))]:
        yield from _likest(before[a:same_a], after[b:same_b])
        if same_a < len(before):
            yield before[same_a], after[same_b]
        a, b = same_a + 1, same_b + 1


def _unchanged(before: list[_Unit], after: list[_Unit]) -> list[tuple[int, int]]:
    """Places of units with the same number and words, in order in both."""
    places = {(unit.key, unit.frame, unit.words): at for at, unit in enumerate(after)}
    found = [
        (at, places[mark])
        for at, unit in enumerate(before)
        if (mark := (unit.key, unit.frame, unit.words)) in places
    ]
    return _longest_rising(found)


def _longest_rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rise in both."""
    best: list[int] = []
    ends: list[int] = []
    back: list[int | None] = []
    for at, (_, place) in enumerate(places):
        low = bisect_left(ends, place)
        back.append(best[low - 1] if low else None)
        best[low : low + 1], ends[low : low + 1] = [at], [place]
    run: list[tuple[int, int]] = []
    at_last = best[-1] if best else None
    while at_last is not None:
        run.append(places[at_last])
        at_last = back[at_last]
    return run[::-1]


def _likest(before: list[_Unit], after: list[_Unit]) -> Iterator[tuple[_Unit | None, _Unit | None]]:
    """The pairing in order whose likenesses come to most; what is left has no other."""
    if not before or not after:
        yield from ((old, None) for old in before)
        yield from ((None, new) for new in after)
        return
    likeness = _likeness(before, after)
    most: Likeness = np.zeros((len(before) + 1, len(after) + 1))
    for i in range(len(before) - 1, -1, -1):
        for j in range(len(after) - 1, -1, -1):
            most[i, j] = max(most[i + 1, j], most[i, j + 1], most[i + 1, j + 1] + likeness[i, j])
    i = j = 0
    while i < len(before) or j < len(after):
        if (
            i < len(before)
            and j < len(after)
            and likeness[i, j]
            and most[i, j] == most[i + 1, j + 1] + likeness[i, j]
        ):
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif i < len(before) and most[i, j] == most[i + 1, j]:
            yield before[i], None
            i += 1
        else:
            yield None, after[j]
            j += 1


def _likeness(before: list[_Unit], after: list[_Unit]) -> Likeness:
    """How alike each is to each, 0 to 120; 0: they cannot be one another."""
    alike: Likeness = process.cdist(
        [unit.words[:_LONGEST] for unit in before],
        [unit.words[:_LONGEST] for unit in after],
        scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
    ).astype(np.float64)
    told = [[unit.is_telling or unit.frame for unit in units] for units in (before, after)]
    alike[~np.logical_and.outer(*told)] = 0
    for i, old in enumerate(before):
        for j, new in enumerate(after):
            if (old.frame, old.note) != (new.frame, new.note):
                alike[i, j] = 0
            elif old.key == new.key:
                alike[i, j] = max(alike[i, j], 1) + _SAME_NUMBER
    return alike


def _reunited(pairs: list[Pair]) -> Iterator[Pair]:
    """Pairs in which what went at one place and came at another is one that moved.

    Its words tell, else its number: chapters and articles may have changed places.
    """
    gone = [next(_units([pair.before])) for pair in pairs if pair.before and not pair.after]
    come = [next(_units([pair.after])) for pair in pairs if pair.after and not pair.before]
    moved: dict[int, list[Pair]] = {}
    taken: set[int] = set()
    for old, new in (*_same_words(gone, come), *_same_key(gone, come)):
        if not taken & {id(old.provision), id(new.provision)}:
            head, *below = _within([old], [new])
            moved[id(new.provision)] = [replace(head, moved=not new.frame), *below]
            taken |= {id(side) for pair in (head, *below) for side in (pair.before, pair.after)} - {id(None)}
    for pair in pairs:
        if pair.after and id(pair.after) in moved:
            yield from moved[id(pair.after)]
        elif not taken & {id(pair.before), id(pair.after)}:
            yield pair


def _same_words(gone: list[_Unit], come: list[_Unit]) -> list[tuple[_Unit, _Unit]]:
    """What went and came in about the same words, the longest first."""
    gone, come = ([unit for unit in units if unit.is_telling] for units in (gone, come))
    if not gone or not come:
        return []
    texts = [[unit.words[:_LONGEST] for unit in units] for units in (gone, come)]
    alike = process.cdist(*texts, scorer=fuzz.ratio, score_cutoff=_MOVED)
    places = sorted(zip(*np.nonzero(alike), strict=True), key=lambda at: -len(gone[at[0]].words))
    return [(gone[i], come[j]) for i, j in places if gone[i].note == come[j].note]


def _same_key(gone: list[_Unit], come: list[_Unit]) -> Iterator[tuple[_Unit, _Unit]]:
    places = {unit.key: unit for unit in gone}
    return ((places[unit.key], unit) for unit in come if unit.key in places)
