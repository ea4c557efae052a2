"""The services of compose.yaml as processes of this machine, each of which can be killed and started by name.

PostgreSQL and Elasticsearch are real servers in folders of their own (`tools.servers`), without users and
passwords. What belongs to containers is left out: users, networks, limits of memory, restarting what ended.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

from tools.by_hand.compose import FILE, Service, demanded, document, read
from tools.by_hand.places import LOOPBACK, Places
from tools.by_hand.program import Job, Program
from tools.servers.elasticsearch import HEAP, Elasticsearch
from tools.servers.postgresql import PostgreSQL
from tools.servers.process import Server

NO_PASSWORD = "by-hand"
"""For variables that the file demands: they are passwords, and servers by hand let everyone in."""


class Deployment:
    """The services with their data in `folder`, which may hold those of an earlier run.

    `overrides` sets variables of every service that runs Treatybase (`TREATYBASE_MODEL`: `none`); `without`
    leaves services out. A process is killed when the thread that started it ends, however that ends.
    """

    def __init__(
        self,
        folder: Path,
        *,
        overrides: Mapping[str, str] | None = None,
        without: Iterable[str] = (),
        heap: str = HEAP,
        file: Path = FILE,
    ) -> None:
        passwords = dict.fromkeys(demanded(document(file)), NO_PASSWORD)
        compose = read({**passwords, **os.environ}, file)
        self.folder = folder.resolve()
        self.services = {
            name: each for name, each in compose.services.items() if each.by_hand and name not in set(without)
        }
        self._jobs, self._heap, self._overrides = compose.jobs, heap, dict(overrides or {})
        self._places = Places(self.services.values(), self.folder)
        self._servers = dict(self._all())

    # --- starting and stopping -------------------------------------------------------------------

    def start(self, name: str | None = None) -> None:
        """Start one instance, or all in the order in which they depend on each other. Raises ServerFailed."""
        if name is not None:
            return self._start([name])
        try:
            for names in self._order():
                self._start([instance for each in names for instance in self.services[each].instances])
        except BaseException:
            self.stop()
            raise

    def stop(self, name: str | None = None) -> None:
        """Stop one instance, or all, those first that depend on others."""
        names = [name] if name else [name for names in self._order() for name in self._instances(names)][::-1]
        for each in names:
            self._servers[each].stop()

    def kill(self, name: str) -> None:
        """Kill one instance at once."""
        self._servers[name].kill()

    def pid(self, name: str) -> int | None:
        """Its process, while it runs."""
        return self._servers[name].pid

    def log(self, name: str) -> Path:
        """What it printed."""
        return self._servers[name].log

    def wait(self, name: str) -> None:
        """Wait until it answers. Raises ServerFailed."""
        self._servers[name].wait()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # --- using it --------------------------------------------------------------------------------

    @property
    def instances(self) -> tuple[str, ...]:
        """The names of all that keep running."""
        return tuple(name for name, server in self._servers.items() if not isinstance(server, Job))

    @property
    def url(self) -> str:
        """Where the proxy answers."""
        return self.addresses["proxy"]

    @property
    def addresses(self) -> dict[str, str]:
        """Where each instance that listens answers; PostgreSQL's is the URL of the store."""
        ports = {name: self._places.port(name) for name in self._servers}
        found = {name: f"http://{LOOPBACK}:{port}" for name, port in ports.items() if port}
        if "postgresql" in found:
            found["postgresql"] = self.environment("migrate")["TREATYBASE_STORE_URL"]
        return found

    def environment(self, name: str) -> dict[str, str]:
        """The variables that compose.yaml gives an instance, as they are here."""
        service = self._service(name)
        told = {**service.environment, **self._overrides} if _is_ours(service) else service.environment
        return {key: self._places.text(service, name, value) for key, value in told.items()}

    def run(self, name: str, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
        """Run a command as an instance would: `run("worker-1", ["treatybase", "enqueue", folder])`."""
        server = self._servers[name]
        assert isinstance(server, Program), f"{name} is no program of ours"
        return server.run(command)

    # --- within ----------------------------------------------------------------------------------

    def _order(self) -> Iterator[tuple[str, ...]]:
        """The services in turns: each depends only on those of earlier turns."""
        here = self.services.keys()
        sorter = TopologicalSorter({name: each.after.keys() & here for name, each in self.services.items()})
        sorter.prepare()
        while sorter.is_active():
            names = sorter.get_ready()
            yield names
            sorter.done(*names)

    def _instances(self, names: Iterable[str]) -> list[str]:
        return [instance for name in names for instance in self.services[name].instances]

    def _service(self, instance: str) -> Service:
        return next(each for each in self.services.values() if instance in each.instances)

    def _start(self, names: Sequence[str]) -> None:
        """Start programs side by side: each may take seconds to load its model."""
        servers = [self._servers[name] for name in names]
        programs = [each for each in servers if isinstance(each, Program)]
        for program in programs:
            program.launch()
        for server in servers:
            if isinstance(server, Program):
                server.wait()
            else:
                server.start()
                self._provide(server)

    def _all(self) -> Iterator[tuple[str, Server]]:
        for service in self.services.values():
            for instance in service.instances:
                self._places.make(service, instance)
                yield instance, self._server(service, instance)

    def _server(self, service: Service, instance: str) -> Server:
        folder, port = self._places.own(instance), self._places.port(instance)
        match service.image.partition(":")[0]:
            case "postgres":
                return PostgreSQL(folder, port=port)
            case "elasticsearch":
                return Elasticsearch(folder, http_port=port, heap=self._heap)
        made = Job if service.name in self._jobs else Program
        here = [self._places.text(service, instance, word) for word in service.command]
        health = [self._places.text(service, instance, word) for word in service.health]
        return made(instance, folder, here, self.environment(instance), health=health, port=port)

    def _provide(self, server: Server) -> None:
        """Make the user and the database that the image of PostgreSQL makes from its variables."""
        if not isinstance(server, PostgreSQL):
            return
        given = self.services["postgresql"].environment
        user, database = given["POSTGRES_USER"], given["POSTGRES_DB"]
        with psycopg.connect(server.url, autocommit=True) as connection:
            if not connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [user]).rowcount:
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(user)))
            if not connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).rowcount:
                owned = sql.SQL("CREATE DATABASE {} OWNER {}")
                connection.execute(owned.format(sql.Identifier(database), sql.Identifier(user)))


def _is_ours(service: Service) -> bool:
    return any(name.startswith("TREATYBASE_") for name in service.environment)
