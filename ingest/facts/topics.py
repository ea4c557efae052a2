"""What the chunks of a Chinese sentence name: who acts, a thing or deed, or only when and in which case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from ingest.facts.bearers import Bearer, Subject
from ingest.facts.clauses import COLONS, COMMAS, Stretch, chunks, trim, without_number
from ingest.facts.topic_names import TopicNames
from ingest.facts.topic_things import ASIDES

_OPENINGS: Final = ("link", "lead", "join", "adverb", "whoever")
"""Roles of words before what a part tells."""
_POINTS: Final = frozenset("、､.．")
"""Signs behind the number of a paragraph."""
_HEADING: Final = 24
"""Characters of the lines before a text that may be its heading."""
_SUFFERED: Final = "被"
"""The first character of whom something is done to."""
_UNITS: Final = ("hour", "day", "working_day", "calendar_day", "week", "month", "year")


class Topic(Enum):
    """What a chunk tells."""

    WHO = "who"
    """It names who acts, alone or as the subject of a clause or condition."""
    HEADLESS = "headless"
    """People named by their deed alone (从事…的)."""
    THING = "thing"
    """Some other noun, or a deed that is spoken of."""
    ASIDE = "aside"
    """When, where, in which case, for whom."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a chunk tells, and the words that name it."""

    topic: Topic
    stretch: Stretch
    acting: bool = False
    """The name stands alone, before a preposition or in what tells when: its deed may follow."""


