"""Every way a search can fail, each with a stable code and a sentence for a person."""

from __future__ import annotations

from corpus.errors import CorpusError


class SearchError(CorpusError):
    """Base of the search errors."""

    code = "search_error"


class InvalidQuery(SearchError):
    """The query cannot be understood: an open quotation mark, an unknown field, a bad date."""

    code = "invalid_query"


class IndexBusy(SearchError):
    """Another process holds the writer lock of the index."""

    code = "index_busy"


class IndexUnusable(SearchError):
    """The index is missing, damaged or of another schema: `treatybase reindex` rebuilds it."""

    code = "index_unusable"


class ModelMissing(SearchError):
    """No embedding model is installed: search by words goes on, by meaning it cannot."""

    code = "model_missing"


class SearchUnavailable(SearchError):
    """The search engine is away or too slow: what is only read still works.

    `params["seconds"]`: after how many whole seconds it is worth trying again.
    """

    code = "search_unavailable"


class NoEarlierIndex(SearchError):
    """There is no index from before the last rebuild to go back to."""

    code = "no_earlier_index"
