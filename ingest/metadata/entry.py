"""Entry into force by a rule of the text: the rule as printed, and the day that it gives for certain.

`This Agreement shall enter into force thirty days after the date of its signature` gives a day where the
text tells of one day of signature. A rule that counts from ratifications, notifications or a publication
gives none: when these were, the text cannot tell. It stays as the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.dates import DateMention, find_dates
from corpus.language.formalities import patterns
from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable
from corpus.language.timing import find_timing
from corpus.law.periods import reached
from corpus.model import ClauseKind, LegalDate, Provision, ProvisionKind
from corpus.model.timing import Event, TimeRule
from ingest.metadata.effect import FoundEffect, is_conditional
from ingest.metadata.head import Head
from ingest.metadata.own import Found, Own, sentence

_LONGEST_RULE = 1_200
"""Characters of a final clause that is quoted whole."""
_SELF_WITHIN = 260
"""Characters before the phrase of entry into force within which the instrument names itself."""
_OF_ITSELF = re.compile(
    r"(?<!\w)(?:to|of|under|with|from|for|by|à|au|de|du|del|al|к|của|tại|theo|trong|đối với"
    r"|لـ?|aan|van|zu|von)\s*$",
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
_BEHIND = 30
"""Characters behind the phrase within which an Arabic instrument names itself."""
_VERB_AND_NOUN = re.compile(r"\S+\s(?P<subject>.*?)\s?(?:حيز|حيّز|دور|النفاذ|التنفيذ|نفاذ)")
"""The subject stands between the verb and its noun: تدخل هذه التعديلات حيز النفاذ."""
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

    def of(self, event: Event) -> LegalDate | None:
        """The day of an event, where it is certain."""
        known = {
            Event.SIGNATURE: self.signed,
            Event.ISSUE: self.signed,
            Event.PUBLICATION: self.promulgated,
        }.get(event)
        return known if known and known.day else None


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
    named = last_self(before, words)
    if named is None:
        return False
    ahead = before[: named.start()]
    return not _OF_ITSELF.search(ahead) and not _subordinate(words.subordinates).search(ahead)


@cache
def _subordinate(words: tuple[str, ...]) -> re.Pattern[str]:
    """A word that opens a clause of its own right before the name of the instrument."""
    return re.compile(rf"(?<!\w){any_of(words)}\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundRule:
    """A rule of entry that the instrument states of itself; `settled`: it asks for nothing else."""

    rule: TimeRule
    part: Provision
    begin: int
    end: int
    settled: bool


def computed_effect(own: Own, head: Head, bases: Bases) -> FoundEffect | None:
    """The one day that the rules of entry give; None where they give none, or several."""
    found: list[FoundEffect] = []
    for one in rules_of_entry(own, head.words):
        base = bases.of(one.rule.event) if one.settled else None
        printed = " ".join(one.part.text[one.begin : one.end].split())
        day = reached(base, one.rule.period, printed) if base else None
        place = own.place(one.part, one.begin, one.end)
        if day and place:
            found.append(FoundEffect(day, place, one.part.eid, printed))
    return found[0] if len({(one.date.earliest, one.date.latest) for one in found}) == 1 else None


def rules_of_entry(own: Own, words: LanguageTable) -> Iterator[FoundRule]:
    """What the text says of when it enters into force by itself: each rule with its sentence."""
    for part in own.parts:
        if part.kind in _OF_TEXTS:
            yield from _rules_in(part, words)


def _rules_in(part: Provision, words: LanguageTable) -> Iterator[FoundRule]:
    text = part.text
    for match in entering(text, words):
        first, last = sentence(text, *match.span())
        if not is_subject(text, first, match, words):
            continue
        begin = first if words.code == "zh" else match.end()
        found = find_timing(text, max(begin, _behind_self(text, first, match, words)), words.code, last)
        if found is None or found.start > match.end() + _STEP_WITHIN:
            yield FoundRule(TimeRule(Event.OTHER), part, first, last, False)
            continue
        end = max(found.end, match.end())
        asks = is_conditional(text, match.start(), end) or _OTHER_STEP.search(
            text, first, min(last, end + _STEP_WITHIN)
        )
        own_step = found.rule.event not in (Event.SIGNATURE, Event.ISSUE, Event.PUBLICATION)
        settled = found.whole and not is_conditional(text, match.start(), end) and (own_step or not asks)
        yield FoundRule(found.rule, part, min(match.start(), found.start), end, settled)


def entering(text: str, words: LanguageTable) -> Iterator[re.Match[str]]:
    """The phrases that say that something enters into force, in order, none within another."""
    found = (match for pattern in patterns(words.code, "enters") for match in pattern.finditer(text))
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            end = match.end()
            yield match


def is_subject(text: str, first: int, match: re.Match[str], words: LanguageTable) -> bool:
    """Whether what enters into force is the instrument: named before the phrase, in it or right behind."""
    begin = max(first, match.start() - _SELF_WITHIN)
    if words.code == "ar":
        inside = _VERB_AND_NOUN.match(match[0])
        if inside and inside["subject"].strip():
            return bool(_all_selves(words).search(inside["subject"]))
        return names_itself(text[begin : match.end() + _BEHIND], words)
    behind = _all_selves(words).match(text[match.end() :].lstrip())
    return bool(behind) or names_itself(text[begin : match.start()], words)


def _behind_self(text: str, first: int, match: re.Match[str], words: LanguageTable) -> int:
    """Where a rule may begin: in Chinese behind the name of the instrument, else behind the phrase."""
    if words.code != "zh":
        named = _all_selves(words).match(text, match.end() + 1)
        return named.end() if named else match.end()
    ahead = [found.end() for found in _all_selves(words).finditer(text, first, match.start())]
    return ahead[-1] if ahead else first


def last_self(text: str, words: LanguageTable) -> re.Match[str] | None:
    """Where a text last names the instrument itself."""
    return max(_all_selves(words).finditer(text), key=lambda match: match.start(), default=None)


def is_named(text: str, words: LanguageTable, *, anywhere: bool = False) -> bool:
    """Whether a text names the instrument itself: as its subject, or `anywhere`."""
    return bool(_all_selves(words).search(text)) if anywhere else names_itself(text, words)


@cache
def _selves_of(code: str, names: tuple[str, ...]) -> re.Pattern[str]:
    forms = [pattern.pattern for pattern in patterns(code, "self")]
    return re.compile("|".join([*forms, *([any_of(names)] if names else [])]), re.IGNORECASE)


def _all_selves(words: LanguageTable) -> re.Pattern[str]:
    return _selves_of(words.code, words.effect.get("self", ()))


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
