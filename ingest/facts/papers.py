"""Papers that somebody hands in: objects and subjects of verbs of handing in, applications."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COLONS, COMMAS, ENDS, Stretch, titled, trim, without_number
from ingest.facts.deadlines import BINDING
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads

_NEAR: Final = 30
"""Words behind a verb of handing in among which a paper is named."""
_AT_VERB: Final = 6
"""Words between such a verb, or who receives, and the paper's noun: adjectives and numbers."""
_RECIPIENT: Final = 14
"""Words behind such a verb among which who receives the paper is told before it."""
_WHO: Final = 3
"""Words behind such a verb among which who receives or hands in is named."""
_TAIL: Final = 10
"""Words behind a verb of handing in up to the colon: whom the papers go to, what they belong to."""
_ASIDE: Final = 14
"""Words between two commas behind a verb: when or how something is handed in."""
_PASSIVE: Final = ("passive", "future", "auxiliary")
"""Roles of what stands before the participle of a passive."""
_SAID: Final = ("must", "must_not", "may", "future", "auxiliary")
"""Roles of words that make a noun before them the subject of a clause of its own."""
_STOPS: Final = ("to", "within", "condition", "subordinate", "by")
"""Roles of words that end the phrase of a paper."""
_BETWEEN: Final = ("break", "to", "subordinate", "relative", "link", "must", "must_not", "may")
"""Roles of words that open another phrase between a verb and its object."""
_NEGATIONS: Final = ("deed_not", "must_not", "not_handed")
"""Roles of what tells before a verb that nothing is handed in."""
_SINCE: Final = ("之", "日")
"""Behind a paper: from the day on which it came (收到申请书[之日]起)."""
_LISTING: Final = frozenset("、")
_APART: Final = COMMAS | ENDS | _LISTING | COLONS
_BRACKETS: Final = frozenset("(（")
_SEMICOLONS: Final = frozenset(";；؛")
_STOP: Final = ENDS - _SEMICOLONS


