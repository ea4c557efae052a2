"""What compose.yaml says, as far as processes need it: commands, variables, order, mounts, ports, checks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FILE = ROOT / "compose.yaml"

COMPLETED = "service_completed_successfully"
"""The condition of those who wait for a job to end."""
_VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?::(?P<how>[-?])(?P<rest>[^}]*))?\})")


class MissingVariable(Exception):
    """The file needs a variable that has no value; its own words say what to do."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service.

    `mounts` gives for each path inside what is mounted there: a path, the name of a volume, or None (memory).
    """

    name: str
    image: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    after: Mapping[str, str]
    """The services that it waits for, each with its condition."""
    mounts: Mapping[str, str | None]
    ports: tuple[int, ...]
    health: tuple[str, ...] = ()
    """The command of its health check, without `CMD`; empty: none."""
    replicas: int = 1
    by_hand: bool = True

    @property
    def instances(self) -> tuple[str, ...]:
        """Its containers' names, numbered where there are several: worker-1, worker-2."""
        if self.replicas == 1:
            return (self.name,)
        return tuple(f"{self.name}-{number}" for number in range(1, self.replicas + 1))


@dataclass(frozen=True)
class Compose:
    """The services by name, in the order of the file."""

    services: Mapping[str, Service]
    jobs: frozenset[str] = field(default_factory=frozenset)
    """Those that end by themselves, and that others wait for until they have."""


def document(path: Path = FILE) -> dict[str, Any]:
    """The file as it is, anchors and merges resolved, variables not."""
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def read(variables: Mapping[str, str], path: Path = FILE) -> Compose:
    """The services with every variable filled in. Raises MissingVariable."""
    told = filled(document(path)["services"], variables)
    services = {name: _service(name, each) for name, each in told.items()}
    jobs = {
        name for each in services.values() for name, condition in each.after.items() if condition == COMPLETED
    }
    return Compose(services, frozenset(jobs))


def filled(value: Any, variables: Mapping[str, str]) -> Any:
    """A value of the file with its variables filled in, at every depth.

    >>> filled("${PORT:-8080}:8080 $$x", {})
    '8080:8080 $x'
    """
    if isinstance(value, dict):
        return {key: filled(inner, variables) for key, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, variables) for inner in value]
    return _VARIABLE.sub(lambda match: _value(match, variables), value) if isinstance(value, str) else value


def demanded(value: Any) -> set[str]:
    """The variables without which the file cannot be used: `${NAME:?why}`."""
    return {match["name"] for match in _VARIABLE.finditer(str(value)) if match["how"] == "?"}


def _value(match: re.Match[str], variables: Mapping[str, str]) -> str:
    if match["dollar"]:
        return "$"
    given = variables.get(match["name"], "")
    if given or match["how"] is None:
        return given
    if match["how"] == "?":
        raise MissingVariable(f"{match['name']} has no value: {match['rest']}")
    return match["rest"] or ""


def _service(name: str, told: Mapping[str, Any]) -> Service:
    return Service(
        name=name,
        image=told["image"],
        command=tuple(told.get("command", ())),
        environment={key: str(value) for key, value in told.get("environment", {}).items()},
        after={other: how["condition"] for other, how in told.get("depends_on", {}).items()},
        mounts=dict(_mounts(told)),
        ports=tuple(int(port) for port in told.get("expose", ())),
        health=_health(told.get("healthcheck", {}).get("test", ())),
        replicas=told.get("deploy", {}).get("replicas", 1),
        by_hand=told.get("x-by-hand") != "skip",
    )


def _mounts(told: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    for volume in told.get("volumes", ()):
        source, target, *_ = volume.split(":")
        yield target, source
    for memory in told.get("tmpfs", ()):
        yield memory.partition(":")[0], None


def _health(test: list[str]) -> tuple[str, ...]:
    if not test:
        return ()
    kind, *words = test
    return ("sh", "-c", *words) if kind == "CMD-SHELL" else tuple(words)
