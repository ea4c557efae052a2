"""What a person watches, and what he is told of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from corpus.model.dates import LegalDate
from corpus.model.force import Extent, Reason, State, Status
from corpus.model.scope import LOCAL, Scope


class AlertKind(StrEnum):
    """What may be told of a work, a provision or a saved search."""

    NEW_VERSION = "new_version"
    AMENDED = "amended"
    CORRECTED = "corrected"
    REPEALED = "repealed"
    """By another work: repealed, annulled, terminated or replaced, in whole or in part."""
    ENDED = "ended"
    """Of itself: a term that ran out, an end that is recorded without the work that made it."""
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    ENTERED_INTO_FORCE = "entered_into_force"
    NEW_PARTY = "new_party"
    CITED = "cited"
    NEW_HIT = "new_hit"


class Phase(StrEnum):
    """Where an event is in time, seen from the day on which it is told."""

    COME = "come"
    """Its day has come."""
    COMING = "coming"
    """Its day lies ahead (or, uncertain, may lie ahead): it is told again when the day has come."""
    UNDATED = "undated"
    """Nobody has recorded its day."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an event rests on; what does not apply is empty.

    `code` is the type of the relation, the reason of the force, the act of the party, the making of the
    wording or how a provision changed; `work` and `eid` say which other work does it, and where.
    """

    code: str = ""
    work: str = ""
    eid: str = ""
    party: str = ""
    language: str = ""
    source: str = ""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that is so, as the base tells it: `key` names it, however often it is told.

    The keys hold day and phase: what is recorded ahead is one event, its coming another, and a day that is
    corrected a third. `quiet`: nobody is told (another event says it better).
    """

    key: str
    kind: AlertKind
    phase: Phase
    evidence: Evidence
    day: LegalDate | None = None
    eid: str = ""
    recorded: datetime | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search as it is asked again and again. `as_of`: ISO, `any`, or empty for the day of asking."""

    query: str
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    as_of: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched: a work (its slug), one provision of it, or what a search finds."""

    work: str = ""
    eid: str = ""
    search: SavedSearch | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where alerts are sent, and the secret by which they are signed."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Watch:
    """What a person asked to be told of. It sees what its maker may see (`scope`).

    `on` is the ministry's day when it was made: a provision is meant by the number it had then. `token`
    names its feed and cannot be guessed; a `private` one is not listed for those who may change nothing.
    `fault` says why it could not be looked at last, empty: it could.
    """

    watched: Watched
    kinds: frozenset[AlertKind]
    on: date
    name: str = ""
    who: str = ""
    scope: Scope = LOCAL
    private: bool = False
    paused: bool = False
    webhook: Webhook | None = None
    number: int = 0
    token: str = ""
    made: datetime | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A provision that an alert names: its eId, and what it is called in the text."""

    eid: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a watch tells, as it was when it was found: events of one day and one cause together.

    `status` is that of the work (or the provision watched) on the day `on`; `recorded` is when the alert
    was made. Titles are those of that time: slugs stay.
    """

    key: str
    kind: AlertKind
    phase: Phase
    work: str
    title: str
    evidence: Evidence
    on: date
    by_title: str = ""
    day: LegalDate | None = None
    provisions: tuple[Told, ...] = ()
    status: Status = Status(State.UNKNOWN, Reason("no_evidence"), Extent.WHOLE)  # noqa: RUF009
    number: int = 0
    watch: int = 0
    recorded: datetime | None = None


class DeliveryState(StrEnum):
    """What became of sending an alert."""

    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"
    """Given up after many tries; a person may have it tried again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert that is to be sent. `fault`: what went wrong last."""

    alert: Alert
    watch: Watch
    attempts: int
    state: DeliveryState = DeliveryState.WAITING
    fault: str = ""
