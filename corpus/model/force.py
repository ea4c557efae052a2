"""Force, apart from wording: when a work or a provision has effect."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from corpus.model.assertion import Origin
from corpus.model.dates import Interval


class ForceState(StrEnum):
    """What an interval of force says."""

    IN_FORCE = "in_force"
    PROVISIONAL = "provisional"
    SUSPENDED = "suspended"
    CONTINUED = "continued"
    """What had begun had not ended on the days before the end of the interval: its first term, a day on
    which it was amended. It tells nothing of the days behind."""


@dataclass(frozen=True, slots=True)
class Force:
    """One interval of force of a work (`eid` None) or of one of its provisions.

    The interval may begin before the date of issue (retroactive effect). `reason` is a stable
    code of the rule or record (`final_clause`, `manifest`, `repealed_by`), `detail` its evidence.
    """

    state: ForceState
    interval: Interval
    origin: Origin
    eid: str | None = None
    territory: str = ""
    reason: str = ""
    detail: str = ""


class State(StrEnum):
    """The five states at a date."""

    NOT_YET_IN_FORCE = "not_yet_in_force"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    ENDED = "ended"
    UNKNOWN = "unknown"


class Extent(StrEnum):
    """Whether the state holds for the whole or a part."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a status is what it is: a stable code with parameters, put into words by a message catalogue."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """The status at a date, always with its reason.

    `extent` is PART where a provision is known to be in another state than the work: `ended_eids`,
    `suspended_eids` and `pending_eids` (not yet in force) name them. `grounds` are the records that
    decided, each with its rule and the span of the sentence that says it.
    """

    state: State
    reason: Reason
    extent: Extent = Extent.WHOLE
    provisional: bool = False
    ended_eids: tuple[str, ...] = ()
    suspended_eids: tuple[str, ...] = ()
    pending_eids: tuple[str, ...] = ()
    grounds: tuple[Force, ...] = ()
