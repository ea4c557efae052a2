"""The day of effect that a text states for itself as a plain date; never one that must be computed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.language.dates import DateMention, find_dates
from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable
from corpus.model import Calendar, LegalDate, Provision, Span
from ingest.metadata.head import Head, span_of
from ingest.metadata.own import own_provisions

_BETWEEN = 110
"""Characters between `this Agreement` and `shall enter into force on`."""
_TO_DATE = 14
"""Characters between the phrase and the date."""
_RESTRICTED = re.compile(
    r"\s*,?\s*(?:in respect of|in relation to|for the|as regards|with respect to|as between|between|only"
    r"|à l['’]égard|en ce qui concerne|pour |respecto|para |в отношении|đối với|بالنسبة)",
    re.IGNORECASE,
)
"""What follows an entry into force for some parties only: not that of the instrument."""
_PART_OF = re.compile(
    r"(?<!\w)(?:Điều|khoản|điểm|chương|articles?|arts?\.|paragraphs?|sections?|chapters?|artículos?|párrafos?"
    r"|Artikels?|artikelen)\s[^.;:\n]{0,80}?\s(?:của|of|du|de la|de|del|van|des)\s*$"
    r"|(?<!\w)(?:стат[ьеи]\w*|пункт\w*|المادة|المواد)\s[^.;:\n]{1,60}$",
    re.IGNORECASE,
)
"""`Articles 25 and 26 of this Decree take effect on …`: the day is that of some articles alone."""
_CONDITION = re.compile(
    r"(?<!\w)(?:if|unless|provided that|on condition|subject to"
    r"|si|sauf si|pourvu que|à condition|sous réserve|siempre que|a condición|salvo que"
    r"|если|при условии|nếu|với điều kiện|إذا|بشرط|شريطة|ما لم"
    r"|wenn|falls|sofern|vorausgesetzt|indien|mits|tenzij)(?!\w)|如果|倘若|除非|但[须須]",
    re.IGNORECASE,
)
"""Whether a condition was met, the text cannot tell: its day is a candidate, never the day of effect."""
_SENTENCE_END = re.compile(r"[.;。；]\s|[。；]|\n")
_ENDS_CHINESE = re.compile(r"\s?起?(?:施行|生效|实施)")
_NOTE = re.compile(
    r"(?:^\s?['’*†¹1Iil|]{0,2}\s?\(?1?\)?\s?|(?<=\s)[¹1*†]\s?)"
    r"(?:Came|Entered|Entrée?) (?:into force(?: on)?|en vigueur(?: le)?)\s",
    re.MULTILINE,
)
"""`¹ Came into force on …`; scans have the mark as I, i, l, and the note sometimes within its page's text."""
_LONGEST_HEAD_LINE = 240
_FROM_LINE_START = 40
"""In the head the phrase opens its line or a clause: `Entered into force 1 March 2011`."""


@dataclass(frozen=True, slots=True)
class FoundEffect:
    """A day of effect with the words that state it, and whether they depend on a condition."""

    date: LegalDate
    span: Span
    eid: str
    words: str
    conditional: bool = False


def find_effect(provisions: Sequence[Provision], head: Head) -> list[FoundEffect]:
    """Every plain day of effect that the text states for itself, in order, each day once."""
    found = [*_in_head(head), *_in_a_note(provisions, head.words), *_in_provisions(provisions, head.words)]
    return list({one.date.isoformat(): one for one in reversed(found)}.values())[::-1]


def _in_provisions(provisions: Sequence[Provision], words: LanguageTable) -> Iterator[FoundEffect]:
    for provision in own_provisions(provisions):
        for begin, end, day in days_of_effect(provision.text, words, of_itself=True):
            start = provision.span.start if provision.span else 0
            span = Span(
                start,
                provision.span.end if provision.span else start,
                provision.span.page if provision.span else None,
            )
            conditional = is_conditional(provision.text, begin, end)
            yield FoundEffect(day, span, provision.eid, provision.text[begin:end], conditional)


def _in_a_note(provisions: Sequence[Provision], words: LanguageTable) -> Iterator[FoundEffect]:
    """`¹ Came into force on 7 July 1948, upon …`: a note of the series to the title, printed into the text.

    Several such notes are those of several treaties: none is taken.
    """
    found = [
        FoundEffect(mention.date, part.span or Span(0, 0), part.eid, part.text[match.start() : mention.end])
        for part in own_provisions(provisions)
        for match in _NOTE.finditer(part.text)
        for mention in [_date_at(part.text, match.end(), words)]
        if mention and mention.date.day and not _RESTRICTED.match(part.text, mention.end)
    ]
    yield from found if len(found) == 1 else ()


