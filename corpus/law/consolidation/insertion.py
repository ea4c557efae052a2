"""New provisions, put where they belong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from corpus.language.amendments.model import Modification, Part, Where
from corpus.law.consolidation.draft import (
    Draft,
    Node,
    component,
    holds_articles,
    new_eid,
    printed,
    recount,
    rename,
    target_of,
)
from corpus.law.consolidation.model import Leave, LeftFor, Parse
from corpus.law.consolidation.new_text import own_words, read
from corpus.model import Provision, ProvisionKind

_PARTS: Final = re.compile(r"(?P<whole>\d+)(?P<more>\D.*|)")
"""The number of an article: 14, 14a, 6.1, 12bis."""


def insert(draft: Draft, parse: Parse, change: Modification) -> list[Node]:
    """Put a new provision beside another, or within it. Raises Leave, with nothing done."""
    if change.target is None:
        change = _behind_its_number(draft, change)
    target = target_of(draft, change)
    if change.part is Part.OTHER:
        raise Leave(LeftFor.NO_SUCH_PART)
    if change.where in (Where.FIRST, Where.LAST):
        return _insert_within(draft, parse, target, change)
    behind = change.where is Where.AFTER
    lines = draft.lines_before(target) + (printed(target) if behind else [])
    new = read(parse, lines, change.new) or _unnumbered(target, change.new)
    one = target.provision
    if any(each.kind is not one.kind or bool(each.number) is not bool(one.number) for each in new):
        raise Leave(LeftFor.PLACE)
    place = target.siblings.index(target) + behind
    return _enter(draft, target, place, new, change.named)


def _behind_its_number(draft: Draft, change: Modification) -> Modification:
    """A new article that is put into a text, not beside another: Article 6.1 stands behind Article 6.

    Only where its number says so: articles of that number, and of numbers made from it, stand in a row.
    """
    named = _PARTS.fullmatch((change.named or "").removeprefix("art_"))
    articles = [node for node in draft.root.walk() if node.provision.kind is ProvisionKind.ARTICLE]
    articles = [node for node in articles if component(node) is None]
    if named is None or not articles:
        raise Leave(LeftFor.PLACE)
    numbers = [_PARTS.fullmatch(node.provision.number or "") for node in articles]
    row = [
        node for node, one in zip(articles, numbers, strict=True) if one and one["whole"] == named["whole"]
    ]
    last = numbers[-1]
    if not named["more"]:  # the next of all
        follows = last is not None and not last["more"] and int(last["whole"]) + 1 == int(named["whole"])
        row = [articles[-1]] if follows else []
    elif len(row) > 1 and not all(_comes_before(node.provision.number, change.named) for node in row[1:]):
        row = []
    if not row:
        raise Leave(LeftFor.PLACE)
    return replace(change, target=row[-1].eid, where=Where.AFTER)


def _comes_before(number: str | None, named: str | None) -> bool:
    """Whether a number is of the same make as the new one, and lower: 6.1, 6.2; 14a, 14b."""
    one, other = _PARTS.fullmatch(number or ""), _PARTS.fullmatch((named or "").removeprefix("art_"))
    if one is None or other is None:
        return False
    first, second = one["more"], other["more"]
    if first[1:].isdecimal() and second[1:].isdecimal():
        return int(first[1:]) < int(second[1:])
    return len(first) == len(second) == 1 and first < second


def _insert_within(draft: Draft, parse: Parse, holder: Node, change: Modification) -> list[Node]:
    if holds_articles(holder):
        raise Leave(LeftFor.PLACE)
    units = holder.units
    if not units:
        return _second_paragraph(holder, change)
    beside = units[0] if change.where is Where.FIRST else units[-1]
    lines = draft.lines_before(holder)
    lines += printed(holder) if change.where is Where.LAST else [holder.line()]
    new = read(parse, lines, change.new) or _unnumbered(beside, change.new)
    kind = beside.provision.kind
    if any(each.kind is not kind or bool(each.number) is not bool(beside.provision.number) for each in new):
        raise Leave(LeftFor.PLACE)
    place = holder.children.index(beside) + (change.where is Where.LAST)
    if beside.provision.ordinal is not None and change.named is not None:
        place = _place_of_ordinal(holder, beside, change.named)
    return _enter(draft, beside, place, new, change.named)


def _place_of_ordinal(holder: Node, beside: Node, named: str) -> int:
    """Where the new unnumbered paragraph stands that is to be the second."""
    ordinal = named.rpartition("_")[2]
    row = [child for child in holder.children if child.provision.ordinal is not None]
    if not ordinal.isdecimal() or not 1 <= int(ordinal) <= len(row) + 1:
        raise Leave(LeftFor.PLACE)
    if int(ordinal) > len(row):
        return holder.children.index(beside) + 1
    return holder.children.index(row[int(ordinal) - 1])


def _second_paragraph(holder: Node, change: Modification) -> list[Node]:
    """A text without paragraphs gets one more: what it said is the first."""
    one = holder.provision
    words = own_words(change.new, "")
    if not one.text or words is None or change.where is Where.FIRST:
        raise Leave(LeftFor.PLACE)
    paragraphs = [
        Provision(f"{one.eid}__para_{place}", ProvisionKind.PARAGRAPH, text=text, ordinal=place)
        for place, text in enumerate((one.text, words), start=1)
    ]
    holder.change(text="")
    holder.put((*paragraphs, *(child.freeze() for child in holder.children)))
    return [holder.children[1]]


def _unnumbered(beside: Node, text: str) -> list[Provision]:
    """New text without a label beside what has none."""
    words = own_words(text, "")
    if beside.provision.number or beside.provision.ordinal is None or words is None:
        raise Leave(LeftFor.NEW_TEXT)
    return [Provision(f"{beside.eid}-new", beside.provision.kind, text=words, ordinal=0)]


def _enter(draft: Draft, beside: Node, place: int, new: Sequence[Provision], named: str | None) -> list[Node]:
    """Put new provisions in the row of `beside`, at `place`."""
    holder = beside.parent
    assert holder is not None
    last = named.rpartition("_")[2] if named is not None else None
    if last is not None and new[0].number is not None and new[0].number != last:
        raise Leave(LeftFor.NEW_TEXT)
    made: list[Node] = []
    stubs: list[Node] = []
    for one in new:
        eid = one.eid
        if one.number:
            there = draft.live(one.kind, one.number, beside)
            if there is not None and not there.is_gone:
                raise Leave(LeftFor.NUMBER_TAKEN)
            stubs += [there] if there is not None else []
            eid = new_eid(beside, one.kind, one.number)
        made.append(Node(rename(one, eid), holder))
    for stub in stubs:
        place -= stub.parent is holder and holder.children.index(stub) < place
        stub.siblings.remove(stub)
    holder.children[place:place] = made
    recount(holder)
    for node in made:
        node.was = ""
        draft.enter(node)
    return made
