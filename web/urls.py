"""Addresses of pages, made in one place so that every link to a thing is the same link."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

Params = Iterable[tuple[str, str]]


def with_params(path: str, params: Params) -> str:
    """A path with the parameters that are not empty.

    >>> with_params("/search", [("q", "lãnh sự"), ("kind", "")])
    '/search?q=l%C3%A3nh+s%E1%BB%B1'
    """
    query = urlencode([(name, value) for name, value in params if value])
    return f"{path}?{query}" if query else path


def work_url(slug: str, eid: str = "", *, params: Params = ()) -> str:
    """The page of a work, at a provision if one is named.

    The provision is told twice: to the server (`at`, so that a long work opens at the right part)
    and to the browser (the anchor).
    """
    url = with_params(f"/works/{quote(slug, safe='')}", [*params, ("at", eid)])
    return f"{url}#{quote(eid, safe='')}" if eid else url


def about_work_url(slug: str, *, as_of: str = "") -> str:
    """Everything known about a work, value by value."""
    return with_params(f"/works/{quote(slug, safe='')}/about", [("as_of", as_of)])


def page_url(sha256: str, page: int, *, work: str, language: str, eid: str = "") -> str:
    """A page of a source beside its text; the work and language tell which text, `eid` what to show there."""
    params = [("work", work), ("language", language), ("at", eid)]
    return with_params(f"/sources/{sha256}/pages/{page}", params)


def page_image_url(sha256: str, page: int) -> str:
    """The picture of a page, made by the API."""
    return f"/api/v1/sources/{sha256}/pages/{page}.png"


def original_url(sha256: str) -> str:
    """The file itself, byte for byte."""
    return f"/api/v1/sources/{sha256}"


def procedures_url(slug: str, eid: str = "", *, language: str = "", as_of: str = "") -> str:
    """The procedures of a work, or those that a provision opens."""
    path = f"/works/{quote(slug, safe='')}/procedures"
    return with_params(path, [("at", eid), ("language", language), ("as_of", as_of)])


def cite_url(slug: str, *, language: str = "", as_of: str = "", eid: str = "") -> str:
    """How a work, or a provision of it, is cited and taken along."""
    path = f"/works/{quote(slug, safe='')}/cite"
    return with_params(path, [("language", language), ("as_of", as_of), ("at", eid)])


def obligations_url(slug: str, *, language: str = "", as_of: str = "") -> str:
    """The obligations of a work."""
    path = f"/works/{quote(slug, safe='')}/obligations"
    return with_params(path, [("language", language), ("as_of", as_of)])


def edit_url(slug: str) -> str:
    """Where values of a work are set."""
    return f"/works/{quote(slug, safe='')}/edit"


def file_url(sha256: str, page: int = 1) -> str:
    """What became of a file, beside a page of it."""
    return with_params(f"/report/{sha256}", [("page", str(page) if page > 1 else "")])


def diff_url(slug: str, *, params: Params = ()) -> str:
    """Two wordings of a work compared."""
    return with_params(f"/works/{quote(slug, safe='')}/diff", params)


def history_url(slug: str, eid: str, *, language: str = "", as_of: str = "") -> str:
    """A provision through the wordings of its work; `as_of` is a day on which it has this eId."""
    path = f"/works/{quote(slug, safe='')}/history"
    return with_params(path, [("at", eid), ("language", language), ("as_of", as_of)])


def timeline_url(slug: str, *, language: str = "", as_of: str = "") -> str:
    """What happened to a work, in order."""
    path = f"/works/{quote(slug, safe='')}/timeline"
    return with_params(path, [("language", language), ("as_of", as_of)])


def graph_url(slug: str, eid: str = "", *, params: Params = ()) -> str:
    """The relations of a work, or of a provision of it, both ways."""
    return with_params(f"/works/{quote(slug, safe='')}/relations", [("at", eid), *params])


def watch_url(slug: str = "", eid: str = "", *, params: Params = ()) -> str:
    """Where a watch of a work, of a provision of it, or of a search is offered."""
    return with_params("/watch", [("work", slug), ("eid", eid), *params])


def work_feed_url(slug: str) -> str:
    """What is new of a work, as an Atom feed."""
    return f"/works/{quote(slug, safe='')}/feed.atom"
