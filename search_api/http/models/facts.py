"""Answers about what provisions define, demand and lay down as procedures."""

from __future__ import annotations

from pydantic import Field

from search_api.http.models.base import Answer, StatusModel


class CitedModel(Answer):
    """A provision as it is cited."""

    work: str = Field(description="Slug of the work.")
    title: str = Field(description="Title of the work, in the language of the text where it has one.")
    number: str = Field(description="First identifier of the work; empty: none.")
    language: str = Field(description="Language of the text (BCP 47).")
    eid: str = Field(description="eId of the provision: its permanent address within the work.")
    kind: str = Field(description="article, paragraph, point, table …; empty: not known.")
    path: list[str] = Field(description="Labels from the article down, as printed: Article 7, 1., (a).")
    page: int | None = Field(description="Page of the source, from 1; null: not known.")
    status: StatusModel = Field(description="Status of the provision on the day, its wording considered.")


class VersionOfTermModel(Answer):
    """The same concept in another language version of the same provision."""

    term: str = Field(description="The term, as printed.")
    definition: str = Field(description="Its definition, as printed.")
    provision: CitedModel = Field(description="Where it is defined.")


class TermModel(Answer):
    """A defined term."""

    term: str = Field(description="The term, as printed.")
    definition: str = Field(description="Its definition, as printed.")
    provision: CitedModel = Field(description="Where it is defined.")
    beside: list[VersionOfTermModel] = Field(
        description="The same concept in other languages: one numbered provision defines one term in each."
    )


class ListModel(Answer):
    """What all lists of facts tell."""

    as_of: str = Field(description="The day of the statuses (ISO).")
    over: int = Field(description="How many more are known to have ended or not to have begun on that day.")
    more: bool = Field(description="Whether there are others, which a narrower question would find.")


class TermsModel(ListModel):
    """A part of the glossary."""

    terms: list[TermModel] = Field(description="Terms in alphabetical order.")


class ProcedureItemModel(Answer):
    """One line of a procedure."""

    kind: str = Field(description="step, paper, deadline, fee, body or basis.")
    text: str = Field(description="The line, in the words of its provision.")
    data: dict[str, str] = Field(
        description="What was read from it: `count`, `unit` (hour, day, month, year), `days` (working, "
        "calendar) and `every` (`true`: again after each such time) of a deadline; `amount` (0: free of "
        "charge) and `currency` of a fee. What it does not say is absent."
    )
    provision: CitedModel = Field(description="The provision that says so.")


class ProcedureModel(Answer):
    """A procedure."""

    name: str = Field(description="What it is for, as printed.")
    competent_body: str | None = Field(description="The competent body; null: not said.")
    provision: CitedModel = Field(description="The provision that opens it.")
    items: list[ProcedureItemModel] = Field(description="Its lines, in the order in which they stand.")


class ProceduresModel(ListModel):
    """Procedures."""

    procedures: list[ProcedureModel] = Field(description="Procedures by name; of one work in reading order.")


class ObligationModel(Answer):
    """Who must, must not or may do what."""

    bearer: str = Field(description="Who; empty: the sentence names nobody.")
    modality: str = Field(description="must, must_not or may.")
    clause: str = Field(description="The sentence, or the part of one, that tells it, as printed.")
    deed: str = Field(description="What.")
    beneficiary: str | None = Field(description="For whom; null: not said.")
    deadline: str | None = Field(description="By when; null: not said.")
    condition: str | None = Field(description="Under which condition; null: not said.")
    provision: CitedModel = Field(description="The provision that says so.")


class ObligationsModel(Answer):
    """The obligations of a work as worded on a day."""

    work: str = Field(description="Slug of the work.")
    title: str = Field(description="Title in the language of the text.")
    language: str = Field(description="Language of the text (BCP 47).")
    as_of: str = Field(description="The day (ISO).")
    status: StatusModel = Field(description="Status of the work on that day, this wording considered.")
    bearers: dict[str, int] = Field(description="Who bears how many, all conditions aside.")
    obligations: list[ObligationModel] = Field(description="The obligations in reading order.")
