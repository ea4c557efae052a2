"""Who changed a text, in words: the relation, the act with its provision, and from when."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from corpus.errors import NotFound
from corpus.law.attribution import Changer
from corpus.model import REVERSE, RelationType
from corpus.store.views import StoredWork
from web.site import Site, Visitor
from web.urls import work_url
from web.views.naming import name_in_work
from web.wording import Wording

Find = Callable[[str], StoredWork | None]
"""A work by its slug, within the scope of the visitor; None: it is not there for them."""


@dataclass(frozen=True, slots=True)
class Act:
    """What an act does to a provision: `relation` in words, the act's title, its own provision, its day."""

    relation: str
    title: str
    title_language: str
    place: str
    url: str
    when: str
    dated: bool


def finder(site: Site, visitor: Visitor) -> Find:
    """Works for one page, each read once."""

    @cache
    def find(slug: str) -> StoredWork | None:
        try:
            return site.service.work(slug, visitor.scope)
        except NotFound:
            return None

    return find


def acts(found: Iterable[Changer], find: Find, wording: Wording) -> tuple[Act, ...]:
    """The acts in words."""
    return tuple(dict.fromkeys(_act(each, find, wording) for each in found))


def _act(each: Changer, find: Find, wording: Wording) -> Act:
    relation, language = each.relation, wording.t.language
    other = find(each.slug)
    titles = other.work.titles if other else {}
    tag = next((tag for tag in (language, "en", *titles) if tag in titles), "")
    place = name_in_work(other, relation.from_eid, language) if other and relation.from_eid else ""
    start = relation.effective.start
    return Act(
        relation=wording.code("relation", REVERSE[RelationType(relation.type)]),
        title=titles.get(tag, each.slug),
        title_language=tag,
        place=place,
        url=work_url(each.slug, relation.from_eid or "") if other else "",
        when=wording.date(start.at) if start.at else "",
        dated=each.dated,
    )
