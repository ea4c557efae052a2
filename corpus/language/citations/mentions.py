"""Which work a mention means, by what the text said before and by how it calls itself."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.language.citations.entries import Chain
from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import Path
from corpus.language.citations.lexicon import NOUN, Lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.pieces import Place, Work
from corpus.language.table import key

_NAME = 60
"""Characters before a mention in which it is given a name."""
_TERM = re.compile(r"[\W\d]*(?P<name>[^\W\d]{3,20}) ?: ?(?:(?:the|la|le|el) |l\')?", re.IGNORECASE)
_DEFINED = re.compile(r'"(?P<name>[^"]{2,40})" ?:(?: (?:the|la|le|el|l\'))? ?$', re.IGNORECASE)
FRONT = frozenset({"preamble", "preface", "cover"})
"""eIds of what stands before the text; a recital has one of its own."""
_CLAUSE = 60
"""Characters before a work in which it is said that this one takes its place."""
_ARTICLE = 8
"""Characters before a noun in which its article stands."""
_TITLE_GOES_ON = re.compile(r" [^\W\d_a-zß-ÿа-яё]")


class Mentions:
    """Reads what the works of one text name, and keeps in mind what they teach."""

    def __init__(self, flat: Flat, memory: Memory, words: Lexicon) -> None:
        self._flat, self._text, self._memory, self._words = flat, flat.text, memory, words

    def learn(self, mention: WorkMention, path: Path = ()) -> None:
        """Keep the work that is named, with the provision of it."""
        named = mention.named
        if named is not None:
            self._memory.learn(named, path)

    def learn_name(self, mention: WorkMention, work: Work) -> None:
        """The short name that follows a mention, or that it defines ("law": the Law of …)."""
        code = self._words.table.code
        called = self._words.called.match(self._text, work.end)
        given = _DEFINED.search(self._text[max(0, work.start - _NAME) : work.start])
        for found in (called, given, self._term_of(work)):
            if found is not None and mention.named is not None:
                name = key(found["name"], code)
                for article in ("the ", "la ", "le ", "l'", "el "):
                    name = name.removeprefix(article)
                self._memory.names[name.rstrip("》」』”")] = mention.named

    def _term_of(self, work: Work) -> re.Match[str] | None:
        """The noun that a line defines by the work (Law: the Law of Ports)."""
        line = max((at + 1 for at in self._flat.breaks if at < work.start), default=0)
        found = _TERM.fullmatch(self._text, line, work.start)
        kind = key(found["name"], self._words.table.code) if found else ""
        return found if found and work.mention.kind and kind.endswith(work.mention.kind) else None

    def of(self, work: Work) -> WorkMention:
        """The work as it is meant where it stands."""
        mention = work.mention
        if mention.naming is Naming.THIS and mention.kind in self._memory.approved:
            return replace(mention, naming=Naming.ANAPHORA, antecedent=self._memory.antecedent(mention.kind))
        if mention.naming is Naming.TITLE and work.only_after:
            name = key(mention.text, self._words.table.code).removeprefix("the ")
            return self._memory.names.get(name, mention)
        if mention.naming is Naming.TITLE and mention.kind in self._words.sole & self._memory.own:
            return replace(mention, naming=Naming.THIS)
        if mention.naming in {Naming.TITLE, Naming.NUMBER} and self._is_this(work):
            return replace(mention, naming=Naming.THIS, number="")
        if mention.naming is not Naming.ANAPHORA:
            return mention
        if work.only_after:
            return self._of_noun(work)
        return mention if self._is_of_any(work) else self._told_before(mention)

    def _told_before(self, mention: WorkMention) -> WorkMention:
        """With the work of this noun that was cited last."""
        return replace(mention, antecedent=self._memory.antecedent(mention.kind))

    def _is_of_any(self, work: Work) -> bool:
        """Whether it refers to any work of the kind: under any tax convention …, that convention prevails."""
        kind, code = work.mention.kind, self._words.table.code
        named = any(one.kind == kind for one in self._memory.here)
        if not kind or named or work.mention.text.rpartition(" ")[2][0].isupper():
            return False
        before = self._words.own.indefinite.finditer(self._text, 0, work.start)
        return any(key(found["kind"], code)[:NOUN] == kind for found in before)

    def _of_noun(self, work: Work) -> WorkMention:
        """The work that a noun means behind a provision; with another word, if the title begins so."""
        mention, code = work.mention, self._words.table.code
        name = key(self._text[work.start : work.end], code)
        told = " " not in name or not self._words.own.article.pattern
        if mention.kind in self._memory.own and (told or self._words.own.shortens(name, self._memory.title)):
            return replace(mention, naming=Naming.THIS)
        return replace(mention, antecedent=self._memory.meant(name.split(" ")[-1], mention.kind))

    def _is_this(self, work: Work) -> bool:
        """Whether it is named by the title of this work, which takes the place of no other of that title.

        Where the language has no words for that, only a line that defines a term is sure (Regulation: the
        Regulation of Ports); an older work of the same title is told by its number.
        """
        before = self._text[: work.start]
        if not self._is_own_title(work):
            return self._heads_own_title(work)
        if not self._words.own.superseded.pattern:
            return work.mention.naming is Naming.TITLE and before.rstrip().endswith(":")
        return not self._words.own.superseded.search(before[-_CLAUSE:])

    def _is_own_title(self, work: Work) -> bool:
        """Whether the title is that of this work, in full or cut short."""
        own, title, printed = self._words.own, self._memory.title, work.mention.text
        issued = own.issued.search(printed)
        name = key(printed[: issued.start()] if issued else printed, self._words.table.code)
        return own.is_title(name, title) or own.shortens(name, title)

    def _heads_own_title(self, work: Work) -> bool:
        """Whether the title of this work begins so: the Framework Agreement, of that on the Ports."""
        name = key(work.mention.text, self._words.table.code)
        told = work.mention.naming is Naming.TITLE and not work.only_after and " " in name
        before = self._text[max(0, work.start - _CLAUSE) : work.start]
        begins = told and self._memory.title.startswith(f"{name} ")
        return begins and not any(map(str.isdigit, name)) and not self._words.own.takes_place.search(before)

    def names_itself(self, work: Work) -> bool:
        """Whether the text tells how it is to be cited: This Act may be cited as the Ports Act 2030."""
        before = self._text[max(0, work.start - _CLAUSE) : work.start]
        return self._words.own.cited_as.search(before) is not None

    def names_a_work(self, work: Work) -> bool:
        """Whether a noun or short name that stands alone names a work."""
        if self._is_term(work):
            self._memory.terms.add(work.mention.kind)
            return False
        return self._is_definite(work.mention.kind) or self._is_alone(work)

    def _is_term(self, work: Work) -> bool:
        """Whether a noun at the head of a line is the term that the line defines."""
        heads = work.start == 0 or work.start - 1 in self._flat.breaks
        return heads and self._text[work.end :].lstrip().startswith(":")

    def _is_definite(self, kind: str) -> bool:
        """Whether a noun alone names another work: the Law, in the regulation that implements it."""
        own, terms = self._memory.own, self._memory.terms
        named = kind not in self._words.own.termed or kind in terms
        return named and kind not in own and not own.isdisjoint(self._words.definite.get(kind, ()))

    def is_own_title(self, chain: Chain, place: Place) -> bool:
        """Whether it begins a line of what stands before the text: the title or number of the work itself."""
        line = max((at + 1 for at in self._flat.breaks if at < chain.start), default=0)
        return place.eid in FRONT and not self._text[line : chain.start].strip(' "*#')

    def _is_alone(self, work: Work) -> bool:
        """Whether a noun alone is the name of a work cited before: the Covenant, in its Protocol."""
        kind, memory = work.mention.kind, self._memory
        cited = memory.cited if memory.own else memory.here
        if not kind or kind in memory.own or all(one.kind != kind for one in cited):
            return False
        found = self._words.alone.search(self._text[max(0, work.start - _ARTICLE) : work.end])
        if not found or _TITLE_GOES_ON.match(self._text, work.end):
            return False
        return found["noun"][0].isupper() or key(found["noun"], self._words.table.code) in memory.names
