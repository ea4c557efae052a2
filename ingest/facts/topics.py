"""Who is bound, in Chinese: the topic before a verb, often commas away from it."""

from __future__ import annotations

from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.clauses import COLONS, COMMAS, Stretch, without_number

_NOMINAL = "的"
_ADVERBIAL_ENDS = frozenset("时時后後前下外中内內间間上者")
"""Last characters of a chunk that tells when or where, not who."""

_EVENT_ENDS = frozenset("后後时時")
"""Last characters of a chunk that tells of an event: who it begins with acts then (主管部门收到申请后)."""

_OPENINGS = frozenset("不未没沒有需要逾拒违違认認提收")
"""First characters of what somebody does or fails to do."""
_BEHIND = ("duty", "handle", "submit", "step", "adverb", "break", "to", "sanction")
"""Roles of words with which a deed begins behind the name of who does it."""

MODIFYING_ENDS = frozenset({"时", "時", "外", "后", "後", "者", "的"})
"""Last characters of a chunk in which a verb only says more of a noun."""


class TopicReader(BearerReader):
    """Reads from the verb back, chunk by chunk, to the one that names somebody."""

    def before(self, left: Stretch, *, opening: bool) -> Bearer:
        """Of the tokens before a verb; `opening`: they begin the sentence."""
        colon = next(
            (i + 1 for i in range(left.end - 1, left.start, -1) if self._words[i] in COLONS), left.start
        )
        left = without_number(self._doc, Stretch(colon, left.end))
        if not opening:
            return self._further(left)
        parts = [self._plain_part(part) for part in self._chunks(self.without_adverbs(left))]
        for place in range(len(parts) - 1, -1, -1):
            read = self._chunk(parts[place])
            if read is not None:
                return self._topical(read, parts[:place]) or read
        return Bearer(Subject.ABSENT)

    def _plain_part(self, part: Stretch) -> Stretch:
        """A chunk without links and adverbs at its start."""
        part = self.without_adverbs(part)
        while part and (link := self._cues.at("join", part.start)) and not self._is("actor", part.start):
            part = self.without_adverbs(Stretch(link.end, part.end))
        return part

    def _topical(self, read: Bearer, parts: list[Stretch]) -> Bearer | None:
        """`审批机关依照…，需要予以限制的，应当`: the deed is no name where one was told before."""
        if not read.stretch or self._words[read.stretch.end - 1] != _NOMINAL:
            return None
        topics = (
            topic for part in parts if not self._aside_word(part.start) and (topic := self._topic(part))
        )
        return next((Bearer(Subject.NAMED, topic) for topic in topics), None)

    def _further(self, left: Stretch) -> Bearer:
        """Of a further verb: it opens a chunk, or is linked; else it is part of the deed before."""
        parts = self._chunks(left)
        rest = self.without_adverbs(left)
        if not rest or (left and self._words[left.end - 1] in COMMAS):
            return Bearer(Subject.SAME)
        if len(parts) < 2:
            linked = self._cues.ending("link", left.end) or self._cues.ending("adverb", left.end)
            return (
                Bearer(Subject.SAME)
                if linked and self._cues.has("link", start=left.start, end=left.end)
                else UNTOLD
            )
        read = self._chunk(self.without_adverbs(parts[-1]))
        if read is None:
            return Bearer(Subject.SAME)
        return read if read.subject is Subject.NAMED else UNTOLD

    def phrase(self, part: Stretch) -> Bearer:
        """A phrase by itself: named where it ends with a noun of somebody who acts."""
        named = self._ends_named(part)
        return Bearer(Subject.NAMED if named else Subject.THING, part)

    def _chunk(self, part: Stretch) -> Bearer | None:
        """What a chunk names, or None where it tells only when, where or whom."""
        for by in self._cues.of("by_duty", start=part.start, end=part.end)[-1:]:
            part = Stretch(by.end, part.end)
        if not part:
            return None
        aside = self._aside_word(part.start)
        if not aside and (topic := self._topic(part)):
            return Bearer(Subject.NAMED, topic)
        if self._ends_named(part):
            named = not aside or self._has_nominal(part)
            whom = self._is("to", part.start) or (aside and self._is("about", part.start))
            return Bearer(Subject.NAMED, part) if named and not whom else None
        last = self._words[part.end - 1]
        actor = None if aside else self._acting(part)
        if actor and last in _EVENT_ENDS:
            return Bearer(Subject.NAMED, actor)
        if last == _NOMINAL:
            return self._nominal(part)
        if aside or last in _ADVERBIAL_ENDS:
            return None
        if actor and self._is("actor", part.start):
            return Bearer(Subject.NAMED, actor)
        return Bearer(Subject.THING, part)

    def _aside_word(self, start: int) -> bool:
        """A preposition or condition, and not the beginning of a longer name (当, 当事人)."""
        actor = self._cues.at("actor", start)
        longest = max((c.end for r in ("break", "condition") if (c := self._cues.at(r, start))), default=0)
        return longest > (actor.end if actor else 0)

    def _nominal(self, part: Stretch) -> Bearer | None:
        """`申请…的`: people by their deed; `当事人不服的`: its subject; else a condition."""
        if self._is("nominal_start", part.start):
            return Bearer(Subject.NAMED, part)
        actor = self._acting(part)
        return Bearer(Subject.NAMED, actor) if actor else None

    def _acting(self, part: Stretch) -> Stretch | None:
        """A name at the start of a chunk, up to its first verb, preposition or adverb."""
        for actor in self._cues.of("actor", start=part.start, end=part.end - 1):
            if self._cues.has("must", "must_not", "may", *_BEHIND, start=part.start, end=actor.start):
                return None
            if self._words[actor.end] in _OPENINGS or any(self._is(role, actor.end) for role in _BEHIND):
                return Stretch(part.start, actor.end)
        return None

    def _topic(self, part: Stretch) -> Stretch | None:
        """A name at the start of a chunk, up to a preposition: `締約國於…時`."""
        for actor in self._cues.of("actor", start=part.start, end=part.end):
            after = actor.end
            if after < part.end and (
                self._is("break", after) or self._is("to", after) or self._is("adverb", after)
            ):
                return Stretch(part.start, after)
        return None

    def _has_nominal(self, part: Stretch) -> bool:
        return any(self._words[i] in "的之" for i in range(part.start, part.end))

    def _ends_named(self, part: Stretch) -> bool:
        end = part.end
        if self._words[end - 1] in ")）":
            while end > part.start and self._words[end - 1] not in "(（":
                end -= 1
            end -= 1
        return self._cues.ending("actor", end) is not None