class PaperReader:
    """Reads the papers that one doc tells."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._sentences: tuple[Stretch, ...] = doc._.sentences
        self._first = found.heads in {Heads.FIRST, Heads.AFTER} and not found.cases

    # --- verbs of handing in ---------------------------------------------------------------------

    def told(self) -> Iterator[Stretch]:
        """What is handed in, each stretch once and none within another."""
        end = 0
        told = (*self._subjects(), *self._objects(), *self._applications(), *self._enumerated())
        for one in sorted(told, key=lambda one: (one.start, -one.end)):
            if one.start >= end and not self._cues.has("no_paper", start=one.start, end=one.end):
                end = one.end
                yield one

    def _objects(self) -> Iterator[Stretch]:
        for verb in self._verbs():
            sentence = self._sentence(verb.start)
            if self._negated(verb):
                continue
            if self._found.heads is Heads.END:
                yield from self._topics(verb, sentence)
            else:
                yield from self._row(verb.end, sentence.end)

    def _verbs(self) -> list[Cue]:
        """Verbs of handing in; those of giving only where somebody asks for something."""
        asks = self._cues.has("apply", "procedural")
        return self._cues.of("submit", "give") if asks else self._cues.of("submit")

    def _row(self, start: int, most: int) -> Iterator[Stretch]:
        """The papers that follow a verb, joined by commas and links, the first behind who receives it."""
        most = min(most, start + _NEAR)
        readers = (self._paper, self._behind_recipient, self._behind_aside)
        paper = next(filter(None, (read(start, most) for read in readers)), None)
        while paper:
            begin = paper.start if self._first else self._start(start, paper.start)
            end = self._end(paper.end, most)
            if self._cues.has(*_SAID, start=begin, end=end):
                return
            yield Stretch(begin, end)
            start = self._next(end, most)
            paper = self._paper(start, most) if start > end else None

    def _paper(self, start: int, most: int) -> Cue | None:
        """The noun of a paper at a place: nothing but numbers, articles and adjectives before it."""
        for at in range(start, min(most, start + _AT_VERB + 1)):
            if cue := self._noun(at):
                return cue
            opens = any(self._cues.at(role, at) for role in _BETWEEN) and not self._plain(at)
            if opens or self._words[at] in _APART or (self._first and not self._plain(at)):
                return None
        return None

    def _behind_aside(self, start: int, most: int) -> Cue | None:
        """The paper behind what stands between two commas: `presentarán, en quince días, certificado`."""
        commas = [i for i in range(start, min(most, start + 2 * _ASIDE)) if self._words[i] in COMMAS][:2]
        if len(commas) < 2 or commas[1] - commas[0] > _ASIDE:
            return None
        told = self._cues.has("submit", start=start, end=commas[1])
        before = commas[0] == start or self._cues.has("to", "actor", "authority", start=start, end=commas[0])
        return self._paper(commas[1] + 1, most) if before and not told else None

    def _enumerated(self) -> Iterator[Stretch]:
        """What is named behind a colon in the same text, each behind a semicolon or a comma."""
        for colon in (i for i, word in enumerate(self._words) if word in COLONS):
            clause = Stretch(self._sentence(colon).start, colon)
            if self._lists(clause):
                yield from self._members(colon + 1)

    def _lists(self, clause: Stretch) -> bool:
        """Whether what stands before a colon asks for papers."""
        if self._cues.has("no_dossier", start=max(clause.start, clause.end - _TAIL), end=clause.end):
            return False
        asks = self._cues.of("submit", "give", "dossier", start=clause.start, end=clause.end)
        return bool(
            asks and ("consists" not in self._found.cues or self._cues.ending("consists", clause.end))
        )

    def _members(self, start: int) -> Iterator[Stretch]:
        """Up to the full stop; only where the first member is a paper."""
        stop = next((i for i in range(start, len(self._words)) if self._words[i] in _STOP), len(self._words))
        marks = _SEMICOLONS if any(self._words[i] in _SEMICOLONS for i in range(start, stop)) else COMMAS
        cuts = [start - 1, *(i for i in range(start, stop) if self._words[i] in marks), stop]
        for before, end in pairwise(cuts):
            begin = self._next(before + 1, end)
            paper = self._paper(begin, end)
            if paper is None and before == cuts[0]:
                return
            if paper:
                yield Stretch(paper.start if self._first else begin, self._end(paper.end, end))

    def _plain(self, at: int) -> bool:
        """A number, an article, an adjective, an adverb or a measure word."""
        if self._found.adverbs is not None and self._found.adverbs.fullmatch(self._doc[at].norm_):
            return True
        word = self._words[at]
        plain = any(self._cues.at(role, at) for role in ("determiner", "counter", "adjective", "adverb"))
        return plain or word in _BRACKETS or not (word[0].isalpha() or word in _APART)

    def _behind_recipient(self, start: int, most: int) -> Cue | None:
        """The paper behind who receives it or who hands it in: `remet au greffier une copie`."""
        who = ("actor", "authority", "recipient", *(("to",) if self._found.cases else ()))
        opens = any(self._cues.at(role, start) for role in ("to", "determiner", *who))
        acts = [cue for cue in self._cues.of(*who, start=start, end=most) if cue.start < start + _WHO]
        if not opens or not acts:
            return None
        start = max(cue.end for cue in acts if cue.start == acts[0].start) - 1
        for at in range(start + 1, min(most, start + _RECIPIENT)):
            if self._words[at] in _APART or self._cues.at("submit", at):
                return None
            if cue := self._cues.at("paper", at):
                before = self._cues.ending("determiner", at) or self._cues.ending("counter", at)
                return cue if before or self._found.cases or self._found.heads is Heads.AFTER else None
        return None

    def _start(self, least: int, start: int) -> int:
        """Up to the adjectives and the article before a noun."""
        while start > least and self._words[start - 1] not in _APART and not self._opening(start - 1):
            start -= 1
            if self._found.heads is Heads.LAST and self._cues.at("determiner", start):
                break
        return start

    def _opening(self, index: int) -> bool:
        closed = any(self._cues.ending(role, index + 1) for role in ("link", "to", "recipient"))
        return closed or self._cues.at("link", index) is not None

    def _next(self, end: int, most: int) -> int:
        """Behind a comma or link, and the preposition told again (`by the list and [by] a letter`)."""
        at = end
        while at < most and (self._words[at] in COMMAS | _LISTING or self._cues.at("link", at)):
            at += 1
        again = self._cues.at("by", at) if at > end else None
        return again.end if again else at

    def _end(self, start: int, most: int) -> int:
        end = start
        while end < most and self._words[end] not in _APART | _BRACKETS and not self._link(end):
            if any(self._cues.at(role, end) for role in _STOPS) and not self._cues.at("name_link", end):
                break
            if self._words[end : end + 2] == _SINCE:
                break
            apart = self._found.heads is Heads.AFTER and self._cues.at("break", end)
            if apart and not self._cues.at("paper", end + 1):
                break
            end += 1
        return max(end, start)

    def _link(self, index: int) -> bool:
        return bool(self._cues.at("link", index) or self._cues.ending("link", index + 1))

    def _negated(self, verb: Cue) -> bool:
        at = verb.start
        while not any(self._cues.ending(role, at) for role in _NEGATIONS):
            adverb = self._cues.ending("adverb", at)
            if adverb is None:
                return False
            at = adverb.start
        return True

    def _noun(self, at: int) -> Cue | None:
        """The noun of a paper, or of the application itself."""
        applies = None if self._cues.at("no_application", at) else self._cues.at("application", at)
        return self._cues.at("paper", at) or applies

    # --- applications ----------------------------------------------------------------------------

    def _applications(self) -> Iterator[Stretch]:
        """An application of which a sentence opens by telling what it says: `The request shall state …`."""
        for sentence in self._sentences:
            line = without_number(self._doc, trim(self._doc, sentence))
            article = self._cues.at("determiner", line.start)
            start = article.end if article else line.start
            noun = self._cues.at("application", start)
            if not line or noun is None or self._cues.at("no_application", start):
                continue
            stop = next((i for i in range(noun.end, line.end) if self._words[i] in _APART), line.end)
            says = self._cues.of("stating", start=noun.end, end=min(stop, noun.end + _RECIPIENT))
            if says:
                binds = self._cues.of(*BINDING, start=noun.end, end=says[0].end)
                yield trim(self._doc, Stretch(start, (binds or says)[0].start))

    # --- subjects --------------------------------------------------------------------------------

    def _subjects(self) -> Iterator[Stretch]:
        """What is handed in where it is the subject: `A certificate shall be submitted`."""
        for verb in self._cues.of("submit") if self._found.heads is not Heads.END else ():
            auxiliary = self._auxiliary(verb)
            if auxiliary is None:
                continue
            sentence = self._sentence(verb.start)
            binds = self._cues.of(*BINDING, start=sentence.start, end=auxiliary.end)
            end = (binds or [auxiliary])[-1].start
            clause = self._clause(Stretch(sentence.start, end), binds[:-1])
            paper = self._paper(clause.start, clause.end)
            if paper and not self._cues.has("relative", start=paper.end, end=clause.end):
                yield Stretch(paper.start if self._first else clause.start, max(clause.end, paper.end))

    def _auxiliary(self, verb: Cue) -> Cue | None:
        at = verb.start
        while at and (adverb := self._cues.ending("adverb", at)):
            at = adverb.start
        return next((cue for role in _PASSIVE if (cue := self._cues.ending(role, at))), None)

    def _clause(self, left: Stretch, binds: list[Cue]) -> Stretch:
        """The clause that ends a stretch: behind its last comma, and the last link behind another verb."""
        start = left.start
        for index in range(left.start, left.end):
            if self._words[index] in COMMAS | COLONS:
                start = index + 1
        for link in self._cues.of("link", start=max([start, *(cue.end for cue in binds[-1:])]), end=left.end):
            if binds and binds[-1].start >= left.start:
                start = max(start, link.end)
        return without_number(self._doc, trim(self._doc, Stretch(start, left.end)))

    # --- Chinese ---------------------------------------------------------------------------------

    def _topics(self, verb: Cue, sentence: Stretch) -> Iterator[Stretch]:
        """The nouns behind a Chinese verb, up to what ends their phrase: `提交申请书、护照复印件`."""
        if self._said_of_papers(verb, sentence):
            return
        end = 0
        for paper in self._cues.of("paper", start=verb.end, end=min(sentence.end, verb.end + _NEAR)):
            if paper.start >= end and self._handed(verb.end, paper):
                start = self._start(verb.end, paper.start)
                end = self._end(paper.end, sentence.end)
                yield Stretch(start, end)

    def _said_of_papers(self, verb: Cue, sentence: Stretch) -> bool:
        """The verb tells which papers (`所持护照`), or what is not to be handed in."""
        banned = self._cues.of("must_not", start=sentence.start, end=verb.start)[-1:]
        comma = any(self._words[i] in COMMAS for cue in banned for i in range(cue.end, verb.start))
        return (bool(banned) and not comma) or (verb.start > 0 and self._words[verb.start - 1] == "所")

    def _handed(self, start: int, paper: Cue) -> bool:
        """Nothing that opens another phrase or binds stands between the verb and the paper."""
        end = paper.start
        if self._cues.has("must", "must_not", "may", "to", "about", "following", start=start, end=end):
            return False
        stop = next(
            (i for i in range(paper.end, len(self._doc)) if self._words[i] in COMMAS | {"》"}), len(self._doc)
        )
        said = self._words[start] == "的" or self._doc[paper.end : paper.end + 1].text in {"的", "》"}
        return not (said or self._doc[stop - 1 : stop + 1].text.startswith("的") or titled(self._doc, start))

    def _sentence(self, index: int) -> Stretch:
        return next(s for s in self._sentences if s.start <= index < s.end)
