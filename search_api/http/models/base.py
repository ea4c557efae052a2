"""What all models of answers share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """A frozen answer without fields beyond those described."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GroundModel(Answer):
    """A record on which a status rests: the chain from the state to the words that say it."""

    rule: str = Field(
        description="Code of the rule or record: final_clause, awaits_publication, repealed_by …"
    )
    evidence: str = Field(
        description="eId of the clause that says it, slug of the work that did it, or empty."
    )
    origin: str = Field(description="rule, text, format, manifest or person.")
    says: str = Field(description="What the origin tells besides: a rule of time as it was read, or empty.")
    span: tuple[int, int] | None = Field(description="Characters of the source that say it; null: not told.")


class StatusModel(Answer):
    """The status of a work or provision on a day, always with its reason."""

    state: str = Field(
        description="not_yet_in_force, in_force, suspended, ended, or unknown (nobody has recorded enough)."
    )
    extent: str = Field(description="whole, or part where some provisions are in another state.")
    provisional: bool = Field(description="Whether it is only provisionally applied.")
    reason: dict[str, str] = Field(
        description="Why: `code` is the rule; `since`, `until` (ISO dates), `rule`, `evidence`, `provision` "
        "(of the work that is the evidence) and `origin` stand beside it where they are known."
    )
    ended: list[str] = Field(description="eIds of provisions that have ended while the work has not.")
    suspended: list[str] = Field(description="eIds of provisions that are suspended while the work is not.")
    pending: list[str] = Field(description="eIds of provisions that are not yet in force while the work is.")
    grounds: list[GroundModel] = Field(description="The records that decided, the deciding one first.")


class IntervalModel(Answer):
    """A half-open interval of days."""

    from_: str = Field(
        alias="from", description="First day (ISO, as precise as is known), `open`, or `unknown`."
    )
    to: str = Field(description="Day on which it is over (ISO), `open` (it goes on), or `unknown`.")


class DateModel(Answer):
    """A date as printed, with the days that it may mean."""

    date: str = Field(description="The shortest ISO form that says no more than is known.")
    earliest: str = Field(description="The earliest day that it can be (ISO).")
    latest: str = Field(description="The latest day that it can be (ISO).")
    printed: str = Field(description="The date as printed in the source.")
    calendar: str = Field(description="The calendar in which it was printed: gregorian or hijri.")


class IdentifierModel(Answer):
    """An identifier of a work in one register."""

    scheme: str = Field(description="number, unts, lnts, ets, series, gazette, eli, akn, celex or other.")
    value: str = Field(description="The identifier as printed.")
