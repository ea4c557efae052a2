"""The date of adoption, issue or conclusion that a document states for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_CLOSING_LINES = 12
_SIGNED = re.compile(
    r"(?:concluded|signed|done|adopted|opened for signature|exchange of (?:letters|notes)"
    r"|signée?s? à|faite? à|conclue? (?:à|le)|adoptée? (?:à|le)"
    r"|firmad[oa] en|suscrit[oa] en|hech[oa] en|adoptad[oa]"
    r"|совершено|подписан[оа]?|принят[оа]?|ký (?:tại|ngày)|thông qua ngày|vom)\b",
    re.IGNORECASE,
)
_CHINESE_ISSUE = re.compile(r"通过|公布|发布|颁布|訂於|订于|签订|簽訂|施行")
_CHINESE_ADOPTED = re.compile(r"通过|公布|发布|颁布|订于|訂於|签订|簽訂")
_ARABIC_ISSUE = re.compile(r"صدر|حرر|وقع|بتاريخ|وتاريخ|الموافق")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands."""

    date: LegalDate
    span: Span


def find_adopted(head: Head, title: Title | None, kind: WorkKind | None) -> list[FoundDate]:
    """Dates of adoption, the most telling first: for a treaty the closing formula, for an act its head.

    A date in a recital or in the title of an amending act is another instrument's and is not read.
    """
    closing = list(_in_closing(head))
    top = [*_on_a_dateline(head), *_in_signed_line(head)]
    named = list(_behind_kind(head, title))
    ordered = [*closing, *named, *top] if kind in _TREATIES else [*named, *top, *closing]
    return list({found.date.isoformat(): found for found in reversed(ordered)}.values())[::-1]


def _on_a_dateline(head: Head) -> Iterator[FoundDate]:
    """A short line with a place and a date, or (Chinese) with how the text was passed."""
    lines = head.lines if head.words.code == "zh" else head.before_recitals
    for line in lines:
        if len(line.text) > _LONGEST_DATELINE or (
            head.words.code == "zh" and not _CHINESE_ADOPTED.search(line.text)
        ):
            continue
        dates = _preferred(find_dates(line.text, head.words.code))
        if dates and (head.words.code == "zh" or _is_dateline(line, dates[0], head)):
            yield _found(line, dates[0])
            return


def _is_dateline(line: Line, mention: DateMention, head: Head) -> bool:
    """`Bình Lâm, ngày 18 tháng 8 năm 2023`: little but a place before, nothing but a stop behind."""
    if head.words.code == "ar":
        return bool(_ARABIC_ISSUE.search(line.text))
    before, after = line.text[: mention.start], line.text[mention.end :]
    number = re.sub(r"^.*?\d[\w/.-]*\s{1,}", "", before)
    return (
        len(number.strip(" ,–-")) <= 40
        and len(after.strip(" .,;:*-_)]")) <= 3
        and not re.search(r"hiệu lực|vigueur|force", before)
    )


def _in_signed_line(head: Head) -> Iterator[FoundDate]:
    """`Signed at Cairo on 11 May 1972`, `(Concluded 5 October 1961)`."""
    for line in head.before_recitals:
        for match in _SIGNED.finditer(line.text[:600]):
            for mention in find_dates(line.text, head.words.code):
                if 0 <= mention.start - match.end() <= 60:
                    yield _found(line, mention)
                    return


def _behind_kind(head: Head, title: Title | None) -> Iterator[FoundDate]:
    """`Loi du 29 avril 2004 portant …`: the date directly behind the kind and the number."""
    if title is None or head.words.code in ("vi", "zh", "ar"):
        return
    kinds = any_of(head.words.kinds)
    match = re.match(
        rf"(?:[^\W\d_][\w'’-]*\s+){{0,3}}?{kinds}(?:\s+(?:n[°º]|№|no\.?)\s?[\w./-]+)?,?\s+(?:\w{{2,3}}\s+)?(?=\d)",
        title.text,
        re.IGNORECASE,
    )
    for mention in find_dates(title.text, head.words.code) if match else []:
        if match and 0 <= mention.start - match.end() <= 3:
            yield FoundDate(mention.date, title.span)
            return


def _in_closing(head: Head) -> Iterator[FoundDate]:
    for line in head.closing[:_CLOSING_LINES]:
        dates = _preferred(find_dates(line.text, head.words.code))
        if dates:
            yield _found(line, dates[0])
            return


def _preferred(mentions: Sequence[DateMention]) -> list[DateMention]:
    """Of a day printed in two calendars, the Gregorian first: it is certain."""
    return sorted(mentions, key=lambda mention: (mention.date.calendar is Calendar.HIJRI, mention.start))


def _found(line: Line, mention: DateMention) -> FoundDate:
    return FoundDate(mention.date, span_of(line, mention.start, mention.end))
