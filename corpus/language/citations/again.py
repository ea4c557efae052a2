"""Provisions named by what was cited before: that article, paragraph (3) aforesaid."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.language.citations.entries import Chain, Entry
from corpus.language.citations.levels import Path, address, joined, last_at, replaced
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.model import CitedTarget, Naming, WorkMention
from corpus.language.citations.pieces import SAME


def the_same(entries: Sequence[Entry], memory: Memory) -> tuple[CitedTarget, ...]:
    """That article, paragraph 2 of the said article: the one cited last in this article."""
    targets = []
    for entry in entries:
        at = next((at for at, one in enumerate(entry.path) if one.number == SAME), None)
        found = None if at is None else memory.same(entry.path[at].levels)
        if at is not None and found is not None:
            mention, path = found
            if mention.naming is not Naming.THIS:
                mention = WorkMention(Naming.ANAPHORA, antecedent=mention.named)
            targets.append(target_of(mention, joined(path, entry.path[at + 1 :]), entry.until))
    return once(tuple(targets))


def named_again(text: str, chain: Chain, memory: Memory, words: Lexicon) -> CitedTarget | None:
    """The provision of this number that was cited before: paragraph (3) aforesaid; None where none was."""
    entry = chain.entries[0]
    again = words.again.match(text, chain.end)
    if chain.work or len(chain.entries) > 1 or entry.closed or not entry.path or not again:
        return None
    first = entry.path[0]
    for mention, path in memory.told:
        found = last_at(path, first.levels)
        if found and found[-1].number == first.number:
            return target_of(mention, joined(found, entry.path[1:]), entry.until)
    return None


def once(targets: tuple[CitedTarget, ...]) -> tuple[CitedTarget, ...]:
    """Each target once."""
    return tuple(dict.fromkeys(targets))


def target_of(mention: WorkMention, path: Path, until: str | None) -> CitedTarget:
    """The provision of a work, or a run of them."""
    last = address(replaced(path, until)) if until and path else None
    return CitedTarget(mention, address(path), last)
