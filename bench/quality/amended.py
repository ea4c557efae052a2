"""Real amending texts with the official text in which their changes were made.

Where the data lacks the text before, it is built back from the one after, change by change, as far as that is
certain: a provision that got a new wording had another one (some words stand for it), one that was inserted
was not there, words that were put in stand there once. A change that cannot be built back is not measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bench.quality.halves import Half, half
from corpus.language.amendments import Deed, Modification, Part, Unread, Where, modifications
from corpus.language.amendments.newtext import body
from corpus.law.alignment import words_only
from corpus.law.consolidation.draft import Draft, Node
from corpus.law.consolidation.words import pattern_of
from corpus.model import Provision
from ingest.readers import read_file
from ingest.structure import structure

_AKN: Final = "regulations/akn/akomantoso-examples"
_SAMPLES: Final = Path(__file__).parents[2] / "corpus" / "samples"
_FORMER: Final = "…"
"""Stands for a former wording of which only is known that it was another."""


@dataclass(frozen=True, slots=True)
class Triple:
    """A text, the changes to it that an amending text makes, and the text with them."""

    set: str
    language: str
    base: tuple[Provision, ...]
    changes: tuple[Modification | Unread, ...]
    result: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    set: str
    language: str
    base: str | None
    amending: str
    result: str
    names: str
    """What the name of the amended work has in it: the others that the text amends are no part of this."""


_FILES: Final = (
    _Files(
        "Salvador 604 of 1993",
        "es",
        f"{_AKN}/Act_Salvador_Ley_604_1993.xml",
        f"{_AKN}/Act_Salvador_Ley_912_2005.xml",
        f"{_AKN}/Act_Salvador_Ley_604_1993@2006-01-20.xml",
        "propiedad intelectual|604",
    ),
    _Files(
        "Kenya 3 of 1997, built back",
        "en",
        None,
        f"{_AKN}/Act_Kenya_2003-12-10-short.xml",
        f"{_AKN}/Act_Kenya_1997-08-22_3@2003-12-19.xml",
        "retirement benefits|principal act",
    ),
    _Files(
        "Kenya 376 of 1980, built back",
        "en",
        None,
        f"{_AKN}/Act_Kenya_1989-12-06.xml",
        f"{_AKN}/Act_Kenya_1980-01-01@1989-12-15.xml",
        "wildlife|principal act",
    ),
    _Files(
        "samples 06/2021",
        "vi",
        str(_SAMPLES / "thong-tu-06-2021.vi.docx"),
        str(_SAMPLES / "thong-tu-11-2023.vi.txt"),
        str(_SAMPLES / "vbhn-02-2023.vi.md"),
        "06/2021",
    ),
)


def triples(data: Path, part: Half | None) -> Iterator[Triple]:
    """Those of a half (None: both) whose files are there."""
    for files in _FILES:
        paths = [data / name for name in (files.base, files.amending, files.result) if name is not None]
        if part in {None, half(files.amending)} and all(path.is_file() for path in paths):
            yield _read(files, data)


def _read(files: _Files, data: Path) -> Triple:
    language = files.language
    amending, result = _tree(data / files.amending, language), _tree(data / files.result, language)
    changes = tuple(one for one in modifications(amending, language) if _is_of(one, files.names))
    if files.base is not None:
        return Triple(files.set, language, _tree(data / files.base, language), changes, result)
    base, sure = built_back(result, changes)
    return Triple(files.set, language, base, sure, result)


def _tree(path: Path, language: str) -> tuple[Provision, ...]:
    raw, *_ = read_file(path)
    return structure(raw, language, path=path.name).provisions


def _is_of(change: Modification | Unread, names: str) -> bool:
    """Whether a change is of the work, as far as it says which; a whole work's end is none of its words."""
    if isinstance(change, Modification) and change.target is None and change.words is None:
        return False
    named = change.work.named if change.work is not None else None
    return named is None or any(name in named.text.casefold() for name in names.split("|"))


def built_back(
    result: Sequence[Provision], changes: Sequence[Modification | Unread]
) -> tuple[tuple[Provision, ...], tuple[Modification | Unread, ...]]:
    """The text before, and the changes that could be built back with those that were not read."""
    draft, sure = Draft(result), list[Modification | Unread]()
    for change in reversed(changes):
        if isinstance(change, Unread) or _BACK[change.deed](draft, change):
            sure.insert(0, change)
    return draft.provisions(), tuple(sure)


def _former_words(draft: Draft, change: Modification) -> bool:
    """The text of a provision as it was: other words. One that is not there is left as it is."""
    node = draft.find(change.target) if change.target is not None else None
    if node is None:
        return True
    if change.part is Part.HEADING:
        node.change(heading=_FORMER)
    else:
        node.change(text=_FORMER)
        if change.part is Part.WHOLE:
            node.put(())
    return True


def _not_there(draft: Draft, change: Modification) -> bool:
    node = draft.find(change.named) if change.named is not None else _of_words(draft, change.new)
    if node is None or node.parent is None:
        return False
    node.siblings.remove(node)
    return True


def _of_words(draft: Draft, new: str) -> Node | None:
    """The provision that reads so, where the amendment gives it no number."""
    wanted = words_only(new).replace(" ", "")
    same = (node for node in draft.root.walk() if words_only(body(node.freeze())).replace(" ", "") == wanted)
    return next(same, None)


def _words_back(draft: Draft, change: Modification) -> bool:
    words = change.words
    if words is None or words.every or not words.new:
        return False
    nodes = draft.root.walk() if change.target is None else _within(draft, change.target)
    new = {
        Where.BEFORE: f"{words.new} {words.old}",
        Where.AFTER: f"{words.old} {words.new}",
    }.get(words.where, words.new)
    pattern = pattern_of(new)
    found = [node for node in nodes if pattern.search(node.provision.text)]
    if len(found) != 1 or len(pattern.findall(found[0].provision.text)) != 1:
        return False
    if words.where is Where.INSTEAD and pattern_of(words.old).search(found[0].provision.text):
        return False
    text = found[0].provision.text
    found[0].provision = replace(found[0].provision, text=pattern.sub(lambda _: words.old, text))
    return True


def _within(draft: Draft, target: str) -> Iterator[Node]:
    node = draft.find(target)
    return node.walk() if node is not None else iter(())


_BACK: Final[dict[Deed, Callable[[Draft, Modification], bool]]] = {
    Deed.REPLACES: _former_words,
    Deed.INSERTS: _not_there,
    Deed.REPLACES_WORDS: _words_back,
    Deed.REPEALS: lambda _, __: False,
    Deed.RENUMBERS: lambda _, __: False,
}
