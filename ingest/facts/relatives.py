"""Clauses that go on about somebody: `…, who shall inform the others`, `…, el cual deberá firmarla`."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import Bearer, BearerReader, Subject
from ingest.facts.clauses import COMMAS, Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules

_BEFORE: Final = 3
"""Words from the comma to the relative pronoun, itself among them (`, las que`, `, of which`)."""
_BINDING: Final = frozenset({"must", "must_not", "future"})
"""Roles that bind in such a clause: a verb in the indicative, or a leave, mostly tells more of its noun."""


class RelativeReader:
    """Reads the clauses of one doc that a relative pronoun opens behind a comma."""

    def __init__(self, doc: Doc, found: FactRules, bearers: BearerReader) -> None:
        self._doc, self._found, self._bearers = doc, found, bearers
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def bearer(self, verb: Cue, left: Stretch) -> tuple[Bearer, int] | None:
        """Who acts before a verb in such a clause, and where the clause begins; None elsewhere."""
        pronouns = self._cues.of("relative", start=left.start, end=left.end)
        if not pronouns or not self._binds(verb):
            return None
        pronoun = pronouns[-1]
        comma = next((i for i in range(pronoun.start - 1, left.start, -1) if self._words[i] in COMMAS), None)
        if comma is None or pronoun.end - comma - 1 > _BEFORE or self._restrictive(pronoun, comma):
            return None
        longer = (self._cues.ending(role, pronoun.end) for role in ("condition", "subordinate"))
        if any(one and one.start < pronoun.start for one in longer):
            # No relative pronoun is the end of `dès que`, `à moins qu'`.
            return None
        plain = not self._cues.has("break", start=comma + 1, end=pronoun.start)
        own = self._bearers.without_adverbs(Stretch(pronoun.end, verb.start))
        if own:
            inner = self._bearers.phrase(own)
            # What is done to somebody only tells more of a noun: `le port, où le consul sera nommé`.
            acts = inner.subject is Subject.NAMED and verb.role != "future"
            return (inner, comma + 1) if acts else None
        return (self._antecedent(left.start, comma), comma + 1) if plain else None

    def _restrictive(self, pronoun: Cue, comma: int) -> bool:
        """A bare `que`, `that` tells which of several is meant, or opens the object of a verb."""
        other = self._cues.at("subordinate", pronoun.start) or self._cues.at("determiner", pronoun.start)
        return pronoun.start == comma + 1 and other is not None

    def _binds(self, verb: Cue) -> bool:
        futures = self._found.futures
        future = futures and verb.role == "duty" and futures.fullmatch(self._words[verb.end - 1].lower())
        return verb.role in _BINDING or bool(future)

    def _antecedent(self, start: int, comma: int) -> Bearer:
        """The noun before the comma with what belongs to it: behind the last word that ends a phrase."""
        links = self._cues.of("break", "to", "by", "with", start=start, end=comma)
        for link in reversed([one for one in links if not self._cues.at("name_link", one.start)]):
            phrase = self._bearers.phrase(Stretch(self._last(link.end, comma), comma))
            if phrase.subject is Subject.NAMED:
                return phrase
            if self._cues.at("to", link.start) or self._cues.at("by", link.start):
                return Bearer(Subject.THING, phrase.stretch)
        named = self._bearers.phrase(Stretch(start, comma))
        return named if named.subject is Subject.NAMED else Bearer(Subject.THING, Stretch(start, comma))

    def _last(self, start: int, end: int) -> int:
        """Where the last of two nouns begins that only their articles part: `a la Parte [la entidad]`."""
        joins = ("break", "link", "determiner", "name_link")
        for at in range(end - 1, start + 1, -1):
            opens = self._cues.at("determiner", at) is not None
            if opens and all(self._cues.at(role, at - 1) is None for role in joins):
                return at
        return start
