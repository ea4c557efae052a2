"""Doubts for which nothing is told: a clause where a name should stand, a bearer not surely named."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.facts.bearers import Bearer, Subject
from ingest.facts.clauses import COMMAS, Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules
from ingest.facts.verbs import VerbReader


class Doubts:
    """Weighs the bearers read in one doc."""

    def __init__(self, doc: Doc, found: FactRules, governs: VerbReader) -> None:
        self._found, self._governs = found, governs
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._uninflected = "whole" in found.cues
        self._unaccented: bool = doc.user_data["unaccented"]

    def name(self, verb: Cue, who: Stretch) -> bool:
        """Whether the words are no name of who acts, or the verb is none."""
        return (
            self._is_clause(who)
            or self._faceless(who)
            or self._suffers(verb, who)
            or self._participle(verb, who)
        )

    def _is_clause(self, who: Stretch) -> bool:
        """A clause stands there: another word in it binds, a condition ends, or it says what somebody is."""
        within = {"start": who.start + 1, "end": who.end}
        stated = self._uninflected and any(
            self._cues.ending("noise", one.end) is None for one in self._cues.of("copula", **within)
        )
        return stated or self._cues.has("must", "must_not", "then", "opining", **within)

    def _faceless(self, who: Stretch) -> bool:
        """A noun that names nobody alone, of a list whose rest was left (`[Cơ quan], người quyết định …`)."""
        alone = self._cues.at("faceless", who.start) if who else None
        return alone is not None and alone.end == who.end and self._words[who.end] in COMMAS

    def _suffers(self, verb: Cue, who: Stretch) -> bool:
        """Vietnamese: behind `được` stands who does it: `người đó được pháp luật [bảo vệ]`."""
        if not self._uninflected or verb.role != "duty" or not who:
            return False
        inner = self._cues.of("suffers", start=who.start + 1, end=who.end)[-1:]
        known = any(
            self._cues.at(role, one.start) for one in inner for role in ("granted", "may", "noise", "tail")
        )
        deeds = ("duty", "opens", "verb", "adverb", "noise")
        return not known and any(not any(self._cues.at(role, one.end) for role in deeds) for one in inner)

    def _participle(self, verb: Cue, who: Stretch) -> bool:
        """Where accents are lost, what a preposition follows may be one: `le roi [assiste] du conseil`."""
        lost = verb.role == "duty" and who and self._unaccented
        if not lost or not self._words[verb.end - 1].endswith("e"):
            return False
        governs = any(self._cues.at(role, verb.end) for role in ("name_link", "by"))
        return governs and not any(self._cues.at(role, verb.end) for role in ("article", "link"))

    def dropped(self, verb: Cue, bearer: Bearer, name: str, clause: Stretch) -> bool:
        """A verb without a subject whose condition names somebody, whom it does not surely mean."""
        left = bearer.subject is Subject.NAMED and not (bearer.stretch or name or self._found.futures)
        return left and self._cues.has("actor", start=clause.start, end=verb.start)
