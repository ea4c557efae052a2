"""The languages of the interface and how a language is named and writes dates."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale, UnknownLocaleError

UI_LANGUAGES = ("vi", "ar", "en", "fr", "es", "ru", "zh")

# The forms a ministry writes: the day first in English; Simplified Chinese for plain `zh`.
_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}


def locale_of(language: str) -> Locale:
    """The locale that formats dates, numbers and names for an interface language."""
    return Locale.parse(_LOCALES.get(language, language))


@lru_cache(maxsize=1024)
def language_name(language: str, ui: str) -> str:
    """The name of a language in the interface language; the tag itself where none is known."""
    try:
        name = Locale.parse(language, sep="-").get_display_name(locale_of(ui))
    except (UnknownLocaleError, ValueError):
        return language
    return name or language


@lru_cache(maxsize=256)
def own_name(language: str) -> str:
    """The name a language gives itself: Tiếng Việt, العربية, русский."""
    try:
        name = Locale.parse(language, sep="-").display_name
    except (UnknownLocaleError, ValueError):
        return language
    return name[:1].upper() + name[1:] if name else language


def negotiate(accept_language: str, default: str) -> str:
    """The interface language a browser prefers by its `Accept-Language`, else `default`."""
    for tag in _by_preference(accept_language):
        primary = tag.partition("-")[0].lower()
        if primary in UI_LANGUAGES:
            return primary
    return default


def _by_preference(accept_language: str) -> Iterable[str]:
    """The tags of an Accept-Language header, most wanted first; a malformed weight counts as none."""
    weighted: list[tuple[float, int, str]] = []
    for place, item in enumerate(accept_language.split(",")):
        tag, _, parameters = item.strip().partition(";")
        try:
            quality = float(parameters.strip().removeprefix("q=")) if parameters else 1.0
        except ValueError:
            quality = 0.0
        if tag.strip() and quality > 0:
            weighted.append((-quality, place, tag.strip()))
    return [tag for _, _, tag in sorted(weighted)]
