"""Obligations in Chinese: chunk by chunk, who was named as the topic and what binds him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import Subject
from ingest.facts.clauses import COMMAS, Stretch, printed, trim, words
from ingest.facts.duties import Duty, Opened
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules
from ingest.facts.topic_bound import BINDS, NOBODY, Bound, Who
from ingest.facts.topic_deeds import DeedReader
from ingest.facts.topic_lists import TopicLists
from ingest.facts.topic_verbs import MODALS, VerbReader
from ingest.facts.topics import Named, Topic, TopicReader

_LONGEST_DEED: Final = 600
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_UNNAMED: Final = ("must", "must_not")
"""Roles of words that tell a duty though nobody is named; who may is always meant, and not known."""
_SEMICOLONS: Final = frozenset(";；")
_EQUALS: Final = frozenset("=≤≥")
"""Signs of a formula: its words tell what is computed."""


class TopicDuties:
    """Reads the obligations of one doc."""

    def __init__(self, doc: Doc, text: str, found: FactRules, antecedent: str = "") -> None:
        self._doc, self._text = doc, text
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self.bearers = TopicReader(doc, found)
        self._verbs = VerbReader(doc, self.bearers)
        self._deeds = DeedReader(doc, self._verbs)
        self._lists = TopicLists(doc, text, self.bearers, self._verbs)
        self.antecedent = antecedent
        self._carried: Who | None = None
        self._offender: Who | None = None
        self._acted: Who | None = None
        """Whom the sentence before binds: he is meant where one only tells when (申请时应当)."""

    def duties(self) -> Iterator[Duty]:
        """In the order of the text."""
        for sentence in self._doc._.sentences:
            told: list[Bound] = []
            if self._worth(sentence):
                plain = self.bearers.unnumbered(trim(self._doc, self.bearers.behind_heading(sentence)))
                parts = self.bearers.chunks(plain)
                if self._decides(parts[0]):
                    self._carried = self._acted
                told = self._of_sentence(parts)
                yield from self._duties(plain, parts, told)
            self._acted = next((one.who for one in reversed(told) if one.who.words), None)
            if self._words[sentence.end - 1] not in _SEMICOLONS:
                self._carried = self._offender = None
            elif told:
                self._carried = told[-1].who

    def _decides(self, part: Stretch) -> bool:
        """What an authority does, as it decides in the sentence before (`审查。准予登记的，发给证书`)."""
        acted = self._acted is not None and self._acted.official
        return acted and self._cues.at("deciding", part.start) is not None and self._verbs.modifies(part)

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deeds that a text above opens: each line is one."""
        return self._lists.listed(opened)

    def opener(self) -> Opened | None:
        """A line by itself opens nothing in Chinese."""
        return None

    def following(self, duty: Duty) -> Opened | None:
        """What a duty opens is told with the duty itself."""
        return None

    def _worth(self, sentence: Stretch) -> bool:
        """No note in parentheses and no formula, and a word in it binds."""
        note = self._words[sentence.start] in "(（" and self._words[sentence.end - 1] in ")）.;"
        formula = any(word in _EQUALS for word in self._words[sentence.start : sentence.end])
        formula = formula or self._cues.has("testimony", start=sentence.start, end=sentence.end)
        return not (note or formula) and self._cues.has(*BINDS, start=sentence.start, end=sentence.end)

    def _of_sentence(self, parts: Sequence[Stretch]) -> list[Bound]:
        told: list[Bound] = []
        seen: list[Named | Who] = []
        crimes = self._cues.of("crimes", start=parts[0].start, end=parts[-1].end)
        for place, part in enumerate(parts):
            heads = self._verbs.heads(part, next(iter(parts[place + 1 :]), None))
            # Behind it the deeds that are made crimes are told.
            told_of = bool(crimes) and part.end > crimes[0].end
            heads = [one for one in heads if not told_of or one.start < crimes[0].start]
            goes_on = bool(told) and all(one.role == "duty" for one in heads) and self._verbs.goes_on(part)
            if goes_on:
                continue
            heads = heads if heads or told_of else self._goes_on(part, seen)
            for verb in heads:
                if one := self._bind(verb, place, part, seen, told):
                    passing = bool(told) and verb.role == "by_duty"
                    self._offends(one.who, seen)
                    told.append(one)
                    seen += [] if passing else [one.who]
            if not heads:
                seen.append(self.bearers.topic(part))
        pairs = zip_longest(told, told[1:])
        covered = [one for one, later in pairs if later and self._covered(one, later, parts)]
        return [one for one in told if one not in covered]

    def _offends(self, who: Who, seen: Sequence[Named | Who]) -> None:
        """Keep of whom a sentence tells before an authority acts: what is forbidden behind binds him."""
        topics = (one for one in seen if isinstance(one, Named) and one.topic is Topic.WHO)
        first = next(topics, None)
        if first and who.official and who.stretch and not self._official(first.stretch):
            self._offender = self._named(first.stretch)

    def _covered(self, one: Bound, later: Bound, parts: Sequence[Stretch]) -> bool:
        """`部门进行检查，可以采取措施`: the deed only tells when the next one may be done."""
        parts = parts[one.place + 1 : later.place]
        plain = later.verb.role in MODALS and self._words[later.verb.start - 1] in COMMAS
        leads = plain and all(self._verbs.leads(part) for part in parts)
        case = any(self._verbs.modifies(part) for part in parts)
        return one.verb.role == "duty" and (leads or case)

    def _goes_on(self, part: Stretch, seen: Sequence[Named | Who]) -> list[Cue]:
        """A deed in the indicative of whom the chunk before names: `主管部门，对…实施监督`."""
        topics = (one for one in reversed(seen) if isinstance(one, Who) or one.topic is not Topic.ASIDE)
        before = next(topics, None)
        if before is None and self._carried and seen:
            return self._carries_on(part, seen)
        if not isinstance(before, Named) or before.topic not in {Topic.WHO, Topic.HEADLESS}:
            return []
        plain = self.bearers.plain(part)
        case = self._cues.ending("case_end", part.end) and not self._cues.ending("it", part.end)
        if case or self._cues.at("condition", plain.start):
            return []
        verb = self._verbs.deed(plain.start, part)
        return [verb] if verb and (before.topic is Topic.HEADLESS or before.acting) else []

    def _carries_on(self, part: Stretch, seen: Sequence[Named | Who]) -> list[Cue]:
        """Behind a semicolon and another case (`；不符合条件的，不予登记`): the deed of who acted before."""
        last = seen[-1]
        case = isinstance(last, Named) and self._verbs.modifies(last.stretch)
        verb = self._verbs.deed(self.bearers.plain(part).start, part) if case else None
        punishes = self._cues.has("sanction", start=part.start, end=part.end)
        punishes = punishes or (verb is not None and self._deeds.penal(verb))
        return [verb] if verb and not (punishes or self._verbs.modifies(part)) else []

    def _bind(
        self, verb: Cue, place: int, part: Stretch, seen: Sequence[Named | Who], told: Sequence[Bound]
    ) -> Bound | None:
        who = None if self._deeds.adds(verb) else self._who(verb, part, seen, told)
        if who is None or (who.stretch and self._deeds.is_policy(verb, who.stretch)):
            return None
        state = verb.role in MODALS and self._deeds.tells_state(verb, part, named=bool(who.words))
        return None if state else Bound(verb, place, who)

    def _who(
        self, verb: Cue, part: Stretch, seen: Sequence[Named | Who], told: Sequence[Bound]
    ) -> Who | None:
        """Whom a verb binds; None where it tells no duty."""
        by = self._cues.at("by", self._verbs.behind_adverbs(verb.end)) if verb.role in MODALS else None
        by = verb if verb.role == "by_duty" else by
        if by:
            agent = self.bearers.agent(by.end, part.end)
            if self._cues.at("selves", by.end) and (meant := self._before(verb, seen)):
                return meant
            return self._named(agent, official=True) if agent else NOBODY
        if verb.role == "ban":
            inner = told and told[-1].verb.role == "may" and self._cues.at("link", part.start)
            return None if inner or self._cues.at("pronoun", verb.end) else self._banned(verb, part)
        start = part.start
        if told and told[-1].verb.start >= start:
            return told[-1].who
        here = self.bearers.before(Stretch(start, verb.start))
        passive = self._cues.at("passive", verb.end) and not self._cues.at("duty", verb.end)
        if here.subject is Subject.NAMED:
            suffers = passive or self._deeds.suffers(verb, here.stretch)
            return NOBODY if suffers else self._named(here.stretch)
        if here.subject is Subject.THING:
            pronoun = self._cues.at("pronoun", here.stretch.start)
            if pronoun and pronoun.end - pronoun.start > 1:
                return None
            return None if verb.role not in _UNNAMED or self._deeds.penal(verb) else NOBODY
        when = here.subject is Subject.ABSENT and self._cues.ending("event_end", here.stretch.end)
        if when and not seen and self._acted and not self._acted.official:
            return self._acted
        if here.subject is Subject.SAME and not (seen or self._carried) and self.antecedent:
            return None
        found = self._before(verb, seen)
        return None if found is None else NOBODY if passive else found

    def _before(self, verb: Cue, seen: Sequence[Named | Who]) -> Who | None:
        """Whom the chunks before name, or the sentence before a semicolon."""
        penal = self._deeds.penal(verb)
        acting = any(isinstance(one, Who) or (one.acting and one.topic is Topic.WHO) for one in seen)
        if self._carried and not acting and self._cues.ending("again", verb.start):
            return self._unless_punished(verb, self._carried, seen)
        for one in reversed(seen):
            if isinstance(one, Who):
                return self._unless_punished(verb, one, seen)
            if one.topic is Topic.WHO and self.bearers.undergoes(one):
                return None
            if one.topic is Topic.WHO and self._is_granted(verb, one):
                return self._acted if self._acted and self._acted.official else None
            punishing = one.acting and self._official(one.stretch)
            if one.topic is Topic.WHO and (punishing or not penal):
                return self._named(one.stretch)
        headless = next((one for one in seen if isinstance(one, Named) and one.topic is Topic.HEADLESS), None)
        if headless and (self._is_granted(verb, headless) or self._cues.ending("besides", verb.start)):
            return None
        if headless and not penal:
            return self._named(headless.stretch)
        things = any(isinstance(one, Named) and one.topic is Topic.THING for one in seen)
        if self._carried and not (things and not penal):
            return self._unless_punished(verb, self._carried, seen)
        unsure = penal or self._unsure(verb, seen)
        return NOBODY if verb.role in _UNNAMED and not unsure else None

    def _unsure(self, verb: Cue, seen: Sequence[Named | Who]) -> bool:
        """Somebody may be meant: who is named in a case, or a ban behind a punishment, who offended."""
        parts = [one for one in seen if isinstance(one, Named)]
        banned = verb.role == "must_not" and any(self._cues.at("penal", one.stretch.start) for one in parts)
        return banned or any(map(self.bearers.may_tell, parts))

    def _is_granted(self, verb: Cue, one: Named) -> bool:
        """What an authority decides in a case of somebody else (`申请人提交原件的，应当准予登记`)."""
        return self._deeds.grants(verb) and not (one.acting or self._official(one.stretch))

    def _unless_punished(self, verb: Cue, who: Who, seen: Sequence[Named | Who]) -> Who:
        """What is forbidden behind a punishment is forbidden to who offended, who is liable."""
        if who.official and self._deeds.pays(verb):
            return NOBODY
        turned = verb.role == "must_not" and who.official and self._offender
        return self._offender if turned and self._offender else who

    def _banned(self, ban: Cue, part: Stretch) -> Who:
        """Who forbids is not bound; `禁止任何人携带` names whom."""
        rest = Stretch(ban.end, part.end)
        if self._cues.at("break", ban.end):
            return NOBODY
        named = next(iter(self.bearers.subjects(rest)), None)
        return self._named(named) if named else NOBODY

    def _named(self, stretch: Stretch, *, official: bool = False) -> Who:
        name = self.bearers.without_note(stretch)
        return Who(self._bearer(name), name, official or self._official(name))

    def _bearer(self, name: Stretch) -> str:
        """The words of a name; of a pronoun alone those of the bearer before."""
        pronoun = self._cues.at("pronoun", name.start)
        if pronoun and pronoun.end == name.end and self.antecedent:
            return self.antecedent
        self.antecedent = printed(self._doc, self._text, name)
        return self.antecedent

    def _official(self, name: Stretch) -> bool:
        return self._cues.ending("authority", name.end) is not None

    def _duties(self, sentence: Stretch, parts: Sequence[Stretch], told: Sequence[Bound]) -> Iterator[Duty]:
        starts = [self._start(place, parts, told) for place in range(len(told))]
        for place, bound in enumerate(told):
            start = starts[place] if place else sentence.start
            end = starts[place + 1] if place + 1 < len(told) else sentence.end
            if duty := self._duty(bound, trim(self._doc, Stretch(start, end))):
                yield duty

    def _start(self, place: int, parts: Sequence[Stretch], told: Sequence[Bound]) -> int:
        """Where the clause of a verb begins: with the conditions and topics right before its chunk."""
        bound, before = told[place], told[place - 1] if place else None
        if before and before.place == bound.place:
            link = self._cues.ending("link", bound.verb.start)
            return link.start if link else bound.verb.start
        at, least = bound.place, before.place + 1 if before else 0
        while at > least and self._verbs.leads(parts[at - 1]):
            at -= 1
        return parts[at].start

    def _duty(self, bound: Bound, clause: Stretch) -> Duty | None:
        verb, who = bound.verb, bound.who.stretch
        here = who if who and clause.start <= who.start < clause.end else Stretch(verb.start, verb.start)
        told = verb.end if verb.role in {*MODALS, "ban"} else max(verb.start, here.end)
        deed = trim(self._doc, Stretch(told, max(clause.end, told)))
        deed = deed or Stretch(verb.start, verb.end) if self._cues.at("undone", verb.start) else deed
        opens = self._lists.opens(verb, deed, clause)
        if opens and not who and self._cues.has("actor", start=clause.start, end=verb.start):
            return None
        if not (deed or opens) or len(words(self._doc, deed)) > _LONGEST_DEED:
            return None
        indicative = verb.role not in {*MODALS, "ban", "by_duty"}
        return Duty(self._deeds.modality(verb, deed), clause, bound.who.words, here, deed, indicative, opens)
