"""Provisions that begin on another day than their instrument: `Articles 3 to 5 come into force on …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language.force_words import form
from corpus.language.timing import find_timing
from corpus.law.periods import reached
from corpus.law.status import AWAITS
from corpus.model import UNKNOWN, End, Force, Interval, LegalDate, Provision
from corpus.model.timing import TimeRule
from ingest.force.said import Said
from ingest.metadata.effect import FoundEffect, is_conditional, is_restricted
from ingest.metadata.entry import Bases, entering
from ingest.metadata.own import sentence

_VERB_FIRST = 60
"""Characters between an Arabic phrase and its day, where the provisions stand."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A statement that something begins: its place, and the day or the rule."""

    begin: int
    end: int
    subject_end: int
    day: LegalDate | None
    rule: TimeRule | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """What a text says begins: the whole, and parts apart."""

    whole: tuple[FoundEffect, ...]
    apart: tuple[Force, ...]


def begun(said: Said, bases: Bases) -> Begun:
    """Read all statements of a beginning once."""
    whole: list[FoundEffect] = []
    apart: list[Force] = []
    for part in said.parts:
        done = 0
        for found in _beginnings(said, part):
            first, _ = sentence(part.text, found.begin, found.end)
            of = said.subject(part, max(first, done), found.subject_end)
            done = found.end
            conditional = is_conditional(part.text, found.begin, found.end)
            if of == (None,):
                whole += _of_whole(said, part, found, conditional=conditional)
            elif not conditional:
                apart += [_force(said, part, found, eid, bases) for eid in of if eid]
    return Begun(tuple({one.date.isoformat(): one for one in reversed(whole)}.values())[::-1], tuple(apart))


def _of_whole(said: Said, part: Provision, found: Beginning, *, conditional: bool) -> Iterator[FoundEffect]:
    place = said.own.place(part, found.begin, found.end)
    if found.day and place and not is_restricted(part.text, found.end):
        words = part.text[found.begin : found.end]
        yield FoundEffect(found.day, place, part.eid, words, conditional)


def of_the_whole(found: Sequence[FoundEffect], told: Begun) -> list[FoundEffect]:
    """The days of effect found without those of provisions that begin apart; else those said here."""
    days = list(told.whole)
    whole = {(one.eid, one.date.isoformat()) for one in days}
    apart = {(one.detail, str(one.interval.start)) for one in told.apart} - whole
    return [one for one in found if (one.eid, one.date.isoformat()) not in apart] or days


def _beginnings(said: Said, part: Provision) -> Iterator[Beginning]:
    text, code = part.text, said.words.code
    for match in entering(text, said.words):
        first, last = sentence(text, *match.span())
        if code == "zh":
            found = _chinese(said, text, first, match)
        else:
            found = _dated(said, text, match, last) or _ruled(text, code, match, last)
        if found:
            yield found


def _dated(said: Said, text: str, match: re.Match[str], last: int) -> Beginning | None:
    mention = said.day_behind(text, match.end(), last)
    if mention is None and said.words.code == "ar":
        leads = re.compile(rf"(?<!\w){form('ar', 'from')}\s*", re.IGNORECASE)
        for lead in leads.finditer(text, match.end(), min(last, match.end() + _VERB_FIRST)):
            behind = said.day_behind(text, lead.start(), last)
            if behind and behind.start <= lead.end() + 2:
                return Beginning(match.start(), behind.end, lead.start(), behind.date, None, True)
    if mention is None:
        return None
    subject_end = match.end() if said.words.code == "ar" else match.start()
    return Beginning(match.start(), mention.end, subject_end, mention.date, None, True)


def _ruled(text: str, code: str, match: re.Match[str], last: int) -> Beginning | None:
    found = find_timing(text, match.end(), code, last)
    if found is None:
        return None
    return Beginning(match.start(), found.end, match.start(), None, found.rule, found.whole)


def _chinese(said: Said, text: str, first: int, match: re.Match[str]) -> Beginning | None:
    """`第五条自2020年1月1日起施行`: the day before the verb."""
    for mention in said.dates(text[: match.start()]):
        opened = re.compile(rf"{form('zh', 'from')}\s*$").search(text[first : mention.start])
        if opened and re.fullmatch(r"\s?起?(?:正式|开始)?", text[mention.end : match.start()]):
            begin = first + opened.start()
            return Beginning(begin, match.end(), begin, mention.date, None, True)
    return None


def _force(said: Said, part: Provision, found: Beginning, eid: str, bases: Bases) -> Force:
    if found.day:
        interval = Interval(End.on(found.day), UNKNOWN)
        return said.force(part, found.begin, found.end, interval, "stated_in_text", eid)
    assert found.rule is not None
    base = bases.of(found.rule.event) if found.settled else None
    day = reached(base, found.rule.period) if base else None
    rule = str(found.rule)
    if day is None:
        reason = f"{AWAITS}{found.rule.event}"
        return said.force(part, found.begin, found.end, Interval(), reason, eid, rule=rule)
    interval = Interval(End.on(day), UNKNOWN)
    return said.force(part, found.begin, found.end, interval, "final_clause", eid)
