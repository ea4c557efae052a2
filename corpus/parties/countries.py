"""The country whose instrument a text is, by who issued it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pycountry

from corpus.parties.naming import code_of


def country_of(names: Iterable[str], languages: Iterable[str]) -> str | None:
    """The ISO 3166-1 code (two letters) of the one State that every one of these names means.

    None where a name is that of no State, where they mean several, or where nothing is named: a ministry
    does not tell whose it is, and a treaty of two States is neither's.

    >>> country_of(["Government of the Kingdom of the Netherlands"], ["en"])
    'NL'
    >>> country_of(["Netherlands", "Viet Nam"], ["en"]) is country_of(["Ministry of Fees"], ["en"]) is None
    True
    """
    tongues = tuple(dict.fromkeys(languages))
    codes = {_code(name, tongues) for name in names}
    return _two_letters(code) if len(codes) == 1 and (code := codes.pop()) else None


def _code(name: str, languages: tuple[str, ...]) -> str | None:
    """The State that a name means in any of the languages; None where none, or another in each."""
    found = {code for language in languages if (code := code_of(name, language))}
    return found.pop() if len(found) == 1 else None


@cache
def _two_letters(code: str) -> str | None:
    """The short code of a present State; of a former one, which has none, None."""
    country = pycountry.countries.get(alpha_3=code)
    return str(country.alpha_2) if country else None
