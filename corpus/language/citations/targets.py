"""What a chain of provisions names, in the place where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.language.citations.again import named_again, once, target_of, the_same
from corpus.language.citations.amending import amendment_by, is_amended
from corpus.language.citations.clause import Clause
from corpus.language.citations.entries import Chain
from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import ARTICLE, Path, Step
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.mentions import Mentions
from corpus.language.citations.model import CitedTarget, Naming, WorkMention
from corpus.language.citations.outline import pointed_apart
from corpus.language.citations.pieces import SAME, Place, Work
from corpus.language.citations.whose import whose

_WINDOW = 160
"""Characters before a citation in which the verb of an amendment stands."""


class Targets:
    """Reads the targets of one chain after the other."""

    def __init__(self, flat: Flat, chains: Sequence[Chain], memory: Memory, words: Lexicon) -> None:
        self._flat, self._text, self._chains = flat, flat.text, chains
        self._memory, self._words = memory, words
        self._mentions = Mentions(flat, memory, words)

    def of(self, index: int, place: Place, *, quoted: bool) -> tuple[CitedTarget, ...]:
        """What the chain names; `quoted`: it stands in new text of another work.

        `place` is where the text stands, that of the chain is told by its lines.
        """
        chain = self._chains[index]
        if chain.work is None and self._is_of_any(chain):
            return ()
        clause = Clause(
            self._flat, self._chains, index, place, quoted, self._memory, self._mentions, self._words
        )
        if not chain.entries:
            assert chain.work is not None
            return self._of_work(clause, chain.work)
        return self._of_provisions(clause)

    def _is_of_any(self, chain: Chain) -> bool:
        """Whether it is of a paper that is no work, or of any work there may be."""
        papers = self._words.papers.match(self._text, chain.end)
        return bool(papers or self._words.vague.match(self._text, chain.end))

    def _of_work(self, clause: Clause, work: Work) -> tuple[CitedTarget, ...]:
        """A work without provisions, if it is another one."""
        if work.only_after and not self._mentions.names_a_work(work):
            return ()
        if clause.is_made_here or self._mentions.is_own_title(clause.chain, clause.place):
            return ()
        if self._mentions.names_itself(work) or clause.is_amended_noun:
            return ()
        mention = self._mentions.of(work)
        if mention.naming is Naming.THIS or (mention.named is None and not work.only_after):
            return ()
        self._mentions.learn(mention)
        self._mentions.learn_name(mention, work)
        if not clause.marked and is_amended(self._text, clause.chain, self._words):
            self._lead(clause, mention, ())
        return (CitedTarget(mention),)

    def _of_provisions(self, clause: Clause) -> tuple[CitedTarget, ...]:
        """Provisions by number, then those within the one cited last (第十七條第一項及同條第三項)."""
        entries = clause.chain.entries
        same = [entry for entry in entries if any(one.number == SAME for one in entry.path)]
        if not same:
            return self._of_numbered(clause)
        if same[0] is entries[0]:
            return the_same(entries, self._memory)
        clause.chain.entries = [entry for entry in entries if entry not in same]
        return (*self._of_numbered(clause), *the_same(same, self._memory))

    def _of_numbered(self, clause: Clause) -> tuple[CitedTarget, ...]:
        chain = clause.chain
        if again := named_again(self._text, chain, self._memory, self._words):
            return (again,)
        mention, paths = whose(clause)
        paths = [self._as_points(path, mention) for path in paths]
        if mention.naming is Naming.THIS and self._is_doubtful(chain, paths):
            return ()
        paths, beside = self._fitted(mention, paths)
        self._memory.told[:0] = [(mention, path) for path in reversed(paths) if path]
        pairs: list[tuple[Path, str | None]] = [(path, None) for path in beside]
        pairs += [(path, entry.until) for path, entry in zip(paths, chain.entries, strict=True)]
        targets = once(tuple(target_of(mention, path, until) for path, until in pairs))
        if mention.naming is Naming.THIS:
            bare = chain.work is None and clause.is_open
            return () if bare and not any(target.provision for target in targets) else targets
        self._learn(clause, mention, paths)
        return targets

    def _as_points(self, path: Path, mention: WorkMention) -> Path:
        """Rules are articles in the works that have them, else points: البند ثانيا من القرار."""
        if not self._words.rules or not path or path[-1].levels != (ARTICLE, "point"):
            return path
        kind = (mention.named or mention).kind
        has_rules = kind in self._words.rules if kind else True
        has_rules = has_rules or (mention.naming is Naming.THIS and self._memory.counted)
        return path if has_rules and len(path) == 1 else (*path[:-1], Step(("point",), path[-1].number))

    def _is_doubtful(self, chain: Chain, paths: Sequence[Path]) -> bool:
        """Whether it may be no division at all: the third part, in a text that has no such part."""
        bare = chain.work is None and self._words.own.doubtful.match(self._text, chain.start)
        return bool(bare) and not all(path and self._memory.outline.has(path) for path in paths)

    def _fitted(self, mention: WorkMention, paths: list[Path]) -> tuple[list[Path], list[Path]]:
        """The paths as the articles of this work are numbered, and what else the first may be."""
        pointed = self._words.pointed
        if mention.naming is not Naming.THIS:
            return [pointed_apart(path) for path in paths] if pointed else paths, []
        outline = self._memory.outline
        beside = [apart for path in paths[:1] if (apart := outline.apart(path))]
        return [outline.fitted(path, pointed=pointed) for path in paths], beside

    def _learn(self, clause: Clause, mention: WorkMention, paths: Sequence[Path]) -> None:
        """Keep the work that was cited, and what is amended where new text comes next."""
        leads = clause.is_amended and not clause.marked  # told by what was known before
        self._mentions.learn(mention, () if clause.marked else paths[-1])
        if clause.chain.work is not None:
            self._mentions.learn_name(mention, clause.chain.work)
        if leads:
            self._lead(clause, mention, paths)

    def _lead(self, clause: Clause, mention: WorkMention, paths: Sequence[Path]) -> None:
        """Where a clause promises new text, what follows is of what it amends."""
        amendment = amendment_by(self._flat, clause.chain, mention, paths, self._words)
        if (amendment.promised or amendment.until is not None) and not self._is_basis(clause.chain):
            promised = amendment.promised or clause.promised
            self._memory.amendment = replace(amendment, promised=promised, before=clause.amendment)

    def _is_basis(self, chain: Chain) -> bool:
        """Whether its line tells what the work is based on (Pursuant to …), and no verb amends it there."""
        line = max((at + 1 for at in self._flat.breaks if at < chain.start), default=0)
        before = self._text[max(line, chain.start - _WINDOW) : chain.start]
        based = self._words.basis.match(self._text, line)
        return based is not None and not self._words.amending.search(before)
