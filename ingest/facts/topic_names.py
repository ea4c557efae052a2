"""Who acts, by the words of a Chinese phrase: a name up to its deed, none in a deed that governs a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, count
from typing import Final

from spacy.tokens import Doc

from ingest.facts.bearers import Bearer, Subject
from ingest.facts.clauses import Stretch, trim
from ingest.facts.pipeline import Cues
from ingest.facts.rules import FactRules, norm
from ingest.facts.topic_things import ASIDES, VERBS, has_verb, needs

_TELLING: Final = frozenset("不于")
"""Characters of a clause: a denial, and the preposition behind its verb."""
_VERBS: Final = VERBS
"""Roles of verbs that may govern the name behind them."""
_DEEDS: Final = (*_VERBS, "undoing")
"""Roles of words with which a deed begins."""
_BEHIND: Final = (*_DEEDS, *ASIDES, "adverb", "is", "parting")
"""Roles of words that stand behind the name of who acts."""
_RELATIVE: Final = 25
"""Characters between a verb and the word that makes it say more of the name behind it."""
_HEAD: Final = 12
"""Characters of the name behind that word."""
_BUREAU: Final = 6
"""Characters behind the verbs of a name among which it ends (国务院|教育督导|机构)."""
_MEMBER: Final = 8
"""Characters of one of several short names (国家、社会、学校和家庭)."""
_BARE: Final = 2
"""Characters that may end a name behind people (当事人[双方])."""
_NEAR: Final = 10
"""Characters behind a name among which its deed stands."""
_SERIES: Final = "、"
_PEOPLE: Final = frozenset("人者员兵女民童")
"""Last characters of names of people, behind whom a deed stands, no office (`军人子女[入读]公办学校`)."""


class TopicNames:
    """Reads the names of who acts in one doc."""

    def __init__(self, doc: Doc, found: FactRules) -> None:
        self._doc, self._found = doc, found
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]

    def _is(self, role: str, index: int) -> bool:
        return self._cues.at(role, index) is not None

    def phrase(self, part: Stretch) -> Bearer:
        """A phrase by itself: named where it ends with a noun of somebody who acts."""
        named = self.ends_named(part)
        return Bearer(Subject.NAMED if named else Subject.THING, part)

    def is_aside(self, start: int) -> bool:
        """A preposition or condition, and not the beginning of a longer name (当, 当事人)."""
        actor = self._cues.at("actor", start)
        found = (cue for role in ("break", "condition", "to", "about") if (cue := self._cues.at(role, start)))
        return max((cue.end for cue in found), default=0) > (actor.end if actor else 0)

    def subject(self, part: Stretch) -> Stretch | None:
        """Who acts, at the start of a part: the whole of it, or up to a verb, preposition or adverb."""
        if self._governed(part) or self.needs(part):
            return None
        whole = self.ends_named(part)
        first = next(self.subjects(part), None)
        if first is None and whole:
            return None if self._tells(part) or self._acted(part) else part
        if first is None:
            return self._members(part)
        rest = Stretch(first.end, part.end)
        said = any(self._is(role, first.end) for role in ("whom", "is", "parting"))
        if whole and self._says_more(rest) and not said:
            return part
        told = not whole and not self._is("whom", first.end) and self._told_of(rest)
        return None if told else first

    def _acted(self, part: Stretch) -> bool:
        """A deed of no known verb stands behind people named in it, and no authority in charge of them."""
        return not self._cues.ending("authority", part.end) and any(
            self._words[end - 1] in _PEOPLE
            and not self._cues.ending("entity", end)
            and end < part.end - _BARE
            and not self._goes_on(end)
            for end in self._actor_ends(part)
        )

    def _goes_on(self, end: int) -> bool:
        """A name goes on there: further names, or what belongs to it."""
        roles = ("link", "join", "attributive", "it", "etc", "actor", "noise")
        noted = self._words[end] in "(（" or self._words[end] in _SERIES
        return noted or any(self._is(role, end) for role in roles) or self._in_name(end)

    def _told_of(self, rest: Stretch) -> bool:
        """A deed that says more of a thing: `[当事人]依法提交的材料`, not `[当事人]违反本条的规定`."""
        marks = self._cues.of("attributive", start=rest.start, end=rest.end - 1)
        clause = bool(marks) and self._cues.has(*_VERBS, start=marks[-1].end, end=rest.end)
        return bool(marks and not clause) and any(self._cues.ending(role, marks[-1].start) for role in _VERBS)

    def _chain(self, at: int, end: int) -> int:
        """Behind further verbs of a name that ends there: `收养登记机关`."""
        while ends := [
            cue.end
            for role in (*_VERBS, "noise")
            if (cue := self._cues.at(role, at)) is not None and cue.end <= end
        ]:
            at = max(ends)
        return at

    def _members(self, part: Stretch) -> Stretch | None:
        """Several short names of which one is of somebody who acts."""
        cuts = [i for i in range(part.start, part.end) if self._words[i] in _SERIES or self._is("join", i)]
        ends = [*cuts, part.end]
        starts = [part.start, *(i + 1 for i in cuts)]
        short = all(end - start <= _MEMBER for start, end in zip(starts, ends, strict=True))
        short = short and not any(self._is("pronoun", start) for start in starts[1:])
        named = any(self._ends_actor(end) for end in cuts)
        return part if cuts and short and named and not self._says_more(part) else None

    def subjects(self, part: Stretch) -> Iterator[Stretch]:
        """Names at the start of a part behind which a deed, preposition or adverb stands, in their order.

        One whose verb only says more of a later name is none: `后勤部负责卫生工作的部门建立`.
        """
        ends = self._actor_ends(part)
        behind = [end for end in ends if end < part.end and self.behind_note(end) in self._behind]
        stop = next((at for at in self._stops if at >= part.start), part.end)
        for place, end in enumerate(behind):
            if end > stop or self._with_aside(part.start + 1, end):
                return
            if self._governed(Stretch(part.start, end)) or has_verb(Stretch(part.start, end), self._cues):
                continue
            if self._bureau(end, ends) or self._delegated(end, ends) or self._placed(end, ends):
                continue
            pivot = self._is("pivot", end) or self._is("parting", end) or end not in self._deeds
            later = behind[place + 1 :]
            if self._is("charged", end) and (last := self._last(part, stop)) in ends:
                later = [*later, last]
            if pivot or not any(self._relative(end, at) for at in later):
                yield Stretch(part.start, end)

    def _last(self, part: Stretch, stop: int) -> int:
        """Where the last name of a part may end: before what binds, and before its parenthesis."""
        return self.without_note(Stretch(part.start, max(part.start, min(stop, part.end)))).end

    def _is_name(self, start: int) -> bool:
        """What looks like a verb begins a name of the table (通知人)."""
        actor = self._cues.at("actor", start)
        verbs = [cue.end for role in _VERBS if (cue := self._cues.at(role, start))]
        return bool(actor and actor.end > max(verbs, default=start))

    def _bureau(self, end: int, ends: Sequence[int]) -> bool:
        """The verb there is part of a longer name: `国家|统计局`, `国务院|教育督导机构`."""
        passes = any(self._is(role, end) for role in ("pivot", "founding", "passing", *ASIDES))
        if end not in self._deeds or passes:
            return False
        chain = self._chain(end, ends[-1])
        if (staff := self._cues.at("staff", chain)) and staff.end in ends:
            return True
        bureaus = (self._cues.ending("bureau", at) for at in ends if chain <= at <= chain + _BUREAU)
        return any(bureau and bureau.start >= end for bureau in bureaus)

    def _delegated(self, end: int, ends: Sequence[int]) -> bool:
        """`国务院授权的部门`, `国务院授权有关部门`: the name goes on."""
        verb = self._cues.at("delegate", end)
        if verb is None or not (self._is("attributive", verb.end) or self._is("entrusting", end)):
            return False
        return any(verb.end < at <= verb.end + _MEMBER for at in ends)

    def _placed(self, end: int, ends: Sequence[int]) -> bool:
        """Where the unit of an office is: `部门[在北京的]直属企业`."""
        where = self._is("break", end) and not self._is("parting", end)
        marks = self._cues.of("attributive", start=end, end=end + _MEMBER) if where else []
        if not marks or self._cues.has(*_VERBS, "case_end", start=end, end=marks[0].start):
            return False
        return any(marks[0].end < at <= marks[0].end + _MEMBER for at in ends)

    def _with_aside(self, start: int, end: int) -> bool:
        """A preposition stands within, and no word behind it makes it say more of a name."""
        asides = self._cues.of(*ASIDES, start=start, end=end)
        return bool(asides) and not self._cues.has("attributive", start=asides[-1].end, end=end)

    def _relative(self, verb: int, end: int) -> bool:
        """A verb up to 的 says more of the name that ends there."""
        marks = self._cues.of("attributive", start=verb, end=end)
        return bool(marks) and marks[-1].start - verb <= _RELATIVE and 0 < end - marks[-1].end <= _HEAD

    def _governed(self, part: Stretch) -> bool:
        """A deed with its object (设立企业), and no name that a deed only says more of."""
        passing = self._cues.at("passing", part.start)
        telling, actor = self._cues.at("telling", part.start), self._cues.at("actor", part.start)
        if telling and actor and actor.end < telling.end:
            return True
        if telling or (passing and not self._is("attributive", passing.end)):
            return not self._is_name(part.start)
        verbs = [cue for role in _VERBS if (cue := self._cues.at(role, part.start))]
        verb = max(verbs, key=lambda cue: cue.end, default=None)
        if verb is None or self._is_name(part.start):
            return False
        named = "bureau" if self._is("activity", part.start) else "organ"
        end = self.without_note(part).end
        chain = self._chain(verb.end, end)
        organ = self._cues.ending("organ", end)
        long = organ and organ.start > verb.end and organ.end - organ.start > 1
        compound = verb.end < end == chain or self._is(named, chain) or (long and named == "organ")
        return not (compound or self._says_more(Stretch(verb.end, part.end)))

    def needs(self, part: Stretch) -> bool:
        """It is told of what a deed costs or yields, not of who does it."""
        return needs(part, self._cues)

    def _tells(self, part: Stretch) -> bool:
        """Behind its last 的 a word stands that no name contains: `前款规定[不]免除当事人`."""
        marks = self._cues.of("attributive", start=part.start, end=part.end)
        start = marks[-1].end if marks else part.start
        return any(self._words[i] in _TELLING and not self._in_name(i) for i in range(start, part.end))

    def _in_name(self, index: int) -> bool:
        return any(cue.start <= index < cue.end for cue in self._cues.of("actor", "noise", "word"))

    def _says_more(self, part: Stretch) -> bool:
        return self._cues.has("attributive", start=part.start, end=part.end - 1)

    def ends_named(self, part: Stretch) -> bool:
        """Whether it ends with a noun of somebody who acts, before its parenthesis."""
        end = self.without_note(part).end
        etc = self._cues.ending("etc", end)
        return bool(part) and (self._ends_actor(end) or (etc is not None and self._ends_actor(etc.start)))

    def without_note(self, part: Stretch) -> Stretch:
        """Without a parenthesis at the end: `登记部门（以下称登记机关）`."""
        end = part.end
        if end and self._words[end - 1] in ")）":
            while end > part.start and self._words[end - 1] not in "(（":
                end -= 1
            end -= 1
        return Stretch(part.start, end) if end > part.start else part

    def behind_note(self, at: int) -> int:
        """The first token from here on that stands in no parenthesis."""
        if at >= len(self._words) or self._words[at] not in "(（":
            return at
        return next((i + 1 for i in range(at, len(self._words)) if self._words[i] in ")）"), at)

    def _actor_ends(self, part: Stretch) -> list[int]:
        return [end for end, start in self._actors.items() if part.start <= start and end <= part.end]

    def _ends_actor(self, end: int) -> bool:
        return end in self._actors

    @cached_property
    def _actors(self) -> dict[int, int]:
        """Where nouns of those who act end, in order, with where the shortest of them begins.

        They are words of the table, or told by their last character.
        """
        form, words = self._found.persons, self._words
        ends = dict(zip(accumulate(map(len, words)), count(1), strict=False))
        text = norm("".join(words), self._found.language)
        found = {
            end: end - 1 for one in (form.finditer(text) if form else ()) if (end := ends.get(one.end()))
        }
        for cue in self._cues.of("actor"):
            found[cue.end] = max(cue.start, found.get(cue.end, 0))
        return dict(sorted(found.items()))

    @cached_property
    def _behind(self) -> frozenset[int]:
        """Where what may stand behind a name begins."""
        return frozenset(cue.start for cue in self._cues.of(*_BEHIND))

    @cached_property
    def _deeds(self) -> frozenset[int]:
        """Where deeds begin."""
        return frozenset(cue.start for cue in self._cues.of(*_DEEDS))

    @cached_property
    def _stops(self) -> list[int]:
        """Where no name goes on: words that bind, and 由."""
        return [cue.start for cue in self._cues.of("must", "must_not", "may", "by_duty")]

    def agent(self, start: int, end: int) -> Stretch | None:
        """The name behind 由, up to the deed of who it names."""
        part = trim(self._doc, Stretch(start, end))
        named = next(self.subjects(part), None) if part else None
        if named:
            return self.without_note(named)
        ends = [one for one in self._actor_ends(part) if one < part.end]
        told = ends and self._cues.has("duty", start=ends[-1], end=part.end)
        told = told and not self._with_aside(part.start, ends[0])
        return Stretch(part.start, ends[-1]) if told and not self._says_more(part) else None
