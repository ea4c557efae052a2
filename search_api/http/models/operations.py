"""Answers about the service itself, and problems."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from search_api.http.models.base import Answer


class HealthModel(Answer):
    """How the base and its index are."""

    status: str = Field(description="`ok`, `degraded` (something optional is missing), or `unready`.")
    works: int = Field(description="Works in the store.")
    expressions: int = Field(description="Expressions in the store.")
    sources: int = Field(description="Sources in the store.")
    provisions: int = Field(description="Provisions in the store.")
    relations: int = Field(description="Relations in the store.")
    party_actions: int = Field(description="Acts of parties in the store.")
    passages: int = Field(description="Passages in the index.")
    vectors: int = Field(description="Passages that have a vector.")
    change: int = Field(description="Newest change number of the store.")
    index_change: int = Field(description="Change number that the index has reached.")
    lag: int = Field(description="How far the index is behind, in change numbers.")
    model: str | None = Field(description="Name of the embedding model; null: none is installed.")
    missing: list[str] = Field(description="What is missing: model, vectors, index.")


class LiveModel(Answer):
    """A sign of life."""

    status: str = Field(description="`ok`: the process answers.")


class ProblemModel(BaseModel):
    """An error, as RFC 9457 has it, with the code of the command line."""

    model_config = ConfigDict(frozen=True, extra="allow")

    type: str = Field(description="URN of the kind of problem.")
    title: str = Field(description="The kind of problem in the client's language.")
    status: int = Field(description="HTTP status.")
    detail: str = Field(description="What happened and what to do, in the client's language.")
    code: str = Field(description="Stable code, the same as on the command line.")
    reason: str | None = Field(None, description="Finer code: which fault of a query; null: none.")
    position: int | None = Field(None, description="Character of the query, from 1; null: no place.")
    suggestions: list[str] | None = Field(None, description="What may have been meant; null: nothing.")
    seconds: int | None = Field(
        None, description="When to try again, in seconds, as in `Retry-After`; null: trying again is no use."
    )
