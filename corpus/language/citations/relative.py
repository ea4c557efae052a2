"""The provisions that a text names from where it stands: this article, the preceding paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.language.citations.flat import Flat
from corpus.language.citations.forms import Finder
from corpus.language.citations.levels import ARTICLE, Levels, Step, replaced
from corpus.language.citations.lexicon import HAN_STEMS, Lexicon, first_group
from corpus.language.citations.pieces import SAME, Place, Unit
from corpus.language.number_words import read_words
from corpus.language.signs import HAN, han

_ITEM: Levels = ("para", "point")
"""What a word for a paragraph that may be a point stands for."""
_POINT = re.compile(rf" *\((?:[{HAN}]{{1,3}}|[a-z])\)")
"""How the line of a Chinese point begins."""
_SENTENCE = re.compile(r"[.;] (?=[^\W\da-zà-þа-яё])|[;\n]")
_NUMBER = re.compile(r" ?\(?(?:\d|[IVX]+(?!\w))")
_MOST_BACK = 9
"""Paragraphs counted back: "the ten preceding" is said of other things."""


def relative(flat: Flat, finder: Finder, lexicon: Lexicon, place: Place, *, named: bool) -> Iterator[Unit]:
    """This article, the preceding paragraph, the first paragraph; `named`: with words for provisions."""
    for name, forms in lexicon.relative.items():
        for match in finder.all(form for form in forms if named or not form.of_unit):
            here = place.at(match.start())
            levels = here.called(first_group(match, lexicon.levels))
            begin = min((start for start, eid in place.lines if eid == here.eid), default=0)
            lines = _paragraphs_before(flat, begin, match.start(), listed=lexicon.outer_first)
            unit = _lines_before(match, levels, here, lines, name)
            unit = unit or _RELATIVE[name](match, levels, lexicon, here)
            if unit is not None:
                yield unit


def _paragraphs_before(flat: Flat, begin: int, end: int, *, listed: bool) -> int:
    """The lines above; where points are `listed` within their paragraph ((一)), their lines are none."""
    starts = [begin, *(at + 1 for at in flat.breaks if begin <= at < end)]
    if listed:
        starts = [start for start in starts if not _POINT.match(flat.text, start)]
    return len(starts) - 1


def _lines_before(match: re.Match[str], levels: Levels, place: Place, lines: int, name: str) -> Unit | None:
    """The paragraph before, or all before, where the text has them as lines of its own: counted by lines."""
    own = place.own((ARTICLE, "para"))
    if name not in {"previous", "all_previous"} or not lines or not own or match.groupdict().get("count"):
        return None
    inner = "subpara" if own[-1].levels == ("para",) else "para"
    if inner not in levels:
        return None
    first = lines if name == "previous" else 1
    until = str(lines) if first < lines else None
    path = (*own, Step((inner,), str(first)))
    return Unit(match.start(), match.end(), levels, (path,), (until,), absolute=True)


def _own(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    path = place.own(levels)
    if not path and levels[0] == "point" and not place.quoted and not lexicon.outer_first:
        # from this point of a line to the sea, in a text without points: nothing is named
        return Unit(match.start(), match.end(), levels, ((),), (None,))
    noun = match[0].rpartition(" ")[2]
    if not path and noun == noun.lower() and not lexicon.outer_first:
        if levels == ("part",):  # this part of an amount, in a text without parts
            return None
        path = place.own((ARTICLE,)) if ARTICLE in levels else ()  # this section, of an Act
    if (
        lexicon.adjacent and levels == _ITEM and path and path[-1].number.isalpha()
    ):  # пункт, said in подпункт а
        path = place.own(levels[:1]) or path
    if lexicon.outer_first and len(levels) > 1:  # 本款, said within a point, is the paragraph
        path = next((own for level in levels if (own := place.own((level,)))), ())
    return Unit(match.start(), match.end(), levels, (path,), (None,), absolute=True)


def _previous(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """One or some before it, in order; of a number that cannot be counted back, nothing."""
    own = place.own(levels)
    counted = match.groupdict().get("count")
    count = _count(counted, lexicon) if counted else 1
    if count is None:
        return None
    if not own or not _counts(own[-1].number, lexicon):
        return Unit(match.start(), match.end(), levels, ((),), (None,), absolute=True)
    numbers = (_beside(own[-1].number, -back, lexicon) for back in range(count, 0, -1))
    before = [replaced(own, number) for number in numbers if number]
    return (
        Unit(match.start(), match.end(), levels, tuple(before), (None,) * len(before), absolute=True)
        if before
        else None
    )


def _all_previous(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """The preceding articles, from the first on; of paragraphs that are not told apart their article."""
    own, article = place.own(levels), place.own((ARTICLE,))
    if not own and article and ("para" in levels or "point" in levels):
        return Unit(match.start(), match.end(), levels, (article,), (None,), absolute=True)
    last = _beside(own[-1].number, -1, lexicon) if own else ""
    if not last:
        return None
    outer, point, number = own[-1].number.rpartition(".")
    first = f"{outer}{point}{1 if number.isdecimal() else _letters(lexicon)[0]}"
    until = last if last != first else None
    return Unit(match.start(), match.end(), levels, (replaced(own, first),), (until,), absolute=True)


def _next(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    own = place.own(levels)
    counted = match.groupdict().get("count")
    count = _count(counted, lexicon) if counted else 1
    if not own or count is None or (not counted and lexicon.plural.search(match[0])):  # how many is not told
        return None
    numbers = (_beside(own[-1].number, ahead, lexicon) for ahead in range(1, count + 1))
    after = tuple(replaced(own, number) for number in numbers if number)
    return Unit(match.start(), match.end(), levels, after, (None,) * count, absolute=True) if after else None


def _counts(number: str, lexicon: Lexicon) -> bool:
    """Whether what stands before and behind the number can be told: 5, 9.2, b."""
    return number.rpartition(".")[2].isdecimal() or (len(number) == 1 and number in _letters(lexicon))


def _beside(number: str, steps: int, lexicon: Lexicon) -> str:
    """The number so many steps on or back; empty where there is none."""
    if not _counts(number, lexicon):
        return ""
    outer, point, last = number.rpartition(".")
    if last.isdecimal():
        return f"{outer}{point}{int(last) + steps}" if int(last) + steps > 0 else ""
    letters = _letters(lexicon)
    at = letters.find(number) + steps
    return letters[at] if 0 <= at < len(letters) else ""


def _letters(lexicon: Lexicon) -> str:
    """The letters in the order in which they number points."""
    return lexicon.table.abjad or lexicon.table.alphabet


def _ordinal(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """The first paragraph; the second and third paragraphs."""
    words = [match["count"], match.groupdict().get("further")]
    numbers = [word if word in HAN_STEMS else _count(word, lexicon) for word in words if word]
    if None in numbers:
        return None
    paths = tuple((Step(levels, str(number)),) for number in numbers)
    return Unit(match.start(), match.end(), levels, paths, (None,) * len(paths))


def _same(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """That article: the one cited last; which one is known where the text is read in order."""
    if lexicon.plural.search(match[0]):
        return None
    return Unit(match.start(), match.end(), levels, ((Step(levels, SAME),),), (None,), absolute=True)


def _that(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit | None:
    """Cet article, этой статьи: the one named before in its sentence, else that in which it is said."""
    sentence = _SENTENCE.split(match.string[: match.start() + 1])[-1]
    words = (word for word in lexicon.units.finditer(sentence) if first_group(word, lexicon.levels) == levels)
    named = any(_NUMBER.match(sentence, word.end()) for word in words)
    return (_same if named else _own)(match, levels, lexicon, place)


def _unnumbered(match: re.Match[str], levels: Levels, lexicon: Lexicon, place: Place) -> Unit:
    """A part that the text names by words alone (a complementary provision): its work is cited."""
    return Unit(match.start(), match.end(), levels, ((),), (None,), absolute=False)


_RELATIVE = {
    "own": _own,
    "previous": _previous,
    "all_previous": _all_previous,
    "next": _next,
    "ordinal": _ordinal,
    "same": _same,
    "that": _that,
    "unnumbered": _unnumbered,
}


def _count(word: str, lexicon: Lexicon) -> int | None:
    if word.isdecimal():
        return int(word)
    for pattern, value in lexicon.ordinals:
        if pattern.fullmatch(word):
            return value
    read = read_words(word, 0, lexicon.table)
    if read and read[1] == len(word) and 0 < read[0] <= _MOST_BACK:
        return read[0]
    return han(word)
