"""One obligation at the tokens of a doc, and the record that is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from spacy.tokens import Doc

from corpus.model import Modality, Obligation, Span
from ingest.facts.bearers import Bearer, Subject
from ingest.facts.clauses import COMMAS, Stretch, printed, trim
from ingest.facts.deadlines import Deadline
from ingest.facts.pipeline import Cues


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation at the tokens of a doc, as far as it was read."""

    modality: Modality
    clause: Stretch
    bearer: str
    """In its words; where a pronoun stands for it, those of the bearer named before; empty: nobody named."""
    who: Stretch
    deed: Stretch
    indicative: bool
    """The verb of the deed itself tells the duty."""
    open: bool
    """The deed is told in what follows (`shall:`), point by point."""
    verbal: bool = False
    """What follows tells deeds: only lines that begin with a verb."""
    nominal: bool = False
    """What follows tells deeds by their nouns."""

    def of_head(self, bearer: str) -> Duty:
        """A line that begins with the word that binds has the bearer of its head."""
        dropped = not self.bearer and not self.who and self.who.start == self.clause.start
        return replace(self, bearer=bearer) if dropped else self

    def begins_with(self, role: str, cues: Cues, words: int, *, verb_first: bool) -> bool:
        """Whether a word of the role stands among so many at the start of the deed.

        Where verbs come first, also right before who acts.
        """
        start = max(self.clause.start, self.who.start - 2) if verb_first else self.deed.start
        end = min(self.deed.end, self.deed.start + words)
        return bool(self.deed) and cues.has(role, start=start, end=end)


@dataclass(frozen=True, slots=True)
class Opened:
    """How a text or heading binds, and whom, where each line below tells a deed (`The Ministry shall:`)."""

    modality: Modality
    bearer: str = ""
    verbal: bool = False
    """Only lines that begin with a verb tell one."""
    nominal: bool = False
    """Lines that begin with a noun tell one too: what `s'efforcera d'assurer :` governs."""


class Phrases(Protocol):
    """Tells whether a phrase names somebody who acts."""

    def phrase(self, part: Stretch) -> Bearer:
        """What it names."""


class Recorder:
    """Makes the records of the duties of one doc."""

    def __init__(self, doc: Doc, text: str, bearers: Phrases, deadlines: Sequence[Deadline]) -> None:
        self._doc, self._text, self._bearers, self._deadlines = doc, text, bearers, deadlines
        self._cues: Cues = doc._.cues

    def obligation(self, duty: Duty, eid: str) -> Obligation:
        """The record of a duty."""
        core, condition = self._condition(duty)
        deadline = next(
            (one for one in self._deadlines if duty.clause.start <= one.start < duty.clause.end), None
        )
        beneficiary = self._beneficiary(core)
        return Obligation(
            eid,
            duty.modality,
            self._words(core),
            duty.bearer,
            self._words(beneficiary) if beneficiary else None,
            self._words(Stretch(deadline.start, deadline.end)) if deadline else None,
            self._words(condition) if condition else None,
            self.span(duty.clause),
        )

    def span(self, stretch: Stretch) -> Span:
        """Where the tokens stand in the text."""
        last = self._doc[stretch.end - 1]
        return Span(self._doc[stretch.start].idx, last.idx + len(last.text))

    def _words(self, stretch: Stretch) -> str:
        return printed(self._doc, self._text, stretch)

    def _condition(self, duty: Duty) -> tuple[Stretch, Stretch | None]:
        """The deed without its condition, and the condition: behind the verb, else before it."""
        deed = duty.deed
        opening = self._cues.at("condition", deed.start)
        begin = opening.end if opening else deed.start + 1
        for cue in self._cues.of("condition", "exception", start=begin, end=deed.end):
            if self._is_deadline(cue.start):
                continue
            stop = next((i for i in range(cue.end, deed.end) if self._doc[i].text in COMMAS), deed.end)
            core = trim(self._doc, Stretch(deed.start, cue.start))
            return (core or deed), trim(self._doc, Stretch(cue.start, stop))
        start = duty.who.start if duty.who.start > duty.clause.start else duty.deed.start
        for cue in self._cues.of("condition", start=duty.clause.start, end=start)[:1]:
            end = next((i for i in range(cue.end, start) if self._doc[i].text in COMMAS), None)
            return deed, trim(self._doc, Stretch(cue.start, end)) if end else None
        return deed, None

    def _is_deadline(self, at: int) -> bool:
        """Whether the word is one of a deadline: as soon as practicable."""
        return any(one.start <= at < one.end for one in self._deadlines)

    def _beneficiary(self, deed: Stretch) -> Stretch | None:
        """The first phrase that a word for whom (to, cho, à) opens and that names somebody who acts.

        Behind it stands his name, no verb (`to afford each other`); it ends where something else is told.
        """
        for cue in self._cues.of("to", start=deed.start, end=deed.end):
            ends = (i for i in range(cue.end + 1, deed.end) if self._doc[i].text in COMMAS or self._breaks(i))
            phrase = self._bearers.phrase(Stretch(cue.end, next(ends, deed.end)))
            opens = any(self._cues.at(role, cue.end) for role in ("determiner", "actor"))
            if opens and phrase.subject is Subject.NAMED:
                return phrase.stretch
        return None

    def _breaks(self, at: int) -> bool:
        return self._cues.at("break", at) is not None and self._cues.at("name_link", at) is None
