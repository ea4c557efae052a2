"""Reads the citations of a text, and of a whole tree with what was cited before in mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.language.citations.chains import Chain, Entry, Parser
from corpus.language.citations.flat import flatten
from corpus.language.citations.levels import (
    ARTICLE,
    DIVISIONS,
    LEVELS,
    Path,
    address,
    joined,
    replaced,
    settled,
)
from corpus.language.citations.lexicon import NOUN, Lexicon, lexicon, words_of
from corpus.language.citations.model import Citation, CitedTarget, Naming, WorkMention
from corpus.language.citations.quotations import quotations_in
from corpus.language.citations.tokens import Place, Token, Work, tokens
from corpus.language.table import key
from corpus.model import Provision, ProvisionKind

_REMEMBERED = 40
"""Mentions of other works kept: an anaphora reaches no further back."""
_WINDOW = 160
"""Characters before a citation in which the verb of an amendment stands."""
_NAME = 60
"""Characters before a mention in which it is given a name."""
_DEFINED = re.compile(r'"(?P<name>[^"]{2,40})" ?:(?: (?:the|la|le|el|l\'))? ?$', re.IGNORECASE)
_SECTION = re.compile("§|sec", re.IGNORECASE)
_THIS = WorkMention(Naming.THIS)
_BELOW_ARTICLE = LEVELS.index(ARTICLE) + 1


@dataclass(slots=True)
class Memory:
    """What a text said before: the nouns by which it calls itself, the works it cited, the last first."""

    own: set[str] = field(default_factory=set)
    cited: list[WorkMention] = field(default_factory=list)
    names: dict[str, WorkMention] = field(default_factory=dict)
    """Short names that the text gave to works: (hereinafter "the Convention")."""
    article: str = ""
    here: list[WorkMention] = field(default_factory=list)
    """The works cited in this article."""
    depth: int = 0
    """How many quotation marks are open: new text of another work that an amending clause gives."""
    part: Path = ()
    """The annex and division in which the last citation of another work stood: what an amending clause
    names next without its own stands there too."""

    def learn(self, mention: WorkMention, path: Path = ()) -> None:
        """Keep a mention of another work."""
        self.cited.insert(0, mention)
        del self.cited[_REMEMBERED:]
        self.here.insert(0, mention)
        steps = [level in DIVISIONS or level == "annex" for level, _ in settled(path)]
        self.part = path[: steps.index(False) if False in steps else len(steps)]

    def enter(self, article: str) -> None:
        """The reading goes on in this article."""
        if article != self.article:
            self.article, self.here, self.part, self.depth = article, [], (), 0

    def antecedent(self, kind: str) -> WorkMention | None:
        """The last work cited whose noun is this."""
        return next((one for one in self.cited if one.kind == kind), None)

    def meant(self, name: str, kind: str) -> WorkMention | None:
        """What "the Law" means: the work that was so called, else the only one cited with the noun."""
        if name in self.names:
            return self.names[name]
        fit = [one for one in self.cited if one.kind == kind]
        return fit[0] if fit and all(_alike(fit[0], one) for one in fit) else None


def _alike(one: WorkMention, other: WorkMention) -> bool:
    """Whether two mentions name one work: by number, or one title begins as the other."""
    if one.number or other.number:
        return one.number == other.number
    first, second = (" ".join(each.text.casefold().split()) for each in (one, other))
    return first.startswith(second) or second.startswith(first)


def cite(
    text: str, language: str, place: Place | None = None, memory: Memory | None = None
) -> list[Citation]:
    """The citations in a text, in order; empty for a language without a grammar.

    `place` tells where the text stands, so that "this article" and a bare "paragraph 2" are known;
    `memory` what was said before.

    >>> (citation,) = cite("theo khoản 2 Điều 5 Nghị định số 7/2020/NĐ-HĐ", "vi")
    >>> citation.targets[0].provision, citation.targets[0].work.number
    ('art_5__para_2', '7/2020/NĐ-HĐ')
    """
    words = lexicon(language)
    if words is None:
        return []
    place, memory = place or Place(), memory if memory is not None else Memory()
    memory.enter(place.eid.split("__para")[0].split("__point")[0])
    flat = flatten(text)
    found = []
    chains = Parser(flat.text, _with_series(flat.text, tokens(flat, words, place)), words).chains()
    quotations = quotations_in(text, flat, memory.depth, words)
    memory.depth = quotations.depth
    for chain in chains:
        quoted = place.quoted or quotations.holds(flat.place(chain.start))
        targets = _Targets(flat.text, chain, replace(place, quoted=quoted), memory, words).read()
        if targets:
            found.append(Citation(flat.place(chain.start), flat.place(chain.end - 1) + 1, targets))
    return found


def cite_tree(
    tree: Iterable[Provision], language: str, own: set[str] | None = None
) -> Iterator[tuple[Provision, list[Citation]]]:
    """Each provision that cites something, with its citations; offsets are in its own text.

    `own` are the nouns by which the text calls itself, where only a part of it is given.
    """
    tops = list(tree)
    if own is None:
        own = own_nouns((node.text for top in tops for node in top.walk()), language)
    memory = Memory(own=own)
    for top in tops:
        yield from _walk(top, language, memory, (), quoted=False)


def _walk(
    node: Provision,
    language: str,
    memory: Memory,
    around: tuple[str, ...],
    *,
    quoted: bool,
    section: bool = False,
) -> Iterator[tuple[Provision, list[Citation]]]:
    quoted = quoted or node.kind is ProvisionKind.QUOTATION
    if node.kind is ProvisionKind.ARTICLE:
        section = bool(_SECTION.match(node.label))
    found = (
        cite(node.text, node.language or language, Place(node.eid, around, quoted, section), memory)
        if node.text
        else []
    )
    if found:
        yield node, found
    for child in node.children:
        yield from _walk(
            child, node.language or language, memory, (node.eid, *around), quoted=quoted, section=section
        )


def is_basis(text: str, start: int, language: str) -> bool:
    """Whether the line up to `start` says that the text is based on what is cited next: Căn cứ, Vu."""
    words = lexicon(language)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return words is not None and bool(words.basis.match(flatten(line).text))


def own_nouns(texts: Iterable[str], language: str) -> set[str]:
    """The nouns by which a text calls itself: convention, where it says "this Convention"."""
    words = lexicon(language)
    if words is None:
        return set()
    return {
        key(match["kind"], words.table.code)[:NOUN]
        for text in texts
        for match in words_of(words.works["this"], flatten(text).text)
        if match.groupdict().get("kind")
    }


def _with_series(text: str, pieces: Sequence[Token]) -> list[Token]:
    """A series number directly behind a work is one more number of it, not another work."""
    kept: list[Token] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        is_series = (
            isinstance(piece, Work) and piece.mention.naming is Naming.NUMBER and not piece.mention.kind
        )
        if is_series and isinstance(last, Work) and not text[last.end : piece.start].strip(" ,;("):
            mention = last.mention
            number = mention.number or piece.mention.number  # type: ignore[union-attr]
            kept[-1] = replace(last, end=piece.end, mention=replace(mention, number=number))
        else:
            kept.append(piece)
    return kept


class _Targets:
    """What a chain names, in its place."""

    def __init__(self, text: str, chain: Chain, place: Place, memory: Memory, words: Lexicon) -> None:
        self._text, self._chain, self._place, self._memory, self._words = text, chain, place, memory, words

    def read(self) -> tuple[CitedTarget, ...]:
        chain, work = self._chain, self._chain.work
        if not chain.entries:
            assert work is not None
            if work.only_after and not self._is_definite(work.mention.kind):
                return ()
            mention = self._mention(work)
            if mention.naming is Naming.THIS or (mention.named is None and not work.only_after):
                return ()
            self._learn(mention)
            self._learn_name(mention, work)
            return (CitedTarget(mention),)
        unplaced = work is None and (self._is_its() or self._is_amending() or self._is_of_another())
        mention = self._amended() if unplaced else self._mention(work) if work else self._unnamed()
        mention = (
            replace(mention, quoted=True) if mention.naming is Naming.THIS and self._place.quoted else mention
        )
        paths = [self._placed(entry, work, unplaced=unplaced) for entry in chain.entries]
        targets = tuple(
            _target(mention, path, entry.until) for path, entry in zip(paths, chain.entries, strict=True)
        )
        if mention.naming is not Naming.THIS:
            self._learn(mention, paths[-1])
            if work is not None:
                self._learn_name(mention, work)
        elif (
            all(target.provision is None for target in targets)
            and not any(e.closed for e in chain.entries)
            and work is None
        ):
            return ()
        return tuple(dict.fromkeys(targets))

    def _unnamed(self) -> WorkMention:
        """Without a work it is this one, but where words follow that name another one unknown here."""
        follows = self._words.governed.match(self._text, self._chain.end)
        return WorkMention(Naming.ANAPHORA) if follows and self._is_open() else _THIS

    def _is_open(self) -> bool:
        return not any(entry.closed for entry in self._chain.entries)

    def _learn(self, mention: WorkMention, path: Path = ()) -> None:
        named = mention.named
        if named is not None:
            self._memory.learn(named, path)

    def _learn_name(self, mention: WorkMention, work: Work) -> None:
        """The short name that follows a mention, or that it defines ("law": the Law of …)."""
        code = self._words.table.code
        called = self._words.called.match(self._text, work.end)
        given = _DEFINED.search(self._text[max(0, work.start - _NAME) : work.start])
        for found in (called, given):
            if found is not None and mention.named is not None:
                name = key(found["name"], code)
                for article in ("the ", "la ", "le ", "l'", "el "):
                    name = name.removeprefix(article)
                self._memory.names[name] = mention.named

    def _mention(self, work: Work) -> WorkMention:
        mention = work.mention
        if mention.naming is Naming.TITLE and work.only_after:
            name = key(mention.text, self._words.table.code).removeprefix("the ")
            return self._memory.names.get(name, mention)
        if mention.naming is Naming.TITLE and mention.kind in self._words.sole & self._memory.own:
            return replace(mention, naming=Naming.THIS)
        if mention.naming is not Naming.ANAPHORA:
            return mention
        if work.only_after and mention.kind in self._memory.own:
            return replace(mention, naming=Naming.THIS)
        if work.only_after:
            noun = self._text[work.start : work.end].split(" ")[-1]
            return replace(
                mention, antecedent=self._memory.meant(key(noun, self._words.table.code), mention.kind)
            )
        return replace(mention, antecedent=self._memory.antecedent(mention.kind))

    def _is_definite(self, kind: str) -> bool:
        """Whether a noun alone names another work: the Law, in the regulation that implements it."""
        own = self._memory.own
        return kind not in own and not own.isdisjoint(self._words.definite.get(kind, ()))

    def _is_amending(self) -> bool:
        before = self._text[max(0, self._chain.start - _WINDOW) : self._chain.start]
        amends = self._words.amending.search(before) or self._words.amended.match(self._text, self._chain.end)
        return amends is not None and self._is_open()

    def _is_its(self) -> bool:
        """Whether a possessive refers to a work just cited: Vu la loi …, et notamment son article 6."""
        before = self._text[max(0, self._chain.start - _WINDOW) : self._chain.start]
        return bool(self._memory.here) and bool(self._words.its.search(before))

    def _is_of_another(self) -> bool:
        """Whether articles are named in new text for another work: they are that work's."""
        named = any(one.levels == (ARTICLE,) for entry in self._chain.entries for one in entry.path)
        return self._place.quoted and named and self._is_open()

    def _amended(self) -> WorkMention:
        """What an amending clause amends where it does not say so: the work last cited in this article."""
        here = self._memory.here
        return WorkMention(Naming.ANAPHORA, antecedent=here[0] if here else None)

    def _placed(self, entry: Entry, work: Work | None, *, unplaced: bool) -> Path:
        """A paragraph or point alone is one of the provision in which it is named."""
        path = entry.path
        if unplaced:
            outer = tuple(one for one in self._memory.part if path and one.outermost < path[0].outermost)
            return (
                path if entry.closed or (path[:1] and path[0].levels == (ARTICLE,)) else joined(outer, path)
            )
        if entry.closed or work is not None or not path or path[0].innermost < _BELOW_ARTICLE:
            return path
        may_be_paragraph = path[0].outermost <= LEVELS.index("para")
        own = (
            self._place.own((ARTICLE, "annex"))
            if may_be_paragraph
            else self._place.own((ARTICLE, "para", "annex"))
        )
        return joined(own, path)


def _target(mention: WorkMention, path: Path, until: str | None) -> CitedTarget:
    last = address(replaced(path, until)) if until and path else None
    return CitedTarget(mention, address(path), last)
