"""Entry into force by a rule of the text: the rule as printed, and the day that it gives for certain.

`This Agreement shall enter into force thirty days after the date of its signature` gives a day where the
text tells of one day of signature. A rule that counts from ratifications, notifications or a publication
gives none: when these were, the text cannot tell. It stays as the rule.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from corpus.language.dates import DateMention, find_dates
from corpus.language.formalities import patterns
from corpus.language.number_words import read_words
from corpus.language.patterns import any_of
from corpus.language.signs import han
from corpus.language.table import LanguageTable
from corpus.model import ClauseKind, LegalDate, Provision, ProvisionKind
from ingest.metadata.effect import FoundEffect, is_conditional
from ingest.metadata.head import Head
from ingest.metadata.own import Found, Own, sentence

_LONGEST_RULE = 1_200
"""Characters of a final clause that is quoted whole."""
_SELF_WITHIN = 260
"""Characters before the phrase of entry into force within which the instrument names itself."""
_OF_ITSELF = re.compile(
    r"(?<!\w)(?:to|of|under|with|from|for|by|à|au|de|du|del|al|к|của|đối với|لـ?|aan|van|zu|von)\s*$",
    re.IGNORECASE,
)
_OF_TEXTS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.FINAL_CLAUSE})
_OTHER_STEP = re.compile(
    r"ratif|provision|provisoir|approv|approb|aprob|accept|notif|échange|exchange|canje|deposit|dépôt"
    r"|временн|обмен|уведомл|утвержд|phê chuẩn|phê duyệt|tạm thời|thông báo|công báo|đăng"
    r"|批准|核准|通知|交换|互换|تصديق|تبادل|إشعار|إخطار|مؤقت|bekrachtig|notenwissel",
    re.IGNORECASE,
)
"""What a sentence asks besides a signature: then the signature alone brings nothing into force."""
_STEP_WITHIN = 60
"""Characters behind a rule within which a further step is one of its own, not of how it ends."""
_LONGEST_PROMULGATION = 40
_PROMULGATED = re.compile("公布|发布|發布|颁布|頒布")
_REVISED = re.compile("修正|修订|修訂|修改")


@dataclass(frozen=True, slots=True)
class Bases:
    """The days from which rules count: of signature, and (Chinese) of promulgation; None: not certain."""

    signed: LegalDate | None
    promulgated: LegalDate | None = None


def find_rules_of_entry(own: Own, head: Head) -> list[Found]:
    """The final clauses typed as entry into force, else the sentences that say it of the instrument."""
    typed = [part for part in own.parts if part.clause is ClauseKind.ENTRY_INTO_FORCE]
    if typed:
        return [own.found(part, part.text[:_LONGEST_RULE], 0, len(part.text)) for part in typed]
    return [
        rule for part in own.parts if part.kind in _OF_TEXTS for rule in _sentences(part, own, head.words)
    ]


def _sentences(part: Provision, own: Own, words: LanguageTable) -> Iterator[Found]:
    for pattern in patterns(words.code, "enters"):
        for match in pattern.finditer(part.text):
            first, last = sentence(part.text, *match.span())
            if names_itself(part.text[max(first, match.start() - _SELF_WITHIN) : match.start()], words):
                yield own.found(part, part.text[first:last].strip()[:_LONGEST_RULE], first, last)
                return


def names_itself(before: str, words: LanguageTable) -> bool:
    """Whether the instrument is the subject of what follows, in the main clause.

    In `amendments to this Agreement shall enter into force`, and in `at the time this Agreement enters
    into force`, it is not.
    """
    selves = (*patterns(words.code, "self"), *_selves(words.effect.get("self", ())))
    named = [match for name in selves for match in name.finditer(before)]
    if not named:
        return False
    ahead = before[: max(named, key=lambda match: match.start()).start()]
    return not _OF_ITSELF.search(ahead) and not _subordinate(words.subordinates).search(ahead)


@cache
def _selves(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return (re.compile(any_of(names), re.IGNORECASE),) if names else ()


@cache
def _subordinate(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word that opens a clause of its own right before the name of the instrument."""
    return re.compile(rf"(?<!\w){any_of(words)}\s*$", re.IGNORECASE)


