"""Instruments annexed without a heading that says so: where the articles begin again at 1.

A regulation issued with a decision, a statute behind a treaty: its title stands above its first
article. The component opens at that title; where none can be told, at the first article itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.language.patterns import starts_with
from corpus.language.table import LanguageTable
from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.eids import COMPONENTS
from ingest.structure.grammar import Opening
from ingest.structure.lines import Line
from ingest.structure.outline import Entry
from ingest.structure.sequence import begins_anew

_LOOK_BACK = 25
"""Lines above the first article in which the title of the component is looked for."""
_LONGEST_TITLE = 260


def open_components(entries: Sequence[Entry], words: Sequence[LanguageTable]) -> list[Entry]:
    """The entries, with a component opened wherever articles begin anew outside of one."""
    openers: dict[int, Entry] = {}
    last: int | None = None
    for index, entry in enumerate(entries):
        if entry.opens and entry.opens.kind in COMPONENTS:
            last = None
        elif entry.opens and entry.opens.kind is ProvisionKind.ARTICLE:
            if last is not None and _begins_anew(entries[last], entry):
                openers.update(_opener(entries, last, index, words))
            last = index
    return [opened for index, entry in enumerate(entries) for opened in _with(openers.get(index), entry)]


def _with(opener: Entry | None, entry: Entry) -> list[Entry]:
    if opener is None:
        return [entry]
    return [opener] if opener.line is entry.line else [opener, entry]


def _begins_anew(before: Entry, after: Entry) -> bool:
    first = before.opens.opening.numeral if before.opens else None
    second = after.opens.opening.numeral if after.opens else None
    return first is not None and second is not None and begins_anew(first, second)


def _opener(
    entries: Sequence[Entry], last: int, restart: int, words: Sequence[LanguageTable]
) -> dict[int, Entry]:
    """Where the component opens: at its title, else before the first division above the article.

    Articles that begin anew under `CHAPTER II` without a title are numbered by chapter.
    """
    top = _top(entries, last, restart)
    title = _title(entries, max(last + 1, top - _LOOK_BACK), top, words)
    if title is not None:
        line = entries[title].line
        return {title: Entry(line, _component(title, line.bare))}
    above = entries[top].opens
    numeral = above.opening.numeral if above else None
    if top != restart and numeral and numeral.value != 1:
        return {}
    # An unnamed component: an empty line before the heading that it begins with.
    return {top: Entry(entries[top].line.part(0, 0, glued=False), _component(top, ""))}


def _top(entries: Sequence[Entry], last: int, restart: int) -> int:
    """The first of the divisions that stand directly above the article, or the article."""
    top = restart
    for index in range(restart - 1, last, -1):
        if entries[index].opens:
            top = index
        elif len(entries[index].line.text) > _LONGEST_TITLE:
            break
    return top


def _title(entries: Sequence[Entry], begin: int, end: int, words: Sequence[LanguageTable]) -> int | None:
    """The line where the title of the component begins: marked as a heading, naming an instrument."""
    found = None
    for index in range(end - 1, begin - 1, -1):
        entry = entries[index]
        if entry.opens or entry.quoted:
            break
        if _is_marked(entry.line) and _names_instrument(entry.line, words):
            found = index
        elif found is not None and not _is_marked(entry.line):
            break
    return found


def _is_marked(line: Line) -> bool:
    text = line.bare
    return bool(text) and len(text) <= _LONGEST_TITLE and (line.is_heading or line.bold or text.isupper())


def _names_instrument(line: Line, words: Sequence[LanguageTable]) -> bool:
    return any(starts_with(tuple(language.kinds)).match(line.bare) for language in words if language.kinds)


def _component(index: int, heading: str) -> Candidate:
    return Candidate(index, Opening(ProvisionKind.ANNEX, "", None, 0, 0, "", "", ""), heading, 1.0)
