"""Of what a statement about force is made: the instrument, or some of its provisions; and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.language.citations import Citation, Place, cite
from corpus.language.dates import DateMention, find_dates
from corpus.language.force_words import form, phrase
from corpus.language.table import LanguageTable
from corpus.law.cited_places import place_of
from corpus.model import Calendar, Force, ForceState, Interval, Origin, OriginKind, Provision
from ingest.metadata.entry import is_named
from ingest.metadata.own import Own

_LEAD = 26
"""Characters of a clause before its provisions: `the provisions of`, `các quy định tại`."""
_GLUE = 34
"""Characters between these and the phrase: `of this Law shall`, `này`."""
_CLAUSE = re.compile(
    r"[.,;:。，；：،؛(（\n]|(?<!\w)(?:trừ|except(?: for)?|sauf|à l['’]exception|salvo"
    r"|кроме|за исключением|除|عدا|باستثناء)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """The instrument's own text, to be asked what a phrase in it is said of."""

    own: Own
    words: LanguageTable
    _cited: dict[str, list[Citation]] = field(default_factory=dict)

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
        Article 5.
        """
        text = part.text
        cited = [one for one in self.citations(part) if first <= one.start and one.end <= begin]
        whole = is_named(text[first:begin], self.words)
        if cited and begin - cited[-1].end <= _GLUE:
            run = _run(text, cited)
            return self._own(part, run) if _lead(text, first, run[0].start) <= _LEAD else ()
        return (
            (None,) if whole and not (cited and _CLAUSE.search(text, cited[0].start, begin) is None) else ()
        )

    def objects(self, part: Provision, first: int, last: int) -> tuple[str | None, ...]:
        """Provisions that a sentence names, wherever it does; () where it names another work too."""
        cited = [one for one in self.citations(part) if first <= one.start and one.end <= last]
        if not cited:
            return (None,) if is_named(part.text[first:last], self.words, anywhere=True) else ()
        return self._own(part, cited)

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


def _lead(text: str, first: int, start: int) -> int:
    """Characters of the clause before the provisions that it names."""
    begin = max((found.end() for found in _CLAUSE.finditer(text, first, start)), default=first)
    return len(text[begin:start].strip())


def phrases(said: Said, part: Provision, *names: str) -> Iterator[re.Match[str]]:
    """Where a provision says one of these phrases."""
    yield from phrase(said.words.code, *names).finditer(part.text)
