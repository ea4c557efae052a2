"""Who is bound or entitled: the phrase before a verb, where it names who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from spacy.tokens import Doc

from corpus.parties import party_named
from ingest.facts.clauses import COMMAS, Stretch, trim
from ingest.facts.phrases import PhraseReader
from ingest.facts.pipeline import Cue
from ingest.facts.rules import FactRules, Heads
from ingest.facts.uninflected_names import UninflectedNames


class Subject(Enum):
    """What the phrase before a verb is."""

    NAMED = "named"
    """It names somebody who acts."""
    THING = "thing"
    SAME = "same"
    """Nothing stands there: the verb is linked to the one before."""
    ABSENT = "absent"
    """Only words of when and where stand there."""
    NONE = "none"
    """The verb stands in a clause about something else, or the phrase cannot be told."""


NOWHERE: Final = Stretch(0, 0)
_LOOSE: Final = (
    *("link", "determiner", "oblique", "relative", "to", "by", "name_link"),
    *("condition", "subordinate", "no_name"),
)
"""Roles of words with which no name ends: `the depositary of them [and]`."""
_VERBAL: Final = (
    *("opens", "duty", "must", "must_not", "may"),
    *("auxiliary", "future", "not", "object", "adverb"),
)
"""Roles of words that begin a further deed behind a link."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """The phrase and what it is."""

    subject: Subject
    stretch: Stretch = NOWHERE


UNTOLD = Bearer(Subject.NONE)


class BearerReader(PhraseReader):
    """Reads the bearers of one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        super().__init__(doc, found)
        self._names = UninflectedNames(doc) if found.cues.get("whole") else None

    def phrase(self, part: Stretch) -> Bearer:
        """Whether a phrase names somebody who acts, by the noun that heads it; `[name]` stands for one."""
        part = self._up_to_verb(self._anew(trim(self._doc, part)))
        if not part or self._is("no_name", part.start) or self._unsound(part):
            return UNTOLD
        if self._words[part.start] == "[" and self._words[part.end - 1] == "]":
            return Bearer(Subject.NAMED, part)
        start = self._behind_determiners(part)
        whole = self._cues.at("actor", start)
        end = self._group_end(Stretch(max(start, whole.end - 1) if whole else start, part.end))
        if end < part.end and (link := self._cues.ending("link", end)) and link.start > start:
            end = link.start
        actors = self._cues.of("actor", start=part.start, end=end)
        others = self._cues.of("other", start=start, end=end)
        if self._heads is Heads.LAST:
            if any(
                cue.end == end and cue.start > start for cue in self._cues.of("pronoun", start=start, end=end)
            ):
                return UNTOLD
            if (subject := self._before_object(start, end)) is not None:
                named = subject > 0
                return Bearer(
                    *((Subject.NAMED, Stretch(part.start, subject)) if named else (Subject.THING, part))
                )
            named = any(end in (cue.end, self._compound(cue.end)) for cue in actors)
            named = named or self._is_name(Stretch(start, end), part)
            named = named and not any(cue.end == end for cue in others)
        else:
            named = any(cue.start == part.start or self._plain(start, cue.start) for cue in actors)
            named = named and not self._is_other(start, part.end)
            if named and self._cases:
                head = max(cue.end for cue in actors)
                part = Stretch(part.start, self._group_end(Stretch(max(start, head - 1), part.end)))
        if named and self.object_at(part) < part.end:
            return UNTOLD
        if named and self._names:
            part = self._names.bearer(part)
            return Bearer(Subject.NAMED, part) if part else UNTOLD
        return Bearer(Subject.NAMED if named else Subject.THING, self.whole(part) if named else part)

    def _anew(self, part: Stretch) -> Stretch:
        """A name behind an adverbial that commas part: `in artistic and cultural relations [each of the]`."""
        begins = self._cues.of("anew", start=part.start + 1, end=part.end)
        plain = begins and self._words[begins[0].start - 1].isalpha()
        bound = ("break", "link", "determiner", "name_link", "relative", "subordinate")
        opened = plain and not any(self._cues.ending(role, begins[0].start) for role in bound)
        return Stretch(begins[0].start, part.end) if opened else part

    def _compound(self, end: int) -> int:
        """Where a title with a hyphen ends: `the Registrar[-General]`."""
        words = self._words[end : end + 2]
        return end + 2 if len(words) > 1 and words[0] == "-" and words[1].istitle() else end

    def _is_other(self, start: int, end: int) -> bool:
        """A noun of a thing stands there (`parte del …`), unless the phrase ends before it does."""
        other = self._cues.at("other", start)
        return other is not None and other.end <= end

    def whole(self, part: Stretch) -> Stretch:
        """A name without a link before it, without links, prepositions, pronouns and adverbs behind it."""
        while part.end > part.start + 1:
            loose = max((cue for role in _LOOSE if (cue := self._cues.ending(role, part.end))),
                        key=lambda cue: cue.end - cue.start, default=None)  # fmt: skip
            if loose and self._cues.ending("oblique", part.end) and self._found.modifiers:
                loose = Cue("oblique", loose.start - self._is_modifier(loose.start - 1), loose.end)
            adverb = self._cues.ending("adverb", part.end)
            if adverb and adverb.start > part.start and self._words[part.end - 1].islower():
                loose = adverb
            if loose is None or loose.start <= part.start or self._cues.ending("actor", part.end):
                break
            part = trim(self._doc, Stretch(part.start, loose.start))
        return self._behind_link(part)

    def _behind_link(self, part: Stretch) -> Stretch:
        """`[and] persons who`."""
        link = self._cues.at("link", part.start) if part else None
        known = link is None or self._is("determiner", part.start) or link.end >= part.end
        return part if link is None or known else trim(self._doc, Stretch(link.end, part.end))

    def _before_object(self, start: int, end: int) -> int | None:
        """Where the name ends in `the mission contacts the hospital`: 0 if it cannot be told, None if not so.

        A second article that no link and no preposition opens stands behind a verb.
        """
        for at in range(start + 2, end - 1):
            opens = self._is("determiner", at) and not self._is("adverb", at)
            if opens and not any(self._is(role, at - 1) for role in ("link", "determiner", "break")):
                return at - 1 if self._cues.ending("actor", at - 1) else 0
        return None

    def is_bare(self, part: Stretch) -> bool:
        """A noun that by itself names nobody: `выдаётся органом`."""
        cue = self._cues.at("bare", part.start)
        return cue is not None and cue.end == part.end

    def attributes(self, start: int, least: int) -> int:
        """The first of the adjectives in the instrumental before a noun (`компетентным органом`)."""
        form = self._found.instrumental
        while start > least and form and form.fullmatch(self._doc[start - 1].norm_):
            start -= 1
        return start

    def known_noun(self, cue: Cue, least: int) -> Stretch:
        """The noun with the adjectives and articles before it: `[the competent] authorities`."""
        start = cue.start
        while start > least and self._before_noun(start - 1):
            start -= 1
        return Stretch(start, cue.end)

    def _before_noun(self, at: int) -> bool:
        if any(self._is(role, at) for role in ("condition", "break", "link", "subordinate")):
            return False
        plain = self._heads is Heads.LAST and self._words[at].isalpha() and not self._is("determiner", at + 1)
        adjective = self._is("adjective", at) or (self._cases and self.participle(at))
        return self._is("determiner", at) or plain or adjective

    def short(self, part: Stretch) -> Stretch:
        """A phrase up to its first preposition."""
        return self.whole(Stretch(part.start, max(self._group_end(part), part.start + 1)))

    def name(self, part: Stretch) -> Stretch:
        """The name of a body at the start of a phrase: `the Ministry of Justice [under Article 3]`."""
        if self._names:
            return self._names.body(part)
        head = end = self._behind_determiners(part)
        while end < part.end and self._words[end] not in COMMAS:
            ends = any(self._is(role, end) for role in ("break", "relative", "link", "oblique"))
            new = self._is("determiner", end) and not self._is("name_link", end - 1)
            if end > head and (ends or new) and not self._goes_on_with(end, part.end):
                break
            end += 1
        return self.whole(trim(self._doc, Stretch(part.start, max(end, part.start + 1))))

    def _goes_on_with(self, at: int, end: int) -> bool:
        """A name goes on behind `of` or `and`: with a noun, no pronoun, and behind `and` with no verb."""
        if at + 1 >= end or any(self._is(role, at + 1) for role in ("vague", "oblique", "pronoun")):
            return False
        capital = self._words[at + 1][0].isupper()
        past = self._found.past
        if self._is("link", at) and past and past.fullmatch(self._words[at + 1]):
            return False
        if self._is("proper_link", at):
            return capital
        noun = self._behind_determiners(Stretch(at + 1, end))
        known = self._is("actor", noun) or self._words[noun][0].isupper()
        if self._is("link", at) and noun > at + 1 and self._heads is Heads.FIRST and not known:
            return False
        named = capital or self._is("name_link", at + 1) or self._is("actor", noun)
        named = named or (self._heads is Heads.FIRST and not any(self._is(role, noun) for role in _VERBAL))
        return self._is("name_link", at) and (not self._is("link", at) or self._cases or named)

    def _is_name(self, group: Stretch, part: Stretch) -> bool:
        """A proper name without an article: every word with a capital (Viet Nam, Norvale).

        One word that begins its sentence has a capital anyway (`Inspection shall`, `Go to the post`).
        """
        if (
            not group
            or self._is("determiner", group.start)
            or self._cues.has("other", start=group.start, end=group.end)
        ):
            return False
        opens = group.end == group.start + 1 and any(s.start == group.start for s in self._doc._.sentences)
        word = self._words[group.start]
        if opens and (group != part or not self._may_be_proper(word)):
            return False
        return all(token.text[0].isupper() for token in self._doc[group.start : group.end])

    def _may_be_proper(self, word: str) -> bool:
        abstract = self._found.abstract
        known = party_named(word, self._found.language) is not None
        return known or not (abstract and abstract.fullmatch(word.lower()))
