"""The date of adoption, issue or conclusion that a document states for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.dates import DateMention, find_dates
from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable
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
_BY_A_BODY = frozenset({WorkKind.RESOLUTION, WorkKind.DECISION})
"""`Resolution adopted by the General Assembly on 12 December 2012` says its day in a line of its own."""
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
_CHINESE_ADOPTED = re.compile("(?:通过|公布|发布|颁布|订于|訂於|签订|簽訂)(?![的之])")
_ARABIC_ISSUE = re.compile(
    r"[\W_]*" + any_of(["صدر", "صدرت", "حرر", "حررت", "وقع", "وقعت", "بتاريخ", "الموافق"])
)
_ARABIC_GAZETTE = re.compile("الجريدة|نشر")
_OTHER_EVENT = re.compile(
    r"hiệu lực|vigueur|vigor|force|силу|生效|施行|regist|ratif|gazette|laid|updated|retrieved|reissued"
    r"|\bpubli|effective|amended|revised|kraft|wirkung|werking|toegepast|toepassing|provisional|provisoir",
    re.IGNORECASE,
)
"""What a date beside these words dates is not the making of the instrument."""
_NEAR = 60
"""Characters before a date in which another event claims it."""
_DISTRIBUTION = re.compile(r"\W*distr\b", re.IGNORECASE)
"""`Distr.: General` heads a United Nations document: the day under it is that of its distribution."""
_MASTHEAD_LINES = 3
_RANGE = re.compile(
    r"(?:(?:(?P<month>[^\W\d_]+)|\d)\s?(?:[-–—]|\s(?:to|au|al|bis|tot|по|đến|إلى))|至|到)\s*$", re.IGNORECASE
)
_RANGE_OPENS = re.compile(r"\s*(?:[-–—]\s*\d|(?:to|until|au|jusqu|al|bis|tot|по|đến|إلى)\s+\d|至|到)")
"""The days of a session or conference are a range; none of its ends is when something was made."""
_RELATIVE = re.compile(
    r"(?<!\w)(?:after|before|since|until|by|from|sau|trước|kể từ|après|avant|depuis|despu[eé]s del?"
    r"|antes del?|desde(?: el)?|после|до|с|nach|vor|seit|na|vóór|sinds)\s*$",
    re.IGNORECASE,
)
"""`… issued after 28 June 2002`: a limit, not a day on which something was made."""
_BYLINE = re.compile(r"[•|@©]|^\W*(?:by|por|par|von|door|автор)(?!\w)", re.IGNORECASE)
"""`By the editors - 26 October 2021`: when a page was put on a site."""
_NUMBER_WITH_YEAR = re.compile(r"\d+/(?P<year>\d{4}),\s+de\s+(?P<day>\d{1,2})\s+de\s+(?P<month>[^\W\d]+)")
"""Spanish citation: Decreto 214/2019, de 26 de julio (of the year in the number)."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands."""

    date: LegalDate
    span: Span | None


def find_adopted(head: Head, title: Title | None, kind: WorkKind | None) -> list[FoundDate]:
    """Dates of adoption, the most telling first: for a treaty the closing formula, for an act its head.

    A date in a recital or in the title of an amending act is another instrument's and is not read.
    """
    closing, named = list(_in_closing(head)), list(_behind_kind(head, title))
    top = list(_on_a_dateline(head, title))
    if kind in _TREATIES:
        ordered = [*closing, *named, *_in_signed_line(head), *([] if _is_masthead(head, top) else top)]
    else:
        signed = _in_signed_line(head, of_itself=True) if kind in _BY_A_BODY else ()
        ordered = [
            *named,
            *signed,
            *([] if _is_instrument(kind) and _is_masthead(head, top) else top),
            *closing,
        ]
    unique = list({found.date.isoformat(): found for found in reversed(ordered)}.values())[::-1]
    sharper = [found for found in unique if _sharpens(unique[0], found)]
    return [*sharper, *(found for found in unique if found not in sharper)]


