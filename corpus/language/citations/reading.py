"""Reads the citations of a text, and of a whole tree with what was cited before in mind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from corpus.language.citations.amending import Amendment, announced, entitled
from corpus.language.citations.calling import are_chapters, are_counted, implemented, own_by_top
from corpus.language.citations.chains import Parser
from corpus.language.citations.entries import Chain
from corpus.language.citations.flat import Flat, flatten
from corpus.language.citations.lexicon import NOUN, Lexicon, lexicon
from corpus.language.citations.memory import Memory
from corpus.language.citations.model import Citation, Naming
from corpus.language.citations.newtext import new_text_place, own_lines_place
from corpus.language.citations.outline import outline_of
from corpus.language.citations.pieces import Place, Token, Work
from corpus.language.citations.quotations import Quotations, quotations_in
from corpus.language.citations.targets import Targets
from corpus.language.citations.tokens import tokens
from corpus.language.table import key
from corpus.model import Provision, ProvisionKind

_SECTION = re.compile("§|sec", re.IGNORECASE)
_SUPPLEMENTS = re.compile(
    r",? (?:supplementing|supplementary to|additionnel à|complementario de) (?:the |la |l')?"
)
"""Between the title of a protocol and that of its convention: one title."""


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
    if place.quoted and memory.quotes_itself:
        place = replace(place, quoted=False)
    flat = flatten(text)
    _note_source(flat.text, words, memory)
    quotations = quotations_in(text, flat, memory.depth, words)
    memory.depth = quotations.depth
    found = list(_found(flat, words, place, memory, quotations))
    if memory.amendment is not None:
        memory.amendment = memory.amendment.below(quotations, len(text))
    return found


def _found(
    flat: Flat, words: Lexicon, place: Place, memory: Memory, quotations: Quotations
) -> Iterator[Citation]:
    """Chain by chain; new text is read once more, as what stands where the amendment puts it."""
    outside = inside = _seen(flat, words, place, memory)
    chains = _chains(flat, words, outside, memory)
    if not chains:
        return
    targets = Targets(flat, chains, memory, words)
    index, read = 0, None
    while index < len(chains):
        start = flat.place(chains[index].start)
        if memory.amendment is not None:
            memory.amendment = memory.amendment.reached(quotations, start)
        quotation = quotations.around(start)
        if quotation and quotation != read and memory.amendment is not None and not outside.new:
            inside, read = (
                new_text_place(flat, flat.index(quotation[0]), memory.amendment.path, words),
                quotation,
            )
            anew = [one for one in _chains(flat, words, inside, memory) if _within(flat, one, quotation)]
            chains[index:] = anew + [one for one in chains[index:] if not _within(flat, one, quotation)]
            continue
        here = inside if quotation and quotation == read else outside
        named = targets.of(index, here, quoted=place.quoted or quotation is not None)
        if named:
            yield Citation(start, flat.place(chains[index].end - 1) + 1, named)
        index += 1


def _seen(flat: Flat, words: Lexicon, place: Place, memory: Memory) -> Place:
    """Where the text stands: new text in the work that is amended."""
    amendment = memory.amendment
    if amendment is None or not (place.quoted or amendment.promised):
        return own_lines_place(flat, place, words)
    return new_text_place(flat, 0, amendment.path, words) if place.quoted else amendment.place


def _chains(flat: Flat, words: Lexicon, place: Place, memory: Memory) -> list[Chain]:
    pieces = _with_series(flat.text, tokens(flat, words, place, memory.names))
    return Parser(flat.text, pieces, words).chains() if pieces else []


def _within(flat: Flat, chain: Chain, quotation: tuple[int, int]) -> bool:
    return quotation[0] <= flat.place(chain.start) < quotation[1]


def _note_source(text: str, words: Lexicon, memory: Memory) -> None:
    """A codification says before the text of an article from which work it comes."""
    for form in words.works["source"]:
        if found := form.pattern.match(text):
            memory.comes_from(key(found["kind"], words.table.code)[:NOUN])


def cite_tree(
    tree: Iterable[Provision], language: str, own: set[str] | None = None
) -> Iterator[tuple[Provision, list[Citation]]]:
    """Each provision that cites something, with its citations; offsets are in its own text.

    `own` are the nouns by which the text calls itself, where only a part of it is given.
    """
    tops = list(tree)
    if own is None:
        owns, approved = own_by_top(tops, language)
        memory = Memory(outline=outline_of(tops), approved=approved)
        memory.amendment = _entitled(tops, language)
        memory.title, memory.counted = _title(tops, language), are_counted(tops, language)
        memory.chaptered, memory.names = are_chapters(tops, language), implemented(tops, language)
    else:
        owns, memory = [own] * len(tops), Memory()
    for top, memory.nouns in zip(tops, owns, strict=True):
        yield from _walk(top, language, memory, (), quoted=False)


def _walk(
    node: Provision,
    language: str,
    memory: Memory,
    around: tuple[str, ...],
    *,
    quoted: bool,
    section: bool = False,
    unnumbered: str = "",
) -> Iterator[tuple[Provision, list[Citation]]]:
    quoted = quoted or node.kind is ProvisionKind.QUOTATION
    language, outer = node.language or language, memory.amendment
    if node.kind is ProvisionKind.ARTICLE:
        section = bool(_SECTION.match(node.label))
    if node.heading:
        memory.amendment = _announced(node.heading, language, outer) or outer
    if node.kind is ProvisionKind.PARAGRAPH:
        unnumbered = "" if node.label else node.eid
    place = Place(node.eid, around, quoted, section, memory.chaptered, unnumbered=unnumbered)
    found = cite(node.text, language, place, memory) if node.text else []
    if found:
        yield node, found
    inside = (node.eid, *around)
    for child in node.children:
        yield from _walk(
            child, language, memory, inside, quoted=quoted, section=section, unnumbered=unnumbered
        )
    _leave(node, memory, outer)


def _leave(node: Provision, memory: Memory, outer: Amendment | None) -> None:
    """What a provision amends ends with it; an unnumbered line may lead those that follow it."""
    if node.label or node.heading or node.kind in {ProvisionKind.ARTICLE, ProvisionKind.PREAMBLE}:
        memory.amendment = outer
    elif node.kind is ProvisionKind.QUOTATION and memory.amendment is not None:
        memory.amendment = replace(memory.amendment, promised=False)


def _announced(heading: str, language: str, outer: Amendment | None) -> Amendment | None:
    words = lexicon(language)
    return announced(flatten(heading), words, outer) if words is not None else None


def _title(tops: Sequence[Provision], language: str) -> str:
    words = lexicon(language)
    line = tops[0].text.partition("\n")[0] if tops else ""
    return key(words.own.together.sub("", flatten(line).text), words.table.code) if words is not None else ""


def _entitled(tops: Sequence[Provision], language: str) -> Amendment | None:
    """What the text amends, as its title says that stands before the first article."""
    words = lexicon(language)
    front = takewhile(lambda top: top.kind is ProvisionKind.PREAMBLE, tops)
    texts = (node.text for top in front for node in top.walk())
    found = (entitled(flatten(text), words) for text in texts if words is not None)
    return next((one for one in found if one is not None), None)


def is_basis(text: str, start: int, language: str) -> bool:
    """Whether the line up to `start` says that the text is based on what is cited next: Căn cứ, Vu."""
    words = lexicon(language)
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return words is not None and bool(words.basis.match(flatten(line).text))


def _with_series(text: str, pieces: Sequence[Token]) -> list[Token]:
    """A series number directly behind a work is one more number of it, not another work."""
    kept: list[Token] = []
    for piece in pieces:
        last = kept[-1] if kept else None
        if isinstance(last, Work) and isinstance(piece, Work) and _goes_on(text, last, piece):
            mention = last.mention
            number = mention.number or piece.mention.number
            kept[-1] = replace(last, end=piece.end, mention=replace(mention, number=number))
        else:
            kept.append(piece)
    return kept


def _goes_on(text: str, work: Work, more: Work) -> bool:
    """Whether the second only tells a number of the first."""
    between = text[work.end : more.start]
    is_series = more.mention.naming is Naming.NUMBER and not more.mention.kind
    named = is_series and not between.strip(" ,;(》")
    told = between == " (" and (_is_number_of(work, more) or text[more.end : more.end + 1] == ")")
    told = told or (more.mention.naming is Naming.TITLE and _SUPPLEMENTS.fullmatch(between) is not None)
    return not work.only_after and (named or (told and more.mention.naming is not Naming.THIS))


def _is_number_of(title: Work, numbered: Work) -> bool:
    """Whether brackets tell the number of the work just named: Luật Cư trú (Luật số 68/2020/QH14)."""
    one, other = title.mention, numbered.mention
    return (
        one.naming is Naming.TITLE
        and other.naming is Naming.NUMBER
        and bool(one.kind)
        and one.kind == other.kind
    )
