"""The number or symbol of an instrument, as printed in its head or title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from corpus.language.amendments.lexicon import lexicon
from corpus.language.dates import find_dates
from corpus.model import Identifier, IdentifierScheme, Span
from ingest.metadata.head import Head, span_of
from ingest.metadata.titles import Title

_REGISTERED = re.compile(
    r"treaty series|recueil des traités|registered by|enregistrée? par"
    r"|authentic text|textes? authentiques?|filed and recorded",
    re.IGNORECASE,
)
"""What a text of the United Nations Treaty Series says near its head."""
_LONGEST_LINE = 220
_FIRST_LINES = 6
_IN_A_SERIES = re.compile(r"n(?:o|os|[°º])\.?\s?(?P<n>\d{3,6})\.?\s+(?=[^\W\d_]{4})", re.IGNORECASE)
_MADE = re.compile(
    r"\b(?:signed|done|concluded|initialled|opened for signature"
    r"|sign[ée]e?s?|faite?|conclue?|exchange|échange)\b",
    re.IGNORECASE,
)
_FILED = 2_000
"""Numbers of treaties filed and recorded, the second part of the series, are below and say nothing alone."""
_SINCE = 1946


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """An identifier and where it stands."""

    identifier: Identifier
    span: Span


def find_number(head: Head, title: Title | None) -> FoundNumber | None:
    """The document's own number: on a line of the head before any recital, else in its title.

    A number in a recital, or in the title of an amending act, is another instrument's: a title is
    searched only up to the first number, and a kind word must stand before it. In a correction (Corrigendum
    to Decree No. 4/2030) what stands from its name on is what it corrects.
    """
    return _registered(head) or _above_its_title(head) or _on_a_line(head) or _in_title(head, title)


def _corrects(line: str, head: Head) -> bool:
    """Whether a line is the name of a correction."""
    words = lexicon(head.words.code)
    return words is not None and bool(words.correcting.search(line))


def _on_a_line(head: Head) -> FoundNumber | None:
    for line in takewhile(lambda line: not _corrects(line.text, head), head.before_recitals):
        if len(line.text) > _LONGEST_LINE:
            continue
        for pattern in _patterns(head.words.numbers.get("line", ())):
            match = pattern.search(line.text)
            if match:
                begin, end = match.span("n")
                return FoundNumber(_number(match), span_of(line, begin, end))
    return None


def _in_title(head: Head, title: Title | None) -> FoundNumber | None:
    if title is None or title.words_only or _corrects(title.text, head):
        return None
    for pattern in _patterns(head.words.numbers.get("title", ())):
        match = pattern.search(title.text)
        # Beyond the opening words a number belongs to what is amended, approved or replaced.
        if match and len(title.text[: match.start("n")].split()) <= 6:
            return FoundNumber(_number(match), title.span)
    return None


def _registered(head: Head) -> FoundNumber | None:
    """`No. 11752` above a text of the United Nations Treaty Series."""
    patterns = _patterns(head.words.numbers.get("unts", ()))
    if not patterns or not any(_REGISTERED.search(line.text, 0, 2_000) for line in head.lines):
        return None
    for line in head.before_recitals[:12]:
        for pattern in patterns:
            match = pattern.search(line.bare)
            if match:
                identifier = Identifier(IdentifierScheme.UNTS, match["n"])
                return FoundNumber(identifier, span_of(line, *match.span("n")))
    return None


def _above_its_title(head: Head) -> FoundNumber | None:
    """`No. 11752. CULTURAL AGREEMENT BETWEEN … SIGNED AT CAIRO, ON 11 MAY 1972`: so the series prints it too.

    The other series, of the League of Nations, ended in 1946; treaties only filed there are counted anew.
    """
    title = " ".join(line.text for line in head.before_recitals[: 2 * _FIRST_LINES])
    years = [day.date.earliest.year for day in find_dates(title, head.words.code)]
    for line in head.before_recitals[:_FIRST_LINES]:
        match = _IN_A_SERIES.match(line.bare)
        if not match or int(match["n"]) <= _FILED or not _MADE.search(title):
            continue
        if years and years[-1] >= _SINCE:
            identifier = Identifier(IdentifierScheme.UNTS, match["n"])
            start = line.text.index(match["n"])
            return FoundNumber(identifier, span_of(line, start, start + len(match["n"])))
    return None


def _number(match: re.Match[str]) -> Identifier:
    """The number without blanks inside; with its year where that is printed apart (رقم 42 لسنة 2017)."""
    value = re.sub(r"\s*([/–-])\s*", r"\1", " ".join(match["n"].replace("\u200f", "").split()))
    year = match.groupdict().get("year")
    return Identifier(IdentifierScheme.NUMBER, f"{value}/{year}" if year else value)


@cache
def _patterns(sources: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)
