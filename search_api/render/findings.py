"""Findings as JSON, as a table for spreadsheets, as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from corpus.identifiers import ExpressionUri, WorkUri
from search_api.findings import Evidence, Finding, Findings, Place
from search_api.render.shown import path_of
from search_api.render.spreadsheet import table
from search_api.render.structured import Json

if TYPE_CHECKING:
    # The words stand with the sentences of the API, which gives findings out itself.
    from search_api.http.messages.findings import FindingWords

COLUMNS = (
    "key", "kind", "severity", "says", "work", "number", "title", "language", "eid", "provision", "page",
    "words", "url", "role", "other_work", "other_number", "other_title", "other_eid", "other_provision",
    "day", "other_words", "other_url", "further",
)  # fmt: skip


def url_of(place: Place, address: str = "") -> str:
    """The stable address of a provision in its wording; empty for a draft."""
    if not place.work:
        return ""
    work = WorkUri(place.work)
    uri = ExpressionUri(work, place.language, place.version) if place.language else work
    return address + path_of(uri, place.eid)


def findings_json(found: Findings, words: FindingWords, address: str = "") -> Json:
    """A whole report; `says` are in the language of `words`."""
    return {
        "as_of": found.on.isoformat(),
        "subject": list(found.subject),
        "works": found.works,
        "more": found.more,
        "judged": found.judged,
        "counts": {kind.value: number for kind, number in found.counts.items()},
        "unjudged": {reason.value: number for reason, number in found.unjudged.items()},
        "findings": [finding_json(each, words, address) for each in found.findings],
        "told": [finding_json(each, words, address) for each in found.told],
    }


def finding_json(finding: Finding, words: FindingWords, address: str = "") -> Json:
    """A finding."""
    return {
        "key": finding.key,
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "says": words.says(finding),
        "provision": _place(finding.place, address),
        "words": finding.words,
        "span": list(finding.span) if finding.span else None,
        "details": dict(finding.details),
        "evidence": [_evidence(each, address) for each in finding.evidence],
    }


def _evidence(evidence: Evidence, address: str) -> Json:
    return {
        "role": evidence.role.value,
        "provision": _place(evidence.place, address),
        "day": evidence.day.isoformat() if evidence.day else None,
        "words": evidence.words,
    }


def _place(place: Place, address: str) -> Json:
    return {
        "work": place.work,
        "title": place.title,
        "number": place.number,
        "language": place.language,
        "eid": place.eid,
        "path": list(place.steps),
        "page": place.page,
        "version": place.version.isoformat() if place.version else None,
        "url": url_of(place, address),
    }


def findings_csv(found: Findings, words: FindingWords, address: str = "") -> str:
    """A row for each finding, what is told apart at the end; the first text of its evidence has columns."""
    return table(COLUMNS, _rows(found, words, address))


def _rows(found: Findings, words: FindingWords, address: str) -> Iterator[Sequence[str]]:
    for each in (*found.findings, *found.told):
        here, first = each.place, next(iter(each.evidence), None)
        page = str(here.page) if here.page else ""
        yield (
            each.key, each.kind.value, each.severity.value, words.says(each), here.work, here.number,
            here.title, here.language, here.eid, here.label, page, each.words, url_of(here, address),
            *_other(first, address), "; ".join(words.evidence(one) for one in each.evidence[1:]),
        )  # fmt: skip


def _other(evidence: Evidence | None, address: str) -> Sequence[str]:
    if evidence is None:
        return ("",) * 9
    place, day = evidence.place, evidence.day.isoformat() if evidence.day else ""
    return (
        evidence.role.value, place.work, place.number, place.title, place.eid, place.label, day,
        evidence.words, url_of(place, address),
    )  # fmt: skip


def findings_text(found: Findings, words: FindingWords) -> str:
    """Each finding under its kind, then what could not be judged, then the counts."""
    lines: list[str] = []
    for kind, of_kind in groupby((*found.findings, *found.told), key=lambda each: each.kind):
        lines.append(f"\n{words.kind(kind)}")
        for each in of_kind:
            lines.append(f"- {words.named(each.place)} [{each.place.work}#{each.place.eid}]")
            lines.append(f"  {words.says(each)}")
            lines.extend(f"    {words.evidence(one)}" for one in each.evidence)
    counts = [(words.kind(kind), number) for kind, number in found.counts.items()]
    lines += [f"\n{words.report('as_of', day=words.day(found.on))}"]
    lines += [f"{number:6d}  {name}" for name, number in counts] or [words.report("none")]
    if found.unjudged:
        lines.append(words.report("unjudged"))
        lines += [f"{number:6d}  {words.unjudged(reason)}" for reason, number in found.unjudged.items()]
    return "\n".join(lines).lstrip("\n") + "\n"
