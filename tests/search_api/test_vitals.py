"""How things are is told in a moment, whatever hangs; how many may wait is bounded."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from small_base import small_service
from sqlalchemy import text

from corpus.errors import NotFound
from corpus.model import LOCAL
from corpus.store.engine import writing
from search_api.admission import Admission
from search_api.engine.elasticsearch import ElasticsearchEngine, ElasticsearchSettings
from search_api.errors import SearchUnavailable
from search_api.probing import Probe
from search_api.service import SearchService
from search_api.vitals import Vitals
from tools.servers.proxy import TcpProxy


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchService]:
    with small_service(tmp_path_factory.mktemp("vitals")) as made:
        yield made


def test_an_engine_that_hangs_is_missing_within_the_time(service: SearchService) -> None:
    proxy = TcpProxy(target_port=1)
    proxy.freeze()
    with proxy:
        settings = ElasticsearchSettings((f"http://127.0.0.1:{proxy.port}",), timeout=3.0)
        engine = ElasticsearchEngine(settings)
        vitals = Vitals(service.store, engine, None)
        started = time.monotonic()
        with ThreadPoolExecutor(8) as asking:
            found = list(asking.map(lambda _: vitals.health(LOCAL, seconds=0.5), range(8)))
        assert time.monotonic() - started < 2.5, "they wait together, for one answer"
        for health in found:
            assert health.missing == ("engine", "model")
            assert (health.readable, health.ready, health.same_epoch) == (True, False, None)
            assert health.works == service.health(LOCAL).works
            assert (health.passages, health.lag, health.behind) == (None, None, None)
            assert health.problems == ("search_unavailable",)
        assert sum(thread.name == "probe" for thread in threading.enumerate()) <= 1
    engine.close()


def test_a_store_of_another_version_is_told_while_open(tmp_path: Path) -> None:
    with small_service(tmp_path) as service:
        with writing(service.store._engine) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        found = service.readiness()
        assert found.missing == ("schema", "model", "vectors")
        assert (found.readable, found.problems) == (False, ("schema_mismatch",))


def test_an_index_of_another_epoch_is_told(tmp_path: Path) -> None:
    with small_service(tmp_path) as service:
        service.store.renew_epoch()
        found = service.health(LOCAL)
        assert found.missing[0] == "index"
        assert (found.readable, found.ready, found.same_epoch) == (True, False, False)
        assert found.lag == found.change
        assert found.behind is not None
        assert found.behind > 0


def test_who_asks_meanwhile_gets_the_same_answer_and_then_a_new_one() -> None:
    asked: list[int] = []
    go = threading.Event()

    def ask() -> int:
        asked.append(1)
        assert go.wait(10)
        return len(asked)

    probe = Probe(ask)
    first, second = probe.begin(), probe.begin()
    assert first is second
    go.set()
    assert first.result(10) == 1
    assert probe.begin().result(10) == 2


def test_more_questions_than_places_are_refused_and_counted() -> None:
    admission = Admission(places=2, wait=0.05)
    with admission.place(), admission.place():
        with pytest.raises(SearchUnavailable) as refused, admission.place():
            pytest.fail("there was no place")
        assert refused.value.params == {"seconds": 1}
    with pytest.raises(NotFound), admission.place():
        raise NotFound("no such work", key="x", near=())
    with pytest.raises(ZeroDivisionError), admission.place():
        raise ZeroDivisionError
    with admission.place(), admission.place():
        pass
    assert admission.failed == {"search_unavailable": 1, "not_found": 1, "internal_error": 1}
