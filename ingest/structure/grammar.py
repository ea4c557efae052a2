"""How the divisions of a text are headed in the languages it is in: patterns made from the tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.numerals import Numeral, NumeralStyle, read_han, read_numeral
from corpus.language.patterns import any_of, word_pattern
from corpus.language.signs import HAN
from corpus.language.table import LanguageTable, key, profiles, table
from corpus.model import ProvisionKind

_SEPARATORS = (
    " \t\u00a0.:;,\u2024\u3002\uff1a\uff0e\uff0c\u3000\u060c-\u2010\u2011\u2012\u2013\u2014\u2015)]}»\\*_/|"
)
_BETWEEN = re.compile(r"[\s\u00a0.:\-–(\[*_]{0,4}")
_CLOSING = re.compile(r"[\s\u00a0*_]{0,2}[)\]]")
_HAN_NUMBER = rf"\s{{0,2}}(?P<number>(?:[{HAN}]\s?){{1,9}}|\d{{1,4}}(?:[-.]\d{{1,3}})?)\s{{0,2}}"
_HAN_MINOR = rf"(?P<minor>[之の](?:[{HAN}]{{1,3}}|\d{{1,3}}))?"
_BEHIND = ("# ", "#. ")
"""How a table writes a word that follows its number: `première partie`, `1. Kapitel`."""
_NUMBER_IN_WORDS = 60
"""Characters that a number in words may take before the word it counts (`Twenty-first part`)."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a heading found in a text: kind, label as printed, number, where it ends.

    `rest` is the offset of what follows behind separators; `separated` tells whether punctuation
    that closes a heading's number stood there. `word` is the division's word as printed.
    """

    kind: ProvisionKind
    label: str
    numeral: Numeral | None
    begin: int
    rest: int
    separator: str
    word: str
    language: str


class Grammar:
    """The headings of one language."""

    def __init__(self, words: LanguageTable) -> None:
        self.words = words
        self._kind_of = {
            key(name.lstrip("#.").replace("#", " ").strip(), words.code): kind
            for kind, names in words.divisions.items()
            for name in names
            if not name.startswith("第")
        }
        plain = [n for names in words.divisions.values() for n in names if "#" not in n]
        self._plain = re.compile(rf"(?<!\w)(?P<word>{any_of(plain)})", re.IGNORECASE)
        self._touching = re.compile(rf"(?<=[^\s(\[\"“«‘'/-])(?P<word>{any_of(plain)})")
        articles = [n for n in words.divisions.get(ProvisionKind.ARTICLE, ()) if "#" not in n]
        self._behind_a_stop = re.compile(rf"(?<=[.:;!?»”)]\s)(?P<word>{any_of(articles)})(?=[\s.])")
        every = [name for names in words.divisions.values() for name in names]
        behind = [name.lstrip("#.").strip() for name in every if name.startswith(_BEHIND)]
        dot = r"\.?" if any(name.startswith("#. ") for name in every) else ""
        self._behind = re.compile(rf"{dot}[\s\u00a0]+(?P<word>{any_of(behind)})(?!\w)", re.IGNORECASE)
        self._has_behind = bool(behind)
        self._around = tuple(_around(words))
        letters = any_of(words.divisions.get(ProvisionKind.LETTER, ()))
        self._letter = re.compile(
            rf"(?:\d{{1,2}}|[IVX]{{1,5}})[.)\s]{{1,3}}(?P<word>{letters})(?!\w)", re.IGNORECASE
        )

    def opening(self, text: str, begin: int = 0) -> Opening | None:
        """The heading that opens at `begin` of `text`, if one does."""
        return (
            self._circumfix(text, begin)
            or self._prefix(text, begin)
            or self._postfix(text, begin)
            or self._numbered_letter(text, begin)
        )

    def openings(self, text: str) -> Iterator[Opening]:
        """Every place in a long text where a heading could open."""
        for match in self._plain.finditer(text):
            found = self._prefix(text, match.start())
            if found:
                yield found
        for kind, pattern in self._around:
            for match in pattern.finditer(text):
                yield self._enclosed(kind, text, match)

    def touching(self, text: str) -> Iterator[Opening]:
        """Places where a capitalised heading touches the text before: `… of the Law.Article 6`."""
        for match in self._touching.finditer(text):
            if match["word"][0].isupper() and not match["word"].isupper():
                found = self._prefix(text, match.start(), self._touching)
                if found and found.begin:
                    yield found

    def capitals(self, text: str) -> Iterator[Opening]:
        """Places where an article's word in capitals stands behind the end of a sentence: `…: ARTICLE 1`."""
        for match in self._behind_a_stop.finditer(text):
            found = self._prefix(text, match.start()) if match["word"].isupper() else None
            if found:
                yield found

    def _prefix(self, text: str, begin: int, words: re.Pattern[str] | None = None) -> Opening | None:
        """`Article 5`, `Điều 14a.`, `المادة (الثالثة)`."""
        match = (words or self._plain).match(text, begin)
        if not match:
            return None
        position = _after_sign(text, match.end(), self.words)
        touching = position == match.end()
        found = read_numeral(text, position, self.words)
        if not found or (touching and found[0].style not in (NumeralStyle.DIGITS, NumeralStyle.HAN)):
            return None
        numeral, end = found
        closing = _CLOSING.match(text, end) if "(" in text[match.end() : position] else None
        kind = self._kind_of.get(key(match["word"], self.words.code), ProvisionKind.SECTION)
        return self._opening(kind, text, begin, closing.end() if closing else end, numeral, match["word"])

    def _postfix(self, text: str, begin: int) -> Opening | None:
        """`Première partie`, `ГЛАВА` stands first elsewhere."""
        if not self._has_behind or not self._behind.search(text, begin, begin + _NUMBER_IN_WORDS):
            return None
        found = read_numeral(text, begin, self.words)
        match = self._behind.match(text, found[1]) if found else None
        if not found or not match or found[0].style not in (NumeralStyle.WORD, NumeralStyle.DIGITS):
            return None
        kind = self._kind_of.get(key(match["word"], self.words.code), ProvisionKind.SECTION)
        return self._opening(kind, text, begin, match.end(), found[0], match["word"])

    def _numbered_letter(self, text: str, begin: int) -> Opening | None:
        """`II. Lettre du Gouvernement …`: the letters of an exchange, numbered."""
        match = self._letter.match(text, begin)
        found = read_numeral(text, begin, None) if match else None
        if not found or not match:
            return None
        label = text[begin : match.start("word")].strip()
        word, code = match["word"], self.words.code
        return Opening(ProvisionKind.LETTER, label, found[0], begin, match.start("word"), " ", word, code)

    def _circumfix(self, text: str, begin: int) -> Opening | None:
        for kind, pattern in self._around:
            match = pattern.match(text, begin)
            if match:
                return self._enclosed(kind, text, match)
        return None

    def _enclosed(self, kind: ProvisionKind, text: str, match: re.Match[str]) -> Opening:
        number = match["number"].replace(" ", "").replace("\u3000", "")
        numeral = read_han(number + (match.groupdict().get("minor") or "").replace("の", "之"))
        return self._opening(kind, text, match.start(), match.end(), numeral, match["word"])

    def _opening(
        self, kind: ProvisionKind, text: str, begin: int, end: int, numeral: Numeral | None, word: str
    ) -> Opening:
        rest = end
        while rest < len(text) and text[rest] in _SEPARATORS:
            rest += 1
        separator = text[end:rest]
        return Opening(kind, text[begin:end], numeral, begin, rest, separator, word, self.words.code)


