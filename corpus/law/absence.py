"""Whether a text surely lacks a provision that somebody cites: a gap in what was read is no proof.

A text that has articles 1 to 36 without a gap has no article 41. Of one that was read with gaps, of annexes
(which may lie in another file) and of parts that a text need not number nobody can say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from corpus.law.cited_places import addresses
from corpus.model import Provision, ProvisionKind

FEWEST: Final = 3
"""Articles without a gap from which a text counts as read whole; of paragraphs and points it takes two."""
_ARTICLES: Final = frozenset({"art", "sec", "reg", "rule"})
_PARAGRAPHS: Final = frozenset({"para", "subpara"})
_POINTS: Final = frozenset({"point", "subpoint"})
_STEP: Final = re.compile(r"(?P<level>[a-z]+)_(?P<number>[^_]+)")


def surely_absent(cited: str, tree: Sequence[Provision], near: str = "") -> bool:
    """Whether the text, none of whose provisions is cited, surely has none such.

    >>> tree = [Provision(f"art_{n}", ProvisionKind.ARTICLE, number=str(n)) for n in (1, 2, 3)]
    >>> surely_absent("art_4", tree), surely_absent("art_2__para_2", tree), surely_absent("annex_1", tree)
    (True, False, False)
    """
    by_eid = {node.eid: node for top in tree for node in top.walk()}
    steps = cited.split("__")
    for depth in range(len(steps), 0, -1):
        holder = _first("__".join(steps[:depth]), by_eid, near)
        if holder is not None:
            return depth < len(steps) and _lacks(holder, steps[depth])
    found = _STEP.fullmatch(steps[0])
    if found is None or found["level"] not in _ARTICLES:
        return False
    return _is_beyond(found["number"], _articles(tree), FEWEST)


def _first(cited: str, by_eid: Mapping[str, Provision], near: str) -> Provision | None:
    return next((by_eid[eid] for eid in addresses(cited, near) if eid in by_eid), None)


def _lacks(holder: Provision, step: str) -> bool:
    found = _STEP.fullmatch(step)
    if found is None or holder.kind is ProvisionKind.ANNEX:
        return False
    level, number = found["level"], found["number"]
    if level in _PARAGRAPHS:
        return _lacks_paragraph(holder, number)
    return level in _POINTS and _lacks_point(holder, number)


def _lacks_paragraph(holder: Provision, number: str) -> bool:
    numbered = [child.number for child in holder.children if child.number and child.label]
    if numbered:
        return _is_beyond(number, numbered, 2)
    one_line = not holder.children and holder.text and "\n" not in holder.text.strip()
    return bool(one_line) and number.isdecimal() and int(number) > 1


def _lacks_point(holder: Provision, number: str) -> bool:
    labels = [child.number for child in holder.children if child.number and child.label]
    if len(labels) < 2:
        return False
    text = holder.full_text()
    return number not in labels and not re.search(
        rf"(?<!\w){re.escape(number)}\s*[).、）]", text, re.IGNORECASE
    )


def _is_beyond(number: str, numbers: Iterable[str], fewest: int) -> bool:
    """Whether whole numbers from 1 without a gap are there, at least so many, and this is none of them."""
    whole = {int(each) for each in numbers if each.isdecimal()}
    read_whole = len(whole) >= fewest and whole == set(range(1, max(whole) + 1))
    return read_whole and number not in set(numbers)


def _articles(tree: Iterable[Provision]) -> list[str]:
    """The numbers of the articles of the text itself, without those of annexes and of quotations."""
    numbers: list[str] = []
    for node in tree:
        step = _STEP.fullmatch(node.eid.rpartition("__")[2])
        if node.kind is ProvisionKind.ARTICLE or (step is not None and step["level"] in _ARTICLES):
            numbers += [node.number] if node.number else []
        elif node.kind not in (ProvisionKind.ANNEX, ProvisionKind.LETTER, ProvisionKind.QUOTATION):
            numbers += _articles(node.children)
    return numbers
