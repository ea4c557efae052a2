"""The spaCy pipeline of one language: blank, its words found by the rule table, no trained model."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ingest.facts.clauses import sentences
from ingest.facts.morphology import BINDING_VERBS, morphology
from ingest.facts.rules import FactRules, norm, rules
from ingest.facts.tokens import LegalTokenizer

GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "modality": (
        *("must", "must_not", "may", "duty", "granted", "sanction", "ban", "not_deed", "noise", "auxiliary"),
        *("duty_passive", "future", "reflexive_duty", "entitled_same", "charges", "allows", "falls_to"),
        "open_to",
    ),
    "unit": (
        *("hour", "day", "working_day", "calendar_day", "week", "fortnight"),
        *("month", "quarter", "half_year", "year"),
    ),
}
"""Roles of which only the longest phrase at a place counts: `shall not` is no `shall`."""
_GROUP: Final = {role: name for name, roles in GROUPS.items() for role in roles}
NOUNS: Final = frozenset({"actor", "authority", "paper", "task", "attribute", "thing"})
"""Roles whose words bear prefixes (Arabic article and prepositions)."""
_MODAL: Final = frozenset({"must", "must_not", "may"})
"""Roles whose phrases an adverb may part."""
_NOW: Final = frozenset({"duty", "granted"})
"""Roles whose words tell what is to be done, not what was."""
_WORDS: Final = 1 << 14
"""Words of which is kept whether they are verbs, and their form: those of a long law."""
MOST_WORDS: Final = 1 << 19
"""Words that a pipeline meets before it is made anew, in a fifth of a second: spaCy forgets the words of a
document, but keeps the room that it gave them, 16 to 64 bytes each (a gigabyte for 2 GB of JSON Lines)."""
_UNACCENTED: Final = 12
"""Words of which one bears an accent in French and Spanish, as good as always."""
_ACCENT: Final = re.compile("[à-öø-ÿ]")
CURRENCY: Final = "currency:"
OFTEN: Final = "often:"
PERIOD: Final = "period:"
"""What the roles of a table of words by code begin with."""


class Cue(NamedTuple):
    """A phrase of the rule table in a doc: its role and its tokens, half-open.

    A tuple, for there are dozens in a sentence.
    """

    role: str
    start: int
    end: int


class Cues:
    """All cues of a doc, by role and in order."""

    def __init__(self, found: Iterable[Cue]) -> None:
        self._by_role: dict[str, list[Cue]] = {}
        self._at: dict[tuple[str, int], Cue] = {}
        self._ending: dict[tuple[str, int], Cue] = {}
        for cue in sorted(found, key=lambda cue: (cue.start, -cue.end)):
            self._by_role.setdefault(cue.role, []).append(cue)
            self._at.setdefault((cue.role, cue.start), cue)
            self._ending.setdefault((cue.role, cue.end), cue)

    def of(self, *roles: str, start: int = 0, end: int = 1 << 30) -> list[Cue]:
        """The cues of some roles that lie within the tokens, in order."""
        found = [
            c for role in roles for c in self._by_role.get(role, ()) if start <= c.start and c.end <= end
        ]
        return sorted(found, key=lambda cue: cue.start) if len(roles) > 1 else found

    def has(self, *roles: str, start: int = 0, end: int = 1 << 30) -> bool:
        """Whether there is one."""
        return any(
            start <= cue.start and cue.end <= end for role in roles for cue in self._by_role.get(role, ())
        )

    def at(self, role: str, start: int) -> Cue | None:
        """The longest cue of a role that begins at a token."""
        return self._at.get((role, start))

    def ending(self, role: str, end: int) -> Cue | None:
        """The longest cue of a role that ends before a token."""
        return self._ending.get((role, end))

    def roles(self, prefix: str) -> Iterator[str]:
        """The roles that begin so."""
        return (role for role in self._by_role if role.startswith(prefix))


Doc.set_extension("cues", default=None)
Doc.set_extension("sentences", default=())


@Language.component("treatybase_sentences")
def _sentences(doc: Doc) -> Doc:
    doc._.sentences = tuple(sentences(doc, doc.user_data["printed"]))
    return doc


@Language.factory("treatybase_cues")
def _cues(nlp: Language, name: str, language: str) -> CueFinder:
    found = rules(language)
    assert found is not None
    return CueFinder(nlp, found)


def folded(doc: Doc) -> tuple[str, ...]:
    """The folded words of a doc, told once."""
    words: tuple[str, ...] | None = doc.user_data.get("folded")
    if words is None:
        strings = doc.vocab.strings
        words = doc.user_data["folded"] = tuple(strings[one] for one in doc.to_array(NORM))
    return words


class CueFinder:
    """Marks the phrases of the rule table: `doc._.cues`."""

    def __init__(self, nlp: Language, found: FactRules) -> None:
        self._found = found
        self._matcher = PhraseMatcher(nlp.vocab, attr=NORM)
        for role, words in phrases(found).items():
            self._matcher.add(role, [nlp.tokenizer(phrase) for phrase in words])
        self._forms = [
            (r, form) for r, form in (("duty_passive", found.passives), ("duty", found.verbs)) if form
        ]
        self._no_verbs = frozenset(
            norm(word, found.language) for role in ("no_verb", "stative") for word in found.cues.get(role, ())
        )
        self._clitics = found.clitics
        self._morphology = morphology(found.language)
        self._role_of = lru_cache(maxsize=_WORDS)(self._role)
        self._passives = frozenset(norm(word, found.language) for word in found.cues.get("duty_passive", ()))
        nouns = [word for word in found.cues["actor"] if found.past and found.past.fullmatch(word)]
        self._accented = frozenset(norm(word, found.language) for word in nouns)
        self._negations = frozenset(norm(word, found.language) for word in found.cues.get("negation", ()))

    def __call__(self, doc: Doc) -> Doc:
        """Find them."""
        strings = doc.vocab.strings
        found = [Cue(strings[match], start, end) for match, start, end in self._matcher(doc)]
        doc.user_data["unaccented"] = self._is_unaccented(doc)
        if self._found.past and not doc.user_data["unaccented"]:
            found = [cue for cue in found if not self._unlike(cue, doc, self._found.past)]
        doc._.cues = Cues(_longest([*found, *self._verbs(doc), *self._futures(doc, found)]))
        return doc

    def _unlike(self, cue: Cue, doc: Doc, past: re.Pattern[str]) -> bool:
        """What its accent tells apart: no present (`délivré`), no noun of somebody (`assure`)."""
        if cue.role in _NOW:
            return past.fullmatch(doc[cue.end - 1].text) is not None
        word = doc[cue.start]
        noun = cue.role == "actor" and cue.end == cue.start + 1 and word.norm_ in self._accented
        return noun and past.fullmatch(word.text.lower()) is None

    def _is_unaccented(self, doc: Doc) -> bool:
        """A text that was printed without accents: by its words, or because so many bear none."""
        lost = self._found.unaccented
        if lost is None:
            return False
        text = doc.user_data["printed"].lower()
        return bool(lost.search(text)) or (len(doc) > _UNACCENTED and not _ACCENT.search(text))

    def _verbs(self, doc: Doc) -> Iterator[Cue]:
        """Verbs told by their form, each with the negation before it."""
        before = ""
        for index, word in enumerate(folded(doc) if self._forms else ()):
            if (role := self._role_of(word)) is not None:
                yield Cue(role, index - (before in self._negations), index + 1)
            before = word

    def _role(self, word: str) -> str | None:
        """The role that a word's form gives it."""
        if self._morphology:
            verb = self._morphology.verb(word)
            return BINDING_VERBS.get(verb.kind) if verb else None
        bare = word[1:] if word.startswith(self._clitics) else word
        if word in self._no_verbs or bare in self._no_verbs:
            return None
        if bare in self._passives:
            return "duty_passive"
        return next((role for role, form in self._forms if form.fullmatch(word)), None)

    def _futures(self, doc: Doc, found: list[Cue]) -> Iterator[Cue]:
        """Verbs in the future, as printed: `notificará`, with `no` and `se` before them."""
        lost = doc.user_data["unaccented"]
        form = (self._found.futures_unaccented if lost else None) or self._found.futures
        pronouns = {cue.start for cue in found if cue.role == "object"}
        reflexive = {cue.start for cue in found if cue.role == "reflexive"}
        nots = {cue.start for cue in found if cue.role == "not"}
        for token in doc if form else ():
            if form and form.fullmatch(token.text.lower()):
                start = token.i
                while start - 1 in pronouns:
                    start -= 1
                role = "reflexive_duty" if reflexive & {*range(start, token.i)} else "duty"
                yield Cue(role, start - (start - 1 in nots), token.i + 1)


