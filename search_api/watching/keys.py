"""What makes two events one: the keys by which a watch knows what it has told."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import blake2b

from corpus.model import AlertKind, Event, Evidence, LegalDate, Phase

_SEPARATOR = "\x1f"
_KEY_BYTES = 20


def phase_of(day: LegalDate | None, today: date) -> Phase:
    """Where a day lies. One that is uncertain has come when its latest has."""
    if day is None:
        return Phase.UNDATED
    return Phase.COME if day.latest <= today else Phase.COMING


def event(
    kind: AlertKind,
    day: LegalDate | None,
    today: date,
    evidence: Evidence,
    *identity: str,
    eid: str = "",
    recorded: datetime | None = None,
    phase: Phase | None = None,
    quiet: bool = False,
) -> Event:
    """An event on a day. `identity` is what tells it from others of its kind, day and provision."""
    chosen = phase or phase_of(day, today)
    key = digest(kind, chosen, day.isoformat() if day else "", eid, *identity)
    return Event(key, kind, chosen, evidence, day, eid, recorded, quiet)


def digest(*parts: str) -> str:
    """A short name for these texts."""
    return blake2b(_SEPARATOR.join(parts).encode(), digest_size=_KEY_BYTES).hexdigest()
