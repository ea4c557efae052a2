"""Bodies with a task in a procedure: who receives what is handed in, who decides, by whom it is issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import NOWHERE, BearerReader, Subject
from ingest.facts.clauses import CLOSING, COMMAS, ENDS, OPENING, Stretch, titled
from ingest.facts.duties import Duty
from ingest.facts.morphology import morphology
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.verb_first_names import NameReader

_NEAR: Final = 30
"""Words behind a verb of handing in among which its receiver is named."""
_RECIPIENTS: Final = 3
"""Phrases of a sentence of handing in that are looked at for who receives."""
_OPENING_DEED: Final = 5
"""Words of a deed among which its verb stands."""
_OPENING_DEED_HAN: Final = 12
"""The same in Chinese characters."""
_HEAD: Final = 3
"""Words at the start of a phrase among which the noun of an authority stands."""
_AGENT: Final = 4
"""Words between the verb of a passive and who does it."""
_CLAUSE: Final = 8
"""Words between a verb and a noun in the instrumental by whom it is done (Russian)."""
_DEEDS: Final = ("submit", "handle", "step", "duty", "within", "break", "adverb", "receive")
"""Roles of what stands behind the name of a body (Chinese)."""
_PHRASE_ENDS: Final = ("within", "subordinate", "must", "must_not", "may", "auxiliary", "future")
"""Roles of what ends the name of a body."""
_ASKING: Final = ("submit", "give", "apply")
"""Roles of words at the start of a deed by which somebody asks: who does it need not be who decides."""
_CHUNK_ENDS: Final = COMMAS | frozenset("》")


class BodyReader:
    """Reads the bodies that one doc names."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._bearers = BearerReader(doc, found)
        self._sentences: tuple[Stretch, ...] = doc._.sentences
        words = morphology(found.language)
        self._behind = NameReader(doc, found, words) if words else None

    def bodies(self, duties: Sequence[Duty], steps: Sequence[Duty]) -> Iterator[Stretch]:
        """Each once where it stands, by its name alone: who receives, issues, decides, or does a step.

        Where somebody receives, who only does a step is rather who asks (of 7 so told 1 was right).
        """
        seen: set[int] = set()
        answering = [one for one in steps if not any(self._begins(role, one) for role in _ASKING)]
        answering = [] if self.receivers else answering
        deciding = (duty.who for duty in duties if self._decides(duty) or duty in answering)
        for one in (*self.receivers, *self._agents(), *filter(self.is_authority, deciding)):
            if one and one.start not in seen:
                seen.add(one.start)
                name = self.name(one)
                if name and not self._bearers.is_bare(name):
                    yield name

    def name(self, part: Stretch) -> Stretch:
        """The name alone; nothing where a clause that it needs is said of it (`收到申请的机关`).

        An indefinite noun alone takes along what is said of it (`لجنة يشكلها`).
        """
        if self._found.heads is Heads.END:
            counted = self._words[part.start][0].isdecimal()
            described = self._cues.has("described", start=part.start, end=part.end)
            return NOWHERE if counted or described else part
        if self._behind is None:
            return self._bearers.name(part)
        end = self._sentence(part.start).end
        handed = self._cues.of("dossier", "paper", start=part.start + 1, end=end)
        end = handed[0].start if handed else end
        name = self._behind.phrase(part.start, end, free=True, attached=True)
        said = name is None or self._cues.at("oblique", name.end) is not None
        if name is None or said:
            return NOWHERE
        alone = name.end == name.start + 1 and not self._behind.noun(name.start).definite
        return self._bearers.name(part) if alone else name

    @cached_property
    def receivers(self) -> tuple[Stretch, ...]:
        """The authorities to whom something is handed, as phrases."""
        return tuple(self._passed() if self._found.heads is Heads.END else self._receivers())

    # --- who receives ----------------------------------------------------------------------------

    def _receivers(self) -> Iterator[Stretch]:
        for verb in self._cues.of("submit", "give", "send"):
            sentence = self._sentence(verb.start)
            yield from self._toward(sentence.start, sentence.end)
            near = min(sentence.end, verb.end + _NEAR)
            for named in self._cues.of("recipient", start=verb.end, end=near)[:1]:
                start = named.start + (named.end - named.start > 1 and self._opens(named.start))
                yield Stretch(start, self._names(named.end, sentence.end))
        for verb in self._cues.of("informing"):
            part = self._phrase(verb.end, self._sentence(verb.start).end)
            if part and self._cues.at("determiner", part.start) and self.is_authority(part):
                yield part

    def _toward(self, start: int, end: int) -> Iterator[Stretch]:
        toward = "toward" if "toward" in self._found.cues else "to"
        for to in self._cues.of(toward, start=start, end=end)[:_RECIPIENTS]:
            part = self._phrase(to.end, end)
            if self.is_authority(part):
                yield part

    def _opens(self, index: int) -> bool:
        """A preposition: `[в] Министерство`."""
        return self._cues.at("break", index) is not None

    def _phrase(self, start: int, most: int) -> Stretch:
        end = next((i for i in range(start, most) if self._ends_phrase(i) or self._goes_on(start, i)), most)
        if OPENING.isdisjoint(self._words[start:end]):
            end = next((i for i in range(start, end) if self._words[i] in CLOSING), end)
        return Stretch(start, end)

    def _goes_on(self, start: int, index: int) -> bool:
        """What is handed follows who receives it, with an article: `[to] the consul [a] certificate`."""
        if index < start + 2 or not self._cues.at("determiner", index) or self._cues.at("name_link", index):
            return False
        return not any(
            self._cues.ending(role, index) for role in ("break", "name_link", "link", "determiner")
        )

    def _names(self, start: int, most: int) -> int:
        """Russian: up to where the words with a capital end behind a noun (`Правительству Велории`)."""
        while start < most and self._words[start][0].isupper():
            start += 1
        return start

    def _ends_phrase(self, index: int) -> bool:
        if self._words[index] in COMMAS | ENDS:
            return True
        return any(self._cues.at(role, index) for role in _PHRASE_ENDS)

    def answers(self, duties: Sequence[Duty]) -> bool:
        """Whether an authority decides, issues or registers something."""
        return any(self._decides(duty) and self.is_authority(duty.who) for duty in duties)

    # --- who does it -----------------------------------------------------------------------------

    def _agents(self) -> Iterator[Stretch]:
        """By whom something is issued, decided or certified: `a certificate issued by the Registrar`."""
        passive = self._found.heads in {Heads.FIRST, Heads.LAST} and "whole" not in self._found.cues
        for by in self._cues.of("by") if passive else ():
            sentence = self._sentence(by.start)
            part = self._phrase(by.end, sentence.end)
            before = self._cues.has("handle", start=max(sentence.start, by.start - _AGENT), end=by.start)
            if before and self.is_authority(part):
                yield part
        for agent in self._cues.of("agency"):
            sentence = self._sentence(agent.start)
            start, end = max(sentence.start, agent.start - _CLAUSE), min(sentence.end, agent.end + _CLAUSE)
            if self._cues.has("handle", start=start, end=end):
                first = self._bearers.attributes(agent.start, sentence.start)
                yield Stretch(first, self._names(agent.end, sentence.end))

    # --- who decides -----------------------------------------------------------------------------

    def _decides(self, duty: Duty) -> bool:
        return self._begins("handle", duty)

    def _begins(self, role: str, duty: Duty) -> bool:
        words = _OPENING_DEED_HAN if self._found.heads is Heads.END else _OPENING_DEED
        return duty.begins_with(role, self._cues, words, verb_first=self._found.heads is Heads.AFTER)

    def is_authority(self, part: Stretch) -> bool:
        """Whether its head is the noun of an authority."""
        if not part:
            return False
        if self._found.heads is Heads.END:
            return self._cues.ending("authority", part.end) is not None
        phrase = self._bearers.phrase(part)
        short = self._bearers.short(part)
        head = max(short.end, min(part.end, part.start + _HEAD))
        head = head if self._found.heads is Heads.LAST else part.start + _HEAD
        nouns = self._cues.of("authority", start=part.start, end=part.end)
        return phrase.subject is Subject.NAMED and any(noun.start < head for noun in nouns)

    # --- Chinese ---------------------------------------------------------------------------------

    def _passed(self) -> Iterator[Stretch]:
        """Who something is handed to or decided by: `向主管部门提出`, `报国务院批准`."""
        for word in self._cues.of("receive"):
            sentence = self._sentence(word.start)
            stop = self._stop(word.end, sentence.end)
            most = min(stop, word.end + _NEAR)
            ends = [cue.end for cue in self._cues.of("authority", start=word.end, end=most)]
            verbs = [end for end in ends if any(self._cues.at(role, end) for role in _DEEDS)]
            if self._cues.at("by_duty", word.start) and self._says_more(word.end, stop):
                continue
            if ends and self._is_goal(word, stop) and not titled(self._doc, word.start):
                yield Stretch(word.end, min(verbs, default=max(ends)))

    def _says_more(self, start: int, stop: int) -> bool:
        """Who does what is said of a noun (`由总部签署的申请`), or who punishes."""
        return self._cues.has("attributive", "sanction", start=start, end=stop)

    def _is_goal(self, word: Cue, stop: int) -> bool:
        return word.end - word.start > 1 or self._cues.has(*_DEEDS[:3], start=word.end, end=stop)

    def _stop(self, start: int, end: int) -> int:
        """The end of the chunk, or of the title of a work (《》) in which it stands."""
        return next((i for i in range(start, end) if self._words[i] in _CHUNK_ENDS), end)

    def _sentence(self, index: int) -> Stretch:
        return next(s for s in self._sentences if s.start <= index < s.end)