def computed_effect(own: Own, head: Head, bases: Bases) -> FoundEffect | None:
    """The one day that the rules of entry give; None where they give none, or several."""
    found = [one for part in own.parts if part.kind in _OF_TEXTS for one in _computed(part, own, head, bases)]
    return found[0] if len({one.date.day for one in found}) == 1 else None


def _computed(part: Provision, own: Own, head: Head, bases: Bases) -> Iterator[FoundEffect]:
    for name, base in (("signed", bases.signed), ("promulgated", bases.promulgated)):
        known = base.day if base else None
        for term, pattern in _terms(head.words.code, name) if known else ():
            for match in pattern.finditer(part.text):
                count, place = _count(match, head.words), own.place(part, *match.span())
                if known and place and count is not None and _stands(part.text, match, head.words):
                    day = LegalDate.of(_reached(known, term, count), " ".join(match[0].split()))
                    yield FoundEffect(day, place, part.eid, match[0])


def _stands(text: str, match: re.Match[str], words: LanguageTable) -> bool:
    """Whether a rule is said of the instrument, without a condition or a further step."""
    first, last = sentence(text, *match.span())
    return (
        names_itself(text[max(first, match.start() - _SELF_WITHIN) : match.start()], words)
        and not is_conditional(text, *match.span())
        and not _OTHER_STEP.search(text, first, min(last, match.end() + _STEP_WITHIN))
    )


@cache
def _terms(code: str, base: str) -> Sequence[tuple[str, re.Pattern[str]]]:
    """The expressions of rules that count from a base, each with what it counts."""
    enters = "(?:" + "|".join(pattern.pattern for pattern in patterns(code, "enters")) + ")"
    number = r"(?P<n>\d{1,3}|[^\W\d_]+(?:[ -][^\W\d_]+){0,2}?)(?:\s?\(\s?[^()]{1,20}\s?\))?"
    return tuple(
        (
            term,
            re.compile(
                source.pattern.replace("ENTERS", enters).replace("NUMBER", number) + _ENDS, re.IGNORECASE
            ),
        )
        for term in ("at", "days", "months", "first_of_month")
        for source in patterns(code, f"{base}_{term}")
    )


_ENDS = r"(?=\s*(?:[.,;:。，；،؛(（¹²³*]|\d\s|$|(?:and|et|y|и|và|و|en|und)(?!\w)))"
"""What may follow a rule: nothing that goes on with it (`on the date of signature of the last State`)."""


def _count(match: re.Match[str], words: LanguageTable) -> int | None:
    """The number of a rule, in digits or words; 0 where the rule has none; None where it cannot be read."""
    printed = match.groupdict().get("n")
    if printed is None:
        return 0
    if printed.isdecimal():
        return int(printed)
    if words.code == "zh":
        return han(printed)
    read = read_words(printed, 0, words)
    return read[0] if read and read[1] == len(printed) else None


def _reached(base: date, term: str, count: int) -> date:
    """The day so long after the base.

    >>> [_reached(date(2001, 1, 31), *term).isoformat() for term in (("days", 30), ("months", 1))]
    ['2001-03-02', '2001-02-28']
    >>> _reached(date(2001, 11, 15), "first_of_month", 2).isoformat()
    '2002-01-01'
    """
    if term in ("at", "days"):
        return base + timedelta(days=count)
    years, month = divmod(base.month - 1 + count, 12)
    year, month = base.year + years, month + 1
    last = monthrange(year, month)[1]
    return date(year, month, 1 if term == "first_of_month" else min(base.day, last))


def promulgation(head: Head) -> LegalDate | None:
    """The day on which a Chinese head says that the text was made known, where it was never revised."""
    if head.words.code != "zh" or any(_REVISED.search(line.text) for line in head.lines):
        return None
    found = {
        mention.date.isoformat(): mention.date
        for line in head.lines
        for mention, behind in _with_what_follows(line.text)
        if _PROMULGATED.search(behind)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _with_what_follows(text: str) -> Iterator[tuple[DateMention, str]]:
    mentions = find_dates(text, "zh")
    ends = [*(mention.start for mention in mentions), len(text)]
    for mention, end in zip(mentions, ends[1:], strict=True):
        yield mention, text[mention.end : min(end, mention.end + _LONGEST_PROMULGATION)]
