"""Phrases before a verb: where their nouns, articles and modifiers end, and what no name is."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COMMAS, Stretch, trim
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules, Heads

_QUOTES: Final = frozenset('"“„«')
"""Signs that open what somebody says."""


class PhraseReader:
    """Reads the parts of the phrases of one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc = doc
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._found = found
        self._heads = found.heads
        self._cases = found.cases

    def without_adverbs(self, part: Stretch) -> Stretch:
        """Without adverbs and commas at both ends."""
        part = trim(self._doc, part)
        changed = True
        while changed and part:
            changed = False
            for role in ("adverb", "lead"):
                head = self._cues.at(role, part.start)
                if head and head.end <= part.end and not self._is("determiner", part.start):
                    part, changed = trim(self._doc, Stretch(head.end, part.end)), True
            tail = self._cues.ending("adverb", part.end)
            if tail and tail.start >= part.start and part:
                part, changed = trim(self._doc, Stretch(part.start, tail.start)), True
        return part

    def participle(self, index: int) -> bool:
        """A Russian adjective or participle in the nominative, told by its ending."""
        word = self._doc[index].norm_
        return len(word) > 4 and word.endswith(
            ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ийся", "иеся", "аяся", "ееся")
        )

    def object_at(self, part: Stretch) -> int:
        """Where an article stands that nothing opens, so that a verb ends the name: `le comité reçoit [les]`.

        The end of the phrase where there is none.
        """
        if self._heads is not Heads.FIRST or "article" not in self._found.cues:
            return part.end
        clause = (i for i in range(part.start, part.end) if self._is("relative", i) or self._words[i] in "(:")
        start = self._behind_determiners(part) + 1
        opens = (i for i in range(start, next(clause, part.end)) if self._is("article", i))
        return next((i for i in opens if not self._opened(i)), part.end)

    def _up_to_verb(self, part: Stretch) -> Stretch:
        """Up to a verb that its form tells: `Los titulares de un pasaporte [entrarán]`."""
        form = self._found.finite
        if form is None or self._cues.has("relative", start=part.start, end=part.end):
            return part
        verbs = (i for i in range(part.start + 1, part.end) if form.fullmatch(self._words[i]))
        return trim(self._doc, Stretch(part.start, next(verbs, part.end)))

    def _says(self, part: Stretch) -> bool:
        """A quotation opens within: `a person who asks is told “we`."""
        opening = [i for i in range(part.start + 1, part.end) if self._words[i][0] in _QUOTES]
        closed = opening and any(self._words[i][0] in '"”“»' for i in range(opening[-1] + 1, part.end))
        return bool(opening) and not closed

    def _unsound(self, part: Stretch) -> bool:
        """What no name is: a quotation that goes on, half a parenthesis, a clause about a noun."""
        words = self._words[part.start : part.end]
        return words.count("(") != words.count(")") or self._says(part) or self._within_relative(part)

    def _opened(self, at: int) -> bool:
        """An article that belongs to the name: `de la`, `toutes les`, `d'obtenir le`, `le plus`."""
        roles = ("break", "link", "determiner", "name_link", "by", "to", "condition", "opens_noun")
        before, form = self._words[at - 1], self._found.infinitive
        infinitive = form is not None and form.fullmatch(before) and self._is("break", at - 2)
        verbal = self._is_modifier(at - 1) or infinitive
        known = any(self._cues.ending(one, at) for one in roles) or self._is("superlative", at)
        return before in COMMAS or verbal or known

    def _within_relative(self, part: Stretch) -> bool:
        """The verb is that of a clause about the noun: `la persona a cuya instancia`."""
        at = part.end - 2
        governed = at > part.start and self._is("relative", at) and self._is("break", at - 1)
        return governed and not self._is("determiner", at)

    def _plain(self, start: int, end: int) -> bool:
        """Nothing but adjectives between two tokens; words with a capital are a name (`Foreign Office`)."""
        title = self._found.adverbs is not None and end < len(self._words) and self._words[end][0].isupper()
        return start <= end and all(
            self._is("adjective", i)
            or self._is("determiner", i)
            or self.participle(i)
            or (self._cases and self._is("link", i))
            or (title and self._words[i][0].isupper())
            for i in range(start, end)
        )

    def _behind_determiners(self, part: Stretch) -> int:
        start = part.start
        while start < part.end and (cue := self._cues.at("determiner", start)):
            if self._cues.at("actor", start) and not self._more(start + 1, part.end):
                break
            start = cue.end
        return min(start, part.end - 1) if start >= part.end else start

    def _more(self, start: int, end: int) -> bool:
        return start < end and not self._is("break", start)

    def _group_end(self, part: Stretch) -> int:
        """Up to the first word that ends the phrase."""
        for index in range(part.start + 1, part.end):
            if self._is("break", index) or self._is("relative", index) or self._words[index] in "(（)）":
                return index
            if self._modifies(index):
                return index
        return part.end

    def _modifies(self, index: int) -> bool:
        """A participle behind the noun of somebody who acts: `the Party adopting the measure`."""
        return self._is_modifier(index) and self._cues.ending("actor", index) is not None

    def _is_modifier(self, index: int) -> bool:
        form = self._found.modifiers
        return bool(form and form.fullmatch(self._words[index].lower()))

    def _is(self, role: str, index: int) -> bool:
        return self._cues.at(role, index) is not None
