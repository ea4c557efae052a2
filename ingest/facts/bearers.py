"""Who is bound or entitled: the phrase before a verb, where it names who acts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COLONS, COMMAS, Stretch, chunks, trim
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules, Heads


class Subject(Enum):
    """What the phrase before a verb is."""

    NAMED = "named"
    """It names somebody who acts."""
    THING = "thing"
    SAME = "same"
    """Nothing stands there: the verb is linked to the one before."""
    ABSENT = "absent"
    """Only words of when and where stand there."""
    NONE = "none"
    """The verb stands in a clause about something else, or the phrase cannot be told."""


_VERBAL: Final = ("opens", "duty", "goes_on", "copula", "suffers", "break", "relative", "not", "object")
"""Roles of words at which the name of who acts ends in a condition."""
NOWHERE: Final = Stretch(0, 0)


@dataclass(frozen=True, slots=True)
class Bearer:
    """The phrase and what it is."""

    subject: Subject
    stretch: Stretch = NOWHERE


UNTOLD = Bearer(Subject.NONE)


class BearerReader:
    """Reads the bearers of one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc = doc
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._found = found
        self._heads = found.heads
        self._cases = found.cases

    def before(self, left: Stretch, *, opening: bool) -> Bearer:
        """Of the tokens before a verb; `opening`: they begin the sentence."""
        then = self._cues.of("then", start=left.start, end=left.end)
        rest = self.without_adverbs(Stretch(then[-1].end, left.end)) if then else left
        if then and not rest and self._opens("condition", left):
            named = self._conditioned(self._chunks(left))
            return named if named.subject is Subject.NAMED else Bearer(Subject.SAME)
        if then and self.phrase(rest).subject is Subject.NAMED:
            left = Stretch(then[-1].end, left.end)
        closed = bool(left) and self._words[left.end - 1] in COMMAS
        left = self.without_adverbs(left)
        if not left:
            return Bearer(Subject.SAME)
        if not opening:
            return Bearer(Subject.SAME) if closed and self._goes_on(left) else self._linked(left)
        if not closed and self._cues.has("stative", start=self._after_comma(left), end=left.end):
            return UNTOLD
        colon = next(
            (i + 1 for i in range(left.end - 1, left.start, -1) if self._words[i] in COLONS), left.start
        )
        parts = self._chunks(Stretch(colon, left.end))
        if not parts or (not closed and self._embedded(left)):
            return UNTOLD
        if not (self._opens("subordinate", parts[-1]) or self._relative(parts)):
            return self._first(parts)
        if not closed or (len(parts) > 1 and self._opens("subordinate", parts[-2])):
            return UNTOLD
        return self._first(parts[:-1]) if len(parts) > 1 else self._conditioned(parts)

    def _goes_on(self, left: Stretch) -> bool:
        """A further verb right behind a comma has the bearer before, unless a clause stands between."""
        first = self._heads is Heads.FIRST and not self._cases
        return first and not self._cues.has("subordinate", "relative", start=left.start, end=left.end)

    def _relative(self, parts: list[Stretch]) -> bool:
        """The last chunk is a relative clause; its noun may open it (`, the members of which`)."""
        last = parts[-1]
        inner = self._cues.of("relative", start=last.start + 1, end=last.end) if len(parts) > 1 else []
        governed = any(self._is("break", cue.start - 1) for cue in inner)
        return (bool(inner) and self._cases) or governed or self._opens("relative", last)

    def _chunks(self, left: Stretch) -> list[Stretch]:
        """Parted by commas, though not within a phrase of the table (tổ chức, cá nhân)."""
        inner = (range(cue.start, cue.end) for cue in self._cues.of("actor", start=left.start, end=left.end))
        return chunks(self._doc, left, frozenset(i for one in inner for i in one))

    def _embedded(self, left: Stretch) -> bool:
        """The verb is that of a clause about something else: `the means whereby they will`."""
        start = max(self._after_comma(left), left.end - 5)
        inner = self._cues.of("relative", "subordinate", start=start, end=left.end)
        inner = [cue for cue in inner if not self._demonstrative(cue.start)]
        return (
            bool(inner)
            and inner[-1].start > left.start
            and self._cues.has("actor", "pronoun", start=inner[-1].end, end=left.end)
        ) or bool(inner and inner[-1].end == left.end)

    def _after_comma(self, left: Stretch) -> int:
        commas = (i + 1 for i in range(left.end - 1, left.start, -1) if self._words[i] in COMMAS)
        return next(commas, left.start)

    def _first(self, parts: list[Stretch]) -> Bearer:
        """The chunk at the verb if it names somebody, else the first that is no condition or adverbial."""
        plain = [part for part in parts if not self._aside(part)]
        if plain and plain[-1] == parts[-1]:
            named = self.phrase(self.without_adverbs(plain[-1]))
            glued = self._glued(parts[-1]) if self._cases and len(parts) > 1 else UNTOLD
            if self._enumerated(plain):
                return Bearer(Subject.THING, plain[0])
            if Subject.NAMED in (named.subject, glued.subject):
                return named if named.subject is Subject.NAMED else glued
        if plain:
            return self.phrase(self.without_adverbs(plain[0]))
        glued = self._glued(parts[-1])
        return glued if glued.subject is Subject.NAMED else self._conditioned(parts)

    def _conditioned(self, parts: list[Stretch]) -> Bearer:
        """A verb without a subject has that of its condition: `Si la Parte se retira, lo comunicará`."""
        for part in parts if self._found.drops_subject else ():
            opening = self._cues.at("condition", part.start)
            start = self._behind_determiners(Stretch(opening.end, part.end)) if opening else part.end
            actor = self._cues.at("actor", start)
            if opening and actor and actor.end <= part.end:
                ends = self._cues.of(*_VERBAL, start=actor.end, end=part.end)
                return Bearer(Subject.NAMED, Stretch(opening.end, ends[0].start if ends else actor.end))
        return Bearer(Subject.ABSENT)

    def _enumerated(self, plain: list[Stretch]) -> bool:
        """The last of several names that a preposition governs: `kinh phí đối với nhà giáo, cán bộ được`."""
        if len(plain) < 2 or self._heads is not Heads.FIRST or self._cases:
            return False
        first = self.phrase(self.without_adverbs(plain[0]))
        governs = [cue.end for cue in self._cues.of("governs", start=plain[0].start, end=plain[0].end)]
        actor = bool(governs) and self._cues.has("actor", start=governs[-1], end=plain[0].end)
        return first.subject is Subject.THING and actor

    def _aside(self, part: Stretch) -> bool:
        """A condition or adverbial, or what goes on with a condition (`khi …, chưa được cấp, phải`)."""
        opened = any(self._opens(role, part) for role in ("condition", "subordinate", "goes_on"))
        return opened or self._adverbial(part)

    def _glued(self, part: Stretch) -> Bearer:
        """`In case of doubt the Minister shall`: a bearer behind a condition without a comma."""
        if self._opens("subordinate", part):
            return UNTOLD
        actors = self._cues.of("actor", start=part.start + 1, end=part.end)
        if not actors:
            return UNTOLD
        last = actors[-1]
        if self._cases:
            last = min((cue for cue in actors if cue.end >= last.end), key=lambda cue: cue.start)
            plain = self._group_end(Stretch(last.start, part.end)) == part.end
            return Bearer(Subject.NAMED, Stretch(last.start, part.end)) if plain else UNTOLD
        if self._heads is Heads.FIRST and (fronted := self._fronted(part)):
            return fronted
        start = last.start
        while start > part.start and not self._is("determiner", start) and not self._is("break", start - 1):
            start -= 1
        ends = not self._cues.has("determiner", "break", "link", start=last.end, end=part.end)
        named = ends and self._is("determiner", start) and start > part.start + 1
        named = named and not self._is("break", start - 1)
        return Bearer(Subject.NAMED, Stretch(start, part.end)) if named else UNTOLD

    def _fronted(self, part: Stretch) -> Bearer | None:
        """`Pour le renouvellement du titre le demandeur de pays tiers`: a name that no preposition governs."""
        starts = (i for i in range(part.end - 1, part.start + 1, -1) if self._is("determiner", i))
        for start in starts:
            governed = any(self._is(role, start - 1) for role in ("break", "determiner", "link", "name_link"))
            named = self.phrase(Stretch(start, part.end))
            if not governed and named.subject is Subject.NAMED and self._found.adverbs:
                return named
        return None

    def _linked(self, left: Stretch) -> Bearer:
        """Of a further verb in a sentence: the phrase behind the last link, or the one before."""
        left = self._without_participle(left)
        links = self._cues.of("link", start=left.start, end=left.end)
        sub = self._cues.of("subordinate", "relative", start=left.start, end=left.end)
        commas = [part.start for part in self._chunks(left)][1:]
        at = max([link.end for link in links] + commas, default=left.start)
        if sub and sub[-1].start >= at:
            return UNTOLD
        rest = self.without_adverbs(Stretch(at, left.end))
        if not rest:
            return Bearer(Subject.SAME) if links else UNTOLD
        if not links and not commas:
            return UNTOLD
        named = self.phrase(rest)
        apart = self._cases and any(self._words[link.start - 1] in COMMAS for link in links[-1:])
        passes = named.subject is Subject.NAMED or apart
        return named if passes else UNTOLD

    def _without_participle(self, left: Stretch) -> Stretch:
        """Without what a Russian participle tells of the noun before it: `суммы, [вырученные им,]`."""
        parts = self._chunks(left) if self._cases and self._words[left.end - 1] in COMMAS else []
        if len(parts) > 1 and self.participle(parts[-1].start):
            return Stretch(left.start, parts[-2].end)
        return left

    def phrase(self, part: Stretch) -> Bearer:
        """Whether a phrase names somebody who acts, by the noun that heads it; `[name]` stands for one."""
        part = trim(self._doc, part)
        if not part:
            return UNTOLD
        if self._words[part.start] == "[" and self._words[part.end - 1] == "]":
            return Bearer(Subject.NAMED, part)
        start = self._behind_determiners(part)
        head = self._cues.at("actor", start)
        end = self._group_end(Stretch(max(start, head.end - 1) if head else start, part.end))
        actors = self._cues.of("actor", start=part.start, end=end)
        others = self._cues.of("other", start=start, end=end)
        if self._heads is Heads.LAST:
            if any(
                cue.end == end and cue.start > start for cue in self._cues.of("pronoun", start=start, end=end)
            ):
                return UNTOLD
            named = any(cue.end == end for cue in actors) or self._is_name(Stretch(start, end))
            named = named and not any(cue.end == end for cue in others)
        else:
            named = any(cue.start == part.start or self._plain(start, cue.start) for cue in actors)
            named = named and self._cues.at("other", start) is None
            if named and self._cases:
                head = max(cue.end for cue in actors)
                part = Stretch(part.start, self._group_end(Stretch(max(start, head - 1), part.end)))
        return Bearer(Subject.NAMED if named else Subject.THING, part)

    def short(self, part: Stretch) -> Stretch:
        """A phrase up to its first preposition."""
        return Stretch(part.start, max(self._group_end(part), part.start + 1))

    def name(self, part: Stretch) -> Stretch:
        """The name of a body at the start of a phrase: `the Ministry of Justice [under Article 3]`."""
        end = self._behind_determiners(part)
        while end < part.end and self._words[end] not in COMMAS:
            inner = self._is("name_link", end) and not self._is("vague", end + 1)
            ends = self._is("break", end) or self._is("relative", end) or self._is("link", end)
            new = self._is("determiner", end) and not self._is("name_link", end - 1)
            if end > part.start and (ends or new) and not inner:
                break
            end += 1
        return trim(self._doc, Stretch(part.start, max(end, part.start + 1)))

    def _is_name(self, group: Stretch) -> bool:
        """A proper name without an article: every word with a capital (Viet Nam, Norvale)."""
        if (
            not group
            or self._is("determiner", group.start)
            or self._cues.has("other", start=group.start, end=group.end)
        ):
            return False
        return all(token.text[0].isupper() for token in self._doc[group.start : group.end])

    def _plain(self, start: int, end: int) -> bool:
        """Nothing but adjectives between two tokens."""
        return start <= end and all(
            self._is("adjective", i)
            or self._is("determiner", i)
            or self.participle(i)
            or (self._cases and self._is("link", i))
            for i in range(start, end)
        )

    def participle(self, index: int) -> bool:
        """A Russian adjective or participle in the nominative, told by its ending."""
        word = self._doc[index].norm_
        return len(word) > 4 and word.endswith(
            ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ийся", "иеся", "аяся", "ееся")
        )

    def _behind_determiners(self, part: Stretch) -> int:
        start = part.start
        while start < part.end and (cue := self._cues.at("determiner", start)):
            if self._cues.at("actor", start) and not self._more(start + 1, part.end):
                break
            start = cue.end
        return min(start, part.end - 1) if start >= part.end else start

    def _more(self, start: int, end: int) -> bool:
        return start < end and not self._is("break", start)

    def _group_end(self, part: Stretch) -> int:
        """Up to the first word that ends the phrase."""
        for index in range(part.start + 1, part.end):
            if self._is("break", index) or self._is("relative", index) or self._words[index] in "(（)）":
                return index
            if self._modifies(index):
                return index
        return part.end

    def _modifies(self, index: int) -> bool:
        """A participle behind the noun of somebody who acts: `the Party adopting the measure`."""
        form = self._found.modifiers
        participle = form and form.fullmatch(self._words[index].lower())
        return bool(participle and self._cues.ending("actor", index))

    def without_adverbs(self, part: Stretch) -> Stretch:
        """Without adverbs and commas at both ends."""
        part = trim(self._doc, part)
        changed = True
        while changed and part:
            changed = False
            for role in ("adverb", "lead"):
                head = self._cues.at(role, part.start)
                if head and head.end <= part.end and not self._is("determiner", part.start):
                    part, changed = trim(self._doc, Stretch(head.end, part.end)), True
            tail = self._cues.ending("adverb", part.end)
            if tail and tail.start >= part.start and part:
                part, changed = trim(self._doc, Stretch(part.start, tail.start)), True
        return part

    def _adverbial(self, part: Stretch) -> bool:
        opening, determiner = self._cues.at("break", part.start), self._cues.at("determiner", part.start)
        return opening is not None and (determiner is None or determiner.end < opening.end)

    def _opens(self, role: str, part: Stretch) -> bool:
        start = part.start
        while start < part.end and (link := self._cues.at("link", start)):
            start = link.end
        return self._cues.at(role, start) is not None and not self._demonstrative(start)

    def _demonstrative(self, index: int) -> bool:
        """`that State`: no relative pronoun."""
        return self._is("determiner", index) and self._is("actor", index + 1)

    def _is(self, role: str, index: int) -> bool:
        return self._cues.at(role, index) is not None
