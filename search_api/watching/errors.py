"""Why something cannot be watched."""

from __future__ import annotations

from search_api.errors import SearchError


class SearchTooWide(SearchError):
    """A saved search finds so much that what is new of it says nothing."""

    code = "search_too_wide"


class NothingWatched(SearchError):
    """Neither a work nor words or filters to look for were named."""

    code = "nothing_watched"


class WebhookNotAllowed(SearchError):
    """The installation sends nothing to that host: its settings name those to which it does."""

    code = "webhook_not_allowed"
