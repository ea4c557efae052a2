"""Of what a statement about force is made: the instrument, or some of its provisions; and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.language.citations import Citation, Place, cite
from corpus.language.dates import DateMention, find_dates
from corpus.language.force_words import form, phrase
from corpus.language.patterns import any_of
from corpus.language.table import LanguageTable
from corpus.law.cited_places import place_of
from corpus.model import Calendar, Force, ForceState, Interval, Origin, OriginKind, Provision, ProvisionKind
from ingest.metadata.entry import entering, is_named, last_self, names_itself
from ingest.metadata.own import Own, sentence

_GLUE = 34
"""Characters between provisions and the phrase that is said of them: `of this Law shall`, `này`."""
_NEAR, _NEAR_HAN = 12, 3
"""Characters between the name of the instrument and the phrase: `shall`, `sẽ`."""
EXCEPT = re.compile(
    r"(?<!\w)(?:trừ|ngoại trừ|except(?:ing)?|save|sauf|à l['’]exception|salvo|excepto|con excepción"
    r"|кроме|за исключением|عدا|باستثناء)(?!\w)|除",
    re.IGNORECASE,
)
"""Behind such a word a sentence tells of what is left out of what it said."""
_CLAUSE = re.compile(rf"[.,;:。，；：،؛(（\n]|{EXCEPT.pattern}", re.IGNORECASE)
_APART = re.compile(rf"[.;。；؛\n]|{EXCEPT.pattern}", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:it|and|il|elle|et|он[оа]?|y|и|và|و)?", re.IGNORECASE)
"""What stands for the instrument named in the sentence before; in some languages nothing does."""
_BLANKS = " \n\t,،，"
_TEXTS = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH, ProvisionKind.FINAL_CLAUSE, ProvisionKind.POINT}
)


@dataclass(frozen=True)
class Said:
    """The instrument's own text, to be asked what a phrase in it is said of."""

    own: Own
    words: LanguageTable
    _cited: dict[str, list[Citation]] = field(default_factory=dict)

    @cached_property
    def parts(self) -> tuple[Provision, ...]:
        """The provisions that can say something: with sentences, not only a heading."""
        return tuple(part for part in self.own.parts if part.kind in _TEXTS)

    @cached_property
    def eids(self) -> frozenset[str]:
        """Every eId of the text."""
        return frozenset(node.eid for top in self.own.provisions for node in top.walk())

    def citations(self, part: Provision) -> list[Citation]:
        """What a provision cites."""
        if part.eid not in self._cited:
            self._cited[part.eid] = cite(part.text, self.words.code, Place(eid=part.eid))
        return self._cited[part.eid]

    def dates(self, text: str) -> list[DateMention]:
        """The certain days in a text, and days of the Islamic calendar."""
        found = find_dates(text, self.words.code)
        return [one for one in found if one.date.day or one.date.calendar is Calendar.HIJRI]

    def subject(self, part: Provision, first: int, begin: int) -> tuple[str | None, ...]:
        """Of what the words that end at `begin` speak: eIds, (None,) for the whole instrument, () unsure.

        Provisions count only where the clause names these and little else: `the fees of Article 5` is not
        Article 5, and `Article 6 of the Law, as amended by Article 1` is no part of this text.
        """
        text = part.text
        cited = [one for one in self.citations(part) if first <= one.start and one.end <= begin]
        whole = is_named(text[first:begin], self.words) and self._is_near(text[first:begin])
        if cited and begin - cited[-1].end <= _GLUE:
            run = _run(text, cited)
            alone = len(run) == len(cited) or _APART.search(text, cited[-len(run) - 1].end, run[0].start)
            return self._own(part, run) if alone and self._leads(text, first, run[0].start) else ()
        if not cited and _PRONOUN.fullmatch(text[first:begin].strip(_BLANKS)):
            return (None,) if self._begins_before(text, first) else ()
        of_part = cited and _CLAUSE.search(text, cited[0].start, begin) is None
        return (None,) if whole and not of_part else ()

    def _begins_before(self, text: str, first: int) -> bool:
        """Whether the sentence before says when the instrument begins: `It shall remain in force …`."""
        before, _ = sentence(text, max(0, first - 3), max(0, first - 3))
        verb_first = self.words.code == "ar"
        return first > 0 and any(
            names_itself(text[before : match.end() if verb_first else match.start()], self.words)
            for match in entering(text[:first], self.words)
            if match.start() >= before
        )

    def _leads(self, text: str, first: int, start: int) -> bool:
        """Whether a clause begins with its provisions: `the provisions of`, `các quy định tại` at most."""
        begin = max((found.end() for found in _CLAUSE.finditer(text, first, start)), default=first)
        lead = re.compile(form(self.words.code, "lead"), re.IGNORECASE)
        return bool(lead.fullmatch(text[begin:start].strip()))

    def _is_near(self, before: str) -> bool:
        """Whether little stands between the instrument's name and the phrase, or when it begins."""
        named = last_self(before, self.words)
        between = before[named.end() :] if named else ""
        if self.words.code == "ar" and any(entering(before, self.words)):
            return True  # the name stands within the phrase
        near = _NEAR_HAN if self.words.code == "zh" else _NEAR
        return len(between.strip()) <= near or any(entering(between, self.words))

    def objects(self, part: Provision, first: int, last: int) -> tuple[str | None, ...]:
        """Provisions that a sentence names, wherever it does; () where it names another work too."""
        cited = [one for one in self.citations(part) if first <= one.start and one.end <= last]
        if not cited:
            return (None,) if self._is_mentioned(part.text[first:last]) else ()
        return self._own(part, cited)

    def _is_mentioned(self, text: str) -> bool:
        """Whether a sentence names the instrument in any case: l'application du présent Accord."""
        named = re.search(any_of(self.words.instruments), text, re.IGNORECASE)
        return bool(named) or is_named(text, self.words, anywhere=True)

    def _own(self, part: Provision, cited: Sequence[Citation]) -> tuple[str, ...]:
        targets = [target for one in cited for target in one.targets]
        if not targets or not all(target.work.is_this for target in targets):
            return ()
        places = [place_of(eid, self.eids, part.eid) for target in targets for eid in target.each()]
        return tuple(place for place in dict.fromkeys(places) if place)

    def day_behind(self, text: str, begin: int, last: int) -> DateMention | None:
        """The day right behind a phrase: `on 1 March`, `kể từ ngày 1 tháng 3`."""
        lead = re.compile(rf"\s*(?:{form(self.words.code, 'from')})?\s*", re.IGNORECASE)
        mention = next((one for one in self.dates(text[:last]) if one.start >= begin), None)
        return mention if mention and lead.fullmatch(text, begin, mention.start) else None

    def force(
        self, part: Provision, begin: int, end: int, interval: Interval, reason: str, eid: str | None,
        *, state: ForceState = ForceState.IN_FORCE, rule: str = "",
    ) -> Force:  # fmt: skip
        """A record with the words that say it."""
        origin = Origin(OriginKind.TEXT, rule or part.eid, self.own.place(part, begin, end))
        return Force(state, interval, origin, eid, reason=reason, detail=part.eid)


def _run(text: str, cited: Sequence[Citation]) -> list[Citation]:
    """The last citation with those right before it that are joined to it."""
    run = [cited[-1]]
    for one in reversed(cited[:-1]):
        if not re.fullmatch(r"[\s,،、]*(?:\w{1,4})?\s*", text[one.end : run[0].start]):
            break
        run.insert(0, one)
    return run


def phrases(said: Said, part: Provision, *names: str) -> Iterator[re.Match[str]]:
    """Where a provision says one of these phrases."""
    yield from phrase(said.words.code, *names).finditer(part.text)
