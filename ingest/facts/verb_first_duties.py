"""Obligations where the verb stands first (Arabic): who must, must not or may do what.

Each sentence is parted into its clauses; of each the word with which it opens tells how it binds, and what
stands behind that word who is bound: `يجب على الوزارة أن`, `تتولى الهيئة`, `للوزير أن`, `له تشكيل`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.bearers import BearerReader
from ingest.facts.clauses import COLON_ENDS, Stretch, trim, without_number, words
from ingest.facts.duties import Duty, Opened
from ingest.facts.morphology import morphology
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules
from ingest.facts.verb_first_actors import BINDS, PASSIVE, ActorReader
from ingest.facts.verb_first_clauses import Clause, ClauseReader, Head
from ingest.facts.verb_first_names import NameReader

_LONGEST_DEED: Final = 900
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_LABEL: Final = 6
"""Words of a line before `duties of`: those of an article's label."""
_LONGEST_BEARER: Final = 25
"""Words of a line that names a bearer: more tell something of him."""
_NUMBER: Final = 5
"""Signs and digits of the number of a line."""
_OBJECT: Final = 2
"""Words of a deed before `the following`: with more these are what it is about."""
_AGREED: Final = 5
"""Words behind a passive among which an agreement may be named by which it is done."""
_EQUALS: Final = frozenset("=≤≥")
"""Signs of a formula: its words tell what is computed."""


