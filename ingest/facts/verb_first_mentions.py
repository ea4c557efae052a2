"""Who was named before, and is meant by a pronoun, a verb without a subject or `this State` (Arabic)."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import Stretch, printed
from ingest.facts.morphology import Morphology, Verb
from ingest.facts.pipeline import Cues
from ingest.facts.verb_first_names import NameReader

_POINTED: Final = 2
"""Words of a name that only points to one before (هذه الدولة)."""
Who = tuple[Stretch | None, str] | None
"""The words that name the bearer, if any, and his name; None where nobody is bound."""


class Mentions:
    """Keeps the names of one doc, in their order."""

    def __init__(self, doc: Doc, text: str, words: Morphology, names: NameReader, antecedent: str) -> None:
        self._doc, self._text, self._morphology, self._names = doc, text, words, names
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self.antecedent = antecedent
        """Who acted last, in his words."""
        self._topics = [antecedent] if antecedent else []

    def mention(self, name: Stretch) -> None:
        """Keep a name for those who stand for it, though he does not act here."""
        self._topics.append(self.plain(name))

    def known(self, name: Stretch) -> str:
        """The name, kept for those who stand for it."""
        self.antecedent = self._pointed(name) or self.plain(name)
        self._topics.append(self.antecedent)
        return self.antecedent

    def _pointed(self, name: Stretch) -> str | None:
        """Whom `this State` means: the only one named before by a name that has the noun in it."""
        if not self._cues.at("demonstrative", name.start) or name.end - name.start != _POINTED:
            return None
        noun = self._morphology.folded_noun(self._words[name.end - 1]).bare
        meant = set()
        for words in map(str.split, self._topics):
            starts = (at for at, one in enumerate(words) if self._morphology.folded_noun(one).bare == noun)
            meant |= {" ".join(words[at:]) for at in starts}
        return meant.pop() if len(meant) == 1 else None

    def plain(self, name: Stretch) -> str:
        """Without link and preposition: `للمحكمة` is told as `المحكمة`, `فيمن يحرس` as `من يحرس`."""
        told = printed(self._doc, self._text, name)
        first, inner = told.split()[0], self._morphology.whoever
        if self._cues.at("whoever", name.start) and first.endswith(inner):
            return told[len(first) - len(inner) :]
        return self._morphology.plain(told, self._names.noun(name.start))

    def _meant(self, pronoun: str | None, verb: Verb | None = None) -> Who:
        """Who was named last of those that a pronoun, or the gender of a verb, can mean."""
        feminine = verb.feminine if verb else self._morphology.feminine(pronoun)
        for name in reversed(self._topics):
            gender = self._gender(name)
            if gender is None or feminine is None or gender is feminine:
                self.antecedent = name
                return None, name
        return None

    def _several(self) -> Who:
        """Those named last who are two or more, of whom a verb in that form tells (فيحددان)."""
        for name in reversed(self._topics):
            if self._morphology.several(self._morphology.folded_noun(name.split()[0]).bare):
                return None, name
        return None

    def _gender(self, name: str) -> bool | None:
        first = next((word for word in name.split() if not self._morphology.whole(word)), name)
        return self._morphology.folded_noun(first).feminine
