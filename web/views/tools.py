"""The pages about one work, to go from one to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.store.views import StoredWork
from search_api.comparing import wordings_in
from web.urls import about_work_url, diff_url, graph_url, timeline_url, watch_url, work_url
from web.wording import Wording


class Tool(StrEnum):
    """A page about a work; each has the message `tools.NAME`."""

    TEXT = "text"
    TIMELINE = "timeline"
    DIFF = "diff"
    RELATIONS = "relations"
    ABOUT = "about"
    WATCH = "watch"


@dataclass(frozen=True, slots=True)
class ToolLink:
    """A page to go to."""

    text: str
    url: str
    current: bool


def tools(
    stored: StoredWork, language: str, here: Tool | None, wording: Wording, as_of: str = ""
) -> tuple[ToolLink, ...]:
    """The pages about a work, as of the same day.

    That of comparisons is there where there are two wordings in the language.
    """
    slug, chosen = stored.work.slug, [("language", language)]
    urls = {
        Tool.TEXT: work_url(slug, params=[*chosen, ("as_of", as_of)]),
        Tool.TIMELINE: timeline_url(slug, language=language, as_of=as_of),
        Tool.DIFF: diff_url(slug, params=chosen) if len(wordings_in(stored, language)) > 1 else "",
        Tool.RELATIONS: graph_url(slug, params=[*chosen, ("as_of", as_of)]),
        Tool.ABOUT: about_work_url(slug, as_of=as_of),
        Tool.WATCH: watch_url(slug),
    }
    return tuple(ToolLink(wording.t(f"tools.{tool}"), url, tool is here) for tool, url in urls.items() if url)
