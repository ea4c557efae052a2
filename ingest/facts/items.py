"""Lines of a procedure: steps, time limits, fees, papers, competent bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Final

from spacy.tokens import Doc

from corpus.model import ItemKind, Modality, ProcedureItem, Provision, Span
from ingest.facts.bodies import BodyReader
from ingest.facts.clauses import COLONS, COMMAS, Stretch
from ingest.facts.deadlines import Deadline
from ingest.facts.duties import Duty
from ingest.facts.evidence import Line, Sign
from ingest.facts.morphology import morphology
from ingest.facts.paper_lists import PaperLists
from ingest.facts.papers import PaperReader
from ingest.facts.pipeline import Cues
from ingest.facts.quantities import PRINTED, Money, money
from ingest.facts.rules import FactRules, Heads, norm, rules

_MARK: Final = re.compile(r"\s?\[\d{1,3}\]")
"""The mark of a footnote, which is no part of a line."""
_ENDINGS: Final = re.compile("(?:ами|ями|ого|ему|ому|[аеиоуыюя][хмй]|[аеийоуыьюя])$")
"""Case endings of Russian, without which names are compared,"""
_ARTICLE: Final = "ال"
"""and the Arabic article."""
_OPENING_DEED: Final = 5
"""Words of a deed among which its verb stands."""
_OPENING_DEED_HAN: Final = 30
"""The same in Chinese characters."""
_MATTERS: Final = ("apply", "application", "paper", "procedural", "dossier", "fee")
"""Roles of words that name a request, a paper, what is granted or what is paid."""
_ASIDE: Final = 16
"""Words between two commas before the verb of a deed."""
_BEFORE_VERB: Final = ("adverb", "passive", "future", "auxiliary", "object", "not")
"""Roles of what may stand before the verb of a deed."""


class ItemReader:
    """Reads the lines that the own text of a provision tells."""

    def __init__(self, doc: Doc, node: Provision, found: FactRules) -> None:
        self._doc, self._node, self._found = doc, node, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._sentences: tuple[Stretch, ...] = doc._.sentences
        self._papers, self._bodies = PaperReader(doc, found), BodyReader(doc, found)
        self._lists = PaperLists(doc, found)
        self._papers_here: list[Stretch] | None = None

    def lines(
        self, limits: Sequence[Deadline], duties: Sequence[Duty], *, listing: bool, charging: bool = False
    ) -> list[Line]:
        """In the order of the text, which may list papers (`listing`) or fees (`charging`), one a line."""
        steps = [one for one in duties if self._is_step(one)]
        read = [self._line(ItemKind.DEADLINE, Stretch(one.start, one.end), one.data) for one in limits]
        read += self._fees(charging=charging)
        read += [
            self._line(ItemKind.PAPER, one, listed=listing)
            for one in self._handed(listing=listing)
            if not self._is_issued(one, duties)
        ]
        read += [self._body(one) for one in self._bodies.bodies(duties, steps)]
        read += [self._step(one) for one in steps]
        return sorted(read, key=lambda line: (line.item.span or Span(0, 0)).start)

    def signs(self, duties: Sequence[Duty], *, listing: bool) -> Iterator[Sign]:
        """The signs of a procedure in the text."""
        if self._bodies.answers(duties):
            yield Sign.ANSWERED
        if any(self._cues.ending("must_not", cue.start) is None for cue in self._cues.of("apply")):
            yield Sign.ASKED
        if self._handed(listing=listing):
            yield Sign.HANDED
        if self._bodies.receivers:
            yield Sign.RECEIVED
        if self._cues.has("procedural"):
            yield Sign.GRANTED

    def _handed(self, *, listing: bool) -> list[Stretch]:
        if self._papers_here is None:
            listed = list(self._lists.listed()) if listing else []
            self._papers_here = listed or list(self._papers.told())
        return self._papers_here

    def names_paper(self, duty: Duty, *, listing: bool) -> bool:
        """Whether a clause stands in a line of a list of papers: it says more of the paper."""
        listed = self._handed(listing=True) if listing else []
        return any(one.start <= duty.clause.start < one.end for one in listed)

    @cached_property
    def _sums(self) -> list[Money]:
        return money(self._doc, self._found)

    def asks_for_papers(self) -> bool:
        """Whether the text ends in a colon behind which papers are listed."""
        return self._lists.opens(self._node.text)

    def punishes(self) -> bool:
        """Whether it tells of a punishment."""
        return self._cues.has("penalty", "sanction")

    def is_final(self) -> bool:
        """Whether it tells how a treaty is entered, kept, changed or left."""
        return self._cues.has("final")

    def charges(self) -> bool:
        """Whether it tells of a fee."""
        return self._cues.has("fee") and not self._cues.has("penalty", "no_fee", "sanction")

    def _is_step(self, duty: Duty) -> bool:
        """A deed by which a matter goes on: handing in, examining, deciding, notifying, paying."""
        if duty.modality is Modality.MUST_NOT or duty.open or self._tells_lines(duty):
            return False
        punishes = self._cues.has("sanction", "no_step", start=duty.clause.start, end=duty.clause.end)
        return not (punishes or self._is_form(duty) or self._between_states(duty)) and self._steps(duty)

    def _tells_lines(self, duty: Duty) -> bool:
        """Its papers, or what is paid, stand for themselves: `The applicant shall produce:`."""
        start, end = duty.clause.start, duty.clause.end
        receives = any(start <= who.start < end for who in self._bodies.receivers)
        if (
            self._found.heads is not Heads.END
            and not receives
            and end < len(self._words)
            and self._words[end] in COLONS
        ):
            return True
        paid = not duty.bearer and self._cues.has("fee", start=start, end=end)
        return paid and any(start <= one.start < end for one in self._sums)

    def _between_states(self, duty: Duty) -> bool:
        """What States do with each other is none, unless one asks the other (`the requested Party shall`)."""
        who = duty.who
        asks = self._cues.has("apply", start=who.start, end=who.end)
        party = self._cues.has("party", start=who.start, end=who.end)
        return party and not (asks or self._bodies.is_authority(who))

    def _is_form(self, duty: Duty) -> bool:
        """What a paper must tell, or how a deed is done (`Việc nộp hồ sơ được …`), is no deed itself."""
        stating = self._cues.has("stating", start=duty.deed.start, end=duty.deed.start + _OPENING_DEED)
        return stating or self._cues.at("nominalizer", duty.clause.start) is not None

    def _steps(self, duty: Duty) -> bool:
        """Whether the deed's first verb is that of a step; in other languages one near its start."""
        if self._found.heads not in {Heads.FIRST, Heads.LAST} or self._found.adverbs is None:
            return self._near(duty)
        at, end = duty.deed.start, duty.deed.end
        while at < end and self._cues.at("step", at) is None:
            if behind := self._behind_aside(at, end):
                at = behind
                continue
            before = next((cue for role in _BEFORE_VERB if (cue := self._cues.at(role, at))), None)
            adverb = self._found.adverbs.fullmatch(self._doc[at].norm_) or self._words[at] in COMMAS
            if before is None and not adverb:
                return False
            at = before.end if before else at + 1
        return at < end

    def _behind_aside(self, at: int, end: int) -> int | None:
        """A limit between two commas before the verb: `may, within ten days, lodge`."""
        if self._cues.at("within", at) is None:
            return None
        commas = (i for i in range(at, min(end, at + _ASIDE)) if self._words[i] in COMMAS)
        return next((i + 1 for i in commas), None)

    def _near(self, duty: Duty) -> bool:
        """Whether a verb of a step stands near the start of a deed; in Arabic, near who acts."""
        words = _OPENING_DEED_HAN if self._found.heads is Heads.END else _OPENING_DEED
        return duty.begins_with("step", self._cues, words, verb_first=self._found.heads is Heads.AFTER)

    def _is_issued(self, paper: Stretch, duties: Sequence[Duty]) -> bool:
        """What an authority hands to somebody is no paper of who asks; what it hands on to another is one."""
        return self._found.heads is not Heads.END and any(
            one.deed.start <= paper.start < one.deed.end
            and self._bodies.is_authority(one.who)
            and not any(one.deed.start <= who.start < one.deed.end for who in self._bodies.receivers)
            for one in duties
        )

    def _line(
        self, kind: ItemKind, stretch: Stretch, data: dict[str, str] | None = None, *, listed: bool = False
    ) -> Line:
        last = self._doc[stretch.end - 1]
        linked = kind is ItemKind.PAPER and self._papers.linked(stretch.start)
        span = Span(self._doc[stretch.start].idx + linked, last.idx + len(last.text))
        text = _MARK.sub("", self._node.text[span.start : span.end])
        item = ProcedureItem(self._node.eid, kind, text, data or {}, span)
        return Line(item, self._bare(text), self._is_firm(kind, stretch), listed)

    def _step(self, duty: Duty) -> Line:
        """A deed of an authority belongs to the procedure whatever it names (`The Board shall decide`)."""
        line = self._line(ItemKind.STEP, duty.clause)
        return replace(line, firm=line.firm or self._bodies.is_authority(duty.who))

    def _is_firm(self, kind: ItemKind, stretch: Stretch) -> bool:
        """A clause, or the sentence that names a body, tells of a request, a paper or what is granted."""
        if kind is ItemKind.BODY:
            stretch = next(s for s in self._sentences if s.start <= stretch.start < s.end)
        return self._cues.has(*_MATTERS, start=stretch.start, end=stretch.end)

    def _bare(self, name: str) -> str:
        """A name without its articles and cases, between blanks: no part of a word is its name."""
        words = norm(name, self._found.language).split()
        while len(words) > 1 and words[0] in _determiners(self._found.language):
            words = words[1:]
        if self._found.heads is Heads.END:
            return "".join(words)
        return f" {' '.join(self._stem(word) for word in words)} "

    def _stem(self, word: str) -> str:
        if self._found.cases:
            return _ENDINGS.sub("", word)
        return word.removeprefix(_ARTICLE) if self._found.heads is Heads.AFTER else word

    def _body(self, name: Stretch) -> Line:
        """A body, without the preposition that is written together with its name (`[لل]بعثة`)."""
        line, words = self._line(ItemKind.BODY, name), morphology(self._found.language)
        noun = words.noun(self._doc[name.start].norm_) if words else None
        if not (words and noun):
            return line
        text = words.plain(line.item.text, noun)
        return replace(line, item=replace(line.item, text=text), name=self._bare(text))

    def _fees(self, *, charging: bool) -> Iterator[Line]:
        """What is free; sums in a sentence that tells of a fee, or below one, and of no punishment."""
        end = 0
        for cue in self._cues.of("free"):
            if cue.start >= end and not self._cues.at("no_free", cue.start):
                end = cue.end
                yield self._line(ItemKind.FEE, Stretch(cue.start, cue.end), {"amount": "0"})
        for one in self._sums:
            sentence = next(s for s in self._sentences if s.start <= one.start < s.end)
            told = charging or self._cues.has("fee", start=sentence.start, end=sentence.end)
            if told and not self._cues.has("penalty", "no_fee", start=sentence.start, end=sentence.end):
                yield self._line(ItemKind.FEE, Stretch(one.start, one.end), self._fee_data(one))

    def _fee_data(self, one: Money) -> dict[str, str]:
        told = {"amount": str(one.amount)} if one.amount is not None else {}
        if one.currency != PRINTED:
            return {**told, "currency": one.currency}
        return {**told, "currency_printed": self._words[one.end - 1]}


@cache
def _determiners(language: str) -> frozenset[str]:
    found = rules(language)
    assert found is not None
    return frozenset(norm(word, language) for word in found.cues.get("determiner", ()))
