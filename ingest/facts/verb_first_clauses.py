"""Clauses of a sentence whose verbs stand first (Arabic): where each begins, and by which word.

A clause runs from the verb that opens it to the next that opens one. A verb does so at the start of a
sentence, behind a sign, behind what tells when or in which case (`وفي حال النزاع تبت المحكمة`), or with a
link written before it. It does not behind a word that makes it part of another clause: a relative pronoun,
`that`, a negation of the past, or an indefinite noun of which it tells more (`قرار يصدره الوزير`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import CLOSING, COLONS, Stretch
from ingest.facts.morphology import Morphology, Verb
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.verb_first_names import NameReader

_MODAL: Final = ("must_not", "ban", "may", "must")
"""Roles of words that bind by themselves; the longest at a place counts."""


_MARKS: Final = ("not_deed", "denial", "negation", "agreed", *_MODAL)
"""Roles of words with which a clause may open that are no verbs in the imperfect."""
_MOVES: Final = ("case", "that", "that_not", "relative", "condition", "lead", "break")
"""Roles of words behind which another zone begins."""
_AWAITING: Final = frozenset({"must", "must_not", "may", "ban", "entitled", "obliged", "own"})
"""Roles of heads whose deed may stand far behind them."""
_OWNS: Final = ("own", "burdened")
"""Roles of words that name who may or must by a pronoun."""


class Zone(Enum):
    """Of what the words at a place are part."""

    LEAD = "lead"
    """Of what stands before the verb of a clause: when, where, about whom."""
    CASE = "case"
    """Of a condition."""
    MAIN = "main"
    RELATIVE = "relative"
    CONTENT = "content"
    """Of what somebody must or may do, or says (أن)."""


@dataclass(frozen=True, slots=True)
class Head:
    """The words with which a clause opens and which tell how it binds."""

    role: str
    """`must`, `must_not`, `may`, `ban`, `entitled`, `obliged`, `own`, `agreed`, or the class of a verb."""
    start: int
    end: int
    linked: str = ""
    verb: Verb | None = None
    negated: bool = False
    name: Stretch | None = None
    """Who may or must, where the head itself names him."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of its own, half-open."""

    start: int
    end: int
    head: Head