def _after_sign(text: str, position: int, words: LanguageTable) -> int:
    """Behind blanks, brackets and the sign of a number (No., số, رقم)."""
    between = _BETWEEN.match(text, position)
    position = between.end() if between else position
    sign = _signs(words.code).match(text, position)
    return sign.end() if sign else position


@cache
def _signs(code: str) -> re.Pattern[str]:
    words = table(code)
    signs = any_of(words.number_signs) if words and words.number_signs else "(?!)"
    return re.compile(rf"{signs}[\s\u00a0:(]{{1,3}}", re.IGNORECASE)


def _around(words: LanguageTable) -> Iterator[tuple[ProvisionKind, re.Pattern[str]]]:
    """Patterns for words that stand around their number (第#条, 附件#)."""
    for kind, names in words.divisions.items():
        for name in sorted(names, key=len, reverse=True):
            head, mark, tail = name.partition("#")
            if not mark or name.startswith(_BEHIND):
                continue
            end = rf"(?P<word>{word_pattern(tail)})" if tail else f"(?P<word>(?<={head[-1]}))?"
            pattern = rf"{word_pattern(head)}{_HAN_NUMBER}{end}{_HAN_MINOR if tail else ''}"
            if not tail:
                pattern = rf"(?P<word>{word_pattern(head)}){_HAN_NUMBER}(?![年月、])"
            yield kind, re.compile(pattern)


@cache
def grammar(code: str) -> Grammar | None:
    """The grammar of a language that has words of divisions, by primary subtag."""
    words = table(code) or profiles().get(code)
    return Grammar(words) if words and words.divisions else None


@cache
def bare_pattern(code: str, group: str) -> re.Pattern[str]:
    """A whole line that is a word of `bare` (Annex, Preamble), with decoration and stops."""
    words = table(code)
    phrases = words.bare.get(group, ()) if words else ()
    return re.compile(rf"[\W_]*(?P<word>{any_of(phrases)})[\W_]*", re.IGNORECASE)
