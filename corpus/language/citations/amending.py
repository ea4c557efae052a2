"""Amendments of another work: whose articles are meant by what stands bare in them.

"Article 76 of the said Law is amended as follows: 1. paragraph 3 is replaced by: …": paragraph 3 is one of
article 76 of that Law, and so is what the new text calls "this Article". A clause that leads so holds for
what stands below it, and until the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.citations.chains import Parser
from corpus.language.citations.entries import Chain
from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import ARTICLE, LEVELS, Path, address
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.pieces import Place
from corpus.language.citations.quotations import NEW_LABEL, Quotations
from corpus.language.citations.tokens import tokens

_WINDOW = 160
"""Characters before a citation in which the verb of an amendment stands."""
_LONGEST_HEADING = 400
"""A heading of more characters is a sentence that runs on."""
_LEADS = re.compile(rf" ?(?:$|[\"'] ?{NEW_LABEL})")
"""The text ends with what is amended, its new text comes next; or that begins at once, with its label."""
_SENTENCE_ENDS = re.compile(r"[.](?= [^\W\da-zà-þа-яё]|$)")
_NEW_TEXT = re.compile('- ?"')
_IN_BRACKETS = re.compile(r"\)| \([^()]{1,60}\)")
_CLAUSE_ENDS = frozenset(".;:")


@dataclass(frozen=True, slots=True)
class Amendment:
    """The provision of a work that is being amended; an empty path: the work as a whole.

    `promised`: its new text, or what is done to its parts, comes next (as follows:); `since`: where in the
    text being read this was said, None: above it; `before`: what was being amended until then. Without a
    promise it holds to the end of its sentence, `until` (is amended by the deletion of subsection 3).
    """

    work: WorkMention
    path: Path = ()
    promised: bool = False
    since: int | None = None
    before: Amendment | None = None
    until: int | None = None

    def at(self, index: int) -> Amendment | None:
        """What is being amended at `index` of the text being read: before the promise, as before it."""
        since = self.since is None or index >= self.since
        return self if since and (self.until is None or index < self.until) else self.before

    @property
    def mention(self) -> WorkMention:
        """The amended work as it is meant by what names none."""
        return WorkMention(Naming.ANAPHORA, antecedent=self.work.named)

    @property
    def place(self) -> Place:
        """Where its new text stands."""
        return Place(address(self.path) or "")

    def reached(self, quotations: Quotations, index: int) -> Amendment:
        """The same at `index` of the text: where a quotation was closed since, the promise is kept."""
        since = self.since
        if not self.promised or since is None:
            return self
        kept = any(since <= start and end <= index for start, end in quotations.ranges)
        return replace(self, promised=False) if kept else self

    def below(self, quotations: Quotations, end: int) -> Amendment | None:
        """The same for what stands below the text that was read."""
        if self.until is not None:
            return self.before
        return replace(self.reached(quotations, end), since=None, before=None)


def is_amended(text: str, chain: Chain, words: Lexicon) -> bool:
    """Whether words before or behind it say that it is amended, inserted or repealed."""
    before = text[max(0, chain.start - _WINDOW) : chain.start]
    end = behind_name(text, chain)
    if words.changed_by.search(before):
        return False
    if words.amending.search(before) or words.amended.match(text, end):
        return True
    promise = words.promise.match(text, end) if chain.work is not None else None
    return promise is not None and words.amended.search(text, end, promise.end()) is not None


def behind_name(text: str, chain: Chain) -> int:
    """The end of a chain, or of what stands in brackets behind the name of its work: Act (Cap. 5) → is."""
    found = _IN_BRACKETS.match(text, chain.end) if chain.work is not None else None
    return found.end() if found else chain.end


def amendment_by(
    flat: Flat, chain: Chain, mention: WorkMention, paths: Sequence[Path], words: Lexicon
) -> Amendment:
    """The amendment that a clause about these provisions begins."""
    end = behind_name(flat.text, chain)
    promise = words.promise.match(flat.text, end) or _LEADS.match(flat.text, end)
    since = flat.place(chain.end)
    if promise or not words.amended.match(flat.text, end):
        return Amendment(mention, common(paths), bool(promise), since)
    ended = _SENTENCE_ENDS.search(flat.text, chain.end)
    return Amendment(
        mention,
        common(paths),
        since=since,
        until=flat.place(ended.start() if ended else len(flat.text) - 1) + 1,
    )


def common(paths: Sequence[Path]) -> Path:
    """What provisions named together have in common, from the outermost step on."""
    shared: Path = paths[0] if paths else ()
    for path in paths[1:]:
        pairs = list(zip(shared, path, strict=False))
        alike = [one == other for one, other in pairs]
        shared = shared[: alike.index(False) if False in alike else len(pairs)]
    return shared


def inserted_into(text: str, chains: Sequence[Chain], index: int) -> Chain | None:
    """What something is added to: points p and q are inserted after | point o of Article 4 of the Decree.

    Where the clause names no work, what it names last.
    """
    end, last = chains[index].end, None
    for chain in chains[index + 1 :]:
        between = text[end : chain.start]
        words_quoted = between.count('"') % 2  # "or Article 15" is left out of paragraph 2
        if _CLAUSE_ENDS & set(between) or _NEW_TEXT.search(between) or words_quoted:
            return last
        if chain.work is not None and (chain.entries or not chain.work.only_after):
            return chain if chain.work.mention.naming is not Naming.THIS else None
        end, last = chain.end, chain if chain.entries else last
    return last


def outer_of(chain: Chain, path: Path) -> Path:
    """What of the last provision of a chain stands around this one; an article stands by itself."""
    if not chain.entries or not path or path[0].levels == (ARTICLE,):
        return ()
    return tuple(one for one in chain.entries[-1].path if one.outermost < path[0].outermost)


def announced(flat: Flat, words: Lexicon, outer: Amendment | None) -> Amendment | None:
    """What a heading says that is amended below it: Amendment of Article 4 (Decree No. 5/2030).

    Where it names no work it is that which is amended all around (`outer`).
    """
    found = words.amends.search(flat.text) if len(flat.text) < _LONGEST_HEADING else None
    if not found:
        return None
    chains = Parser(flat.text, tokens(flat, words, Place()), words).chains()
    works = [chain.work.mention for chain in chains if chain.work and chain.start >= found.start()]
    works = [work for work in works if work.naming is not Naming.THIS]
    paths = [entry.path for chain in chains for entry in chain.entries if _is_article(entry.path)]
    if works:
        return Amendment(works[-1], common(paths))
    return Amendment(outer.work, common(paths)) if outer is not None and paths else None


def entitled(flat: Flat, words: Lexicon) -> Amendment | None:
    """The one work that a line of the title says is amended: Amending some articles of Decree No. 5/2030."""
    for start in (0, *(at + 1 for at in flat.breaks)):
        end = next((at for at in flat.breaks if at >= start), len(flat.text))
        found = words.entitled.match(flat.text, start, end)
        if found is None:
            continue
        rest = Flat(" ".join(flat.text[found.end() :].split("\n")), None)
        chains = [one for one in Parser(rest.text, tokens(rest, words, Place()), words).chains() if one.work]
        chains = [one for one in chains if one.work and one.work.mention.naming is not Naming.THIS]
        if chains and chains[0].work and not _is_one_of_many(rest.text, chains, words):
            paths = [entry.path for entry in chains[0].entries if _is_article(entry.path)]
            return Amendment(chains[0].work.mention, common(paths))
    return None


def _is_one_of_many(text: str, chains: Sequence[Chain], words: Lexicon) -> bool:
    """Whether the title goes on with another work beside the first."""
    return len(chains) > 1 and bool(words.separator.fullmatch(text, chains[0].end, chains[1].start))


def _is_article(path: Path) -> bool:
    return bool(path) and path[0].outermost <= LEVELS.index(ARTICLE)
