"""Where and when a treaty was concluded: `Done at Cairo, this eleventh day of May 1972`.

Read from the testimonium and from a line of the head that tells it of the instrument itself; what is so
said of another instrument (`the Convention signed at Paris on …`) stands within a sentence and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language.dates import DateMention, find_dates
from corpus.language.formalities import patterns
from corpus.model import LegalDate, Span
from ingest.metadata.head import Head, span_of
from ingest.metadata.own import Found, Own, sentence

_LONGEST_PLACE = 40
_MOST_WORDS = 5
_BEFORE = re.compile(r"(?:^|[.;:(\n—–]\s*|\s{2,}|\d\s?|[»”\"]\s?)$")
"""What may stand before the words of conclusion: the beginning of a sentence, or of a line glued to one."""
_PLACE_ENDS = re.compile(
    r"\s*(?:[,;:.()\n،؛]|\d|\s(?:on|this|in|the|le|la|ce|cet|en|el|los|a los|al|día|dia|ngày|vào"
    r"|в|от|и|am|den|op|de|بتاريخ|في|يوم|اليوم|من)(?!\w))"
)
_ENDING = re.compile(r"(?:^|[.)]\s)(?P<place>[^\W\d_][^\d,.;:]{1,38}),\s(?=\d)")
"""`… on air services. Oslo, 15 September 2010`: how the Treaty Series prints a title."""
_DONE = re.compile(r"done|faite?s?(?!\w)|hech[oa]s?|соверш|làm|geschehen|gedaan", re.IGNORECASE)
"""The verb of a testimonium; without capitals `signed at` may go on with the sentence before the stop."""
_CAPITALISED = re.compile(r"(?<!\w)(?=[^\W\d_]{2})(?-i:[^\W\d_a-zà-ÿа-яё][a-zà-ÿа-яё])")
_TO_DATE = 240
"""Characters behind the place within which the day begins; it may be written out in words."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A place (empty where it is not told) and a day of conclusion, and where they stand."""

    place: Found | None
    date: LegalDate | None
    date_span: Span | None
    eid: str = ""


def find_conclusion(own: Own, head: Head) -> Conclusion | None:
    """The conclusion that the head tells, else the testimonium; several of different days are nobody's."""
    for told in (_in_head(head), _in_text(own, head.words.code)):
        found = list(told)
        days = [one.date for one in found if one.date]
        if found and (not days or agree(days)):
            return next((one for one in found if one.date), found[0])
        if found:
            return None
    return None


def _in_head(head: Head) -> Iterator[Conclusion]:
    code = head.words.code
    for line in head.before_recitals:
        for begin, end in _places(line.text, code):
            day = _day(line.text, end, code)
            if day:
                place = Found(_written(line.text[begin:end]), span_of(line, begin, end))
                yield Conclusion(place, day.date, span_of(line, day.start, day.end))
    if any(text.match(line.text) for line in head.lines for text in patterns(code, "texts")):
        yield from _of_the_series(head)


def _of_the_series(head: Head) -> Iterator[Conclusion]:
    for line in head.before_recitals:
        for match in _ENDING.finditer(line.text):
            day = _day(line.text, match.end(), head.words.code)
            if day and day.start <= match.end() + 1 and day.end >= len(line.text.rstrip(" .")):
                place = Found(match["place"].strip(), span_of(line, *match.span("place")))
                yield Conclusion(place, day.date, span_of(line, day.start, day.end))


def _in_text(own: Own, code: str) -> Iterator[Conclusion]:
    for part in own.parts:
        for begin, end in _places(part.text, code):
            first, last = sentence(part.text, begin, end)
            told = find_dates(part.text[first:last], code)
            mentions = [mention for mention in told if first + mention.start < end + _TO_DATE]
            value = _written(part.text[begin:end])
            place = own.found(part, value, begin, end) if value else None
            if len({mention.date.isoformat() for mention in mentions}) == 1:
                day = mentions[0]
                span = own.place(part, first + day.start, first + day.end)
                yield Conclusion(place, day.date, span, part.eid)
            elif place and not mentions and not _is_small(part.text):
                yield Conclusion(place, None, None, part.eid)


def _places(text: str, code: str) -> Iterator[tuple[int, int]]:
    """The places behind words of conclusion that open a sentence."""
    for pattern in patterns(code, "made"):
        for match in pattern.finditer(text):
            if _opens_sentence(text, match.start()):
                begin = match.end()
                ends = _PLACE_ENDS.search(text, begin + 3)
                end = ends.start() if ends else min(len(text), begin + _LONGEST_PLACE)
                if _is_place(text[begin:end], small=_is_small(text)):
                    yield begin, end
    for pattern in patterns(code, "made_behind"):
        yield from (match.span("place") for match in pattern.finditer(text))


def _opens_sentence(text: str, begin: int) -> bool:
    """Whether a sentence begins there: a line that goes on with a small letter goes on with its sentence."""
    before = text[:begin][-4:]
    small = text[begin].islower() and not _is_small(text) and not before.rstrip().endswith("(")
    vague = begin > 0 and _is_small(text) and text[begin].islower() and not _DONE.match(text, begin)
    return bool(_BEFORE.search(before)) and not small and not vague


def _is_small(text: str) -> bool:
    """Whether a text has lost its capitals, but in words that have no other letters (`ARTICLE`)."""
    return not _CAPITALISED.search(text)


def _is_place(text: str, *, small: bool) -> bool:
    """Whether words are a name: with a capital, but in a script or a text that has none (`small`)."""
    words = text.split()
    plain = bool(words) and text[0].isalpha() and (small or not text[0].islower())
    return plain and len(text) <= _LONGEST_PLACE and len(words) <= _MOST_WORDS


def _day(text: str, begin: int, code: str) -> DateMention | None:
    """The day behind a place, in the same sentence."""
    found = find_dates(text[begin : begin + 2 * _TO_DATE], code)
    if not found or found[0].start > _TO_DATE:
        return None
    return DateMention(begin + found[0].start, begin + found[0].end, found[0].date)


def _written(place: str) -> str:
    """A place in capitals as names are written."""
    place = " ".join(place.split()).strip(" -–—*_’'\"")
    return place.title() if place.isupper() or place.islower() else place


def agree(dates: Iterable[LegalDate]) -> bool:
    """Whether dates can all be one day."""
    known = list(dates)
    return max(day.earliest for day in known) <= min(day.latest for day in known)
