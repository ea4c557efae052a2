"""The pieces of citations: provisions and works, and where a text stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.language.citations.levels import ARTICLE, DIVISIONS, Levels, Path, Ranked, last_at, path_of
from corpus.language.citations.model import WorkMention

SAME = "="
"""The number of a step that means the provision cited last (that article)."""


@dataclass(frozen=True, slots=True)
class Unit(Ranked):
    """A provision named at `start` to `end`: one path for each number; `until` ends a range.

    `absolute`: it says of itself which provision it is (this article, the preceding paragraph).
    """

    start: int
    end: int
    levels: Levels
    paths: tuple[Path, ...]
    untils: tuple[str | None, ...]
    absolute: bool = False
    plural: bool = False

    @property
    def is_division(self) -> bool:
        """Whether its word stands for parts above articles only."""
        return set(self.levels) <= DIVISIONS

    @property
    def is_outer(self) -> bool:
        """Whether it is a division or an annex."""
        return set(self.levels) <= DIVISIONS | {"annex"}


@dataclass(frozen=True, slots=True)
class Work:
    """A work named at `start` to `end`; `only_after` a provision is it one (of the Agreement)."""

    start: int
    end: int
    mention: WorkMention
    only_after: bool = False
    leads: bool = False
    """Its provisions stand behind it: 15 U.S.C. 1601."""
    made_under: bool = False
    """It is made under the work named before it, or under the one that names it (its regulation)."""


Token = Unit | Work


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text that is read stands: the eId of its provision, those of the divisions around it.

    `quoted`: it is text to be put into another work, where its articles and paragraphs are not known.
    """

    eid: str = ""
    around: tuple[str, ...] = ()
    quoted: bool = False
    called_section: bool = False
    """Its article is called a section (§ 41.2)."""
    called_chapter: bool = False
    """Its articles are called by the word for chapters (الفصل 5, of a Tunisian law)."""
    lines: tuple[tuple[int, str], ...] = ()
    """Where the text is new text with labels of its own: from which character on which eId holds."""

    unnumbered: str = ""
    """The eId of the paragraph around it that has no number in print."""

    new: bool = False
    """It is read as what stands in the work that is amended."""

    def at(self, index: int) -> Place:
        """Where the character at `index` of the text stands."""
        eid = next((eid for start, eid in reversed(self.lines) if start <= index), self.eid)
        return replace(self, eid=eid, lines=()) if self.lines else self

    def called(self, levels: Levels) -> Levels:
        """What a word for these levels stands for here."""
        return (ARTICLE,) if self.called_chapter and levels == ("chp",) else levels

    def own(self, levels: Levels) -> Path:
        """The path of the provision of one of these levels in which the text stands; empty: unknown."""
        if self.quoted:
            return ()
        if levels == (ARTICLE, "sec") and not self.called_section:
            levels = ("sec",)
        for eid in (self.eid, *self.around):
            found = last_at(path_of(eid), levels)
            if found:
                return found
        return ()
