"""Answers about the service itself, and problems."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from search_api.http.models.base import Answer


class QueueModel(Answer):
    """How the queue of ingest stands; empty where the store has none."""

    waiting: int = Field(description="Files that wait to be read, or are being read.")
    done: int = Field(description="Files that were read.")
    failed: int = Field(description="Files of which nothing came.")
    oldest: datetime | None = Field(description="Since when the file that waits longest has waited.")


class HealthModel(Answer):
    """How the base and its index are. Null: it could not be asked in time."""

    status: str = Field(description="`ok`, `degraded` (something optional is missing), or `unready`.")
    works: int | None = Field(description="Works in the store.")
    expressions: int | None = Field(description="Expressions in the store.")
    sources: int | None = Field(description="Sources in the store.")
    provisions: int | None = Field(description="Provisions in the store.")
    relations: int | None = Field(description="Relations in the store.")
    party_actions: int | None = Field(description="Acts of parties in the store.")
    passages: int | None = Field(description="Passages in the index.")
    vectors: int | None = Field(description="Passages that have a vector.")
    change: int | None = Field(description="Newest change number of the store.")
    index_change: int | None = Field(description="Change number that the index has reached.")
    lag: int | None = Field(description="How far the index is behind, in change numbers.")
    queue: QueueModel | None = Field(description="How the queue of ingest stands.")
    behind: float | None = Field(
        description="For about how many seconds the oldest change that is not in the index has waited."
    )
    same_epoch: bool | None = Field(description="Whether the index was built from this store.")
    engine: str = Field(description="The search engine: `embedded` or `elasticsearch`.")
    breaker: str = Field(
        description=(
            "Whether calls go through to the engine: `closed` (yes), `open` (it failed: calls fail at once), "
            "`half_open` (the next call tries whether it is back)."
        )
    )
    model: str | None = Field(description="Name of the embedding model; null: none is installed.")
    missing: list[str] = Field(description="What is missing: store, schema, engine, index, model, vectors.")


class ReasonModel(Answer):
    """Why something cannot be answered."""

    code: str = Field(description="Code of the problem that requests meet, as `search_unavailable`.")
    title: str = Field(description="The problem in the client's language.")


class ReadyModel(Answer):
    """Whether a server can answer, and why not."""

    status: str = Field(description="`ok`, `degraded` (it can, but something is missing), or `unready`.")
    missing: list[str] = Field(description="What is missing: store, schema, engine, index, model, vectors.")
    reasons: list[ReasonModel] = Field(description="The problems that searches meet; empty: none.")
    lag: int | None = Field(description="How far the index is behind, in change numbers; null: not known.")


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
