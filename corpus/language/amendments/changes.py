"""Makes changes of an instruction that was understood, with the new text that was found for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.language.amendments.addresses import beside, is_below_article, last, parent, within
from corpus.language.amendments.clauses import Step
from corpus.language.amendments.lexicon import Lexicon
from corpus.language.amendments.model import Deed, Modification, Part, Unclear, Unread, Where, WordChange
from corpus.language.amendments.newtext import is_labelled, shared
from corpus.language.amendments.skeleton import OWN, PROVISION, WORK, Skeleton
from corpus.language.amendments.targets import Context, Meant, meant
from corpus.language.citations.model import Citation

Read = Modification | Unread
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CITED = re.compile(f"{PROVISION}|{WORK}|{OWN}")
_PLACES = {"before": Where.BEFORE, "after": Where.AFTER, "into": Where.LAST, "front": Where.FIRST}


@dataclass(frozen=True, slots=True)
class Instruction:
    """One step of a clause: `by` the provision that makes it, `start` and `end` the clause in its text."""

    skeleton: Skeleton
    step: Step
    context: Context
    words: Lexicon
    by: str
    start: int
    end: int
    joined: bool = False
    """Another change of the same clause follows, which may say what stands around these provisions."""

    def group(self, name: str) -> str:
        """What a slot of the form took; empty where it took nothing."""
        groups = self.step.match.groupdict()
        return next((took for key, took in groups.items() if took and key.partition("__")[0] == name), "")

    def meant(self, name: str) -> Meant | None:
        """What the citations of a slot mean."""
        cited = self.skeleton.cited(self._signs(name))
        if cited and self.joined and self.words.levels and _names_no_article(self.skeleton, cited):
            return None
        return meant(self.skeleton.original, cited, self.context, self.words.language) if cited else None

    def _signs(self, name: str) -> str:
        """The citations of a slot that are meant themselves: the first, and those joined to it.

        Others only belong to the title of one (règlement d'exécution de la loi …), or tell by whom it was
        amended. Empty where it is not sure which are meant: A, amended by B, and C.
        """
        group = _IN_BRACKETS.sub("", self.group(name))
        told = self.words.told_by.search(group)
        apart = told.start() if told else len(group)
        signs = ""
        for found in _CITED.finditer(group):
            joined = not signs or self.words.separates.search(group, 0, found.start())
            if not joined:
                apart = min(apart, found.start())
            elif found.start() > apart:
                return ""
            else:
                signs += found[0]
        return signs

    @property
    def asks_text(self) -> bool:
        """Whether new text must stand with it."""
        deed = self.step.form.deed
        return deed in {Deed.REPLACES, Deed.INSERTS} and not self.group("work") and not self.group("by")

    @property
    def part(self) -> Part:
        """What of the target is meant."""
        for name, part in (("heading", Part.HEADING), ("opening", Part.OPENING), ("other", Part.OTHER)):
            if self.group(name) or self.group(f"{name}_behind"):
                return part
        return Part.WHOLE

    @property
    def leads_to(self) -> Context | None:
        """What is being amended below it: what the provisions named have in common, else the work."""
        named = self.meant("at") or self.meant("into") or self.meant("work")
        if named is None:
            return None
        return self.context.at(named.work, named.addresses)

    def unread(self, why: Unclear, named: Meant | None = None, target: str | None = None) -> Unread:
        """The same as one that was not understood."""
        work = named.work if named else self.context.work
        return Unread(self.by, self.start, self.end, why, work, target)

    def made(self, text: str | None, *, bare: bool = False) -> Iterator[Read]:
        """Its changes; `text` is the new text, None where it was not found; `bare`: without marks."""
        unnamed = not self.group("new") and self.step.form.deed is Deed.INSERTS
        if bare and text is not None and (unnamed or not self._is_labelled(text)):
            text = None
        makers = {
            Deed.REPLACES: self._replaced,
            Deed.INSERTS: self._inserted,
            Deed.REPEALS: self._repealed,
            Deed.RENUMBERS: self._renumbered,
            Deed.REPLACES_WORDS: self._reworded,
        }
        deed = self.step.form.deed
        if deed is not None:
            yield from makers[deed](text)

    def _is_labelled(self, text: str) -> bool:
        """Whether new text begins with a label: without marks around it, it is known by that alone."""
        return is_labelled(text, self.words.language)

    def _replaced(self, text: str | None) -> Iterator[Read]:
        if self.group("work"):
            yield from self._works(Deed.REPLACES)
            return
        named = self._targets()
        if named is None:
            yield self.unread(Unclear.TARGET)
            return
        if not self.asks_text:  # replaced by an annex of this work: its text stands elsewhere
            for target in named.addresses:
                yield self.unread(Unclear.NEW_TEXT, named, target)
            return
        whole = self.part is Part.WHOLE
        pieces = (
            self._pieces(text, named.addresses) if whole or text is None else [text] * len(named.addresses)
        )
        if pieces is None or (not whole and len(named.addresses) > 1):
            for target in named.addresses:
                yield self.unread(Unclear.NEW_TEXT, named, target)
            return
        for target, piece in zip(named.addresses, pieces, strict=True):
            yield self._change(Deed.REPLACES, named, target, new=piece)

    def _inserted(self, text: str | None) -> Iterator[Read]:
        place = self._place()
        if place is None:
            yield self.unread(Unclear.TARGET)
            return
        named, where, target = place
        addresses = self._named(where, target)
        if addresses is None:
            yield self.unread(Unclear.TARGET, named, target)
            return
        pieces = self._pieces(text, addresses) if addresses else text and [text]
        if not pieces:
            yield self.unread(Unclear.NEW_TEXT, named, target)
            return
        neighbour = target
        part = Part.OTHER if self.group("piece") else Part.WHOLE
        numbered: Sequence[str | None] = addresses or [None]
        for address, piece in zip(numbered, pieces, strict=True):
            yield self._change(
                Deed.INSERTS, named, neighbour, where=where, part=part, new=piece, named_as=address
            )
            if where is Where.AFTER and address is not None:
                neighbour = address

    def _repealed(self, _: str | None) -> Iterator[Read]:
        if self.group("work"):
            yield from self._works(Deed.REPEALS)
            return
        named = self._targets()
        if named is None:
            yield self.unread(Unclear.TARGET)
            return
        for target in named.addresses:
            yield self._change(Deed.REPEALS, named, target)

    def _renumbered(self, _: str | None) -> Iterator[Read]:
        old, new = self._targets(), self._numbers("to")
        if old is None:
            yield self.unread(Unclear.TARGET)
            return
        if len(new) != len(old.addresses):
            yield self.unread(Unclear.TARGET, old)
            return
        for target, address in zip(old.addresses, new, strict=True):
            named = beside(target, address)
            if named is None:
                yield self.unread(Unclear.TARGET, old, target)
            else:
                yield self._change(Deed.RENUMBERS, old, target, named_as=named)

    def _reworded(self, _: str | None) -> Iterator[Read]:
        named = self._targets() if self.group("at") else self.meant("work") or self._around()
        if named is None:
            yield self.unread(Unclear.TARGET)
            return
        changes = self._words()
        for target in named.addresses or (None,):
            if changes is None:
                yield self.unread(Unclear.NEW_TEXT, named, target)
                continue
            part = (
                Part.HEADING if self.part is Part.HEADING else Part.WHOLE
            )  # a sentence of it: words say where
            for change in changes:
                yield self._change(Deed.REPLACES_WORDS, named, target, part=part, words=change)

    def _words(self) -> list[WordChange] | None:
        """The changes of words: as many new as old, or one new for all."""

        def quoted(signs: str) -> list[str]:
            return [words.strip() for words in self.skeleton.quoted(signs)]

        in_part = self.part not in {Part.WHOLE, Part.HEADING}
        every = not in_part and (self.words.every or bool(self.group("every")))
        beside_words = quoted(self.group("beside"))
        if beside_words:
            (anchor, *more), new = beside_words, quoted(self.group("words"))
            where = Where.BEFORE if self.group("ahead") else Where.AFTER
            return [WordChange(anchor, new[0], where, every)] if len(new) == 1 and not more else None
        old, new = quoted(self.group("old")), quoted(self.group("words"))
        if not old or (new and len(new) not in {1, len(old)}):
            return None
        new = new or [""]
        new = new * len(old) if len(new) == 1 else new
        return [WordChange(one, other, Where.INSTEAD, every) for one, other in zip(old, new, strict=True)]

    def _works(self, deed: Deed) -> Iterator[Read]:
        """Whole works: each that is named outright."""
        cited = self.skeleton.cited(self._signs("work"))
        if not cited:
            yield self.unread(Unclear.TARGET)
        for citation in cited:
            work = citation.targets[0].work
            if work.named is None:
                yield self.unread(Unclear.TARGET)
            else:
                named = Meant(work)
                yield self._change(deed, named, None)

    def _targets(self) -> Meant | None:
        """The provisions that are changed: those named, else that of which is being spoken."""
        if self.group("at"):
            named = self.meant("at")
            if named is None or not named.addresses:
                return None
            in_parts = self.part is not Part.WHOLE and len(named.addresses) > 1
            return None if in_parts else named  # the title of Article 5 and Article 6: whose title?
        around = self._around()
        return around if around is not None and around.addresses else None

    def _around(self) -> Meant | None:
        context = self.context
        if context.work is None or context.several:
            return None
        return Meant(context.work, (context.target,) if context.target else ())

    def _place(self) -> tuple[Meant, Where, str | None] | None:
        """Where something is inserted: beside what, or within what."""
        for name, where in _PLACES.items():
            if self.group(name):
                named = self.meant(name)
                if named is None or len(named.addresses) > 1:
                    return None
                return named, where, named.addresses[0] if named.addresses else None
        if self.group("new"):
            new = self.meant("new")
            if new is None or not new.addresses or is_below_article(new.addresses[0]):
                return None
            return new, Where.LAST, parent(new.addresses[0])
        around = self._around()
        return (around, Where.LAST, around.addresses[0] if around.addresses else None) if around else None

    def _named(self, where: Where, target: str | None) -> list[str] | None:
        """The addresses of what is inserted; none where the instruction gives no number; None: unsure."""
        if not self.group("new"):
            return []
        numbers = self._numbers("new")
        if not numbers:
            return None
        if where in {Where.BEFORE, Where.AFTER} and target is not None:
            addresses = [beside(target, one) for one in numbers]
        else:
            addresses = [within(target, last(one)) if _goes_into(target, one) else one for one in numbers]
        return [one for one in addresses if one is not None] if None not in addresses else None

    def _numbers(self, name: str) -> list[str]:
        """The addresses of what does not stand there yet: only their last steps are sure."""
        cited = self.skeleton.cited(self.group(name))
        return [address for one in cited for found in one.targets for address in found.each()]

    def _pieces(self, text: str | None, addresses: Sequence[str]) -> list[str] | None:
        return shared(text, addresses, self.words.language) if text else None

    def _change(
        self,
        deed: Deed,
        named: Meant,
        target: str | None,
        *,
        where: Where = Where.INSTEAD,
        part: Part | None = None,
        new: str = "",
        named_as: str | None = None,
        words: WordChange | None = None,
    ) -> Modification:
        return Modification(
            deed, self.by, self.start, self.end, named.work, target, where,
            part if part is not None else self.part, new, named_as, words,
        )  # fmt: skip


def _goes_into(target: str | None, named: str) -> bool:
    """Whether a number is that of a part of the target: an article stands by itself."""
    return target is not None and last(named).partition("_")[0] not in {"art", "annex", "chp", "sec", "part"}


def _names_no_article(skeleton: Skeleton, cited: Sequence[Citation]) -> bool:
    """Whether inner provisions are named alone: điểm c, before another's khoản is named."""
    found = cited[-1].targets[-1].provision or ""
    printed = skeleton.original[cited[-1].start : cited[-1].end]
    return not any(
        one.split("_")[-1] in printed for one in found.split("__") if one.startswith(("art_", "annex"))
    )
