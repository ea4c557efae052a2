"""Identifiers: the one place that makes slugs, normalises numbers and prints or parses URIs."""

from corpus.identifiers.iris import COUNTRY, UNKNOWN_DAY, akn_iri, eli_iri, parse_iri
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
    "COUNTRY",
    "UNKNOWN_DAY",
    "ExpressionUri",
    "ProvisionUri",
    "Uri",
    "WorkUri",
    "akn_iri",
    "alpha3",
    "bcp47",
    "eli_iri",
    "is_distinctive",
    "key_of",
    "normalise_identifier",
    "normalise_number",
    "numbers_in",
    "parse_iri",
    "parse_uri",
    "slug_of",
    "slugify",
    "title_key",
    "title_lookup",
    "unique_slug",
]
