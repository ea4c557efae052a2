"""Papers that stand in a row behind a verb or a colon: their nouns, where each begins and ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COLONS, COMMAS, ENDS, Stretch
from ingest.facts.morphology import morphology
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.rules import FactRules, Heads

NEAR: Final = 30
"""Words behind a verb of handing in among which a paper is named."""
_SAID_OF: Final = 8
"""Words behind a paper that may say more of it before the next one of its row."""
_AT_VERB: Final = 6
"""Words between such a verb, or who receives, and the paper's noun: adjectives and numbers."""
RECIPIENT: Final = 14
"""Words behind such a verb among which who receives the paper is told before it."""
_WHO: Final = 3
"""Words behind such a verb among which who receives or hands in is named."""
_ASIDE: Final = 14
"""Words between two commas behind a verb: when or how something is handed in."""
_SAID: Final = ("must", "must_not", "may", "future", "auxiliary")
"""Roles of words that make a noun before them the subject of a clause of its own."""
_STOPS: Final = ("to", "within", "condition", "subordinate", "by")
"""Roles of words that end the phrase of a paper."""
_BETWEEN: Final = ("break", "to", "subordinate", "relative", "link", "must", "must_not", "may")
"""Roles of words that open another phrase between a verb and its object."""
_SINCE: Final = ("之", "日")
"""Behind a paper: from the day on which it came (收到申请书[之日]起)."""
_QUALITIES: Final = 3
"""Words from an article to the noun of a paper (`the original certificate`)."""
_LABEL: Final = 4
"""Characters of a label are fewer."""
LISTING: Final = frozenset("、")
APART: Final = COMMAS | ENDS | LISTING | COLONS
_BRACKETS: Final = frozenset("(（")


