"""Parties and what they did: the facts from which participation in a treaty is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model.assertion import Origin
from corpus.model.dates import Interval, LegalDate


class PartyKind(StrEnum):
    """What sort of entity a party is."""

    STATE = "state"
    ORGANISATION = "organisation"
    TERRITORY = "territory"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartyName:
    """A name of a party in one language over an interval."""

    name: str
    language: str = ""
    used: Interval = field(default_factory=Interval)


@dataclass(frozen=True, slots=True)
class Party:
    """A dated entity. `code` (ISO 3166 where there is one) may be absent."""

    key: str
    kind: PartyKind = PartyKind.STATE
    code: str | None = None
    names: tuple[PartyName, ...] = ()
    existed: Interval = field(default_factory=Interval)
    predecessors: tuple[str, ...] = ()


class ActionType(StrEnum):
    """What a party did in respect of a treaty."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive_signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    FORMAL_CONFIRMATION = "formal_confirmation"
    NOTIFICATION = "notification"
    """Notification that domestic procedures are completed."""
    SUCCESSION = "succession"
    CONTINUATION = "continuation"
    PROVISIONAL_APPLICATION = "provisional_application"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    ACCEPTANCE_OF_RESERVATION = "acceptance_of_reservation"
    WITHDRAWAL_OF_RESERVATION = "withdrawal_of_reservation"
    WITHDRAWAL_OF_DECLARATION = "withdrawal_of_declaration"
    WITHDRAWAL_OF_OBJECTION = "withdrawal_of_objection"
    TERRITORIAL_EXTENSION = "territorial_extension"
    TERRITORIAL_EXCLUSION = "territorial_exclusion"
    SUSPENSION = "suspension"
    DENUNCIATION = "denunciation"
    WITHDRAWAL = "withdrawal"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class PartyAction:
    """One act of one party, with its date, its effect date where recorded, its text and source.

    `articles` are the provisions touched, as normalised references (`22(1)(b)`); `towards` is the
    other party of an objection or a bilateral act; `opposes_entry` tells whether an objection
    opposes entry into force between the two (None: not said).
    """

    party: str
    action: ActionType
    origin: Origin
    date: LegalDate | None = None
    effective: LegalDate | None = None
    text: str = ""
    articles: tuple[str, ...] = ()
    towards: str | None = None
    opposes_entry: bool | None = None
