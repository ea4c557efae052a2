"""The words of a Chinese chunk that bind: the main one and those linked to it, none said of a noun."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from ingest.facts.clauses import COLONS, Stretch
from ingest.facts.pipeline import Cue, Cues
from ingest.facts.topics import Topic, TopicReader

MODALS: Final = ("must", "must_not", "may")
_DEEDS: Final = ("duty", "activity")
_DEED: Final = 10
"""Characters behind who acts (由…) among which the deed stands."""
_ASIDES: Final = ("break", "to", "about")
_SPOKEN_OF: Final = 10
"""Characters of a thing behind what says more of it."""
_BARE: Final = 2
"""Characters of a verb that tells no deed without its object."""
_SAID: Final = frozenset("被受、所未不")
"""Characters behind which a verb is suffered, one of several nouns, or not done."""


class VerbReader:
    """Finds the binding words of the chunks of one doc."""

    def __init__(self, doc: Doc, topics: TopicReader) -> None:
        self._doc, self._topics = doc, topics
        self._cues: Cues = doc._.cues
        self._words: tuple[str, ...] = doc.user_data["words"]
        self._titles = "《" in doc.user_data["printed"]

    def heads(self, part: Stretch, following: Stretch | None) -> list[Cue]:
        """What binds in a chunk, in order; `following`: the chunk behind it."""
        last = following is None
        modals = self._modals(part, last=last)
        if modals and modals[-1].role == "not_deed" and modals[-1].end == part.end:
            return []
        before = modals[0].start if modals else part.end
        deeds = self._cues.has("duty", start=part.start, end=before)
        governing = self._governing(part, following) if deeds else None
        modals = [] if governing else modals
        if modals:
            return [] if modals[0].role == "not_deed" else modals
        if self.modifies(part) or self._in_case(part, last=last) or self._defines(part):
            return []
        found = self._ban(part) or self._by(part) or governing
        return [found] if found else []

    def _defines(self, part: Stretch) -> bool:
        """It stands in a sentence that tells what a word means."""
        sentence = next(one for one in self._doc._.sentences if one.end >= part.end)
        return self._cues.has("defining", start=sentence.start, end=part.end)

    def _in_case(self, part: Stretch, *, last: bool) -> bool:
        """The chunk tells when or in which case something holds."""
        opens = any(
            self._cues.at("condition_word", at) for at in (part.start, self._topics.plain(part).start)
        )
        case = None if last else self._cues.ending("case_end", part.end)
        return bool(opens or case)

    def _modals(self, part: Stretch, *, last: bool) -> list[Cue]:
        cues = self._cues.of(*MODALS, "not_deed", start=part.start, end=part.end)
        kept: list[Cue] = []
        for cue in cues:
            if self._inside(cue, part, last=last):
                continue
            if not kept or self._cues.ending("link", cue.start) or self._words[cue.start - 1] in COLONS:
                kept.append(cue)
        return kept

    def _inside(self, cue: Cue, part: Stretch, *, last: bool) -> bool:
        """A word that binds in a condition, in what says more of a noun, or in what somebody is to reach."""
        before = Stretch(part.start, cue.start)
        plain = self._topics.plain(part)
        case = self._cues.ending("case_end", part.end)
        aside = any(self._cues.at(role, self.behind_adverbs(cue.end)) for role in _ASIDES)
        if (
            self.modifies(part)
            or self._defines(Stretch(part.start, cue.start))
            or self._cues.at("offending", plain.start)
            or (case and not last and not aside)
        ):
            return True
        if not last and self._cues.at("condition_word", plain.start):
            return not self._cues.has("case_end", start=plain.start + 1, end=cue.start)
        if self._asked(cue, part):
            return True
        if self._cues.has("causative", start=part.start, end=cue.start) or self.titled(cue):
            return True
        return self._says_more(cue, part) or self._content(before)

    def _asked(self, cue: Cue, part: Stretch) -> bool:
        """At whose request something is done: `应缔约国之请求，…`."""
        alone = cue.end == cue.start + 1 and not any(self._cues.at(role, cue.end) for role in _ASIDES)
        asked = alone and self._cues.ending("at_request", part.end) is not None
        return asked and not self._cues.has("actor", start=part.start, end=cue.start)

    def _says_more(self, cue: Cue, part: Stretch) -> bool:
        """`应当提交的文件`, `应当由法院审理的案件`."""
        at = self.behind_adverbs(cue.end)
        if by := self._cues.at("by", at):
            agent = self._topics.agent(by.end, part.end)
            at = self.behind_adverbs(agent.end) if agent else at
        if self._cues.at("others", part.start) and self._cues.has("attributive", start=at, end=part.end):
            return True
        verbs = [verb for role in _DEEDS if (verb := self._cues.at(role, at))]
        ends = {at + 1, at + _BARE, *(verb.end for verb in verbs)}
        return any(self._cues.at("attributive", end) and end < part.end - 1 for end in ends)

    def modifies(self, part: Stretch) -> bool:
        """A chunk that ends with 的 says more of something, or in which case the next holds.

        With 的除外 it tells what is left out.
        """
        left_out = self._cues.ending("exception", part.end)
        end = left_out.start if left_out else part.end
        ends = self._cues.ending("attributive", end) is not None
        return ends and self._cues.ending("it", end) is None

    def _content(self, before: Stretch) -> bool:
        """What is to be ensured or stated: `确保学校不得…`."""
        plain = self._topics.plain(before)
        return bool(plain) and self._cues.at("governing", plain.start) is not None

    def titled(self, cue: Cue) -> bool:
        """Within the title of a work: 《…的决定》."""
        if not self._titles:
            return False
        before = self._doc[: cue.start].text
        return before.count("《") > before.count("》")

    def _governing(self, part: Stretch, following: Stretch | None) -> Cue | None:
        """The verb in the indicative of who is named at the start of a chunk.

        What tells when or by which rule may stand alone before a comma, and the verb behind it; in what
        tells a case (`部门调查案件，请求协助的，…`) there is none.
        """
        plain = self._topics.plain(part)
        if not plain or self._topics.is_aside(plain.start) or self._topics.needs(plain):
            return None
        named = next(self._topics.subjects(plain), None)
        if named is None or (following and self._tells_of(following)):
            return None
        if following and self._settled(named.end, part, following):
            return None
        at = self.behind_adverbs(self._topics.behind_note(named.end))
        if following and any(self._cues.at(role, at) for role in _ASIDES) and self._opens(following):
            return None
        return self.deed(at, part)

    def _settled(self, at: int, part: Stretch, following: Stretch) -> bool:
        """What somebody has settled is spoken of (`海关规定数额以内的物品，免征关税`)."""
        if self._cues.at("by_duty", self._topics.plain(following).start):
            # `外交部派出领事的国家名单，由…提出`
            return self._cues.has("attributive", start=at, end=part.end - 1)
        verb = self._cues.at("settling", self.behind_adverbs(at))
        marks = self._cues.of("attributive", start=verb.end, end=part.end - 1) if verb else []
        near = bool(marks) and part.end - marks[-1].end <= _SPOKEN_OF
        return near and self._opens(following)

    def _tells_of(self, part: Stretch) -> bool:
        """A chunk by which the one before is a case, or a thing that is told of (…同意，仅于…时有效)."""
        state = self._cues.at("state", part.start) or self._cues.ending("holds", part.end)
        return self.modifies(part) or state is not None

    def _opens(self, part: Stretch) -> bool:
        """It begins with a deed."""
        return self._cues.at("duty", self.behind_adverbs(part.start)) is not None

    def deed(self, start: int, part: Stretch) -> Cue | None:
        """The deed that stands there, or behind a phrase about when or whom that begins there."""
        at = self.behind_adverbs(start)
        if at >= part.end:
            return None
        found = self._cues.of("duty", start=at, end=part.end)
        if any(self._cues.at(role, at) for role in _ASIDES):
            modal = self._cues.has(*MODALS, "not_deed", start=at, end=part.end)
            times = self._cues.of("event_end", start=at, end=part.end - 1)
            behind = [cue for cue in found if times and cue.start >= times[-1].end]
            found = behind or found
            return None if modal else next((cue for cue in found if self._tells(cue, part)), None)
        whole = found and (found[0].end < part.end or found[0].end - found[0].start > _BARE)
        whole = whole or (bool(found) and self._opens_list(part))
        name = self._cues.at("actor", at)
        whole = whole and not (name and name.end > found[0].end)
        return found[0] if whole and found[0].start == at and self._tells(found[0], part) else None

    def _opens_list(self, part: Stretch) -> bool:
        """It ends the text with a colon: its deeds stand below (`各国承允：`)."""
        return part.end + 1 == len(self._doc) and self._words[part.end] in COLONS

    def goes_on(self, part: Stretch) -> bool:
        """A chunk that begins with a deed and its object, of which another deed tells more.

        `机关应当进行抽查，确定抽查的企业`
        """
        plain = self._topics.plain(part)
        verb = self._cues.at("duty", plain.start) or self._cues.at("activity", plain.start)
        name = self._cues.at("actor", plain.start)
        if not plain or verb is None or (name and name.end > verb.end) or self.modifies(part):
            return False
        told = self._cues.at("pivot", plain.start) is not None
        return told or self._cues.has("attributive", start=verb.end, end=plain.end)

    def _tells(self, cue: Cue, part: Stretch) -> bool:
        """A verb that says no more of a noun, and is none itself."""
        behind = self._cues.at("attributive", cue.end)
        said = self._cues.ending("attributive", cue.start) or (
            self._words[cue.start - 1] in _SAID
            and not self._topics.ends_named(Stretch(part.start, cue.start))
        )
        case = self._cues.ending("case_end", cue.end + 1) if cue.end + 1 < part.end else None
        given = self._cues.at("issue", cue.start)
        case = case or (None if given else self._cues.at("suffix", cue.end))
        whole = cue.end < part.end or cue.end - cue.start > _BARE or self._opens_list(part)
        return whole and not (behind or (said and cue.start > part.start) or case or self.titled(cue))

    def _ban(self, part: Stretch) -> Cue | None:
        plain = self._topics.plain(part)
        if not plain:
            return None
        ban = next(iter(self._cues.of("ban", start=plain.start, end=part.end)), None)
        if ban is None or self._cues.at("attributive", ban.end) or self.titled(ban):
            return None
        if self._cues.at("link", ban.end) or self._cues.at("join", ban.end):
            return None
        left = Stretch(plain.start, ban.start)
        return ban if not left or self._topics.ends_named(left) else None

    def _by(self, part: Stretch) -> Cue | None:
        """`由主管部门规定`: at the start of a chunk, or behind a thing."""
        for by in self._cues.of("by_duty", start=part.start, end=part.end):
            agent = self._topics.agent(by.end, part.end)
            if agent is None or self.titled(by) or self._cues.ending("needing", by.start):
                continue
            at = self.behind_adverbs(self._topics.behind_note(agent.end))
            near = min(part.end, at + _DEED)
            state = self._cues.has("state", start=at, end=near)
            deed = self._cues.has("duty", "sanction", start=at, end=near)
            left = self._topics.plain(Stretch(part.start, by.start))
            passing = left and not (self.deed(at, part) or self._settles(at, part))
            final = self._cues.has("explains", start=at, end=near)
            if not ((state and not deed) or passing or final):
                return by
        return None

    def _settles(self, at: int, part: Stretch) -> bool:
        """A deed stands there that says no more of a noun, or its verb ends the chunk."""
        verbs = self._cues.of("duty", "verb", "sanction", start=at, end=part.end)
        return bool(verbs) and (verbs[-1].end == part.end or self._tells(verbs[0], part))

    def behind_adverbs(self, at: int) -> int:
        """The first token from here on that is no adverb."""
        while at < len(self._doc) and (cue := self._cues.at("adverb", at)):
            at = cue.end
        return at

    def leads(self, part: Stretch) -> bool:
        """A chunk that tells of the verb behind it: a condition, a time, a topic."""
        found = self._topics.topic(part)
        left_out = self._cues.ending("exception_end", part.end) and self._topics.is_aside(part.start)
        if left_out or self.modifies(part):
            return True
        deed = self.deed(self._topics.plain(part).start, part)
        punishes = self._cues.has("sanction", start=part.start, end=part.end)
        return found.topic is not Topic.THING and (deed is None) and not punishes