class PaperRows:
    """Reads the rows of papers of one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._sentences: tuple[Stretch, ...] = doc._.sentences
        self._first = found.heads in {Heads.FIRST, Heads.AFTER} and not found.cases

    def _row(self, start: int, most: int) -> Iterator[Stretch]:
        """The papers that follow a verb, joined by commas and links, the first behind who receives it."""
        most = min(most, start + NEAR)
        readers = (self._paper, self._behind_recipient, self._behind_aside)
        paper = next(filter(None, (read(start, most) for read in readers)), None)
        if paper and self._cues.ending("attach", start) and self._asks(paper.start):
            # What is attached stands behind what it is attached to: `يرفق بالطلب جواز السفر`.
            papers = self._cues.of("paper", start=paper.end, end=most)
            paper = next((one for one in papers if not self._asks(one.start)), None)
        while paper:
            begin = paper.start if self._first else self._start(start, paper.start)
            end = self._end(paper.end, most)
            if self._cues.has(*_SAID, start=begin, end=end):
                return
            yield Stretch(begin, end)
            start, paper = self._further(end, most)

    def _further(self, end: int, most: int) -> tuple[int, Cue | None]:
        """The next paper of a row, also behind what is said of the one before (`valid for a year,`)."""
        start = self._next(end, most)
        paper = self._paper(start, most) if start > end or self.linked(end) else None
        for at in range(end, min(most, end + _SAID_OF)) if paper is None else ():
            if any(self._cues.at(role, at) for role in (*_SAID, "submit", "duty")) or self._words[at] in ENDS:
                break
            start = self._next(at, most)
            paper = self._paper(start, most) if start > at else None
            if paper:
                break
        return start, paper

    def _paper(self, start: int, most: int) -> Cue | None:
        """The noun of a paper at a place: nothing but numbers, articles and adjectives before it."""
        for at in range(start, min(most, start + _AT_VERB + 1)):
            if cue := self._noun(at):
                return cue
            opens = any(self._cues.at(role, at) for role in _BETWEEN) and not self._plain(at)
            if opens or self._words[at] in APART or (self._first and not self._plain(at)):
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

    def _asks(self, at: int) -> bool:
        return any(self._cues.at(role, at) for role in ("application", "apply"))

    def linked(self, at: int) -> bool:
        """A link is written before a word (Arabic `وصورة`)."""
        words = morphology(self._found.language)
        return words is not None and at < len(self._words) and words.linked(self._words[at])

    def _behind_label(self, at: int) -> int:
        """Behind the label of a member: `a) copie`, `(2) proof`."""
        at += self._words[at : at + 1] in (("(",), ("（",))
        short = len(self._words) > at + 2 and len(self._words[at]) < _LABEL
        return at + 2 if short and self._words[at + 1] in ")）" else at

    def _plain(self, at: int) -> bool:
        """A number, an article, an adjective, an adverb or a measure word."""
        if self._found.adverbs is not None and self._found.adverbs.fullmatch(self._doc[at].norm_):
            return True
        word = self._words[at]
        plain = any(self._cues.at(role, at) for role in ("determiner", "counter", "adjective", "adverb"))
        return plain or word in _BRACKETS or not (word[0].isalpha() or word in APART)

    def _behind_recipient(self, start: int, most: int) -> Cue | None:
        """The paper behind who receives it or who hands it in: `remet au greffier une copie`."""
        who = ("actor", "authority", "recipient", "application", *(("to",) if self._found.cases else ()))
        opens = any(self._cues.at(role, start) for role in ("to", "toward", "determiner", *who))
        acts = [cue for cue in self._cues.of(*who, start=start, end=most) if cue.start < start + _WHO]
        if not opens or not acts:
            return None
        start = max(cue.end for cue in acts if cue.start == acts[0].start) - 1
        if acts[0].role == "application":
            return self._paper(start + 1, most)
        for at in range(start + 1, min(most, start + RECIPIENT)):
            if self._words[at] in APART or self._cues.at("submit", at):
                return None
            if cue := self._cues.at("paper", at):
                if self._owned(at):
                    continue
                if self._cues.has("no_paper", start=at - _QUALITIES + 1, end=at):
                    return None
                before = any(self._counts(at - words) for words in range(_QUALITIES))
                return cue if before or self._found.cases or self._found.heads is Heads.AFTER else None
        return None

    def _owned(self, at: int) -> bool:
        """It is part of the name of who acts, a noun without an article: `طالب جواز السفر`."""
        words = morphology(self._found.language)
        if words is None or self._cues.ending("actor", at) is None:
            return False
        return not words.noun(self._doc[at - 1].norm_).definite

    def _counts(self, at: int) -> bool:
        """An article, a number or a measure word ends there."""
        article = self._cues.ending("determiner", at) or self._cues.ending("counter", at)
        return article is not None or self._words[at - 1].isdecimal()

    def _start(self, least: int, start: int) -> int:
        """Up to the adjectives and the article before a noun."""
        while start > least and self._words[start - 1] not in APART and not self._opening(start - 1):
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
        while at < most and (self._words[at] in COMMAS | LISTING or self._cues.at("link", at)):
            at += 1
        again = self._cues.at("by", at) if at > end else None
        return again.end if again else at

    def _end(self, start: int, most: int) -> int:
        end = start
        while end < most and self._words[end] not in APART | _BRACKETS and not self._link(end):
            if any(self._cues.at(role, end) for role in _STOPS) and not self._cues.at("name_link", end):
                break
            if self._words[end : end + 2] == _SINCE:
                break
            holds = self._cues.at("relative", end) and self._cues.at("made_of", end + 1)
            if holds or (self.linked(end) and self._cues.at("paper", end)):
                break
            apart = self._found.heads is Heads.AFTER and self._cues.at("break", end)
            if apart and not self._cues.at("paper", end + 1):
                break
            end += 1
        return max(end, start)

    def _link(self, index: int) -> bool:
        return bool(self._cues.at("link", index) or self._cues.ending("link", index + 1))

    def _noun(self, at: int) -> Cue | None:
        """The noun of a paper, or of the application itself."""
        applies = None if self._cues.at("no_application", at) else self._cues.at("application", at)
        return self._cues.at("paper", at) or applies
