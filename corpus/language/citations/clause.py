"""A chain of provisions where it stands: what its clause, its place and the chains before it tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.language.citations.amending import Amendment, inserted_into, is_amended, outer_of
from corpus.language.citations.entries import Chain, Entry
from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import ARTICLE, RANK, Path, joined, last_at
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.mentions import FRONT, Mentions
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.pieces import Place, Work
from corpus.language.table import key

_WINDOW = 160
"""Characters before a citation in which a possessive stands."""
_ARTICLE = 8
"""Characters before a citation in which the word stands that leads to it."""
_CLAUSE = 40
"""Characters before a citation in which the verb of its clause stands."""
_STOPS = frozenset('.;:"')
"""What parts a provision from the one named before it."""


@dataclass(frozen=True)
class Clause:
    """What is seen of the chain at `index`; each sign is looked for once, when a rule asks for it.

    `place` is where the text stands; `marked`: the chain stands within quotation marks or in quoted text.
    """

    flat: Flat
    chains: Sequence[Chain]
    index: int
    place: Place
    marked: bool
    memory: Memory
    mentions: Mentions
    words: Lexicon

    @cached_property
    def chain(self) -> Chain:
        """The chain itself."""
        return self.chains[self.index]

    @cached_property
    def here(self) -> Place:
        """Where the chain stands, as its line tells."""
        return self.place.at(self.chain.start)

    @cached_property
    def mention(self) -> WorkMention | None:
        """The work that is named, as it is meant."""
        return self.mentions.of(self.chain.work) if self.chain.work else None

    @property
    def is_own(self) -> bool:
        """Whether no other work is named."""
        return self.mention is None or self.mention.naming is Naming.THIS

    @property
    def is_made_here(self) -> bool:
        """Whether it is made under this work, which was there before it: the regulation of this Law.

        That of a work named right before it is cited with that: the Law of Ports and its regulation.
        """
        if self.chain.work is None or not self.chain.work.made_under:
            return False
        maker = self._previous.work if self._previous else None
        if maker is None or maker.only_after or self._between.strip():
            return True
        return self.mentions.of(maker).naming is Naming.THIS

    @property
    def is_open(self) -> bool:
        """Whether none of the provisions is told by where it stands (this article)."""
        return not any(entry.closed for entry in self.chain.entries)

    @property
    def names_article(self) -> bool:
        """Whether an article is named; not a paragraph or annex alone."""
        return any(one.levels == (ARTICLE,) for entry in self.chain.entries for one in entry.path)

    @property
    def is_below_article(self) -> bool:
        """Whether only parts of articles are named."""
        return all(entry.path and entry.path[0].outermost > RANK[ARTICLE] for entry in self.chain.entries)

    @cached_property
    def is_beyond(self) -> bool:
        """Whether it names an article behind the last one of this work."""
        firsts = [entry.path[0] for entry in self.chain.entries if entry.path]
        numbers = [re.match(r"\d+", one.number) for one in firsts if one.levels == (ARTICLE,)]
        last = self.memory.outline.last
        alike = bool(last) and len(numbers) == len(firsts)
        return alike and any(number and int(number[0]) > last for number in numbers)

    @property
    def is_in_front(self) -> bool:
        """Whether a recital names articles alone: those of this work have not begun."""
        return self.place.eid.partition("__")[0] in FRONT and self.names_article

    @property
    def is_governed(self) -> bool:
        """Whether words follow that name another work, unknown here (article 5 of what binds the buyer)."""
        found = self.words.governed.match(self.flat.text, self.chain.end)
        if found is None:
            return False
        noun = key(found[0], self.words.table.code).split(" ")[-1]
        return not self.words.own.has_noun(self.memory.title, noun)

    @cached_property
    def amendment(self) -> Amendment | None:
        """What is being amended where the chain stands."""
        amendment = self.memory.amendment
        return amendment.at(self.flat.place(self.chain.start)) if amendment is not None else None

    @cached_property
    def quoted(self) -> bool:
        """Whether it is quoted from another work; a note on this one may quote its own text."""
        return self.marked and not self.memory.quotes_itself

    @property
    def promised(self) -> bool:
        """Whether new text comes next (is amended as follows: …)."""
        return self.amendment is not None and self.amendment.promised

    @property
    def is_new_text(self) -> bool:
        """Whether it stands in new text; that was promised is enough where no marks need enclose it."""
        return self.quoted or (self.promised and not self.words.quotes)

    @property
    def is_amended_noun(self) -> bool:
        """Whether its noun alone means the amended work, said in new text of that: "1. The Agreement …"."""
        work, amendment = self.chain.work, self.amendment
        if work is None or amendment is None or not work.only_after or not self.is_new_text:
            return False
        return amendment.work.kind == work.mention.kind

    @cached_property
    def is_amended(self) -> bool:
        """Whether the clause says that what it names is amended: Article 5 is repealed."""
        return self.is_open and self._is_changed and not self._is_noted

    @property
    def _is_changed(self) -> bool:
        return is_amended(self.flat.text, self.chain, self.words) or self._heads_changes

    @property
    def _heads_changes(self) -> bool:
        """Whether a line of an amendment tells the place of the changes below it (In Article 5: a) …).

        So does one that begins an amendment: In Article 7 of the Refugees Act: …
        """
        of_changes = not self.is_own if self.chain.work else self.promised
        if not of_changes or self.flat.text[self.chain.end :].lstrip()[:1] != ":":
            return False
        return self.words.inside_after.search(self._before(_ARTICLE)) is not None

    @property
    def _is_noted(self) -> bool:
        """Whether a note tells how this work was amended: no work is named, and none is being amended."""
        if not self.words.noted or self.chain.work is not None or self.amendment is not None:
            return False
        return not self._is_added_by_note or "." in self._between

    @property
    def _is_added_by_note(self) -> bool:
        """Whether the other work named before is said to be amended, by what has a number here."""
        before = self._previous
        if before is None or before.work is None or before.work.mention.naming is Naming.THIS:
            return False
        numbered = any(one.number for entry in self.chain.entries for one in entry.path)
        return numbered and not before.entries and is_amended(self.flat.text, before, self.words)

    @cached_property
    def is_changed_now(self) -> bool:
        """Whether it is amended here; a text that cited no other work may say how it may come to be."""
        return self.is_amended and not self._is_foreseen

    @property
    def _is_foreseen(self) -> bool:
        """Whether only a possible amendment of its own parts is told (Annex I may be amended by …)."""
        text, end, modal = self.flat.text, self.chain.end, self.words.modal
        if self.memory.here or self.words.promise.match(text, end):
            return False
        return bool(modal.search(self._before(_CLAUSE)) or modal.match(text, end))

    @cached_property
    def into(self) -> Chain | None:
        """What the chain is added to: points p and q are inserted after | point o of Article 4."""
        asks = self.is_amended and not self.is_its
        return inserted_into(self.flat.text, self.chains, self.index) if asks else None

    @cached_property
    def entries(self) -> list[Entry]:
        """The provisions, within what they are added to."""
        into, entries = self.into, self.chain.entries
        if into is None:
            return entries
        return [replace(one, path=joined(outer_of(into, one.path), one.path)) for one in entries]

    def is_added_to(self, amendment: Amendment) -> bool:
        """Whether a part is added to the provision named just before, by another word than that.

        Часть 2 дополнить | пунктом 5: point 5 of paragraph 2, though a пункт may be a paragraph.
        """
        path, before = self.chain.entries[0].path, self._previous
        if before is None or not amendment.path or not path:
            return False
        outer, inner = amendment.path[-1], path[0]
        told = amendment.since == self.flat.place(before.end) and not _STOPS & set(self._between)
        deeper = outer.levels != inner.levels and outer.innermost < inner.innermost
        return told and deeper and outer.levels[0] == inner.levels[0] == "para"

    @cached_property
    def is_its(self) -> bool:
        """Whether a possessive refers to a work just cited: Vu la loi …, et notamment son article 6."""
        said = self._possessive
        latest = self._latest if said else None
        if said is None or (latest is not None and self.mentions.of(latest).naming is Naming.THIS):
            return False
        if not self.memory.here:
            return latest is not None
        noun = self.memory.here[0].text.split(" ")[0]
        return "feminine" not in said.re.groupindex or noun.endswith("ه") == bool(said["feminine"])

    @property
    def _possessive(self) -> re.Match[str] | None:
        """The word that says whose: before the chain, behind it, in it, or between it and a work."""
        text, words, start, end = self.flat.text, self.words, self.chain.start, self.chain.end
        return (
            words.its.search(self._before(_WINDOW))
            or words.its_after.match(text, end)
            or words.its_within.search(text, start, end)
            or words.excepting.fullmatch(text, self._previous.end if self._previous else start, start)
        )

    @property
    def _latest(self) -> Work | None:
        """The work named last before the chain."""
        for chain in reversed(self.chains[: self.index]):
            work = chain.work
            if work is None or (work.made_under and not chain.entries):
                continue
            if chain.entries or not work.only_after or self.mentions.names_a_work(work):
                return work
        return None

    @property
    def is_inside_last(self) -> bool:
        """Whether its clause said in which article: In section 4 of the Ports Act, | in subsection (2)."""
        before = self._previous
        if before is None or before.work is None or not before.entries or _STOPS & set(self._between):
            return False
        ahead = self.flat.text[max(0, before.start - _ARTICLE) : before.start]
        return self.is_below_article and self.words.inside_after.search(ahead) is not None

    @property
    def is_of_last_named(self) -> bool:
        """Whether a possessive refers to the article here named just before: … paragraph 3 thereof."""
        told = self.memory.told
        if self._previous is None or self.memory.here or not told or self.chain.work:
            return False
        behind = self.words.its_after.match(self.flat.text, self.chain.end)
        return behind is not None and self.is_below_article and not _STOPS & set(self._between)

    @property
    def said_before(self) -> Path:
        """The paragraph whose points the sentence named before (前款第一项…,第二项); else empty."""
        before, told = self._previous, self.memory.told
        if not self.words.outer_first or before is None or before.work is not None or not told:
            return ()
        mention, path = told[0]
        own = last_at(path, ("para",))
        return () if "。" in self._between or mention.naming is not Naming.THIS or path == own else own

    @property
    def _previous(self) -> Chain | None:
        return self.chains[self.index - 1] if self.index else None

    @property
    def _between(self) -> str:
        """The text between the chain before and this one."""
        before = self._previous
        return self.flat.text[before.end : self.chain.start] if before else ""

    def _before(self, length: int) -> str:
        """So many characters before the chain."""
        return self.flat.text[max(0, self.chain.start - length) : self.chain.start]