def _in_head(head: Head) -> Iterator[FoundEffect]:
    """`Entered into force 1 March 2011`, `2021年5月1日 施行`: above the text, by who published it."""
    for line in head.before_recitals:
        if len(line.text) > _LONGEST_HEAD_LINE:
            continue
        stated = [*days_of_effect(line.text, head.words, of_itself=False), *_dated(line.text, head)]
        for begin, end, day in stated:
            if _opens_clause(line.text, begin):
                conditional = is_conditional(line.text, begin, end)
                yield FoundEffect(day, span_of(line, begin, end), "", line.text[begin:end], conditional)


def _opens_clause(text: str, begin: int) -> bool:
    """Whether a statement of the head opens its line, or a clause of it."""
    return begin <= _FROM_LINE_START or text[:begin].rstrip()[-1:] in ".;(；（，,"


def _dated(text: str, head: Head) -> Iterator[tuple[int, int, LegalDate]]:
    """`2011年9月14日生效`: the date first."""
    for mention in find_dates(text, "zh") if head.words.code == "zh" else []:
        behind = _ENDS_CHINESE.match(text, mention.end)
        if behind and mention.date.day:
            yield mention.start, behind.end(), mention.date


def days_of_effect(
    text: str, words: LanguageTable, *, of_itself: bool
) -> Iterator[tuple[int, int, LegalDate]]:
    """Phrases that state a day of effect: where they begin and end, and the day.

    With `of_itself` the instrument must name itself (`this Agreement`, `Thông tư này`) before the
    phrase, in the same sentence: what a text says of another instrument, or of one of its own
    articles, is not its day of effect.
    """
    if not text or (not any(map(str.isdigit, text)) and words.code != "zh"):
        return
    pattern = _ending(words.code, words.effect.get("ends", ())) if words.effect.get("ends") else None
    for match in _starting(words.code, words.effect.get("starts", ())).finditer(text):
        mention = _date_at(text, match.end(), words)
        if mention is None or (mention.date.day is None and mention.date.calendar is Calendar.GREGORIAN):
            continue
        end = mention.end
        if pattern and not pattern.match(text, end):
            continue
        begin = _self_before(text, match.start(), words) if of_itself else match.start()
        if begin is None or _RESTRICTED.match(text, end):
            continue
        yield begin, end, mention.date


def is_restricted(text: str, end: int) -> bool:
    """Whether what was said up to there holds for some parties or parts only."""
    return bool(_RESTRICTED.match(text, end))


def is_conditional(text: str, begin: int, end: int) -> bool:
    """Whether the sentence in which a statement stands makes it depend on something."""
    first = max((stop.end() for stop in _SENTENCE_END.finditer(text, 0, begin)), default=0)
    last = _SENTENCE_END.search(text, end)
    return bool(_CONDITION.search(text, first, last.start() if last else len(text)))


def _date_at(text: str, position: int, words: LanguageTable) -> DateMention | None:
    """The date just behind a phrase; of one day in two calendars the Gregorian, which is certain."""
    window = text[position : position + 2 * _BETWEEN]
    mentions = find_dates(window, words.code)
    if not mentions or mentions[0].start > _TO_DATE:
        return None
    first, second = mentions[0], mentions[1] if len(mentions) > 1 else None
    if first.date.calendar is Calendar.HIJRI and second and second.start - first.end <= _TO_DATE:
        agree = first.date.earliest <= second.date.earliest <= first.date.latest
        first = second if agree else first
    return DateMention(position + first.start, position + first.end, first.date)


def _self_before(text: str, position: int, words: LanguageTable) -> int | None:
    """Where the instrument names itself just before the phrase; nothing but adverbs between."""
    begin = max(0, position - _BETWEEN)
    names = list(_selves(words.code, words.effect.get("self", ())).finditer(text, begin, position + 40))
    for match in reversed(names):
        if _PART_OF.search(text, begin - _BETWEEN if begin > _BETWEEN else 0, match.start()):
            continue
        between = text[match.end() : position] if match.end() <= position else ""
        if not re.search(
            r"[.;。；:]|\b(?:Điều|khoản|article|artículo|статья|المادة)\b", between, re.IGNORECASE
        ):
            return match.start()
    return None


@cache
def _starting(code: str, starts: tuple[str, ...]) -> re.Pattern[str]:
    boundary = "" if code == "zh" else r"(?<!\w)"
    return re.compile(boundary + any_of(starts), re.IGNORECASE)


@cache
def _ending(code: str, ends: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(ends)}", re.IGNORECASE)


@cache
def _selves(code: str, names: tuple[str, ...]) -> re.Pattern[str]:
    boundary = "" if code == "zh" else r"(?<!\w)"
    return re.compile(boundary + any_of(names), re.IGNORECASE)
