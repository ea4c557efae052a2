"""Codes into words: the one place that tells what a status, a date, a relation or a kind is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date, format_skeleton

from corpus.doubts import Severity
from corpus.errors import InvalidIdentifier
from corpus.law.comparison import Change
from corpus.law.status import ReasonCode
from corpus.model import (
    REVERSE,
    ActionType,
    AlertKind,
    Authority,
    ClauseKind,
    End,
    EndKind,
    IdentifierScheme,
    Interval,
    ItemKind,
    LegalDate,
    Making,
    Modality,
    OriginKind,
    ProvisionKind,
    RelationType,
    State,
    Status,
    WorkKind,
)
from corpus.model.scope import Access
from corpus.store.files import FileOutcome
from search_api.engine.port import FACET_FIELDS
from search_api.query.faults import FAULTS
from search_api.results import NOTICES, Mode
from web.languages import language_name, locale_of
from web.messages import Messages

FAMILIES: dict[str, tuple[str, ...]] = {
    "kind": tuple(WorkKind),
    "state": tuple(State),
    "reason": tuple(ReasonCode),
    "authority": tuple(Authority),
    "making": tuple(Making),
    "origin": tuple(OriginKind),
    "clause": tuple(ClauseKind),
    "item": tuple(ItemKind),
    "modality": tuple(Modality),
    "severity": tuple(Severity),
    "outcome": tuple(FileOutcome),
    "detail": ("unstated", "first_words", "given_title", "letters_of_number", "not_taken"),
    "scheme": tuple(IdentifierScheme),
    "action": tuple(ActionType),
    "relation": (*RelationType, *REVERSE.values()),
    "provision": tuple(ProvisionKind),
    "access": tuple(Access),
    "change": tuple(Change),
    "facet": (*FACET_FIELDS, "work"),
    "mode": tuple(Mode),
    "notice": tuple(NOTICES),
    "fault": tuple(FAULTS),
    "watch_kind": tuple(AlertKind),
}
"""Families of keys `family.code`, whose codes come from the model; each must be in every catalogue."""

_DATE_PATTERNS = {"vi": "d/M/y"}
"""Where the locale's own long form is not what a document of that language prints."""


_ORDINAL_FIRST = frozenset({"fr"})
"""Languages that write the first of a month as an ordinal, which CLDR's long form does not."""

_VALUE_FIELDS = {
    "kind": ("facet.kind", "kind"),
    "authority": ("column.authority", "authority"),
    "making": ("column.making", "making"),
    "number": ("field.number", ""),
    "issuer": ("facet.issuer", ""),
    "party": ("facet.party", ""),
    "component_of": ("field.part_of", ""),
    "place": ("field.place", ""),
    "depositary": ("field.depositary", ""),
    "signatory": ("field.signatory", ""),
    "rule": ("field.rule", ""),
    "review": ("field.review", ""),
}
"""Fields of assertions: what they are called, and the family of their codes."""


def printed_numbers(values: Iterable[str]) -> tuple[str, ...]:
    """Identifiers as a person cites them, each once: not the addresses among them (ELI, Akoma Ntoso)."""
    return tuple(dict.fromkeys(value for value in values if value and not value.startswith(("/", "http"))))


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one interface language for the values of the model."""

    t: Messages

    def code(self, family: str, code: str) -> str:
        """The word for a code; a code nobody has named yet is shown as it is."""
        key = f"{family}.{code}"
        return self.t(key) if key in self.t else code

    def day(self, value: date) -> str:
        """A day as the language writes it."""
        pattern = _DATE_PATTERNS.get(self.t.language, "long")
        text = str(format_date(value, pattern, locale=locale_of(self.t.language)))
        return f"1er{text[1:]}" if value.day == 1 and self.t.language in _ORDINAL_FIRST else text

    def date(self, value: LegalDate | None) -> str:
        """A date as precisely as it is known, in words; `unknown` where it is not."""
        if value is None:
            return self.t("date.unknown")
        if value.day:
            return self.day(value.day)
        iso = value.isoformat()
        locale = locale_of(self.t.language)
        if len(iso) == 4:
            return iso
        if len(iso) == 7:
            return str(format_skeleton("yMMMM", value.earliest, locale=locale))
        return self.t("date.between", first=self.day(value.earliest), last=self.day(value.latest))

    def iso(self, text: str) -> str:
        """A date given as ISO text of any precision, as an earlier/later pair, or as a word."""
        try:
            first, slash, last = text.partition("/")
            start = LegalDate.parse(first)
            return self.date(LegalDate(start.earliest, LegalDate.parse(last).latest) if slash else start)
        except InvalidIdentifier:
            return self.t("date.open") if text == EndKind.OPEN else self.t("date.unknown")

    def end(self, value: End) -> str:
        """One end of an interval: its date, open, or unknown."""
        return self.date(value.at) if value.kind is EndKind.KNOWN else self.t(f"date.{value.kind}")

    def interval(self, value: Interval) -> str:
        """From one end to the other, in words."""
        return self.span(str(value.start), str(value.end))

    def span(self, start: str, end: str) -> str:
        """An interval given as two texts (ISO, `open`, `unknown`), in words."""
        known = [text not in ("", EndKind.OPEN, EndKind.UNKNOWN) for text in (start, end)]
        if not any(known):
            return self.t("date.open_only" if end == EndKind.OPEN else "date.span_unknown")
        if known == [True, True]:
            return self.t("date.span", start=self.iso(start), end=self.iso(end))
        if known[0]:
            key = "date.since" if end == EndKind.OPEN else "date.since_end_unknown"
            return self.t(key, start=self.iso(start))
        return self.t("date.until", end=self.iso(end))

    def state(self, status: Status) -> str:
        """The status word, with what qualifies it."""
        if status.provisional:
            return self.t("state_qualified.provisional")
        if status.ended_eids and status.state is State.IN_FORCE:
            return self.t("state_qualified.part")
        return self.code("state", status.state)

    def reason(self, status: Status) -> str:
        """Why the status is what it is, as a sentence; a date that is not known is said to be so."""
        params = status.reason.params
        key = f"reason.{status.reason.code}"
        if key not in self.t:
            return status.reason.code
        return self.t(key, **{name: self.iso(params.get(name, "")) for name in ("since", "until")})

    def language(self, tag: str) -> str:
        """The name of a language; where a text has none, that it is unknown."""
        return language_name(tag, self.t.language) if tag and tag != "und" else self.t("date.unknown")

    def asserted(self, field: str, value: str) -> tuple[str, str]:
        """An assertion's field and value in words (`date.adopted`, `title.vi`, `identifier.unts`)."""
        first, _, rest = field.removeprefix("expression.").partition(".")
        if first in _VALUE_FIELDS:
            key, family = _VALUE_FIELDS[first]
            return self.t(key), self.code(family, value) if family else value
        if first == "title":
            name = f"{self.t('field.title')} ({self.language(rest)})" if rest else self.t("field.title")
            return name, value
        if first == "identifier":
            return self.code("scheme", rest), value
        if first == "language":
            return self.t("field.authentic"), self.language(value)
        key = {"date": f"field.{rest}", "valid": f"field.valid_{rest}"}.get(first, f"field.{first}")
        dated = first in ("date", "valid", "valid_from", "valid_to")
        return self.t(key) if key in self.t else field, self.iso(value) if dated else value

    def facet_value(self, field: str, value: str) -> str:
        """A facet's value in words: codes are put into words, names stay as printed."""
        if field == "language":
            return self.language(value)
        return self.code(field, value)
