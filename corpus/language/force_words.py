"""The words by which texts tell of force besides its beginning (`tables/force.toml`), as expressions."""

from __future__ import annotations

import re
from functools import cache

from corpus.language.patterns import tolerant
from corpus.language.table import primary, shared_table
from corpus.language.timing import number_form, unit_form


def form(language: str, name: str) -> str:
    """The source of one expression; what never matches where the language has none."""
    code = primary(language)
    found: str = shared_table("force").get(code, {}).get(name, "(?!)")
    parts = re.split(r"(\{n\}|\{unit\})", found)
    slots = {"{n}": number_form(code, "n"), "{unit}": unit_form(code)}
    return "(?:" + "".join(slots[part] if part in slots else tolerant(part, code) for part in parts) + ")"


_BOUNDARY = {"zh": "", "ar": r"(?<![^\W\u0648])"}
"""What stands before a word: no letter; in Arabic the conjunction may be joined to it."""


def boundary(language: str) -> str:
    """Before a word of a language."""
    return _BOUNDARY.get(primary(language), r"(?<!\w)")


@cache
def phrase(language: str, *names: str) -> re.Pattern[str]:
    """One expression for the words of these names, as words of their own.

    >>> bool(phrase("vi", "suspended").search("Điều 5 ngưng hiệu lực từ ngày 1 tháng 3"))
    True
    """
    words = "|".join(form(language, name) for name in names)
    behind = "" if primary(language) in _BOUNDARY else r"(?!\w)"
    return re.compile(rf"{boundary(language)}(?:{words}){behind}", re.IGNORECASE)


@cache
def stems(language: str, name: str) -> re.Pattern[str]:
    """One expression for words that may go on: renew, renewed, renewal."""
    return re.compile(boundary(language) + form(language, name), re.IGNORECASE)


@cache
def leading_to(language: str, first: str, *connectors: str, gap: int = 70) -> re.Pattern[str]:
    """A phrase, some words of its sentence, a connector right before a day: a group for each connector."""
    ends = "|".join(f"(?P<{name}>{form(language, name)})" for name in connectors)
    apart = r"[\s,，、]" if primary(language) != "zh" else ""
    between = rf"(?:[^;。；\n]{{0,{gap}}}?{apart})??"
    return re.compile(
        rf"{boundary(language)}{form(language, first)}\s*{between}(?:{ends})\s*(?=\S)", re.IGNORECASE
    )


_LONGEST_NOTE = 240
"""Characters of what stands in the place of a repealed text: (Repealed by section 4 of Act 12 of 2030)."""


def tells_only_of_repeal(text: str, language: str) -> bool:
    """Whether nothing stands in a text but that what stood there was repealed.

    >>> tells_only_of_repeal("(được bãi bỏ)", "vi"), tells_only_of_repeal("The fee is repealed.", "en")
    (True, False)
    """
    bare = text.strip(' \t\n\u3000()[]{}（）【】〔〕«»“”".…-–—*_')
    return len(bare) <= _LONGEST_NOTE and bool(_repealed(language).fullmatch(bare))


@cache
def _repealed(language: str) -> re.Pattern[str]:
    return re.compile(form(language, "repealed"), re.IGNORECASE)
