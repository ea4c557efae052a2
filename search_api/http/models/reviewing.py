"""The answer of a legal review."""

from __future__ import annotations

from pydantic import Field

from search_api.http.models.base import Answer


class FindingPlaceModel(Answer):
    """A provision, or a whole work, as it is cited."""

    work: str = Field(description="Slug of the work; empty: the draft that was sent.")
    title: str = Field(description="Title of the work, in the language of the text where it has one.")
    number: str = Field(description="Number of the work as printed; empty: it has none.")
    language: str = Field(description="Language of the text (BCP 47).")
    eid: str = Field(description="eId of the provision; empty: the whole work.")
    path: list[str] = Field(description="Labels from the article down, as printed.")
    page: int | None = Field(description="Page of the source, from 1; null: not known.")
    version: str | None = Field(description="A day that tells the wording (ISO); null: not known.")
    url: str = Field(description="Stable address.")


class EvidenceModel(Answer):
    """The other text on which a finding rests."""

    role: str = Field(
        description="cited, cited_then, ended_by, replaced_by, amended_by, defines, implements, treaty, "
        "differs, says or close."
    )
    provision: FindingPlaceModel = Field(description="Where it stands.")
    day: str | None = Field(description="From which day on (ISO); null: not known, or it has none.")
    words: str = Field(description="What it says; empty: the whole work is meant.")


class FindingModel(Answer):
    """One thing found."""

    key: str = Field(description="Names the finding in every review that finds it again.")
    kind: str = Field(description="cites_ended, cites_replaced, cites_amended, term_differs …")
    severity: str = Field(description="defect, look (a lawyer has to say) or told (no fault).")
    says: str = Field(description="The finding as a sentence, in the language of messages.")
    provision: FindingPlaceModel = Field(description="Where it was found.")
    words: str = Field(description="The words concerned; empty: the whole provision.")
    span: tuple[int, int] | None = Field(
        description="Where the words stand in the provision's own text; null: not there as they are."
    )
    details: dict[str, str] = Field(description="What fills the gaps of the sentence; days are ISO.")
    evidence: list[EvidenceModel] = Field(description="The other texts, the weightiest first.")


class FindingsModel(Answer):
    """A report."""

    as_of: str = Field(description="The day of the review (ISO).")
    subject: list[str] = Field(description="What was asked for; empty: every work.")
    works: int = Field(description="Works that were gone through.")
    more: int = Field(description="Works left out because there were too many for one answer.")
    judged: int = Field(description="Citations that were looked at.")
    counts: dict[str, int] = Field(description="Findings by kind.")
    unjudged: dict[str, int] = Field(description="What could not be judged, by reason.")
    findings: list[FindingModel] = Field(description="The findings, by kind.")
    told: list[FindingModel] = Field(description="What is no finding and yet worth a list.")
