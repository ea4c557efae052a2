"""What a text said before: how it calls itself, what it cited, what it is amending."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.language.citations.amending import Amendment
from corpus.language.citations.levels import DIVISIONS, Levels, Path, address, exactly_at, last_at, settled
from corpus.language.citations.model import Naming, WorkMention
from corpus.language.citations.outline import Outline

_REMEMBERED = 40
"""Mentions of other works kept: an anaphora reaches no further back."""


@dataclass(slots=True)
class Memory:
    """What a text said before: the nouns by which it calls itself, the works it cited, the last first."""

    nouns: set[str] = field(default_factory=set)
    own: set[str] = field(init=False)
    """Those of the work that the article being read comes from."""
    cited: list[WorkMention] = field(default_factory=list)
    names: dict[str, WorkMention] = field(default_factory=dict)
    """Short names that the text gave to works: (hereinafter "the Convention")."""
    terms: set[str] = field(default_factory=set)
    """The nouns of works that stood as terms before their definitions (Regulation: the regulation of …)."""
    outline: Outline = field(default_factory=Outline)
    """The articles of this work."""
    counted: bool = False
    """Whether its articles are counted as points are (أولاً), and so may be called."""
    chaptered: bool = False
    """Whether its articles are called by the word for chapters."""
    approved: set[str] = field(default_factory=set)
    """The nouns of the works that this one approves, by which it does not call itself."""
    title: str = ""
    """The first line of this work, in the form in which titles are compared."""
    article: str = ""
    here: list[WorkMention] = field(default_factory=list)
    """The works cited in this article."""
    told: list[tuple[WorkMention, Path]] = field(default_factory=list)
    """The provisions cited in this article, the last first."""
    depth: int = 0
    """How many quotation marks are open: new text of another work that an amending clause gives."""
    part: Path = ()
    """The annex and division in which the last citation of another work stood: what an amending clause
    names next without its own stands there too."""
    amendment: Amendment | None = None
    """What is being amended where the reading stands."""

    def __post_init__(self) -> None:
        self.own = self.nouns

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
            self.article, self.here, self.told, self.part, self.depth = article, [], [], (), 0
            self.own = self.nouns

    def comes_from(self, kind: str) -> None:
        """The article is of a work of this noun, in a codification of several works."""
        self.own = {kind}

    def same(self, levels: Levels) -> tuple[WorkMention, Path] | None:
        """The provision of one of these levels that was cited last in this article, and its work.

        The article in which it is said is meant only where no other was cited: section 9, …, this section, …
        of that section.
        """
        named = [(mention, exactly_at(path, levels) or last_at(path, levels)) for mention, path in self.told]
        named = [(mention, path) for mention, path in named if path]
        others = (
            (mention, path)
            for mention, path in named
            if mention.naming is not Naming.THIS or address(path) != self.article
        )
        return next(others, named[0] if named else None)

    @property
    def quotes_itself(self) -> bool:
        """Whether text quoted is that of a provision of this work, as in notes on how it was amended."""
        return self.amendment is None and bool(self.told) and self.told[0][0].naming is Naming.THIS

    def antecedent(self, kind: str) -> WorkMention | None:
        """The last work cited whose noun is this; any without one (the same instrument)."""
        return next((one for one in self.cited if one.kind == kind or not kind), None)

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
