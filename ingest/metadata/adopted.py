"""The date of adoption, issue or conclusion that a document states for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.dates import DateMention, find_dates
from corpus.language.patterns import any_of
from corpus.model import Calendar, LegalDate, Span, WorkKind
from ingest.metadata.head import Head, span_of
from ingest.metadata.titles import Title
from ingest.structure.lines import Line

_TREATIES = frozenset(
    {
        WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.INTERNATIONAL_ARRANGEMENT, WorkKind.EXCHANGE_OF_LETTERS,
        WorkKind.DECLARATION,
    }
)  # fmt: skip
_LONGEST_DATELINE = 130
_LONGEST_PLACE = 40
_SIGNED_TO_DATE = 60
_CLOSING_LINES = 12
_LONGEST_SIGNED = 320
_SIGNED = re.compile(
    r"(?:concluded|signed|done|adopted|opened for signature|exchange of (?:letters|notes)"
    r"|signée?s? à|faite? à|conclue? (?:à|le)|adoptée? (?:à|le)"
    r"|firmad[oa] en|suscrit[oa] en|hech[oa] en|adoptad[oa]"
    r"|совершено|подписан[оа]?|принят[оа]?|ký (?:tại|ngày)|làm tại|thông qua ngày|vom)\b",
    re.IGNORECASE,
)
_CHINESE_ADOPTED = re.compile("通过|公布|发布|颁布|订于|訂於|签订|簽訂")
_ARABIC_ISSUE = re.compile(
    r"[\W_]*" + any_of(["صدر", "صدرت", "حرر", "حررت", "وقع", "وقعت", "بتاريخ", "الموافق"])
)
_ARABIC_GAZETTE = re.compile("الجريدة|نشر")
_OTHER_EVENT = re.compile(
    r"hiệu lực|vigueur|vigor|force|силу|生效|施行|regist|ratif|gazette|laid|updated|retrieved",
    re.IGNORECASE,
)
"""What a date beside these words dates is not the making of the instrument."""
_NUMBER_WITH_YEAR = re.compile(r"\d+/(?P<year>\d{4}),\s+de\s+(?P<day>\d{1,2})\s+de\s+(?P<month>[^\W\d]+)")
"""Spanish citation: Decreto 214/2019, de 26 de julio (of the year in the number)."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands."""

    date: LegalDate
    span: Span


def find_adopted(head: Head, title: Title | None, kind: WorkKind | None) -> list[FoundDate]:
    """Dates of adoption, the most telling first: for a treaty the closing formula, for an act its head.

    A date in a recital or in the title of an amending act is another instrument's and is not read.
    """
    closing, named = list(_in_closing(head)), list(_behind_kind(head, title))
    top = list(_on_a_dateline(head, title))
    if kind in _TREATIES:
        ordered = [*closing, *named, *_in_signed_line(head), *top]
    else:
        ordered = [*named, *top, *closing]
    unique = list({found.date.isoformat(): found for found in reversed(ordered)}.values())[::-1]
    sharper = [found for found in unique if _sharpens(unique[0], found)]
    return [*sharper, *(found for found in unique if found not in sharper)]


def _sharpens(first: FoundDate, other: FoundDate) -> bool:
    """Whether another date is a certain day within an uncertain first one."""
    within = first.date.earliest <= other.date.earliest and other.date.latest <= first.date.latest
    return within and first.date.day is None and other.date.day is not None


def _on_a_dateline(head: Head, title: Title | None) -> Iterator[FoundDate]:
    """A short line with a place and a date, or (Chinese) with how the text was passed; never the title."""
    chinese = head.words.code == "zh"
    for line in head.lines if chinese else head.before_recitals:
        if len(line.text) > _LONGEST_DATELINE or (title and line.bare in title.text):
            continue
        mentions = find_dates(line.text, head.words.code)
        if chinese:
            mentions = [m for m in mentions if _CHINESE_ADOPTED.search(line.text, m.end, m.end + 40)]
        else:
            mentions = [m for m in _preferred(mentions) if _is_dateline(line, m, head)]
        if mentions:
            yield _found(line, mentions[0])
            return


def _is_dateline(line: Line, mention: DateMention, head: Head) -> bool:
    """`Bình Lâm, ngày 18 tháng 8 năm 2023`: little but a place before, nothing but a stop behind."""
    if mention.date.day is None and mention.date.calendar is Calendar.GREGORIAN:
        return False
    if head.words.code == "ar":
        return bool(_ARABIC_ISSUE.match(line.text)) and not _ARABIC_GAZETTE.search(line.text)
    before, after = line.text[: mention.start], line.text[mention.end :]
    place = re.sub(r"^.*?\d[\w/.-]*\s+", "", before)
    bare = len(place.strip(" ,–-")) <= _LONGEST_PLACE and len(after.strip(" .,;:*-_)]г")) <= 3
    return bare and not _OTHER_EVENT.search(before)


def _in_signed_line(head: Head) -> Iterator[FoundDate]:
    """`Signed at Cairo on 11 May 1972`, `(Concluded 5 October 1961)`."""
    for line in head.before_recitals:
        if len(line.text) > _LONGEST_SIGNED:
            continue
        for match in _SIGNED.finditer(line.text):
            for mention in find_dates(line.text, head.words.code):
                if 0 <= mention.start - match.end() <= _SIGNED_TO_DATE:
                    yield _found(line, mention)
                    return


def _behind_kind(head: Head, title: Title | None) -> Iterator[FoundDate]:
    """`Loi du 29 avril 2004 portant …`: the date directly behind the kind and the number."""
    if title is None or head.words.code in ("vi", "zh", "ar"):
        return
    cited = _NUMBER_WITH_YEAR.search(title.text) if head.words.code == "es" else None
    if cited:
        printed = f"{cited['day']} de {cited['month']} de {cited['year']}"
        yield from (FoundDate(mention.date, title.span) for mention in find_dates(printed, "es"))
        return
    match = _opening(head.words.code, tuple(head.words.kinds)).match(title.text)
    for mention in find_dates(title.text, head.words.code) if match else []:
        if match and 0 <= mention.start - match.end() <= 3:
            yield FoundDate(mention.date, title.span)
            return


@cache
def _opening(code: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    """The kind of instrument with its number, up to the date behind it."""
    return re.compile(
        rf"(?:[^\W\d_][\w'’-]*\s+){{0,3}}?{any_of(kinds)}"
        r"(?:\s+(?:n[°º]|№|no\.?)\s?[\w./-]+)?,?\s+(?:\w{2,3}\s+)?(?=\d)",
        re.IGNORECASE,
    )


def _in_closing(head: Head) -> Iterator[FoundDate]:
    found = [
        _found(line, mention)
        for line in head.closing[:_CLOSING_LINES]
        for mention in _preferred(find_dates(line.text, head.words.code))
    ]
    yield from found[1:2] if _same_day(found) else found[:1]


def _same_day(found: Sequence[FoundDate]) -> bool:
    """Whether a Hijri date is followed by its day in the other calendar, which is certain."""
    if len(found) < 2 or found[0].date.calendar is not Calendar.HIJRI:
        return False
    hijri, other = found[0].date, found[1].date
    return hijri.earliest <= other.earliest and other.latest <= hijri.latest


def _preferred(mentions: Sequence[DateMention]) -> list[DateMention]:
    """Of a day printed in two calendars, the Gregorian first: it is certain."""
    return sorted(mentions, key=lambda mention: (mention.date.calendar is Calendar.HIJRI, mention.start))


def _found(line: Line, mention: DateMention) -> FoundDate:
    return FoundDate(mention.date, span_of(line, mention.start, mention.end))
