"""The example units of systemd start commands that exist, with settings that exist."""

from __future__ import annotations

import re
import shlex
from configparser import RawConfigParser
from pathlib import Path

import pytest
import typer.main

from tools.by_hand.compose import ROOT, read
from treatybase.cli import app
from treatybase.settings import Settings

FOLDER = ROOT / "deploy" / "systemd"
UNITS = sorted(FOLDER.glob("*.service"))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
PASSWORDS = ("POSTGRES_PASSWORD", "ELASTIC_PASSWORD", "ELASTICSEARCH_PASSWORD")


def unit(path: Path) -> RawConfigParser:
    parsed = RawConfigParser(strict=True)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(path.read_text("utf-8"))
    return parsed


def variables(text: str) -> dict[str, str]:
    return dict(re.findall(r"(TREATYBASE_\w+)=(\S*)", text))


def command(path: Path) -> list[str]:
    program, *words = shlex.split(unit(path)["Service"]["ExecStart"])
    assert Path(program).name == "treatybase"
    return words


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_command_and_folders(path: Path) -> None:
    service = unit(path)["Service"]
    name, *options = command(path)
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    folder = variables(service["Environment"])["TREATYBASE_DATA"]
    assert folder == f"/var/lib/{service['StateDirectory']}", "a service may write only there"
    assert service["EnvironmentFile"] == "/etc/treatybase/environment"


def test_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    given = variables((FOLDER / "environment").read_text("utf-8"))
    assert given.keys() <= {f"TREATYBASE_{field.upper()}" for field in Settings.model_fields}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert Settings().elasticsearch_replicas == 1


def test_the_same_services_as_in_compose() -> None:
    services = read(dict.fromkeys(PASSWORDS, "x")).services.values()
    ours = {each.command[1] for each in services if each.image.startswith("treatybase")}
    assert {command(path)[0] for path in UNITS} == ours - {"migrate"}
