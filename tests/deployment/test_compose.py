"""compose.yaml is valid, and what it names exists: settings, commands, services, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema import Draft202012Validator

from tools.by_hand.compose import ROOT, Compose, MissingVariable, demanded, document, filled, read
from tools.servers.jars import EIGHT
from treatybase.cli import app
from treatybase.settings import Settings

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
EXAMPLE = ROOT / "deploy" / "example.env"
DOCUMENT = document()
SERVICES: dict[str, dict[str, Any]] = DOCUMENT["services"]
PASSWORDS = {"POSTGRES_PASSWORD", "ELASTIC_PASSWORD", "ELASTICSEARCH_PASSWORD"}
JOBS = {"migrate", "elasticsearch-setup"}
OURS = sorted(name for name, service in SERVICES.items() if service["image"].startswith("treatybase"))


def compose(**variables: str) -> Compose:
    return read({**dict.fromkeys(PASSWORDS, "secret"), **variables})


def faults(told: dict[str, Any]) -> list[str]:
    """Where the published schema is broken."""
    validator = Draft202012Validator(get_builtin_schema("vendor.compose-spec"))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(told)]


def test_published_schema() -> None:
    assert faults(DOCUMENT) == []
    assert faults(filled(DOCUMENT, dict.fromkeys(PASSWORDS, "secret"))) == []


def test_the_schema_finds_faults() -> None:
    broken = {**DOCUMENT, "services": {**SERVICES, "proxy": {**SERVICES["proxy"], "imago": "x"}}}
    assert any("imago" in fault for fault in faults(broken))


@pytest.mark.parametrize("name", OURS)
def test_variables_are_settings(name: str) -> None:
    settings = {f"TREATYBASE_{field.upper()}" for field in Settings.model_fields}
    given = {key for key in SERVICES[name]["environment"] if key.startswith("TREATYBASE_")}
    assert given
    assert given <= settings


@pytest.mark.parametrize("name", OURS)
def test_settings_can_be_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in compose().services[name].environment.items():
        monkeypatch.setenv(key, value)
    settings = Settings()
    assert settings.engine == "elasticsearch"
    assert settings.store_url == "postgresql+psycopg://treatybase:secret@postgresql:5432/treatybase"


@pytest.mark.parametrize("name", OURS)
def test_commands_and_their_options_exist(name: str) -> None:
    program, command, *options = compose().services[name].command
    assert program == "treatybase"
    known = {option for parameter in COMMANDS[command].params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known


def hosts(value: str) -> Iterator[str]:
    """The names of services in a value: what stands before a port."""
    yield from re.findall(r"(?:^|@|//)([a-z][\w-]*):\d+", value)


@pytest.mark.parametrize("name", SERVICES)
def test_what_it_refers_to_exists(name: str) -> None:
    service = compose().services[name]
    assert service.after.keys() <= SERVICES.keys()
    for value in service.environment.values():
        for host in hosts(value):
            (port,) = re.findall(rf"{host}:(\d+)", value)
            assert int(port) in compose().services[host].ports, value
    for source in filter(None, service.mounts.values()):
        assert (ROOT / source).exists() if source.startswith(".") else source in DOCUMENT["volumes"]
    assert set(SERVICES[name]["networks"]) <= DOCUMENT["networks"].keys()


def test_the_roles() -> None:
    services = compose().services
    assert [name for name in OURS if services[name].command[1] == "serve"] == ["api-1", "api-2"]
    assert services["worker"].instances == ("worker-1", "worker-2")
    assert compose().jobs == JOBS


def test_elasticsearch_is_the_version_that_is_tested() -> None:
    images = {service["image"] for service in SERVICES.values() if service["image"].startswith("elastic")}
    assert images == {f"elasticsearch:{EIGHT.version}"}


@pytest.mark.parametrize("name", SERVICES)
def test_containers_can_do_no_more_than_they_need(name: str) -> None:
    service = SERVICES[name]
    tag = service["image"].partition(":")[2]
    assert tag
    assert "latest" not in tag
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["mem_limit"]
    assert service["restart"] == ("on-failure" if name in JOBS else "unless-stopped")
    assert service.get("read_only") or name == "elasticsearch", "its image writes into its own configuration"


def test_only_the_proxy_can_be_reached() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]
    assert DOCUMENT["networks"]["back"]["internal"] is True
    assert [name for name in SERVICES if "front" in SERVICES[name]["networks"]] == ["proxy", "api-1", "api-2"]


def test_passwords_are_demanded_and_named_in_the_example() -> None:
    assert demanded(DOCUMENT) == PASSWORDS
    example = dict(re.findall(r"^(\w+)=(.*)$", EXAMPLE.read_text("utf-8"), re.MULTILINE))
    assert {name for name, value in example.items() if not value} == PASSWORDS
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text("utf-8")))
    assert used - example.keys() == {"TREATYBASE_VERSION"}
    assert example.keys() <= used


def test_a_password_that_is_missing_is_named() -> None:
    with pytest.raises(MissingVariable, match=r"POSTGRES_PASSWORD has no value: set it in \.env"):
        read({"ELASTIC_PASSWORD": "x", "ELASTICSEARCH_PASSWORD": "x"})


FILLED = [
    ("$$x", {}, "$x"),
    ("${A}", {"A": "1"}, "1"),
    ("${A}", {}, ""),
    ("${A:-2}", {}, "2"),
    ("${A:-2}", {"A": ""}, "2"),
    ("${A:-}${B:-x}:1", {"B": "y"}, "y:1"),
    ("${A:?say}", {"A": "3"}, "3"),
    ("$A", {"A": "1"}, "$A"),
]


@pytest.mark.parametrize(("text", "variables", "expected"), FILLED)
def test_variables_are_filled_in(text: str, variables: dict[str, str], expected: str) -> None:
    assert filled({"a": [text, 7]}, variables) == {"a": [expected, 7]}