class TopicReader(TopicNames):
    """Reads the chunks of one doc."""

    def chunks(self, sentence: Stretch) -> list[Stretch]:
        """The parts between commas, those within a name of the table apart."""
        actors = self._cues.of("actor", start=sentence.start, end=sentence.end)
        return chunks(self._doc, sentence, frozenset(i for one in actors for i in range(one.start, one.end)))

    def behind_heading(self, sentence: Stretch) -> Stretch:
        """Behind a short first line without a sign: the text's own heading, or one further down."""
        start, text = sentence.start, self._doc.user_data["printed"]
        first = start == 0 or "\n" in text[self._doc[start - 1].idx : self._doc[start].idx]
        for at in range(start + 1, min(sentence.end, start + _HEADING) if first else 0):
            if self._words[at] in COMMAS:
                break
            if "\n" in text[self._doc[at - 1].idx : self._doc[at].idx]:
                start = at
        return Stretch(start, sentence.end)

    def plain(self, part: Stretch) -> Stretch:
        """A part behind its number, colon, links and adverbs: `（二）但是，经营者` is about 经营者."""
        if (known := self._plain.get(part)) is None:
            known = self._plain[part] = self._bare(part)
        return known

    @cached_property
    def _plain(self) -> dict[Stretch, Stretch]:
        """Parts asked for before."""
        return {}

    def _bare(self, part: Stretch) -> Stretch:
        colons = (i + 1 for i in range(part.end - 2, part.start, -1) if self._words[i] in COLONS)
        part = self.unnumbered(trim(self._doc, Stretch(next(colons, part.start), part.end)))
        while part and (opening := self._opening(part.start)) and opening <= part.end:
            part = self.unnumbered(trim(self._doc, Stretch(opening, part.end)))
        return part

    def unnumbered(self, part: Stretch) -> Stretch:
        """Without the number of a paragraph at its start (`二、`, `（甲）`, `3.`)."""
        at = part.start
        while at < part.end and self._counts(at):
            at += 1
        if part.start < at < part.end and self._words[at] in _POINTS:
            return trim(self._doc, Stretch(at + 1, part.end))
        if part.start < at < part.end and self._doc[at - 1].whitespace_:
            return trim(self._doc, Stretch(at, part.end))
        return without_number(self._doc, part)

    def _opening(self, start: int) -> int | None:
        """The end of a link or adverb at the start of a part."""
        if self._is("actor", start) or self._is("determiner", start):
            return None
        found = [cue for role in _OPENINGS if (cue := self._cues.at(role, start))]
        ends = (cue.end for cue in found if not self._is("attributive", cue.end))
        return max(ends, default=None)

    def before(self, left: Stretch, *, opening: bool = True) -> Bearer:
        """What stands before a verb in its chunk: who acts, a thing, only asides, or nothing."""
        part = self._without_adverbs(self.plain(left))
        if not part:
            return Bearer(Subject.SAME)
        if self.is_aside(part.start):
            relative = self._behind_relative(part)
            named = self._behind_aside(part) or (relative.stretch if relative else None)
            return Bearer(Subject.NAMED, named) if named else Bearer(Subject.ABSENT)
        named = self.subject(part)
        return Bearer(Subject.NAMED, named) if named else self._unnamed(part)

    def _unnamed(self, part: Stretch) -> Bearer:
        """A time or case before a verb (`必要时`, `续期时`), else a thing."""
        aside = self._cues.ending("case_end", part.end) or self._time(part) < part.end
        return Bearer(Subject.ABSENT if aside else Subject.THING, part)

    def _without_adverbs(self, part: Stretch) -> Stretch:
        """Without adverbs, links and commas at the end of a part."""
        while part:
            tails = [cue for role in ("adverb", "link") if (cue := self._cues.ending(role, part.end))]
            tail = min((cue.start for cue in tails), default=self._time(part))
            shorter = trim(self._doc, Stretch(part.start, max(part.start, tail)))
            if shorter == part:
                break
            part = shorter
        return part

    def _time(self, part: Stretch) -> int:
        """Where a length of time begins that ends a part (`5年内`, `三十日内`)."""
        case = self._cues.ending("case_end", part.end)
        at = case.start if case else part.end
        unit = next((cue for role in _UNITS if (cue := self._cues.ending(role, at))), None)
        if unit is None:
            return part.end
        start = unit.start
        while start > part.start and (self._counts(start - 1) or self._is("span", start - 1)):
            start -= 1
        return start if start < unit.start else part.end

    def _counts(self, index: int) -> bool:
        return self._words[index][0].isdecimal() or self._is("numeral", index)

    def _behind_aside(self, part: Stretch) -> Stretch | None:
        """`在特殊情况下缔约国`: who acts, behind the last word that ends an aside."""
        for at in range(part.end - 1, part.start, -1):
            if self._cues.ending("aside_end", at):
                rest = self.plain(Stretch(at, part.end))
                return rest if rest and self.ends_named(rest) else None
        return None

    def topic(self, chunk: Stretch) -> Named:
        """What a chunk without a binding verb tells."""
        if (known := self._told.get(chunk)) is None:
            known = self._told[chunk] = self._topic(chunk)
        return known

    @cached_property
    def _told(self) -> dict[Stretch, Named]:
        """Chunks asked for before."""
        return {}

    def _topic(self, chunk: Stretch) -> Named:
        part = self.plain(chunk)
        if not part:
            return Named(Topic.ASIDE, part)
        condition = self._condition(part.start)
        if condition:
            named = self.subject(Stretch(condition, part.end)) if condition < part.end else None
            return Named(Topic.WHO, named) if named else Named(Topic.ASIDE, part)
        if self._is("join", trim(self._doc, chunk).start) and not self._is("actor", part.start):
            return Named(Topic.ASIDE, part)
        if self.is_aside(part.start):
            return self._behind_relative(part) or self._headless(part) or Named(Topic.ASIDE, part)
        case = self._cues.ending("case_end", part.end)
        if case and case.start > part.start:
            return self._case(part, case.start)
        named = self.subject(part)
        if named is None:
            return Named(Topic.THING, part)
        behind = self.behind_note(named.end)
        acting = behind >= part.end or any(self._is(role, behind) for role in ASIDES)
        return Named(Topic.WHO, named, acting)

    def _behind_relative(self, part: Stretch) -> Named | None:
        """`依照前款规定收到申请的主管部门`: what looks like an aside says more of who acts."""
        whom = self._is("whom", part.start) or self._is("states", part.start)
        marks = self._cues.of("attributive", start=part.start, end=part.end - 1)
        plain = bool(marks) and not self._cues.has("activity", start=marks[-1].end, end=part.end)
        named = not whom and plain and self.ends_named(part)
        return Named(Topic.WHO, part, acting=True) if named else None

    def _case(self, part: Stretch, end: int) -> Named:
        """`当事人不服的`, `主管部门收到申请后`: the subject of what tells when or in which case."""
        named = next(self.subjects(Stretch(part.start, end)), None)
        if named is None and self._cues.ending("people_end", part.end) and self.ends_named(part):
            named = part
        if named:
            return Named(Topic.WHO, named, self._cues.ending("event_end", part.end) is not None)
        return self._headless(part) or Named(Topic.ASIDE, part)

    def may_tell(self, one: Named) -> bool:
        """A case or time in which somebody is named may tell who acts (`由监护人送养的，应当提交`)."""
        start, end = one.stretch.start, one.stretch.end
        return one.topic is Topic.ASIDE and self._cues.has("actor", start=start, end=end)

    def undergoes(self, one: Named) -> bool:
        """A case told of whom something is done to (`子女由他人收养的，应当提交`) tells not who acts."""
        patient = self._words[one.stretch.start] == _SUFFERED or self._is("by_duty", one.stretch.end)
        return not one.acting and bool(patient)

    def _headless(self, part: Stretch) -> Named | None:
        """People by their deed: `申请…的`, `在境内从事…的`."""
        ends = self._cues.ending("attributive", part.end)
        opens = self._is("nominal_start", part.start) or (
            self._is("place", part.start) and self._cues.has("nominal_start", start=part.start, end=part.end)
        )
        return Named(Topic.HEADLESS, part) if ends and opens else None

    def _condition(self, start: int) -> int | None:
        """The end of a word that opens a condition (如, 倘若, 当)."""
        opening, actor = self._cues.at("condition_word", start), self._cues.at("actor", start)
        longer = opening and actor and actor.end > opening.end
        return opening.end if opening and not longer else None