def _sharpens(first: FoundDate, other: FoundDate) -> bool:
    """Whether another date is a certain day within an uncertain first one."""
    within = first.date.earliest <= other.date.earliest and other.date.latest <= first.date.latest
    return within and first.date.day is None and other.date.day is not None


def _is_instrument(kind: WorkKind | None) -> bool:
    return kind not in (None, WorkKind.OTHER)


def _is_masthead(head: Head, found: Sequence[FoundDate]) -> bool:
    """Whether a dateline stands in the head of a document as distributed: an instrument is older."""
    starts = {one.span.start for one in found if one.span}
    for index, line in enumerate(head.lines):
        if any(line.start <= start < line.start + len(line.text) for start in starts):
            above = head.lines[max(0, index - _MASTHEAD_LINES) : index + 1]
            return any(_DISTRIBUTION.match(one.text) for one in above)
    return False


def _is_own(text: str, mention: DateMention, words: LanguageTable) -> bool:
    """Whether nothing beside a date says that it is a range, or the day of another event."""
    before = text[: mention.start]
    opened = _RANGE.search(before)
    in_range = opened is not None and (not opened["month"] or opened["month"].lower() in words.months)
    if in_range or _RANGE_OPENS.match(text, mention.end) or _RELATIVE.search(before):
        return False
    return not _OTHER_EVENT.search(re.split(r"[.;。；]\s", before[-_NEAR:])[-1])


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
    if _BYLINE.search(before) or _OTHER_EVENT.search(before):
        return False
    return bare and _is_own(line.text, mention, head.words) and not _names_instrument(place, head.words)


def _names_instrument(text: str, words: LanguageTable) -> bool:
    """`… de l'accord du 24 avril 1961`: the day of the instrument that is named before it."""
    found = list(_any_kind(words.code, tuple(words.kinds)).finditer(text))
    return bool(found) and _follows_article(text[: found[-1].start()], words)


def _follows_article(before: str, words: LanguageTable) -> bool:
    """Whether a function word stands right before (`de l'`, `to the`): an instrument so named is another."""
    return any(word.lower() in words.words for word in re.findall(r"[^\W\d_]+", before)[-2:])


@cache
def _any_kind(code: str, kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(kinds)}(?!\w)", re.IGNORECASE)


def _in_signed_line(head: Head, *, of_itself: bool = False) -> Iterator[FoundDate]:
    """`Signed at Cairo on 11 May 1972`, `(Concluded 5 October 1961)`.

    With `of_itself` the line opens with the kind: `Resolution adopted by the Assembly on 12 December`.
    """
    for line in head.before_recitals:
        if len(line.text) > _LONGEST_SIGNED or (of_itself and not _adopts_itself(line, head.words)):
            continue
        for match in _SIGNED.finditer(line.text):
            if _of_another(line.text[: match.start()], head.words):
                continue
            for mention in find_dates(line.text, head.words.code):
                if 0 <= mention.start - match.end() <= _SIGNED_TO_DATE:
                    yield _found(line, mention)
                    return


def _of_another(before: str, words: LanguageTable) -> bool:
    """Whether what was signed is another instrument, named within the line: `… to the Treaty, signed at`."""
    if not before.strip() or before.rstrip()[-1] in ".;:(—–":
        return False
    return len(_any_kind(words.code, tuple(words.kinds)).findall(before)) > 1 or _names_instrument(
        before, words
    )


def _adopts_itself(line: Line, words: LanguageTable) -> bool:
    opening = re.match(rf"{any_of(words.kinds)}\s+(?=adopt)", line.bare, re.IGNORECASE)
    return opening is not None and _SIGNED.match(line.bare, opening.end()) is not None


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
    if match is None or _names_instrument(match[0], head.words):
        return
    for mention in find_dates(title.text, head.words.code):
        if 0 <= mention.start - match.end() <= 3:
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
        if _is_own(line.text, mention, head.words)
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
