"""Days on which a text says in its head that it was amended: what is amended has not ended yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from corpus.language.dates import find_dates
from corpus.language.force_words import form, phrase
from corpus.law.timeline import AMENDED
from corpus.model import UNKNOWN, End, Force, ForceState, Interval, LegalDate, Origin, OriginKind
from ingest.metadata.head import Head, span_of


def amended(head: Head) -> Iterator[Force]:
    """A record for the last such day: up to it the work had not ended."""
    last = max(_days(head), key=lambda found: found[0].earliest, default=None)
    if last:
        day, origin = last
        end = End.on(LegalDate.of(day.earliest + timedelta(days=1)))
        yield Force(ForceState.CONTINUED, Interval(UNKNOWN, end), origin, reason=AMENDED)


def _days(head: Head) -> Iterator[tuple[LegalDate, Origin]]:
    code = head.words.code
    opens = phrase(code, "amended")
    behind = re.compile(form(code, "amended_behind"), re.IGNORECASE)
    for line in head.before_recitals:
        noted = opens.match(line.text.lstrip(" \t(（[«"))
        for mention in find_dates(line.text, code):
            if mention.date.day and (noted or behind.match(line.text, mention.end)):
                yield mention.date, Origin(OriginKind.TEXT, "", span_of(line, mention.start, mention.end))
