"""Words of a language that writes links, prepositions and pronouns together with verbs and nouns (Arabic).

A verb is told by the list of those that legal texts use, in any person and gender of the imperfect and with
the link before it and the pronoun behind it; all letters and lists are in the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from ingest.facts.rules import FactRules, norm, rules

SHAPE: Final = "shape"
"""The class of a word that only looks like a verb."""
BINDING_VERBS: Final = {
    "agentive": "duty",
    "acting": "duty",
    "transitive": "duty_passive",
    "appointing": "duty_passive",
    SHAPE: "duty",
}
"""Roles of the verbs of a list that may tell a duty."""
_SINGULAR: Final = 4
"""Letters of a noun that ends by chance as those of several do (أمين)."""
_WORDS: Final = 1 << 14
"""Words of which the reading is kept: those of a long law."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in the imperfect."""

    kind: str
    """Its list in the table (`agentive`, `transitive`, `appointing`, `stative`, `penal`), or `SHAPE`."""
    linked: str
    """The link written before it, or nothing."""
    feminine: bool
    several: bool
    """Its form tells two or more, so that the subject stands before it."""
    pronoun: str
    """The object written behind it, or nothing."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What is written together with a noun, and what that tells of it."""

    linked: str
    preposition: str
    definite: bool
    bare: str
    """Without link, preposition and article."""
    feminine: bool | None
    """None where its form does not tell."""


