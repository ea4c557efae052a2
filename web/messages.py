"""The message catalogues: every string of the pages, in seven languages, from `catalogue/*.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.numbers import format_decimal

from corpus.language.directions import isolated
from web.languages import locale_of

CATALOGUE = Path(__file__).parent / "catalogue"
PLURAL_FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})

_NO_BREAK = "\u00a0"
_TIED = {"fr": re.compile(r"(?<=«) | (?=[»:;!?])")}
"""Blanks at which a line must not end: French has them inside quotation marks and before double signs."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The strings of one language. A key that is not there is an error: a test finds it first."""

    language: str
    entries: Mapping[str, str]
    plurals: Mapping[str, Mapping[str, str]]

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __call__(self, key: str, /, **params: object) -> str:
        """The string of `key` with its `{name}` places filled; values keep their own direction."""
        text = self.entries[key]
        return (
            text.format(**{name: isolated(str(value), self.language) for name, value in params.items()})
            if params
            else text
        )

    def count(self, key: str, number: int, /, **params: object) -> str:
        """The form of `key` that goes with `number` by the plural rules of the language (CLDR)."""
        forms = self.plurals[key]
        form = forms.get(str(locale_of(self.language).plural_form(number)), forms["other"])
        return form.format(number=self.number(number), **self._isolated(params))

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        return str(format_decimal(value, locale=locale_of(self.language)))

    def _isolated(self, params: Mapping[str, object]) -> dict[str, str]:
        return {name: isolated(str(value), self.language) for name, value in params.items()}


@lru_cache(maxsize=16)
def messages(language: str) -> Messages:
    """The catalogue of one interface language, read once."""
    text = (CATALOGUE / f"{language}.toml").read_text(encoding="utf-8")
    tree = tomllib.loads(_TIED[language].sub(_NO_BREAK, text) if language in _TIED else text)
    entries: dict[str, str] = {}
    plurals: dict[str, Mapping[str, str]] = {}
    _flatten(tree, "", entries, plurals)
    return Messages(language, entries, plurals)


def _flatten(
    tree: Mapping[str, object], prefix: str, entries: dict[str, str], plurals: dict[str, Mapping[str, str]]
) -> None:
    """Dotted keys from tables; a table whose keys are all plural forms is one counted message."""
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            entries[key] = value
        elif isinstance(value, Mapping):
            if PLURAL_FORMS.issuperset(value) and "other" in value:
                plurals[key] = {form: str(text) for form, text in value.items()}
            else:
                _flatten(value, f"{key}.", entries, plurals)
