"""Who acts before a verb: the subject of its clause, behind conditions, adverbials and clauses inserted."""

from __future__ import annotations

from typing import Final

from ingest.facts.bearers import UNTOLD, Bearer, BearerReader, Subject
from ingest.facts.clauses import COLONS, COMMAS, Stretch, without_number
from ingest.facts.clauses import chunks as parted
from ingest.facts.rules import Heads

_VERBAL: Final = ("opens", "duty", "goes_on", "copula", "suffers", "break", "relative", "not", "object")
"""Roles of words at which the name of who acts ends in a condition."""
_CONDITION: Final = 4
"""Chunks of a condition with what is inserted in it, and of the clause behind it."""


class SubjectReader(BearerReader):
    """Reads the subjects of one doc, from the chunks between the commas before a verb."""

    def before(self, left: Stretch, *, opening: bool) -> Bearer:
        """Of the tokens before a verb; `opening`: they begin the sentence."""
        then = self._cues.of("then", start=left.start, end=left.end)
        rest = self.without_adverbs(Stretch(then[-1].end, left.end)) if then else left
        if then and not rest and self._opens("condition", left):
            named = self._conditioned(self.chunks(left))
            return named if named.subject is Subject.NAMED else Bearer(Subject.SAME)
        if then and self.phrase(rest).subject is Subject.NAMED:
            left = Stretch(then[-1].end, left.end)
        closed = bool(left) and self._words[left.end - 1] in COMMAS
        further = opening and not closed and self._goes_on_behind_verb(left)
        left = self.without_adverbs(left)
        if not left:
            return Bearer(Subject.SAME)
        if further:
            return UNTOLD
        closed = closed or self._words[left.end] in COMMAS
        if colons := [i for i in range(left.start, left.end) if self._words[i] in COLONS]:
            # `…, as follows: (a) the Registrar shall`: a clause of its own.
            left, opening = without_number(self._doc, Stretch(colons[-1] + 1, left.end)), True
        if not opening:
            return Bearer(Subject.SAME) if closed and self._goes_on(left) else self._linked(left)
        if not closed and self._cues.has("stative", start=self._after_comma(left), end=left.end):
            return UNTOLD
        parts = self.chunks(left)
        if not parts or (self._interrupted(parts) if closed else self._embedded(left)):
            return UNTOLD
        if self._conditional(parts) or self._cues.has("opining", start=self._after_comma(left), end=left.end):
            return UNTOLD
        relative = self._relative(parts)
        if not (self._opens("subordinate", parts[-1]) or relative):
            told = closed and len(parts) > 1 and self.participle(parts[-1].start)
            return self._meant(self._first(parts), parts) if told else self._first(parts)
        if closed and relative and self._cases:
            return self._meant(self._first(parts[:-1]), parts)
        if not closed or (len(parts) > 1 and self._opens("subordinate", parts[-2])):
            return UNTOLD
        return self._first(parts[:-1]) if len(parts) > 1 else self._conditioned(parts)

    def _interrupted(self, parts: list[Stretch]) -> bool:
        """The chunk before the verb goes on with a condition: `Si avant ce délai, l'agent part, pourra`."""
        opening = self._cues.at("subordinate", parts[0].start) if len(parts) == 2 else None
        return opening is not None and not self._names and self._is("break", opening.end)

    def _conditional(self, parts: list[Stretch]) -> bool:
        """What is inserted behind the word of a condition: `Si, à l'issue du congé, l'agent ne peut`."""
        opening = self._cues.at("condition", parts[0].start) or self._cues.at("subordinate", parts[0].start)
        if opening is None or opening.end < parts[0].end or len(parts) >= _CONDITION:
            return False
        return len(parts) > 1 and not any(self._opens(one, parts[1]) for one in ("condition", "subordinate"))

    def _goes_on_behind_verb(self, left: Stretch) -> bool:
        """A link right before the verb: another, not known, stands before (`sursoit et en [informe]`)."""
        if self._heads is not Heads.FIRST or self._names:
            return False
        end = left.end
        while end > left.start and self._is("object", end - 1):
            end -= 1
        form = self._found.finite
        known = form and any(form.fullmatch(word) for word in self._words[left.start : end])
        return not known and self._cues.ending("link", end) is not None

    def _meant(self, named: Bearer, parts: list[Stretch]) -> Bearer:
        """A Russian name with the clause behind its comma that says whom it means (`сторона, на которую`)."""
        whole = self._cases and named.subject is Subject.NAMED and named.stretch.end == parts[-2].end
        return Bearer(Subject.NAMED, Stretch(named.stretch.start, parts[-1].end)) if whole else named

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

    def chunks(self, left: Stretch) -> list[Stretch]:
        """Parted by commas, though not within a phrase of the table (tổ chức, cá nhân)."""
        inner = (range(cue.start, cue.end) for cue in self._cues.of("actor", start=left.start, end=left.end))
        return parted(self._doc, left, frozenset(i for one in inner for i in one))

    def _embedded(self, left: Stretch) -> bool:
        """The verb is that of a clause about something else: `the means whereby they will`."""
        start = max(self._after_comma(left), left.end - 5)
        inner = self._cues.of("relative", "subordinate", start=start, end=left.end)
        inner = [cue for cue in inner if not self._demonstrative(cue.start)]
        if inner and inner[-1].end < left.end and self._is("acting_relative", inner[-1].start):
            return False
        if inner and not self._names and self._is_governed(inner[-1].start):
            return not self._cues.has("must", "may", "must_not", start=inner[-1].end, end=left.end)
        return (
            bool(inner)
            and inner[-1].start > left.start
            and self._cues.has("actor", "pronoun", start=inner[-1].end, end=left.end)
        ) or bool(inner and inner[-1].end == left.end)

    def _is_governed(self, at: int) -> bool:
        """A preposition stands before: `to whom`, of no relative that says whose (`of which`)."""
        return self._is("break", at - 1) and not any(self._is(one, at - 1) for one in ("name_link", "link"))

    def _after_comma(self, left: Stretch) -> int:
        commas = (i + 1 for i in range(left.end - 1, left.start, -1) if self._words[i] in COMMAS)
        return next(commas, left.start)

    def _first(self, parts: list[Stretch]) -> Bearer:
        """The chunk at the verb if it names somebody, else the first that is no condition or adverbial."""
        plain = [part for part in parts if not self.aside(part)]
        if listed := self._listed(plain, parts):
            return Bearer(Subject.NAMED, listed)
        if plain and plain[-1] == parts[-1]:
            named = self.phrase(self.without_adverbs(plain[-1]))
            glued = self._glued(parts[-1]) if self._cases and len(parts) > 1 else UNTOLD
            if self._enumerated(plain):
                return Bearer(Subject.THING, plain[0])
            if self._names and named.subject is Subject.NAMED and plain == parts[-len(plain) :]:
                several = all(self._names.is_actor(part.start) for part in plain)
                several = several and not self._cues.has("suffers", start=plain[0].start, end=parts[-1].start)
                start = plain[0].start if several else named.stretch.start
                return Bearer(Subject.NAMED, Stretch(start, named.stretch.end))
            if Subject.NAMED in (named.subject, glued.subject):
                return named if named.subject is Subject.NAMED else glued
        if plain:
            return self._whole_clause(self.phrase(self.without_adverbs(plain[0])), plain)
        glued = self._glued(parts[-1])
        return glued if glued.subject is Subject.NAMED else self._conditioned(parts)

    def _whole_clause(self, named: Bearer, plain: list[Stretch]) -> Bearer:
        """A clause about the noun that goes on behind a comma: `a State which signs, accepts or leaves`."""
        name = named.stretch
        open_ = len(plain) > 1 and name.end == plain[0].end and not (self._cases or self._names)
        if open_ and self._cues.has("relative", start=name.start, end=name.end):
            return Bearer(named.subject, Stretch(name.start, plain[-1].end))
        return named

    def _listed(self, plain: list[Stretch], parts: list[Stretch]) -> Stretch | None:
        """Several names that commas part: `Bộ trưởng …, Chủ tịch …`, `the Clerk, the Registrar and`."""
        if len(plain) < 2:
            return None
        if self._names:
            lists = (self._names.listed(Stretch(part.start, parts[-1].end)) for part in plain[:-1])
            found = next(filter(None, lists), None) or (self._said_of(parts) if plain == parts else None)
            several = plain == parts and all(
                self.phrase(part) == Bearer(Subject.NAMED, part) for part in parts
            )
            return found or (Stretch(parts[0].start, parts[-1].end) if several else None)
        links = self._cues.of("link", start=parts[-1].start + 1, end=parts[-1].end)
        named = bool(links) and plain == parts and all(map(self._is_listed, parts))
        return Stretch(parts[0].start, parts[-1].end) if named else None

    def _said_of(self, parts: list[Stretch]) -> Stretch | None:
        """A clause with commas said of a noun: `Tổ chức khai thác, sử dụng dữ liệu, thông tin [phải]`."""
        assert self._names
        named = self._names.is_class(parts[0].start) and self.phrase(parts[0]).subject is Subject.NAMED
        further = named and all(self._names.goes_on(part.start) for part in parts[1:2])
        further = further and any(self._names.is_verb(part.start) for part in parts[1:])
        return Stretch(parts[0].start, parts[-1].end) if further else None

    def _is_listed(self, part: Stretch) -> bool:
        """One of several names, which an article opens where the language has any, or more of one."""
        if self._is("name_link", part.start) and self._is("break", part.start):
            return True
        opens = self._cases or self._is("determiner", part.start) or self._is("link", part.start)
        return bool(opens) and self.phrase(part).subject is Subject.NAMED

    def _conditioned(self, parts: list[Stretch]) -> Bearer:
        """A verb without a subject has that of its condition: `Si la Parte se retira, lo comunicará`."""
        for part in parts if self._found.drops_subject else ():
            opening = self._cues.at("condition", part.start)
            start = self._behind_determiners(Stretch(opening.end, part.end)) if opening else part.end
            actor = self._cues.at("actor", start)
            if opening and actor and actor.end <= part.end:
                ends = self._cues.of(*_VERBAL, start=actor.end, end=part.end)
                name = Stretch(opening.end, ends[0].start if ends else actor.end)
                name = self._names.subject(Stretch(opening.end, part.end)) if self._names else name
                return Bearer(Subject.NAMED, name) if name else UNTOLD
        return Bearer(Subject.ABSENT)

    def _enumerated(self, plain: list[Stretch]) -> bool:
        """The last of several names that a preposition governs: `kinh phí đối với nhà giáo, cán bộ được`."""
        if len(plain) < 2 or self._heads is not Heads.FIRST or self._cases:
            return False
        first = self.phrase(self.without_adverbs(plain[0]))
        governs = [cue.end for cue in self._cues.of("governs", start=plain[0].start, end=plain[0].end)]
        actor = bool(governs) and self._cues.has("actor", start=governs[-1], end=plain[0].end)
        linked = self._names or self._cues.has("link", start=plain[-1].start, end=plain[-1].end)
        actor = actor and bool(linked)
        return first.subject is Subject.THING and actor

    def aside(self, part: Stretch) -> bool:
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
            last = next((cue for cue in actors if self._owns(cue.end, last.start)), last)
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

    def _owns(self, start: int, end: int) -> bool:
        """A noun stands before another in the genitive: `глава [консульского] учреждения`."""
        form = self._found.genitive
        return (
            start < end
            and form is not None
            and all(form.fullmatch(self._doc[i].norm_) for i in range(start, end))
        )

    def _fronted(self, part: Stretch) -> Bearer | None:
        """`Pour le renouvellement le demandeur de pays tiers`: a name that no preposition governs."""
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
        links = [link for link in links if not any(one.start < link.start < one.end for one in sub)]
        commas = [part.start for part in self.chunks(left)][1:]
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
        parts = self.chunks(left) if self._cases and self._words[left.end - 1] in COMMAS else []
        if len(parts) > 1 and self.participle(parts[-1].start):
            return Stretch(left.start, parts[-2].end)
        return left

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
