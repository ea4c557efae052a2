"""Who bears what a verb tells: the words that name him, nobody, or no obligation at all; and how it binds."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.binding import BINDS, DIRECTING, FALLING, INDICATIVE, NAMING
from ingest.facts.clauses import COMMAS, Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.verbs import VerbReader

PASSIVES: Final = frozenset({"auxiliary", "future"})
"""Roles of the auxiliary of a passive that tells a duty."""
_NAME: Final = 25
"""Words behind a word for who acts among which the deed stands."""


class RoleReader:
    """Reads who bears what the verbs of one doc tell."""

    def __init__(self, doc: Doc, found: FactRules, bearers: BearerReader, governs: VerbReader) -> None:
        self._doc, self._found, self._bearers, self._governs = doc, found, bearers, governs
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def who(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Stretch | None:
        """The words that name the bearer, an empty stretch for nobody, None where this is no obligation."""
        nobody = Stretch(verb.start, verb.start)
        if self._helped(verb, bearer, clause):
            return bearer.stretch
        if verb.role in PASSIVES:
            state = self._governs.is_state(verb)
            return None if state else self._governs.agent(verb.end, clause.end) or nobody
        if verb.role in DIRECTING:
            return self._addressee(verb, clause)
        if verb.role in FALLING:
            return self._entrusted(verb, clause)
        if self._cues.at("dative_verb", verb.start) and (to := self._dative(verb, bearer)):
            return to
        if verb.role == "duty_passive":
            return self._agent(verb, clause) or self._undone(verb, bearer)
        made = bearer.subject is Subject.NAMED and self._made(verb)
        if made:
            return self._governs.agent(verb.end, clause.end) or nobody
        passive = self._governs.passive(verb, clause)
        if passive is None and bearer.subject is Subject.NAMED:
            return bearer.stretch if not self._governs.is_state(verb) else None
        if passive and bearer.subject is Subject.NAMED and not bearer.stretch:
            return self._governs.agent(verb.end, clause.end) or Stretch(verb.end, verb.end)
        if passive and bearer.subject is Subject.NAMED and self._governs.reflexive(passive):
            return None
        if bearer.subject is Subject.THING and self._contains(verb):
            return nobody
        if verb.role in NAMING:
            return None
        if verb.role == "reflexive_duty" and self._by_rule(verb):
            return None
        if verb.role == "reflexive_duty":
            return self._governs.agent(verb.end, clause.end) or nobody
        if verb.role == "ban":
            return self._whom(verb, clause) or nobody
        return self._of_thing(verb, bearer, clause, passive)

    def _helped(self, verb: Cue, bearer: Bearer, clause: Stretch) -> bool:
        """A passive that tells what its subject itself does: `may be [assisted] by counsel`."""
        behind = self._governs.behind_adverbs(verb.end)
        at = behind if verb.role in PASSIVES else self._governs.passive(verb, clause)
        if at is None or not bearer.stretch or bearer.subject is not Subject.NAMED:
            return False
        alone = verb.role == "may" or self._governs.agent(verb.end, clause.end) is None
        return alone and self._cues.at("own", at) is not None

    def _contains(self, verb: Cue) -> bool:
        """What a paper must have in it (`The notice shall state`, `El pasaporte indicará`)."""
        ahead = self._cues.at("contents", self._governs.behind_adverbs(verb.end))
        itself = verb.role in NAMING and self._cues.ending("contents", verb.end)
        return bool(itself or (ahead and verb.role == "must"))

    def _made(self, verb: Cue) -> bool:
        """A body is set up, or named (`el Comité se creará`, `podrá crearse`): it does nothing itself."""
        itself = self._cues.at("made", verb.start) or self._cues.ending("made", verb.end)
        return bool(itself or self._cues.at("made", self._governs.behind_adverbs(verb.end)))

    def _addressee(self, verb: Cue, clause: Stretch) -> Stretch | None:
        """Whom the law itself tells or allows to do something: behind its verb, or the agent of the deed."""
        to = self._cues.at("to", verb.end)
        named = self._bearers.phrase(Stretch(to.end if to else verb.end, clause.end))
        dative = self._cues.at("addressee", verb.end)
        if dative:
            return self._bearers.short(Stretch(dative.start, clause.end))
        if named.subject is Subject.NAMED and not self._found.cases:
            return self._bearers.name(named.stretch)
        return self._last_agent(verb, clause)

    def _entrusted(self, verb: Cue, clause: Stretch) -> Stretch | None:
        """Whose duty or leave it is: the name behind `il appartient à`, `возлагается на`, `open to`."""
        to = self._cues.at("to", verb.end)
        start = to.end if to else verb.end
        if self._found.cases:
            noun = self._governs.behind_attributes(start)
            named = self._cues.at("addressee", noun)
            return self._bearers.short(Stretch(start, clause.end)) if named else None
        phrase = self._bearers.phrase(Stretch(start, self._deed_start(start, clause.end)))
        if phrase.subject is not Subject.NAMED:
            return None
        last = self._found.heads is Heads.LAST
        return self._bearers.whole(phrase.stretch) if last else self._bearers.name(phrase.stretch)

    def _dative(self, verb: Cue, bearer: Bearer) -> Stretch | None:
        """Who stands in the dative before a verb: `[Органам власти] запрещается`."""
        start = bearer.stretch.start
        noun = self._cues.at("addressee", self._governs.behind_attributes(start))
        return Stretch(start, verb.start) if noun and noun.end <= verb.start else None

    def _deed_start(self, start: int, end: int) -> int:
        """Where the deed begins behind a name: at a comma, or an infinitive (`al Ministro [fijar]`)."""
        form, linked = self._found.infinitive, bool(self._found.cues.get("infinitive_link"))
        for at in range(start + 1, end):
            if self._words[at] in COMMAS or self._cues.at("condition", at):
                return at
            if form and form.fullmatch(self._words[at]):
                if not linked:
                    return at
                if self._cues.at("infinitive_link", at - 1):
                    return at - 1
        return end

    def _last_agent(self, verb: Cue, clause: Stretch) -> Stretch | None:
        for by in reversed(self._cues.of("by", start=verb.end, end=clause.end)):
            named = self._bearers.phrase(Stretch(by.end, clause.end))
            if named.subject is Subject.NAMED:
                return named.stretch
        return None

    def _of_thing(self, verb: Cue, bearer: Bearer, clause: Stretch, passive: int | None) -> Stretch | None:
        """What is said of a thing, or of whom something is done to."""
        nobody = Stretch(verb.start, verb.start)
        if self._cues.at("weak", verb.start):
            return None
        limits = verb.role == "must_not" and self._cues.at("limiting", self._governs.behind_adverbs(verb.end))
        if limits and bearer.subject in {Subject.THING, Subject.ABSENT}:
            return nobody
        if passive and bearer.subject in {Subject.THING, Subject.NAMED, Subject.ABSENT}:
            return self._agent(verb, clause) or nobody
        if bearer.subject is Subject.THING and self._whatever(verb, bearer):
            return nobody
        return nobody if self._cues.at("impersonal", verb.start) else None

    def suffered(self, left: Stretch) -> bool:
        """The clause begins by what somebody is, or is done to him: `Viên chức không bị bắt hoặc …`."""
        at = self._governs.behind_adverbs(left.start)
        return self._cues.at("undergoes", at) is not None

    def _whatever(self, verb: Cue, bearer: Bearer) -> bool:
        """A word that binds things as well (`Đơn phải ghi rõ …`); no verb opens the subject."""
        whatever = self._cues.at("whatever", verb.start)
        plain = whatever is not None and whatever.end == verb.end and not self._governs.is_state(verb)
        return plain and self._cues.at("opens", bearer.stretch.start) is None

    def _whom(self, verb: Cue, clause: Stretch) -> Stretch | None:
        """Whom a ban names behind it: `Nghiêm cấm cá nhân [đưa tin]`, `queda prohibido a las Partes`."""
        to = self._cues.at("to", verb.end)
        named = self._bearers.phrase(Stretch(to.end if to else verb.end, clause.end))
        if named.subject is not Subject.NAMED or self._found.cases:
            return None
        verbs = self._cues.of("opens", "duty", start=named.stretch.start + 1, end=clause.end)
        stop = self._deed_start(named.stretch.start, named.stretch.end)
        whole = self._bearers.short if self._found.cues.get("whole") else self._bearers.name
        group = whole(Stretch(named.stretch.start, stop))
        actors = self._cues.of("actor", start=group.start, end=group.end)
        least = actors[0].end if actors else group.end
        ends = [one.start for one in verbs if one.start >= least] or [least]
        return Stretch(group.start, min(group.end, ends[0]))

    def _agent(self, verb: Cue, clause: Stretch) -> Stretch | None:
        return self._governs.agent(verb.end, clause.end) or self._governs.agent_before(clause, verb)

    def _undone(self, verb: Cue, bearer: Bearer) -> Stretch | None:
        """A passive that names nobody: a duty, unless it only says by which rule something is (`by_rule`)."""
        told = bearer.subject is not Subject.NAMED and not self._cues.ending("by_rule", verb.end)
        told = told and self._cues.at("negation", verb.start) is None
        told = told and not self._by_rule(verb)
        return Stretch(verb.start, verb.start) if told else None

    def _by_rule(self, verb: Cue) -> bool:
        """It says by which rule something is done, not that it is: `se realizará según la ley`."""
        light = self._cues.ending("light", verb.end)
        return (
            light is not None and self._cues.at("basis", self._governs.behind_adverbs(verb.end)) is not None
        )

    def released(self, verb: Cue, who: Stretch) -> bool:
        """What somebody need not do (`không phải nộp`), or is done to him (`cha mẹ do viên chức [nuôi]`)."""
        free = verb.role == "must" and self._cues.ending("deed_not", verb.start)
        inner = self._cues.has("by_duty", start=who.start, end=who.end) and verb.role in NAMING
        return bool(free or inner)

    def modality(self, verb: Cue, bearer: Bearer, behind: int) -> Modality:
        """How a verb binds whose deed begins behind it."""
        undone = self._cues.at("negation", verb.start) or self._cues.ending("not", verb.start)
        nobody = bearer.stretch and self._cues.at("nobody", bearer.stretch.start)
        if (undone and verb.role in INDICATIVE) or nobody:
            return Modality.MUST_NOT
        if verb.role == "by_duty" and self._cues.has("agree", start=behind, end=behind + 2):
            return Modality.MAY
        if verb.role in INDICATIVE and behind < verb.start and self._cues.at("leaves", behind):
            return Modality.MAY
        if verb.role == "must" and self._cues.at("rights", self._governs.behind_adverbs(verb.end)):
            return Modality.MAY
        denied = verb.role != "may" and self._cues.at("deed_not", behind) is not None
        return Modality.MUST_NOT if denied else BINDS[verb.role]

    def banned(self, left: Stretch) -> Bearer:
        """A ban binds whomever; in a clause about a noun (`переход которых не допускается`) it tells none."""
        inner = any(self._words[i] in COMMAS for i in range(left.start, left.end))
        relatives = self._cues.of("relative", start=left.start, end=left.end)
        return UNTOLD if inner and relatives else Bearer(Subject.THING, left)

    def settled(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """`Mức phí do Bộ Tài chính quy định.`: a deed at the end of its clause, on the thing before it."""
        stop = next((i for i in range(verb.end, sentence.end) if self._words[i] in COMMAS), sentence.end)
        names = self._cues.of("actor", start=verb.end, end=stop)
        deeds = self._cues.of("fixing", start=verb.end, end=min(stop, verb.end + _NAME))
        deed = next((one for one in deeds if all(one.end != name.end for name in names)), None)
        thing = self._bearers.phrase(self._bearers.without_adverbs(left))
        if deed is None or left.start > sentence.start or thing.subject is not Subject.THING:
            return UNTOLD
        who = self._bearers.phrase(Stretch(verb.end, deed.start))
        ends = deed.end == stop or self._cues.at("break", deed.end) or self._cues.at("link", deed.end)
        breaks = self._cues.of("break", start=left.start, end=left.end)
        modifies = self._cues.has("condition", "submit", start=left.start, end=left.end) or any(
            not self._cues.at("governs", one.start) for one in breaks
        )
        modifies = modifies or self._cues.has("copula", start=left.start, end=left.end)
        named = who.subject is Subject.NAMED and ends and not modifies
        return Bearer(Subject.NAMED, who.stretch) if named else UNTOLD
