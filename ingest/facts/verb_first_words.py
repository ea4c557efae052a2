"""What single words are behind a verb or a preposition (Arabic): deeds, openings, and what is put between."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import CLOSING, COMMAS, OPENING, Stretch
from ingest.facts.morphology import Morphology, Noun
from ingest.facts.pipeline import Cues, folded
from ingest.facts.rules import FactRules

_DASHES: Final = frozenset("-–—")
_NOTE: Final = 40
"""Words between two dashes or brackets."""
_FAR: Final = 30
"""Words behind the first of several names among which their deed stands."""
_ASIDE: Final = 16
"""Words behind a preposition that stand between a verb and who acts."""
_RELATION: Final = 5
"""Letters of a word with the article that is no adjective of relation whatever it ends in."""
_WITH: Final = "ب"
"""The preposition of what somebody is told or given."""
INDEFINITE: Final = 3
"""Letters of a word without the article that is no adjective of relation whatever it ends in."""


class WordReader:
    """Reads the words of one doc."""

    def __init__(self, doc: Doc, found: FactRules, words: Morphology) -> None:
        self._doc, self._found, self._morphology = doc, found, words
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self.norms = folded(doc)
        """The folded words."""

    def noun(self, at: int) -> Noun:
        """The word at a place, taken for a noun."""
        return self._morphology.noun(self.norms[at])

    def tasks(self, start: int, end: int) -> int | None:
        """Where `the following tasks [and powers]` begin among the last words before a place."""
        at = start
        while at < end and self._is("task", at):
            at += 1
        return start if at > start and at < end and self._is("next", at) else None

    def has_powers(self, start: int, end: int) -> bool:
        """Whether these words tell of powers that are listed below."""
        return any(self.tasks(at, end) is not None and self._is("power", at) for at in range(start, end))

    def has_tasks(self, start: int, end: int) -> bool:
        """Whether these words tell of tasks that are listed below."""
        return any(self.tasks(at, end) is not None for at in range(start, end))

    def is_deed(self, at: int) -> bool:
        """A verbal noun, or what opens a deed (أن)."""
        deeds = self._found.deeds
        if not deeds or at >= len(self._doc) or self._morphology.broken(self._words[at]):
            return False
        word = self.norms[at]
        told = deeds.fullmatch(word) or deeds.fullmatch(self._morphology.without_pronoun(word))
        return self._lists(at) or bool(told)

    def _lists(self, at: int) -> bool:
        """What stands here tells that deeds are listed below."""
        return self._is("following", at) or self.tasks(at, len(self._doc)) is not None

    def that(self, at: int) -> int | None:
        """Behind what opens the content of a duty: `that`, or `that not` before a verb (ألا, no إلا)."""
        if cue := self._cues.at("that", at):
            return cue.end
        cue = self._cues.at("that_not", at)
        follows = cue and cue.end < len(self._doc) and self._morphology.verb(self.norms[cue.end])
        return cue.end if cue and follows else None

    def behind_aside(self, at: int, end: int) -> int:
        """Behind adverbs and what is put between signs: `– إذا لزم الأمر –`."""
        moved = True
        while moved and at < end:
            start = at
            if cue := self._cues.at("adverb", at):
                at = cue.end
            elif self._words[at] in _DASHES or self._words[at] in OPENING:
                closing = _DASHES if self._words[at] in _DASHES else CLOSING
                stop = min(end, at + _NOTE)
                at = next((i + 1 for i in range(at + 1, stop) if self._words[i] in closing), at)
            moved = at > start
        return at

    def deed_for(self, at: int) -> bool:
        """A verbal noun behind a preposition written with it: `لتصديق الوثيقة`, `للحصول`."""
        deeds, word, noun = self._found.deeds, self.norms[at], self.noun(at)
        bare = noun.bare if noun.preposition else word[1:]
        return word[:1] == self._morphology.entitling and bool(deeds and deeds.fullmatch(bare))

    def is_given(self, at: int) -> bool:
        """A noun behind a preposition written with it, where whoever may is named (يسمح لأهل المتوفى)."""
        word = self.norms[at]
        native = any(self._is(role, at) for role in ("actor", "other", "thing")) or self.is_deed(at)
        return word.startswith(self._morphology.entitling) and len(word) > INDEFINITE and not native

    def _nominal_deed(self, at: int) -> bool:
        """A verbal noun with the article, not an adjective of relation."""
        deeds, word = self._found.deeds, self.norms[at]
        if self._morphology.broken(self._words[at]):
            return False
        relation = word.endswith(self._morphology.relations) and word not in self._morphology.no_relations
        return bool(deeds and deeds.fullmatch(word)) and not relation

    def accusative(self, at: int) -> bool:
        """An indefinite noun or adjective in the accusative: an object, or what something is."""
        return self._morphology.accusative(self._words[at])

    def pronoun(self, at: int) -> str | None:
        """The pronoun of a word that stands for who was named before (له، عليها)."""
        return self._morphology.pronoun(self._words[at])

    def _known(self, name: Stretch) -> bool:
        return self._cues.has("actor", start=name.start, end=name.end)

    def _follows(self, at: int) -> bool:
        """What opens the content of a duty, and the verb of it."""
        content = self.that(at)
        if self._is("break", at) or self._is("break", at - 1):
            return False
        return content is not None and self._morphology.verb(self.norms[content]) is not None

    def _says_more(self, at: int) -> bool:
        """What stands here tells more of the name before, or adds another."""
        aside = any(self._is(role, at) for role in ("break", "aside", "condition", "relative", "link"))
        word = self.noun(at)
        return bool(aside or word.linked or word.preposition or self._words[at] in COMMAS)

    def _ends(self, at: int) -> bool:
        return any(self._is(role, at) for role in ("relative", "break", "aside", "following"))

    def _relation(self, norm: str) -> bool:
        ends = len(norm) > _RELATION and norm.endswith(self._morphology.relations)
        return ends and norm not in self._morphology.no_relations

    def _clause_end(self, at: int, end: int) -> int:
        """Behind who is told by a clause (من يعين في الوظيفة): up to a deed, comma or list."""
        while at < end and self._words[at][0].isalnum():
            if self.that(at) or self._is("following", at) or self._is("condition", at):
                break
            at += 1
        return at

    def _deed_behind(self, at: int, end: int) -> bool:
        """Far behind a name of which more is told: `على الوزارات والمؤسسات التي يحددها الوزير أن`."""
        at = self.behind_aside(at, end)
        if at >= end or not self._says_more(at):
            return False
        stop = next((i for i in range(at, end) if self._is("following", i)), min(end, at + _NOTE))
        return any(
            self._follows(i) or (self.is_deed(i) and not self.noun(i).preposition and self._closes(i - 1))
            for i in range(at + 1, stop)
        )

    def _closes(self, at: int) -> bool:
        """A word that governs no noun behind it: definite, with a pronoun, or a sign."""
        plain = self.noun(at).definite or self.pronoun(at) is not None or not self._words[at][0].isalnum()
        return plain and not self._ends(at)

    def behind_details(self, at: int, end: int) -> int:
        """Behind what says more of a name, or in which case, before its deed."""
        at = self.behind_aside(at, end)
        if self.is_deed(at) or at >= end:
            return at
        several = self.noun(at).linked != "" or self._is("link", at)
        if not self._says_more(at):
            return at
        told = self._is("relative", at)
        stop = min(end, at + (_FAR if several else _ASIDE))
        opening = next(
            (i for i in range(at + 1, stop) if self.that(i) or self._opens_deed(i) or self._lists(i)), None
        )
        verbs = (
            opening is not None
            and not told
            and any(self._morphology.verb(self.norms[i]) for i in range(at, opening))
        )
        return at if opening is None or verbs else opening

    def _opens_deed(self, at: int) -> bool:
        """A verbal noun with the article that no preposition and no noun governs."""
        word, before = self.noun(at), self.noun(at - 1)
        if not (self._nominal_deed(at) if word.definite else self.is_deed(at)) or word.preposition:
            return False
        return before.definite and not self._is("break", at - 1) and not self.noun(at).linked

    def _is_governed(self, at: int, end: int) -> bool:
        """A noun with its genitive behind a preposition written with it: `بأسباب الرفض`, no verbal noun."""
        owned = at + 1 < end and self.noun(at + 1).definite
        return owned and self.norms[at][:1] == _WITH and not self.is_deed(at)

    def _continues(self, at: int) -> bool:
        """A further noun of several names, or its adjective: `المؤسسات والأعمال والمهن غير المالية`."""
        word = self.noun(at)
        return (word.definite and not word.preposition) or self._is("unlike", at)

    def _is_thing(self, at: int) -> bool:
        """A noun that never acts."""
        return self._is("other", at) or self._is("thing", at)

    def _is(self, role: str, at: int) -> bool:
        return self._cues.at(role, at) is not None
