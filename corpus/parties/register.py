"""The register of States, territories and organisations that comes with the program.

Present States and their names are those of ISO 3166 (`pycountry`, with its translations) and of CLDR
(`babel`); `names.toml` adds former States, former and formal names, and organisations.
"""

from __future__ import annotations

import gettext
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

import pycountry
from babel import Locale

from corpus.model import OPEN, UNKNOWN, End, Interval, Party, PartyKind, PartyName

LANGUAGES: Final = ("vi", "ar", "en", "fr", "es", "ru", "zh", "de", "nl")
_CLDR: Final[Mapping[str, tuple[str, ...]]] = {"zh": ("zh_Hans", "zh_Hant")}
_ISO_CODES: Final[Mapping[str, tuple[str, ...]]] = {"zh": ("zh_CN", "zh_TW"), "en": ()}
"""Locales of a language in the two sources, where they are not called by its code."""


@cache
def known_parties() -> tuple[Party, ...]:
    """Every party of the register, by key: the code of ISO 3166 (three letters) where it has one."""
    return tuple(_joined(key, entries) for key, entries in _entries().items())


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads((resources.files("corpus.parties") / "names.toml").read_text(encoding="utf-8"))


@cache
def _entries() -> dict[str, list[dict[str, Any]]]:
    """What `names.toml` says of each key; present States are there from ISO 3166."""
    found: dict[str, list[dict[str, Any]]] = {country.alpha_3: [] for country in pycountry.countries}
    for entry in _names()["party"]:
        found.setdefault(entry["key"], []).append(entry)
    return found


def _joined(key: str, entries: Sequence[dict[str, Any]]) -> Party:
    names = [*_present_names(key), *(name for entry in entries for name in _own_names(entry))]
    kind = next((PartyKind(entry["kind"]) for entry in entries if "kind" in entry), _kind(key))
    existed = next((_interval(entry["existed"]) for entry in entries if "existed" in entry), Interval())
    return Party(
        key=key,
        kind=kind,
        code=key if key.isupper() else None,
        names=tuple(dict.fromkeys(names)),
        existed=existed,
    )


def _kind(key: str) -> PartyKind:
    return PartyKind.TERRITORY if key in _names()["territories"] else PartyKind.STATE


def _own_names(entry: Mapping[str, Any]) -> Iterator[PartyName]:
    yield from _in_languages(entry, Interval())
    for former in entry.get("former", ()):
        yield from _in_languages(former, _interval(former["used"]))


def _in_languages(entry: Mapping[str, Any], used: Interval) -> Iterator[PartyName]:
    for language in LANGUAGES:
        yield from (PartyName(name, language, used) for name in entry.get(language, ()))


def _interval(ends: Sequence[str]) -> Interval:
    """An empty beginning is not told; an empty end goes on."""
    start, end = ends
    return Interval(End.on(start) if start else UNKNOWN, End.on(end) if end else OPEN)


def _present_names(key: str) -> Iterator[PartyName]:
    country = pycountry.countries.get(alpha_3=key)
    if country is None:
        return
    printed = [
        name for field in ("official_name", "name", "common_name") if (name := getattr(country, field, None))
    ]
    for language in LANGUAGES:
        for locale in _CLDR.get(language, (language,)):
            name = Locale.parse(locale).territories.get(country.alpha_2)
            if name:
                yield PartyName(name, language)
        for name in _translated(printed, language):
            yield PartyName(turned(name), language)


def _translated(names: Sequence[str], language: str) -> Iterator[str]:
    if language == "en":
        yield from names
    for locale in _ISO_CODES.get(language, (language,)):
        translation = _translation(locale)
        translated = ((name, translation.gettext(name)) for name in names)
        yield from (
            there for name, there in translated if there != name or language in {"fr", "es", "de", "nl"}
        )


@cache
def _translation(locale: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale])


def turned(name: str) -> str:
    """A name as it is spoken: what ISO 3166 writes behind a comma stands first.

    >>> turned("Korea, Republic of"), turned("Moldova")
    ('Republic of Korea', 'Moldova')
    """
    first, comma, rest = name.partition(", ")
    return f"{rest} {first}" if comma else name