def phrases(found: FactRules) -> dict[str, list[str]]:
    """Phrases by role, with the clitics that may be written before them; nouns with their prefixes too."""
    roles = {**found.cues, **{CURRENCY + iso: names for iso, names in found.currencies.items()}}
    roles |= {OFTEN + period: words for period, words in found.often.items()}
    roles |= {PERIOD + period: words for period, words in found.periods.items()}
    if found.entitling:
        roles["entitled"] = tuple(found.entitling + noun for noun in found.cues["actor"])
    return {
        role: [
            clitic + prefix + phrase
            for phrase in (*phrases, *_elided(phrases, found), *_parted(role, phrases, found))
            for prefix in ("", *(found.prefixes if role in NOUNS else ()))
            for clitic in ("", *found.clitics)
        ]
        for role, phrases in roles.items()
        if phrases
    }


def _parted(role: str, phrases: Iterable[str], found: FactRules) -> Iterator[str]:
    """Phrases that bind with an adverb within: `est [également] tenu de`."""
    for phrase in phrases if role in _MODAL else ():
        head, _, rest = phrase.partition(" ")
        if rest:
            yield from (f"{head} {adverb} {rest}" for adverb in found.cues.get("inserted", ()))


def _elided(phrases: Iterable[str], found: FactRules) -> Iterator[str]:
    """Phrases as they stand before a vowel: `a le droit d'` beside `a le droit de`."""
    for phrase in phrases:
        head, _, last = phrase.rpartition(" ")
        if head and last in found.elisions:
            yield f"{head} {found.elisions[last]}"


