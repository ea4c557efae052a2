"""Who is bound, in Chinese: the topic before a verb, often commas away from it."""

from __future__ import annotations

from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.clauses import COLONS, COMMAS, Stretch, without_number

_NOMINAL = "的"
_ADVERBIAL_ENDS = frozenset("时時后後前下外中内內间間上者")
"""Last characters of a chunk that tells when or where, not who."""

_EVENT_ENDS = frozenset("后後时時")
"""Last characters of a chunk that tells of an event: who it begins with acts then (主管部门收到申请后)."""

MODIFYING_ENDS = frozenset({"时", "時", "外", "后", "後", "者", "的"})
"""Last characters of a chunk in which a verb only says more of a noun."""


class TopicReader(BearerReader):
    """Reads from the verb back, chunk by chunk, to the one that names somebody."""

    def before(self, left: Stretch, *, opening: bool) -> Bearer:
        """Of the tokens before a verb; `opening`: they begin the sentence."""
        colon = next(
            (i + 1 for i in range(left.end - 1, left.start, -1) if self._doc[i].text in COLONS), left.start
        )
        left = without_number(self._doc, Stretch(colon, left.end))
        if not opening:
            return self._further(left)
        for part in reversed(self._chunks(self._without_adverbs(left))):
            read = self._chunk(self._without_adverbs(part))
            if read is not None:
                return read
        return Bearer(Subject.ABSENT)

    def _further(self, left: Stretch) -> Bearer:
        """Of a further verb: it opens a chunk, or is linked; else it is part of the deed before."""
        parts = self._chunks(left)
        rest = self._without_adverbs(left)
        if not rest or (left and self._doc[left.end - 1].text in COMMAS):
            return Bearer(Subject.SAME)
        if len(parts) < 2:
            linked = self._cues.ending("link", left.end) or self._cues.ending("adverb", left.end)
            return (
                Bearer(Subject.SAME)
                if linked and self._cues.has("link", start=left.start, end=left.end)
                else UNTOLD
            )
        read = self._chunk(self._without_adverbs(parts[-1]))
        if read is None:
            return Bearer(Subject.SAME)
        return read if read.subject is Subject.NAMED else UNTOLD

    def phrase(self, part: Stretch) -> Bearer:
        """A phrase by itself: named where it ends with a noun of somebody who acts."""
        named = self._ends_named(part)
        return Bearer(Subject.NAMED if named else Subject.THING, part)

    def _chunk(self, part: Stretch) -> Bearer | None:
        """What a chunk names, or None where it tells only when, where or whom."""
        if not part:
            return None
        aside = self._aside_word(part.start)
        if not aside and (topic := self._topic(part)):
            return Bearer(Subject.NAMED, topic)
        if self._ends_named(part):
            named = not aside or self._has_nominal(part)
            return Bearer(Subject.NAMED, part) if named and not self._is("to", part.start) else None
        last = self._doc[part.end - 1].text
        actor = self._cues.at("actor", part.start)
        if actor and not aside and last in _EVENT_ENDS:
            return Bearer(Subject.NAMED, Stretch(actor.start, actor.end))
        if last == _NOMINAL:
            return self._nominal(part)
        if aside or last in _ADVERBIAL_ENDS:
            return None
        return Bearer(Subject.THING, part)

    def _aside_word(self, start: int) -> bool:
        """A preposition or condition, and not the beginning of a longer name (当, 当事人)."""
        actor = self._cues.at("actor", start)
        longest = max((c.end for r in ("break", "condition") if (c := self._cues.at(r, start))), default=0)
        return longest > (actor.end if actor else 0)

    def _nominal(self, part: Stretch) -> Bearer:
        """`申请…的`: people by their deed; `当事人不服的`: its subject; else a condition."""
        if self._is("nominal_start", part.start):
            return Bearer(Subject.NAMED, part)
        actor = self._cues.at("actor", part.start)
        return Bearer(Subject.NAMED, Stretch(actor.start, actor.end)) if actor else UNTOLD

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
        return any(self._doc[i].text in "的之" for i in range(part.start, part.end))

    def _ends_named(self, part: Stretch) -> bool:
        end = part.end
        if self._doc[end - 1].text in ")）":
            while end > part.start and self._doc[end - 1].text not in "(（":
                end -= 1
            end -= 1
        return self._cues.ending("actor", end) is not None
