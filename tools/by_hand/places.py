"""Where things are without containers: names and ports become loopback ports, mounts become folders."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tools.by_hand.compose import ROOT, Service
from tools.servers.process import free_port

LOOPBACK = "127.0.0.1"
OWN_HOSTS = ("", LOOPBACK, "0.0.0.0")
"""What a service calls itself."""
_ADDRESS = re.compile(r"(?P<host>[\w.-]*):(?P<port>\d+)\b")


class Places:
    """A port of the loopback address for each exposed port of each instance, a folder for each volume."""

    def __init__(self, services: Iterable[Service], folder: Path) -> None:
        self.folder = folder
        self._ports = {
            (instance, port): free_port()
            for service in services
            for instance in service.instances
            for port in service.ports
        }

    def port(self, instance: str) -> int | None:
        """The first port on which an instance listens; None where it does not."""
        return next((port for (name, _), port in self._ports.items() if name == instance), None)

    def own(self, instance: str) -> Path:
        """The folder of an instance: its log, and what a container would keep in memory."""
        return self.folder / instance

    def text(self, service: Service, instance: str, text: str) -> str:
        """A word of a command, or a value of a variable, as it must be outside containers."""
        if text == "0.0.0.0":
            return LOOPBACK
        if text.isdecimal() and (instance, int(text)) in self._ports:
            return str(self._ports[instance, int(text)])
        if service.mounts:
            targets = "|".join(re.escape(target) for target in sorted(service.mounts, reverse=True))
            inside = re.compile(rf"(?<![\w./-])({targets})(?![\w.-])")
            text = inside.sub(lambda match: str(self._folder(service, instance, match[0])), text)
        return _ADDRESS.sub(lambda match: self._address(instance, match), text)

    def make(self, service: Service, instance: str) -> None:
        """Make the folders that an instance needs."""
        self.own(instance).mkdir(parents=True, exist_ok=True)
        for target in service.mounts:
            self._folder(service, instance, target).mkdir(parents=True, exist_ok=True)

    def _folder(self, service: Service, instance: str, target: str) -> Path:
        """The folder behind a mount: of the repository, of a volume, or the instance's own."""
        source = service.mounts[target]
        if source is None:
            return self.own(instance) / target.strip("/")
        return ROOT / source if source.startswith(".") else self.folder / "volumes" / source

    def _address(self, instance: str, match: re.Match[str]) -> str:
        host = instance if match["host"] in OWN_HOSTS else match["host"]
        port = self._ports.get((host, int(match["port"])))
        return match[0] if port is None else f"{LOOPBACK}:{port}"
