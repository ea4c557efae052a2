"""Makes changes of an instruction that was understood, with the new text that was found for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.language.amendments.addresses import beside, is_below_article, last, level, parent, within
from corpus.language.amendments.instruction import Instruction
from corpus.language.amendments.model import Deed, Modification, Part, Unclear, Unread, Where, WordChange
from corpus.language.amendments.newtext import is_labelled, shared, unlabelled
from corpus.language.amendments.targets import Meant

Read = Modification | Unread
_PLACES = {"before": Where.BEFORE, "after": Where.AFTER, "into": Where.LAST, "front": Where.FIRST}
_BOTH = 2
_LABELLED = frozenset({"art", "para", "point"})
_BY_ITSELF = frozenset({"art", "annex", "chp", "sec", "part"})
"""Levels whose numbers do not begin anew in what holds them."""


def made(one: Instruction, text: str | None, *, bare: bool = False) -> Iterator[Read]:
    """Its changes; `text` is the new text, None where it was not found; `bare`: without marks."""
    unnamed = not one.group("new") and one.step.form.deed is Deed.INSERTS
    if bare and text is not None and (unnamed or not _is_labelled(one, text)):
        text = None
    makers = {
        Deed.REPLACES: _replaced,
        Deed.INSERTS: _inserted,
        Deed.REPEALS: _repealed,
        Deed.RENUMBERS: _renumbered,
        Deed.REPLACES_WORDS: _reworded,
    }
    deed = one.step.form.deed
    if deed is not None:
        yield from makers[deed](one, text)


def _is_labelled(one: Instruction, text: str) -> bool:
    """Whether new text begins with a label: without marks around it, it is known by that alone."""
    return is_labelled(text, one.words.language)


def _replaced(one: Instruction, text: str | None) -> Iterator[Read]:
    if one.group("work"):
        yield from _works(one, Deed.REPLACES)
        return
    named = one.targets()
    if named is None:
        yield one.unread(Unclear.TARGET)
        return
    if not one.asks_text:  # replaced by an annex of this work: its text stands elsewhere
        for target in named.addresses:
            yield one.unread(Unclear.NEW_TEXT, named, target)
        return
    whole = one.part is Part.WHOLE
    pieces = _pieces(one, text, named.addresses) if whole or text is None else [text] * len(named.addresses)
    if pieces is None or (not whole and len(named.addresses) > 1):
        for target in named.addresses:
            yield one.unread(Unclear.NEW_TEXT, named, target)
        return
    for target, piece in zip(named.addresses, pieces, strict=True):
        in_heading = one.part is Part.HEADING
        new = unlabelled(piece, target, one.words.language) if in_heading else piece
        yield one.change(Deed.REPLACES, named, target, new=new)


def _inserted(one: Instruction, text: str | None) -> Iterator[Read]:
    place = _place(one)
    if place is None:
        yield one.unread(Unclear.TARGET)
        return
    named, where, target = place
    addresses = _named(one, where, target)
    if addresses is None:
        yield one.unread(Unclear.TARGET, named, target)
        return
    pieces = _pieces(one, text, addresses) if addresses else text and [text]
    if not pieces:
        yield one.unread(Unclear.NEW_TEXT, named, target)
        return
    neighbour = target
    part = Part.OTHER if one.group("piece") else Part.WHOLE
    numbered: Sequence[str | None] = addresses or [None]
    for address, piece in zip(numbered, pieces, strict=True):
        yield one.change(Deed.INSERTS, named, neighbour, where=where, part=part, new=piece, named_as=address)
        if where is Where.AFTER and address is not None:
            neighbour = address


def _repealed(one: Instruction, _: str | None) -> Iterator[Read]:
    if one.group("work"):
        yield from _works(one, Deed.REPEALS)
        return
    named = one.targets()
    if named is None:
        yield one.unread(Unclear.TARGET)
        return
    for target in named.addresses:
        yield one.change(Deed.REPEALS, named, target)


def _renumbered(one: Instruction, _: str | None) -> Iterator[Read]:
    old, new = one.targets(), one.numbers("to")
    if old is None:
        yield one.unread(Unclear.TARGET)
        return
    if len(new) != len(old.addresses):
        yield one.unread(Unclear.TARGET, old)
        return
    for target, address in zip(old.addresses, new, strict=True):
        named = beside(target, address)
        if named is None:
            yield one.unread(Unclear.TARGET, old, target)
        else:
            yield one.change(Deed.RENUMBERS, old, target, named_as=named)


def _reworded(one: Instruction, _: str | None) -> Iterator[Read]:
    said = one.group("at") or one.group("work")
    named = (one.targets() if one.group("at") else one.meant("work")) if said else one.around()
    if named is None:
        yield one.unread(Unclear.TARGET)
        return
    changes = _words(one)
    for target in named.addresses or (None,):
        if changes is None:
            yield one.unread(Unclear.NEW_TEXT, named, target)
            continue
        # of a sentence of it the words themselves say where they stand
        part = Part.HEADING if one.part is Part.HEADING else Part.WHOLE
        for change in changes:
            yield one.change(Deed.REPLACES_WORDS, named, target, part=part, words=change)


def _words(one: Instruction) -> list[WordChange] | None:
    """The changes of words: as many new as old, or one new for all."""

    def quoted(signs: str) -> list[str]:
        return [words.strip() for words in one.skeleton.quoted(signs)]

    in_part = one.part not in {Part.WHOLE, Part.HEADING}
    every = not in_part and (one.words.every or bool(one.group("every")))
    beside_words = quoted(one.group("beside"))
    if beside_words:
        (anchor, *more), new = beside_words, quoted(one.group("words"))
        where = Where.BEFORE if one.group("ahead") else Where.AFTER
        return [WordChange(anchor, new[0], where, every)] if len(new) == 1 and not more else None
    old, new = quoted(one.group("old")), quoted(one.group("words"))
    if not old or (new and len(new) not in {1, len(old)}):
        return None
    new = new or [""]
    new = new * len(old) if len(new) == 1 else new
    return [WordChange(was, other, Where.INSTEAD, every) for was, other in zip(old, new, strict=True)]


def _works(one: Instruction, deed: Deed) -> Iterator[Read]:
    """Whole works: each that is named outright."""
    cited = one.skeleton.cited(one.signs("work"))
    if not cited:
        yield one.unread(Unclear.TARGET)
    for citation in cited:
        work = citation.targets[0].work
        if work.named is None:
            yield one.unread(Unclear.TARGET)
        else:
            named = Meant(work)
            yield one.change(deed, named, None)


def _place(one: Instruction) -> tuple[Meant, Where, str | None] | None:
    """Where something is inserted: beside what, or within what."""
    for name, where in _PLACES.items():
        if one.group(name):
            named = one.meant(name)
            if named is None or len(named.addresses) > 1:
                return None
            return named, where, named.addresses[0] if named.addresses else None
    if one.group("between"):
        named = one.meant("between")
        return (named, Where.AFTER, named.addresses[0]) if named and len(named.addresses) == _BOTH else None
    if one.group("new"):
        new = one.meant("new")
        holders = {parent(address) for address in new.addresses} if new is not None else set()
        if new is None or len(holders) != 1 or is_below_article(new.addresses[0]):
            return None
        return new, Where.LAST, parent(new.addresses[0])
    around = one.around()
    return (around, Where.LAST, around.addresses[0] if around.addresses else None) if around else None


def _named(one: Instruction, where: Where, target: str | None) -> list[str] | None:
    """The addresses of what is inserted; none where the instruction gives no number; None: unsure."""
    if not one.group("new"):
        return []
    numbers = one.numbers("new")
    if not numbers:
        return None
    if where in {Where.BEFORE, Where.AFTER} and target is not None:
        addresses = [beside(target, number) for number in numbers]
    else:
        addresses = [
            within(target, last(number)) if _goes_into(target, number) else number for number in numbers
        ]
    return [address for address in addresses if address is not None] if None not in addresses else None


def _pieces(one: Instruction, text: str | None, addresses: Sequence[str]) -> list[str] | None:
    labelled = one.words.levels and all(level(address) in _LABELLED for address in addresses)
    if not text or (labelled and not _is_labelled(one, text)):
        return None  # a Vietnamese article, khoản or điểm always begins with its label
    return shared(text, addresses, one.words.language)


def _goes_into(target: str | None, named: str) -> bool:
    """Whether a number is that of a part of the target: an article stands by itself."""
    return target is not None and last(named).partition("_")[0] not in _BY_ITSELF
