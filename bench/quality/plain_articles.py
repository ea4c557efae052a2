"""The articles of a file as its plain lines show them, and which of them differ between two files.

Written apart from the readers and from `corpus.law.comparison`: headings of one form for each set, words
compared by difflib. Markup, marks, capitals and editors' raised figures are no words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from corpus.language.numerals import read_han

_NUMBER: Final = r"(?P<number>\d+(?:\.\d+)?\s?[a-z]{0,2}|[IVXLC]+)"
_HEADS: Final[Mapping[str, re.Pattern[str]]] = {
    "nl": re.compile(rf"^#+\s*Artikel\s+{_NUMBER}\b", re.MULTILINE),
    "en": re.compile(rf"^#+\s*Article\s+{_NUMBER}\b", re.MULTILINE),
    "fr": re.compile(rf"^#+\s*Art(?:icle|\.)\s+{_NUMBER}\b", re.MULTILINE),
    "de": re.compile(rf"^#+\s*\**(?:§|Art\.)\s*{_NUMBER}\b", re.MULTILINE),
    "zh": re.compile(r"^第(?P<number>[〇零一二三四五六七八九十百千]+)条(?!之)", re.MULTILINE),
}
_HEADING: Final = re.compile(r"^#+", re.MULTILINE)
_MARKUP: Final = re.compile(r"\]\([^)]*\)|<sup>[^<]*</sup>|<[^>]*>|&[a-z]+;|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_WORD: Final = re.compile(r"[㐀-鿿]|[^\W_㐀-鿿]+")


@cache
def articles(path: Path, language: str) -> Mapping[str, tuple[str, ...]]:
    """The words of each article by its number; of a number that comes again, those of all."""
    if path.suffix == ".json":
        return _sections(path)
    text = path.read_text("utf-8", errors="replace")
    found: dict[str, tuple[str, ...]] = {}
    for head in _HEADS[language].finditer(text):
        number = _number(head["number"], language)
        found[number] = (*found.get(number, ()), *_words(text[head.end() : _end(text, head)]))
    return found


def changed(before: Path, after: Path, language: str) -> set[str]:
    """The numbers of the articles that differ in their words, or stand in one of the files alone."""
    old, new = articles(before, language), articles(after, language)
    return {number for number in old.keys() | new.keys() if not _same(old.get(number), new.get(number))}


ANNEXES: Final = "annexes"
"""Appendices and interpretations of a CFR part: one unit, for each side divides them in its own way."""


def published(diff: Path) -> set[str]:
    """The sections, and the annexes, that the published difference of two versions of a CFR part names."""
    labels = [label.split("-") for label in json.loads(diff.read_text("utf-8"))]
    return {_unit(label) for label in labels if len(label) > 1}


def _unit(label: list[str]) -> str:
    """Of paragraph (a) of section 1013.4 the section; of the interpretation of it the annexes.

    >>> _unit("1013-4-a".split("-")), _unit("1013-4-a-Interp-1".split("-"))
    ('1013.4', 'annexes')
    """
    return ".".join(label[:2]) if label[1].isdecimal() and "Interp" not in label else ANNEXES


def _same(old: tuple[str, ...] | None, new: tuple[str, ...] | None) -> bool:
    if old is None or new is None:
        return False
    return all(op == "equal" for op, *_ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _end(text: str, head: re.Match[str]) -> int:
    """Where an article ends: at a heading that is as high, or at the next article."""
    level = len(head[0]) - len(head[0].lstrip("#")) or 9
    for heading in _HEADING.finditer(text, head.end()):
        if len(heading[0]) <= level:
            break
    else:
        heading = None
    following = head.re.search(text, head.end())
    return min((found.start() for found in (heading, following) if found), default=len(text))


def _number(printed: str, language: str) -> str:
    if language == "zh":
        return str(found.value) if (found := read_han(printed)) else printed
    return re.sub(r"\s", "", printed).lower()


def _words(text: str) -> tuple[str, ...]:
    plain = normalize("NFKC", _MARKUP.sub(" ", text))
    return tuple(_WORD.findall(plain.casefold()))


def _sections(path: Path) -> dict[str, tuple[str, ...]]:
    """The sections of a CFR part, from its tree."""
    found: dict[str, tuple[str, ...]] = {}

    def walk(node: dict[str, Any]) -> None:
        label = node["label"]
        if len(label) > 1 and label[1].isdecimal() and "Interp" not in label:
            number = ".".join(label[:2])
            found[number] = (*found.get(number, ()), *_words(f"{node.get('title') or ''} {node['text']}"))
        for child in node["children"]:
            walk(child)

    walk(json.loads(path.read_text("utf-8")))
    return found
