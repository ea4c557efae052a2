"""The forms of a table as patterns, and looking for them in a text: first for what they cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.language.citations.flat import flatten_letters
from corpus.language.folding import fold

Pattern = re.Pattern[str]
_OPTIONAL = re.compile(r"(?:\((?:\?:|\?P<\w+>)(?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)\?)*", re.DOTALL)
"""Groups at the head of a form that may be missing: (?:the |this )?(?:immediately )?preceding."""

_AHEAD = re.compile(r"\)?(\(\?=(?:[^()]|\((?:\?:)?[^()?]*\))+\))")
"""What must follow the noun at the end of a form: (?=第[一二三]+条)."""

_SIGN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]|.", re.DOTALL)
"""One sign of a form; an escaped one and a class are one."""


@dataclass(frozen=True, slots=True, eq=False)
class Probe:
    """What a form cannot do without, in small letters.

    Told apart by what it is, as to compare patterns costs more than to look for most of them.
    """

    pattern: Pattern


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A pattern and its probes; `of_unit`: it needs the word for a provision."""

    pattern: Pattern
    probes: tuple[Probe, ...] = ()
    of_unit: bool = False


class Finder:
    """Looks for forms in a text; each probe is looked for once."""

    def __init__(self, text: str) -> None:
        self._text, self._small = text, text.lower()
        self._has: dict[Probe, bool] = {}

    def all(self, forms: Iterable[Form]) -> Iterator[re.Match[str]]:
        """Every match of each form, form by form."""
        known = self._has
        for form in forms:
            for probe in form.probes:  # no call for each: there are dozens in a line
                has = known.get(probe)
                if has is None:
                    has = known[probe] = probe.pattern.search(self._small) is not None
                if not has:
                    break
            else:
                yield from form.pattern.finditer(self._text)


def work_form(form: str, start: str, end: str) -> Form:
    """A form of works: its noun, the group `kind`, with what must follow, is its probe where it needs one."""
    noun = _noun_of(form)
    return Form(regex(f"{start}(?:{form}){end}"), (_probe(noun),) if noun else ())


def relative_form(form: str, unit: str, start: str, end: str) -> Form:
    """A form of `relative`: its probes are what stands around the word for a provision, or its last word."""
    pattern = regex(f"{start}{form.replace('{unit}', f'(?:{unit})')}{end}")
    of_unit = "{unit}" in form
    parts = form.replace("(?-i:{unit})", "{unit}").split("{unit}") if of_unit else [_last_word(form)]
    return Form(pattern, tuple(_probes(parts)), of_unit)


def _probes(parts: Iterable[str]) -> Iterator[Probe]:
    for part in parts:
        with suppress(re.error):  # the word for a provision stands within a group
            if part and (probe := _probe(part)).pattern.pattern:
                yield probe


def _last_word(form: str) -> str:
    """What stands behind the last blank of a form of several words; empty where it is one of some forms."""
    depth = begin = 0
    for sign in _SIGN.finditer(form):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if sign[0] == "|" and not depth:
            return ""
        begin = sign.end() if sign[0] == " " and not depth else begin
    return form[begin:] if begin else ""


@cache
def _probe(form: str) -> Probe:
    """The form for a text in small letters: patterns that heed case are looked for many times faster."""
    optional = _OPTIONAL.match(form)
    needed = form[optional.end() :] if optional else form
    small = re.sub(r"\\.|\(\?P|[^\W\d_]", lambda one: one[0] if len(one[0]) > 1 else one[0].lower(), needed)
    return Probe(re.compile(flatten_letters(small)))


def _noun_of(form: str) -> str:
    """The pattern of the noun that a form needs, its group `kind`, and of what must follow it; else empty."""
    start = form.find("(?P<kind>")
    depth = 0
    for index in range(max(start, 0), len(form)):
        escaped = form[index - 1] == "\\"
        depth += 0 if escaped else {"(": 1, ")": -1}.get(form[index], 0)
        if not depth:
            is_one_of_some = form[index + 1 : index + 2] in {"|", "?", "*"} or form[start - 1] == "|"
            if start < 0 or is_one_of_some:
                return ""
            noun, ahead = form[start + len("(?P<kind>") : index], _AHEAD.fullmatch(form, index + 1)
            return f"(?:{noun}){ahead[1]}" if noun and ahead else noun
    return ""


def regex(form: str) -> Pattern:
    """The pattern of a form, in flattened letters, whatever its case."""
    return re.compile(flatten_letters(form), re.IGNORECASE)


def any_of(phrases: Iterable[str]) -> str:
    """Any of these words, the longest first."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(map(re.escape, map(flatten_letters, ordered))) + ")" if ordered else "(?!)"


def without_accents(raw: Any) -> Any:
    """Every form in a section, accents optional."""
    if isinstance(raw, str):
        return accents_optional(raw)
    if isinstance(raw, list):
        return [without_accents(each) for each in raw]
    if isinstance(raw, Mapping):
        return {
            accents_optional(name) if isinstance(value, int) else name: without_accents(value)
            for name, value in raw.items()
        }
    return raw


def accents_optional(form: str) -> str:
    """The form with every accented letter also without its accent: capitals and careless copies lose them."""
    made, in_class = [], False
    for letter in form:
        in_class = (in_class or letter == "[") and letter != "]"
        bare = fold(letter, "und")
        plain = not letter.isascii() and len(bare) == 1 and bare.isascii() and bare.isalpha() and not in_class
        made.append(f"[{letter}{bare if letter.islower() else bare.upper()}]" if plain else letter)
    return "".join(made)
