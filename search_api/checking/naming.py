"""Which work a citation of a draft names: where its number is no unique one, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from corpus.identifiers import numbers_in, title_key
from corpus.model import Relation
from search_api.checking.base import Base
from search_api.checking.draft import DraftText
from search_api.checking.likeness import content

_NUMBER: Final = re.compile(r"(?<![\w/-])\d+(?:[/-]\w+)+(?![\w/-])")
_NUMBERED: Final = re.compile(r"(?:\bn[o°º]s?\.? ?|№ ?|رقم |第 ?)\d", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_QUOTED: Final = re.compile(r"[《«“„\"].{4,}[》»”\"]", re.DOTALL)
_BEHIND: Final = re.compile(r"\s*[(（]([^()（）]{3,60}\d[^()（）]{0,20})[)）]")
"""A parenthesis right behind a title that tells its number: `Order 2018 (N.R. 2018/12)`."""
_FEWEST: Final = 3
"""Words of a title that ends with its year: `Consular Fees Regulations 2004`."""
_TITLE_WORDS: Final = 4
_TITLE_SHARE: Final = 0.8
"""Words of a title, and the share of them, that must stand at the citation for it to be that work's."""
_HEAD: Final = 10
_DATED: Final = 3
"""Words with which a title begins, and figures among them of which at least one is a day's."""
_WINDOW: Final = 120
"""Characters beyond the length of the title among which it is looked for."""


def is_certain(printed: str) -> bool:
    """Whether these words name one work: by a number with a symbol or a year, or by a title with its year.

    A title in words alone may run on, or be short for another.

    >>> is_certain("Nghị định số 7/2020/NĐ-HĐ"), is_certain("the Consular Fees Regulations 2004")
    (True, True)
    >>> is_certain("the Vienna Convention"), is_certain("Decision No. 7")
    (False, False)
    """
    if len(numbers_in(printed)) == 1 or len(_NUMBER.findall(printed)) == 1:
        return True
    dated, quoted = _YEAR.search(printed) is not None, _QUOTED.search(printed) is not None
    numbered, words = _NUMBERED.search(printed) is not None, printed.split()
    ends_with_year = len(words) > _FEWEST and _YEAR.fullmatch(words[-1]) is not None
    return (quoted and numbered) or (dated and (numbered or quoted or ends_with_year))


def resolved(draft: DraftText, base: Base) -> tuple[Relation, ...]:
    """The relations of a draft with the works that they mean.

    What one place tells in full (`Decreto 61/2012, de 14 de mayo, sobre …`) holds for the draft: the same
    name means the same work wherever it stands.
    """
    relations = base.library.resolve(draft.deposit.relations, base.scope)
    numbered = dict(_by_parenthesis(draft, relations, base))
    named: dict[str, str] = {}
    for place, relation in enumerate(relations):
        slug = relation.target_slug or numbered.get(place) or _told(draft, relation, base)
        if slug:
            named.setdefault(_name(relation.target), slug)
    return tuple(
        relation if relation.target_slug else replace(relation, target_slug=named.get(_name(relation.target)))
        for relation in relations
    )


def _name(printed: str) -> str:
    return title_key(printed) or " ".join(printed.casefold().split())


def _by_parenthesis(draft: DraftText, relations: Sequence[Relation], base: Base) -> Iterator[tuple[int, str]]:
    """What is named by the number behind it, by its place."""
    asked: list[tuple[int, Relation]] = []
    for place, relation in enumerate(relations):
        if relation.target_slug is None and (number := _number_behind(draft, relation)):
            asked.append((place, replace(relation, target=number)))
    found = base.library.resolve([relation for _, relation in asked], base.scope)
    for (place, _), relation in zip(asked, found, strict=True):
        if relation.target_slug:
            yield place, relation.target_slug


def _number_behind(draft: DraftText, relation: Relation) -> str:
    """The number in a parenthesis right behind the name of the work."""
    text, start = _text_at(draft, relation)
    at = text.find(relation.target, start)
    found = _BEHIND.match(text, at + len(relation.target)) if at >= 0 else None
    return found[1] if found else ""


def _text_at(draft: DraftText, relation: Relation) -> tuple[str, int]:
    node, span = draft.node(relation.from_eid), relation.origin.span
    return (node.text, span.start) if node is not None and span is not None else ("", 0)


def _told(draft: DraftText, relation: Relation, base: Base) -> str:
    """The one candidate whose title stands there; empty: none, or several."""
    text, start = _text_at(draft, relation)
    told = [slug for slug in relation.candidates if _stands_there(slug, text, start, draft.language, base)]
    return told[0] if len(told) == 1 else ""


def _begins_so(title: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether number and day of a title stand where the work is named: `Decreto 77/2019, de 11 de marzo`."""
    digits = [place for place, word in enumerate(title[:_HEAD]) if word.isdecimal()]
    head = tuple(title[: digits[-1] + 2]) if len(digits) >= _DATED else ()
    return bool(head) and any(tuple(printed[at : at + len(head)]) == head for at in range(_HEAD))


def _stands_there(slug: str, text: str, start: int, language: str, base: Base) -> bool:
    work = base.work(slug)
    titles: Iterable[str] = work.work.titles.values() if work else ()
    for title in titles:
        wanted = content(title, language)
        printed = content(text[start : start + len(title) + _WINDOW], language)
        if _begins_so(wanted, printed):
            return True
        there = set(printed)
        if len(wanted) >= _TITLE_WORDS and sum(word in there for word in wanted) >= _TITLE_SHARE * len(
            wanted
        ):
            return True
    return False
