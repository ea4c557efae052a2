"""Caring for an index in Elasticsearch from the command line: rebuild, roll back, verify, mend."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from scratch_indices import all_indices, scratch, served
from server_process import TREATYBASE
from small_library import Answer, run, write_library

from search_api.engine.elasticsearch import ElasticsearchSettings
from search_api.engine.elasticsearch import lease as lease_module
from search_api.engine.elasticsearch.connection import connect
from search_api.errors import NoEarlierIndex
from treatybase.settings import Settings
from treatybase.wiring import Installation

pytestmark = [pytest.mark.needs("Elasticsearch"), pytest.mark.slow]

NOTICE = "# Notice on buoys\n\n## Article 1\n\nEvery buoy shall be painted vermilion.\n"
SECONDS = 60.0


@dataclass(frozen=True)
class Kept:
    """A base whose index is in Elasticsearch, and somebody who meddles with it."""

    data: Path
    client: Elasticsearch
    settings: ElasticsearchSettings

    def run(self, *arguments: object) -> Answer:
        return run(*arguments, "--data", self.data)

    @property
    def served(self) -> str:
        return served(self.client, self.settings)

    @property
    def indices(self) -> set[str]:
        return set(all_indices(self.client, f"{self.settings.index}-*")) - {f"{self.settings.index}-control"}

    def found(self, word: str) -> int:
        total: int = self.run("search", word, "--json").json["total"]
        return total

    def sound(self) -> bool:
        answer = self.run("verify", "--json")
        assert answer.status == (0 if answer.json["sound"] else 3)
        sound: bool = answer.json["sound"]
        return sound


@pytest.fixture
def base(elasticsearch_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    with scratch(elasticsearch_url) as settings, closing(connect(settings)) as client:
        monkeypatch.setenv("TREATYBASE_ENGINE", "elasticsearch")
        monkeypatch.setenv("TREATYBASE_ELASTICSEARCH_URL", elasticsearch_url)
        monkeypatch.setenv("TREATYBASE_ELASTICSEARCH_INDEX", settings.index)
        monkeypatch.setenv("TREATYBASE_ELASTICSEARCH_TIMEOUT", "30")
        made = Kept(tmp_path / "data", client, settings)
        made.run("ingest", write_library(tmp_path / "library"), "--json")
        yield made


def test_rolling_back_catches_up_with_what_came_since(base: Kept, tmp_path: Path) -> None:
    with pytest.raises(NoEarlierIndex):
        base.run("reindex", "--roll-back")
    first = base.served
    base.run("reindex", "--json")
    second = base.served
    assert base.indices == {first, second}
    (tmp_path / "buoys.en.md").write_text(NOTICE, encoding="utf-8")
    assert base.run("ingest", tmp_path / "buoys.en.md", "--json").json["works"] == 1
    passages = base.run("health", "--json").json["passages"]
    told = base.run("reindex", "--roll-back", "--json").json
    assert base.served == first
    assert told == {"passages": passages}
    assert base.found("vermilion") == 1
    assert base.sound()
    base.run("reindex", "--roll-back")
    assert base.served == second
    assert base.sound()


TRIES = 6
"""Rebuilds killed, at most, until one of them has not yet ended."""


def kill_a_rebuild(base: Kept) -> None:
    """Start one, and kill it as soon as its index is there."""
    before = base.indices
    with subprocess.Popen(
        [TREATYBASE, "reindex", "--data", str(base.data)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as rebuild:
        until = time.monotonic() + SECONDS
        while base.indices <= before and rebuild.poll() is None and time.monotonic() < until:
            time.sleep(0.002)
        rebuild.kill()


def test_a_killed_rebuild_is_swept_by_the_next(base: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    """Meanwhile the index in use goes on; the next has to wait until the lease of the dead has run out."""
    for _ in range(TRIES):
        first = base.served
        before = base.indices
        kill_a_rebuild(base)
        if base.served == first:
            break
    (dead,) = base.indices - before
    assert base.served == first
    assert base.found("seafarer") > 0
    assert base.sound()
    for name, seconds in {"LEASE_SECONDS": 0.5, "BEAT_SECONDS": 0.2, "GAP_SECONDS": 0.4}.items():
        monkeypatch.setattr(lease_module, name, seconds)
    base.run("reindex", "--json")
    assert base.sound()
    assert base.indices == {first, base.served}
    assert dead not in base.indices


def remove_some(kept: Kept, ids: list[str]) -> None:
    for each in ids[:3]:
        kept.client.delete(index=kept.served, id=each)


def remove_at_a_high_version(kept: Kept, ids: list[str]) -> None:
    kept.client.delete(index=kept.served, id=ids[0], version=10**9, version_type="external")


def change_some(kept: Kept, ids: list[str]) -> None:
    for each in ids[:3]:
        kept.client.update(index=kept.served, id=each, doc={"kind": "changed", "owner": "somebody"})


def overwrite_at_a_high_version(kept: Kept, ids: list[str]) -> None:
    document = {"id": ids[1], "work_id": 1, "text": "forged", "digest": "00"}
    kept.client.index(index=kept.served, id=ids[1], document=document, version=10**9, version_type="external")


def add_strangers(kept: Kept, ids: list[str]) -> None:
    kept.client.index(index=kept.served, id="stranger", document={"text": "forged"})
    kept.client.index(index=kept.served, id="other", document={"work_id": 4711, "text": "forged"})


def forget_the_states(kept: Kept, ids: list[str]) -> None:
    kept.client.indices.delete(index=f"{kept.settings.index}-control")


def remove_the_index(kept: Kept, ids: list[str]) -> None:
    kept.client.indices.delete(index=kept.served)


@pytest.mark.parametrize(
    "meddle",
    [
        remove_some,
        remove_at_a_high_version,
        change_some,
        overwrite_at_a_high_version,
        add_strangers,
        forget_the_states,
        remove_the_index,
    ],
)
def test_what_others_did_to_the_index_is_found_and_mended(
    base: Kept, meddle: Callable[[Kept, list[str]], None]
) -> None:
    assert base.sound()
    engine = Installation(Settings(data=base.data)).engine
    with closing(engine):
        before = sorted(engine.digests())
        meddle(base, [passage_id for _, passage_id, _ in before])
        base.client.indices.refresh(index=f"{base.settings.index}-*")
        assert not base.sound()
        mended = base.run("verify", "--mend", "--json")
        assert mended.json["sound"]
        assert mended.status == 0
        assert sorted(engine.digests()) == before
    assert base.found("seafarer") > 0
    assert base.found("forged") == 0
