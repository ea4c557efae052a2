"""What a search is asked and what it answers: the contract of command line, API and pages alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.model import LOCAL, Scope, Status


class Mode(StrEnum):
    """Which way to find: by words and meaning, by words, or by meaning."""

    HYBRID = "hybrid"
    LEXICAL = "lexical"
    SEMANTIC = "semantic"


class Group(StrEnum):
    """What counts as one hit."""

    PROVISION = "provision"
    """The language versions and parts of one article are one hit."""
    NONE = "none"


class AsOf(StrEnum):
    """The as-of filter turned off."""

    ANY = "any"


NOTICES: Mapping[str, str] = {
    "no_model": "no embedding model is installed: the search was by words only",
    "vectors_incomplete": "some passages are not embedded yet: by meaning they are not found",
    "index_behind": "the index is being brought up to date",
    "taken_as_words": "the query does not parse: all of it was taken as words",
    "no_such_value": "a filter asks for a value that nothing has",
    "as_of_from_query": "the day was read from the question",
    "no_words": "the query holds no word",
    "named_not_on_day": "the work that the query names was no law on the day searched as of",
}
"""Everything that an answer may tell the reader besides its hits, by code."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question. `as_of` None means today at the ministry. `language` is the user's."""

    query: str
    as_of: date | AsOf | None = None
    language: str = "en"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mode: Mode = Mode.HYBRID
    group: Group = Group.PROVISION
    limit: int = 10
    offset: int = 0
    scope: Scope = LOCAL


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """The same provision in another language."""

    language: str
    eid: str
    authority: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a hit was found, for the reader: what words matched, how near in meaning, the weights."""

    words: float | None = None
    """BM25 share of the best (0 to 1)."""
    meaning: float | None = None
    """Cosine to the query."""
    coverage: float | None = None
    matched: tuple[str, ...] = ()
    """The words of the query found in it, as the reader typed them."""
    rule: str = ""
    """A stable code when a rule placed it (`reference`: the query names this provision)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `highlights` are (start, end) offsets in `text`."""

    rank: int
    score: float
    work_slug: str
    record_id: str | None
    identifiers: tuple[str, ...]
    title: str
    kind: str
    issuers: tuple[str, ...]
    language: str
    authority: str
    valid_from: str
    valid_to: str
    languages: tuple[LanguageVersion, ...]
    eid: str
    provision_record_id: str | None
    number: str | None
    label: str
    heading: str
    path: tuple[str, ...]
    """Breadcrumb from the work's title down to the provision."""
    status: Status
    source_path: str
    source_sha256: str
    page: int | None
    text: str
    highlights: tuple[tuple[int, int], ...]
    why: Why
    passage_id: str
    clause: str | None = None
    """What the provision settles, where it is a final clause."""
    confidence: float | None = None
    """How sure character recognition was of the text (0 to 1); None: it was read without."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of the query: printable, shown on the page, each part removable."""

    text: str
    language: str
    as_of: date | None
    """None: the as-of filter is off."""
    mode: Mode
    filters: Mapping[str, tuple[str, ...]]
    terms: tuple[str, ...]
    legal_terms: tuple[str, ...] = ()
    """What the law calls what was said: looked for besides."""
    reference: str | None = None
    """A provision that the query names, as `number` or `slug#eid`."""
    notices: tuple[str, ...] = ()
    """Codes of things to tell the reader; NOTICES has them all."""


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The answer. `total` counts matching passages by words (or the candidates, by meaning)."""

    understood: Understood
    total: int
    took_ms: float
    facets: Mapping[str, Mapping[str, int]]
    hits: tuple[Hit, ...]