class VerbFirstDuties:
    """Reads the obligations of one doc."""

    def __init__(self, doc: Doc, text: str, found: FactRules, antecedent: str = "") -> None:
        known = morphology(found.language)
        assert known is not None
        self._doc, self._text, self._morphology = doc, text, known
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._names = NameReader(doc, found, known)
        self._clauses = ClauseReader(doc, known, self._names)
        self.bearers = BearerReader(doc, found)
        self._actors = ActorReader(doc, text, known, self._names, antecedent)

    @property
    def antecedent(self) -> str:
        """Who acted last, in his words."""
        return self._actors.antecedent

    def duties(self) -> Iterator[Duty]:
        """In the order of the text."""
        for sentence in self._doc._.sentences:
            yield from self._of_sentence(sentence)

    def _of_sentence(self, sentence: Stretch) -> Iterator[Duty]:
        stretch = range(sentence.start, sentence.end)
        note = self._words[sentence.start] in "(（" and self._words[sentence.end - 1] in ")）.;"
        if note or any(self._words[i] in _EQUALS for i in stretch):
            return
        plain = self._unnumbered(sentence)
        if (named := self._names.phrase(plain.start, plain.end)) and named.end < plain.end:
            self._actors.mention(named)
        before: Clause | None = None
        for clause in self._clauses.clauses(plain):
            if duty := self._duty(clause, before):
                yield duty
            before = clause

    def _unnumbered(self, sentence: Stretch) -> Stretch:
        """Without the number before it, also one of two parts (`3/1`)."""
        plain = without_number(self._doc, trim(self._doc, sentence))
        start = plain.start
        while start < plain.end and (not self._words[start][0].isalpha() or self._is_letter(start)):
            start += 1
        return Stretch(start, plain.end) if start - plain.start <= _NUMBER else plain

    def _is_letter(self, at: int) -> bool:
        """One that numbers a line (`أ-`)."""
        alone = at + 1 < len(self._words) and not self._words[at + 1][0].isalnum()
        return alone and len(self._words[at]) == 1

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deed that a line of a list tells before any clause of its own."""
        sentence = self._doc._.sentences[0]
        line = self._unnumbered(sentence)
        clauses = self._clauses.clauses(line)
        line = trim(self._doc, Stretch(line.start, clauses[0].start if clauses else line.end))
        denied = self._cues.at("deed_not", line.start) is not None
        fits = not opened.verbal or denied or self._names.is_deed(line.start)
        if line.end - line.start < 2 or not fits or self._words[sentence.start] in "(（":
            return
        modality = Modality.MUST_NOT if denied else opened.modality
        state = self._names.that(line.start)
        if state is not None and not opened.bearer and self._cues.at("state", state):
            return
        name = None if opened.bearer else self._names.phrase(line.start + 1, line.end)
        name = name if name and self._names.is_deed(line.start) else None
        bearer = self._actors.known(name) if name else opened.bearer
        nobody = name or Stretch(line.start, line.start)
        yield Duty(modality, line, bearer, nobody, line, indicative=False, open=False)

    def opener(self) -> Opened | None:
        """Whom a line before a list names behind `duties of`, `rights of`."""
        part = without_number(self._doc, trim(self._doc, self._doc._.sentences[-1]))
        if part.end - part.start > _LONGEST_BEARER:
            return None
        for role, modality in (("duties_of", Modality.MUST), ("rights_of", Modality.MAY)):
            for cue in self._cues.of(role, start=part.start, end=min(part.end, part.start + _LABEL))[:1]:
                name = self._names.phrase(cue.end, part.end, free=True, attached=True)
                return Opened(modality, self._actors.plain(name), verbal=True) if name else None
        return None

    def following(self, duty: Duty) -> Opened | None:
        """A list behind a duty that does not open it tells no deeds."""
        return None

    def _duty(self, clause: Clause, before: Clause | None) -> Duty | None:
        head = clause.head
        stretch = trim(self._doc, Stretch(clause.start, clause.end))
        modality = None if self._is_free(head) else BINDS.get(head.role)
        if modality is None:
            self._actors.heed(clause)
            return None
        who = self._actors.who(clause, before)
        if who is None:
            return None
        name, bearer = who
        behind = name is not None and name.start >= head.start and not self._cues.ending("by", name.start)
        start = name.end if name and behind else head.end
        deed = trim(self._doc, Stretch(max(head.end, start), max(clause.end, start)))
        if not deed and name and behind:
            deed = trim(self._doc, Stretch(head.end, name.start))
            deed = deed or (Stretch(head.start, head.end) if head.verb and head.verb.pronoun else deed)
        opens = self._lists(deed)
        if not (deed or opens) or len(words(self._doc, deed)) > _LONGEST_DEED:
            return None
        named = not (bearer or opens) and self._cues.has("actor", start=head.end, end=clause.end)
        if named and self._cues.at("requires", head.start):
            return None
        if not opens and self._cues.at("competent", head.start):
            return None
        at = name or Stretch(head.start, head.start)
        told = self._modality(head, modality, deed)
        below = opens and head.role not in {"must", *PASSIVE}
        return Duty(told, stretch, bearer, at, deed, head.verb is not None, opens, verbal=below)

    def _is_free(self, head: Head) -> bool:
        """Somebody need not, or it is not for him to (لا يلتزم، لا يختص): neither a duty nor a ban."""
        return head.negated and self._cues.at("binds", head.end - 1) is not None

    def _modality(self, head: Head, modality: Modality, deed: Stretch) -> Modality:
        """A negated deed is banned; tasks are duties even of one who may."""
        if head.negated:
            return Modality.MUST_NOT
        if head.role in {"entitled", "own"} and self._names.has_tasks(head.end, deed.end):
            return Modality.MAY if self._names.has_powers(head.end, deed.end) else Modality.MUST
        if head.role in PASSIVE and self._cues.has("agree", start=head.end, end=head.end + _AGREED):
            return Modality.MAY
        start = self._names.behind_details(deed.start, deed.end) if head.name else deed.start
        refrains = head.verb is not None and self._cues.at("refrains", head.start)
        if modality is Modality.MUST and (refrains or self._cues.at("deed_not", start)):
            return Modality.MUST_NOT
        return modality

    def _lists(self, deed: Stretch) -> bool:
        """The deeds stand below, line by line: the text ends in a colon, its last words tell of a list."""
        if not self._text.rstrip().endswith(COLON_ENDS) or deed.end < trim(self._doc, self._last()).end:
            return False
        if self._cues.ending("cases", deed.end):
            return False
        if self._cues.ending("among", deed.end):
            return True
        following = self._cues.of("following", start=deed.start, end=deed.end)
        if following and following[-1].end == deed.end:
            start = self._names.behind_aside(deed.start, deed.end)
            if self._cues.at("condition", start):
                return True
            start += self._cues.at("break", start) is not None
            return not self._names.is_deed(start) or following[-1].start - start <= _OBJECT
        tasks = self._names.has_tasks(deed.start, deed.end)
        return not deed or tasks or self._cues.ending("state", deed.end) is not None

    def _last(self) -> Stretch:
        return Stretch(0, len(self._doc))
