"""Every command, option and setting is documented, and the reference pages agree with the code."""

from __future__ import annotations

from typing import Any

import pytest
import typer.main

from tools.reference import DOCS, command_page, commands, settings_page
from treatybase.cli import app
from treatybase.settings import Settings

COMMANDS: dict[str, Any] = dict(commands(typer.main.get_command(app)))  # type: ignore[arg-type]

PRINTING = {
    *("ingest", "embed", "search", "list", "diff", "history", "relations", "parties", "bound", "health"),
    *("doctor", "terms", "procedures", "obligations", "edit", "consolidate"),
    *("watch add", "watch list", "watch remove", "watch alerts"),
    *("evaluate", "verify", "reindex", "backup", "restore", "enqueue", "worker", "queue"),
}
"""Commands that print results: each can print them as JSON."""

CONTRACT = {
    *("ingest", "list", "search", "show", "diff", "relations", "parties", "bound", "evaluate", "health"),
    *("serve", "demo", "migrate", "verify", "reindex", "backup", "restore", "export", "doctor"),
    *("edit", "review", "check"),
}


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(COMMANDS) >= CONTRACT
    assert set(COMMANDS) - CONTRACT == {
        *("embed", "enqueue", "worker", "queue", "terms", "procedures", "obligations", "history"),
        "consolidate",
        *("watch add", "watch list", "watch remove", "watch alerts"),
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_help_has_an_example_that_names_the_command(name: str) -> None:
    text = COMMANDS[name].help
    assert f"Example: treatybase {name}" in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert parameter.param_type_name == "argument" or parameter.help, f"{name} {parameter.name}"
        assert "--data" in {option for each in COMMANDS[name].params for option in each.opts}


@pytest.mark.parametrize("name", COMMANDS)
def test_results_can_be_had_as_json(name: str) -> None:
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert ("--json" in options) == (name in PRINTING)


def test_every_setting_is_explained() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert field.description.endswith(".")


@pytest.mark.parametrize(
    ("page", "made"), [("settings.md", settings_page), ("command-line.md", command_page)]
)
def test_reference_pages_agree_with_the_code(page: str, made: Any) -> None:
    assert (DOCS / page).read_text("utf-8") == made(), "run `python -m tools.reference`"
