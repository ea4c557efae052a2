"""Obligations: who must, must not or may do what, for whom, by when, under which condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality, Obligation, Span
from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.clauses import COLON_ENDS, COMMAS, Stretch, trim, without_number, words
from ingest.facts.deadlines import Deadline
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.topics import MODIFYING_ENDS, TopicReader

_BINDS: Final = {
    "must": Modality.MUST,
    "must_not": Modality.MUST_NOT,
    "may": Modality.MAY,
    "ban": Modality.MUST_NOT,
    "duty": Modality.MUST,
    "auxiliary": Modality.MUST,
    "duty_passive": Modality.MUST,
    "duty_passive_weak": Modality.MUST,
    "by_duty": Modality.MUST,
    "entitled": Modality.MAY,
    "entitled_same": Modality.MAY,
}
"""How the words of a role bind."""
VERBS: Final = (*_BINDS, "not_deed")
_INDICATIVE: Final = frozenset({"duty", "auxiliary", "duty_passive", "duty_passive_weak", "by_duty"})
"""Roles whose words are themselves the deed."""
_LONGEST_DEED: Final = 600
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_BY_WINDOW: Final = 14
"""Words behind a passive among which the one who acts is named."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation at the tokens of a doc, as far as it was read."""

    modality: Modality
    clause: Stretch
    bearer: str
    """In its words; where a pronoun stands for it, those of the bearer named before; empty: nobody named."""
    who: Stretch
    deed: Stretch
    indicative: bool
    """The verb of the deed itself tells the duty."""
    open: bool
    """The deed is told in what follows (`shall:`), point by point."""


