"""Answers of search, facets and suggestions."""

from __future__ import annotations

from pydantic import Field

from search_api.http.models.base import Answer, StatusModel


class QueryModel(Answer):
    """What was made of the query."""

    text: str = Field(description="The query as it was sent.")
    language: str = Field(description="The language that it was taken to be in (BCP 47).")
    as_of: str = Field(description="The day as of which was searched (ISO), or `any`.")
    mode: str = Field(description="hybrid, lexical or semantic.")
    filters: dict[str, list[str]] = Field(description="The filters in force, by field; values are any-of.")
    terms: list[str] = Field(description="The words that were looked for.")
    legal_terms: list[str] = Field(
        description="What the law calls what was said in other words: looked for besides."
    )
    reference: str | None = Field(
        description="A provision or work that the query names, as `number` or `slug#eid`; null: none."
    )
    notices: list[str] = Field(
        description="Codes of things to know: no_model, vectors_incomplete, index_behind, taken_as_words, "
        "no_such_value, as_of_from_query, no_words, named_not_on_day."
    )


class HitWorkModel(Answer):
    """The work of a hit."""

    id: str = Field(description="Slug of the work: the public id, used in addresses.")
    record_id: str | None = Field(description="Id of the import record that it came from; null: none.")
    identifiers: list[str] = Field(description="Its identifiers as printed.")
    title: str = Field(description="Its title in the language of the hit, where there is one.")
    kind: str = Field(description="What sort of instrument: treaty, circular, law …")
    issuers: list[str] = Field(description="Who issued it, as printed.")


class HitExpressionModel(Answer):
    """The wording of a hit."""

    language: str = Field(description="Language of the text (BCP 47).")
    authority: str = Field(description="authentic, prevailing, official, unofficial, machine, or unknown.")
    valid_from: str = Field(description="First day of this wording (ISO), `open`, or `unknown`.")
    valid_to: str = Field(description="Day on which this wording is over (ISO), `open`, or `unknown`.")


class VersionModel(Answer):
    """The same provision in another language."""

    language: str = Field(description="Language (BCP 47).")
    eid: str = Field(description="eId of the provision there.")
    authority: str = Field(description="Legal standing of that version.")


class HitProvisionModel(Answer):
    """The provision of a hit."""

    eid: str = Field(description="eId of the provision: its permanent address within the work.")
    record_id: str | None = Field(description="Id of its import record; null: none.")
    number: str | None = Field(description="Number of the article, normalised (36, 36bis); null: unnumbered.")
    label: str = Field(description="Label as printed: Article 36, Điều 36, 第三十六条.")
    heading: str = Field(description="Heading, without the label.")
    path: list[str] = Field(description="From the title of the work down to the provision.")
    clause: str | None = Field(
        description="What a final clause settles: entry_into_force, withdrawal, depositary …; null: no such."
    )
    confidence: float | None = Field(
        description="How sure character recognition was of the text (0 to 1); null: read without."
    )


class HitSourceModel(Answer):
    """The file from which the text was read."""

    path: str = Field(description="Path as it was given to ingest.")
    sha256: str = Field(description="SHA-256 of the file's bytes: the key of /sources.")
    page: int | None = Field(
        description="Page on which the text begins, from 1; null: no pages or not known."
    )


class WhyModel(Answer):
    """Why the hit was found."""

    words: float | None = Field(description="Share of the best score by words (0 to 1); null: not by words.")
    meaning: float | None = Field(description="Cosine to the query (−1 to 1); null: not by meaning.")
    coverage: float | None = Field(
        description="Share of the query's words that the best hits hold (0 to 1): how much words count."
    )
    matched: list[str] = Field(description="Words of the query found in it, as typed.")
    rule: str = Field(description="`reference` where the query names it; empty otherwise.")


class HitModel(Answer):
    """One result."""

    rank: int = Field(description="Place among all results, from 1.")
    score: float = Field(description="Score of this search; comparable within one answer only.")
    work: HitWorkModel = Field(description="The work.")
    expression: HitExpressionModel = Field(description="The wording.")
    languages: list[VersionModel] = Field(description="Languages that have this provision, this one first.")
    provision: HitProvisionModel = Field(description="The provision.")
    status: StatusModel = Field(description="Status of the provision on the day searched as of, else today.")
    source: HitSourceModel = Field(description="The file.")
    text: str = Field(description="The passage, as in the original.")
    highlights: list[tuple[int, int]] = Field(
        description="[start, end) offsets in `text`, in characters, of what matched."
    )
    why: WhyModel = Field(description="Why it was found.")


class SearchModel(Answer):
    """The answer to a search."""

    query: QueryModel = Field(description="What was understood, to be shown and taken back part by part.")
    total: int = Field(description="Passages that match by words, or the candidates by meaning.")
    took_ms: float = Field(description="Milliseconds that the search took.")
    facets: dict[str, dict[str, int]] = Field(
        description="Passages by field and value; each field as if it were not filtered itself."
    )
    results: list[HitModel] = Field(description="The results, best first.")


class FacetsModel(Answer):
    """Counts by value."""

    as_of: str = Field(description="The day as of which they were counted (ISO), or `any`.")
    facets: dict[str, dict[str, int]] = Field(
        description="Passages by field and value; each field as if it were not filtered itself."
    )


class SuggestionModel(Answer):
    """Something that begins as typed."""

    text: str = Field(description="A title, number or heading.")
    work: str = Field(description="Slug of its work.")


class SuggestionsModel(Answer):
    """Suggestions."""

    as_of: str = Field(description="The day on which they may be law (ISO), or `any`.")
    suggestions: list[SuggestionModel] = Field(description="Titles first, then numbers, then headings.")
