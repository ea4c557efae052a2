"""Defined terms with their definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.model import Provision, Span, Term
from ingest.facts.rules import FactRules

_LONGEST: Final = 12
"""Words of a defined term: more are a sentence."""
_LONGEST_NAMED: Final = 25
"""Words that a short name stands for: more are a sentence in which it cannot be told what is named."""
_ACRONYM: Final = re.compile(r"[^\W\d_a-zà-ÿа-яё]{2,8}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = 2
"""Letters of a word that an acronym leaves out (of, de, и)."""
_SHORT: Final = 25
"""Characters of a heading (`Article 1: Definitions`): what is so short and names definitions is none."""
_LINK: Final = re.compile(r"[;,]\s*(?:and|or|et|ou|y|o|и|или)$")
"""A link to the next definition."""
_LONGEST_BEFORE: Final = 300
"""Characters before a short name among which what it stands for begins."""
_FURTHER: Final = re.compile(
    r"""(?:(?<=[.;])(?:\s+(?:and|et|y|и))?|,\s+(?:and|et|y|и))\s+(?=[^\n.;“«"]{0,25}[“«"„][^“”«»"\n]{1,80}[”»"])"""
)
"""Behind a definition in one line, before a further term: `…; “lot” means …`, `…. Par « lot », on entend`."""
_ARTICLE: Final = r"\b(?:an?|the|une?|le|la|les|l['’]|el|los|las)\b"
_NAME: Final = re.compile(rf".*({_ARTICLE}\s?(?:\S+\s+){{0,6}})$", re.IGNORECASE | re.DOTALL)
"""The article of the noun that ends a text, with the words between."""
_SEGMENT: Final = re.compile(rf",\s+({_ARTICLE}[^,]+)$", re.IGNORECASE)
"""What stands behind the last comma, where an article opens it."""
_BREAKS: Final = frozenset("\n.;()（）。；؛")
_BREAKS_HAN: Final = _BREAKS | frozenset("，")
_TRIM: Final = " \t\n\u00a0-–—•*\"'“”„«»‘’「」『』《》()（）:：,，،"


def terms(node: Provision, found: FactRules, *, defining: bool) -> Iterator[Term]:
    """The terms that the own text of a provision defines.

    `defining`: it stands where terms are defined (below such a heading or opening), so that a bare
    `term: definition` is one.
    """
    taken: list[tuple[int, int]] = []
    names: list[tuple[int, int]] = []
    told: list[tuple[int, int]] = []
    for match, definition, ended in _matches(node, found, defining=defining):
        start, end = match.span("term")
        others = taken
        if match.re in found.shortened:
            # A short name may be given within the definition of another: it stands for words of that alone.
            begin = max((first for first, last in told if first < match.start() < last), default=0)
            others, definition = names, definition[-(match.start() - begin) :]
        if all(end <= first or last <= start for first, last in others) and (
            term := _term(node, match, definition, found)
        ):
            taken.append((match.start(), ended))
            names.append(match.span("term"))
            short = match.re in found.shortened
            told.append(match.span() if short else (match.start("definition"), ended))
            yield term


def _matches(
    node: Provision, found: FactRules, *, defining: bool
) -> Iterator[tuple[re.Match[str], str, int]]:
    """What may define a term, with its definition and where that ends in the text."""
    for pattern in (*found.definitions, *((found.listed,) if defining else ())):
        for match, end in _defining(pattern, node.text):
            yield match, _definition(node, match, end), end
    for pattern in found.shortened:
        for match in pattern.finditer(node.text):
            yield match, _before(node.text, match.start(), match["term"], found), match.end()


def _defining(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The matches with where each ends: before a further quoted term in the same line."""
    match = pattern.search(text)
    while match:
        told = match.start("definition"), match.end()
        further = _FURTHER.search(text, *told)
        end = further.start() if further else match.end()
        yield match, end
        match = pattern.search(text, max(end, match.start() + 1))


def _before(text: str, end: int, term: str, found: FactRules) -> str:
    """The words that a short name stands for: those before it in its sentence.

    Of many, those that begin with the name itself (`… of the Convention on Consular Relations`).
    """
    breaks = _BREAKS_HAN if found.language == "zh" else _BREAKS
    if found.language == "zh" and text[end - 1 : end] == "》" and (title := text.rfind("《", 0, end)) >= 0:
        return text[title:end]
    start = _before_note(text, end)
    while start and end - start < _LONGEST_BEFORE and text[start - 1] not in breaks:
        start -= 1
    told, name = text[start:end], term.strip(_TRIM)
    if spelled := _spelled(told, name):
        return spelled
    if told.casefold().endswith(name.casefold()) and (noun := _NAME.match(told[: -len(name)])):
        return noun[1] + name
    last = _SEGMENT.search(told)
    if last and len(told.split()) > _LONGEST_NAMED >= len(last[1].split()):
        return last[1]
    if len(told.split()) > _LONGEST_NAMED and (at := told.casefold().rfind(name.casefold())) >= 0:
        return told[at:]
    return told if len(told) > 1 and len(told.split()) <= _LONGEST_NAMED else ""


def _spelled(told: str, name: str) -> str:
    """The words at the end whose first letters are a name: `technical barriers to trade` (TBT)."""
    words = list(_WORD.finditer(told))
    for start in range(max(0, len(words) - 2 * len(name)), len(words)):
        first = "".join(word[0][0] for word in words[start:] if len(word[0]) > _SMALL)
        if _ACRONYM.fullmatch(name) and first.casefold() == name.casefold():
            return told[words[start].start() :]
    return ""


def _before_note(text: str, end: int) -> int:
    """Before a note in parentheses that a short name follows: `the tax (Belasting) (hereinafter …)`."""
    kept = len(text[:end].rstrip())
    opening = text.rfind("(", 0, kept) if text[:kept].endswith(")") else -1
    return opening if opening > 0 else end


def _term(node: Provision, match: re.Match[str], definition: str, found: FactRules) -> Term | None:
    start, end = match.span("term")
    while start < end and node.text[start] in _TRIM:
        start += 1
    while end > start and node.text[end - 1] in _TRIM:
        end -= 1
    end += node.text[start : end + 1].endswith(")") and "(" in node.text[start:end]
    start, end = _without_note(node.text, start, end)
    term, told = node.text[start:end], definition.strip()
    definition = _LINK.sub("", told.strip(_TRIM + ";.；。؛").strip())
    for opening, closing in ("()", "（）"):
        left = told.endswith(closing) and definition.count(opening) > definition.count(closing)
        definition += closing if left else ""
    if len(definition) < _SHORT and found.headings["definitions"].search(definition):
        return None
    if found.headings["definitions"].search(term):
        return None
    several = "》、《" in term or len(term.split()) > _LONGEST
    if not term or not definition or several or not any(map(str.isalpha, term)):
        return None
    return Term(node.eid, term, definition, Span(start, end)) if term[0].isalnum() else None


def _without_note(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a parenthesis that the term leaves open: `陆源（简称`."""
    opening = max(text.rfind("(", start, end), text.rfind("（", start, end))
    closed = max(text.rfind(")", start, end), text.rfind("）", start, end))
    return start, opening if opening > max(closed, start) else end


def _definition(node: Provision, match: re.Match[str], end: int) -> str:
    """What stands behind the term; where that is a colon alone, what stands below."""
    told = match["definition"]
    told = told[: end - match.start("definition")] if end < match.end() else told
    below = match.end() >= len(node.text.rstrip()) and not told.strip(_TRIM)
    return node.full_text()[len(node.text) :] if below else told
