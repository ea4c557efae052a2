"""What the text itself says: read as hints, with the place of every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.identifiers import normalise_identifier, title_key
from corpus.language.citations.codified import codified
from corpus.language.detection import detect
from corpus.language.table import LANGUAGES, primary, table
from corpus.model import Assertion, LegalDate, Notice, Origin, OriginKind, Provision, Span, WorkKind
from corpus.model.work import Making
from ingest.document import Hints, RawDocument
from ingest.force import ForceReading, Said, begun, of_the_whole, read_forces
from ingest.metadata.adopted import FoundDate, find_adopted
from ingest.metadata.clauses import (
    find_depositaries,
    find_languages,
    own_name,
)
from ingest.metadata.concluded import agree, find_conclusion
from ingest.metadata.effect import FoundEffect, find_effect
from ingest.metadata.entry import Bases, computed_effect, find_rules_of_entry, promulgation
from ingest.metadata.head import Head
from ingest.metadata.issuers import find_issuers
from ingest.metadata.kinds import kind_of
from ingest.metadata.numbers import FoundNumber, find_number
from ingest.metadata.own import Found, Own
from ingest.metadata.parties import FoundParties, find_parties, opening_parties
from ingest.metadata.reviews import FIELD as REVIEW
from ingest.metadata.reviews import find_reviews
from ingest.metadata.series import find_series
from ingest.metadata.signatories import find_signatories, find_signers
from ingest.metadata.titles import Title, begins_with_kind, find_title
from ingest.structure import StructuredText

_WITH_PARTIES = frozenset(
    {
        WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.INTERNATIONAL_ARRANGEMENT, WorkKind.EXCHANGE_OF_LETTERS,
        WorkKind.CORRIGENDUM, WorkKind.DECLARATION,
    }
)  # fmt: skip
_WITHOUT_ISSUER = frozenset(
    {
        WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.INTERNATIONAL_ARRANGEMENT, WorkKind.EXCHANGE_OF_LETTERS,
    }
)  # fmt: skip


_CONCLUDED = frozenset(
    {
        None, WorkKind.TREATY, WorkKind.PROTOCOL, WorkKind.INTERNATIONAL_ARRANGEMENT, WorkKind.DECLARATION,
    }
)  # fmt: skip
"""Kinds that are concluded, and what has no title to tell its kind."""
_CLAUSES = {
    "language.authentic": find_languages,
    "depositary": find_depositaries,
    "signatory": find_signatories,
    "signatory.person": find_signers,
}
"""Fields that final clauses tell."""


@dataclass(slots=True)
class TextReading:
    """The values read (as hints of origin TEXT), the spans, the candidates not taken, notices.

    `computed` is the day of effect that a rule of the text gives, where the text states none.
    """

    hints: Hints
    spans: dict[str, Span] = field(default_factory=dict)
    others: tuple[Assertion, ...] = ()
    notices: tuple[Notice, ...] = ()
    effect_eid: str = ""
    computed: FoundEffect | None = None
    force: ForceReading = field(default_factory=ForceReading)
    title_is_words: bool = False


def read_text(
    raw: RawDocument, structured: StructuredText, language: str, known: WorkKind | None
) -> TextReading:
    """Read title, kind, number, issuers or parties, and dates from the text of a document.

    `known` is the kind that the format or the manifest gives; it tells what to look for. What the
    text does not say for certain stays unknown.
    """
    head = Head.of(raw, structured, language)
    title = find_title(head)
    titled = detect(title.text, language) if title and primary(language) in LANGUAGES else language
    words = table(titled) or head.words
    telling = title and (not title.words_only or begins_with_kind(title.text, words))
    kind = kind_of(title.text, words) if title and telling else None
    reading = TextReading(Hints(kind=kind, language=titled))
    if title:
        reading.spans[f"title.{titled}"] = title.span
        reading.title_is_words = title.words_only
    _Take(reading, head, title, kind or known).all(structured, raw.text)
    return reading


class _Take:
    """Takes one field after the other into a reading."""

    def __init__(self, reading: TextReading, head: Head, title: Title | None, kind: WorkKind | None) -> None:
        self._reading = reading
        self._head = head
        self._title = title
        self._kind = kind

    def all(self, structured: StructuredText, text: str) -> None:
        """Read every field."""
        numbers = [*filter(None, [find_number(self._head, self._title)]), *find_series(self._head)]
        parties = self._parties(structured, text)
        issuers = None if self._kind in _WITHOUT_ISSUER else find_issuers(self._head, self._title, text)
        telling = self._kind is not WorkKind.STATUS_NOTE
        adopted = find_adopted(self._head, self._title, self._kind) if telling else []
        provisions = self._own_provisions(structured.provisions, numbers)
        own = Own(provisions, text)
        signed = _agreed(adopted)
        if self._kind in _CONCLUDED:
            adopted, signed = self._concluded(own, adopted)
        effect = find_effect(provisions, self._head) if telling else []
        if telling and self._kind is not WorkKind.CONSOLIDATED_TEXT:
            self._tell("rule.entry_into_force", find_rules_of_entry(own, self._head))
            self._tell(REVIEW, find_reviews(own, self._head.words))
            bases = Bases(signed, promulgation(self._head))
            said = Said(own, self._head.words)
            told = begun(said, bases)
            effect = of_the_whole(effect, told)
            if not effect:
                self._reading.computed = computed_effect(own, self._head, bases)
            dated = bool(effect) or self._reading.computed is not None
            self._reading.force = read_forces(said, self._head, bases, told, dated=dated)
        spans = self._reading.spans
        for number in reversed(numbers):
            spans[f"identifier.{number.identifier.scheme.value}"] = number.span
        if parties:
            spans["party"] = parties.span
        if issuers:
            spans["issuer"] = issuers.span
        if self._kind:
            spans.setdefault("kind", self._title.span if self._title else Span(0, 0))
        before = self._reading.hints
        consolidated = self._kind is WorkKind.CONSOLIDATED_TEXT
        self._reading.hints = Hints(
            kind=before.kind,
            titles={before.language or "und": self._title.text} if self._title else {},
            identifiers=tuple(dict.fromkeys(number.identifier for number in numbers)),
            parties=parties.names if parties else (),
            issuers=issuers.names if issuers else (),
            adopted=self._adopted(adopted),
            in_force=None if consolidated else self._effect(effect),
            making=Making.CONSOLIDATED_OFFICIAL if consolidated else None,
            forces=self._reading.force.forces,
            relations=self._reading.force.relations,
        )

    def _own_provisions(
        self, provisions: tuple[Provision, ...], numbers: Sequence[FoundNumber]
    ) -> tuple[Provision, ...]:
        """Without the articles of other works that a codification prints: what they say is not said of it."""
        keys = {normalise_identifier(number.identifier) for number in numbers}
        if self._title:
            keys.add(title_key(self._title.text))
        return codified(provisions, self._head.words.code, frozenset(keys - {""}))

    def _parties(self, structured: StructuredText, text: str) -> FoundParties | None:
        """The parties; a text without a title that opens with parties is what it calls itself: a treaty."""
        if self._kind in _WITH_PARTIES:
            return find_parties(self._head, self._title, text)
        found = opening_parties(self._head, text) if self._kind is None else None
        if found:
            self._kind = own_name(Own(structured.provisions, text), self._head.words)
            self._reading.hints = replace(self._reading.hints, kind=self._kind)
        return found if self._kind in _WITH_PARTIES else None

    def _concluded(self, own: Own, adopted: list[FoundDate]) -> tuple[list[FoundDate], LegalDate | None]:
        """What a treaty tells of its conclusion: its day stands before any other that was found.

        Second the day of signature, from which rules count: that of the conclusion alone.
        """
        for name, find in _CLAUSES.items():
            self._tell(name, find(own, self._head))
        conclusion = find_conclusion(own, self._head)
        if conclusion is None:
            return adopted, None
        if conclusion.place:
            self._tell("place.concluded", [conclusion.place])
        if conclusion.date is None:
            return adopted, None
        others = [one for one in adopted if one.date.isoformat() != conclusion.date.isoformat()]
        return [FoundDate(conclusion.date, conclusion.date_span), *others], conclusion.date

    def _tell(self, name: str, found: list[Found]) -> None:
        """Keep values that have no field of their own, each with its place."""
        self._reading.others += tuple(
            Assertion(name, one.value, Origin(OriginKind.TEXT, one.eid, one.span)) for one in found
        )

    def _adopted(self, found: list[FoundDate]) -> LegalDate | None:
        """The first; the others are kept as candidates."""
        if not found:
            return None
        if found[0].span:
            self._reading.spans["date.adopted"] = found[0].span
        self._keep("date.adopted", [(one.date, one.span) for one in found[1:]])
        return found[0].date

    def _effect(self, found: list[FoundEffect]) -> LegalDate | None:
        """The day of effect where the text states one and only one; several are kept, none is chosen."""
        if len(found) == 1 and not found[0].conditional:
            self._reading.spans["date.in_force"] = found[0].span
            self._reading.effect_eid = found[0].eid
            return found[0].date
        if found:
            self._keep("date.in_force", [(one.date, one.span) for one in found])
        if len(found) > 1:
            days = ", ".join(one.date.isoformat() for one in found)
            reason = f"the text states more than one day of effect ({days}): none was taken"
            self._reading.notices += (Notice("", "several_days_of_effect", reason),)
        return None

    def _keep(self, name: str, values: list[tuple[LegalDate, Span | None]]) -> None:
        origin = Origin(OriginKind.TEXT, "not taken")
        self._reading.others += tuple(
            Assertion(name, day.isoformat(), Origin(origin.kind, origin.detail, span)) for day, span in values
        )


def _agreed(found: list[FoundDate]) -> LegalDate | None:
    """The first of dates that are all one day."""
    return found[0].date if found and agree(one.date for one in found) else None
