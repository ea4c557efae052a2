"""Findings as a page shows them: in words, grouped by kind, each with links to both texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.language.directions import direction
from search_api.findings import Evidence, Finding, Place
from search_api.http.messages.findings import FindingWords
from web.urls import work_url

LONGEST = 400
"""Characters of a text that is quoted: the rest is behind its link."""


@dataclass(frozen=True, slots=True)
class Linked:
    """A text with its address; empty: there is none to open."""

    label: str
    name: str
    url: str
    language: str
    direction: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """The other text, and what it has to do with it."""

    role: str
    where: Linked
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding."""

    where: Linked
    page: int | None
    says: str
    words: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of a kind."""

    kind: str
    severity: str
    severity_word: str
    title: str
    count: int
    lines: tuple[FindingLine, ...]


def groups(findings: Iterable[Finding], words: FindingWords, as_of: str) -> tuple[FindingGroup, ...]:
    """Findings by kind, in their order; `as_of` goes into the links, empty: today."""
    return tuple(_groups(findings, words, as_of))


def _groups(findings: Iterable[Finding], words: FindingWords, as_of: str) -> Iterator[FindingGroup]:
    for kind, of_kind in groupby(findings, key=lambda each: each.kind):
        own = list(of_kind)
        severity = own[0].severity
        lines = tuple(_line(each, words, as_of) for each in own)
        yield FindingGroup(kind, severity, words.severity(severity), words.kind(kind), len(own), lines)


def _line(finding: Finding, words: FindingWords, as_of: str) -> FindingLine:
    says = words.says(finding)
    return FindingLine(
        where=_linked(finding.place, as_of),
        page=finding.place.page,
        says=says,
        words="" if finding.words in says else _short(finding.words),
        evidence=tuple(_evidence(each, words, as_of) for each in finding.evidence),
    )


def _evidence(evidence: Evidence, words: FindingWords, as_of: str) -> EvidenceLine:
    day = words.day(evidence.day) if evidence.day else ""
    return EvidenceLine(
        words.role(evidence.role), _linked(evidence.place, as_of), day, _short(evidence.words)
    )


def _linked(place: Place, as_of: str) -> Linked:
    day = place.version.isoformat() if place.version else as_of
    params = [("language", place.language), ("as_of", day)]
    url = work_url(place.work, place.eid, params=params) if place.work else ""
    return Linked(place.label, place.name, url, place.language, direction(place.language or "und"))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"
