"""When a text says that it ends: on a day, or after a term that may go on when it is over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from corpus.language.dates import DateMention
from corpus.language.force_words import form, leading_to, phrase, stems
from corpus.language.timing import find_timing, number
from corpus.law.periods import reached
from corpus.law.timeline import EXCEPTED, EXPIRY, TERM
from corpus.model import UNKNOWN, ClauseKind, End, Force, ForceState, Interval, LegalDate, Provision
from corpus.model.timing import Event, Period, TimeRule, Unit
from ingest.force.said import EXCEPT, Said
from ingest.metadata.effect import is_conditional
from ingest.metadata.entry import Bases
from ingest.metadata.own import sentence

_GOES_ON = frozenset({ClauseKind.DURATION, ClauseKind.WITHDRAWAL, ClauseKind.ENTRY_INTO_FORCE})
"""Final clauses that may say of a term told elsewhere that it is renewed."""
_LONGEST_REST = 60
"""Characters behind a term that only say from when it counts; what says more may say that it goes on."""
INTO_DAY = 6
"""Characters of a day that a connector may take with it: `ngày`."""
_ENDS_CHINESE = re.compile(r"\s?(?:起|日)?(?:即|自动|自動)?$")


def ends(said: Said, bases: Bases) -> Iterator[Force]:
    """The ends that the text tells of itself or of its provisions."""
    for part in said.parts:
        yield from _on_days(said, part)
        yield from _terms(said, part, bases)


def _on_days(said: Said, part: Provision) -> Iterator[Force]:
    for begin, subject_end, mention, end in _stated(said, part):
        first, last = sentence(part.text, begin, mention.end)
        if mention.start >= last:
            continue
        ceases = phrase(said.words.code, "ends").match(part.text, begin)
        goes_on = bool(
            stems(said.words.code, "renewed").search(part.text, first, last if ceases else len(part.text))
        )
        goes_on = goes_on or is_conditional(part.text, begin, mention.end)
        if goes_on and stems(said.words.code, "any_time").search(part.text, first):
            continue  # neither an end nor a day up to which it lasts
        leaves_out = bool(EXCEPT.search(part.text, first, last))
        for eid in said.subject(part, first, subject_end):
            reason = EXCEPTED if leaves_out else TERM if goes_on and eid is None else EXPIRY
            yield _end(said, part, (begin, mention.end), end, eid, reason, goes_on=goes_on)


def _end(
    said: Said, part: Provision, place: tuple[int, int], end: LegalDate, eid: str | None, reason: str,
    *, goes_on: bool,
) -> Force:  # fmt: skip
    """An end, or where it may go on behind it, that it had not ended before."""
    state = ForceState.CONTINUED if goes_on else ForceState.IN_FORCE
    return said.force(part, *place, Interval(UNKNOWN, End.on(end)), reason, eid, state=state)


def _stated(said: Said, part: Provision) -> Iterator[tuple[int, int, DateMention, LegalDate]]:
    """Phrases that lead to a day: where they begin, up to where their subject stands, the day, the end."""
    text, code = part.text, said.words.code
    if not phrase(code, "lasts", "ends").search(text):  # much sooner found than days
        return
    mentions = said.dates(text)
    leads = (
        leading_to(code, "lasts", "through", "until"),
        leading_to(code, "ends", "ends_from", "ends_at", gap=0),
    )
    for pattern in leads:
        for mention in mentions:
            match = _lead_to(pattern, text, mention.start)
            if match:
                group = match.lastgroup if code == "ar" else None
                subject_end = match.start(group or 0)
                yield match.start(), subject_end, mention, _after(mention, match)
    if code == "zh":
        yield from _chinese(text, mentions)


def _lead_to(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The nearest phrase that leads right to a place."""
    found = [
        match
        for match in pattern.finditer(text, max(0, end - 160), end + 24)
        if -1 <= match.end() - end <= INTO_DAY
    ]
    return found[-1] if found else None


def _after(mention: DateMention, match: re.Match[str]) -> LegalDate:
    """The first day without force: the day told, the next, or (where custom differs) one of them."""
    groups = match.groupdict()
    day = mention.date
    next_ = LegalDate(day.earliest, day.latest + timedelta(days=1), day.printed, day.calendar)
    if groups.get("ends_from"):
        return day
    if groups.get("through"):
        one = timedelta(days=1)
        return LegalDate(day.earliest + one, day.latest + one, day.printed, day.calendar)
    return next_


def _chinese(text: str, mentions: list[DateMention]) -> Iterator[tuple[int, int, DateMention, LegalDate]]:
    """`自2020年1月1日起废止`: the day before the verb."""
    for mention in mentions:
        verb = re.compile(form("zh", "ends")).search(text, mention.end, mention.end + 8)
        opened = re.compile(rf"{form('zh', 'ends_from')}\s*$").search(text[: mention.start])
        if verb and opened and _ENDS_CHINESE.match(text[mention.end : verb.start()]):
            yield opened.start(), opened.start(), mention, mention.date


def _terms(said: Said, part: Provision, bases: Bases) -> Iterator[Force]:
    """`shall remain in force for five years`: a rule, for from when it counts is told elsewhere."""
    text, code = part.text, said.words.code
    for match in phrase(code, "term").finditer(text):
        first, last = sentence(text, *match.span())
        groups = match.groupdict()
        count = number(groups.get("n_digits") or groups["n"], code)
        if not count or (
            said.subject(part, first, match.start()) != (None,) and not _named_within(said, match)
        ):
            continue
        unit = next(unit for unit in Unit if groups.get(unit.value))
        around = " ".join(_around(said, part))
        if stems(code, "any_time").search(around):
            continue
        more = len(text[match.end() :].strip()) > _LONGEST_REST or ";" in text[match.end() :]
        period, goes_on = Period(count, unit), more or bool(stems(code, "renewed").search(around))
        yield from _of_term(said, part, match, last, period, bases, goes_on=goes_on)


def _of_term(
    said: Said, part: Provision, match: re.Match[str], last: int, period: Period, bases: Bases,
    *, goes_on: bool,
) -> Iterator[Force]:  # fmt: skip
    """A term from a day or an event that is told with it; else from the entry into force."""
    text, place = part.text, match.span()
    told = find_timing(text, match.start("n"), said.words.code, last)
    dated = said.day_behind(text, match.end(), last)
    event = told.rule.event if told and told.start <= match.start("n") else Event.ENTRY
    base = dated.date if dated else bases.of(event)
    day = reached(base, period) if base and base.day else None
    if day:
        yield _end(said, part, place, day, None, TERM, goes_on=goes_on)
    elif event is Event.ENTRY:
        rule = str(TimeRule(event, 0, period, open=goes_on))
        yield said.force(part, *place, Interval(), TERM, None, rule=rule)


def _named_within(said: Said, match: re.Match[str]) -> bool:
    """Arabic and Chinese name the instrument within the phrase: 本协定有效期五年."""
    return said.words.code in {"ar", "zh"} and any(
        name.casefold() in match[0].casefold() for name in said.words.instruments
    )


def _around(said: Said, part: Provision) -> Iterator[str]:
    """The article of a provision, and the clauses that may say that its term goes on."""
    article = part.eid.split("__")[0]
    for one in said.own.parts:
        if one.eid.split("__")[0] == article or one.clause in _GOES_ON:
            yield one.text
