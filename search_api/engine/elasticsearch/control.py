"""The small index beside the others: what each of them holds, and who may write."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from elasticsearch import ApiError, ConflictError, Elasticsearch, NotFoundError

from search_api.engine.elasticsearch.connection import ElasticsearchSettings, brief
from search_api.errors import IndexBusy


@dataclass(frozen=True, slots=True)
class State:
    """What an index was built from, and how far.

    `published`: how manieth index it was to be served; 0: not yet. `vector_set` numbers the field of
    vectors: another model begins a new one. `unmerged`: documents written since segments were merged.
    """

    change: int = 0
    epoch: str = ""
    recipe: str = ""
    model: str = ""
    dimensions: int = 0
    vector_set: int = 0
    published: int = 0
    unmerged: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with what a conditional write needs."""

    source: dict[str, Any]
    seq_no: int
    primary_term: int


def state_of(entry: Entry | None) -> State:
    """The state that a document keeps; that of an empty index where there is none."""
    return State(**entry.source["state"]) if entry else State()


class Control:
    """Documents of the control index, read as last written (also before a refresh)."""

    def __init__(self, client: Elasticsearch, settings: ElasticsearchSettings) -> None:
        self._client = client
        self._settings = settings
        self.index = f"{settings.index}-control"

    def brief(self, seconds: float) -> Control:
        """The same, asked with little patience."""
        return Control(brief(self._client, seconds), self._settings)

    def state(self, index: str) -> State | None:
        """The state of an index; None where nothing was committed to it."""
        entry = self.entry(index)
        return state_of(entry) if entry else None

    def entry(self, index: str) -> Entry | None:
        """The document that keeps the state of an index."""
        return self.get(f"state-{index}")

    def keep(self, index: str, state: State, seen: Entry | None) -> Entry:
        """Keep the state of an index, if what is kept is still as seen.

        Raises IndexBusy where it is not: who writes that late has lost the lease and does not know yet.
        """
        name, source = f"state-{index}", {"state": asdict(state)}
        kept = self.replace(name, source, seen) if seen else self.create(name, source)
        if kept is None:  # the answer to the same write may have got lost
            kept = self.get(name)
        if kept is None or kept.source != source:
            raise IndexBusy("another process took over the index")
        return kept

    def drop_state(self, index: str) -> None:
        """Forget an index."""
        self._client.options(ignore_status=404).delete(index=self.index, id=f"state-{index}")

    def get(self, name: str) -> Entry | None:
        """A document as last written."""
        try:
            found = self._client.get(index=self.index, id=name)
        except NotFoundError:
            return None
        return Entry(found["_source"], found["_seq_no"], found["_primary_term"])

    def create(self, name: str, source: dict[str, Any]) -> Entry | None:
        """Write a document that is not there; None where it is."""
        self._make()
        try:
            done = self._client.create(index=self.index, id=name, document=source)
        except ConflictError:
            return None
        return Entry(source, done["_seq_no"], done["_primary_term"])

    def replace(self, name: str, source: dict[str, Any], seen: Entry) -> Entry | None:
        """Write a document if it is still as seen; None where it is not."""
        try:
            done = self._client.index(
                index=self.index,
                id=name,
                document=source,
                if_seq_no=seen.seq_no,
                if_primary_term=seen.primary_term,
            )
        except ConflictError:
            return None
        return Entry(source, done["_seq_no"], done["_primary_term"])

    def _make(self) -> None:
        """Make the index where there is none; another process may be making it too."""
        if self._client.indices.exists(index=self.index):
            return
        try:
            self._client.indices.create(
                index=self.index,
                settings={"number_of_shards": 1, "number_of_replicas": self._settings.replicas},
                mappings={"dynamic": False},
            )
        except ApiError as error:
            if "resource_already_exists_exception" not in str(error):
                raise
