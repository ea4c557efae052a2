"""Clauses whose verb stands before its subject: `In no case shall a child be`, `nor shall agents enter`."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.bearers import BearerReader, Subject
from ingest.facts.clauses import COMMAS, Stretch, printed, trim
from ingest.facts.duties import Duty
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.verbs import VerbReader

_MODALS: Final = ("must", "may", "must_not")
_OPENERS: Final = ("inverts", "denying")
"""Roles of words behind which the verb stands first; those of the second deny it."""
_FURTHEST: Final = 14
"""Words from such an opening to its verb: `Only in case of imperative military necessity may`."""


class InversionReader:
    """Reads the inverted clauses of one doc."""

    def __init__(self, doc: Doc, text: str, bearers: BearerReader, governs: VerbReader) -> None:
        self._doc, self._text, self._bearers, self._governs = doc, text, bearers, governs
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def clause(self, sentence: Stretch) -> tuple[Cue, Cue] | None:
        """The words that open such a clause in a sentence, and its verb."""
        for opener in self._cues.of(*_OPENERS, start=sentence.start, end=sentence.end):
            opens = opener.start == sentence.start or self._words[opener.start - 1] in COMMAS
            end = min(sentence.end, opener.end + _FURTHEST)
            verbs = self._cues.of(*_MODALS, "not_deed", start=opener.end, end=end) if opens else []
            if verbs and verbs[0].end == verbs[0].start + 1 and self._stands_first(opener, verbs[0]):
                return opener, verbs[0]
        return None

    def duty(self, opener: Cue, verb: Cue, end: int) -> Duty | None:
        """What such a clause tells; None where its subject cannot be told from its verb."""
        clause = trim(self._doc, Stretch(opener.start, end))
        passive = next(iter(self._cues.of("passive", start=verb.end, end=clause.end)), None)
        subject = Stretch(verb.end, passive.start if passive else clause.end)
        who = nobody = Stretch(verb.end, verb.end)
        if passive is None:
            subject = who = self._subject(subject)
            if self._bearers.phrase(subject).subject is not Subject.NAMED:
                return None
        elif self._cues.at("state", self._governs.behind_adverbs(passive.end)):
            return None
        else:
            who = self._governs.agent(passive.end, clause.end) or nobody
        deed = trim(self._doc, Stretch(subject.end, clause.end))
        denied = opener.role == "denying" or verb.role == "must_not"
        modality = Modality.MUST_NOT if denied else Modality(verb.role)
        name = printed(self._doc, self._text, who)
        return Duty(modality, clause, name, who, deed, indicative=False, open=False) if deed else None

    def _stands_first(self, opener: Cue, verb: Cue) -> bool:
        """Nobody is named before the verb, and a noun stands behind it."""
        at = self._governs.behind_adverbs(verb.end)
        far = opener.role == "denying" and self._governs.behind_adverbs(opener.end) != verb.start
        between = far or self._cues.has("relative", "subordinate", start=opener.end, end=verb.start)
        return not between and at == verb.end and self._cues.at("passive", at) is None

    def _subject(self, part: Stretch) -> Stretch:
        """The noun with what `of` adds to it: the verb has no form that tells it from a noun."""
        actors = self._cues.of("actor", start=part.start, end=part.end)
        if not actors:
            return Stretch(part.start, part.start)
        end = actors[0].end
        while self._cues.at("name_link", end) and (
            further := next((one for one in actors if one.start > end), None)
        ):
            end = further.end
        return Stretch(part.start, end)
