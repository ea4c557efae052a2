"""The documented JSON is what the commands print."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from small_library import Base, run

from corpus.store.store import Store

PAGE = Path(__file__).parents[2] / "docs" / "json.md"
EXAMPLE = re.compile(r"^## `treatybase (.+?)`$.*?^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = {command: json.loads(printed) for command, printed in EXAMPLE.findall(PAGE.read_text("utf-8"))}

OF_QUEUE = [command for command in EXAMPLES if command.split()[0] in {"enqueue", "worker", "queue"}]
"""In the order in which they follow one another; they need PostgreSQL."""

FREE = {"titles", "facets", "formats", "filters", "reason", "data", "bearers"}
"""Objects whose keys are data: languages, values, endings, codes' parameters."""


def shape(value: Any, name: str = "") -> Any:
    """The keys of a value, without the data: a list is told by its first member."""
    if isinstance(value, dict):
        return {} if name in FREE else {key: shape(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value and isinstance(value[0], dict) else []
    return None


def agrees(documented: Any, printed: Any, place: str) -> None:
    """Every key that is documented is printed, and the other way round."""
    if isinstance(documented, dict) and isinstance(printed, dict):
        assert documented.keys() == printed.keys(), place
        for key, inner in documented.items():
            agrees(inner, printed[key], f"{place}.{key}")
    elif isinstance(documented, list) and isinstance(printed, list) and documented and printed:
        agrees(documented[0], printed[0], f"{place}[]")


@pytest.mark.parametrize("command", [command for command in EXAMPLES if command not in OF_QUEUE])
def test_example(base: Base, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library").symlink_to(base.library)
    (tmp_path / "questions.jsonl").write_text(json.dumps({"id": "q", "text": "status"}), "utf-8")
    (tmp_path / "qrels.txt").write_text("q 0 harbour-status 1\n", "utf-8")
    documented = EXAMPLES[command]
    printed = base.report if command.startswith("ingest") else base.run(*shlex.split(command)).json
    agrees(shape(documented), shape(printed), command)


@pytest.mark.needs("PostgreSQL")
def test_examples_of_the_queue(
    base: Base, postgresql_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library").symlink_to(base.library)
    monkeypatch.setenv("TREATYBASE_STORE_URL", postgresql_database)
    for command in OF_QUEUE:
        printed = run(*shlex.split(command), "--data", tmp_path / "data").json
        agrees(shape(EXAMPLES[command]), shape(printed), command)
        if command.startswith("enqueue"):
            begin(postgresql_database)
            begun = run("queue", "--json", "--data", tmp_path / "data").json["begun"]
            agrees(shape(EXAMPLES["queue --json"]["begun"]), shape(begun), "begun")
    assert OF_QUEUE == ["enqueue library --json", "worker --drain --json", "queue --json"]


def begin(url: str) -> None:
    """Begin a job, and die."""
    with Store.open(url) as store:
        claim = store.jobs.claim("elsewhere:1")
        assert claim
        claim.let_go()


def test_every_command_that_prints_json_is_documented() -> None:
    import typer.main

    from treatybase.cli import app

    commands: dict[str, Any] = dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    printing = {
        name
        for name, command in commands.items()
        if any("--json" in parameter.opts for parameter in command.params)
    }
    documented = {command.split()[0] for command in EXAMPLES}
    assert printing - documented == {"restore"}, "restore prints what backup does"


def test_restore_prints_what_backup_does(base: Base, tmp_path: Path) -> None:
    printed = base.run("backup", tmp_path / "b.tar", "--json").json
    restored = run("restore", tmp_path / "b.tar", "--json", "--data", tmp_path / "other").json
    assert restored.keys() == printed.keys() | {"passages"}
