"""What a chain of provisions names, in the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.language.citations.again import named_again, once, target_of, the_same
from corpus.language.citations.amending import Amendment, amendment_by, inserted_into, is_amended, outer_of
from corpus.language.citations.entries import Chain, Entry
from corpus.language.citations.flat import Flat
from corpus.language.citations.levels import (
    ARTICLE,
    LEVELS,
    Path,
    Step,
    joined,
    last_at,
)
from corpus.language.citations.lexicon import Lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.mentions import FRONT, Mentions
from corpus.language.citations.model import CitedTarget, Naming, WorkMention
from corpus.language.citations.outline import pointed_apart
from corpus.language.citations.pieces import SAME, Place, Work

_WINDOW = 160
"""Characters before a citation in which a possessive stands."""
_ARTICLE = 8
"""Characters before a citation in which the word stands that leads to it."""
_CLAUSE = 40
"""Characters before a citation in which the verb of its clause stands."""
_THIS = WorkMention(Naming.THIS)
_ANOTHER = WorkMention(Naming.ANAPHORA)
_BELOW_ARTICLE = LEVELS.index(ARTICLE) + 1


class Targets:
    """Reads the targets of one chain after the other."""

    def __init__(self, flat: Flat, chains: Sequence[Chain], memory: Memory, words: Lexicon) -> None:
        self._flat, self._text, self._chains = flat, flat.text, chains
        self._memory, self._words = memory, words
        self._mentions = Mentions(flat, memory, words)
        self._place = self._here = Place()

    def of(self, index: int, place: Place, *, quoted: bool) -> tuple[CitedTarget, ...]:
        """What the chain names; `quoted`: it stands in new text of another work.

        `place` is where the text stands, that of the chain is told by its lines.
        """
        chain = self._chains[index]
        if chain.work is None and self._is_of_any(chain):
            return ()
        self._place, self._here = place, place.at(chain.start)
        if not chain.entries:
            assert chain.work is not None
            return self._of_work(chain, chain.work, quoted=quoted)
        return self._of_provisions(index, chain, quoted=quoted)

    def _is_of_any(self, chain: Chain) -> bool:
        """Whether it is of a paper that is no work, or of any work there may be."""
        papers = self._words.papers.match(self._text, chain.end)
        return bool(papers or self._words.vague.match(self._text, chain.end))

    def _of_work(self, chain: Chain, work: Work, *, quoted: bool) -> tuple[CitedTarget, ...]:
        if work.only_after and not self._mentions.names_a_work(work):
            return ()
        if self._mentions.is_own_title(chain, self._place):
            return ()
        mention = self._mentions.of(work)
        if mention.naming is Naming.THIS or (mention.named is None and not work.only_after):
            return ()
        self._mentions.learn(mention)
        self._mentions.learn_name(mention, work)
        if not quoted and is_amended(self._text, chain, self._words):
            self._lead(chain, mention, ())
        return (CitedTarget(mention),)

    def _of_provisions(self, index: int, chain: Chain, *, quoted: bool) -> tuple[CitedTarget, ...]:
        same = [entry for entry in chain.entries if any(one.number == SAME for one in entry.path)]
        if same and same[0] is not chain.entries[0]:  # 第十七條第一項及同條第三項
            chain.entries = [entry for entry in chain.entries if entry not in same]
            return (*self._of_provisions(index, chain, quoted=quoted), *the_same(same, self._memory))
        if same:
            return the_same(chain.entries, self._memory)
        if again := named_again(self._text, chain, self._memory, self._words):
            return (again,)
        changed = is_amended(self._text, chain, self._words) or self._heads_changes(chain)
        amended = self._is_open(chain) and changed
        amended = amended and not self._is_noted(index)
        mention, paths = self._resolved(index, chain, amended=amended, quoted=quoted)
        paths = [self._as_points(path, mention) for path in paths]
        beside: list[Path] = []
        if mention.naming is Naming.THIS:
            outline = self._memory.outline
            beside = [apart for path in paths[:1] if (apart := outline.apart(path))]
            paths = [outline.fitted(path, pointed=self._words.pointed) for path in paths]
        elif self._words.pointed:
            paths = [pointed_apart(path) for path in paths]
        self._memory.told[:0] = [(mention, path) for path in reversed(paths) if path]
        targets = tuple(
            target_of(mention, path, entry.until) for path, entry in zip(paths, chain.entries, strict=True)
        )
        targets = (*(target_of(mention, path, None) for path in beside), *targets)
        if mention.naming is Naming.THIS:
            bare = chain.work is None and self._is_open(chain)
            return () if bare and not any(target.provision for target in targets) else once(targets)
        self._mentions.learn(mention, () if quoted else paths[-1])
        if chain.work is not None:
            self._mentions.learn_name(mention, chain.work)
        if amended and not quoted:
            self._lead(chain, mention, paths)
        return once(targets)

    def _heads_changes(self, chain: Chain) -> bool:
        """Whether a line of an amendment tells the place of the changes below it (In Article 5: a) …).

        So does one that begins an amendment: In Article 7 of the Refugees Act: …
        """
        amendment = self._amended_at(chain)
        if chain.work is not None:
            if self._mentions.of(chain.work).naming is Naming.THIS:
                return False
        elif amendment is None or not amendment.promised:
            return False
        before = self._text[max(0, chain.start - _ARTICLE) : chain.start]
        return self._text[chain.end :].lstrip()[:1] == ":" and bool(self._words.inside_after.search(before))

    def _lead(self, chain: Chain, mention: WorkMention, paths: Sequence[Path]) -> None:
        """Where a clause promises new text, what follows is of what it amends."""
        amendment = amendment_by(self._flat, chain, mention, paths, self._words)
        line = max((at + 1 for at in self._flat.breaks if at < chain.start), default=0)
        leads = amendment.promised or amendment.until is not None
        before = self._text[max(line, chain.start - _WINDOW) : chain.start]
        based = self._words.basis.match(self._text, line) and not self._words.amending.search(before)
        if leads and not based:
            outer = self._amended_at(chain)
            promised = amendment.promised or (outer is not None and outer.promised)
            self._memory.amendment = replace(amendment, promised=promised, before=outer)

    def _amended_at(self, chain: Chain) -> Amendment | None:
        amendment = self._memory.amendment
        return amendment.at(self._flat.place(chain.start)) if amendment is not None else None

    def _resolved(
        self, index: int, chain: Chain, *, amended: bool, quoted: bool
    ) -> tuple[WorkMention, list[Path]]:
        """The work and the paths of the provisions."""
        amendment, work = self._amended_at(chain), chain.work
        mention = self._mentions.of(work) if work else None
        quoted = quoted and not self._memory.quotes_itself
        new = quoted or (amendment is not None and amendment.promised)
        own = mention is None or mention.naming is Naming.THIS
        if own and work is not None and amended and not quoted:  # is replaced by the annex to this Decree
            return _THIS, [entry.path for entry in chain.entries]
        if own and work is not None and amendment is not None and self._is_beyond(chain):
            return amendment.mention, [entry.path for entry in chain.entries]
        given = quoted if self._words.quotes else new
        if own and given and (work is not None or not self._is_open(chain)):  # "this" in new text
            meant = amendment.mention if amendment else _ANOTHER
            return meant, [self._rebased(entry) for entry in chain.entries]
        if own and amendment is not None and self._is_beyond(chain):  # new text that no mark encloses
            return amendment.mention, [entry.path for entry in chain.entries]
        if mention is not None:
            paths = [entry.path for entry in chain.entries]
            if own and _names_article(chain):  # paragraph 1 or article 8 of this Law
                paths = [
                    _within(one, self._here)
                    if one.path[:1] and one.path[0].innermost >= _BELOW_ARTICLE
                    else one.path
                    for one in chain.entries
                ]
            return mention, paths
        if not self._is_open(chain):
            return _THIS, [_within(entry, self._here) for entry in chain.entries]
        its = self._is_its(index)
        into = inserted_into(self._text, self._chains, index) if amended and not its else None
        entries = chain.entries
        if into is not None:
            entries = [replace(one, path=joined(outer_of(into, one.path), one.path)) for one in entries]
            if into.work is not None:
                return self._mentions.of(into.work), [entry.path for entry in entries]
        clause = amendment is not None and amendment.until is not None and _are_below_article(chain)
        if amendment is not None and (new or clause or (amended and not self._memory.part)):
            there = self._here if self._place.new else amendment.place
            added = entries[0].path[:1] if self._is_added(index, amendment) else ()
            return amendment.mention, [
                joined(amendment.path, entry.path)
                if added and entry.path[0].levels == added[0].levels
                else self._in_amended(entry, there)
                for entry in entries
            ]
        amended = amended and not self._is_foreseen(chain)
        if amended and self._changes_itself:
            return _THIS, [_within(entry, self._here) for entry in entries]
        if amended or its or (quoted and _names_article(chain)):
            place = self._of_last if its else self._of_part
            return self._last_cited(), [place(entry) for entry in entries]
        said = self._said_before(index)
        unnamed = self._unnamed(chain)
        if unnamed is _ANOTHER:
            return unnamed, [entry.path for entry in entries]
        return unnamed, [
            joined(said, entry.path) if said and _is_point(entry) else _within(entry, self._here)
            for entry in chain.entries
        ]

    def _is_foreseen(self, chain: Chain) -> bool:
        """Whether a text that cited no other work says how its own parts may come to be amended."""
        if self._memory.here or self._words.promise.match(self._text, chain.end):
            return False
        before = self._text[max(0, chain.start - _CLAUSE) : chain.start]
        return bool(self._words.modal.search(before) or self._words.modal.match(self._text, chain.end))

    @property
    def _changes_itself(self) -> bool:
        """Whether what is being amended is this work: it was named before, and no other one."""
        told = self._memory.told
        return not self._memory.here and bool(told) and told[0][0].naming is Naming.THIS

    def _said_before(self, index: int) -> Path:
        """The paragraph whose points the sentence named before (前款第一项…,第二项); else empty."""
        before = self._chains[index - 1] if index else None
        if not self._words.outer_first or before is None or before.work is not None or not self._memory.told:
            return ()
        mention, path = self._memory.told[0]
        ended = "。" in self._text[before.end : self._chains[index].start]
        own = last_at(path, ("para",))
        return () if ended or mention.naming is not Naming.THIS or path == own else own

    def _unnamed(self, chain: Chain) -> WorkMention:
        """Without a work it is this one, but where words follow that name another one unknown here.

        An article of a number that this one does not reach is of the work just cited.
        """
        if self._memory.here and (self._is_beyond(chain) or self._is_in_front(chain)):
            return self._last_cited()
        return _ANOTHER if self._words.governed.match(self._text, chain.end) else _THIS

    def _is_in_front(self, chain: Chain) -> bool:
        """Whether a recital names articles alone: of the work that it cites, its own have not begun."""
        return self._place.eid.partition("__")[0] in FRONT and _names_article(chain)

    def _is_beyond(self, chain: Chain) -> bool:
        """Whether it names an article behind the last one of the work."""
        firsts = [entry.path[0] for entry in chain.entries if entry.path]
        numbers = [re.match(r"\d+", one.number) for one in firsts if one.levels == (ARTICLE,)]
        last = self._memory.outline.last
        alike = bool(last) and len(numbers) == len(firsts)
        return alike and any(number and int(number[0]) > last for number in numbers)

    def _as_points(self, path: Path, mention: WorkMention) -> Path:
        """Rules are articles in the works that have them, else points: البند ثانيا من القرار."""
        if not self._words.rules or not path or path[-1].levels != (ARTICLE, "point"):
            return path
        named = mention.named
        kind = (named or mention).kind
        alone = len(path) == 1 and (kind in self._words.rules if kind else True)
        return path if alone else (*path[:-1], Step(("point",), path[-1].number))

    def _is_noted(self, index: int) -> bool:
        """Whether a note tells how this work was amended: no work is named, and none is being amended."""
        chain = self._chains[index]
        if not self._words.noted or chain.work is not None or self._amended_at(chain) is not None:
            return False
        before = self._chains[index - 1] if index else chain
        other = before.work is not None and before.work.mention.naming is not Naming.THIS
        numbered = any(one.number for entry in chain.entries for one in entry.path)
        adds = other and numbered and not before.entries and is_amended(self._text, before, self._words)
        return not adds or "." in self._text[before.end : chain.start]

    def _is_open(self, chain: Chain) -> bool:
        return not any(entry.closed for entry in chain.entries)

    def _rebased(self, entry: Entry) -> Path:
        """What says "this article" in new text: the article that is amended, unknown where none was named."""
        amendment = self._memory.amendment
        if self._place.new:  # read as what stands in the amended work
            return entry.path
        for end in range(len(entry.path), 0, -1):
            levels = entry.path[end - 1].levels
            if self._here.own(levels) == entry.path[:end]:
                return joined(amendment.place.own(levels) if amendment else (), entry.path[end:])
        return entry.path

    def _is_added(self, index: int, amendment: Amendment) -> bool:
        """Whether a part is added to the provision named just before, by another word than that.

        Часть 2 дополнить | пунктом 5: point 5 of paragraph 2, though a пункт may be a paragraph.
        """
        path = self._chains[index].entries[0].path
        if not index or not amendment.path or not path or amendment.path[-1].levels == path[0].levels:
            return False
        before, start = self._chains[index - 1].end, self._chains[index].start
        told = amendment.since == self._flat.place(before) and not set('.;:"') & set(self._text[before:start])
        told = told and path[0].innermost > amendment.path[-1].innermost
        return told and amendment.path[-1].levels[0] == path[0].levels[0] == "para"

    def _in_amended(self, entry: Entry, place: Place) -> Path:
        """The provision within the one that is amended, or within its part of the work."""
        below = bool(entry.path) and entry.path[0].innermost >= _BELOW_ARTICLE
        return _within(entry, place) if below else self._of_part(entry)

    def _of_part(self, entry: Entry) -> Path:
        """The provision within the part of the work last cited here."""
        path = entry.path
        outer = tuple(one for one in self._memory.part if path and one.outermost < path[0].outermost)
        return path if path[:1] and path[0].levels == (ARTICLE,) else joined(outer, path)

    def _of_last(self, entry: Entry) -> Path:
        """The provision within the one last cited, whose it is: section 7, paragraph (b) thereof."""
        path, told = entry.path, self._memory.told
        last = told[0][1] if told and told[0][0].naming is not Naming.THIS else ()
        outer = tuple(one for one in last if path and one.outermost < path[0].outermost)
        named = any(ARTICLE in one.levels for one in outer)
        return joined(outer, path) if named else self._of_part(entry)

    def _last_cited(self) -> WorkMention:
        """What an amending clause amends where it does not say so: the work last cited in this article."""
        here = self._memory.here
        return WorkMention(Naming.ANAPHORA, antecedent=here[0] if here else None)

    def _is_its(self, index: int) -> bool:
        """Whether a possessive refers to a work just cited: Vu la loi …, et notamment son article 6."""
        chain = self._chains[index]
        latest = self._latest(index)
        if latest is not None and self._mentions.of(latest).naming is Naming.THIS:
            return False
        before = self._text[max(0, chain.start - _WINDOW) : chain.start]
        behind = self._chains[index - 1].end if index else chain.start
        said = (
            self._words.its.search(before)
            or self._words.its_after.match(self._text, chain.end)
            or self._words.its_within.search(self._text, chain.start, chain.end)
            or self._words.excepting.fullmatch(self._text, behind, chain.start)
        )
        if not said or not self._memory.here:
            return bool(said and latest is not None)
        noun = self._memory.here[0].text.split(" ")[0]
        return "feminine" not in said.re.groupindex or noun.endswith("ه") == bool(said["feminine"])

    def _latest(self, index: int) -> Work | None:
        """The work named last before the chain."""
        for chain in reversed(self._chains[:index]):
            work = chain.work
            if work is not None and (
                chain.entries or not work.only_after or self._mentions.names_a_work(work)
            ):
                return work
        return None


def _names_article(chain: Chain) -> bool:
    return any(one.levels == (ARTICLE,) for entry in chain.entries for one in entry.path)


def _are_below_article(chain: Chain) -> bool:
    return all(entry.path and entry.path[0].outermost >= _BELOW_ARTICLE for entry in chain.entries)


def _is_point(entry: Entry) -> bool:
    return bool(entry.path) and entry.path[0].levels == ("point",)


def _within(entry: Entry, place: Place) -> Path:
    """A paragraph or point alone is one of the provision in which it is named."""
    path = entry.path
    if entry.closed or not path or path[0].innermost < _BELOW_ARTICLE:
        return path
    paragraph = place.own(("para",))
    if (
        paragraph
        and path[0].levels in {("para",), (ARTICLE, "point")}
        and _is_letter(path[0])
        and not _is_letter(paragraph[-1])
    ):
        return joined(paragraph, (Step(("point",), path[0].number), *path[1:]))
    if paragraph and path[0].levels == ("point",) and _is_letter(path[0]) and _is_letter(paragraph[-1]):
        return joined(place.own((ARTICLE, "annex")), path)  # (a) and (b), said in (c)
    may_be_paragraph = path[0].outermost <= LEVELS.index("para")
    return joined(
        place.own((ARTICLE, "annex")) if may_be_paragraph else place.own((ARTICLE, "para", "annex")), path
    )


def _is_letter(one: Step) -> bool:
    return len(one.number) == 1 and one.number.isalpha()
