"""Lines that may head a division, with how likely each is by its own looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.numerals import NumeralStyle
from corpus.language.patterns import any_of
from corpus.language.table import profiles, table
from corpus.model import ProvisionKind
from ingest.structure.grammar import Grammar, Opening, bare_pattern
from ingest.structure.lines import Line

_ALONE = 1.0
_STOPPED = 0.9
"""`Điều 5. …`, `Article 5 – …`: punctuation that closes a heading's number."""
_CAPITAL = 0.7
_OTHER = 0.35
_REFERENCE = 0.05
"""`Article 5 of the Convention`, `Article 5, paragraph 2`: a reference within a sentence."""
_MARKED = 0.25
"""Added where the format says heading or bold."""
_SMALL_WORD = 0.3
"""Factor where the word is in small letters in a text that knows capitals."""
_GLUED = 0.6
"""Factor for a heading found in the middle of a line."""
_BEHIND_A_NUMBER = 0.65
"""Factor for a heading behind a number that is none of its own."""
_STRAYED = re.compile(r"[-–]?\s?\d{1,3}\s+")
_LONGEST_HEADING = 220
_DOT_LEADER = re.compile(r"(?:[.…·_]\s?){4,}\s*\d{0,4}\s*$|\t\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may open a division: the opening, what follows it, and its confidence (0 to 1)."""

    index: int
    opening: Opening
    rest: str
    confidence: float
    glued: bool = False

    @property
    def kind(self) -> ProvisionKind:
        """The kind of division."""
        return self.opening.kind

    @property
    def identity(self) -> tuple[ProvisionKind, str]:
        """Kind and number: what a table of contents repeats."""
        numeral = self.opening.numeral
        return self.kind, numeral.normalised if numeral else ""


def candidate(line: Line, index: int, grammars: Sequence[Grammar], *, cased: bool) -> Candidate | None:
    """The best reading of a line as a heading in any of the languages, or None.

    `cased`: the text uses capitals, so that a division's word in small letters is a reference.
    """
    if not line.is_text or not line.text:
        return None
    best: Candidate | None = None
    for grammar in grammars:
        opening = (
            grammar.opening(line.text, line.lead) or _bare(line, grammar) or _behind_a_number(line, grammar)
        )
        if opening:
            found = _judge(line, index, opening, cased=cased)
            if best is None or found.confidence > best.confidence:
                best = found
    return best


def _behind_a_number(line: Line, grammar: Grammar) -> Opening | None:
    """`35 Art. 89a Data`: an article behind the mark of a footnote, or a number that lost its place."""
    strayed = _STRAYED.match(line.text, line.lead)
    opening = grammar.opening(line.text, strayed.end()) if strayed else None
    return opening if opening and opening.kind is ProvisionKind.ARTICLE else None


def _judge(line: Line, index: int, opening: Opening, *, cased: bool) -> Candidate:
    rest = line.text[opening.rest :].rstrip("\\ ")
    confidence = _looks(opening, rest)
    if confidence > _REFERENCE and (line.is_heading or line.bold):
        confidence = min(1.0, confidence + _MARKED)
    if cased and opening.word[:1].islower() and not line.glued:
        confidence *= _SMALL_WORD
    if line.glued:
        confidence *= _GLUED
    if opening.begin > line.lead and _STRAYED.fullmatch(line.text, line.lead, opening.begin):
        confidence *= _BEHIND_A_NUMBER
    if opening.kind in (ProvisionKind.ANNEX, ProvisionKind.LETTER):
        confidence = _annex_looks(line, opening, rest, confidence)
    return Candidate(index, opening, rest, confidence, line.glued)


def _looks(opening: Opening, rest: str) -> float:
    separator = opening.separator.strip("*\\_ \t\u00a0\u3000")
    if not rest:
        return _ALONE if "," not in separator else _REFERENCE
    if separator[:1] in (",", ";", "،", "，") or _continues(opening.language).match(rest):
        return _REFERENCE
    if rest[0] in "([（【〔":
        return _bracket_looks(rest)
    if separator and separator[0] not in ")]":
        return _STOPPED
    if rest[0].isupper() or rest[0] in "«“\"'":
        return _CAPITAL
    if not rest[0].isalpha() or (rest[0].lower() == rest[0].upper()):
        return _STOPPED if opening.separator[:1] in " \u3000\u00a0\t)" else _CAPITAL
    return _OTHER


def _bracket_looks(rest: str) -> float:
    """`Article 3 (Definitions)` heads, `Article 3 (2) of the Law` refers."""
    closing = re.match(r"[(\[（【〔]([^)\]）】〕]{0,120})[)\]）】〕]\s*(.?)", rest)
    if not closing or (len(closing[1]) < 4 and closing[1].strip().isalnum()):
        return _REFERENCE if rest[0] in "(（[" else _CAPITAL
    return _CAPITAL if not closing[2] or not closing[2].islower() else _OTHER


@cache
def _continues(code: str) -> re.Pattern[str]:
    """Small words that go on with a sentence after a reference; in scripts with case, not capitals."""
    words = table(code)
    phrases = words.continuations if words else ()
    if code in ("zh", "ar"):
        return re.compile(any_of(phrases) + (r"(?!\w)" if code == "ar" else ""))
    small = [phrase for phrase in phrases if phrase[0].islower()]
    return re.compile(rf"(?=[^A-ZÀ-ÞА-ЯĐ]){any_of(small)}(?!\w)")


def _annex_looks(line: Line, opening: Opening, rest: str, confidence: float) -> float:
    """An annex is headed by a short line, not by a sentence that begins with its name."""
    if len(line.bare) > _LONGEST_HEADING or confidence <= _REFERENCE:
        return min(confidence, _REFERENCE)
    sentence = rest.endswith((".", ";", "。", "；")) and len(rest) > 40
    lettered = opening.numeral is not None and opening.numeral.style is NumeralStyle.LETTER
    plain = not (line.is_heading or line.bold or line.bare.isupper() or opening.word[:1].isupper())
    caseless = opening.word.lower() == opening.word.upper()
    if sentence or (lettered and rest[:1].islower()) or (plain and not caseless):
        return min(confidence, _OTHER)
    return confidence


def _bare(line: Line, grammar: Grammar) -> Opening | None:
    """A line that is nothing but `ANNEX`, or `Article unique`."""
    if len(line.bare) > 60:
        return None
    for group, kind in (("annex", ProvisionKind.ANNEX), ("preamble", ProvisionKind.PREAMBLE)):
        match = bare_pattern(grammar.words.code, group).fullmatch(line.text)
        if match:
            return Opening(
                kind, match["word"], None, match.start("word"), len(line.text), "", match["word"],
                grammar.words.code,
            )  # fmt: skip
    return None


def in_contents(line: Line) -> bool:
    """Whether the line ends as those of a table of contents do: dot leaders, a page number."""
    return bool(_DOT_LEADER.search(line.text))


def knows_capitals(lines: Sequence[Line]) -> bool:
    """Whether the text uses capital letters at all: some collections keep small letters only."""
    sample = "".join(line.text[:2_000] for line in lines[:400])
    upper, lower = sum(map(str.isupper, sample)), sum(map(str.islower, sample))
    return upper * 100 > lower


def languages_with_divisions(code: str) -> bool:
    """Whether a language has words of divisions."""
    words = table(code) or profiles().get(code)
    return bool(words and words.divisions)
