"""Obligations in languages whose subject stands before its verb: who must, must not or may do what.

A sentence is parted at the verbs that bind (`binding`); before each stands who acts (`subjects`), in its own
clause or in the one before; what the verb governs tells whether it is a deed, and whose (`roles`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import NOWHERE, Bearer, Subject
from ingest.facts.binding import DIRECTING, FALLING, INDICATIVE, NAMING, VERBS, BindingReader
from ingest.facts.clauses import (
    COLONS,
    COMMAS,
    FULL_STOPS,
    Stretch,
    printed,
    trim,
    without_number,
    words,
)
from ingest.facts.doubts import Doubts
from ingest.facts.duties import Duty, Opened
from ingest.facts.inversions import InversionReader
from ingest.facts.lists import ListReader
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.relatives import RelativeReader
from ingest.facts.roles import PASSIVES, RoleReader
from ingest.facts.rules import FactRules
from ingest.facts.subjects import SubjectReader
from ingest.facts.verbs import VerbReader

_LONGEST_DEED: Final = 600
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_TERM: Final = 20
"""Words of a quoted term, behind which it is told what it is (`“Trưởng văn phòng” là …`)."""
OPENING_QUOTES: Final = frozenset('“"«„')
_EQUALS: Final = frozenset("=≤≥")
"""Signs of a formula: its words tell what is computed."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """A verb that binds, who acts before it, and the token at which its clause begins."""

    verb: Cue
    bearer: Bearer
    start: int


class ObligationReader:
    """Reads the obligations of one doc."""

    def __init__(self, doc: Doc, text: str, found: FactRules, antecedent: str = "") -> None:
        self._doc, self._text, self._found = doc, text, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self.bearers = SubjectReader(doc, found)
        self._binding = BindingReader(doc, found)
        self._governs = VerbReader(doc, found, self.bearers)
        self._roles = RoleReader(doc, found, self.bearers, self._governs)
        self._relatives = RelativeReader(doc, found, self.bearers)
        self._inversions = InversionReader(doc, text, self.bearers, self._governs)
        self._doubts = Doubts(doc, found, self._governs)
        self._lists = ListReader(doc, text, self.bearers, self._binding, found)
        self.antecedent = antecedent
        self._continued = False

    def duties(self) -> Iterator[Duty]:
        """In the order of the text."""
        opened: Opened | None = None
        for sentence in self._doc._.sentences:
            read = [one for one in self._of_sentence(sentence) if not self._of_fragment(one, sentence)]
            if not read and opened:
                read = list(self._lists.item(sentence, opened))
            elif read:
                opened = self._lists.opened(read[-1], sentence)
            elif self._words[sentence.end - 1] in COLONS and sentence.end < len(self._doc):
                opened = self._lists.opener(sentence)
            stops = self._words[sentence.end - 1] in FULL_STOPS
            if not read and stops:
                # A pronoun in the next sentence may mean somebody of this one.
                self.antecedent = ""
            opened = None if stops else opened
            self._continued = bool(read) and not stops
            below = sentence.end < len(self._doc)
            yield from (one for one in read if not (one.open and below))

    def _of_fragment(self, duty: Duty, sentence: Stretch) -> bool:
        """Told in the indicative of a noun in a list of nouns: a small letter opens it."""
        small = self._words[sentence.start][0].islower() and not self._continued
        return small and duty.indicative and "whole" in self._found.cues

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deeds that a text above opens."""
        return self._lists.listed(opened)

    def opener(self) -> Opened | None:
        """Whom a line before a list names."""
        return self._lists.opener()

    def following(self, duty: Duty) -> Opened | None:
        """What a duty opens whose deeds are told below it."""
        return self._lists.following(duty)

    def _binds(self, sentence: Stretch) -> bool:
        """Neither a note in parentheses, nor a formula, nor what is testified or said (`que …`)."""
        if self._cues.at("content", sentence.start) or self._cues.at("testimony", sentence.start):
            return False
        note = self._words[sentence.start] in "(（" and self._words[sentence.end - 1] in ")）.;"
        if self._words[sentence.start] in OPENING_QUOTES and self._cues.has(
            "copula", start=sentence.start, end=min(sentence.end, sentence.start + _TERM)
        ):
            return False
        return not note and _EQUALS.isdisjoint(self._words[sentence.start : sentence.end])

    def _of_sentence(self, whole: Stretch) -> Iterator[Duty]:
        if not (self._cues.has(*VERBS, start=whole.start, end=whole.end) and self._binds(whole)):
            return
        sentence = without_number(self._doc, self._unquoted(trim(self._doc, whole)))
        if turned := self._inversions.clause(sentence):
            yield from self._plain(trim(self._doc, Stretch(sentence.start, turned[0].start)))
            duty = self._inversions.duty(*turned, sentence.end)
            yield from (duty,) if duty else ()
        else:
            yield from self._plain(sentence)

    def _unquoted(self, sentence: Stretch) -> Stretch:
        """Without the sign that opens a quoted provision."""
        opens = bool(sentence) and self._words[sentence.start] in OPENING_QUOTES
        return trim(self._doc, Stretch(sentence.start + opens, sentence.end))

    def _plain(self, sentence: Stretch) -> Iterator[Duty]:
        """The duties of a sentence whose subjects stand before their verbs."""
        read = self._bound(sentence)
        for place, one in enumerate(read):
            end = read[place + 1].start if place + 1 < len(read) else sentence.end
            duty = self._duty(one.verb, one.bearer, trim(self._doc, Stretch(one.start, end)))
            if duty:
                yield duty

    def _bound(self, sentence: Stretch) -> list[_Bound]:
        """The verbs of a sentence that bind, each with who acts before it."""
        read: list[_Bound] = []
        last, told, opening = sentence.start, False, True
        for verb in self._binding.verbs(sentence):
            state = verb.role in PASSIVES and not self._governs.done(verb, sentence)
            relative = None if state else self._relatives.bearer(verb, Stretch(last, verb.start))
            if relative:
                read.append(_Bound(verb, *relative))
                continue
            if self._goes_on(verb, last, sentence, told=told, opening=opening):
                continue
            left = Stretch(last, verb.start)
            before = read[-1].bearer if read else None
            here = self._resolved(verb, self._bearer(verb, left, sentence, opening=opening), before)
            told = told or (verb.role == "duty" and here.subject is Subject.THING)
            if here.subject in {Subject.NONE, Subject.ABSENT} and verb.role == "ban":
                here = self._roles.banned(left)
            if here.subject is Subject.NONE or not self._may_bind(verb, here):
                continue
            read.append(_Bound(verb, here, self._start(verb, here, before, sentence, opening=opening)))
            last, opening = verb.end, False
        return read

    def _goes_on(self, verb: Cue, last: int, sentence: Stretch, *, told: bool, opening: bool) -> bool:
        """Whether a verb tells no deed of its own, but more of the one before, or of no deed."""
        if verb.role in NAMING and told:
            return True
        if verb.role in NAMING and not opening:
            return not self._changes(Stretch(last, verb.start))
        if verb.role == "duty_passive" and not opening and self._joined(last, verb):
            return True
        return verb.role in PASSIVES and not self._governs.done(verb, sentence)

    def _may_bind(self, verb: Cue, here: Bearer) -> bool:
        """A verb in the indicative binds whom it names, or says what a paper contains."""
        contents = here.subject is Subject.THING and self._cues.ending("contents", verb.end)
        return verb.role not in NAMING or here.subject is Subject.NAMED or bool(contents)

    def _changes(self, left: Stretch) -> bool:
        """Somebody else acts in a further clause: `…, а другая Сторона возмещает расходы`."""
        apart = (self._found.cases or self._found.futures) and self._words[left.end - 1] not in COMMAS
        return bool(apart) and self.bearers.before(left, opening=False).subject is Subject.NAMED

    def _start(
        self, verb: Cue, here: Bearer, before: Bearer | None, sentence: Stretch, *, opening: bool
    ) -> int:
        if opening:
            return sentence.start
        return verb.start if here is before else min(here.stretch.start or verb.start, verb.start)

    def _bearer(self, verb: Cue, left: Stretch, sentence: Stretch, *, opening: bool) -> Bearer:
        if verb.role == "by_duty":
            return self._roles.settled(verb, left, sentence)
        if verb.role in DIRECTING:
            return Bearer(Subject.ABSENT if opening and not left else Subject.NONE)
        here = self.bearers.before(left, opening=opening)
        if verb.role in FALLING:
            return Bearer(Subject.NONE if here.subject in {Subject.NAMED, Subject.NONE} else Subject.ABSENT)
        if opening and self._cues.at("inverts", verb.start) and here.subject is Subject.THING:
            behind = self.bearers.phrase(Stretch(verb.end, sentence.end))
            return behind if behind.subject is Subject.NAMED else here
        itself = verb.role == "reflexive_duty" and self._cues.ending("condition", here.stretch.start)
        return Bearer(Subject.ABSENT) if itself else here

    def _resolved(self, verb: Cue, here: Bearer, before: Bearer | None) -> Bearer:
        """A bearer that is not named where the verb stands, but before."""
        if here.subject not in {Subject.SAME, Subject.ABSENT}:
            return here
        impersonal = self._cues.at("impersonal", verb.start)
        if impersonal or verb.role in {"reflexive_duty", *PASSIVES, *DIRECTING}:
            return Bearer(Subject.ABSENT)
        if before and here.subject is Subject.SAME:
            return before
        # A verb of the bearer named before, in another sentence.
        return Bearer(Subject.NAMED, Stretch(verb.start, verb.start)) if self._drops(verb, here) else here

    def _drops(self, verb: Cue, here: Bearer) -> bool:
        """Whether a verb without a subject may be of a bearer named before.

        Where verbs have no persons only right behind a condition (`trường hợp …, thì yêu cầu`) or by itself.
        """
        then = self._cues.ending("then", verb.start) is not None and not self._found.futures
        plain = verb.role in {"must", "must_not", "may"} and not self._found.futures
        if not self._found.drops_subject or not (self.antecedent or then or plain):
            return False
        opens = here.subject is Subject.SAME and verb.role not in {*NAMING, "ban"}
        return opens or then or bool(self._found.futures)

    def _joined(self, last: int, verb: Cue) -> bool:
        """A further passive of the same subject, or of the same list of deeds."""
        links = self._cues.of("link", start=last, end=verb.start)
        return not any(self._words[link.start - 1] in COMMAS for link in links)

    def _duty(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Duty | None:
        who = None if verb.role == "not_deed" or not clause else self._roles.who(verb, bearer, clause)
        if who is None or self._doubts.name(verb, who):
            return None
        behind = verb.start if verb.role in INDICATIVE else verb.end
        behind = max(verb.end, who.end) if verb.role in {"by_duty", *FALLING} else behind
        left = self._left(verb, who, bearer)
        behind_name = Stretch(who.end, verb.start)
        comma = self._words[who.end : verb.start] == (",",) and "whole" in self._found.cues
        # No verb follows its subject behind a comma: `Cục Quản lý, [giám sát] tổ chức tín dụng`.
        parted = comma and verb.role in NAMING and who
        suffers = who and behind_name and self._roles.suffered(behind_name)
        if parted or suffers or self._roles.released(verb, who):
            return None
        behind = left.start if left and verb.role in INDICATIVE else behind
        deed = trim(self._doc, Stretch(behind, max(clause.end, behind)))
        if len(words(self._doc, deed)) > _LONGEST_DEED:
            return None
        name = self._name(who, verb, bearer, clause)
        if name is None or self._doubts.dropped(verb, bearer, name, clause):
            return None
        modality, announced = self._roles.modality(verb, bearer, behind), self._lists.announced(verb, deed)
        nominal = announced and self._lists.governs_list(deed)
        return Duty(modality, clause, name, who, deed, verb.role in INDICATIVE, announced, nominal=nominal)

    def _left(self, verb: Cue, who: Stretch, bearer: Bearer) -> Stretch:
        """Words between a name and the verb told, which no name contains: the deed begins there."""
        named = who and who == bearer.stretch and self._found.cues.get("whole")
        left = Stretch(who.end, verb.start if named else who.end)
        return NOWHERE if COMMAS.intersection(self._words[left.start : left.end]) else left

    def _name(self, who: Stretch, verb: Cue, bearer: Bearer, clause: Stretch) -> str | None:
        """The bearer's words; of a pronoun those of who acts before it, else of the last bearer.

        None where it cannot be told whom it means: behind `La carte est délivrée par le maire` the card.
        """
        if not who:
            dropped = bearer.subject is Subject.NAMED and not bearer.stretch and who.start == verb.start
            near = self._found.futures or self._continued
            return self.antecedent if dropped and near else ""
        if self.bearers.is_bare(who):
            return ""
        if bearer.subject is Subject.NAMED and bearer.stretch and who.start >= verb.end:
            if not self._cues.at("pronoun", bearer.stretch.start):
                # Of whom something is done to, not of who does it, a pronoun tells more.
                self.antecedent = self._printed(bearer.stretch)
            return self._printed(who)
        if not self._cues.at("pronoun", who.start):
            self.antecedent = "" if bearer.subject is Subject.THING else self._printed(who)
            return self._printed(who)
        if self._cues.at("latter", who.start):
            return None
        before = self._cues.of("actor", start=clause.start, end=who.start)
        if before:
            longest = max((cue for cue in before if cue.start == before[0].start), key=lambda cue: cue.end)
            self.antecedent = self._printed(self.bearers.known_noun(longest, clause.start))
        return self.antecedent or None

    def _printed(self, stretch: Stretch) -> str:
        return printed(self._doc, self._text, stretch)
