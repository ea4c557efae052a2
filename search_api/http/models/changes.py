"""Answers about what changed between wordings."""

from __future__ import annotations

from pydantic import Field

from search_api.http.models.base import Answer, IntervalModel
from search_api.http.models.works import ExpressionModel, IncomingModel


class SideModel(Answer):
    """A wording that is compared."""

    date: str | None = Field(description="The day asked for (ISO); null: chosen by its number.")
    certain: bool = Field(description="False where its recorded interval does not tell whether it held then.")
    expression: ExpressionModel = Field(description="The wording, without its provisions.")


class RunModel(Answer):
    """A run of words that stayed, went or came."""

    op: str = Field(description="equal, delete or insert.")
    text: str = Field(description="The words.")


class ChangerModel(IncomingModel):
    """A work that changes this one, by the relation recorded."""

    dated: bool = Field(
        description="Whether its day of effect is recorded, between the wordings; false: not recorded."
    )


class ChangeModel(Answer):
    """A provision that differs."""

    eid: str = Field(description="Its eId in the later wording; of a removed one, in the earlier.")
    was: str | None = Field(description="Its eId in the earlier wording, where it was another.")
    label: str = Field(description="Label as printed.")
    change: str = Field(description="added, removed, changed, renumbered, moved, or formal (marks, notes).")
    words: list[RunModel] = Field(description="Its words: label, heading and own text.")


class ChangedByModel(ChangeModel):
    """A provision that differs, and who changed it."""

    by: list[ChangerModel] = Field(description="Who changed it, as far as it is recorded.")


class DiffModel(Answer):
    """Two wordings of a work compared, provision by provision and word by word."""

    work: str = Field(description="Slug of the work.")
    language: str = Field(description="Language of both (BCP 47).")
    from_: SideModel = Field(alias="from", description="The earlier wording.")
    to: SideModel = Field(description="The later wording.")
    by: list[ChangerModel] = Field(description="Who changed the work between the two, naming no provision.")
    changes: list[ChangedByModel] = Field(
        description="The provisions that differ, in the order of the later wording."
    )


class StepModel(Answer):
    """A time in which a provision read the same."""

    eid: str | None = Field(description="Its eId in these wordings; null: they do not have it.")
    label: str | None = Field(description="Its label as printed; null: they do not have it.")
    valid: IntervalModel = Field(description="From the first of these wordings to the last.")
    junction: str = Field(
        description="How it follows the one before: first, touching, gap (days without a wording between), "
        "unrecorded (a limit is not recorded), overlapping (both held at once)."
    )
    change: str | None = Field(description="What happened at its beginning; null: nothing, or the first.")
    text: str | None = Field(description="The whole provision, one line for each within it; null: not there.")
    changes: list[ChangeModel] = Field(description="What differs from the time before, within the provision.")
    by: list[ChangerModel] = Field(description="Who changed it, as far as it is recorded.")
    expressions: list[ExpressionModel] = Field(description="The wordings in which it reads so.")


class UndatedModel(Answer):
    """A provision in a wording of which nobody has said when it held."""

    eid: str = Field(description="Its eId.")
    label: str = Field(description="Label as printed.")
    expression: ExpressionModel = Field(description="The wording, without its provisions.")


class HistoryModel(Answer):
    """A provision through the wordings of its work."""

    work: str = Field(description="Slug of the work.")
    language: str = Field(description="Language of the wordings (BCP 47).")
    eid: str = Field(description="The provision asked for.")
    wordings: list[StepModel] = Field(description="What it said when, the earliest first.")
    undated: list[UndatedModel] = Field(description="Wordings that have it and cannot be put in order.")
