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
from ingest.facts.clauses import COLON_ENDS, Stretch, printed, trim, without_number, words
from ingest.facts.duties import Duty, Opened
from ingest.facts.morphology import SHAPE, Noun, Verb, morphology
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules
from ingest.facts.verb_first_clauses import Clause, ClauseReader, Head
from ingest.facts.verb_first_names import NameReader

_LONGEST_DEED: Final = 900
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_LONGEST_BEARER: Final = 25
"""Words of a line that names a bearer: more tell something of him."""
_NUMBER: Final = 3
"""Signs and digits of the number of a line."""
_OBJECT: Final = 2
"""Words of a deed before `the following`: with more these are what it is about."""
_JUDGED: Final = 5
"""Words behind a verbal noun among which it may be said how it is."""
_AGREED: Final = 5
"""Words behind a passive among which an agreement may be named by which it is done."""
_EQUALS: Final = frozenset("=≤≥")
"""Signs of a formula: its words tell what is computed."""
_BINDS: Final = {
    "must": Modality.MUST,
    "must_not": Modality.MUST_NOT,
    "ban": Modality.MUST_NOT,
    "may": Modality.MAY,
    "entitled": Modality.MAY,
    "own": Modality.MAY,
    "obliged": Modality.MUST,
    "agreed": Modality.MUST,
    "agentive": Modality.MUST,
    "acting": Modality.MUST,
    "transitive": Modality.MUST,
    "appointing": Modality.MUST,
    SHAPE: Modality.MUST,
}
"""How a head binds; the others bind nobody."""
_PASSIVE: Final = frozenset({"transitive", "appointing"})


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
        self.antecedent = antecedent
        """Who acted last, in his words."""
        self._topics = [antecedent] if antecedent else []

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
            self._topics.append(self._bare(named))
        before: Clause | None = None
        for clause in self._clauses.clauses(plain):
            if duty := self._duty(clause, before):
                yield duty
            before = clause

    def _unnumbered(self, sentence: Stretch) -> Stretch:
        """Without the number before it, also one of two parts (`3/1`)."""
        plain = without_number(self._doc, trim(self._doc, sentence))
        start = plain.start
        while start < plain.end and not self._words[start][0].isalpha():
            start += 1
        return Stretch(start, plain.end) if start - plain.start <= _NUMBER else plain

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deed that a line of a list tells before any clause of its own."""
        sentence = self._doc._.sentences[0]
        line = self._unnumbered(sentence)
        clauses = self._clauses.clauses(line)
        line = trim(self._doc, Stretch(line.start, clauses[0].start if clauses else line.end))
        fits = not opened.verbal or self._names.is_deed(line.start)
        if line.end - line.start < 2 or not fits or self._words[sentence.start] in "(（":
            return
        modality = Modality.MUST_NOT if self._cues.at("deed_not", line.start) else opened.modality
        state = self._names.that(line.start)
        if state is not None and not opened.bearer and self._cues.at("state", state):
            return
        name = None if opened.bearer else self._names.phrase(line.start + 1, line.end)
        name = name if name and self._names.is_deed(line.start) else None
        bearer = self._known(name) if name else opened.bearer
        nobody = name or Stretch(line.start, line.start)
        yield Duty(modality, line, bearer, nobody, line, indicative=False, open=False)

    def opener(self) -> Opened | None:
        """Whom a line before a list names behind `duties of`, `rights of`."""
        part = without_number(self._doc, trim(self._doc, self._doc._.sentences[-1]))
        for role, modality in (("duties_of", Modality.MUST), ("rights_of", Modality.MAY)):
            if (cue := self._cues.at(role, part.start)) and part.end - part.start <= _LONGEST_BEARER:
                name = self._names.phrase(cue.end, part.end, free=True, attached=True)
                return Opened(modality, self._bare(name), verbal=True) if name else None
        return None

    def following(self, duty: Duty) -> Opened | None:
        """A list behind a duty that does not open it tells no deeds."""
        return None

    def _duty(self, clause: Clause, before: Clause | None) -> Duty | None:
        head = clause.head
        stretch = trim(self._doc, Stretch(clause.start, clause.end))
        modality = Modality.MUST if self._happens(clause) else _BINDS.get(head.role)
        if modality is None or (head.verb is not None and head.verb.several):
            self._heed(clause)
            return None
        who = self._who(clause, before)
        if who is None:
            return None
        name, bearer = who
        start = name.end if name and name.start >= head.start else head.end
        deed = trim(self._doc, Stretch(max(head.end, start), max(clause.end, start)))
        opens = self._lists(deed)
        if not (deed or opens) or len(words(self._doc, deed)) > _LONGEST_DEED:
            return None
        at = name or Stretch(head.start, head.start)
        told = self._modality(head, modality, deed)
        if told is Modality.MUST and opens and head.name is not None:
            bearer = self._plain(head.name)
        below = opens and head.role not in {"must", *_PASSIVE}
        return Duty(told, stretch, bearer, at, deed, head.verb is not None, opens, verbal=below)

    def _happens(self, clause: Clause) -> bool:
        """A verbal noun with what it is of, behind `is`: how it is to be done (يكون التسليم في الدار)."""
        head, at = clause.head, clause.head.end
        if not self._cues.at("state", head.start) or head.name or head.role != "stative" or head.negated:
            return False
        word = self._doc[at].norm_ if at < clause.end else ""
        judged = any(self._doc[i].norm_.endswith("ا") for i in range(at + 1, min(at + _JUDGED, clause.end)))
        return self._names.is_deed(at) and not self._names.noun(at).definite and bool(word) and not judged

    def _modality(self, head: Head, modality: Modality, deed: Stretch) -> Modality:
        """A negated deed is banned; tasks are duties even of one who may."""
        if head.negated:
            return Modality.MUST_NOT
        if head.role in {"entitled", "own"} and self._cues.has("tasks", start=head.end, end=deed.end):
            return Modality.MUST
        if head.role in _PASSIVE and self._cues.has("agree", start=head.end, end=head.end + _AGREED):
            return Modality.MAY
        if modality is Modality.MUST and self._cues.at("deed_not", deed.start):
            return Modality.MUST_NOT
        return modality

    def _who(self, clause: Clause, before: Clause | None) -> tuple[Stretch | None, str] | None:
        """The words that name the bearer, and his name; None where the clause binds nobody."""
        head = clause.head
        self._heed_case(clause)
        if head.name is not None:
            return head.name, self._known(head.name)
        if head.role in {"own", "obliged"}:
            return self._meant(self._names.pronoun(head.end - 1))
        if head.role == "stative":
            return None, ""
        if head.verb is not None or head.role == "agreed":
            return self._acting(clause, before)
        return self._bound(clause)

    def _acting(self, clause: Clause, before: Clause | None) -> tuple[Stretch | None, str] | None:
        """Who does what a verb tells in the indicative."""
        head = clause.head
        if self._cues.at("other", head.end):
            return None
        verb = head.verb or Verb("agentive", head.linked, False, False, "")
        name = self._names.phrase(head.end, clause.end, free=True) if head.verb is None else None
        name = name or self._names.subject(head.end, verb)
        agent = self._names.agent(head.end, clause.end) if name is None and head.role in _PASSIVE else None
        if agent is not None and not verb.pronoun:
            return agent, self._bare(agent)
        topic = self._topic(clause) if name is None else None
        if name is not None and not (head.role in _PASSIVE and self._suffers(name, clause)):
            return name, self._known(name)
        if topic is not None:
            return topic, self._known(topic)
        if name is None and self._goes_on(clause, before):
            return self._meant(None, verb)
        if head.role in _PASSIVE and not verb.pronoun:
            return self._passive(clause)
        return None

    def _suffers(self, name: Stretch, clause: Clause) -> bool:
        """The name behind a verb is whom it is done to: a body without article, or one by whom follows."""
        first = self._names.noun(name.start)
        bare = name.end - name.start == 1 and not first.definite
        agent = self._cues.at("by", name.end) is not None
        return agent or (bare and clause.head.role == "appointing")

    def _goes_on(self, clause: Clause, before: Clause | None) -> bool:
        """A further verb of who acts in the clause before, of his gender; it does not name him again."""
        head, verb = clause.head, clause.head.verb
        acted = before is not None and before.head.role in _BINDS
        if verb is None or not self._topics:
            return False
        again = self._topics[-1] in printed(self._doc, self._text, Stretch(clause.start, clause.end))
        if head.linked in self._morphology.apodosis or again:
            return False
        feminine = self._gender(self._topics[-1])
        agrees = feminine is None or feminine is verb.feminine
        if head.role == "agentive":
            return agrees and (bool(head.linked) or acted) and self._left_over(head)
        linked = acted and bool(head.linked) and not self._cues.at("break", head.end)
        return agrees and linked and self._left_over(head) and head.role != SHAPE

    def _left_over(self, head: Head) -> bool:
        """No verb that only looks like one: its object, or what it is done with, follows."""
        return head.end < len(self._doc) and self._words[head.end][0].isalnum()

    def _passive(self, clause: Clause) -> tuple[Stretch | None, str] | None:
        head = clause.head
        agent = self._names.agent(head.end, clause.end)
        if agent is not None:
            return agent, self._bare(agent)
        return (None, "") if not self._cues.ending("by_rule", head.end) else None

    def _topic(self, clause: Clause) -> Stretch | None:
        """Who is named at the start of a clause, before its verb: `الأمين العام يتولى`."""
        if clause.start >= clause.head.start or clause.head.linked:
            return None
        name = self._names.phrase(clause.start, clause.head.start)
        return name if name and name.end == clause.head.start else None

    def _bound(self, clause: Clause) -> tuple[Stretch | None, str] | None:
        """Whom a word that binds names: behind a preposition, right behind itself, or in the deed."""
        head = clause.head
        at = self._names.behind_aside(head.end, clause.end)
        if at >= clause.end:
            return None, ""
        if self._cues.ending("own", head.end):
            return self._meant(self._names.pronoun(head.end - 1))
        if self._cues.at("own", at) or self._cues.at("burdened", at):
            return self._meant(self._names.pronoun(at))
        if head.role == "ban" and self._cues.at("from_deed", at):
            return None
        if burden := self._cues.at("burden", at):
            return self._named(self._names.phrase(burden.end, clause.end, free=True))
        noun = self._names.noun(at)
        to = noun.preposition == self._morphology.entitling
        if self._cues.at("whoever", at) or to or self._cues.ending("burden", head.end):
            named = self._names.phrase(at, clause.end, free=not to, attached=True)
            return self._named(named) if named else (None, "")
        if (content := self._names.that(at)) is not None:
            return self._in_deed(content, clause)
        personal = self._cues.at("personal", head.start) is not None
        named = self._names.phrase(at, clause.end)
        if personal and named is None:
            return (None, "") if self._names.is_deed(at) else self._meant(None)
        return self._named(named) if named else (None, "")

    def _named(self, name: Stretch | None) -> tuple[Stretch, str] | None:
        return (name, self._known(name)) if name else None

    def _in_deed(self, at: int, clause: Clause) -> tuple[Stretch | None, str] | None:
        """Who does it: `يجوز أن تعهد المحكمة`; a state binds nobody in particular."""
        verb = self._morphology.verb(self._doc[at].norm_) if at < clause.end else None
        if verb is None:
            return None, ""
        name = self._names.subject(at + 1, verb)
        if name is None and verb.kind in _PASSIVE:
            name = self._names.agent(at + 1, clause.end)
        return (name, self._known(name)) if name else (None, "")

    def _meant(self, pronoun: str | None, verb: Verb | None = None) -> tuple[Stretch | None, str] | None:
        """Who was named last of those that a pronoun, or the gender of a verb, can mean."""
        feminine = verb.feminine if verb else self._morphology.feminine(pronoun)
        for name in reversed(self._topics):
            gender = self._gender(name)
            if gender is None or feminine is None or gender is feminine:
                self.antecedent = name
                return None, name
        return None

    def _gender(self, name: str) -> bool | None:
        return self._noun(name).feminine

    def _noun(self, name: str) -> Noun:
        first = next((word for word in name.split() if not self._morphology.whole(word)), name)
        return self._morphology.folded_noun(first)

    def _heed(self, clause: Clause) -> None:
        """Who is told of in a clause that binds nobody may be meant behind it."""
        head = clause.head
        if head.verb is not None and head.role == "stative":
            at = head.end
            owned = at < clause.end and self._names.noun(at).preposition == self._morphology.entitling
            name = self._names.phrase(at + owned, clause.end)
            if name:
                self._known(name)

    def _heed_case(self, clause: Clause) -> None:
        """The first who is told of in the case may be meant in what holds in it."""
        actors = self._cues.of("actor", start=clause.start, end=clause.head.start)
        if actors and self._cues.has("case", start=clause.start, end=clause.head.start):
            name = self._names.phrase(actors[0].start, clause.head.start, attached=True)
            if name:
                self._known(name)
                self._topics[-1] = self._plain(name)

    def _known(self, name: Stretch) -> str:
        """The name as printed, kept for those who stand for it."""
        told = self._bare(name)
        self.antecedent = told
        self._topics.append(told)
        return told

    def _bare(self, name: Stretch) -> str:
        """As printed, without the link written before it, and without `in` before `whoever`."""
        told = printed(self._doc, self._text, name)
        if self._cues.at("whoever", name.start) and (inner := self._morphology.whoever) in told:
            return told[told.index(inner) :]
        noun = self._names.noun(name.start)
        told = told[len(noun.linked) :]
        return told[len(noun.preposition) :] if noun.preposition and not noun.definite else told

    def _plain(self, name: Stretch) -> str:
        """A name without the preposition that makes it the one who may."""
        noun, told = self._names.noun(name.start), self._bare(name)
        contracted = self._morphology.contracted(noun)
        return self._morphology.article + told[len(contracted) :] if contracted else told

    def _lists(self, deed: Stretch) -> bool:
        """The deeds stand below, line by line: the text ends in a colon, its last words tell of a list."""
        if not self._text.rstrip().endswith(COLON_ENDS) or deed.end < trim(self._doc, self._last()).end:
            return False
        if self._cues.ending("cases", deed.end):
            return False
        following = self._cues.of("following", start=deed.start, end=deed.end)
        if following and following[-1].end == deed.end:
            start = self._names.behind_aside(deed.start, deed.end)
            return not self._names.is_deed(start) or following[-1].start - start <= _OBJECT
        tasks = self._cues.ending("tasks", deed.end)
        return not deed or bool(tasks) or self._cues.ending("state", deed.end) is not None

    def _last(self) -> Stretch:
        return Stretch(0, len(self._doc))
