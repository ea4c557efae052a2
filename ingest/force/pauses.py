"""Suspension and its end, provisional application, and effect before the day of effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from corpus.language.citations import WorkMention
from corpus.language.dates import DateMention
from corpus.language.force_words import form
from corpus.language.timing import find_timing
from corpus.law.periods import reached
from corpus.law.timeline import RETROACTIVE
from corpus.model import (
    UNKNOWN,
    End,
    Force,
    ForceState,
    Interval,
    LegalDate,
    Origin,
    OriginKind,
    Provision,
    Relation,
    RelationType,
)
from ingest.force.ends import INTO_DAY
from ingest.force.said import Said, phrases
from ingest.metadata.effect import is_conditional
from ingest.metadata.entry import Bases
from ingest.metadata.own import sentence

SUSPENSION = "suspended_in_text"
_NEAR = 60


def suspensions(said: Said) -> Iterator[Force]:
    """Of the instrument's own provisions, where the text says from which day."""
    for part, match, interval in _suspending(said):
        first, last = sentence(part.text, *match.span())
        if _other_work(said, part, first, last) is None:
            for eid in said.objects(part, first, last):
                yield said.force(part, first, last, interval, SUSPENSION, eid, state=ForceState.SUSPENDED)


def suspending(said: Said) -> Iterator[Relation]:
    """The suspension of another work, or of provisions of it."""
    for part, match, interval in _suspending(said):
        first, last = sentence(part.text, *match.span())
        other = _other_work(said, part, first, last)
        if other is None:
            continue
        origin = Origin(OriginKind.TEXT, part.eid, said.own.place(part, first, last))
        for eid in _provisions_of(said, part, other, first, last) or (None,):
            yield Relation(
                RelationType.SUSPENDS, other.text, origin, part.eid, target_eid=eid, effective=interval
            )


def _suspending(said: Said) -> Iterator[tuple[Provision, re.Match[str], Interval]]:
    for part in said.parts:
        for match in phrases(said, part, "suspended"):
            first, last = sentence(part.text, *match.span())
            interval = _from_to(said, part.text, first, last)
            if interval and not is_conditional(part.text, *match.span()):
                yield part, match, interval


def _from_to(said: Said, text: str, first: int, last: int) -> Interval | None:
    """`from 1 March to the end of 30 June`: None where no beginning is told, or more than two days."""
    code = said.words.code
    starts, ends = [], []
    for mention in said.dates(text[:last]):
        if mention.start < first:
            continue
        before, groups = text[first : mention.start], _connector(code, text, first, mention)
        if groups:
            ends.append(_after(mention, through=groups == "through"))
        elif re.search(rf"(?<![^\W\u4e00-\u9fff]){form(code, 'from')}\s*$", before, re.IGNORECASE):
            starts.append(mention.date)
    if len(starts) != 1 or len(ends) > 1:
        return None
    return Interval(End.on(starts[0]), End.on(ends[0]) if ends else UNKNOWN)


def _connector(code: str, text: str, first: int, mention: DateMention) -> str:
    """`until`, `to` or `through` right before a day; empty for none."""
    for name in ("through", "until", "to"):
        pattern = re.compile(rf"(?<![^\W\u4e00-\u9fff]){form(code, name)}\s*", re.IGNORECASE)
        found = pattern.finditer(text, max(first, mention.start - 40), mention.start + 24)
        if any(-1 <= match.end() - mention.start <= INTO_DAY for match in found):
            return name
    return ""


def _after(mention: DateMention, *, through: bool) -> LegalDate:
    one = timedelta(days=1)
    first = mention.date.earliest + one if through else mention.date.earliest
    return LegalDate(first, mention.date.latest + one, mention.date.printed, mention.date.calendar)


def _other_work(said: Said, part: Provision, first: int, last: int) -> WorkMention | None:
    """The other work that a sentence names; None where it names none."""
    for one in said.citations(part):
        if first <= one.start and one.end <= last:
            for target in one.targets:
                mention = target.work.named
                if mention and not mention.is_this:
                    return mention
    return None


def _provisions_of(said: Said, part: Provision, other: WorkMention, first: int, last: int) -> tuple[str, ...]:
    return tuple(
        eid
        for one in said.citations(part)
        if first <= one.start and one.end <= last
        for target in one.targets
        if target.work.named == other
        for eid in target.each()
    )


def provisional(said: Said, bases: Bases) -> Iterator[Force]:
    """Provisional application from a day that is told, or from the signature."""
    for part in said.parts:
        for match in phrases(said, part, "provisional"):
            first, last = sentence(part.text, *match.span())
            subjects = said.subject(part, first, match.start()) or said.subject(part, first, match.end())
            mention = said.day_behind(part.text, match.end(), last)
            rule = find_timing(part.text, match.end(), said.words.code, last)
            base = bases.of(rule.rule.event) if rule and rule.whole else None
            day = mention.date if mention else reached(base, rule.rule.period) if rule and base else None
            if day and not is_conditional(part.text, *match.span()):
                for eid in subjects:
                    interval = Interval(End.on(day), UNKNOWN)
                    yield said.force(
                        part, first, last, interval, "stated_in_text", eid, state=ForceState.PROVISIONAL
                    )


def retroactive(said: Said) -> Iterator[Force]:
    """`shall apply retroactively from 1 January 2019`."""
    for part in said.parts:
        for match in phrases(said, part, "retroactive"):
            first, last = sentence(part.text, *match.span())
            near = [
                one
                for one in said.dates(part.text[:last])
                if match.end() <= one.start <= match.end() + _NEAR // 3
            ]
            if near and not is_conditional(part.text, *match.span()):
                interval = Interval(End.on(near[0].date), UNKNOWN)
                for eid in said.subject(part, first, match.start()):
                    yield said.force(part, match.start(), near[0].end, interval, RETROACTIVE, eid)
