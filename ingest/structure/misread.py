"""Numbers of articles that character recognition misread: `Article I1`, `Article Vlll`, `Article 11` for II.

What such a number may stand for is only proposed here; the sequence of numbers decides, for `11` between I
and III is II, and between 10 and 12 it is 11.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from corpus.language.numerals import Numeral, NumeralStyle
from corpus.language.patterns import any_of
from corpus.language.signs import roman
from corpus.language.table import table
from corpus.model import ProvisionKind
from ingest.structure.candidates import Candidate
from ingest.structure.grammar import Opening
from ingest.structure.lines import Line

_CONFIDENCE = 0.55
"""Little more than nothing: without the sequence on its side such a number is none."""
_TOKEN = r"(?P<n>[\dIVXLOWilo|]{1,8}(?P<apart>\s[\dIl])?)(?=[*\s]*[.:]?[*\s]*$|[.:]?\s+[^\W\d_a-z])"
_AS_DIGITS = str.maketrans({"I": "1", "l": "1", "i": "1", "|": "1", "O": "0", "o": "0"})
_AS_ROMAN = str.maketrans({"1": "I", "l": "I", "i": "I", "|": "I", "W": "IV"})
_MOST_DIGITS = 3


def other_readings(
    lines: Sequence[Line], found: Sequence[Candidate], codes: Sequence[str]
) -> list[Candidate]:
    """The candidates `found`, with the other numbers that their lines, or lines like them, may bear."""
    taken = {candidate.index: candidate for candidate in found}
    every = list(found)
    for index, line in enumerate(lines):
        before = taken.get(index)
        if line.is_text and (before is None or before.kind is ProvisionKind.ARTICLE):
            every += _readings(line, index, before, codes)
    return sorted(every, key=lambda candidate: candidate.index)


def _readings(line: Line, index: int, before: Candidate | None, codes: Sequence[str]) -> Iterator[Candidate]:
    known = before.opening.numeral if before else None
    for code in codes:
        match = _pattern(code).match(line.text, line.lead)
        for value in sorted(_values(match["n"], apart=bool(match["apart"]))) if match else ():
            if match and (known is None or known.value != value):
                yield _candidate(
                    line, index, match, Numeral(str(value), value, NumeralStyle.DIGITS, (value,)), code
                )


def _values(printed: str, *, apart: bool) -> set[int]:
    """What the signs may stand for: as digits, and as a Roman number; `1 1` is 11 only."""
    digits = "".join(printed.split()).translate(_AS_DIGITS)
    values = {int(digits)} if digits.isdecimal() and len(digits) <= _MOST_DIGITS else set()
    value = None if apart else roman(printed.translate(_AS_ROMAN))
    return {*values, *([value] if value else [])} - {0}


def _candidate(line: Line, index: int, match: re.Match[str], numeral: Numeral, code: str) -> Candidate:
    rest = match.end("n")
    while rest < len(line.text) and line.text[rest] in " .:*\t\u00a0":
        rest += 1
    opening = Opening(
        ProvisionKind.ARTICLE, line.text[match.start() : match.end("n")], numeral, match.start(), rest,
        line.text[match.end("n") : rest], match["word"], code,
    )  # fmt: skip
    return Candidate(index, opening, line.text[rest:], _CONFIDENCE)


@cache
def _pattern(code: str) -> re.Pattern[str]:
    words = table(code)
    names = words.divisions.get(ProvisionKind.ARTICLE, ()) if words else ()
    plain = any_of(name for name in names if "#" not in name and name[:1].isalpha())
    return re.compile(rf"(?P<word>(?i:{plain}))[\s\u00a0]+{_TOKEN}")
