"""The indices of one schema version, behind an alias to read from and one to write to.

`treatybase-1.7-20240601-093000-000000` is an index, named by the moment it was made so that no name comes
twice, `treatybase-1.7-read` and `treatybase-1.7-write` are the aliases. A program of another schema version
has aliases of its own, so both can serve while one is rolled out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError

from search_api.engine.elasticsearch.connection import ElasticsearchSettings
from search_api.engine.elasticsearch.control import Control, State, state_of
from search_api.engine.elasticsearch.mapping import SCHEMA, index_mapping, index_settings
from search_api.errors import NoEarlierIndex

GREEN_SECONDS: Final = 60
"""How long the copies of a new index are waited for before it is served."""


_MOMENT: Final = "%Y%m%d-%H%M%S-%f"


def own_alias(name: str) -> str:
    """An alias of one index alone. What is written through it never makes an index where there is none."""
    return f"{name}-own"


class Indices:
    """Makes, names, switches and removes indices."""

    def __init__(self, client: Elasticsearch, settings: ElasticsearchSettings, control: Control) -> None:
        self._client, self._settings, self._control = client, settings, control
        self._start = f"{settings.index}-{SCHEMA}-"
        self.read, self.write = f"{self._start}read", f"{self._start}write"
        """Aliases of the index that is served."""

    def served(self) -> str | None:
        """The index behind the aliases; None before there is one."""
        try:
            found = self._client.indices.get_alias(name=self.read)
        except NotFoundError:
            return None
        return max(found)

    def demand(self) -> str:
        """The index that is served; a first one is made where there is none. Only under the lease."""
        return self.served() or self._first()

    def create_fresh(self) -> str:
        """A new index beside the one that is served. Only under the lease of the fresh index."""
        self.sweep()
        return self._create(self._new_name(), {}, loading=True)

    def ready(self, name: str) -> None:
        """Give an index its copies, and wait for them."""
        replicas = self._settings.replicas
        if not replicas:
            return
        self._client.indices.put_settings(index=name, settings={"number_of_replicas": replicas})
        self._client.options(ignore_status=408).cluster.health(
            index=name, wait_for_status="green", timeout=f"{GREEN_SECONDS}s"
        )

    def serve(self, name: str) -> None:
        """Both aliases at once: no search falls between."""
        gone = [
            {"remove": {"index": f"{self._start}*", "alias": alias, "must_exist": False}}
            for alias in (self.read, self.write)
        ]
        added = [{"add": {"index": name, "alias": alias, **more}} for alias, more in self._aliases().items()]
        self._client.indices.update_aliases(actions=[*gone, *added])

    def roll_back(self) -> str:
        """Serve the index that was served before. Raises NoEarlierIndex."""
        served = self.served()
        earlier = [name for name in self._by_publication() if name != served]
        if not earlier:
            raise NoEarlierIndex("there is no earlier index to go back to")
        name = earlier[0]
        seen = self._control.entry(name)
        self._control.keep(name, replace(state_of(seen), published=self.next_publication()), seen)
        self.serve(name)
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

    def next_publication(self) -> int:
        """How manieth the next index will be that is served."""
        return max((state.published for _, state in self._states()), default=0) + 1

    def _by_publication(self) -> list[str]:
        """Indices that were served, the last first."""
        ranked = sorted(((state.published, name) for name, state in self._states()), reverse=True)
        return [name for published, name in ranked if published]

    def _states(self) -> list[tuple[str, State]]:
        return [(name, state_of(self._control.entry(name))) for name in self._all()]

    def _all(self) -> list[str]:
        """Our indices. Copies that somebody made under longer names are not ours."""
        found = self._client.indices.get(index=f"{self._start}*", features=["aliases"])
        ours = re.compile(rf"{re.escape(self._start)}\d{{8}}-\d{{6}}-\d{{6}}")
        return sorted(name for name in found if ours.fullmatch(name))

    def _new_name(self) -> str:
        return f"{self._start}{datetime.now(UTC):{_MOMENT}}"

    def _first(self) -> str:
        """An empty index that is served at once; its state goes before it, so that no sweep takes it."""
        name = self._new_name()
        self._control.keep(name, State(published=self.next_publication()), None)
        return self._create(name, self._aliases(), loading=False)

    def _create(self, name: str, aliases: dict[str, Any], *, loading: bool) -> str:
        self._client.indices.create(
            index=name,
            aliases=aliases | {own_alias(name): {}},
            settings=index_settings(self._settings, loading=loading),
            mappings=index_mapping(),
        )
        return name

    def _aliases(self) -> dict[str, dict[str, Any]]:
        return {self.read: {}, self.write: {"is_write_index": True}}
