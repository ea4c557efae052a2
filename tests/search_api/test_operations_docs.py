"""The documentation of problems, health and metrics says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from small_base import small_service

from search_api.admission import PLACES
from search_api.engine.elasticsearch.engine import FAILURES, LONGEST_PAUSE_SECONDS, PAUSE_SECONDS
from search_api.http.app import THREADS
from search_api.http.metrics import Metrics
from search_api.http.problems import PASSING, STATUS
from search_api.http.routes.operations import router

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text("utf-8")
PROBLEM = re.compile(r"^\| `(\w+)` \| (\d{3}) \| [^|]+ \| (yes )?\|$", re.MULTILINE)


def test_every_problem_is_documented_with_its_status() -> None:
    told = {code: (int(status), bool(passes)) for code, status, passes in PROBLEM.findall(TEXT)}
    assert told == {code: (status, code in PASSING) for code, status in STATUS.items()}


def test_every_address_is_documented() -> None:
    assert [route.path for route in router.routes if f"`{route.path}`" not in TEXT] == []  # type: ignore[attr-defined]


def test_every_metric_is_documented(tmp_path: Path) -> None:
    with small_service(tmp_path) as service:
        metrics = Metrics(service)
        metrics.requests.labels("GET", "/", "200").inc()
        text = metrics.text().decode()
    names = {family.name for family in text_string_to_metric_families(text)}
    names = {name for name in names if not name.endswith("_created")}
    assert len(names) >= 11
    assert [name for name in sorted(names) if f"`{name}" not in TEXT] == []


@pytest.mark.parametrize(
    "sentence",
    [
        f"At most {PLACES} searches",
        f"server's {THREADS} threads",
        f"({PAUSE_SECONDS:.0f} at first",
        f"at most\n{LONGEST_PAUSE_SECONDS:.0f})",
        {3: "three failures in a row"}[FAILURES],
    ],
)
def test_figures_are_those_of_the_code(sentence: str) -> None:
    assert sentence in TEXT
