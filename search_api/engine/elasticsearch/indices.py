"""The indices of one schema version, behind an alias to read from and one to write to.

`treatybase-1.7-000003` is an index, `treatybase-1.7-read` and `treatybase-1.7-write` the aliases. A program
of another schema version has aliases of its own, so both can serve while one is rolled out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError

from search_api.engine.elasticsearch.connection import ElasticsearchSettings
from search_api.engine.elasticsearch.control import Control, State
from search_api.engine.elasticsearch.mapping import SCHEMA, index_mapping, index_settings
from search_api.errors import NoEarlierIndex

GREEN_SECONDS: Final = 60
"""How long the copies of a new index are waited for before it is served."""


class Indices:
    """Makes, names, switches and removes indices."""

    def __init__(self, client: Elasticsearch, settings: ElasticsearchSettings, control: Control) -> None:
        self._client, self._settings, self._control = client, settings, control
        self._start = f"{settings.index}-{SCHEMA}-"
        self.read, self.write, self.fresh = (f"{self._start}{name}" for name in ("read", "write", "fresh"))
        """Aliases of the index that is served, and of one that is being built."""

    def served(self) -> str | None:
        """The index behind the aliases; None before there is one."""
        return self._behind(self.read)

    def demand(self) -> str:
        """The index that is served; a first one is made where there is none. Only under the lease."""
        name = self.served() or self._create(loading=False)
        if self._behind(self.write) != name:
            self._switch(name)
        return name

    def create_fresh(self) -> str:
        """A new index beside the one that is served. Only under the lease of the fresh index."""
        self.sweep()
        name = self._create(loading=True)
        self._client.indices.put_alias(index=name, name=self.fresh)
        return name

    def publish(self, name: str, state: State) -> State:
        """Serve this index from now on; the one before is kept to roll back to, older ones go."""
        self._client.indices.put_settings(
            index=name, settings={"number_of_replicas": self._settings.replicas}
        )
        self._client.options(ignore_status=408).cluster.health(
            index=name,
            wait_for_status="green",
            timeout=f"{GREEN_SECONDS}s" if self._settings.replicas else "1s",
        )
        published = replace(state, published=self._last_published() + 1)
        self._control.put_state(name, published)
        self._switch(name)
        self.sweep()
        return published

    def roll_back(self) -> str:
        """Serve the index that was served before. Raises NoEarlierIndex."""
        served = self.served()
        earlier = [name for name in self._by_publication() if name != served]
        if not earlier:
            raise NoEarlierIndex("there is no earlier index to go back to")
        name = earlier[0]
        state = self._control.state(name)
        assert state is not None
        self._control.put_state(name, replace(state, published=self._last_published() + 1))
        self._switch(name)
        return name

    def drop(self, name: str) -> None:
        """Remove an index."""
        self._client.options(ignore_status=404).indices.delete(index=name)
        self._control.drop_state(name)

    def sweep(self) -> None:
        """Remove what is neither served nor the one before: left by a killed rebuild, or too old."""
        served = self.served()
        earlier = [name for name in self._by_publication() if name != served]
        for name in self._all():
            if name != served and name not in earlier[:1]:
                self.drop(name)

    def _all(self) -> list[str]:
        found = self._client.indices.get(index=f"{self._start}0*", features=["aliases"])
        return sorted(found)

    def _by_publication(self) -> list[str]:
        """Indices that were served, the last first."""
        states = ((self._control.state(name), name) for name in self._all())
        ranked = [(state.published, name) for state, name in states if state and state.published]
        return [name for _, name in sorted(ranked, reverse=True)]

    def _last_published(self) -> int:
        states = (self._control.state(name) for name in self._all())
        return max((state.published for state in states if state), default=0)

    def _behind(self, alias: str) -> str | None:
        try:
            found = self._client.indices.get_alias(name=alias)
        except NotFoundError:
            return None
        return max(found)

    def _switch(self, name: str) -> None:
        """Both aliases at once: no search and no write falls between."""
        others = {alias for alias in (self.read, self.write, self.fresh) if self._behind(alias)}
        actions: list[dict[str, Any]] = [
            {"remove": {"index": "*", "alias": alias}} for alias in sorted(others)
        ]
        actions += [{"add": {"index": name, "alias": self.read}}]
        actions += [{"add": {"index": name, "alias": self.write, "is_write_index": True}}]
        self._client.indices.update_aliases(actions=actions)

    def _create(self, *, loading: bool) -> str:
        number = max((int(name.rpartition("-")[2]) for name in self._all()), default=0) + 1
        name = f"{self._start}{number:06d}"
        self._client.indices.create(
            index=name,
            settings=index_settings(self._settings, loading=loading),
            mappings=index_mapping(),
        )
        if not loading:
            self._control.put_state(name, State(published=self._last_published() + 1))
            self._switch(name)
        return name