class Morphology:
    """Reads words by one table."""

    def __init__(self, found: FactRules) -> None:
        table: Mapping[str, Any] = found.morphology
        self.links: tuple[str, ...] = tuple(table["links"])
        self._prepositions: tuple[str, ...] = tuple(table["prepositions"])
        self._contracted: Mapping[str, str] = table["contracted"]
        self.article: str = table["article"]
        self._future: str = table["future"]
        self._persons: Mapping[str, bool] = table["persons"]
        self._several: tuple[str, ...] = tuple(table["several"])
        self.pronouns: tuple[str, ...] = tuple(table["pronouns"])
        self._weak: Mapping[str, str] = table["weak"]
        self.apodosis: tuple[str, ...] = tuple(table["apodosis"])
        """Links that open what holds in a case."""
        self.entitling: str = table["entitling"]
        """The preposition that makes a noun the one who may."""
        self.whoever: str = table["whoever"]
        self._several_ends = (tuple(table["duals"]), tuple(table["plurals"]))
        self.relations: tuple[str, ...] = tuple(norm(one, found.language) for one in table["relations"])
        """Ends of adjectives of relation."""
        self.no_relations = _folded(table["no_relations"], found)
        """Verbal nouns that end so."""
        self._endings: tuple[str, ...] = tuple(table["no_pronouns"])
        self.alif: str = table["alif"]
        """The end of an indefinite word in the accusative."""
        self._accusative = re.compile(table["accusative"])
        self._broken = re.compile(table["broken"])
        self._language = found.language
        self._meant: Mapping[str, bool] = table["meant"]
        self._whole = _folded(found.cues.get("determiner", ()), found)
        self.heads = frozenset(
            norm(phrase, found.language).split()[0]
            for role in ("must", "must_not", "may", "ban", "agreed", "denial")
            for phrase in found.cues.get(role, ())
        )
        """First words of the phrases that bind."""
        self.natives = frozenset(
            norm(phrase, found.language).split()[0]
            for role in ("condition", "lead", "break")
            for phrase in found.cues.get(role, ())
        )
        """First words of the phrases that tell when, where and in which case."""
        self._feminine: tuple[str, ...] = tuple(table["feminine_endings"])
        self._either = _folded(table["either"], found)
        self._feminines = _folded(table["feminines"], found)
        self._stems = {
            norm(verb, found.language)[1:]: kind for kind, verbs in table["verbs"].items() for verb in verbs
        }
        self._shape = found.verbs
        self._weak_ends: Mapping[str, str] = table["passive_ends"]
        self._active = frozenset(
            norm(verb, found.language)[1:]
            for verbs in table["verbs"].values()
            for verb in verbs
            if verb.endswith(tuple(self._weak_ends.values()))
        )
        self._nouns = _folded(found.cues.get("no_verb", ()), found)
        self._known = _folded((*found.cues.get("actor", ()), *table["particles"]), found)
        self._bound: Mapping[str, str] = {
            norm(end, found.language): norm(other, found.language) for end, other in table["bound"].items()
        }
        self.verb = lru_cache(maxsize=_WORDS)(self._verb)
        self.noun = lru_cache(maxsize=_WORDS)(self._noun)
        self.pronoun = lru_cache(maxsize=_WORDS)(self._pronoun)

    @property
    def owner(self) -> str:
        """A pattern of folded words that may name who is entitled."""
        return rf"\b[{''.join(self.links)}]?{self.entitling}\w{{3}}"

    def folded_noun(self, word: str) -> Noun:
        """Of a word as printed."""
        return self.noun(norm(word, self._language))

    def whole(self, word: str) -> bool:
        """Whether a word as printed is a determiner (كل، أي)."""
        return self.every(norm(word, self._language))

    def every(self, word: str) -> bool:
        """Whether a folded word is a determiner."""
        return word in self._whole

    def feminine(self, pronoun: str | None) -> bool | None:
        """Whether a pronoun means a feminine noun; None where it may mean either."""
        return self._meant.get(pronoun or "")

    def contracted(self, noun: Noun) -> str:
        """Preposition and article in one, as they stand before a definite noun."""
        known = (one for one, told in self._contracted.items() if noun.definite and told == noun.preposition)
        return next(known, "")

    def bare(self, told: str, noun: Noun) -> str:
        """A name as printed that begins with a noun, without the link and a plain preposition before it."""
        told = told[len(noun.linked) :]
        return told[len(noun.preposition) :] if noun.preposition and not noun.definite else told

    def plain(self, told: str, noun: Noun) -> str:
        """Without a preposition that is one with the article too: `للبعثة` is told as `البعثة`."""
        told, contracted = self.bare(told, noun), self.contracted(noun)
        return self.article + told[len(contracted) :] if contracted else told

    def linked(self, word: str) -> bool:
        """Whether a link is written before a word that begins with none by itself."""
        return word.startswith(self.links) and norm(word, self._language) not in self.natives

    def passive(self, word: str) -> bool:
        """A verb of the list that is spelled as a passive (يؤدى, no يؤدي)."""
        bare = norm(word, self._language)
        stems = (bare[at + 1 :] for at, sign in enumerate(bare[:3]) if sign in self._persons)
        return word.endswith(tuple(self._weak_ends)) and any(stem in self._active for stem in stems)

    def accusative(self, word: str) -> bool:
        """An indefinite object, as printed; adverbs of the same form are no objects."""
        return self._accusative.fullmatch(word) is not None

    def several(self, noun: str) -> tuple[str, ...]:
        """The endings that a bare noun shares with its adjectives, where it is of two or more."""
        long = len(noun) > _SINGULAR
        return next((ends for ends in self._several_ends if long and noun.endswith(ends)), ())

    def broken(self, word: str) -> bool:
        """A plural that only looks like a verbal noun, as printed (أركان, no إعلان)."""
        return self._broken.fullmatch(word) is not None

    def _pronoun(self, word: str) -> str | None:
        """The pronoun behind a word as printed."""
        bare = norm(word, self._language)
        if word.endswith(self._endings):
            return None
        return next((one for one in self.pronouns if bare.endswith(one)), None)

    def without_pronoun(self, word: str) -> str:
        """A noun with the pronoun behind it taken away, in its own spelling."""
        for pronoun in self.pronouns:
            body = word[: len(word) - len(pronoun)]
            if word.endswith(pronoun) and len(body) > 2:
                return body[:-1] + self._bound.get(body[-1], body[-1])
        return word

    def _verb(self, word: str) -> Verb | None:
        """Of a folded word, or None where it is none."""
        if word in self._nouns:
            return None
        for link in ("", *self.links):
            if word.startswith(link):
                rest = word[len(link) :]
                for future in ("", self._future):
                    if rest.startswith(future) and (verb := self._imperfect(rest[len(future) :], link)):
                        return verb
        if self._shape and self._shape.fullmatch(word):
            link = next((one for one in self.links if word.startswith(one)), "")
            bare = word[len(link) :]
            if bare not in self._nouns:
                return Verb(SHAPE, link, self._persons.get(bare[:1], False), several=False, pronoun="")
        return None

    def _imperfect(self, word: str, link: str) -> Verb | None:
        feminine = self._persons.get(word[:1])
        if feminine is None or word in self._nouns:
            return None
        for stem, several, pronoun in self._stripped(word[1:]):
            if kind := self._stems.get(stem):
                return Verb(kind, link, feminine, several, pronoun)
        return None

    def _stripped(self, rest: str) -> Iterator[tuple[str, bool, str]]:
        """The stems that may be left when pronoun and ending are taken away."""
        for pronoun in ("", *self.pronouns):
            if not rest.endswith(pronoun) or len(rest) - len(pronoun) < 2:
                continue
            body = rest[: len(rest) - len(pronoun)]
            yield body, False, pronoun
            for ending, stem_end in self._weak.items():
                if pronoun and body.endswith(ending):
                    yield body[: -len(ending)] + stem_end, False, pronoun
            for ending in self._several:
                if body.endswith(ending):
                    bare = body[: -len(ending)]
                    yield bare, True, pronoun
                    for stem_end in self._weak.values():
                        yield bare + stem_end, True, pronoun

    def _noun(self, word: str) -> Noun:
        """Of a folded word, taken for a noun."""
        link = self._link(word)
        word = word[len(link) :]
        for contracted, preposition in self._contracted.items():
            if word.startswith(contracted) and word not in self._known:
                bare = word[len(contracted) :]
                bare = contracted[-1] + bare if contracted[-1] + bare in self._known else bare
                return Noun(link, preposition, True, bare, self._gender(bare))
        preposition = self._preposition(word)
        word = word[len(preposition) :]
        definite = word.startswith(self.article) and len(word) > len(self.article) + 1
        bare = word[len(self.article) :] if definite else word
        return Noun(link, preposition, definite, bare, self._gender(bare))

    def _link(self, word: str) -> str:
        """A link before a noun that is known, or before its article or preposition."""
        if word in self._known:
            return ""
        for link in self.links:
            rest = word[len(link) :]
            plain = rest.removeprefix(self._preposition(rest))
            opens = rest.startswith((self.article, *self._contracted)) or rest in self._known
            if word.startswith(link) and (opens or plain in self._known):
                return link
        return ""

    def _preposition(self, word: str) -> str:
        """One before a noun that is known, or before its article."""
        if word in self._known:
            return ""
        for one in self._prepositions:
            rest = word[len(one) :]
            if word.startswith(one) and (rest.startswith(self.article) or rest in self._known):
                return one
        return ""

    def _gender(self, bare: str) -> bool | None:
        if bare in self._either:
            return None
        return bare in self._feminines or bare.endswith(self._feminine)


def _folded(words: Any, found: FactRules) -> frozenset[str]:
    return frozenset(norm(word, found.language) for word in words)


@cache
def morphology(language: str) -> Morphology | None:
    """That of a language whose table tells it, else None."""
    found = rules(language)
    return Morphology(found) if found and found.morphology else None
