"""Who acts where the verb stands first (Arabic): behind it, or in the word that tells who may or must."""

from __future__ import annotations

from spacy.tokens import Doc

from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.binding import INDICATIVE
from ingest.facts.clauses import Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.verbs import VerbReader


class VerbFirstReader:
    """Reads who acts in the clauses of one doc."""

    def __init__(self, doc: Doc, found: FactRules, bearers: BearerReader, governs: VerbReader) -> None:
        self._doc, self._found, self._bearers, self._governs = doc, found, bearers, governs
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def in_deed(self, verb: Cue, sentence: Stretch) -> Bearer:
        """Who is named behind the verb of the deed: `يجوز أن تعهد المحكمة`."""
        at = verb.end if self._cues.ending("that", verb.end) else verb.end + 1
        opened = self._cues.ending("that", at) is not None and at + 1 < sentence.end
        if not opened or self._cues.at("state", at):
            return Bearer(Subject.SAME)
        return self._bearers.after(Stretch(at + 1, sentence.end), plain=True)

    def opens_clause(self, verb: Cue, sentence: Stretch) -> bool:
        """Nothing stands before the verb in its clause, or a word that only links it (كما يكون للوزير)."""
        if verb.start == sentence.start or not self._words[verb.start - 1][0].isalnum():
            return True
        linked = self._doc[verb.start].norm_.startswith(self._found.clitics)
        before = any(self._cues.ending(role, verb.start) for role in ("adverb", "state"))
        return before or (linked and verb.role in INDICATIVE)

    def obliged(self, verb: Cue, sentence: Stretch) -> Bearer:
        """`على الوزارة إبلاغ الأطراف`: a noun behind the word for a burden, then a deed."""
        apart = verb.start == sentence.start or not self._words[verb.start - 1][0].isalnum()
        if not apart and not self._doc[verb.start].norm_.startswith(self._found.clitics):
            return UNTOLD
        named = self._bearers.after(Stretch(verb.end, sentence.end), plain=True).stretch
        for end in range(named.start + 1, min(named.end + 1, sentence.end)) if named else ():
            if self.is_deed(end):
                return Bearer(Subject.NAMED, Stretch(named.start, end))
        return UNTOLD

    def entitled(self, verb: Cue, sentence: Stretch) -> Bearer:
        """`للوزير أن`, `وللمجلس تشكيل`: a noun with what makes it the one who may, then a deed."""
        named = self._bearers.after(Stretch(verb.start, sentence.end)).stretch
        tasks = self._cues.of("tasks", start=verb.end, end=sentence.end)
        if tasks and named:
            return Bearer(Subject.NAMED, Stretch(named.start, min(named.end, tasks[0].start)))
        for end in range(verb.end, min(max(named.end, verb.end) + 1, sentence.end)):
            if self.is_deed(self._governs.behind_adverbs(end)):
                return Bearer(Subject.NAMED, Stretch(verb.start, end))
        return UNTOLD

    def is_deed(self, at: int) -> bool:
        """A verbal noun, or what opens a deed (أن)."""
        deeds = self._found.deeds
        return bool(deeds and at < len(self._doc) and deeds.fullmatch(self._doc[at].norm_))

    def topic(self) -> Stretch | None:
        """Who is named at the start of a text, alone or behind its first verb."""
        if self._found.heads is not Heads.AFTER:
            return None
        named = (self._bearers.after(Stretch(at, len(self._doc))) for at in range(min(2, len(self._doc))))
        return next((one.stretch for one in named if one.subject is Subject.NAMED), None)
