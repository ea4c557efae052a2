"""Which provisions of which work the citations of an instruction mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.language.amendments.addresses import common, inside, is_below_article, number
from corpus.language.amendments.inner_first import listed
from corpus.language.amendments.lexicon import Lexicon
from corpus.language.amendments.lexicon import lexicon as amendment_lexicon
from corpus.language.citations.chains import Parser
from corpus.language.citations.entries import Chain, Entry
from corpus.language.citations.flat import flatten
from corpus.language.citations.levels import address, replaced
from corpus.language.citations.lexicon import lexicon
from corpus.language.citations.model import LONGEST_RUN, Citation, CitedTarget, Naming, WorkMention
from corpus.language.citations.pieces import Place
from corpus.language.citations.tokens import tokens

_STEM = 5
"""Letters by which words of titles are compared: Консульскую, консульская."""
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Context:
    """What is being amended where an instruction stands.

    `work` as the title, a heading or a leading clause named it; `target` the provision whose parts are named
    next. `lists`: what stands below is repealed or replaced (Các văn bản sau đây hết hiệu lực: a) …).
    """

    work: WorkMention | None = None
    target: str | None = None
    lists: bool = False
    amends: bool = False
    """The text says of itself that it amends."""
    several: bool = False
    """Several provisions were named: what comes next is of each of them."""
    corrects: bool = False
    """The text says of itself that it is a correction."""
    near: bool = False
    """A heading or a clause named the work, not the title alone."""

    def unsure(self) -> Context:
        """The same behind what was not understood: it may be about any provision."""
        return replace(self, target=None, several=True)

    def at(self, work: WorkMention, addresses: Sequence[str]) -> Context:
        """The same for what stands below a clause about these provisions: what they have in common."""
        several = len(addresses) > 1
        return replace(
            self, work=work, target=common(addresses), lists=False, amends=True, near=True, several=several
        )


@dataclass(frozen=True, slots=True)
class Meant:
    """Provisions of one work, or (no addresses) the work itself."""

    work: WorkMention
    addresses: tuple[str, ...] = ()


def meant(text: str, citations: Sequence[Citation], context: Context, language: str) -> Meant | None:
    """What the citations mean, if they are all of one work and sure."""
    each = [_one(text, one, context, language) for one in citations]
    # khoản 1 Điều 5, khoản 2 Điều 6 của Luật …: the last one says of which work all are
    found = [one for one in each if one is not None]
    if not found or len(found) < len(each) or not all(alike(found[-1].work, one.work) for one in found):
        return None
    return Meant(found[-1].work, tuple(dict.fromkeys(address for one in found for address in one.addresses)))


def alike(one: WorkMention, other: WorkMention) -> bool:
    """Whether two mentions name one work, as far as it can be seen."""
    first, second = one.named or one, other.named or other
    if first.number and second.number:
        return first.number == second.number
    if first.kind and second.kind and first.kind != second.kind:
        return False
    if Naming.ANAPHORA in {first.naming, second.naming}:  # the Convention: its kind is all that it says
        return True
    ones, others = set(_DIGITS.findall(first.text)), set(_DIGITS.findall(second.text))
    if ones and others:
        return ones <= others or others <= ones
    return _is_part(first.text, second.text) or _is_part(second.text, first.text)


def _is_part(text: str, longer: str) -> bool:
    """Whether a title says less of what the other says: the Convention; endings of words are left out."""
    if text.casefold() in longer.casefold():
        return True
    words, others = ({word[:_STEM] for word in one.casefold().split()} for one in (text, longer))
    return words <= others


def _one(text: str, citation: Citation, context: Context, language: str) -> Meant | None:
    work = citation.targets[0].work
    words = amendment_lexicon(language)
    if words is not None and words.levels:
        return _inner_first(text, citation, context, words)
    addresses = tuple(address for target in citation.targets for address in target.each())
    if any(_is_open(one.provision, one.until) for one in citation.targets):
        return None
    printed = text[citation.start : citation.end]
    if not work.is_this and work.named is not None:
        bare = is_bare(printed, language)
        said = _meant_work(printed, work, context, language)
        if bare and context.near and context.work is not None:  # whatever was named last elsewhere
            said = _again(context.work)
        held = [inside(context.target if bare else None, one) for one in addresses]
        found = tuple(one for one in held if one is not None)
        if said is None or len(found) < len(addresses):
            return None
        again = _in_context(printed, context, language) if bare else found
        whole = not again and all(_prints_article(printed, one) for one in found)
        return Meant(said, found) if whole or _numbers(again) == _numbers(found) else None
    around = _in_context(printed, context, language)
    return Meant(_again(context.work), around) if around and context.work is not None else None


def _numbers(addresses: Sequence[str]) -> list[list[str]]:
    """The numbers of addresses: "paragraph (a)" alone may be any level, in its place it is a point."""
    return [[step.partition("_")[2] for step in address.split("__")] for address in addresses]


def _prints_article(printed: str, address: str) -> bool:
    """Whether a citation says itself which article or annex it means."""
    outer = address.split("__")[0]
    return not is_below_article(address) and number(outer).casefold() in printed.casefold()


def _meant_work(printed: str, work: WorkMention, context: Context, language: str) -> WorkMention | None:
    """The work of a citation; where it is not named outright, it must be the one that is being amended.

    A note may tell of what was done to the Law that it stands in: only a text that amends names one so.
    """
    bare = is_bare(printed, language)
    if work.naming is not Naming.ANAPHORA and not bare:
        return work
    words = amendment_lexicon(language)
    if words is not None and words.principal.search(work.text):
        return _again(context.work) if context.work is not None else None
    if context.work is None:
        return work if context.amends and not bare else None
    return _again(context.work) if context.amends and alike(work, context.work) else None


def _in_context(printed: str, context: Context, language: str) -> tuple[str, ...]:
    """The addresses that a citation prints, within what is being amended; empty where they are not sure."""
    alone = _alone(printed, language)
    if context.work is None or len(alone) != 1 or not _is_of(alone[0], context.work):
        return ()
    named = _printed(alone[0], context.work) or []
    around = [inside(context.target, one) for one in named]
    below = tuple(one for one in around if one is not None)
    return below if len(below) == len(named) else ()


def _again(work: WorkMention) -> WorkMention:
    """The work as it is meant by what names none."""
    return WorkMention(Naming.ANAPHORA, antecedent=work.named)


def _inner_first(text: str, citation: Citation, context: Context, words: Lexicon) -> Meant | None:
    """The same where inner provisions stand first: lists are read anew, for their signs are few and sure."""
    printed = text[citation.start : citation.end]
    cut = words.leads_to_work.search(printed)
    bare = is_bare(printed, words.language)
    listing = printed[: cut.start()] if cut and not bare else printed
    if all(target.provision is None for target in citation.targets):
        work = citation.targets[0].work
        return Meant(work) if work.named is not None else None
    addresses = listed(listing, words.levels, words.until)
    if addresses is None:
        return None
    work = citation.targets[0].work
    known = work if not work.is_this and work.named is not None else None
    if bare and context.work is None:
        return None
    if bare and context.work is not None:
        if known is not None and not alike(known, context.work) and not context.near:
            return None
        known = known if known is not None and alike(known, context.work) else _again(context.work)
    if known is None:
        return None
    held = [inside(context.target if bare else None, one) for one in addresses]
    below = [one for one in held if one is not None]
    return Meant(known, tuple(below)) if len(below) == len(addresses) else None


def _alone(printed: str, language: str) -> list[Chain]:
    """What a citation names if nothing stands around it."""
    words = lexicon(language)
    if words is None:
        return []
    flat = flatten(f", {printed}")  # what begins a line may be its label
    return Parser(flat.text, tokens(flat, words, Place()), words).chains()


def _printed(chain: Chain, work: WorkMention) -> list[str] | None:
    """The addresses as they are printed; None where a range cannot be counted through."""
    targets = [CitedTarget(work, address(entry.path), _until(entry)) for entry in chain.entries]
    if any(target.provision is None or _is_open(target.provision, target.until) for target in targets):
        return None
    return [found for target in targets for found in target.each()]


def _until(entry: Entry) -> str | None:
    return address(replaced(entry.path, entry.until)) if entry.until is not None and entry.path else None


def _is_of(chain: Chain, work: WorkMention) -> bool:
    """Whether a citation names no work, or means this one (de la même convention)."""
    mention = chain.work.mention if chain.work is not None else None
    return mention is None or (mention.naming is Naming.ANAPHORA and alike(mention, work))


def is_bare(printed: str, language: str) -> bool:
    """Whether a citation names no work."""
    return all(chain.work is None for chain in _alone(printed, language))


def _is_open(first: str | None, until: str | None) -> bool:
    """Whether a range cannot be counted through: điểm a đến điểm d."""
    if first is None or until is None:
        return False
    start, end = first.rpartition("_")[2], until.rpartition("_")[2]
    return not (start.isdecimal() and end.isdecimal() and 0 < int(end) - int(start) <= LONGEST_RUN)
