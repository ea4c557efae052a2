"""Identifiers: the one place that makes slugs, normalises numbers and prints or parses URIs."""

from corpus.identifiers.numbers import (
    is_distinctive,
    key_of,
    normalise_identifier,
    normalise_number,
    numbers_in,
)
from corpus.identifiers.slugs import slug_of, slugify, unique_slug
from corpus.identifiers.titles import title_key, title_lookup
from corpus.identifiers.uris import ExpressionUri, ProvisionUri, Uri, WorkUri, alpha3, bcp47, parse_uri

__all__ = [
    "ExpressionUri",
    "ProvisionUri",
    "Uri",
    "WorkUri",
    "alpha3",
    "bcp47",
    "is_distinctive",
    "key_of",
    "normalise_identifier",
    "normalise_number",
    "numbers_in",
    "parse_uri",
    "slug_of",
    "slugify",
    "title_key",
    "title_lookup",
    "unique_slug",
]
