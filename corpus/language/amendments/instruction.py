"""One step of a clause that was understood: what its slots mean where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.amendments.clauses import Step
from corpus.language.amendments.lexicon import Lexicon
from corpus.language.amendments.model import Deed, Modification, Part, Unclear, Unread, Where, WordChange
from corpus.language.amendments.skeleton import OWN, PROVISION, WORK, Skeleton
from corpus.language.amendments.targets import Context, Meant, is_bare, meant
from corpus.language.citations.model import Citation

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_OUTER, _OWNER = "outer", "owner"
_AROUND = (_OUTER, _OWNER)
_CITED = re.compile(f"{PROVISION}|{WORK}|{OWN}")


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
        cited = self.skeleton.cited(self.signs(name))
        if cited and self.joined and self.words.levels and _names_no_article(self.skeleton, cited):
            return None
        context = self.context if name in _AROUND else self.inner
        if not cited or context is None:
            return None
        return meant(self.skeleton.original, cited, context, self.words.language)

    @property
    def inner(self) -> Context | None:
        """What is being amended where its provisions stand; None: what holds them is not known."""
        name = next((name for name in _AROUND if self.group(name)), None)
        if name is None:
            return self.context
        outer = self.meant(name)
        if outer is None or (name == _OUTER and not outer.addresses):
            return None
        return self.context.at(outer.work, outer.addresses)

    def signs(self, name: str) -> str:
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
    def corrects(self) -> bool:
        """Whether an error is put right: the text says so of itself, or the clause."""
        return self.context.corrects or bool(self.words.corrects.search(self.step.match[0]))

    @property
    def names_others(self) -> bool:
        """Whether it names another work outright."""
        text, language = self.skeleton.original, self.words.language
        cited = self.skeleton.cited(self.step.match[0])
        outright = [one for one in cited if not is_bare(text[one.start : one.end], language)]
        return any(not target.work.is_this for one in outright for target in one.targets)

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
        return Unread(self.by, self.start, self.end, why, work, target, self.corrects)

    def targets(self) -> Meant | None:
        """The provisions that are changed: those named, else that of which is being spoken."""
        if self.group("at"):
            named = self.meant("at")
            if named is None or not named.addresses:
                return None
            in_parts = self.part is not Part.WHOLE and len(named.addresses) > 1
            return None if in_parts else named  # the title of Article 5 and Article 6: whose title?
        around = self.around()
        return around if around is not None and around.addresses else None

    def around(self) -> Meant | None:
        """What is being amended where it stands, as a heading or a clause above said."""
        context = self.inner
        if context is None or context.work is None or context.several:
            return None
        return Meant(context.work, (context.target,) if context.target else ())

    def numbers(self, name: str) -> list[str]:
        """The addresses of what does not stand there yet: only their last steps are sure."""
        cited = self.skeleton.cited(self.group(name))
        return [address for one in cited for found in one.targets for address in found.each()]

    def change(
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
        """A change of this instruction."""
        return Modification(
            deed, self.by, self.start, self.end, named.work, target, where,
            part if part is not None else self.part, new, named_as, words, self.corrects,
        )  # fmt: skip


def _names_no_article(skeleton: Skeleton, cited: Sequence[Citation]) -> bool:
    """Whether inner provisions are named alone: điểm c, before another's khoản is named."""
    found = cited[-1].targets[-1].provision or ""
    printed = skeleton.original[cited[-1].start : cited[-1].end]
    return not any(
        one.split("_")[-1] in printed for one in found.split("__") if one.startswith(("art_", "annex"))
    )
