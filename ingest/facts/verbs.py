"""What a verb that binds governs: a passive and who acts in it, a state, a participle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import BearerReader, Subject
from ingest.facts.clauses import COMMAS, ENDS, Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads

_BY_WINDOW: Final = 14
"""Words behind a passive among which the one who acts is named."""
_INSERTED: Final = 25
"""Words between two commas behind a verb that may only insert a condition."""
_OPENING: Final = 5
"""Words of a clause among which who acts may be named before the verb."""
_OWNERS: Final = 8
"""Words behind a noun in the instrumental that may belong to it."""
_BETWEEN: Final = 8
"""Words behind `between` that may still be governed by it."""
_ATTRIBUTE: Final = re.compile(r"\w{2,}(?:ого|его|ому|ему|[ыи]х|[ыи]м|[ыи]е|ую|юю|ой|ей)|все|всем|каждую")
"""The form of a Russian adjective or participle in an oblique case."""


class VerbReader:
    """Reads what stands behind the verbs of one doc."""

    def __init__(self, doc: Doc, found: FactRules, bearers: BearerReader) -> None:
        self._doc, self._found, self._bearers = doc, found, bearers
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def done(self, verb: Cue, sentence: Stretch) -> bool:
        """Whether a participle that tells a duty follows an auxiliary (`est immédiatement délivré`)."""
        at = self.behind_adverbs(verb.end)
        before = verb.start - 1
        negated = before >= sentence.start and self._cues.has("negation", start=before, end=verb.start)
        undone = verb.role == "future" and self._cues.at("not", before) is not None
        deeds = self._found.deeds
        if at >= sentence.end or (negated and not undone):
            return False
        if verb.role == "future":
            return self._participle(at)
        return bool(deeds and deeds.fullmatch(self._doc[at].norm_))

    def passive(self, verb: Cue, clause: Stretch) -> int | None:
        """Where the participle of a passive stands behind a verb (`shall [immediately] be submitted`)."""
        at = self.behind_adverbs(verb.end)
        if at < clause.end and self.reflexive(at):
            return at
        itself = self._cues.at("passive", verb.start) if self._found.passives else None
        form = self._found.participle.pattern
        inner = self._cues.ending("passive", verb.end) if form else None
        auxiliary = self._cues.at("passive", at) or inner or itself or self._delayed(at, clause)
        if not auxiliary or auxiliary.end >= clause.end:
            return None
        at = self.behind_adverbs(auxiliary.end)
        deed = at < clause.end and self._participle(at) and not self._is_left(at, verb, clause)
        return at if deed or not form else None

    def _is_left(self, at: int, verb: Cue, clause: Stretch) -> bool:
        """A state (`be governed by the rules`), unless somebody acts (`be terminated by a Party`)."""
        return self._cues.at("state", at) is not None and self.agent(verb.end, clause.end) is None

    def _delayed(self, at: int, clause: Stretch) -> Cue | None:
        """`shall not on importation into the Community be accorded`: behind what a preposition opens."""
        if self._found.heads is not Heads.LAST or self._cues.at("break", at) is None:
            return None
        stop = next((i for i in range(at, clause.end) if self._words[i] in COMMAS | ENDS), clause.end)
        following = self._cues.of("passive", start=at, end=min(stop, at + _BETWEEN))
        if following and self._cues.has("must", "may", start=at, end=following[0].start):
            return None
        return following[0] if following and following[0].end < stop else None

    def _participle(self, at: int) -> bool:
        """The form of a participle; in French its accents tell it from the present."""
        printed = self._found.accented
        if printed and not self._doc.user_data["unaccented"]:
            return printed.fullmatch(self._words[at].lower()) is not None
        return self._found.participle.fullmatch(self._doc[at].norm_) is not None

    def _of_noun(self, start: int, by: int) -> bool:
        """`carried out under a judgment rendered by a court`: who acts in a participle said of a noun."""
        if self._cues.ending("deed_noun", by):
            return True
        form = self._found.modifiers
        plain = self._cues.has("link", start=by - 2, end=by) or by - 1 <= self._participle_at(start)
        return bool(form and not plain and form.fullmatch(self._words[by - 1]))

    def _participle_at(self, start: int) -> int:
        """The last of the participles with which a passive begins (`shall be duly issued and signed`)."""
        at = self.behind_adverbs(start)
        auxiliary = self._cues.at("passive", at)
        return self.behind_adverbs(auxiliary.end) if auxiliary else at

    def is_state(self, verb: Cue) -> bool:
        """`shall be liable`, `shall consist of`: what somebody is, not does."""
        at = self.behind_adverbs(verb.end)
        if self._cues.at("dutiful", at):
            return False
        return self._cues.at("state", at) is not None or self._cues.at("passive", at) is not None

    def reflexive(self, at: int) -> bool:
        """Russian: a verb in -ся, which is a passive (наделяться) or no passive at all (обратиться)."""
        form = self._found.reflexive
        return bool(form and form.fullmatch(self._doc[at].norm_)) and not self._cues.at("active", at)

    def behind_adverbs(self, at: int) -> int:
        """The first token from here on that is no adverb and no comma."""
        while at < len(self._doc):
            cue = self._cues.at("adverb", at)
            comma = self._words[at] in COMMAS
            if not cue and not comma and not self._adverb(at):
                break
            at = cue.end if cue else self._inserted(at) if comma else at + 1
        return at

    def behind_attributes(self, at: int) -> int:
        """The first token from here on that is no adjective in a case (`на [федеральные] органы`)."""
        while at < len(self._doc) and _ATTRIBUTE.fullmatch(self._doc[at].norm_):
            at += 1
        return at

    def _inserted(self, comma: int) -> int:
        """Behind what two commas insert: `shall, where the Party so requests, be returned`."""
        stop = min(len(self._doc), comma + _INSERTED)
        following = (i for i in range(comma + 1, stop) if self._words[i] in COMMAS | ENDS)
        end = next(following, None)
        inserted = end is not None and self._words[end] in COMMAS and self._found.adverbs is not None
        return end + 1 if inserted and end is not None else comma + 1

    def _adverb(self, at: int) -> bool:
        """An adverb by its ending: `shall be progressively abolished`."""
        form = self._found.adverbs
        return bool(form and form.fullmatch(self._doc[at].norm_)) and not self._cues.at("active", at)

    def agent(self, start: int, end: int) -> Stretch | None:
        """Who acts in the passive: `shall be issued by the Minister`, `осуществляется судом`."""
        end = min(end, len(self._doc))
        behind = self.behind_adverbs(start)
        if act := self._cues.at("acts", behind):
            return self._bearers.short(Stretch(act.end, end)) if act.end < end else None
        comma = next((i for i in range(behind, end) if self._words[i] in COMMAS), end)
        named = self._cues.of("agent", start=start, end=min(comma, behind + _BY_WINDOW))
        named = [cue for cue in named if not self._governed(cue.start)]
        inner = bool(named) and self._cues.has(
            "condition", "subordinate", "relative", start=start, end=named[0].start
        )
        if named and not inner:
            begin = self._bearers.attributes(named[0].start, start)
            last = self._genitives(named[0].end, min(end, named[0].end + _OWNERS))
            return self._bearers.short(Stretch(begin, last))
        for by in self._agents(start, behind, comma, end):
            if self._of_noun(start, by.start) or self._cues.has("relative", start=behind, end=by.start):
                continue
            stop = next((i for i in range(by.end, end) if self._words[i] in COMMAS), end)
            stop = self._bearers.object_at(Stretch(by.end, stop))
            phrase = self._bearers.phrase(Stretch(by.end, stop))
            if phrase.subject is Subject.NAMED:
                return self._bearers.name(phrase.stretch)
        return None

    def _genitives(self, at: int, most: int) -> int:
        """Behind the words that belong to a noun: `министром [иностранных дел] документы`."""
        form, start = self._found.genitive, at
        while form and at < most and not self._cues.at("link", at):
            if self._words[at] in COMMAS and (further := self._cues.at("agent", at + 1)):
                at = start = further.end
                continue
            told = self._found.instrumental if self._words[at] in COMMAS and at + 1 < most else None
            if told and told.fullmatch(self._doc[at + 1].norm_):
                return next((i for i in range(at + 1, most) if self._words[i] in COMMAS | ENDS), most)
            adjective = form.fullmatch(self._doc[at - 1].norm_) and at > start
            first = at == start and self._words[at].endswith(("а", "я", "и", "ы", "ий", "в", "он"))
            proper = self._words[at][0].isupper()
            if not (proper or first or adjective or form.fullmatch(self._doc[at].norm_)):
                break
            at += 1
        return at if form else most

    def _agents(self, start: int, behind: int, comma: int, end: int) -> Iterator[Cue]:
        """What opens who acts: in the first chunk, or behind adverbials (`délivré, dans ce délai, par`)."""
        condition = self._words[start] in COMMAS and self._cues.at("condition", start + 1)
        start = behind if condition else start
        yield from self._cues.of("by", start=start, end=min(comma, behind + _BY_WINDOW))
        while comma + 1 < min(end, behind + _INSERTED):
            if self._cues.has("relative", "subordinate", "condition", start=behind, end=comma):
                return
            if by := self._cues.at("by", comma + 1):
                yield by
            if not self._cues.at("break", comma + 1):
                return
            comma = next((i for i in range(comma + 1, end) if self._words[i] in COMMAS), end)

    def agent_before(self, clause: Stretch, verb: Cue) -> Stretch | None:
        """Who acts, behind the first words of a clause: `Комиссией [затем] будет составлен`."""
        start = self.behind_adverbs(clause.start)
        named = self._cues.of("agent", start=start, end=min(verb.start, start + _OPENING))
        if not named or self._governed(named[0].start) or self._told_of(start, named[0].start):
            return None
        end = named[0].end
        while end < verb.start and self._words[end][0].isupper():
            end += 1
        return Stretch(named[0].start, end)

    def _told_of(self, start: int, end: int) -> bool:
        """The agent is that of a participle (`выданные судом`) or of a noun (`порядок пользования ими`)."""
        form = self._found.instrumental
        return any(not (form and form.fullmatch(self._doc[i].norm_)) for i in range(start, end))

    def _governed(self, start: int) -> bool:
        """A preposition that asks for the instrumental stands before a noun (`между Сторонами`)."""
        if self._cues.has("between", start=max(0, start - _BETWEEN), end=start):
            return True
        return self._cues.ending("with", self._bearers.attributes(start, 0)) is not None
