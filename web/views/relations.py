"""Relations in words: what this text does to others and what others do to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from corpus.model import REVERSE, EndKind, Relation, RelationType
from corpus.store.views import StoredWork
from web.urls import Params, work_url
from web.views.naming import name_in_work
from web.wording import Wording

TitleOf = Callable[[str], str]
"""The title of a work by its slug."""

SHOWN = 6
"""Relations of one kind in the sheet; the rest is on the page about the work."""

_WEIGHT = {
    kind: place
    for place, kind in enumerate(
        (
            "amended_by",
            "repealed_by",
            "replaced_by",
            "terminated_by",
            "suspended_by",
            "corrected_by",
            "consolidated_by",
            "amends",
            "repeals",
            "replaces",
        )
    )
}
"""What changes this text is told first; then what it changes; citations last."""


@dataclass(frozen=True, slots=True)
class Item:
    """One relation: its type in words, the other side with its address, and since when."""

    code: str
    type: str
    text: str
    url: str
    when: str
    eid: str
    """The provision of this work that it concerns; empty: the whole work."""
    part: str = ""
    """What part of the other side's target it reaches, in words; empty: the whole of it."""


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one type, the first of them shown."""

    type: str
    shown: tuple[Item, ...]
    more: int
    code: str = ""


def items(stored: StoredWork, title_of: TitleOf, wording: Wording, as_of: str = "") -> tuple[Item, ...]:
    """Every relation of a work, outgoing and incoming, each once; addresses keep the day `as_of`."""
    kept = [("as_of", as_of)]
    outgoing = (_outgoing(relation, title_of, wording, kept) for relation in stored.relations)
    incoming = (
        _incoming(stored, slug, relation, title_of, wording, kept) for slug, relation in stored.incoming
    )
    return tuple(dict.fromkeys((*outgoing, *incoming)))


def groups(found: Iterable[Item]) -> tuple[RelationGroup, ...]:
    """By type, each other side once, what changes the text first."""
    by_type: dict[tuple[str, str], dict[tuple[str, str], Item]] = {}
    for item in found:
        by_type.setdefault((item.code, item.type), {}).setdefault((item.text, item.url), item)
    ordered = sorted(by_type.items(), key=lambda entry: (_WEIGHT.get(entry[0][0], len(_WEIGHT)), entry[0]))
    return tuple(
        RelationGroup(name, tuple(one.values())[:SHOWN], max(len(one) - SHOWN, 0), code)
        for (code, name), one in ordered
    )


def by_provision(found: Iterable[Item]) -> Mapping[str, tuple[Item, ...]]:
    """The relations of each provision, by its eId."""
    lists: dict[str, list[Item]] = {}
    for item in found:
        if item.eid:
            lists.setdefault(item.eid, []).append(item)
    return {eid: tuple(dict.fromkeys(each)) for eid, each in lists.items()}


def _outgoing(relation: Relation, title_of: TitleOf, wording: Wording, kept: Params) -> Item:
    target = relation.target_slug
    printed = (
        "" if relation.target.startswith("/") else relation.target
    )  # an address says nothing to a reader
    text = printed or (title_of(target) if target else relation.target)
    url = work_url(target, relation.located or relation.target_eid or "", params=kept) if target else ""
    part = wording.t("sheet.in_part") if relation.partial or relation.target_eid else ""
    return _item(relation.type, text, url, relation, relation.from_eid, part, wording)


def _incoming(
    stored: StoredWork, slug: str, relation: Relation, title_of: TitleOf, wording: Wording, kept: Params
) -> Item:
    """Named with the provision that it reaches: who replaces one point has not replaced a treaty."""
    url = work_url(slug, relation.from_eid or "", params=kept)
    eid, part = relation.target_eid, wording.t("sheet.in_part") if relation.partial else ""
    if eid:
        part = name_in_work(stored, eid, wording.t.language)
    return _item(REVERSE[RelationType(relation.type)], title_of(slug), url, relation, eid, part, wording)


def _item(
    code: str, text: str, url: str, relation: Relation, eid: str | None, part: str, wording: Wording
) -> Item:
    start = relation.effective.start
    when = wording.interval(relation.effective) if start.kind is EndKind.KNOWN else ""
    return Item(code, wording.code("relation", code), text, url, when, eid or "", part)
