"""Atom feeds (RFC 4287): ids that stay, every entry with its day, its author and its link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from search_api.render.akn_elements import LANGUAGE, clean

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
AUTHOR = "Treatybase"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `id` a URN, `url` where it is read, `text` in plain words, a line each."""

    id: str
    title: str
    updated: datetime
    url: str
    text: str
    category: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `own` is its address, `page` the page about the same thing."""

    id: str
    title: str
    language: str
    own: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]

    @property
    def changed(self) -> datetime:
        """When the newest entry came, or since when there is nothing."""
        return max([self.updated, *(entry.updated for entry in self.entries)])


def atom(feed: Feed) -> bytes:
    """The feed as XML."""
    root = etree.Element(f"{{{ATOM}}}feed", {LANGUAGE: feed.language}, nsmap={None: ATOM})  # type: ignore[dict-item]
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", moment(feed.changed))
    _add(_add(root, "author"), "name", AUTHOR)
    _add(root, "link", rel="self", href=feed.own, type=MEDIA_TYPE)
    _add(root, "link", rel="alternate", href=feed.page, type="text/html")
    _add(root, "generator", "Treatybase")
    for entry in feed.entries:
        _entry(root, entry)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(root: etree._Element, entry: Entry) -> None:
    made = _add(root, "entry")
    _add(made, "id", entry.id)
    _add(made, "title", entry.title)
    _add(made, "updated", moment(entry.updated))
    if entry.published is not None:
        _add(made, "published", moment(entry.published))
    _add(made, "link", rel="alternate", href=entry.url, type="text/html")
    _add(made, "category", term=entry.category)
    _add(made, "content", entry.text, type="text")


def moment(at: datetime) -> str:
    """A moment as RFC 3339 has it, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def newest_first(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """The newest entries."""
    return tuple(sorted(entries, key=lambda each: (each.updated, each.id), reverse=True)[:most])


def _add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", {key: clean(v) for key, v in attributes.items()})
    if text:
        child.text = clean(text)
    return child
