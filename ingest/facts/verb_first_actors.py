"""Who is bound by a clause whose verb stands first (Arabic): named behind it, or meant by it."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.clauses import Stretch, printed
from ingest.facts.morphology import SHAPE, Morphology, Verb
from ingest.facts.verb_first_clauses import Clause, Head
from ingest.facts.verb_first_mentions import Mentions, Who
from ingest.facts.verb_first_names import NameReader

BINDS: Final = {
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
PASSIVE: Final = frozenset({"transitive", "appointing"})
"""Kinds of verbs that tell a deed in the passive too."""
_VOTE: Final = 8
"""Words behind a passive among which it may be told by how many votes."""


class ActorReader(Mentions):
    """Reads who is bound by the clauses of one doc, in their order."""

    def __init__(
        self, doc: Doc, text: str, words: Morphology, names: NameReader, antecedent: str = ""
    ) -> None:
        super().__init__(doc, text, words, names, antecedent)
        self._text_acts: bool | None = None
        """The gender of the law or term that acts in the clauses before, in their sentence."""

    def who(self, clause: Clause, before: Clause | None) -> Who:
        """The words that name the bearer, and his name; None where the clause binds nobody."""
        head = clause.head
        self._text_acts = self._text_acts if before else None
        if before is not None and before.head.end < before.end:
            self._heed_late_case(before)
        self._heed_case(clause)
        if head.name is not None:
            return head.name, self.known(head.name)
        if head.role in {"own", "obliged"}:
            return self._meant(self._names.pronoun(head.end - 1))
        if head.role == "stative":
            return None, ""
        if head.verb is not None or head.role == "agreed":
            return self._acting(clause, before)
        return self._bound(clause)

    def _acting(self, clause: Clause, before: Clause | None) -> Who:
        """Who does what a verb tells in the indicative."""
        head = clause.head
        if self._of_text(clause):
            self._text_acts = head.verb.feminine if head.verb else None
            return self._decided(clause)
        if head.verb is not None and head.verb.several:
            return self._several()
        verb = head.verb or Verb("agentive", head.linked, False, False, "")
        name = self._names.phrase(head.end, clause.end, free=True) if head.verb is None else None
        name = name or self._names.subject(head.end, verb)
        agent = self._names.agent(head.end, clause.end) if name is None and head.role in PASSIVE else None
        if agent is not None and not verb.pronoun:
            return agent, self.plain(agent)
        if (
            name is not None
            and self._cues.at("deems", head.start)
            and (self._names.is_judged(name, clause.end) or self._cues.at("relative", name.end))
        ):
            return None
        if name is not None and self._cues.at("performs", head.start) and self._lies(name):
            return None
        topic = self._topic(clause) if name is None else None
        if name is not None and not (head.role in PASSIVE and self._suffers(name, clause)):
            return name, self.known(name)
        if topic is not None:
            return topic, self.known(topic)
        if name is None and head.linked and self._text_acts is verb.feminine:
            return None
        if name is None and head.linked and head.role in PASSIVE and not verb.pronoun:
            # Of who acts in the clause before, unless he is of the other gender.
            other = bool(self._topics) and self._gender(self._topics[-1]) is (not verb.feminine)
            return self._passive(clause) if other and self._names.is_done(head.end, verb) else None
        if name is None and self._goes_on(clause, before):
            return self._meant(None, verb)
        if head.role in PASSIVE and not (verb.pronoun or self._cues.at("whatever", head.end)):
            return self._passive(clause)
        return None

    def _lies(self, name: Stretch) -> bool:
        """What no known actor `does` where no deed with its preposition follows: تقوم العلاقات على أساس."""
        known = self._cues.has("actor", start=name.start, end=name.end)
        behind = self._cues.at("break", name.end) or self._cues.at("aside", name.end)
        return not known and behind is not None

    def _of_text(self, clause: Clause) -> bool:
        """The verb of a clause tells what a law, a term or a number does."""
        head = clause.head
        told = head.verb is not None and self._cues.at("other", head.end) is not None
        return told and not self._cues.at("break", head.end)

    def _decided(self, clause: Clause) -> Who:
        """Who issues a text: `تصدر اللائحة بقرار من الوزير`."""
        head = clause.head
        passive = head.role in PASSIVE and not self._cues.ending("by_rule", head.end)
        agent = self._names.agent(head.end, clause.end) if passive else None
        return (agent, self.plain(agent)) if agent else None

    def _suffers(self, name: Stretch, clause: Clause) -> bool:
        """The name behind a verb is whom it is done to: one by whom follows, or nothing that is done."""
        first = self._names.noun(name.start)
        bare = name.end - name.start == 1 and not first.definite
        if self._cues.at("by", name.end):
            return True
        if self._cues.at("decides", clause.head.start) and self._cues.at("break", name.end):
            return False
        verb = clause.head.verb
        if clause.head.role != "appointing" or (verb is not None and verb.pronoun):
            return False
        patient = self._cues.at("patient", name.start) is not None
        return bare or patient or not self._names.has_object(name, clause.end)

    def _goes_on(self, clause: Clause, before: Clause | None) -> bool:
        """A further verb of who acts in the clause before, of his gender; it does not name him again."""
        head, verb = clause.head, clause.head.verb
        acted = before is not None and before.head.role in BINDS
        if verb is None or not self._topics:
            return False
        again = self._topics[-1] in printed(self._doc, self._text, Stretch(clause.start, clause.end))
        if head.linked in self._morphology.apodosis or again:
            return False
        feminine = self._gender(self._topics[-1])
        agrees = feminine is None or feminine is verb.feminine
        if head.role == "agentive":
            return agrees and (bool(head.linked) or acted) and self._left_over(head)
        whatever = self._cues.at("whatever", head.end) is not None
        apart = self._cues.at("break", head.end) is not None and not (verb.pronoun or whatever)
        linked = acted and bool(head.linked) and not apart
        return agrees and linked and self._left_over(head) and head.role in PASSIVE

    def _left_over(self, head: Head) -> bool:
        """No verb that only looks like one: its object, or what it is done with, follows."""
        return head.end < len(self._doc) and self._words[head.end][0].isalnum()

    def _passive(self, clause: Clause) -> Who:
        head = clause.head
        agent = self._names.agent(head.end, clause.end)
        agent = agent or self._names.giver(head.start, clause.end)
        if agent is not None:
            return agent, self.plain(agent)
        if self._cues.has("vote", start=head.end, end=min(clause.end, head.end + _VOTE)):
            return None
        return (None, "") if not self._cues.ending("by_rule", head.end) else None

    def _topic(self, clause: Clause) -> Stretch | None:
        """Who is named at the start of a clause, before its verb: `الأمين العام يتولى`."""
        if clause.start >= clause.head.start or clause.head.linked:
            return None
        name = self._names.phrase(clause.start, clause.head.start)
        return name if name and name.end == clause.head.start else None

    def _bound(self, clause: Clause) -> Who:
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
        for name in self._names.before_deed(at, clause.end):
            return name, self.known(name)
        noun = self._names.noun(at)
        to = noun.preposition == self._morphology.entitling or self._names.is_given(at)
        if self._cues.at("whoever", at) or to or self._cues.ending("burden", head.end):
            free = head.role != "must" and not self._names.deed_for(at)
            named = self._names.phrase(at, clause.end, free=free or not to, attached=True)
            return self._named(named) if named else (None, "")
        if (content := self._names.that(at)) is not None:
            verb = self._morphology.verb(self._names.norms[content]) if content < clause.end else None
            state = verb is not None and verb.kind == "stative"
            return None if state and head.role == "may" else self._in_deed(content, clause)
        personal = self._cues.at("personal", head.start) is not None
        named = self._names.phrase(at, clause.end, free=personal)
        if personal and named is None:
            return (None, "") if self._names.is_deed(at) else self._meant(None)
        return self._named(named) if named else self._agreed(clause)

    def _agreed(self, clause: Clause) -> Who:
        """Who decides what may be done to something: `يمكن تعديل الاتفاقية باتفاق الطرفين`."""
        agent = self._names.agent(clause.head.end, clause.end)
        return (agent, self.plain(agent)) if agent else (None, "")

    def _named(self, name: Stretch | None) -> tuple[Stretch, str] | None:
        return (name, self.known(name)) if name else None

    def _in_deed(self, at: int, clause: Clause) -> Who:
        """Who does it: `يجوز أن تعهد المحكمة`; a state binds nobody in particular."""
        verb = self._morphology.verb(self._doc[at].norm_) if at < clause.end else None
        if verb is None:
            return None, ""
        name = self._names.subject(at + 1, verb)
        if name is None and verb.kind in PASSIVE:
            name = self._names.agent(at + 1, clause.end)
        return (name, self.known(name)) if name else (None, "")

    def heed(self, clause: Clause) -> None:
        """Who is told of in a clause that binds nobody may be meant behind it."""
        head = clause.head
        if head.verb is not None and head.role == "stative":
            at = head.end
            owned = at < clause.end and self._names.noun(at).preposition == self._morphology.entitling
            if owned and (owner := self._names.phrase(at, clause.end, attached=True)):
                self.mention(owner)
            name = self._names.phrase(at + owned, clause.end)
            if name:
                self.known(name)

    def _heed_late_case(self, clause: Clause) -> None:
        """So the first who is told of in a case behind the verb (… أو إذا رغب الطالب، وله)."""
        cases = self._cues.of("case", start=clause.head.end, end=clause.end)
        actors = self._cues.of("actor", start=cases[-1].end, end=clause.end) if cases else []
        name = self._names.phrase(actors[0].start, clause.end, attached=True) if actors else None
        if name:
            self.mention(name)

    def _heed_case(self, clause: Clause) -> None:
        """The first who is told of in the case may be meant in what holds in it."""
        actors = self._cues.of("actor", start=clause.start, end=clause.head.start)
        case = self._cues.has("case", start=clause.start, end=clause.head.start)
        if actors and (case or self._names.that(clause.start)):
            name = self._names.phrase(actors[0].start, clause.head.start, attached=True)
            if name:
                self.mention(name)

    def known(self, name: Stretch) -> str:
        """The name, kept for those who stand for it."""
        self._text_acts = None
        return super().known(name)
