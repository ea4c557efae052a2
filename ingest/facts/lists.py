"""Duties told in a list: whom the line above binds, and which lines below are deeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.bearers import Subject
from ingest.facts.binding import DIRECTING, FALLING, BindingReader
from ingest.facts.clauses import COLON_ENDS, COLONS, COMMAS, Stretch, printed, trim, without_number
from ingest.facts.duties import Duty, Opened
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.subjects import SubjectReader

_OPENINGS: Final = ("opens", "duty", "deed_not")
"""Roles of words with which a deed in a list begins."""
_LONGEST_BEARER: Final = 25
"""Words of a line that names a bearer: more tell something of him."""
_NAMED: Final = 2
"""Words behind `following` that say what follows (`los siguientes lineamientos:`)."""
_VERB: Final = 2
"""Words of a verb (`sera chargé`, `exercera`) between who has functions and their announcement."""
_LABELS: Final = frozenset("-–—•")
_HEADS: Final = (("duties_of", Modality.MUST), ("rights_of", Modality.MAY))
"""Roles of words before whom a line binds, and how."""


class ListReader:
    """Reads the lists of one doc."""

    def __init__(
        self, doc: Doc, text: str, bearers: SubjectReader, binding: BindingReader, found: FactRules
    ) -> None:
        # Of English any word looks like an infinitive: only where no link opens it.
        self._infinitive = None if found.heads is Heads.LAST else found.infinitive
        self._doc, self._text, self._bearers, self._binding = doc, text, bearers, binding
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deeds that a text above opens (`The Ministry shall:`): each sentence is one."""
        for sentence in self._doc._.sentences:
            # A further sentence that opens with a noun in -ar is none of the list.
            self._infinitive = self._infinitive if sentence.start == 0 else None
            clause = without_number(self._doc, trim(self._doc, sentence))
            if self._words[sentence.start] in "(（" or not self._is_deed(clause, opened):
                continue
            if any(line.isupper() for line in printed(self._doc, self._text, clause).split("\n")):
                continue  # the heading of what follows, left at the end of the last line
            nobody = Stretch(clause.start, clause.start)
            modality = self._turned(opened.modality, clause.start)
            verb = self._modal(clause)
            modality = Modality(verb.role) if verb else modality
            deed = Stretch(verb.end, clause.end) if verb else clause
            yield Duty(modality, clause, opened.bearer, nobody, deed, indicative=False, open=False)

    def _modal(self, clause: Stretch) -> Cue | None:
        """The word that binds at the start of a line whose head names who acts (`The Minister— (a) may`)."""
        found = (self._cues.at(role, clause.start) for role in ("must", "must_not", "may"))
        return next(filter(None, found), None)

    def opener(self, line: Stretch | None = None) -> Opened | None:
        """Whom a line before a list (the last) names: alone (`The Ministry:`), or behind `duties of`."""
        part = without_number(self._doc, trim(self._doc, line or self._doc._.sentences[-1]))
        modality = Modality.MUST
        for role, told in _HEADS:
            if cue := self._cues.at(role, part.start):
                part, modality = trim(self._doc, Stretch(cue.end, part.end)), told
        if part and (verb := self._cues.ending("duty", part.end)):
            part = Stretch(part.start, verb.start)
        elif part and (announced := self._cues.ending("functions", part.end)):
            part = self._before_verb(Stretch(part.start, announced.start))
        elif part and (power := self._empowered(part)):
            part, modality = Stretch(part.start, power), Modality.MAY
        stated = self._cues.ending("copula", part.end) if part else None
        if not part or stated or part.end - part.start > _LONGEST_BEARER or self._binding.verbs(part):
            return None
        named = self._bearers.phrase(part).subject is Subject.NAMED
        return Opened(modality, printed(self._doc, self._text, part), verbal=True) if named else None

    def _before_verb(self, part: Stretch) -> Stretch:
        """Who has the functions that a line announces: `Le Service [assure] les tâches suivantes :`."""
        phrases = (Stretch(part.start, part.end - words) for words in range(1, _VERB + 1))
        named = (one for one in phrases if self._bearers.phrase(one).subject is Subject.NAMED)
        return next(named, part)

    def _empowered(self, part: Stretch) -> int | None:
        """Where a name ends behind which it is said that somebody has powers (Cục Lãnh sự có thẩm quyền:).

        A competent body as such (cơ quan có thẩm quyền) is named so.
        """
        power, whole = self._cues.ending("empowers", part.end), self._cues.ending("whole", part.end)
        return power.start if power and not whole and power.start > part.start else None

    def announced(self, verb: Cue, deed: Stretch) -> bool:
        """Whether the deeds are told in what follows the text (`shall:`, `has the following functions:`)."""
        behind = self._words[deed.end] if deed.end < len(self._words) else ""
        if behind not in COLONS and not self._text.rstrip().endswith(COLON_ENDS):
            return False
        following = self._cues.of("following", start=deed.start, end=deed.end)
        told = bool(following and following[0].start == deed.start)
        directs = verb.role in {*DIRECTING, *FALLING, "ban"}
        announces = any(self._cues.ending(role, deed.end) for role in ("functions", "content"))
        announces = announces and not self.in_case(deed)
        announces = announces or self.governs_list(deed)
        return told or not deed or directs or announces or self._aside(verb, deed)

    def governs_list(self, deed: Stretch) -> bool:
        """The verb of the deed has no object but the list below: `assurer, en cas de besoin :`."""
        verb = self._cues.at("furthers", deed.start) if deed else None
        if verb is None:
            return False
        first, *further = self._bearers.chunks(deed)
        alone = first.end == verb.end or self._cues.at("break", verb.end) is not None
        return alone and all(map(self._bearers.aside, further))

    def _aside(self, verb: Cue, deed: Stretch) -> bool:
        """Nothing but when and how is told before the list: `podrá, a petición de una Parte:`."""
        return self._words[verb.end] in COMMAS and all(map(self._bearers.aside, self._bearers.chunks(deed)))

    def following(self, duty: Duty) -> Opened | None:
        """A duty whose deeds a list tells behind it (`thực hiện thủ tục như sau:`)."""
        cues = self._cues.of("following", start=duty.deed.start, end=duty.deed.end)
        ends = bool(cues) and cues[-1].end >= trim(self._doc, duty.deed).end - _NAMED
        ends = ends and not self.in_case(duty.deed)
        nominal = self._cues.ending("means", trim(self._doc, duty.deed).end) is not None
        told = ends and duty.bearer
        return Opened(duty.modality, duty.bearer, verbal=True, nominal=nominal) if told else None

    def in_case(self, deed: Stretch) -> bool:
        """What follows tells in which case something is done: `… nếu thuộc một trong các trường hợp sau:`."""
        commas = (i + 1 for i in range(deed.end - 1, deed.start, -1) if self._words[i] in COMMAS)
        return self._cues.has("condition", start=next(commas, deed.start) + 1, end=deed.end)

    def opened(self, duty: Duty, sentence: Stretch) -> Opened | None:
        """What a duty opens within its own text: behind a colon that ends its line, or item by item.

        `The Registrar shall: (a) keep the book; (b) publish it.`: the second sentence has only its label.
        """
        if self._words[sentence.end - 1] in COLONS:
            return Opened(duty.modality, duty.bearer) if duty.open else None
        before = self._words[max(duty.clause.start, duty.deed.start - 1) : duty.deed.start]
        item = bool(before) and before[0] in COLONS and self._labelled(duty.deed)
        return Opened(duty.modality, duty.bearer) if item else None

    def item(self, sentence: Stretch, opened: Opened) -> Iterator[Duty]:
        """A further deed of a list within its text: in a line of its own, or behind its label."""
        clause = without_number(self._doc, trim(self._doc, sentence))
        line = "\n" in self._text[self._doc[sentence.start - 1].idx : self._doc[sentence.start].idx]
        if clause and (line or clause.start > sentence.start) and self._is_deed(clause, opened):
            nobody = Stretch(clause.start, clause.start)
            modality = self._turned(opened.modality, clause.start)
            yield Duty(modality, clause, opened.bearer, nobody, clause, indicative=False, open=False)

    def _labelled(self, part: Stretch) -> bool:
        return self._words[part.start] in _LABELS or without_number(self._doc, part).start > part.start

    def _is_deed(self, clause: Stretch, opened: Opened) -> bool:
        verbal = (
            not opened.verbal
            or self._modal(clause) is not None
            or any(self._cues.at(role, clause.start) for role in _OPENINGS)
        )
        form = self._infinitive
        if self._infinitive_behind(clause) or (opened.nominal and self._cues.at("article", clause.start)):
            return clause.end - clause.start > 1
        verbal = verbal or bool(form and clause and form.fullmatch(self._words[clause.start].lower()))
        other = self._cues.at("determiner", clause.start) or self._cues.at("state", clause.start)
        return verbal and not other and clause.end - clause.start > 1

    def _infinitive_behind(self, clause: Stretch) -> bool:
        """`De tenir un registre`: a deed as it stands behind `est tenu`."""
        form, link = self._infinitive, self._cues.at("infinitive_link", clause.start)
        behind = self._words[link.end : clause.end] if link else ()
        return bool(form and behind and form.fullmatch(behind[0]))

    def _turned(self, modality: Modality, start: int) -> Modality:
        """How a line binds in a list of duties: `không …` is a ban, `được …` a leave."""
        if self._cues.at("leaves", start) and modality is Modality.MUST:
            return Modality.MAY
        undone = modality is not Modality.MAY and self._cues.at("deed_not", start) is not None
        return Modality.MUST_NOT if undone else modality
