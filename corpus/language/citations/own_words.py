"""The words by which a text tells itself, and what is made with it, from other works."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.language.citations.forms import Pattern, regex

_NEVER = "(?!)"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a language needs where a text names itself by its title, or a rule that is made under it."""

    termed: frozenset[str]
    """Nouns that name another work only where the text defines them (the Regulation, in a law)."""
    issued: Pattern
    """Behind a title: by which act the work was issued."""
    superseded: Pattern
    """Before a work: that this one takes its place. Without a form no title alone is that of this work."""
    together: Pattern
    """How the title of a law goes on with its regulation in the same text."""
    counted: Pattern
    """Labels of articles that count them as points are counted; without a form they never are."""


def own_words(raw: Mapping[str, Any], fill: Callable[[str], str], noun: Callable[[str], str]) -> OwnWords:
    """Those of the section `citations` of a table; `noun` is the form in which nouns are compared."""
    return OwnWords(
        termed=frozenset(map(noun, raw.get("termed", ()))),
        issued=regex(fill(raw.get("issued", _NEVER))),
        superseded=regex(raw.get("superseded", "")),
        together=regex(raw.get("together", _NEVER)),
        counted=regex(raw.get("counted", "")),
    )
