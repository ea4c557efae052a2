"""What stands around a provision of which only the inner part is named: paragraph 2, point (a)."""

from __future__ import annotations

from corpus.language.citations.entries import Entry
from corpus.language.citations.levels import ARTICLE, RANK, Path, Step, joined, last_at, path_of
from corpus.language.citations.memory import Memory
from corpus.language.citations.model import Naming
from corpus.language.citations.pieces import Place

_AROUND_PARAGRAPH = (ARTICLE, "annex")
_AROUND_POINT = (ARTICLE, "para", "annex")


def in_place(entry: Entry, place: Place) -> Path:
    """A paragraph or point alone is one of the provision in which it is named.

    A letter is a point of the numbered paragraph in which it is named, whatever its word, but of the article
    where that paragraph has no number in print; (a) and (b), said in (c), stand beside it.
    """
    path = entry.path
    if entry.closed or not _is_below_article(path):
        return path
    first, paragraph = path[0], place.own(("para",))
    if paragraph and _is_letter(first):
        beside = _is_letter(paragraph[-1])
        if not beside and first.levels in {("para",), (ARTICLE, "point")}:
            if paragraph == path_of(place.unnumbered):
                around = last_at(paragraph[:-1], ("para",))  # it ends a paragraph behind its points
                if not around:
                    return joined(place.own((ARTICLE, "annex")), path)
                paragraph = around
            return joined(paragraph, (Step(("point",), first.number), *path[1:]))
        if beside and first.levels == ("point",):
            return joined(place.own((ARTICLE, "annex")), path)
    may_be_paragraph = first.outermost <= RANK["para"]
    return joined(place.own(_AROUND_PARAGRAPH if may_be_paragraph else _AROUND_POINT), path)


def in_new_text(entry: Entry, here: Place, memory: Memory) -> Path:
    """What says "this article" in new text: the article that is amended, unknown where none was named.

    What is read as what stands in the amended work is told by its place already.
    """
    amendment = memory.amendment
    for end in range(0 if here.new else len(entry.path), 0, -1):
        levels = entry.path[end - 1].levels
        if here.own(levels) == entry.path[:end]:
            return joined(amendment.place.own(levels) if amendment else (), entry.path[end:])
    return entry.path


def in_amended(entry: Entry, there: Place, memory: Memory, *, changed: bool) -> Path:
    """The provision within the one that is amended (`there`), or within its part of the work.

    `changed`: it is amended itself, and a point is that of the unnumbered paragraph just named; in new text
    an unnumbered paragraph is one beside that.
    """
    around, levels = there.own(("subpara",)), entry.path[0].levels if entry.path else ()
    if around and changed and levels[:1] == ("point",):
        return joined(around, entry.path)
    if around and levels == ("para", "subpara"):
        return joined(there.own(("para",)), entry.path)
    return in_place(entry, there) if _is_below_article(entry.path) else of_part(entry, memory)


def of_part(entry: Entry, memory: Memory) -> Path:
    """The provision within the annex or division last cited here; an article stands by itself."""
    path = entry.path
    return path if path[:1] and path[0].levels == (ARTICLE,) else joined(_outer(memory.part, path), path)


def of_last(entry: Entry, memory: Memory) -> Path:
    """The provision within the one last cited, whose it is: section 7, paragraph (b) thereof."""
    told = memory.told
    last = told[0][1] if told and told[0][0].naming is not Naming.THIS else ()
    outer = _outer(last, entry.path)
    named = any(ARTICLE in one.levels for one in outer)
    return joined(outer, entry.path) if named else of_part(entry, memory)


def _outer(around: Path, path: Path) -> Path:
    """The steps that may stand around the path."""
    return tuple(one for one in around if path and one.outermost < path[0].outermost)


def _is_below_article(path: Path) -> bool:
    return bool(path) and path[0].innermost > RANK[ARTICLE]


def _is_letter(one: Step) -> bool:
    return len(one.number) == 1 and one.number.isalpha()