class ClauseReader:
    """Parts the sentences of one doc."""

    def __init__(self, doc: Doc, words: Morphology, names: NameReader) -> None:
        self._doc, self._morphology, self._names = doc, words, names
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._norms = names.norms
        self._marked, self._moving, self._owning = (
            frozenset(cue.start for cue in self._cues.of(*roles)) for roles in (_MARKS, _MOVES, _OWNS)
        )

    def clauses(self, sentence: Stretch) -> list[Clause]:
        """Those of a sentence, told or not, in order."""
        found: list[Clause] = []
        zone, lead, at = Zone.LEAD, -1, sentence.start
        while at < sentence.end:
            head = self._head(at, sentence)
            if head is None and found and self._awaits(found[-1].head, at):
                zone = Zone.CONTENT
                at += 1
                continue
            if head is None:
                zone, lead = self._moved(at, sentence, zone, lead)
                at += 1
                continue
            if self._then(head.start):
                head = replace(head, linked=head.linked or self._morphology.links[0])
            if self._opens(head, sentence, zone, lead, first=not found):
                begin = lead if lead >= 0 else head.start
                begin = begin if found or self._own_start(head, zone) else self._start(sentence, head)
                found.append(Clause(begin, sentence.end, head))
                zone, lead = Zone.MAIN, -1
            elif zone is Zone.MAIN:
                zone = Zone.RELATIVE
            at = max(head.end, at + 1)
        ends = [*(one.start for one in found[1:]), sentence.end]
        return [replace(one, end=end) for one, end in zip(found, ends, strict=False)]

    def _awaits(self, head: Head, at: int) -> bool:
        """What opens here is what the last head binds to (`يتعين على الربان، فور وصوله، أن يودع`)."""
        if head.verb is not None or head.role not in _AWAITING or self._names.that(at) is None:
            return False
        return not any(self._names.that(i) for i in range(head.start, at))

    def _own_start(self, head: Head, zone: Zone) -> bool:
        """A head that is linked to what stands before it has no part in that."""
        return (
            head.start >= 0 and head.linked not in {"", *self._morphology.apodosis} and zone is not Zone.CASE
        )

    def _start(self, sentence: Stretch, head: Head) -> int:
        """The first clause begins with its sentence, or behind the last colon before its verb."""
        colons = (i + 1 for i in range(head.start - 1, sentence.start, -1) if self._words[i] in COLONS)
        return next(colons, sentence.start)

    def _moved(self, at: int, sentence: Stretch, zone: Zone, lead: int) -> tuple[Zone, int]:
        """The zone behind a word that is no head, and where the lead of the next clause begins."""
        if at not in self._moving:
            return zone, lead
        opens = at == sentence.start or self.behind_sign(at)
        if opens and self._cues.at("case", at):
            return Zone.CASE, at
        if self._names.that(at):
            bare = self._words[at][0] not in self._morphology.links
            if opens and bare:
                return Zone.CASE, at
            return (zone if zone is Zone.CASE else Zone.CONTENT), lead
        if self._cues.at("relative", at):
            return Zone.RELATIVE, lead
        if zone is Zone.LEAD and self._cues.at("case", at):
            return Zone.CASE, lead
        word = self._norms[at]
        linked = word[:1] in self._morphology.links and word not in self._morphology.natives
        if opens and linked and any(self._cues.at(role, at) for role in ("condition", "lead", "break")):
            return Zone.LEAD, at
        return zone, lead

    def behind_sign(self, at: int) -> bool:
        """A comma, colon, dash or closing bracket stands before a word."""
        return at > 0 and not self._words[at - 1][0].isalnum()

    def _then(self, at: int) -> Cue | None:
        """A word that links the verb behind it to what stands before (كما، وعندئذ)."""
        adverb = self._cues.ending("adverb", at)
        linked = adverb and self._morphology.linked(self._words[adverb.start])
        that = self._cues.ending("that", at)
        opens = that and self._words[that.start].startswith(self._morphology.apodosis)
        return self._cues.ending("like", at) or (adverb if linked else None) or (that if opens else None)

    def _opens(self, head: Head, sentence: Stretch, zone: Zone, lead: int, *, first: bool) -> bool:
        if head.start == sentence.start:
            return True
        before, linked = head.start, head.linked
        if (like := self._then(before)) is not None:
            before = like.start
        sign = before == sentence.start or self.behind_sign(before)
        if self._cues.ending("subordinate", before) or self._names.that(before - 1):
            return False
        if linked:
            return self._linked(head, zone, sign=sign)
        if head.verb is not None and head.verb.pronoun:
            # It tells more of the noun before it: `وكيل من الوزارة يعينه الوزير`.
            return False
        if sign:
            return first or lead >= 0 or head.verb is None
        if zone in {Zone.LEAD, Zone.CASE}:
            return self._led(head, sentence, zone, lead, first=first)
        return False

    def _linked(self, head: Head, zone: Zone, *, sign: bool) -> bool:
        """With a link: of its own, unless the words before it are themselves part of a clause."""
        verb = head.verb
        strong = verb is None or verb.several or self._names.subject(head.end, verb) is not None
        if zone in {Zone.MAIN, Zone.LEAD}:
            return True
        if zone is Zone.CASE:
            holds = head.linked in self._morphology.apodosis
            return strong and (sign or holds or head.verb is None)
        if head.verb is None:
            return True
        return sign and (strong or zone is Zone.RELATIVE)

    def _led(self, head: Head, sentence: Stretch, zone: Zone, lead: int, *, first: bool) -> bool:
        """Right behind what tells when or in which case: no indefinite noun of which it tells more.

        Behind `if … was` the verb is that of the condition (`إذا كان المجلس يناقش أمورا`).
        """
        if not first and lead < 0:
            return False
        if zone is Zone.CASE and head.verb is None:
            return not self._cues.ending("been", head.start) and not self._cues.at("personal", head.start)
        if zone is Zone.CASE:
            been = self._cues.has("been", start=max(lead, sentence.start), end=head.start)
            named = head.verb and self._names.subject(head.end, head.verb)
            return named is not None and not been and self._closed(head.start)
        return self._closed(head.start)

    def _closed(self, at: int) -> bool:
        """The noun before a place is definite, or the word is none of a phrase that goes on."""
        word = self._norms[at - 1]
        noun = self._morphology.noun(word)
        return (
            noun.definite
            or not word[:1].isalpha()
            or self._morphology.pronoun(self._words[at - 1]) is not None
            or any(self._cues.ending(role, at) for role in ("demonstrative", "adverb", "closing"))
        )

    def _head(self, at: int, sentence: Stretch) -> Head | None:
        """What opens a clause at a place, if it is one's own."""
        if at in self._marked:
            return self._mark(at, sentence)
        verb = self._morphology.verb(self._norms[at])
        if verb is None:
            return self._nominal(at, sentence)
        state = self._cues.at("state", at) is not None and at + 1 < sentence.end
        owner = self._nominal(at + 1, sentence, governed=True) if state else None
        if owner is not None:
            return replace(owner, start=at, linked=verb.linked)
        if verb.kind == "agentive" and self._morphology.passive(self._words[at]):
            verb = replace(verb, kind="transitive")
        return Head(verb.kind, at, at + 1, verb.linked, verb)

    def _mark(self, at: int, sentence: Stretch) -> Head | None:
        """A word of the table: one that binds, denies, negates or tells what was agreed."""
        if cue := self._cues.at("not_deed", at):
            return Head("stative", at, cue.end, self._link(at))
        if cue := self._cues.at("denial", at):
            inside = cue.end < sentence.end
            owned = inside and self._names.noun(cue.end).preposition == self._morphology.entitling
            owned = owned or cue.end in self._owning
            return Head("must_not", at, cue.end, self._link(at)) if owned else None
        modals = [cue for role in _MODAL if (cue := self._cues.at(role, at))]
        if modals:
            cue = max(modals, key=lambda one: one.end)
            return Head(cue.role, at, cue.end, self._link(at))
        if cue := self._cues.at("agreed", at):
            return Head("agreed", at, cue.end, self._link(at))
        verb = self._morphology.verb(self._norms[at + 1]) if at + 1 < sentence.end else None
        link = self._norms[at][:1] if self._norms[at][:1] in self._morphology.links else ""
        return Head(verb.kind, at, at + 2, link, verb, negated=True) if verb else None

    def _link(self, at: int) -> str:
        word = self._norms[at]
        return word[:1] if word[:1] in self._morphology.links and word[1:] in self._morphology.heads else ""

    def _nominal(self, at: int, sentence: Stretch, *, governed: bool = False) -> Head | None:
        """`للوزير أن …`, `وعلى الوزارة إبلاغ …`, `وله تشكيل …`: no verb opens the clause."""
        word = self._norms[at]
        link = word[:1] if word[:1] in self._morphology.links else ""
        sign = self.behind_sign(at) and self._words[at - 1] not in CLOSING
        if at > sentence.start and not link and not governed and not sign:
            closed = at in self._owning and self._closed(at)
            if not closed and self._then(at) is None:
                return None
        if cue := self._cues.at("own", at):
            deed = self._names.behind_details(cue.end, sentence.end)
            return Head("own", at, cue.end, link) if self._names.is_deed(deed) else None
        if cue := self._cues.at("burdened", at):
            deed = self._names.behind_details(cue.end, sentence.end)
            return Head("obliged", at, cue.end, link) if self._names.is_deed(deed) else None
        if cue := self._cues.at("burden", at):
            return self._with_name("obliged", cue.end, at, link, sentence)
        noun = self._morphology.noun(word)
        if noun.preposition == self._morphology.entitling:
            return self._with_name("entitled", at, at, link, sentence)
        return None

    def _with_name(self, role: str, start: int, at: int, link: str, sentence: Stretch) -> Head | None:
        for name in self._names.before_deed(start, sentence.end):
            return Head(role, at, name.end, link, name=name)
        return None
