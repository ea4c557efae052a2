"""Deadlines: lengths of time within which something must or may be done, and how long they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COMMAS, ENDS, Stretch
from ingest.facts.pipeline import OFTEN, PERIOD, Cue, Cues
from ingest.facts.quantities import UNITS, Duration, durations
from ingest.facts.rules import FactRules

BINDING: Final = (
    "must",
    "must_not",
    "may",
    "duty",
    "auxiliary",
    "duty_passive",
    "future",
    "reflexive_duty",
    "by_duty",
    "entitled",
    "charges",
    "allows",
)
"""Roles of words that bind."""
_EFFECT: Final = ("not_deed", "effect")
"""Roles of words that tell when and how long a work has effect."""
_OFTEN: Final = ("once", "every")
"""Roles of words before a length of time that tell how often something is done."""
_OPENINGS: Final = ("within", "at_most", *_OFTEN, "no_deadline")
"""Roles of words before a length of time that tell what it is."""
_TAIL: Final = 24
"""Words behind a length of time that may tell from when it runs."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit at some tokens, half-open, with its length; a day by which something is done has none."""

    start: int
    end: int
    count: int | None = None
    unit: str = ""
    days: str | None = None
    every: bool = False
    """Something is done again after each such time."""

    @property
    def data(self) -> dict[str, str]:
        """As `ProcedureItem.data`."""
        if self.count is None:
            return {}
        told = {"count": str(self.count), "unit": self.unit}
        told |= {"days": self.days} if self.days else {}
        return told | ({"every": "true"} if self.every else {})


def deadlines(doc: Doc, found: FactRules) -> list[Deadline]:
    """Every deadline: lengths of time, days and events by which, frequencies with which something is done.

    A length of time is one where a word before it (within, trong thời hạn) or behind it (before, 内) says so,
    and where the sentence tells of no punishment, age, validity or effect. Years limit a deed only where the
    sentence binds somebody, and a mere measure (at most, at least) of other than working
    days does only where it says from when. Days and frequencies do where the sentence binds somebody; what is
    urgent always does.
    """
    cues: Cues = doc._.cues
    lengths = durations(doc, found)
    days = [*(_before(cues, one, lengths) for one in _dates(doc, found.dates)), *_frequencies(cues)]
    urgent = [*_dates(doc, (found.soon,)), *_periods(cues)]
    if not (lengths or days or urgent):
        return []
    read = []
    for sentence in doc._.sentences:
        if not cues.has("penalty", start=sentence.start, end=sentence.end):
            binds = cues.has(*BINDING, start=sentence.start, end=sentence.end)
            here = [one for one in lengths if sentence.start <= one.start < sentence.end]
            here = [one for one in here if binds or not _needs_binding(cues, one)]
            here = [one for one in here if not _of_effect(cues, one.start, sentence)]
            read += [limit for one in here if (limit := _deadline(doc, cues, one, sentence))]
            named = [one for one in days if sentence.start <= one.start < sentence.end]
            named = [one for one in named if _binds(cues, one, sentence)]
            named += [one for one in urgent if sentence.start <= one.start < sentence.end]
            read += [one for one in named if not _of_effect(cues, one.start, sentence)]
    return list(_apart(read))


def _of_effect(cues: Cues, at: int, sentence: Stretch) -> bool:
    """The verb before tells when a work has effect, not what somebody does by then.

    Not so behind a condition: `remains in force unless a Party gives notice six months before`.
    """
    verbs = cues.of(*BINDING, *_EFFECT, start=sentence.start, end=sentence.end)
    before = [cue for cue in verbs if cue.start < at]
    if not before:
        return bool(verbs) and verbs[0].role == "not_deed"
    last = before[-1]
    return last.role in _EFFECT and not cues.has("exception", "condition", start=last.end, end=at)


def _dates(doc: Doc, patterns: Iterable[re.Pattern[str]]) -> Iterator[Deadline]:
    """Days by which something is to be done: `before 31 December`."""
    printed = doc.user_data["printed"]
    for pattern in patterns:
        for match in pattern.finditer(printed):
            span = doc.char_span(*match.span(), alignment_mode="expand")
            if span is not None:
                yield Deadline(span.start, span.end)


def _binds(cues: Cues, day: Deadline, sentence: Stretch) -> bool:
    """Whether the sentence binds somebody, with another verb than one of the day's own words."""
    before = cues.has(*BINDING, start=sentence.start, end=day.start)
    return before or cues.has(*BINDING, start=day.end, end=sentence.end)


