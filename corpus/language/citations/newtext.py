"""Where new text for another work stands in it: the labels of its own lines tell it.

`1. Point b of paragraph 3 of Article 31 is replaced by: "b) … this paragraph …"` is of paragraph 3 of
Article 31; where a whole article is given, "this paragraph" is the one whose number heads the lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import ARTICLE, LEVELS, Path, Step, address, joined, last_at, path_of
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.pieces import Place
from corpus.language.citations.units import units, words_for_units
from corpus.language.signs import HAN, han

_LABEL = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,2})?[a-zđ]?)(?:[.,)] ?-?|-)(?=\s)|(?P<letter>[a-zđ]) ?\)"
    rf"|(?P<arabic>[ء-ي]) ?[-).]|\((?P<item>[{HAN}]{{1,3}})\)|(?P<han>[{HAN}]{{1,3}})[,、]"
)
_MARKS = re.compile(r"[ \"'*(-]*")
"""What may stand before the label of a line."""


def new_text_place(flat: Flat, start: int, base: Path, words: Lexicon) -> Place:
    """The place of text that is put at `base` of another work, from the character `start` on."""
    named = units(flat.text, words, words_for_units(flat.text, words))
    articles = {unit.start: unit.paths[0] for unit in named if unit.levels == (ARTICLE,)}
    return Place(address(base) or "", lines=_lines(flat, start, base, articles, words), new=True)


def _lines(
    flat: Flat, start: int, base: Path, articles: Mapping[int, Path], words: Lexicon
) -> tuple[tuple[int, str], ...]:
    """Each line with the eId that its label and those above it make."""
    path, lines = base, [(start, address(base) or "")]
    for line in (start, *(at + 1 for at in flat.breaks if at >= start)):
        marks = _MARKS.match(flat.text, line)
        at = marks.end() if marks else line
        step = articles[at][:1] if at in articles else _labelled(flat.text, at, path)
        if words.outer_first and step[:1] != (Step(("point",), step[0].number if step else ""),):
            path = _next_paragraph(path if line > start else base, step, first=line == start)
        elif step:
            path = joined([one for one in path if one.outermost < step[0].outermost], step)
        lines.append((line, address(path) or ""))
    return tuple(lines)


def own_lines_place(flat: Flat, place: Place, words: Lexicon) -> Place:
    """The place of a text whose lines have labels that were not read as provisions: 2. … this paragraph."""
    if not flat.breaks or place.quoted or words.outer_first or place.own(("para",)):
        return place
    return replace(place, lines=_lines(flat, 0, path_of(place.eid), {}, words))


def _next_paragraph(path: Path, article: Path, *, first: bool) -> Path:
    """Lines of a Chinese article are its paragraphs; the first is the one that is amended."""
    if article and article[0].levels == (ARTICLE,):
        return joined(article, (Step(("para",), "1"),))
    paragraph = last_at(path, ("para",))
    if first and paragraph:
        return paragraph
    number = int(paragraph[-1].number) + 1 if paragraph and paragraph[-1].number.isdecimal() else 1
    outer = [one for one in path if one.outermost < LEVELS.index("para")]
    return joined(outer, (Step(("para",), str(number)),)) if outer else path


def _labelled(text: str, at: int, path: Path) -> Path:
    """The step that the label of a line makes: 2. a paragraph, b) a point; empty where it has none.

    An Arabic letter is a point within a numbered paragraph, else a paragraph.
    """
    found = _LABEL.match(text, at)
    if found is None:
        return ()
    numbered = any(one.levels[0] == "para" and one.number[0].isdecimal() for one in path)
    if found["arabic"] and numbered:
        return (Step(("point",), found["arabic"]),)
    if found["letter"] or found["item"]:
        return (Step(("point",), found["letter"] or str(han(found["item"]) or found["item"])),)
    number = found["number"] or found["arabic"] or str(han(found["han"]) or found["han"])
    return (Step(("para", "point"), number),)
