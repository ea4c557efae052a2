"""What the grammar finds: mentions of provisions and works, with their places in the text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_RUN = 60
"""Provisions of a run that are told one by one."""


class Naming(StrEnum):
    """How a mention names a work."""

    THIS = "this"
    """This Convention, 本法; also where only a provision is named."""
    NUMBER = "number"
    """By a number or a place in a series: Decree No. 23/2015/NĐ-CP, 596 UNTS 261."""
    TITLE = "title"
    """By a title or short name: the Vienna Convention on Consular Relations, 《…公约》."""
    ANAPHORA = "anaphora"
    """The said Decree, 该条例: the work cited before."""


@dataclass(frozen=True, slots=True)
class WorkMention:
    """A work as a text names it.

    `text` is as printed; `number` the number in it. An anaphora has its `antecedent`, the last work
    cited before that fits; None where none does.
    In new text for another work "this" is such an anaphora.
    """

    naming: Naming
    text: str = ""
    number: str = ""
    kind: str = ""
    """The noun of the mention, folded: convention, nghi dinh."""
    antecedent: WorkMention | None = None

    @property
    def is_this(self) -> bool:
        """Whether the text that is read belongs to the work."""
        return self.naming is Naming.THIS

    @property
    def named(self) -> WorkMention | None:
        """The mention that names the work: of an anaphora its antecedent."""
        return self.antecedent if self.naming is Naming.ANAPHORA else self


@dataclass(frozen=True, slots=True)
class CitedTarget:
    """One provision, one run of them (`provision` to `until`, both included), or a whole work.

    `provision` is like an eId (`art_5__para_2__point_a`), outermost first and in the numbers of the
    citation: whether the work has it so is for who resolves it. None: the whole work, or a part
    that the text does not number.
    """

    work: WorkMention
    provision: str | None = None
    until: str | None = None

    def each(self) -> tuple[str, ...]:
        """The provisions one by one: a run of whole numbers is counted through, else both ends are told."""
        if self.provision is None or self.until is None:
            return (self.provision,) if self.provision else ()
        first, last = self.provision.rpartition("_"), self.until.rpartition("_")
        whole = first[0] == last[0] and first[2].isdecimal() and last[2].isdecimal()
        if not whole or not 0 < int(last[2]) - int(first[2]) <= LONGEST_RUN:
            return self.provision, self.until
        return tuple(f"{first[0]}_{number}" for number in range(int(first[2]), int(last[2]) + 1))


@dataclass(frozen=True, slots=True)
class Citation:
    """One mention, from `start` to `end` of the text, with what it names, in order."""

    start: int
    end: int
    targets: tuple[CitedTarget, ...]
