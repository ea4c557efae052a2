"""Text to tokens, for index and query alike: segment, fold, stem, pair; and back to places in the text."""

from search_api.analysis.document import WORD_FIELDS, body_streams, provision_token, word_fields
from search_api.analysis.highlight import highlight
from search_api.analysis.query import QueryWord, QueryWords, analyse, phrase, prefix, weak_tokens
from search_api.analysis.streams import ANALYSIS_VERSION, Streams, streams

__all__ = [
    "ANALYSIS_VERSION",
    "WORD_FIELDS",
    "QueryWord",
    "QueryWords",
    "Streams",
    "analyse",
    "body_streams",
    "highlight",
    "phrase",
    "prefix",
    "provision_token",
    "streams",
    "weak_tokens",
    "word_fields",
]
