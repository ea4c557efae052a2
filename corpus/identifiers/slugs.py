"""Slugs: the public ids of works, unique, stable and readable."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable

from anyascii import anyascii

from corpus.errors import InvalidIdentifier
from corpus.identifiers.numbers import REGISTERS, is_distinctive, normalise_number
from corpus.model import Identifier, IdentifierScheme, Work

TITLE_SLUG = 60
"""Longest slug made of a title, in characters: it still fits a line and an address bar."""
_LONGEST = 120
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NUMBER_WORD = re.compile(r"^(?:so|no|nr|ndeg|rqm|di)-(?=[a-z-]*\d)")
"""The transliterated word for "number" (Số, No., N°, رقم, 第), which names nothing."""


def slugify(text: str, longest: int = _LONGEST) -> str:
    """Readable ASCII in lower case with hyphens, cut at a word: `06/2021/TT-BĐN` → `06-2021-tt-bdn`.

    Other scripts are transliterated (Договор → dogovor). A text of digits alone gets `n-` before
    it, for it must not be taken for a store id. Empty where nothing can be written so.
    """
    slug = _NOT_SLUG.sub("-", anyascii(_spaced(text)).lower().replace("'", "")).strip("-")
    if len(slug) > longest:
        slug = (slug[: longest + 1].rpartition("-")[0] or slug[:longest]).strip("-")
    return f"n-{slug}" if slug.isdecimal() else slug


def _spaced(text: str) -> str:
    """Chinese characters parted, so that their transliteration can be read: 协定 → xie-ding."""
    return re.sub(r"([\u3400-\u9fff])", r" \1 ", text)


def slug_of(work: Work, seed: str) -> str:
    """A slug for a work that was given none: its number, else its title and year, else its record id.

    >>> from corpus.model import Identifier, IdentifierScheme, Work
    >>> slug_of(Work("", identifiers=(Identifier(IdentifierScheme.NUMBER, "06/2021/TT-BĐN"),)), "")
    '06-2021-tt-bdn'

    `seed` (a checksum) makes the slug of a work of which nothing can be written.
    """
    for identifier in sorted(work.identifiers, key=_naming_rank):
        slug = _NUMBER_WORD.sub("", slugify(identifier.value))
        if is_distinctive(identifier) and slug:
            return slug if identifier.scheme not in REGISTERS else _prefixed(identifier.scheme.value, slug)
        if identifier.scheme is IdentifierScheme.NUMBER and _has_symbol(identifier.value):
            return _dated(slug, work)
    title = slugify(work.title(), TITLE_SLUG) if work.titles else ""
    if title:
        return _dated(title, work)
    record = slugify(work.record_id or "")
    return record or f"work-{_short_hash(seed)}"


def unique_slug(slug: str, seed: str, taken: Callable[[str], bool]) -> str:
    """The slug, or where another work has it, with a short hash of the seed (which names the source)."""
    digest = hashlib.sha256(seed.encode()).hexdigest()
    for length in (0, 6, 12, 24):
        candidate = f"{slug}-{digest[:length]}" if length else slug
        if not taken(candidate):
            return candidate
    raise InvalidIdentifier(f"no free slug for {slug!r}", value=slug)


def _naming_rank(identifier: Identifier) -> tuple[bool, int]:
    """Which identifier names the work best: the distinctive first, the issuer's number before registers."""
    return not is_distinctive(identifier), list(IdentifierScheme).index(identifier.scheme)


def _has_symbol(number: str) -> bool:
    return any(len(part) > 1 and not part.isdecimal() for part in normalise_number(number).split("/"))


def _prefixed(scheme: str, slug: str) -> str:
    bare = slug.removeprefix("n-")
    return bare if bare.startswith(scheme) else f"{scheme}-{bare}"


def _dated(slug: str, work: Work) -> str:
    """With the year of adoption, where it is certain and not there yet."""
    adopted = work.adopted
    if adopted is None or adopted.earliest.year != adopted.latest.year:
        return slug
    year = f"{adopted.earliest.year:04d}"
    return slug if year in slug.split("-") else f"{slug}-{year}"


def _short_hash(seed: str) -> str:
    return hashlib.sha256(seed.encode()).hexdigest()[:12]