def _longest(found: list[Cue]) -> Iterator[Cue]:
    """Of the roles of one group, what no longer phrase covers; nothing that is part of an ordinary word."""
    grouped: dict[str, list[Cue]] = {}
    for cue in _whole(found):
        if cue.role in _GROUP:
            grouped.setdefault(_GROUP[cue.role], []).append(cue)
        else:
            yield cue
    for here in grouped.values():
        end = 0
        for cue in sorted(here, key=lambda cue: (cue.start, -cue.end)):
            if cue.start >= end:
                end = cue.end
                yield cue


def _whole(found: list[Cue]) -> Iterator[Cue]:
    """Cues that are no part of an ordinary word (当 in 适当)."""
    words = {i: word for word in found if word.role == "word" for i in range(word.start, word.end)}
    if not words:
        yield from found
        return
    for cue in found:
        word = words.get(cue.start) or words.get(cue.end - 1)
        inner = word and word.start <= cue.start and cue.end <= word.end
        if cue.role != "word" and not (word and inner and cue.end - cue.start < word.end - word.start):
            yield cue


_made: dict[str, Language] = {}


def pipeline(language: str) -> Language:
    """The pipeline of a language that has rules, for one document; made anew when it has met many words."""
    if language in _made and len(_made[language].vocab) > MOST_WORDS:
        del _made[language]
        gc.collect()  # its parts hold one another: left to itself, three or four would lie about
    if language not in _made:
        _made[language] = _make(language)
    return _made[language]


def _make(language: str) -> Language:
    nlp = spacy.blank("xx")
    # Of a word only its form is computed; the stub of spaCy's class lacks the attribute.
    vocabulary: Any = nlp.vocab
    # spaCy forgets the words of each document.
    vocabulary.lex_attr_getters = {NORM: lru_cache(_WORDS)(partial(norm, language=language))}
    nlp.tokenizer = LegalTokenizer(nlp.vocab)
    nlp.add_pipe("treatybase_sentences")
    nlp.add_pipe("treatybase_cues", config={"language": language})
    return nlp
