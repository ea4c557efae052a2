"""Names of those who act behind a verb or a preposition (Arabic): a noun, its genitive and adjectives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingest.facts.clauses import Stretch
from ingest.facts.morphology import SHAPE, Noun, Verb
from ingest.facts.verb_first_words import INDEFINITE, WordReader

_FRONTED: Final = 5
"""Words of an object that stands before who acts (يتولى رئاسة المجلس نائب الرئيس)."""
_GENITIVES: Final = 6
"""Words behind a noun that may belong to its name."""
_FAR_GIVER: Final = 8
"""Words behind a passive among which `from` tells who acts."""
_BY: Final = 20
"""Words behind a passive among which who acts may be named."""


class NameReader(WordReader):
    """Reads the names in one doc."""

    def subject(self, at: int, verb: Verb) -> Stretch | None:
        """Who is named behind a verb as the one who does it: of its gender, and behind no preposition."""
        end = len(self._doc)
        at = self.behind_aside(at, end)
        if at >= end or verb.several or not self._words[at][0].isalnum():
            return None
        name = self._behind_object(at, end)
        name = name or self.phrase(at, end, free=verb.kind == "agentive", loose=not verb.linked)
        name = name or (self._with_object(at, end) if verb.kind == "transitive" else None)
        if name is None or (verb.kind in {SHAPE, "stative", "penal"} and not self._known(name)):
            return None
        if self._cues.at("determiner", at) or self._agrees(name.start, verb):
            return name
        return None

    def _behind_object(self, at: int, end: int) -> Stretch | None:
        """Who acts, named behind what he does (`يتولى رئاسة المجلس نائب الرئيس`)."""
        if not (self.is_deed(at) or self._is("thing", at)):
            return None
        for i in range(at + 1, min(end, at + _FRONTED)):
            word = self.noun(i)
            if not self._words[i][0].isalpha() or word.preposition or word.linked or self._ends(i):
                return None
            closed = self.noun(i - 1).definite or self._morphology.pronoun(self._words[i - 1]) is not None
            if closed and (self._is("actor", i) or self._is("determiner", i)):
                return self.phrase(i, end)
        return None

    def has_object(self, name: Stretch, end: int) -> bool:
        """What the deed is done to stands behind a name, so that the name tells who does it."""
        at, head = self.behind_aside(name.end, end), self.noun(name.start)
        if at < end and self._is("link", at):
            at += 2
        owned = name.end - name.start > 1
        while at < end and not self._is("actor", at) and self._adjective(head, at, owned=owned):
            at += 1
        last = next((i for i in range(at, end) if not self._words[i][0].isalnum()), end)
        if at >= last:
            return False
        word = self.noun(at)
        governed = word.preposition or self._is_governed(at, last)
        plain = not (governed or word.linked or self._ends(at) or self._is("by", at))
        plain = plain and not self._is("condition", at) and not self._is("oblique", at)
        return plain or any(self.accusative(i) for i in range(at, min(last, at + _GENITIVES)))

    def is_done(self, at: int, verb: Verb) -> bool:
        """What a passive of its gender is done to stands right behind it (`وتنشر القرارات في`)."""
        if at >= len(self._doc) or not self._words[at][0].isalpha() or self._is("break", at):
            return False
        word = self.noun(at)
        told = word.definite and not word.preposition and not self.accusative(at)
        return told and self._agrees(at, verb)

    def is_judged(self, name: Stretch, end: int) -> bool:
        """What somebody is held to be stands behind a name (يعد الموظف مستقيلا)."""
        at = name.end
        if at >= end:
            return False
        if self._is("out_of", at) or self._is("out_of", at + 1):
            return True
        formed = self._found.participle.fullmatch(self.norms[at].removesuffix(self._morphology.alif))
        return self._is("unlike", at) or (self.accusative(at) and formed is not None)

    def _with_object(self, at: int, end: int) -> Stretch | None:
        """A definite noun that is no known name, but behind which the object of its deed stands."""
        name = self.phrase(at, end, free=True)
        if name is None or not self.noun(at).definite or name.end - name.start > 1:
            return None
        behind, word = name.end, self._words[name.end] if name.end < end else ""
        if not word[:1].isalpha() or self.noun(behind).linked or self._is("adverb", behind):
            return None
        owned = self._morphology.pronoun(word) is not None and not self._is("break", behind)
        return name if owned or self.is_deed(behind) or self._morphology.accusative(word) else None

    def _agrees(self, at: int, verb: Verb) -> bool:
        feminine = self.noun(at).feminine
        return feminine is None or feminine is verb.feminine

    def phrase(
        self, start: int, end: int, *, free: bool = False, loose: bool = False, attached: bool = False
    ) -> Stretch | None:
        """A name at a place; `free`: any definite noun may be one; `attached`: with a preposition."""
        at = start
        whoever = self._cues.at("whoever", start)
        if whoever and whoever.end < end and not self.noun(whoever.end).definite:
            return Stretch(start, self._clause_end(whoever.end, end))
        if attached and self._morphology.every(self.noun(at).bare) and not self._is("actor", at):
            at += 1
        while at < end and (cue := self._cues.at("determiner", at)) and not self._is("actor", at):
            at = cue.end
        if at >= end or not self._words[at][0].isalnum():
            return None
        if not attached and self.noun(at).preposition:
            return None
        head = self._head(at, free=free, loose=free and (loose or at > start), attached=attached)
        if head is None:
            return None
        every = at > start or self._is("determiner", at)
        each = every and not self.noun(head - 1).definite
        grown = self._of_several(head, end) if each else self._grown(at, head, end)
        if grown == end or not self._words[grown][0].isalnum():
            least = head
            while not self.noun(at).definite and least < grown and not self.noun(least).definite:
                least += 1
            least += not self.noun(at).definite
            while least < grown and self._surely(self.noun(at), least, attached=attached):
                least += 1
            grown = min(grown, least)
        return Stretch(start, self._behind_tail(grown, end))

    def _of_several(self, head: int, end: int) -> int:
        """Behind of whom one is meant: `كل عضو من أعضاء المجلس`."""
        inner = head + 1
        if inner >= end or not self._is("from_deed", head) or not self._is("actor", inner):
            return head
        behind = self._head(inner, free=False, loose=False, attached=False)
        return self._grown(inner, behind, end) if behind else head

    def _behind_tail(self, at: int, end: int) -> int:
        """Behind what says whom a name means: `ذات العلاقة`, `المرخص لها`, `المشار إليه`."""
        while at + 1 < end:
            told = any(self._is(role, at + 1) for role in ("oblique", "own", "burdened"))
            passive = self.noun(at).definite and self._found.participle.fullmatch(self.noun(at).bare)
            if not ((told and passive) or (self._is("having", at) and self.noun(at + 1).definite)):
                break
            at += 2
        return at

    def _head(self, at: int, *, free: bool, loose: bool, attached: bool) -> int | None:
        """Behind the noun of who acts, or None where it is none."""
        word = self.norms[at]
        if self._is_thing(at):
            return None
        if cue := self._cues.at("actor", at):
            task = self._is("task_noun", at) and not (self.noun(at).definite or attached)
            return None if task else cue.end
        persons = self._found.persons
        if persons and persons.fullmatch(word):
            return at + 1
        plain = (
            free
            and not self.is_deed(at)
            and not self.deed_for(at)
            and not self._is("break", at)
            and word.isalpha()
        )
        proper = self.noun(at).definite and not self._nominal_deed(at)
        construct = (
            at + 1 < len(self._doc)
            and self.noun(at + 1).definite
            and not self.noun(at + 1).preposition
            and not self.noun(at + 1).linked
        )
        return (
            at + 1
            if plain and (proper or construct or loose) and self._morphology.verb(word) is None
            else None
        )

    def _grown(self, first: int, at: int, end: int) -> int:
        """Up to the last word of the name: the genitive of an indefinite noun, adjectives, further names."""
        head, most = self.noun(first), min(end, at + _GENITIVES)
        owned = any(self.noun(i).definite for i in range(first + 1, at))
        while at < most and self._words[at][0].isalpha() and not self._ends(at):
            word, norm = self.noun(at), self.norms[at]
            if self._is("other", at) and (owned or head.definite):
                break
            if word.preposition:
                break
            if word.linked and self._is("actor", at):
                head, owned, most = word, False, min(end, at + 1 + _GENITIVES)
            elif word.linked:
                if not (word.definite and self._relation(norm)):
                    break
            elif word.definite:
                genitive = not head.definite and not owned
                if not (genitive or self._adjective(head, at, owned=owned)):
                    break
                owned = True
            elif head.definite or owned or not self._chained(head, at, end):
                break
            at += 1
        return at

    def _chained(self, head: Noun, at: int, end: int) -> bool:
        """An indefinite word of a name: who acts, or one whose genitive follows (طالب جواز السفر)."""
        if self._is("actor", at) or self._indefinite(head, at):
            return True
        if self.is_deed(at):
            return False
        following = self.noun(at + 1) if at + 1 < end and self._words[at + 1][0].isalpha() else None
        owned = following and following.definite and not (following.preposition or following.linked)
        return bool(owned) and self._morphology.verb(self.norms[at]) is None and not self.accusative(at)

    def _surely(self, head: Noun, at: int, *, attached: bool) -> bool:
        """An adjective, no object: behind a verb only one of relation is told from a noun."""
        related = self._relation(self.norms[at]) or (not head.definite and self._indefinite(head, at))
        return related or (attached and self._adjective(head, at, owned=False))

    def _indefinite(self, head: Noun, at: int) -> bool:
        """An adjective of relation behind an indefinite masculine noun: `موظف قنصلي`."""
        word = self.norms[at]
        related = len(word) > INDEFINITE and word.endswith(self._morphology.relations[-1])
        return related and head.feminine is not True and self._morphology.verb(word) is None

    def _adjective(self, head: Noun, at: int, *, owned: bool) -> bool:
        """An adjective by its form; it has the number and gender of a definite noun."""
        word, norm = self.noun(at), self.norms[at]
        if self._is("actor", at) and not self._is("attribute", at):
            return False
        if ends := self._morphology.several(head.bare):
            return norm.endswith(ends)
        form = self._found.participle.fullmatch(word.bare) is not None or self._relation(norm)
        # The adjective of a broken plural is feminine: الخطوط الجوية.
        broken = word.feminine is True and self._relation(norm)
        agrees = owned or broken or None in {head.feminine, word.feminine} or head.feminine == word.feminine
        return form and agrees and not self._nominal_deed(at)

    def before_deed(self, start: int, end: int) -> Iterator[Stretch]:
        """The name behind a preposition (or written with it), where a deed follows: at most one."""
        attached = self.noun(start).preposition != ""
        name = self.phrase(start, end, free=False, attached=True)
        if name is None and not attached:
            name = self.phrase(start, end, free=True)
        deeds, noun = self._found.deeds, self.noun(start)
        deed = deeds is not None and deeds.fullmatch(noun.bare) is not None
        if name is None and attached and noun.definite and not deed and not self._is_thing(start):
            name = Stretch(start, self._grown(start, start + 1, end))
        if name is None:
            return
        if self._is("whoever", name.start) or self._is("whoever", start):
            for stop in range(name.start + 2, name.end):
                if self._nominal_deed(stop):
                    yield Stretch(name.start, stop)
                    return
        at = self.behind_details(name.end, end)
        if attached and not self._known(name) and at > self.behind_aside(name.end, end):
            return
        if all(self._continues(i) for i in range(name.end, at)):
            name = Stretch(name.start, at)
        if self.is_deed(at) or self.that(at) is not None or self._deed_behind(name.end, end):
            yield name

    def giver(self, head: int, end: int) -> Stretch | None:
        """From whom comes what a passive tells that he makes: `يقدم طلب الترخيص من المالك`."""
        if not self._is("issues", head):
            return None
        for at in range(head + 1, min(end, head + _FAR_GIVER)):
            if not self._words[at][0].isalpha() or self._is("relative", at) or self.that(at):
                return None
            if self._is("from_deed", at):
                return self.phrase(at + 1, end)
        return None

    def agent(self, start: int, end: int) -> Stretch | None:
        """Who does what a passive tells: `بقرار من الوزير`, `من قبل اللجنة`."""
        stop = min(end, start + _BY)
        for by in self._cues.of("by", start=start, end=stop):
            inner = range(start, by.start)
            if any(self._is("relative", i) or self._is("exception", i) or self.that(i) for i in inner):
                return None
            if any(self._morphology.verb(self.norms[i]) for i in inner):
                return None
            name = self.phrase(by.end, end)
            if name is not None:
                return name
        return None
