"""Sentences of the API in seven languages, and which of them a client wants."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("vi", "ar", "en", "fr", "es", "ru", "zh")
"""The languages of the interface; the first wanted one is used, else the default of the server."""


def sentence(language: str, section: str, key: str, params: Mapping[str, object]) -> str | None:
    """The sentence under `section.key`, its gaps filled; None where there is none."""
    found = catalogue(language).get(section, {}).get(key)
    return found.format_map(_Gaps(params)) if found is not None else None


@cache
def catalogue(language: str) -> Mapping[str, Mapping[str, str]]:
    """All sentences of a language, by section and key."""
    raw = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def negotiate(ui: str | None, accept: str, default: str) -> str:
    """The language for a client: `?ui=`, else the best of Accept-Language, else the default.

    >>> negotiate(None, "de, fr-CA;q=0.8, en;q=0.5", "vi")
    'fr'
    """
    wanted = [ui or "", *_accepted(accept)]
    return next((tag for tag in map(_primary, wanted) if tag in LANGUAGES), default)


def _accepted(header: str) -> list[str]:
    """Language tags, most wanted first; what cannot be read is passed over."""
    weighed: list[tuple[float, str]] = []
    for part in header.split(",")[:32]:
        tag, _, parameter = part.partition(";")
        weight = parameter.strip().removeprefix("q=") or "1"
        if weight.replace(".", "", 1).isdecimal() and float(weight) > 0:
            weighed.append((-float(weight), tag.strip()))
    return [tag for _, tag in sorted(weighed, key=lambda pair: pair[0])]


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


class _Gaps(dict[str, object]):
    """Fills a gap for which nothing was given with nothing, and joins lists."""

    def __init__(self, params: Mapping[str, object]) -> None:
        super().__init__({name: _plain(value) for name, value in params.items()})

    def __missing__(self, name: str) -> str:
        return ""


def _plain(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else value