class ObligationReader:
    """Reads the obligations of one doc."""

    def __init__(
        self, doc: Doc, text: str, found: FactRules, deadlines: list[Deadline], antecedent: str = ""
    ) -> None:
        self._doc, self._text, self._found = doc, text, found
        self._cues: Cues = doc._.cues
        self._bearers = (TopicReader if found.heads is Heads.END else BearerReader)(doc, found)
        self._deadlines = deadlines
        self.antecedent = antecedent

    def duties(self) -> Iterator[Duty]:
        """In the order of the text."""
        for sentence in self._doc._.sentences:
            note = self._doc[sentence.start].text in "(（" and self._doc[sentence.end - 1].text in ")）.;"
            if not note and self._cues.has(*VERBS, start=sentence.start, end=sentence.end):
                yield from self._of_sentence(without_number(self._doc, trim(self._doc, sentence)))

    def listed(self, modality: Modality, bearer: str) -> Iterator[Duty]:
        """The deeds that a text above opens (`The Ministry shall:`): each sentence is one."""
        for sentence in self._doc._.sentences:
            clause = without_number(self._doc, trim(self._doc, sentence))
            if clause and not self._cues.at("state", clause.start) and clause.end - clause.start > 1:
                yield Duty(
                    modality,
                    clause,
                    bearer,
                    Stretch(clause.start, clause.start),
                    clause,
                    indicative=False,
                    open=False,
                )

    def _of_sentence(self, sentence: Stretch) -> Iterator[Duty]:
        verbs = self._verbs(sentence)
        read: list[tuple[Cue, Bearer, int]] = []
        last, told = sentence.start, False
        for verb in verbs:
            opening = not read
            if verb.role == "duty" and (not opening or told) and self._found.heads is not Heads.AFTER:
                continue
            if verb.role == "auxiliary" and not self._done(verb, sentence):
                continue
            here = self._bearer(verb, Stretch(last, verb.start), sentence, opening=opening)
            if here.subject is Subject.SAME and not opening and self._found.heads is not Heads.AFTER:
                here = read[-1][1]
            elif here.subject is Subject.SAME and verb.role == "duty" and read and read[-1][1].stretch:
                passive = self._cues.at("break", verb.end)
                linked = self._doc[verb.start].norm_.startswith(self._found.clitics) and not passive
                here = read[-1][1] if linked else UNTOLD
            elif here.subject is Subject.SAME and self._found.drops_subject and self.antecedent:
                here = self._dropped(verb)
            told = told or (verb.role == "duty" and here.subject is Subject.THING)
            before = self._found.heads is not Heads.AFTER
            if here.subject in {Subject.NONE, Subject.ABSENT} and verb.role == "ban" and before:
                here = self._banned(Stretch(last, verb.start))
            if here.subject is Subject.NONE or (verb.role == "duty" and here.subject is not Subject.NAMED):
                continue
            start = sentence.start if opening else min(here.stretch.start or verb.start, verb.start)
            start = verb.start if self._found.heads is Heads.AFTER and not opening else start
            start = verb.start if not opening and here is read[-1][1] else start
            read.append((verb, here, start))
            last = verb.end
        for place, (verb, here, start) in enumerate(read):
            end = read[place + 1][2] if place + 1 < len(read) else sentence.end
            duty = self._duty(verb, here, trim(self._doc, Stretch(start, end)))
            if duty:
                yield duty

    def _banned(self, left: Stretch) -> Bearer:
        """A ban binds whomever; in a clause about a noun (`переход которых не допускается`) it tells none."""
        inner = any(self._doc[i].text in COMMAS for i in range(left.start, left.end))
        relatives = self._cues.of("relative", start=left.start, end=left.end)
        return UNTOLD if inner and relatives else Bearer(Subject.THING, left)

    def _verbs(self, sentence: Stretch) -> list[Cue]:
        """What binds in a sentence; an indicative only where no plainer word follows in its clause.

        `Cơ quan tiếp nhận hồ sơ có trách nhiệm …`: the first verb only tells which body it is.
        """
        cues = self._cues.of(*VERBS, start=sentence.start, end=sentence.end)
        kept = []
        for place, cue in enumerate(cues):
            plainer = next((c for c in cues[place + 1 :] if c.role not in {"duty", "not_deed"}), None)
            between = self._doc[cue.end : plainer.start] if plainer else ()
            covered = plainer is not None and not any(token.text in COMMAS for token in between)
            named = any(c.start <= cue.start and cue.end <= c.end for c in self._cues.of("actor"))
            named = named or bool(cue.start and self._cues.ending("auxiliary", cue.start))
            if cue.role != "duty" or not (covered or named):
                kept.append(cue)
        return kept

    def _bearer(self, verb: Cue, left: Stretch, sentence: Stretch, *, opening: bool) -> Bearer:
        if verb.role == "by_duty":
            return self._by(verb, left, sentence)
        if self._found.heads is Heads.END and self._inside(verb, sentence):
            return UNTOLD
        if self._found.heads is not Heads.AFTER:
            return self._bearers.before(left, opening=opening)
        return self._behind(verb, left, sentence)

    def _behind(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """Arabic: the bearer stands behind the verb, or is the word that tells who may (للوزير أن)."""
        if left and self._cues.ending("subordinate", left.end):
            return UNTOLD
        opens = not self._doc[left.end - 1].text[0].isalnum() if left else verb.start == sentence.start
        if verb.role == "entitled":
            return self._entitled(verb, sentence) if opens else UNTOLD
        if verb.role == "entitled_same":
            return self._dropped(verb) if opens else UNTOLD
        return self._bearers.after(Stretch(verb.end, sentence.end))

    def _entitled(self, verb: Cue, sentence: Stretch) -> Bearer:
        """`للوزير أن`, `وللمجلس تشكيل`: a noun with what makes it the one who may, then a deed."""
        named = self._bearers.after(Stretch(verb.start, sentence.end)).stretch
        end = max(named.end, verb.end)
        word = self._doc[end].norm_ if end < sentence.end else ""
        deeds = self._found.deeds
        return Bearer(Subject.NAMED, Stretch(verb.start, end)) if deeds and deeds.fullmatch(word) else UNTOLD

    def _dropped(self, verb: Cue) -> Bearer:
        """A verb, or a pronoun, of the bearer named before."""
        return Bearer(Subject.NAMED, Stretch(verb.start, verb.start)) if self.antecedent else UNTOLD

    def _duty(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Duty | None:
        if verb.role == "not_deed" or not clause:
            return None
        modality = _BINDS[verb.role]
        who = self._who(verb, bearer, clause)
        if who is None:
            return None
        told = verb.start if verb.role in _INDICATIVE else verb.end
        named_behind = self._found.heads is Heads.AFTER or verb.role == "by_duty"
        behind = max(verb.end, who.end) if named_behind else told
        deed = trim(self._doc, Stretch(behind, max(clause.end, behind)))
        if len(words(self._doc, deed)) > _LONGEST_DEED:
            return None
        if self._cues.at("deed_not", behind):
            modality = Modality.MUST_NOT
        if bearer.stretch and self._cues.at("nobody", bearer.stretch.start):
            modality = Modality.MUST_NOT
        return Duty(
            modality,
            clause,
            self._name(who, verb, bearer, clause),
            who,
            deed,
            verb.role in _INDICATIVE,
            self._open(deed),
        )

    def _who(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Stretch | None:
        """The words that name the bearer, an empty stretch for nobody, None where this is no obligation."""
        nobody = Stretch(verb.start, verb.start)
        if verb.role == "duty_passive_weak":
            return self._agent(verb.end, clause.end)
        if verb.role in {"auxiliary", "duty_passive"}:
            return self._agent(verb.end, clause.end) or nobody
        passive = self._passive(verb, clause)
        if bearer.subject is Subject.NAMED and not passive:
            return bearer.stretch if not self._is_state(verb) else None
        if verb.role == "duty":
            return None
        if verb.role == "ban" or self._found.heads is Heads.AFTER:
            return nobody
        if bearer.subject in {Subject.THING, Subject.NAMED} and passive:
            return self._agent(verb.end, clause.end) or nobody
        if bearer.subject is Subject.ABSENT:
            plain = self._found.heads is Heads.END and verb.role in {"must", "must_not", "may"}
            return self._agent(verb.end, clause.end) or nobody if passive or plain else None
        if bearer.subject is Subject.THING:
            told = verb.role == "must_not" or (verb.role == "must" and self._found.things_must)
            if not told or self._is_state(verb):
                return None
            return (self._found.heads is Heads.END and self._agent(verb.end, clause.end)) or nobody
        return nobody if self._cues.at("impersonal", verb.start) else None

    def _inside(self, verb: Cue, sentence: Stretch) -> bool:
        """Chinese: the verb stands within a phrase that ends its chunk (`应予实施的规定外`, `不予许可的`)."""
        stop = next((i for i in range(verb.end, sentence.end) if self._doc[i].text in COMMAS), sentence.end)
        last = self._doc[stop - 1].text if stop < sentence.end else ""
        behind = self._doc[verb.end].text if verb.end < sentence.end else ""
        return last in MODIFYING_ENDS or (verb.role == "duty" and behind in {"的", "之"})

    def _by(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """Chinese: `由主管部门规定`, at the start of a chunk: the deed is that of whom 由 names."""
        if (left.start > sentence.start or left) and (not left or self._doc[left.end - 1].text not in COMMAS):
            return UNTOLD
        stop = next((i for i in range(verb.end, sentence.end) if self._doc[i].text in COMMAS), sentence.end)
        actors = self._cues.of("actor", start=verb.end, end=min(stop, verb.end + _BY_WINDOW))
        plainer = self._cues.has("must", "may", "must_not", "state", start=verb.end, end=stop)
        if not actors or plainer:
            return UNTOLD
        return Bearer(Subject.NAMED, Stretch(verb.end, max(cue.end for cue in actors)))

    def _done(self, verb: Cue, sentence: Stretch) -> bool:
        """Whether a participle that tells a duty follows an auxiliary (`est immédiatement délivré`)."""
        at = self._behind_adverbs(verb.end)
        negated = verb.start > sentence.start and self._cues.has(
            "negation", start=verb.start - 1, end=verb.start
        )
        deeds = self._found.deeds
        return bool(deeds and at < sentence.end and deeds.fullmatch(self._doc[at].norm_)) and not negated

    def _name(self, who: Stretch, verb: Cue, bearer: Bearer, clause: Stretch) -> str:
        """The bearer's words; of a pronoun those of who acts before it, else of the last bearer."""
        if not who:
            dropped = bearer.subject is Subject.NAMED and not bearer.stretch and who.start == verb.start
            return self.antecedent if dropped else ""
        if not self._cues.at("pronoun", who.start):
            self.antecedent = self._words(who)
            return self.antecedent
        before = self._cues.of("actor", start=clause.start, end=who.start)
        if before:
            longest = max((cue for cue in before if cue.start == before[0].start), key=lambda cue: cue.end)
            self.antecedent = self._words(Stretch(longest.start, longest.end))
        return self.antecedent or self._words(who)

    def _passive(self, verb: Cue, clause: Stretch) -> int | None:
        """Where the participle of a passive stands behind a verb (`shall [immediately] be submitted`)."""
        at = self._behind_adverbs(verb.end)
        reflexive = self._found.reflexive
        if reflexive and at < clause.end and reflexive.fullmatch(self._doc[at].norm_):
            return at
        auxiliary = self._cues.at("passive", at)
        if not auxiliary or auxiliary.end >= clause.end:
            return None
        at = self._behind_adverbs(auxiliary.end)
        word = self._doc[at].norm_ if at < clause.end else ""
        deed = self._found.participle.fullmatch(word) and not self._cues.at("state", at)
        return at if deed or not self._found.participle.pattern else None

    def _is_state(self, verb: Cue) -> bool:
        """`shall be liable`, `shall consist of`: what somebody is, not does."""
        at = self._behind_adverbs(verb.end)
        if self._cues.at("dutiful", at):
            return False
        return self._cues.at("state", at) is not None or self._cues.at("passive", at) is not None

    def _behind_adverbs(self, at: int) -> int:
        while (cue := self._cues.at("adverb", at)) or (at < len(self._doc) and self._doc[at].text in COMMAS):
            at = cue.end if cue else at + 1
        return at

    def _agent(self, start: int, end: int) -> Stretch | None:
        """Who acts in the passive: `shall be issued by the Minister`, `осуществляется судом`."""
        named = self._cues.of("agent", start=start, end=min(end, start + _BY_WINDOW))
        if named:
            return self._bearers.short(Stretch(named[0].start, min(end, named[0].end + 4)))
        for by in self._cues.of("by", start=start, end=min(end, start + _BY_WINDOW)):
            stop = next((i for i in range(by.end, end) if self._doc[i].text in COMMAS), end)
            phrase = self._bearers.phrase(Stretch(by.end, stop))
            if phrase.subject is Subject.NAMED:
                return self._bearers.name(phrase.stretch)
        return None

    def _open(self, deed: Stretch) -> bool:
        if self._found.heads is Heads.END or not self._text.rstrip().endswith(COLON_ENDS):
            return False
        following = self._cues.of("following", start=deed.start, end=deed.end)
        return not deed or bool(following and following[0].start == deed.start)

    def obligation(self, duty: Duty, eid: str) -> Obligation:
        """The record of a duty."""
        core, condition = self._condition(duty)
        deadline = next(
            (one for one in self._deadlines if duty.clause.start <= one.start < duty.clause.end), None
        )
        beneficiary = self._beneficiary(core)
        return Obligation(
            eid,
            duty.modality,
            self._words(core),
            duty.bearer,
            self._words(beneficiary) if beneficiary else None,
            self._words(Stretch(deadline.start, deadline.end)) if deadline else None,
            self._words(condition) if condition else None,
            self.span(duty.clause),
        )

    def span(self, stretch: Stretch) -> Span:
        """Where the tokens stand in the text."""
        last = self._doc[stretch.end - 1]
        return Span(self._doc[stretch.start].idx, last.idx + len(last.text))

    def _words(self, stretch: Stretch) -> str:
        span = self.span(stretch) if stretch else Span(0, 0)
        return self._text[span.start : span.end]

    def _condition(self, duty: Duty) -> tuple[Stretch, Stretch | None]:
        """The deed without its condition, and the condition: behind the verb, else before it."""
        deed = duty.deed
        for cue in self._cues.of("condition", "exception", start=deed.start + 1, end=deed.end):
            stop = next((i for i in range(cue.end, deed.end) if self._doc[i].text in COMMAS), deed.end)
            core = trim(self._doc, Stretch(deed.start, cue.start))
            return (core or deed), trim(self._doc, Stretch(cue.start, stop))
        start = duty.who.start if duty.who.start > duty.clause.start else duty.deed.start
        for cue in self._cues.of("condition", start=duty.clause.start, end=start)[:1]:
            end = next((i for i in range(cue.end, start) if self._doc[i].text in COMMAS), None)
            return deed, trim(self._doc, Stretch(cue.start, end)) if end else None
        return deed, None

    def _beneficiary(self, deed: Stretch) -> Stretch | None:
        """The first phrase that a word for whom (to, cho, à) opens and that names somebody who acts."""
        for cue in self._cues.of("to", start=deed.start, end=deed.end):
            stop = next((i for i in range(cue.end, deed.end) if self._doc[i].text in COMMAS), deed.end)
            phrase = self._bearers.phrase(Stretch(cue.end, stop))
            if phrase.subject is Subject.NAMED:
                return phrase.stretch
        return None
