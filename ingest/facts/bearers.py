"""Who is bound or entitled: the phrase before a verb, where it names who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COMMAS, Stretch, trim
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules, Heads


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


@dataclass(frozen=True, slots=True)
class Bearer:
    """The phrase and what it is."""

    subject: Subject
    stretch: Stretch = NOWHERE


UNTOLD = Bearer(Subject.NONE)


class BearerReader:
    """Reads the bearers of one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc = doc
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._found = found
        self._heads = found.heads
        self._cases = found.cases

    def phrase(self, part: Stretch) -> Bearer:
        """Whether a phrase names somebody who acts, by the noun that heads it; `[name]` stands for one."""
        part = trim(self._doc, part)
        if not part:
            return UNTOLD
        if self._words[part.start] == "[" and self._words[part.end - 1] == "]":
            return Bearer(Subject.NAMED, part)
        start = self._behind_determiners(part)
        whole = self._cues.at("actor", start)
        end = self._group_end(Stretch(max(start, whole.end - 1) if whole else start, part.end))
        actors = self._cues.of("actor", start=part.start, end=end)
        others = self._cues.of("other", start=start, end=end)
        if self._heads is Heads.LAST:
            if any(
                cue.end == end and cue.start > start for cue in self._cues.of("pronoun", start=start, end=end)
            ):
                return UNTOLD
            named = any(cue.end == end for cue in actors) or self._is_name(Stretch(start, end))
            named = named and not any(cue.end == end for cue in others)
        else:
            named = any(cue.start == part.start or self._plain(start, cue.start) for cue in actors)
            named = named and self._cues.at("other", start) is None
            if named and self._cases:
                head = max(cue.end for cue in actors)
                part = Stretch(part.start, self._group_end(Stretch(max(start, head - 1), part.end)))
        return Bearer(Subject.NAMED if named else Subject.THING, part)

    def short(self, part: Stretch) -> Stretch:
        """A phrase up to its first preposition."""
        return Stretch(part.start, max(self._group_end(part), part.start + 1))

    def name(self, part: Stretch) -> Stretch:
        """The name of a body at the start of a phrase: `the Ministry of Justice [under Article 3]`."""
        end = self._behind_determiners(part)
        while end < part.end and self._words[end] not in COMMAS:
            inner = self._is("name_link", end) and not self._is("vague", end + 1)
            ends = self._is("break", end) or self._is("relative", end) or self._is("link", end)
            new = self._is("determiner", end) and not self._is("name_link", end - 1)
            if end > part.start and (ends or new) and not inner:
                break
            end += 1
        return trim(self._doc, Stretch(part.start, max(end, part.start + 1)))

    def _is_name(self, group: Stretch) -> bool:
        """A proper name without an article: every word with a capital (Viet Nam, Norvale)."""
        if (
            not group
            or self._is("determiner", group.start)
            or self._cues.has("other", start=group.start, end=group.end)
        ):
            return False
        return all(token.text[0].isupper() for token in self._doc[group.start : group.end])

    def _plain(self, start: int, end: int) -> bool:
        """Nothing but adjectives between two tokens."""
        return start <= end and all(
            self._is("adjective", i)
            or self._is("determiner", i)
            or self.participle(i)
            or (self._cases and self._is("link", i))
            for i in range(start, end)
        )

    def participle(self, index: int) -> bool:
        """A Russian adjective or participle in the nominative, told by its ending."""
        word = self._doc[index].norm_
        return len(word) > 4 and word.endswith(
            ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ийся", "иеся", "аяся", "ееся")
        )

    def _behind_determiners(self, part: Stretch) -> int:
        start = part.start
        while start < part.end and (cue := self._cues.at("determiner", start)):
            if self._cues.at("actor", start) and not self._more(start + 1, part.end):
                break
            start = cue.end
        return min(start, part.end - 1) if start >= part.end else start

    def _more(self, start: int, end: int) -> bool:
        return start < end and not self._is("break", start)

    def _group_end(self, part: Stretch) -> int:
        """Up to the first word that ends the phrase."""
        for index in range(part.start + 1, part.end):
            if self._is("break", index) or self._is("relative", index) or self._words[index] in "(（)）":
                return index
            if self._modifies(index):
                return index
        return part.end

    def _modifies(self, index: int) -> bool:
        """A participle behind the noun of somebody who acts: `the Party adopting the measure`."""
        form = self._found.modifiers
        participle = form and form.fullmatch(self._words[index].lower())
        return bool(participle and self._cues.ending("actor", index))

    def without_adverbs(self, part: Stretch) -> Stretch:
        """Without adverbs and commas at both ends."""
        part = trim(self._doc, part)
        changed = True
        while changed and part:
            changed = False
            for role in ("adverb", "lead"):
                head = self._cues.at(role, part.start)
                if head and head.end <= part.end and not self._is("determiner", part.start):
                    part, changed = trim(self._doc, Stretch(head.end, part.end)), True
            tail = self._cues.ending("adverb", part.end)
            if tail and tail.start >= part.start and part:
                part, changed = trim(self._doc, Stretch(part.start, tail.start)), True
        return part

    def _is(self, role: str, index: int) -> bool:
        return self._cues.at(role, index) is not None
