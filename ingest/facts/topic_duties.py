"""Obligations in Chinese: who must, must not or may do what, read from topics and the verbs behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc

from corpus.model import Modality
from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.binding import BINDS, INDICATIVE, NAMING, VERBS, WEAK, BindingReader
from ingest.facts.clauses import COLON_ENDS, COMMAS, Stretch, printed, trim, without_number, words
from ingest.facts.duties import Duty, Opened
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads
from ingest.facts.topics import TopicReader
from ingest.facts.verb_first import VerbFirstReader
from ingest.facts.verbs import VerbReader

_LONGEST_DEED: Final = 600
"""Characters: what is longer is no sentence but a text whose sentences could not be told."""
_OPENINGS: Final = ("opens", "duty", "deed_not")
"""Roles of words with which a deed in a list begins."""
_LONGEST_BEARER: Final = 25
"""Words of a line that names a bearer: more tell something of him."""
_WHOM: Final = 8
"""Words behind a ban among which it may name whom it binds (禁止个人携带)."""
_NAME: Final = 25
"""Words behind a word for who acts among which the deed stands."""
_PLAIN: Final = ("must", "must_not", "may")
_SEMICOLONS: Final = frozenset(";；")
_DEED: Final = 10
"""Chinese characters behind a word that binds a thing among which the deed is named."""
_EQUALS: Final = frozenset("=≤≥")
"""Signs of a formula: its words tell what is computed."""
_NO_DEED: Final = ("state", "exception", "condition")
"""Roles of words that are no deed by themselves."""
_PASSIVES: Final = frozenset({"auxiliary", "future"})
"""Roles of the auxiliary of a passive that tells a duty."""


class TopicDuties:
    """Reads the obligations of one doc."""

    def __init__(self, doc: Doc, text: str, found: FactRules, antecedent: str = "") -> None:
        self._doc, self._text, self._found = doc, text, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self.bearers = (TopicReader if found.heads is Heads.END else BearerReader)(doc, found)
        self._binding = BindingReader(doc, found)
        self._governs = VerbReader(doc, found, self.bearers)
        self._order = VerbFirstReader(doc, found, self.bearers, self._governs)
        self.antecedent = antecedent
        self._carried = ""

    def duties(self) -> Iterator[Duty]:
        """In the order of the text."""
        for sentence in self._doc._.sentences:
            note = self._words[sentence.start] in "(（" and self._words[sentence.end - 1] in ")）.;"
            formula = any(word in _EQUALS for word in self._words[sentence.start : sentence.end])
            if not note and not formula and self._cues.has(*VERBS, start=sentence.start, end=sentence.end):
                whole = trim(self._doc, sentence)
                plain = without_number(self._doc, whole)
                self._carried = self._carried if plain == whole else ""
                for duty in self._of_sentence(plain):
                    self._carried = duty.bearer
                    yield duty
            if self._words[sentence.end - 1] not in _SEMICOLONS:
                self._carried = ""

    def listed(self, opened: Opened) -> Iterator[Duty]:
        """The deeds that a text above opens (`The Ministry shall:`): each sentence is one."""
        for sentence in self._doc._.sentences:
            clause = without_number(self._doc, trim(self._doc, sentence))
            deed = not opened.verbal or any(self._cues.at(role, clause.start) for role in _OPENINGS)
            if self._found.heads is Heads.AFTER:
                deed = bool(opened.bearer) and self._order.is_deed(clause.start)
                deed = deed and not self._cues.at("that", clause.start)
            deed = deed and self._words[sentence.start] not in "(（"
            deed = deed and not self._cues.at("determiner", clause.start)
            if clause and deed and not self._cues.at("state", clause.start) and clause.end - clause.start > 1:
                nobody = Stretch(clause.start, clause.start)
                yield Duty(
                    self._turned(opened.modality, clause.start),
                    clause,
                    opened.bearer,
                    nobody,
                    clause,
                    indicative=False,
                    open=False,
                )

    def opener(self) -> Opened | None:
        """Whom a line before a list names: alone (`The Ministry:`), or behind `duties of`."""
        part = without_number(self._doc, trim(self._doc, self._doc._.sentences[-1]))
        modality = Modality.MUST
        for role, told in (("duties_of", Modality.MUST), ("rights_of", Modality.MAY)):
            if cue := self._cues.at(role, part.start):
                part, modality = trim(self._doc, Stretch(cue.end, part.end)), told
        if part and (verb := self._cues.ending("duty", part.end)):
            part = Stretch(part.start, verb.start)
        if not part or part.end - part.start > _LONGEST_BEARER or self._binding.verbs(part):
            return None
        named = self.bearers.phrase(part).subject is Subject.NAMED
        return Opened(modality, self._printed(part), verbal=True) if named else None

    def following(self, duty: Duty) -> Opened | None:
        """A duty whose deeds a list tells behind it (`thực hiện thủ tục như sau:`)."""
        cues = self._cues.of("following", start=duty.deed.start, end=duty.deed.end)
        ends = bool(cues) and cues[-1].end == trim(self._doc, duty.deed).end
        ends = ends and self._found.heads is not Heads.AFTER
        return Opened(duty.modality, duty.bearer, verbal=True) if ends and duty.bearer else None

    def _turned(self, modality: Modality, start: int) -> Modality:
        """How a line binds in a list of duties: `không …` is a ban, `được …` a leave."""
        if self._cues.at("leaves", start) and modality is Modality.MUST:
            return Modality.MAY
        return Modality.MUST_NOT if self._cues.at("deed_not", start) else modality

    def _printed(self, stretch: Stretch) -> str:
        return printed(self._doc, self._text, stretch)

    def _of_sentence(self, sentence: Stretch) -> Iterator[Duty]:
        verbs = self._binding.verbs(sentence)
        read: list[tuple[Cue, Bearer, int]] = []
        last, told = sentence.start, False
        for verb in verbs:
            opening = not read
            further = not opening and not (verb.role == "sanction" and self._conditioned(verb, last))
            if verb.role in WEAK and (further or told) and self._found.heads is not Heads.AFTER:
                continue
            after = self._found.heads is Heads.AFTER
            if verb.role == "duty_passive" and not (opening or after) and self._joined(last, verb):
                continue
            if verb.role in _PASSIVES and not self._governs.done(verb, sentence):
                continue
            here = self._bearer(verb, Stretch(last, verb.start), sentence, opening=opening)
            here = self._resolved(verb, here, self._before(read), last)
            told = told or (verb.role == "duty" and here.subject is Subject.THING)
            before = self._found.heads is not Heads.AFTER
            if here.subject in {Subject.NONE, Subject.ABSENT} and verb.role == "ban" and before:
                here = self._banned(Stretch(last, verb.start))
            if here.subject is Subject.NONE or (verb.role in NAMING and here.subject is not Subject.NAMED):
                continue
            start = sentence.start if opening else min(here.stretch.start or verb.start, verb.start)
            start = verb.start if self._found.heads is Heads.AFTER and not opening else start
            if not opening and here is self._before(read):
                start = self._chunk_start(verb, last)
            read.append((verb, here, start))
            last = verb.end
        for place, (verb, here, start) in enumerate(read):
            end = read[place + 1][2] if place + 1 < len(read) else sentence.end
            duty = self._duty(verb, here, trim(self._doc, Stretch(start, end)))
            if duty:
                yield duty

    def _before(self, read: Sequence[tuple[Cue, Bearer, int]]) -> Bearer | None:
        """Who acts before a verb, not who bears what is said in passing (`所需费用由违法行为人承担`)."""
        named = [bearer for verb, bearer, _ in read if verb.role != "by_duty" or verb is read[0][0]]
        return named[-1] if named else None

    def _resolved(self, verb: Cue, here: Bearer, before: Bearer | None, start: int) -> Bearer:
        """A bearer that is not named where the verb stands, but before."""
        if verb.role == "sanction":
            return self._sanctioning(verb, here, before, start)
        if verb.role in {"reflexive_duty", "future"} and here.subject is Subject.SAME:
            return Bearer(Subject.ABSENT)
        if here.subject is Subject.SAME and before and self._found.heads is not Heads.AFTER:
            return before
        further = verb.role in WEAK or (verb.role == "duty_passive" and self._found.heads is Heads.AFTER)
        if here.subject is Subject.SAME and further and before and before.stretch:
            passive = self._cues.at("break", verb.end) is not None
            passive = passive or (verb.role != "duty" and bool(self._governs.agent(verb.end, len(self._doc))))
            linked = self._doc[verb.start].norm_.startswith(self._found.clitics) and not passive
            return before if linked else here if verb.role == "duty_passive" else UNTOLD
        if here.subject is Subject.SAME and self._found.drops_subject and self.antecedent:
            return self._dropped(verb)
        absent = here.subject is Subject.ABSENT and before is None and verb.role not in NAMING
        return self._carry(verb) if absent and self._carried and self._found.heads is Heads.END else here

    def _carry(self, verb: Cue) -> Bearer:
        """The bearer of the clause before the semicolon."""
        self.antecedent = self._carried
        return self._dropped(verb)

    def _conditioned(self, verb: Cue, start: int) -> bool:
        """Chinese: a condition stands right before the verb (`有违法所得的，没收`)."""
        return verb.start - 2 >= start and self._doc[verb.start - 2 : verb.start].text in {"的，", "的,"}

    def _sanctioning(self, verb: Cue, here: Bearer, before: Bearer | None, start: int) -> Bearer:
        """What befalls whoever offends: the deed of who stands at the verb, else of who acted before."""
        if here.subject is Subject.NAMED and here.stretch.end == verb.start:
            return here
        opens = verb.start == start or not self._words[verb.start - 1][0].isalnum()
        if not opens:
            return UNTOLD
        if self._cues.at("impersonal", verb.start):
            return Bearer(Subject.ABSENT)
        if before and before.stretch:
            return before
        return self._carry(verb) if self._carried else Bearer(Subject.ABSENT)

    def _chunk_start(self, verb: Cue, least: int) -> int:
        """Where the clause of a further verb begins: in Chinese behind the comma before its chunk."""
        if self._found.heads is not Heads.END:
            return verb.start
        commas = (i + 1 for i in range(verb.start - 1, least, -1) if self._words[i] in COMMAS)
        return next(commas, verb.start)

    def _banned(self, left: Stretch) -> Bearer:
        """A ban binds whomever; in a clause about a noun (`переход которых не допускается`) it tells none."""
        inner = any(self._words[i] in COMMAS for i in range(left.start, left.end))
        relatives = self._cues.of("relative", start=left.start, end=left.end)
        return UNTOLD if inner and relatives else Bearer(Subject.THING, left)

    def _bearer(self, verb: Cue, left: Stretch, sentence: Stretch, *, opening: bool) -> Bearer:
        if verb.role == "by_duty":
            return self._by(verb, left, sentence)
        if self._binding.inside(verb, sentence):
            return UNTOLD
        if self._found.heads is not Heads.AFTER:
            return self.bearers.before(left, opening=opening)
        return self._behind(verb, left, sentence)

    def _behind(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """Arabic: the bearer stands behind the verb, or is the word that tells who may (للوزير أن)."""
        if verb.start > sentence.start and self._cues.ending("subordinate", verb.start):
            return UNTOLD
        opens = self._order.opens_clause(verb, sentence)
        if verb.role == "entitled":
            return self._order.entitled(verb, sentence) if opens else UNTOLD
        if verb.role == "entitled_same":
            return self._dropped(verb) if opens else UNTOLD
        if verb.role == "obliged":
            return self._order.obliged(verb, sentence)
        plain = verb.role in INDICATIVE
        named = self.bearers.after(Stretch(verb.end, sentence.end), plain=plain)
        if named.subject is Subject.NAMED or plain:
            opens = opens or verb.role == "auxiliary"
            return named if named.subject is Subject.NAMED or opens else UNTOLD
        return self._order.in_deed(verb, sentence)

    def _dropped(self, verb: Cue) -> Bearer:
        """A verb, or a pronoun, of the bearer named before."""
        topic = None if self.antecedent else self._order.topic()
        self.antecedent = self._printed(topic) if topic else self.antecedent
        return Bearer(Subject.NAMED, Stretch(verb.start, verb.start)) if self.antecedent else UNTOLD

    def _duty(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Duty | None:
        if verb.role == "not_deed" or not clause:
            return None
        modality = BINDS[verb.role]
        who = self._who(verb, bearer, clause)
        if who is None:
            return None
        told = verb.start if verb.role in INDICATIVE else verb.end
        named_behind = self._found.heads is Heads.AFTER or verb.role == "by_duty"
        within = who.start > verb.end and verb.role not in INDICATIVE and self._found.heads is Heads.AFTER
        behind = max(verb.end, who.end) if named_behind and not within else told
        deed = trim(self._doc, Stretch(behind, max(clause.end, behind)))
        opens = self._open(deed)
        if len(words(self._doc, deed)) > _LONGEST_DEED or (
            self._found.heads is Heads.AFTER and not (deed or opens)
        ):
            return None
        if verb.role == "entitled" and self._cues.has("tasks", start=behind, end=clause.end):
            modality = Modality.MUST
        modality = Modality.MUST_NOT if self._cues.at("deed_not", behind) else modality
        if verb.role == "by_duty" and self._cues.has("agree", start=behind, end=behind + 2):
            modality = Modality.MAY
        undone = verb.role in INDICATIVE and (
            self._cues.at("negation", verb.start) or self._cues.ending("not", verb.start)
        )
        if undone or (bearer.stretch and self._cues.at("nobody", bearer.stretch.start)):
            modality = Modality.MUST_NOT
        return Duty(
            modality,
            clause,
            self._name(who, verb, bearer, clause),
            who,
            deed,
            verb.role in INDICATIVE,
            opens,
        )

    def _who(self, verb: Cue, bearer: Bearer, clause: Stretch) -> Stretch | None:
        """The words that name the bearer, an empty stretch for nobody, None where this is no obligation."""
        nobody = Stretch(verb.start, verb.start)
        if verb.role in _PASSIVES:
            return (
                None if self._governs.is_state(verb) else self._governs.agent(verb.end, clause.end) or nobody
            )
        if verb.role == "duty_passive":
            if self._found.heads is Heads.AFTER and bearer.subject is Subject.NAMED:
                return bearer.stretch
            return self._agent(verb, clause) or self._undone(verb, bearer)
        passive = self._governs.passive(verb, clause)
        if passive and bearer.subject is Subject.NAMED and self._governs.reflexive(passive):
            return None
        if self._found.heads is Heads.END and verb.role in _PLAIN and self._cues.at("by", verb.end):
            return self._governs.agent(verb.end, clause.end) or nobody
        if bearer.subject is Subject.NAMED and not passive:
            return bearer.stretch if not self._governs.is_state(verb) else None
        if verb.role in NAMING:
            return None
        if verb.role == "sanction":
            return nobody
        if verb.role == "reflexive_duty":
            return self._governs.agent(verb.end, clause.end) or nobody
        if self._found.heads is Heads.AFTER:
            return nobody if verb.role == "ban" or self._impersonal(verb) else None
        if verb.role == "ban":
            whom = not self._found.cases and self._cues.has(
                "actor", start=verb.end, end=min(clause.end, verb.end + _WHOM)
            )
            return None if whom else nobody
        if self._found.heads is Heads.END and bearer.subject is Subject.THING and verb.role in _PLAIN:
            comma = next((i for i in range(verb.end, clause.end) if self._words[i] in COMMAS), clause.end)
            near = min(comma, verb.end + _DEED)
            deed = self._cues.has("duty", "submit", "handle", start=verb.end, end=near)
            state = self._governs.is_state(verb) or not deed
            return None if state else self._governs.agent(verb.end, clause.end) or nobody
        limits = verb.role == "must_not" and self._cues.at("limiting", self._governs.behind_adverbs(verb.end))
        if bearer.subject in {Subject.THING, Subject.ABSENT} and limits:
            return nobody
        if bearer.subject in {Subject.THING, Subject.NAMED} and passive:
            return self._agent(verb, clause) or nobody
        if bearer.subject is Subject.ABSENT:
            named = self._cues.has("actor", start=clause.start, end=verb.start)
            plain = self._found.heads is Heads.END and verb.role in {"must", "must_not", "may"} and not named
            return self._agent(verb, clause) or nobody if passive or plain else None
        return nobody if self._cues.at("impersonal", verb.start) else None

    def _joined(self, last: int, verb: Cue) -> bool:
        """A further passive of the same subject, or of the same list of deeds."""
        links = self._cues.of("link", start=last, end=verb.start)
        return not any(self._words[link.start - 1] in COMMAS for link in links)

    def _agent(self, verb: Cue, clause: Stretch) -> Stretch | None:
        return self._governs.agent(verb.end, clause.end) or self._governs.agent_before(clause, verb)

    def _undone(self, verb: Cue, bearer: Bearer) -> Stretch | None:
        """A passive that names nobody: a duty, unless it only says by which rule something is (`by_rule`)."""
        told = bearer.subject is not Subject.NAMED and not self._cues.ending("by_rule", verb.end)
        plain = self._found.passives or (
            self._found.heads is Heads.AFTER and not self._cues.at("other", verb.end)
        )
        return Stretch(verb.start, verb.start) if told and plain else None

    def _impersonal(self, verb: Cue) -> bool:
        """Arabic: the verb has no subject but the deed (يجوز أن), and nobody is named behind it (يجب على)."""
        word = self._doc[verb.end].norm_ if verb.end < len(self._doc) else ""
        return self._cues.at("impersonal", verb.start) is not None and word != "على"

    def _by(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """Chinese: `由主管部门规定`, at the start of a chunk: the deed is that of whom 由 names."""
        if self._found.heads is not Heads.END:
            return self._settled(verb, left, sentence)
        stop = next((i for i in range(verb.end, sentence.end) if self._words[i] in COMMAS), sentence.end)
        actor = self._governs.actor(verb.end, stop)
        plainer = self._cues.has("must", "may", "must_not", "state", start=verb.end, end=stop)
        commas = (i for i in range(verb.start - 1, sentence.start, -1) if self._words[i] in COMMAS)
        chunk = next(commas, sentence.start)
        if actor is None or plainer or self._cues.has(*_PLAIN, start=chunk, end=verb.start):
            return UNTOLD
        opens = not self.bearers.without_adverbs(left) or self._words[left.end - 1] in COMMAS
        told = self._cues.has("duty", "handle", start=actor.end, end=min(stop, actor.end + _DEED))
        told = told and not any(token.text == "的" for token in self._doc[actor.end : stop])
        return Bearer(Subject.NAMED, actor) if opens or told else UNTOLD

    def _settled(self, verb: Cue, left: Stretch, sentence: Stretch) -> Bearer:
        """`Mức phí do Bộ Tài chính quy định.`: a deed at the end of its clause, on the thing before it."""
        stop = next((i for i in range(verb.end, sentence.end) if self._words[i] in COMMAS), sentence.end)
        deed = next(iter(self._cues.of("fixing", start=verb.end, end=min(stop, verb.end + _NAME))), None)
        thing = self.bearers.phrase(self.bearers.without_adverbs(left))
        if deed is None or left.start > sentence.start or thing.subject is not Subject.THING:
            return UNTOLD
        who = self.bearers.phrase(Stretch(verb.end, deed.start))
        ends = deed.end == stop or self._cues.at("break", deed.end) or self._cues.at("link", deed.end)
        breaks = self._cues.of("break", start=left.start, end=left.end)
        modifies = self._cues.has("condition", "submit", start=left.start, end=left.end) or any(
            not self._cues.at("governs", one.start) for one in breaks
        )
        named = who.subject is Subject.NAMED and ends and not modifies
        return Bearer(Subject.NAMED, who.stretch) if named else UNTOLD

    def _name(self, who: Stretch, verb: Cue, bearer: Bearer, clause: Stretch) -> str:
        """The bearer's words; of a pronoun those of who acts before it, else of the last bearer.

        Arabic: of a list of tasks without the preposition written with them (`للمركز المهمات الآتية:`).
        """
        if not who:
            dropped = bearer.subject is Subject.NAMED and not bearer.stretch and who.start == verb.start
            return self.antecedent if dropped else ""
        pronoun = self._cues.at("pronoun", who.start)
        if verb.role == "entitled" and self._cues.has("tasks", start=who.end, end=clause.end):
            return "ال" + self._printed(who).partition("لل")[2]
        if not pronoun or (self._found.heads is Heads.END and pronoun.end < who.end):
            self.antecedent = self.bearers.bare(who, self._printed(who))
            return self.antecedent
        before = self._cues.of("actor", start=clause.start, end=who.start)
        if before:
            longest = max((cue for cue in before if cue.start == before[0].start), key=lambda cue: cue.end)
            self.antecedent = self._printed(Stretch(longest.start, longest.end))
        return self.antecedent or self._printed(who)

    def _open(self, deed: Stretch) -> bool:
        if self._found.heads is Heads.END or not self._text.rstrip().endswith(COLON_ENDS):
            return False
        following = self._cues.of("following", start=deed.start, end=deed.end)
        if following and self._found.heads is Heads.AFTER:
            if self._cues.has("tasks", start=deed.start, end=deed.end):
                return True
            asked = self._cues.has("impersonal", end=deed.start) and not self._cues.has(
                "whoever", end=deed.start
            )
            asked = asked and following[-1].end == deed.end
            may = self._cues.has("entitled_same", end=deed.start)
            return asked or (following[0].start <= deed.start + 1 and not may)
        return not deed or bool(following and following[0].start == deed.start)