def _before(cues: Cues, day: Deadline, lengths: Iterable[Duration]) -> Deadline:
    """The event before which something is done, with how long before: `seven days before expiry`.

    A length behind a unit is part of a date (`ngày 20 tháng 4`), one behind `each` a frequency.
    """
    inside = [one for one in lengths if day.start <= one.start and one.end <= day.end + 1]
    if len(inside) != 1 or any(cues.ending(role, inside[0].start) for role in (*UNITS, *_OFTEN)):
        return day
    (one,) = inside
    return Deadline(day.start, max(day.end, one.end), one.count, one.unit, one.days)


def _periods(cues: Cues) -> Iterator[Deadline]:
    """Limits whose length one phrase tells: `в десятидневный срок`."""
    for role in cues.roles(PERIOD):
        count, unit = role.removeprefix(PERIOD).split()
        yield from (Deadline(cue.start, cue.end, int(count), unit) for cue in cues.of(role))


def _frequencies(cues: Cues) -> Iterator[Deadline]:
    """What one phrase tells to be done again and again (`at least twice a year`), unless it is a name."""
    for role in cues.roles(OFTEN):
        count, unit = role.removeprefix(OFTEN).split()
        for cue in cues.of(role):
            least = cues.ending("at_most", cue.start)
            if cues.ending("named_often", cue.start) is None:
                yield Deadline(least.start if least else cue.start, cue.end, int(count), unit, every=True)


def _deadline(doc: Doc, cues: Cues, length: Duration, sentence: Stretch) -> Deadline | None:
    start = length.start
    while start > sentence.start and (word := cues.ending("filler", start)):
        start = word.start
    opening = max(
        (cue for role in _OPENINGS if (cue := cues.ending(role, start))),
        key=lambda cue: cue.end - cue.start,
        default=None,
    )
    closing = _closing(doc, cues, length.end, sentence.end)
    if opening and (opening.role == "no_deadline" or _lasts(cues, opening)):
        return None
    measure = opening and opening.role == "at_most" and length.days != "working"
    measure = measure and not cues.at("from", length.end)
    if (not opening or measure) and not closing:
        return None
    if _banned(doc, cues, max(length.end, closing.end if closing else 0)):
        return None
    begin = opening.start if opening else length.start
    begin = _since(doc, cues, begin, sentence.start)
    end = _tail(doc, cues, length.end, sentence.end)
    end = max(end, closing.end if closing else 0)
    often = opening is not None and opening.role in _OFTEN
    return Deadline(begin, end, length.count, length.unit, length.days, often)


def _lasts(cues: Cues, opening: Cue) -> bool:
    """A measure behind a word that tells how long something lasts: `for at least a year before`."""
    return opening.role == "at_most" and cues.ending("no_deadline", opening.start) is not None


def _needs_binding(cues: Cues, length: Duration) -> bool:
    """Years limit only what somebody is bound to do, and so does `every month`."""
    every = length.count == 1 and cues.ending("every", length.start)
    if length.count > 1 and cues.ending("every", length.start):
        return False
    return bool(every) or (length.unit == "year" and not cues.ending("once", length.start))


def _banned(doc: Doc, cues: Cues, end: int) -> bool:
    """Right behind the length a ban follows: it tells how long (五年内不得)."""
    return bool(cues.at("must_not", end)) and doc[end - 1].text not in COMMAS


def _closing(doc: Doc, cues: Cues, start: int, end: int) -> Cue | None:
    at = start
    while at < end and (doc[at].text in COMMAS or cues.at("at_most", at)):
        at = max(at + 1, cue.end if (cue := cues.at("at_most", at)) else 0)
    return cues.at("after_within", start) or cues.at("after_within", at) if start < end else None


def _since(doc: Doc, cues: Cues, begin: int, least: int) -> int:
    """Chinese tells before the length from when it runs: 自受理申请之日起20日内."""
    starts = [cue for cue in cues.of("since", start=least, end=begin) if begin - cue.start <= _TAIL]
    if starts and cues.ending("since_end", begin):
        return starts[-1].start
    return begin


def _tail(doc: Doc, cues: Cues, end: int, most: int) -> int:
    """Up to the next comma, where a word says from when the length runs."""
    if not cues.at("from", end):
        return end
    stop = end
    while stop < min(most, end + _TAIL) and doc[stop].text not in COMMAS and doc[stop].text not in ENDS:
        stop += 1
    return stop


def _apart(read: list[Deadline]) -> Iterator[Deadline]:
    """None overlapping another; a day and its frequency are one (`by 1 May each year`)."""
    last: Deadline | None = None
    for one in sorted(read, key=lambda one: (one.start, -one.end)):
        if last and one.every and last.count is None and one.start <= last.end:
            last = replace(one, start=last.start, end=max(last.end, one.end))
        elif last is None or one.start >= last.end:
            if last:
                yield last
            last = one
    if last:
        yield last
