"""Lines of a procedure: steps, time limits, fees, papers, competent bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc

from corpus.model import ItemKind, Modality, ProcedureItem, Provision, Span
from ingest.facts.bearers import BearerReader, Subject
from ingest.facts.clauses import COLON_ENDS, COMMAS, ENDS, Stretch, chunks, trim, without_number
from ingest.facts.deadlines import BINDING, Deadline
from ingest.facts.duties import Duty
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.quantities import PRINTED, Money, money
from ingest.facts.rules import FactRules, Heads

_NEAR: Final = 30
"""Words behind a verb of handing in among which a paper is named."""
_OPENING_DEED: Final = 5
"""Words of a deed among which its verb stands."""
_OPENING_DEED_HAN: Final = 12
"""The same in Chinese characters."""
_LONGEST_PAPER: Final = 220
"""Characters of a line that names a paper: a longer one tells more than its name."""
_OPENING_PAPER: Final = 5
"""Words at the start of a line among which the paper that it asks for is named."""
_DEEDS: Final = ("submit", "handle", "step", "duty", "within", "break", "adverb")
"""Roles of what stands behind the name of a body (Chinese)."""
_CHUNK_ENDS: Final = COMMAS | frozenset("》")
_TITLE: Final = 60
"""Characters of the title of a work before a word in it."""
_PASSIVE: Final = ("passive", "future", "auxiliary")
"""Roles of what stands before the participle of a passive."""
_SAID: Final = ("must", "must_not", "may", "future", "auxiliary")
"""Roles of words that make a noun before them the subject of a clause of its own."""
_BEFORE_VERB: Final = ("adverb", "passive", "future", "auxiliary", "object", "not")
"""Roles of what may stand before the verb of a deed."""
_LISTING: Final = frozenset("、")


class ItemReader:
    """Reads the lines that the own text of a provision tells."""

    def __init__(self, doc: Doc, node: Provision, found: FactRules) -> None:
        self._doc, self._node, self._found = doc, node, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._bearers = BearerReader(doc, found)
        self._sentences = doc._.sentences

    def items(
        self, limits: Sequence[Deadline], duties: Sequence[Duty], *, listing: bool
    ) -> list[ProcedureItem]:
        """In the order of the text; `listing`: the text above asks for papers, one a line."""
        read = [self._item(ItemKind.DEADLINE, Stretch(one.start, one.end), one.data) for one in limits]
        read += self._fees()
        read += [self._item(ItemKind.PAPER, one) for one in (self._listed() if listing else self._papers())]
        read += [self._item(ItemKind.BODY, one) for one in self._bodies(duties)]
        read += [self._item(ItemKind.STEP, one.clause) for one in duties if self._is_step(one)]
        return sorted(read, key=lambda item: (item.span or Span(0, 0)).start)

    def asks_for_papers(self) -> bool:
        """Whether the text ends in a colon behind which papers are listed."""
        if not self._node.text.rstrip().endswith(COLON_ENDS) or not self._sentences:
            return False
        last = self._sentences[-1]
        return self._cues.has("dossier", start=last.start, end=last.end)

    def tells_procedure(self) -> bool:
        """Whether somebody hands something in, or it is about what an authority grants."""
        return self._cues.has("submit", "apply", "procedural")

    def applies(self) -> bool:
        """Whether somebody asks for what an authority decides upon, so that deeds are steps."""
        return self._cues.has("apply")

    def _is_step(self, duty: Duty) -> bool:
        """A deed by which a matter goes on: handing in, examining, deciding, notifying, paying."""
        return duty.modality is not Modality.MUST_NOT and not duty.open and self._steps(duty)

    def _steps(self, duty: Duty) -> bool:
        """Whether the deed's first verb is that of a step; in other languages one near its start."""
        if self._found.heads not in {Heads.FIRST, Heads.LAST} or self._found.adverbs is None:
            return self._verb(duty, "step")
        at, end = duty.deed.start, duty.deed.end
        while at < end and self._cues.at("step", at) is None:
            before = next((cue for role in _BEFORE_VERB if (cue := self._cues.at(role, at))), None)
            adverb = self._found.adverbs.fullmatch(self._doc[at].norm_) or self._words[at] in COMMAS
            if before is None and not adverb:
                return False
            at = before.end if before else at + 1
        return at < end

    def _item(self, kind: ItemKind, stretch: Stretch, data: dict[str, str] | None = None) -> ProcedureItem:
        last = self._doc[stretch.end - 1]
        span = Span(self._doc[stretch.start].idx, last.idx + len(last.text))
        return ProcedureItem(self._node.eid, kind, self._node.text[span.start : span.end], data or {}, span)

    def _fees(self) -> Iterator[ProcedureItem]:
        """Sums in a sentence that tells of a fee, and of no punishment."""
        for one in money(self._doc, self._found):
            sentence = next(s for s in self._sentences if s.start <= one.start < s.end)
            told = self._cues.has("fee", start=sentence.start, end=sentence.end)
            if told and not self._cues.has("penalty", "no_fee", start=sentence.start, end=sentence.end):
                yield self._item(ItemKind.FEE, Stretch(one.start, one.end), self._fee_data(one))

    def _fee_data(self, one: Money) -> dict[str, str]:
        told = {"amount": str(one.amount)} if one.amount is not None else {}
        if one.currency != PRINTED:
            return {**told, "currency": one.currency}
        return {**told, "currency_printed": self._words[one.end - 1]}

    def _listed(self) -> Iterator[Stretch]:
        """A line of a list of papers: up to its first full stop or semicolon."""
        for sentence in self._sentences[:1]:
            line = trim(self._doc, sentence)
            length = self._doc[line.end - 1].idx - self._doc[line.start].idx if line else 0
            if line and length <= _LONGEST_PAPER and self._names_paper(line):
                yield line

    def _names_paper(self, line: Stretch) -> bool:
        """A paper's noun stands where the line's noun stands: at its start, in Chinese at its end."""
        if self._found.heads is Heads.END:
            return self._cues.has("paper", start=line.start, end=line.end)
        return self._cues.has("paper", start=line.start, end=min(line.end, line.start + _OPENING_PAPER))

    def _papers(self) -> Iterator[Stretch]:
        """What is handed in: nouns of papers behind a verb of handing in, up to what ends their phrase."""
        yield from self._subjects()
        end = 0
        for verb in self._cues.of("submit"):
            sentence = next(s for s in self._sentences if s.start <= verb.start < s.end)
            if self._said_of_papers(verb, sentence) or self._cues.ending("deed_not", verb.start):
                continue
            for paper in self._cues.of("paper", start=verb.end, end=min(sentence.end, verb.end + _NEAR)):
                if paper.start >= end and self._object(verb.end, paper):
                    start = self._start(verb.end, paper.start)
                    end = self._end(paper.end, sentence.end)
                    main = self._found.heads is not Heads.END and self._cues.has(*_SAID, start=start, end=end)
                    if not main and not self._cues.has("no_paper", start=start, end=end):
                        yield Stretch(start, end)

    def _subjects(self) -> Iterator[Stretch]:
        """What is handed in where it is the subject: `A certificate shall be submitted`."""
        for verb in self._cues.of("submit"):
            at = verb.start
            while at and (adverb := self._cues.ending("adverb", at)):
                at = adverb.start
            auxiliary = next((cue for role in _PASSIVE if (cue := self._cues.ending(role, at))), None)
            if auxiliary is None:
                continue
            sentence = next(s for s in self._sentences if s.start <= verb.start < s.end)
            binds = self._cues.of(*BINDING, start=sentence.start, end=auxiliary.end)[-1:]
            left = without_number(self._doc, Stretch(sentence.start, (binds or [auxiliary])[0].start))
            subject = (chunks(self._doc, left) or [left])[-1]
            head = self._bearers.short(subject) if subject else subject
            papers = self._cues.of("paper", start=subject.start, end=head.end)
            first = self._found.heads is Heads.FIRST
            if papers and (papers[0].start - subject.start <= 1 if first else papers[-1].end == head.end):
                yield Stretch(papers[0].start, subject.end) if first else subject

    def _said_of_papers(self, verb: Cue, sentence: Stretch) -> bool:
        """Chinese: the verb tells which papers (`所持护照`), or what is not to be handed in."""
        if self._found.heads is not Heads.END:
            return False
        banned = self._cues.of("must_not", start=sentence.start, end=verb.start)[-1:]
        comma = any(self._words[i] in COMMAS for cue in banned for i in range(cue.end, verb.start))
        return (bool(banned) and not comma) or (verb.start > 0 and self._words[verb.start - 1] == "所")

    def _object(self, start: int, paper: Cue) -> bool:
        """Nothing that opens another phrase or binds stands between the verb and the paper."""
        end = paper.start
        if self._cues.has("must", "must_not", "may", start=start, end=end):
            return False
        if self._found.heads is Heads.END:
            stop = self._stop(paper.end, len(self._doc))
            said = self._words[start] == "的" or self._doc[paper.end : paper.end + 1].text in {"的", "》"}
            said = said or self._doc[stop - 1 : stop + 1].text.startswith("的") or self._titled(start)
            return not said and not self._cues.has("to", "about", "following", start=start, end=end)
        return not self._cues.has("break", "to", "subordinate", "relative", start=start, end=end)

    def _start(self, least: int, start: int) -> int:
        if self._found.heads not in {Heads.LAST, Heads.END}:
            return start
        while start > least and self._words[start - 1] not in COMMAS | _LISTING and not self._link(start - 1):
            start -= 1
        return start

    def _link(self, index: int) -> bool:
        return bool(self._cues.at("link", index) or self._cues.ending("link", index + 1))

    def _end(self, start: int, most: int) -> int:
        end = start
        while end < most and self._words[end] not in COMMAS | ENDS | _LISTING and not self._link(end):
            if self._cues.at("to", end) or self._cues.at("within", end) or self._words[end] in "(（:：":
                break
            if self._found.heads is Heads.AFTER and self._cues.at("break", end):
                break
            end += 1
        return max(end, start)

    def _bodies(self, duties: Sequence[Duty]) -> Iterator[Stretch]:
        """Authorities to whom something is handed in, and those that decide upon it."""
        seen: set[int] = set()
        for one in (*self._receivers(), *(duty.who for duty in duties if self._decides(duty))):
            if one and one.start not in seen:
                seen.add(one.start)
                yield one if self._found.heads is Heads.END else self._bearers.name(one)

    def _receivers(self) -> Iterator[Stretch]:
        return self._passed() if self._found.heads is Heads.END else self._submitted()

    def _passed(self) -> Iterator[Stretch]:
        """Chinese: who something is handed to or decided by: `向主管部门提出`, `报国务院批准`."""
        for word in self._cues.of("receive"):
            sentence = next(s for s in self._sentences if s.start <= word.start < s.end)
            stop = self._stop(word.end, sentence.end)
            most = min(stop, word.end + _NEAR)
            ends = [cue.end for cue in self._cues.of("authority", start=word.end, end=most)]
            verbs = [end for end in ends if any(self._cues.at(role, end) for role in _DEEDS)]
            goal = word.end - word.start > 1 or self._cues.has(*_DEEDS[:3], start=word.end, end=stop)
            if ends and goal and not self._titled(word.start):
                yield Stretch(word.end, min(verbs, default=max(ends)))

    def _titled(self, index: int) -> bool:
        """Within the title of a work: 《关于提交报告的规定》."""
        before = self._doc[max(0, index - _TITLE) : index].text
        return before.rfind("《") > before.rfind("》")

    def _stop(self, start: int, end: int) -> int:
        """The end of the chunk, or of the title of a work (《》) in which it stands."""
        return next((i for i in range(start, end) if self._words[i] in _CHUNK_ENDS), end)

    def _submitted(self) -> Iterator[Stretch]:
        for verb in self._cues.of("submit"):
            sentence = next(s for s in self._sentences if s.start <= verb.start < s.end)
            for to in self._cues.of("to", start=sentence.start, end=sentence.end)[:3]:
                stop = next((i for i in range(to.end, sentence.end) if self._ends_phrase(i)), sentence.end)
                part = Stretch(to.end, stop)
                if part and self._is_authority(part):
                    yield part
            for named in self._cues.of("recipient", start=verb.end, end=min(sentence.end, verb.end + _NEAR))[
                :1
            ]:
                yield Stretch(named.start, self._names(named.end, sentence.end))
        for verb in self._cues.of("informing"):
            end = next(s.end for s in self._sentences if s.start <= verb.start < s.end)
            part = Stretch(verb.end, next((i for i in range(verb.end, end) if self._ends_phrase(i)), end))
            if part and self._cues.at("determiner", part.start) and self._is_authority(part):
                yield part

    def _names(self, start: int, most: int) -> int:
        """Russian: up to where the words with a capital end behind a noun (`Правительству Велории`)."""
        while start < most and self._words[start][0].isupper():
            start += 1
        return start

    def _ends_phrase(self, index: int) -> bool:
        if self._words[index] in COMMAS | ENDS:
            return True
        ending = self._found.heads is not Heads.END and self._cues.at("within", index)
        return bool(ending) or self._cues.at("subordinate", index) is not None

    def _is_authority(self, part: Stretch) -> bool:
        """Whether its head is the noun of an authority."""
        if self._found.heads is Heads.END:
            return self._cues.ending("authority", part.end) is not None
        phrase = self._bearers.phrase(part)
        short = self._bearers.short(part)
        return phrase.subject is Subject.NAMED and self._cues.has(
            "authority", start=part.start, end=max(short.end, part.start + 3)
        )

    def _decides(self, duty: Duty) -> bool:
        if not duty.who or not self._verb(duty, "handle"):
            return False
        return self._is_authority(duty.who)

    def _verb(self, duty: Duty, role: str) -> bool:
        deed = duty.deed
        words = _OPENING_DEED
        if self._found.heads is Heads.END:
            words = _NEAR if role == "step" else _OPENING_DEED_HAN
        start = deed.start
        if self._found.heads is Heads.AFTER:
            start = max(duty.clause.start, duty.who.start - 2)
        return bool(deed) and self._cues.has(role, start=start, end=min(deed.end, deed.start + words))
