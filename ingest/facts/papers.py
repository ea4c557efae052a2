"""Papers that somebody hands in: objects and subjects of verbs of handing in, applications."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingest.facts.clauses import COLONS, COMMAS, ENDS, Stretch, titled, trim, without_number
from ingest.facts.deadlines import BINDING
from ingest.facts.paper_rows import APART, NEAR, RECIPIENT, PaperRows
from ingest.facts.pipeline import Cue
from ingest.facts.rules import Heads

_TAIL: Final = 10
"""Words behind a verb of handing in up to the colon: whom the papers go to, what they belong to."""
_PASSIVE: Final = ("passive", "future", "auxiliary")
"""Roles of what stands before the participle of a passive."""
_NEGATIONS: Final = ("deed_not", "must_not", "not_handed")
"""Roles of what tells before a verb that nothing is handed in."""
_SEMICOLONS: Final = frozenset(";；؛")
_STOP: Final = ENDS - _SEMICOLONS


class PaperReader(PaperRows):
    """Reads the papers that one doc tells."""

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
        verbs = self._cues.of("submit", "give") if asks else self._cues.of("submit")
        return verbs + [one for one in self._cues.of("made_of") if self._of_file(one)]

    def _of_file(self, verb: Cue) -> bool:
        """It tells what is in a file that opens its sentence: `Le dossier comprend`, `Hồ sơ gồm`."""
        line = without_number(self._doc, trim(self._doc, self._sentence(verb.start)))
        article = self._cues.at("determiner", line.start)
        file = self._cues.at("file", article.end if article else line.start)
        plain = COMMAS.isdisjoint(self._words[line.start : verb.start])
        asked = self._cues.has("apply", "application", "procedural", start=line.start, end=verb.start)
        return asked and file is not None and plain and verb.start >= file.end

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
            begin = self._next(self._behind_label(before + 1), end)
            paper = self._paper(begin, end)
            if paper is None and before == cuts[0]:
                return
            if paper:
                yield Stretch(paper.start if self._first else begin, self._end(paper.end, end))

    def _negated(self, verb: Cue) -> bool:
        at = verb.start
        while not any(self._cues.ending(role, at) for role in _NEGATIONS):
            adverb = self._cues.ending("adverb", at)
            if adverb is None:
                return False
            at = adverb.start
        return True

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
            stop = next((i for i in range(noun.end, line.end) if self._words[i] in APART), line.end)
            says = self._cues.of("stating", start=noun.end, end=min(stop, noun.end + RECIPIENT))
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
        for paper in self._cues.of("paper", start=verb.end, end=min(sentence.end, verb.end + NEAR)):
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
