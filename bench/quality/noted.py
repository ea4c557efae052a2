"""Laws whose publisher prints, under an amended article, by which act it was amended and how it now reads.

The article above the note is the text before, the amending act stands in the data too, and the note gives the
text after: "عدلت هذه المادة بموجب المرسوم الملكي رقم (م/21) …، لتكون بالنص الآتي: …" (regulations/ar/saudi).
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from corpus.language.amendments import Modification, Unread, modifications
from corpus.language.citations.flat import flatten
from corpus.model import Provision, ProvisionKind
from ingest.readers import read_file
from ingest.structure import structure

_FOLDER: Final = "regulations/ar/saudi"
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_ACT: Final = re.compile(
    r"(?:المرسوم الملكي|مرسوم ملكي|قرار مجلس الوزراء) رقم ?\(? ?(?P<decree>م ?/? ?)?(?P<n>\d+) ?\)?"
)
_AMENDS: Final = re.compile(r"تعديل|[إا]ضاف[ةه]|حذف")
_NOTE: Final = re.compile(r"بموجب.*(?:مرسوم|المرسوم|قرار)")
_SO: Final = re.compile(
    r"(?:بالنص|النص|بالصيغة) ?(?:الآتي|الاتي|الآتى|التالي|التالى|الآتية)?\w* ?:(?P<text>.*)$", re.DOTALL
)
_WHOLE: Final = re.compile(r"هذه المادة|المادة بموجب")
_PARAGRAPH: Final = re.compile(r"الفقرة ?\((?P<n>\w+)\)")
_RULES: Final = re.compile(r"\W*اللائحة\W*(?:$|المادة)")
"""Behind the article stand the rules made under it."""
_ADDS: Final = re.compile(r"إضافة|حذف")
_MARKS: Final = '“”«»"” .،\n'


@dataclass(frozen=True, slots=True)
class Noted:
    """A law, the changes that an act makes to it, and how some provisions are known to read after them.

    `after`: each by its address, with its text.
    """

    language: str
    base: tuple[Provision, ...]
    changes: tuple[Modification | Unread, ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Note:
    article: str
    act: str
    head: str
    text: str


def noted(data: Path) -> Iterator[Noted]:
    """Each law with an act by which articles of it were amended."""
    files = sorted((data / _FOLDER).rglob("*.md"))
    acts: dict[str, list[Path]] = {}
    for path in files:
        name = path.stem.translate(_DIGITS)
        if (found := _ACT.search(name)) and _AMENDS.search(name):
            acts.setdefault(_act(found), []).append(path)
    for path in files:
        text = path.read_text("utf-8")
        if not (_NOTE.search(text) and "\n## " in text):
            continue
        notes = [note for note in _notes(path, text) if note.act in acts]
        for act in dict.fromkeys(note.act for note in notes):
            own = [note for note in notes if note.act == act]
            for amending in acts[act]:
                changes = _of_law(amending, path) if amending != path else ()
                if changes and (after := tuple(_after(own, changes))):
                    yield Noted("ar", _base(text), changes, after)


def _act(found: re.Match[str]) -> str:
    return f"{'d' if found['decree'] else 'r'}/{found['n']}"


def _tree(path: Path) -> tuple[Provision, ...]:
    raw, *_ = read_file(path)
    return structure(raw, "ar", path=path.name).provisions


def _base(text: str) -> tuple[Provision, ...]:
    """The law without what stands under its articles from the first note on."""
    kept, silent = [], False
    for line in text.split("\n"):
        silent = (silent or _NOTE.search(line) is not None) and not line.startswith("#")
        if not silent:
            kept.append(line)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.md"
        path.write_text("\n".join(kept), "utf-8")
        return _tree(path)


def _notes(path: Path, text: str) -> Iterator[_Note]:
    """The notes of the articles, each with the text that it gives."""
    for article in (node for top in _tree(path) for node in top.walk() if node.kind is ProvisionKind.ARTICLE):
        lines = article.full_text().split("\n")
        starts = [at for at, line in enumerate(lines) if _NOTE.search(line)]
        for at, end in pairwise([*starts, len(lines)]):
            rules = (place for place in range(at, end) if _RULES.match(lines[place]))
            note = "\n".join(lines[at : next(rules, end)])
            act, told = _ACT.search(note.translate(_DIGITS)), _SO.search(note)
            if act and told and told["text"].strip(_MARKS):
                yield _Note(article.eid, _act(act), note[: told.start()], told["text"].strip(_MARKS))


def _of_law(amending: Path, law: Path) -> tuple[Modification | Unread, ...]:
    """What an act changes of a law."""
    name = flatten(law.stem.removesuffix(" ولائحته التنفيذية")).text
    found = []
    for change in modifications(_tree(amending), "ar"):
        work = change.work.named if change.work is not None else None
        if work is not None and name in flatten(work.text).text:
            found.append(change)
    return tuple(found)


def _after(notes: list[_Note], changes: Iterable[Modification | Unread]) -> Iterator[tuple[str, str]]:
    """The provisions of which a note tells how they read: those that some change of the act may be of."""
    articles = {(change.target or "").split("__")[0] for change in changes}
    for note in notes:
        article = note.article.rpartition("__")[2]
        paragraph = _PARAGRAPH.search(note.head.translate(_DIGITS))
        if article not in articles or _ADDS.search(note.head):
            continue
        if paragraph and paragraph["n"].isdecimal() and "الفرعية" not in note.head:
            yield f"{article}__para_{paragraph['n']}", note.text
        elif _WHOLE.search(note.head) and not paragraph:
            yield article, note.text
